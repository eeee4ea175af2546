"""The report: text, JSON, annotations and a summary; and words looked up."""

import json
from argparse import Namespace
from pathlib import Path

import pytest

from quotations.check import Outcome
from quotations.model import Problem
from quotations.seed.source import Source
from quotations.tell import report
from quotations.tell.lookup import find
from showing import edition, page, source

__all__ = ["source"]  # the fixture

FAILURE = Problem("a/b.md", 3, 9, "altered", "not ‘100%’,\nbut y", "the words", "words")
COUNTS = {"pages": 1, "quotations": 2, "problems": 1}
OUTCOME = Outcome({}, (FAILURE,), COUNTS)


def test_a_problem_is_told_with_place_words_and_what_to_do() -> None:
    assert report.as_text(OUTCOME, "docs/") == (
        "docs/a/b.md:3:9: altered: not ‘100%’,\nbut y\n"
        "    on the page: “the words”\n"
        "    to mend it: quote the words as they stand\n"
        "1 page, 2 quotations: 1 problem"
    )


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        ((1, 1, 0), "1 page, 1 quotation: all trace"),
        ((2, 0, 1), "2 pages, 0 quotations: 1 problem"),
        ((0, 2, 2), "0 pages, 2 quotations: 2 problems"),
    ],
)
def test_the_last_line_counts(counts: tuple[int, int, int], line: str) -> None:
    names = ("pages", "quotations", "problems")
    assert report.summary(dict(zip(names, counts, strict=True))) == line


def test_the_sites_own_configuration_is_told_where_it_stands() -> None:
    problem = Problem("../mkdocs.yml", 1, 1, "altered", "no")
    assert report.problem_text(problem, "docs/").startswith("mkdocs.yml:1:1: altered: no\n")


def test_an_annotation_escapes_what_ends_one() -> None:
    text = report.as_github(OUTCOME, "docs,x/")
    assert text == (
        "::error file=docs%2Cx/a/b.md,line=3,col=9,title=quotation altered"
        "::docs,x/a/b.md:3:9: altered: not ‘100%25’,%0Abut y%0A    on the page: “the words”"
        "%0A    to mend it: quote the words as they stand\n"
        "1 page, 2 quotations: 1 problem"
    )


def test_json_has_every_quotation_with_its_places(source: Source) -> None:
    html = "<p>“First Ann […] left”, Ann “came home”.</p>\n<blockquote><p>x</p></blockquote>"
    known = edition([page("one.md", html)], source)
    quotations = report.quotations_of(known.results[0])
    found = json.loads(report.as_json(OUTCOME, [source], quotations))
    assert list(found) == ["version", "sources", "quotations", "problems", "summary"]
    assert found["version"] == 1
    assert found["sources"] == [{"id": "text", "sha256": source.sha256}]
    first, second, third = found["quotations"]
    assert first == {
        "page": "one.md",
        "line": 1,
        "column": 4,
        "text": "First Ann […] left",
        "form": "inline",
        "verdict": "marked",
        "ok": True,
        "places": [
            {
                "speakers": [],
                "parts": [
                    {"source": "text", "paragraph": 1, "sentence": 1, "start": 0, "end": 9},
                    {"source": "text", "paragraph": 1, "sentence": 1, "start": 24, "end": 28},
                ],
            }
        ],
        "message": "",
    }
    assert second["places"][0]["speakers"] == ["Ann <O’Hara>"]
    assert (third["form"], third["ok"], third["places"]) == ("block", False, [])
    assert third["message"]
    assert found["problems"] == [
        {
            "page": "a/b.md",
            "line": 3,
            "column": 9,
            "verdict": "altered",
            "message": "not ‘100%’,\nbut y",
        }
    ]
    assert found["summary"] == COUNTS


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("one\n two", "", "one two"),
        ("one two three four", "", "one two …"),
        ("one two three four", "four", "… four"),
        ("one two three four", "nowhere", "one two …"),
        ("one two three four five six", "four", "… four …"),
    ],
)
def test_of_a_long_quotation_what_is_around_the_wrong_words_is_shown(
    text: str, words: str, shown: str
) -> None:
    assert report.excerpt(text, words, 12) == shown


def test_a_quotation_of_more_than_160_characters_is_long() -> None:
    text = "word " * 31 + "words"
    assert report.excerpt(text) == text
    assert report.excerpt(f"{text}!") == "word " * 31 + "…"


# Words looked up


def look_up(phrases: list[str], source: Source, folder: Path) -> tuple[bool, str]:
    """Look phrases up in the folder to which the source was written."""
    assert (folder / "text.txt").read_text(encoding="utf-8") == source.text
    return find(Namespace(find=[[phrase] for phrase in phrases], seeds=folder))


@pytest.mark.parametrize("typed", ["came home", "“came home”", "'came home'", " «came home» "])
def test_a_place_is_told_with_speaker_and_sentence(
    source: Source, tmp_path: Path, typed: str
) -> None:
    assert look_up([typed], source, tmp_path) == (
        True,
        "“came home”\n"
        "    ¶1, sentence 1, with words of Ann <O’Hara>: First Ann “came home” & left.\n"
        "looked for 1: 1 may be quoted so",
    )


def test_words_of_the_author_are_told_with_no_speaker(source: Source, tmp_path: Path) -> None:
    found, text = look_up(["stands alone"], source, tmp_path)
    assert found
    assert "\n    ¶2, sentence 1: The second paragraph stands alone.\n" in text


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("“Ann came back home”", "¶1.1: First Ann “came home” & left."),
        ("IT HAS THREE SENTENCES", "¶2.2: It has two sentences."),
        ("an elephant in Kyiv", None),
        ("an elephant came in Kyiv", None),
    ],
)
def test_words_that_are_not_there_are_told_with_the_nearest_sentence(
    source: Source, tmp_path: Path, typed: str, nearest: str | None
) -> None:
    found, text = look_up([typed], source, tmp_path)
    assert not found
    first, *others, last = text.split("\n")
    assert first.startswith(f"“{typed.strip('“”')}” cannot be quoted so: ")
    assert others == ([f"    nearest: {nearest}"] if nearest else [])
    assert last == "looked for 1: 0 may be quoted so"


def test_each_of_several_is_looked_up_and_they_are_counted(source: Source, tmp_path: Path) -> None:
    found, text = look_up(["came home", "“elephant”"], source, tmp_path)
    assert not found
    lines = [line for line in text.split("\n") if not line.startswith(" ")]
    assert [line.partition(":")[0] for line in lines] == [
        "“came home”",
        "“elephant” cannot be quoted so",
        "looked for 2",
    ]
    assert lines[-1].endswith(" 1 may be quoted so")
    assert look_up(["came home", "stands alone"], source, tmp_path)[0]
