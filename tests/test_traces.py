"""Where a quotation traces to, and that nothing merely similar does."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quotations.model import PageResult, Trace
from quotations.seed.read import read_source
from quotations.seed.source import Source
from quotations.trace.nearest import plain_words
from quotations.trace.pieces import pieces_of
from quotations.trace.search import matches

Check = Callable[..., PageResult]


def traced(check: Check, words: str) -> Trace:
    result = check(f"The op-ed: “{words}”")
    assert [p.message for p in result.problems] == []
    (found,) = result.checked
    return found.trace


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Russia's mercy", "exact"),
        ("concessions from the United States -- concessions that", "exact"),
        ("the first item", "adjusted"),
        ("wish list,", "adjusted"),
        ("recognition [...] gains", "marked"),
        ("He [Zelensky] had long insisted", "marked"),
        ("any such a deal [sic] behind", "marked"),
    ],
)
def test_how_a_quotation_traces_has_a_name(check: Check, words: str, verdict: str) -> None:
    assert traced(check, words).verdict == verdict


def test_a_bracketed_letter_stands_where_its_word_begins(check: Check, op_ed: Source) -> None:
    (place,) = traced(check, "[T]he territories Russia currently occupies").places
    assert op_ed.text[place.parts[0].start :].startswith("the territories")


def test_words_that_occur_more_than_once_trace_to_every_place(check: Check) -> None:
    places = traced(check, "any Ukrainian request for external assistance").places
    assert [place.parts[0].paragraph for place in places] == [8, 9]


def test_a_place_is_given_in_code_points_of_the_seed(check: Check, op_ed: Source) -> None:
    for words, parts in {
        "Russia's mercy": ["Russia’s mercy"],
        "recognition […] territorial gains": ["recognition", "territorial gains"],
    }.items():
        found = traced(check, words).places[0].parts
        assert [op_ed.text[part.start : part.end] for part in found] == parts


def test_a_part_may_need_a_later_place_than_its_first(check: Check) -> None:
    """“The U.S.” stands in ¶5 and ¶12 too, where nothing that is quoted follows it."""
    (place,) = traced(check, "the U.S. … Russia and America are equals").places
    assert [part.paragraph for part in place.parts] == [17, 17]


def test_the_whole_text_traces_and_no_word_of_it_may_be_another(
    check: Check, op_ed: Source
) -> None:
    whole = [f"> {op_ed.text[p.start : p.end]}" for p in op_ed.paragraphs]
    quote = "\n>\n".join(whole) + "\n>\n> — the op-ed"
    assert check(quote).problems == []
    (problem,) = check(quote.replace("pliable", "reliable")).problems
    assert problem.verdict == "altered"


@pytest.mark.parametrize("word", ["recognition", "insist", "currently", "not"])
def test_one_letter_more_is_another_word(check: Check, op_ed: Source, word: str) -> None:
    paragraph = op_ed.paragraphs[6]
    text = op_ed.text[paragraph.start : paragraph.end]
    assert word in text
    assert check(f"> {text}").problems == []
    (problem,) = check(f"> {text.replace(word, word + 'x', 1)}").problems
    assert problem.verdict == "altered"
    assert f"{word}x" in problem.message


def test_a_dash_is_no_word() -> None:
    assert plain_words("old — bridge") == ["old", "bridge"]


def test_an_omission_that_crosses_paragraphs_is_looked_for_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its time would else grow with the square of the text: a search to the end for each “the”."""
    text = tmp_path / "many.txt"
    text.write_text("A zebra came.\n" + "Then the end.\n" * 500, encoding="utf-8")
    text.with_suffix(".toml").write_text('language = "en"\n', encoding="utf-8")
    source = read_source(text)
    searched: list[str] = []
    occurrences = Source.occurrences

    def counted(self: Source, words: str, *bounds: int) -> Iterator[int]:
        searched.append(words)
        return occurrences(self, words, *bounds)

    monkeypatch.setattr(Source, "occurrences", counted)
    assert list(matches(pieces_of("the\n…\nzebra"), source)) == []
    assert searched.count("zebra") == 1
