"""Which page is home to which paragraphs, its notes, and where a quotation leads."""

from pathlib import Path

import markdown
import pytest

from quotations.model import PageText
from quotations.seed.source import Source
from quotations.show.edition import link_target
from quotations.show.homes import split_problems
from showing import edition, page, problems, source, write_source

__all__ = ["source"]  # the fixture

HEAD = "---\nparagraphs: [2]\n---\n"
PASSAGE = "> The second paragraph stands alone. It has two sentences.\n\n"


def told(source: Source, text: str, *numbers: int, **known: object) -> list[tuple[int, int, str]]:
    """Return line, column and message of what is wrong with a home, front matter left out."""
    body = text.partition("\n---\n")[2] or text
    read = page("two.md", body, markdown=True, paragraphs=numbers, **known)
    whole = type(read)(**{**_fields(read), "markdown": text})
    found = problems(edition([whole], source))
    assert {verdict for *_, verdict, _ in found} <= {"note", "split"}
    return [(line, column, message) for _, line, column, _, message in found]


def _fields(read: object) -> dict[str, object]:
    return {name: getattr(read, name) for name in read.__slots__}


@pytest.mark.parametrize(
    ("notes", "message", "line"),
    [
        ("### “stands alone” { #a .claim }\n", "", 0),
        ("### *“stands alone”* { #a .question }\n", "", 0),
        ("### “two sentences” { #a .claim }\n\n### “alone” { #b .claim }\n", "", 0),
        ("### “It […] two” { #a .claim }\n\n### “has” { #b .claim }\n", "", 0),
        (
            "### “It has two” { #a .claim }\n\n### “has” { #b .claim }\n",
            "shares words with another note’s",
            8,
        ),
        ("### “First Ann” { #a .claim }\n", "the lemma occurs 0 times in the passage", 6),
        ("### Alone { #a .claim }\n", "one quotation, its lemma, and nothing else", 6),
        ("### “It” “has” { #a .claim }\n", "one quotation, its lemma, and nothing", 6),
        ("### “stands alone” { .claim }\n", "a note’s heading ends in an id of its own", 6),
        (
            "### “stands alone” { #p2-1 .claim }\n",
            "#p2-1 is the address of another heading, or one that",
            6,
        ),
        (
            "### “stands alone” { #a-words .claim }\n",
            "#a-words is the address of another heading, or one",
            6,
        ),
        ("### “stands alone” { #a .clam }\n", "a note’s heading ends in", 6),
        ("### “stands alone” { #a .Claim .x }\n", "a note’s heading ends in", 6),
        ("### “stands alone” { #a }\n", "a note’s heading ends in an id of its own and a kind", 6),
        ("### “stands alone”\n", "a note’s heading ends in an id of its own and a kind", 6),
        ("### “stands alone” { #a .claim\n", "and nothing else", 6),
        ("### “stands alone” #a .claim }\n", "and nothing else", 6),
        ("### “stands alone” {#a .claim}\n", "", 0),
        ("#### The word “alone”\n\n## “has two”\n", "", 0),
        ("### Of “alone”\n", "a heading of level 3 is a note’s here", 6),
        ("### “alone” in it\n", "and nothing else", 6),
        ("```\n### “alone”\n```\n\n### “alone”\n", "a note’s heading ends in", 10),
    ],
)
def test_a_note_is_headed_by_words_of_its_passage_an_id_and_a_kind(
    source: Source, notes: str, message: str, line: int
) -> None:
    found = told(source, HEAD + PASSAGE + notes, 2)
    assert [place[:2] for place in found] == ([(line, 5)] if message else [])
    assert all(message in place[2] for place in found)


def test_an_id_that_markdown_makes_of_the_words_is_not_a_note_s_own(source: Source) -> None:
    text = HEAD + PASSAGE + "### “stands alone” { .claim }\n"
    html = markdown.markdown(text.split("---\n")[2], extensions=["attr_list", "toc"])
    assert 'id="stands-alone"' in html
    known = edition([PageText("two.md", text, html, paragraphs=(2,))], source)
    ((*place, message),) = problems(known)
    assert place == ["two.md", 6, 5, "note"]
    assert message.startswith("a note’s heading ends in an id of its own")


def test_a_note_s_heading_may_end_in_a_link_to_itself(source: Source) -> None:
    passage = "<blockquote><p>The second paragraph stands alone. It has two sentences.</p>"
    link = '<a class="headerlink" href="#a">¶</a>'
    html = f'{passage}</blockquote><h3 class="claim" id="a">“alone”{link}</h3>'
    known = edition([page("two.md", html, paragraphs=(2,))], source)
    assert not problems(known)
    assert len(known.homes["two.md"].notes) == 1


def test_a_note_s_heading_has_no_words_before_its_lemma(source: Source) -> None:
    ((line, column, message),) = told(source, HEAD + PASSAGE + "### On “alone” { #a .claim }\n", 2)
    assert (line, column) == (6, 5)
    assert "and nothing else" in message


def test_two_notes_with_one_id_are_each_told_at_their_own_line(source: Source) -> None:
    notes = "### “alone” { #a .claim }\n\nText.\n\n### “alone” { #a .claim }\n"
    found = told(source, HEAD + PASSAGE + notes, 2)
    assert [place[:2] for place in found] == [(6, 5), (10, 5)]
    assert {place[2] for place in found} == {
        "#a is the address of another heading, or one that the build gives"
    }


def test_notes_are_numbered_in_their_order_and_know_their_words(source: Source) -> None:
    text = PASSAGE + "### “alone” { #b .claim }\n\n### “second” { #a .tension }\n"
    home = edition([page("two.md", text, markdown=True, paragraphs=(2,))], source).homes["two.md"]
    assert [(note.identifier, note.kind) for note in home.notes] == [
        ("b", "claim"),
        ("a", "tension"),
    ]
    parts = [part for note in home.notes for part in note.place.parts]
    assert [source.text[part.start : part.end] for part in parts] == ["alone", "second"]


def test_a_lemma_that_stands_twice_in_the_passage_marks_nothing(tmp_path: Path) -> None:
    two = write_source(tmp_path, "Two by two, by two.\n", 'language = "en"\n')
    notes = "### “by two” { #a .claim }\n"
    found = told(two, f"---\nparagraphs: [1]\n---\n> Two by two, by two.\n\n{notes}", 1)
    message = "the lemma occurs 2 times in the passage; it must occur once"
    assert found == [(6, 5, message)]


def test_a_note_needs_a_home(source: Source) -> None:
    found = told(source, "Text.\n\n### “stands alone” { #a .claim }\n\nText.\n")
    message = "a note on a page that is home to nothing: name paragraphs in the front matter"
    assert found == [(3, 5, message)]


@pytest.mark.parametrize(
    ("moved", "message"),
    [
        ({"old": "a"}, ""),
        ({"old": "p2"}, ""),
        ({"old": "p2-2"}, ""),
        ({"old": "part"}, ""),
        (
            {"old": "nowhere"},
            "moved: #old must be gone from this page, and #nowhere be an id on it",
        ),
        ({"old": "p2-3"}, "#p2-3 be an id on it"),
        ({"old": "p1"}, "#p1 be an id on it"),
        ({"a": "p2"}, "moved: #a must be gone from this page"),
        ({"part": "p2"}, "moved: #part must be gone"),
        ({"p2-1": "a"}, "moved: #p2-1 must be gone"),
    ],
)
def test_an_id_that_is_gone_leads_to_one_that_is_there(
    source: Source, moved: dict[str, str], message: str
) -> None:
    ((old, target),) = moved.items()
    head = f"---\nparagraphs: [2]\nmoved:\n  {old}: {target}\n---\n"
    notes = "### “alone” { #a .claim }\n\n## Part { #part }\n"
    found = told(source, head + PASSAGE + notes, 2, moved=tuple(moved.items()))
    assert [place[:2] for place in found] == ([(4, 3)] if message else [])
    assert all(message in place[2] for place in found)


def test_an_id_that_is_gone_leads_to_no_sentence_of_another_paragraph(tmp_path: Path) -> None:
    source = write_source(tmp_path, "One is. Two is.\nThree is alone.\n", 'language = "en"\n')
    head = "---\nparagraphs: [2]\nmoved: {old: p2-2}\n---\n"
    found = told(source, head + "> Three is alone.\n", 2, moved=(("old", "p2-2"),))
    assert [message[:11] for *_, message in found] == ["moved: #old"]


def test_each_id_that_is_gone_is_looked_at(source: Source) -> None:
    moved = (("old", "p2"), ("older", "nowhere"), ("oldest", "p2-9"))
    head = "---\nparagraphs: [2]\nmoved: {old: p2, older: nowhere, oldest: p2-9}\n---\n"
    found = told(source, head + PASSAGE, 2, moved=moved)
    assert [message[:13] for *_, message in found] == ["moved: #older", "moved: #oldes"]


@pytest.mark.parametrize(
    ("body", "numbers", "message"),
    [
        (PASSAGE, (2,), ""),
        ("> The second paragraph stands alone.\n", (2,), "[2], but no block quote is exactly"),
        (PASSAGE, (1,), "no block quote is exactly"),
        (PASSAGE, (1, 2), "paragraphs: [1, 2], but no block quote is exactly"),
        ("> The second paragraph […] alone. It has two sentences.\n", (2,), "no block quote"),
        ("> [T]he second paragraph stands alone. It has two sentences.\n", (2,), "no block quote"),
        ("“The second paragraph stands alone. It has two sentences.”\n", (2,), "no block quote"),
        (PASSAGE, (3,), "paragraphs: [3], but no block quote is"),
        (PASSAGE, (2, 3), "paragraphs: [2, 3], but no block quote is"),
        (PASSAGE, (0,), "no block quote is exactly"),
    ],
)
def test_a_home_quotes_its_paragraphs_whole(
    source: Source, body: str, numbers: tuple[int, ...], message: str
) -> None:
    found = told(source, f"---\ntitle: x\nparagraphs: {list(numbers)}\n---\n{body}", *numbers)
    assert [place[:2] for place in found] == ([(3, 1)] if message else [])
    assert all(message in place[2] for place in found)


# Several pages, several texts

ONE = "> Alpha is first.\n"
TWO = "> Beta is second.\n"


@pytest.fixture
def two(tmp_path: Path) -> tuple[Source, Source]:
    """Two texts: the pages are about the second; both have its first paragraph."""
    table = 'language = "en"\n'
    return (
        write_source(tmp_path, "Gamma is other.\nAlpha is first.\n", table, "another"),
        write_source(tmp_path, "Alpha is first.\nBeta is second.\n", table, "main"),
    )


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [
        ([(ONE, 1), (TWO, 2)], []),
        ([(TWO, 2)], [("../mkdocs.yml", "paragraph 1 of ‘main’ is at home on no page")]),
        (
            [(ONE, 1), (TWO, 2), (TWO, 2)],
            [("2.md", "paragraph 2 of ‘main’ is at home on 1.md and 2.md")],
        ),
        (
            [(ONE, 1), (TWO, 2), ("> Gamma is other.\n", 1)],
            [("../mkdocs.yml", "paragraph 2 of ‘another’ is at home on no page")],
        ),
        ([("“Beta”", None)], []),
    ],
)
def test_each_paragraph_of_a_text_has_one_home(
    two: tuple[Source, Source], bodies: list[tuple[str, int | None]], expected: list[object]
) -> None:
    pages = [
        page(f"{name}.md", text, markdown=True, paragraphs=(number,) if number else ())
        for name, (text, number) in enumerate(bodies)
    ]
    known = edition(pages, *two)
    assert not problems(known)
    found = list(split_problems(known.homes, two, "../mkdocs.yml"))
    assert [(problem.page, problem.message) for problem in found] == expected
    assert {(problem.line, problem.column) for problem in found} <= {(1, 1)}


@pytest.mark.parametrize(
    ("body", "verdicts"),
    [
        ("> The second paragraph stands apart. It has two sentences.\n", ["altered"]),
        ("“The second paragraph stands apart.”\n", ["altered"]),
    ],
)
def test_a_passage_that_does_not_trace_is_told_once(
    source: Source, body: str, verdicts: list[str]
) -> None:
    known = edition([page("two.md", body, markdown=True, paragraphs=(2,))], source)
    assert [verdict for *_, verdict, _ in problems(known)] == verdicts


def test_a_lemma_that_does_not_trace_is_told_as_a_quotation_and_makes_no_note(
    source: Source,
) -> None:
    body = PASSAGE + "### “stands apart” { #a .claim }\n"
    known = edition([page("two.md", body, markdown=True, paragraphs=(2,))], source)
    assert [verdict for *_, verdict, _ in problems(known)] == ["altered"]
    assert known.homes["two.md"].notes == ()


def test_a_quotation_leads_to_its_own_page_then_to_the_place_that_has_a_home(
    two: tuple[Source, Source],
) -> None:
    pages = [
        page("one.md", ONE, markdown=True, paragraphs=(1,)),
        page("two.md", f"{TWO}\n“is”\n", markdown=True, paragraphs=(2,)),
        page("three.md", "“is”, “Alpha”, “Gamma”\n", markdown=True),
    ]
    known = edition(pages, *two)
    ends = [
        (place.parts[0].source, place.parts[0].paragraph, url)
        for result in known.results[1:]
        for checked in result.checked
        if checked.quotation.form == "inline"
        for place, url in [link_target(checked, result.page.path, known)]
    ]
    assert ends == [
        ("main", 2, "#p2-1"),
        ("main", 1, "../one/#p1-1"),
        ("main", 1, "../one/#p1-1"),
        ("another", 1, ""),
    ]
