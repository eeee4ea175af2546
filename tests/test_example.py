"""A small site with two texts, one set in short lines: what its pages, texts and editors may do."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from quotations.command import main
from shared import ROOT

Told = Callable[..., tuple[int, str, str]]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    example = Path(shutil.copytree(ROOT / "tests/example", tmp_path / "example"))
    monkeypatch.chdir(example)
    return example


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    """Run the command in this process; return its status and what it said."""

    def run_here(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        return (status, *capsys.readouterr())

    return run_here


@pytest.mark.parametrize(
    ("quotes", "message"),
    [
        ("[almanac]", "docs/index.md:8:3: "),
        ("[leter]", "docs/index.md:4:1: front-matter: quotes: there is no text ‘leter’"),
        ("letter", "docs/index.md:4:1: front-matter: quotes: a list of texts’ names"),
    ],
)
def test_a_page_is_held_to_the_texts_it_says_it_quotes(
    here: Path, told: Told, quotes: str, message: str
) -> None:
    page = here / "docs/index.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("quotes: [letter]", f"quotes: {quotes}"), encoding="utf-8")
    status, out, _ = told()
    assert status == 1
    assert out.startswith(message), out
    assert "to mend it: " in out


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "  \n"),
        lambda text: "\n\n" + text.replace("\n\n", "\n \t\n\n\n") + "\n",
    ],
    ids=["Windows line ends", "byte-order mark", "trailing spaces", "more blank lines"],
)
def test_a_text_in_short_lines_counts_its_paragraphs_by_blank_lines(
    here: Path, told: Told, change: Callable[[str], str]
) -> None:
    seed = here / "seeds/letter.txt"
    seed.write_bytes(change(seed.read_text(encoding="utf-8")).encode())
    status, out, error = told()
    assert (status, error) == (0, ""), out


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["no", "ship", "sails"], "“no ship sails”\n    ‘letter’, ¶"),
        (["“no", "ship”"], "“no ship”\n    ‘letter’, ¶"),
        (["bread", "--find", "no", "ship"], "looked for 2: 2 may be quoted so"),
        (["no ship", "zebra"], "looked for 2: 1 may be quoted so"),
        (["we", "reached", "Mars"], "nearest: letter ¶1.1: We reached the island on the third"),
    ],
)
def test_words_are_looked_up_as_they_come(
    here: Path, told: Told, words: list[str], answer: str
) -> None:
    assert answer in told("--find", *words)[1]
