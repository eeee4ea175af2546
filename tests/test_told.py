"""What is told of every case, to the letter: `told/*.txt`, one for each file in `cases/`; and more.

A message is read by somebody who has made a mistake, and a place is where a link leads. So neither
changes unseen: after a change that is meant, write the files anew and read what differs.

    ./scripts/test tests/test_told.py --write
"""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quotations.check import PageResult, positions
from quotations.model import Place
from quotations.seed.source import Source
from test_cases import CASES, listed

TOLD = Path(__file__).resolve().parent / "told"
NEARLY = "nearly"  # of sentences with one mistake


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.toml")))
def test_what_is_told_of_the_cases_is_what_was_read_and_found_right(
    check: Callable[..., PageResult], name: str, pytestconfig: pytest.Config
) -> None:
    table = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))
    told = [
        line
        for number, case in enumerate(table["case"], 1)
        for line in lines(number, check(case["page"], *listed(case.get("seed", "op-ed"))))
    ]
    hold(name, told, pytestconfig)


def test_what_is_told_of_sentences_that_are_nearly_right_was_read_and_found_right(
    check: Callable[..., PageResult], op_ed: Source, pytestconfig: pytest.Config
) -> None:
    sentences = [s for paragraph in op_ed.paragraphs for s in paragraph.sentences]
    told: list[str] = []
    for number, sentence in enumerate(sentences):
        wrong = " ".join(nearly(number, op_ed.text[sentence.start : sentence.end].split()))
        told += lines(number, check(f"The text says “{wrong}”"))
    hold(NEARLY, told, pytestconfig)


def nearly(number: int, words: list[str]) -> list[str]:
    """Return the words of a sentence with a mistake, each time another, a third into it."""
    at = len(words) // 3
    word, after = words[at], words[at + 1]
    wrong = [
        [after],
        [word, word, after],
        [after, word],
        [f"{word[:1]}{word[2:]}", after],
        [word[::-1], after[::-1]],
        [f"{word}{after}"],
        ["zebra", after],
    ][number % 7]
    return [*words[:at], *wrong, *words[at + 2 :][: number % 5 * 4 + 2]]


def hold(name: str, told: list[str], pytestconfig: pytest.Config) -> None:
    """Hold what is told to a file; write it, if that is asked."""
    path = TOLD / f"{name}.txt"
    if pytestconfig.getoption("--write"):
        path.write_text("\n".join([*told, ""]), encoding="utf-8")
    assert told == path.read_text(encoding="utf-8").splitlines()


def test_nothing_is_told_of_cases_that_are_gone() -> None:
    cases = {path.stem for path in CASES.glob("*.toml")}
    assert {path.stem for path in TOLD.glob("*.txt")} == {*cases, NEARLY}


def lines(number: int, result: PageResult) -> Iterator[str]:
    """What is told of a case: each quotation that traces, with its places; each problem."""
    for checked, (_, line, column) in zip(result.checked, positions(result), strict=False):
        if checked.trace.ok:
            places = " and ".join(map(shown, checked.trace.places))
            yield f"{number} {line}:{column} {checked.trace.verdict} {places}"
    for found in result.problems:
        where = f"{number} {found.line}:{found.column} {found.verdict}"
        yield ascii_spaced(f"{where} {found.message} ‹{found.words}›")


def shown(place: Place) -> str:
    parts = (f"{p.source} {p.paragraph}.{p.sentence} {p.start}–{p.end}" for p in place.parts)
    return " […] ".join([*parts, *(speaker.name for speaker in place.speakers)])


def ascii_spaced(text: str) -> str:
    """The text on one line of a file, its line breaks and odd spaces told apart."""
    return "".join(c if c == " " or c.isprintable() else f"\\u{ord(c):04x}" for c in text)
