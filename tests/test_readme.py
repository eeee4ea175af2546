"""What the README shows is what happens."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from quotations import command
from quotations.seed.read import read_source
from shared import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
# A page that an example spoils, and the words it puts in it.
PAGE, SAYS, SPOILT = "docs/demands/territory.md", "He would insist on", "He would demand on"


def shown(asked: str) -> str:
    """Return what the README shows a command to print, whichever folders it names before it."""
    found = re.search(rf"^\$ (?:\S*/)?{re.escape(asked)}\n(.*?)^```$", README, re.M | re.S)
    assert found, asked
    return found[1]


def form(text: str) -> str:
    """Return an output without what changes with the edition: counts, places, its sentences.

    Where there is a second text, a place has the first one's name too.
    """
    text = re.sub(r"\(op-ed ¶", "(¶", text)
    text = re.sub(r"\b(page|quotation|problem)s\b", r"\1", text)
    text = re.sub(r"“[^”]*”", "“…”", text)
    return re.sub(r"(?<![¶.\d])\d+", "9", text)


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("docs", "seeds"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "scripts").symlink_to(ROOT / "scripts")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_build_counts_as_the_readme_shows(
    edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main([]) == 0
    counted, built = shown("scripts/build").splitlines()[:2]
    assert form(counted) == form(capsys.readouterr().out.rstrip("\n"))
    assert built.startswith("built: site/")


def test_a_wrong_word_is_told_as_the_readme_shows(
    edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = edition / PAGE
    text = page.read_text(encoding="utf-8")
    assert SAYS in text
    page.write_text(text.replace(SAYS, SPOILT), encoding="utf-8")
    assert command.main([PAGE]) == 1
    told = capsys.readouterr().out
    asked = f"python scripts/check_quotes.py {PAGE}"
    # How often the page quotes these words is its editors' business: one failure shows them all.
    assert set(form(shown(asked)).splitlines()) == set(form(told).splitlines())


def test_words_are_looked_up_as_the_readme_shows(
    edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = re.search(r"^\$ \S*python scripts/check_quotes\.py --find (.+)$", README, re.M)
    assert found, "an example of --find"
    assert command.main(["--find", *shlex.split(found[1])]) == 0
    assert shown(f"python scripts/check_quotes.py --find {found[1]}") == capsys.readouterr().out


def test_the_guides_example_of_what_is_known_of_a_text_can_be_read(tmp_path: Path) -> None:
    guide = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (table,) = re.findall(r"^```toml\n(.*?)^```$", guide, re.M | re.S)
    (tmp_path / "letter.toml").write_text(table, encoding="utf-8")
    lines = "The mayor came.\n\nHe called it\n“a flat failure”.\n"
    (tmp_path / "letter.txt").write_text(lines + "…\n" * 36, encoding="utf-8")
    letter = read_source(tmp_path / "letter.txt")
    assert [(span.speaker.name, letter.text[span.start : span.end]) for span in letter.spans] == [
        ("the mayor", "a flat failure")
    ]


def test_every_file_the_documents_name_is_there() -> None:
    for document in ("README.md", "scripts/ARCHITECTURE.md", ".github/CONTRIBUTING.md"):
        text = (ROOT / document).read_text(encoding="utf-8")
        for path in re.findall(r"(?:\./)?((?:scripts|tests|docs|seeds|\.github)/[\w./-]*\w)", text):
            assert "NAME" in path or (ROOT / path).exists(), f"{document}: {path}"
