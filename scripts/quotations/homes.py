"""Homes and notes: which page is home to which paragraphs, and what its notes are about."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from quotations.check import Checked, PageResult, Problem
from quotations.flows import Flow
from quotations.locate import Locator
from quotations.match import Part, Place
from quotations.source import Source

_IDS = re.compile(r"^#.*\{[^{}\n]*#([^\s{}]+)|\bid=[\"']?([^\s\"'>]+)", re.M)
_RESERVED = re.compile(r"p\d+(?:-\d+)?|.*-words")


class Note(NamedTuple):
    """A note: the heading that quotes its lemma, and where the lemma stands in the passage."""

    number: int
    """Its number on the page, from 1, in the order of the notes."""
    identifier: str
    heading: Flow
    lemma: Checked
    place: Place


class Home(NamedTuple):
    """A page's passage: whole paragraphs of a source in one block quote, and the notes on it."""

    source: Source
    paragraphs: tuple[int, ...]
    passage: Checked
    notes: tuple[Note, ...]


def settle(result: PageResult, sources: Sequence[Source]) -> Home | None:
    """Return a page's home, and add to its problems what is wrong with the home or a note."""
    declared = result.page.paragraphs
    headings = [flow for flow in result.flows if flow.note and flow.heading]
    locator = Locator(result.page.markdown)
    if not declared:
        for heading in headings:
            _add(result, locator, "note", heading.text, "a note on a page that is home to nothing")
        return None
    source = sources[0]
    passage = _passage(result, declared, source)
    if passage is None and any(_fails(checked) for checked in result.checked):
        return None  # reported already, as a quotation
    if passage is None:
        numbers = ", ".join(map(str, declared))
        message = f"paragraphs: [{numbers}], but no block quote is exactly those paragraphs"
        line, column = locator.text_position("paragraphs:")
        result.problems.append(Problem(result.page.page, line, column, "split", message))
        return None
    notes: list[Note] = []
    for heading in headings:
        note = _note(result, heading, passage, len(notes) + 1, locator)
        if note:
            notes.append(note)
    return Home(source, declared, passage, tuple(notes))


def split_problems(
    results: Iterable[PageResult], sources: Sequence[Source], config_page: str
) -> list[Problem]:
    """Return what keeps the split from being whole: each paragraph at home exactly once."""
    homes: dict[int, list[str]] = {}
    for result in results:
        for number in result.page.paragraphs:
            homes.setdefault(number, []).append(result.page.page)
    if not homes or not sources:
        return []
    problems = []
    known = {paragraph.number for paragraph in sources[0].paragraphs}
    for number in sorted(known | set(homes)):
        pages = homes.get(number, [])
        if number not in known:
            message = f"the text has no paragraph {number}"
            problems.append(Problem(pages[0], 1, 1, "split", message))
        elif not pages:
            message = f"paragraph {number} is at home on no page"
            problems.append(Problem(config_page, 1, 1, "split", message))
        elif len(pages) > 1:
            message = f"paragraph {number} is at home on {' and '.join(pages)}"
            problems.append(Problem(pages[1], 1, 1, "split", message))
    return problems


def leads_to(checked: Checked, page: str, homes: Mapping[str, Home]) -> tuple[Place, str | None]:
    """Return the place a quotation on a page leads to, and the page that is home to it, if one is.

    Of words that occur more than once it is the place on the page itself, else the first.
    """
    places = checked.trace.places
    here = homes.get(page)
    own = next((place for place in places if here and _at_home(place.parts[0], here)), None)
    if own:
        return own, page
    there = (name for name, home in homes.items() if _at_home(places[0].parts[0], home))
    return places[0], next(there, None)


def _at_home(part: Part, home: Home) -> bool:
    return part.source == home.source.id and part.paragraph in home.paragraphs


def _fails(checked: Checked) -> bool:
    return checked.quotation.form == "block" and not checked.trace.ok


def _passage(result: PageResult, declared: tuple[int, ...], source: Source) -> Checked | None:
    numbers = {paragraph.number: paragraph for paragraph in source.paragraphs}
    if not all(number in numbers for number in declared):
        return None
    start, end = numbers[declared[0]].start, numbers[declared[-1]].end
    for checked in result.checked:
        if checked.quotation.flow.hidden:
            continue
        if checked.quotation.form != "block" or not checked.trace.places:
            continue
        parts = checked.trace.places[0].parts
        if len(parts) == 1 and (parts[0].start, parts[0].end) == (start, end):
            covered = tuple(p.number for p in source.paragraphs if start <= p.start < end)
            if covered == declared and checked.trace.verdict == "exact":
                return checked
    return None


def _note(
    result: PageResult, heading: Flow, passage: Checked, number: int, locator: Locator
) -> Note | None:
    lemmas = [c for c in result.checked if c.quotation.flow is heading]
    if len(lemmas) != 1:
        message = "a note’s heading is one quotation: its lemma"
        _add(result, locator, "note", heading.text, message)
        return None
    lemma = lemmas[0]
    if fault := _identifier_fault(result, heading.identifier):
        _add(result, locator, "note", heading.text, fault)
        return None
    if not lemma.trace.ok:
        return None  # reported already, as a quotation
    whole = passage.trace.places[0].parts[0]
    here = [
        place for place in lemma.trace.places if all(_inside(part, whole) for part in place.parts)
    ]
    if len(here) != 1:
        times = "does not occur" if not here else f"occurs {len(here)} times"
        message = f"the lemma {times} in the passage of this page; it must occur once"
        _add(result, locator, "note", lemma.quotation.text, message, marked=True)
        return None
    return Note(number, heading.identifier, heading, lemma, here[0])


def _identifier_fault(result: PageResult, identifier: str) -> str | None:
    """Return what is wrong with a note's id: it is its address, so the author gives it."""
    if identifier not in _given_ids(result.page.markdown):
        return "a note needs an id of its own, like { #the-veto .claim }"
    if _RESERVED.fullmatch(identifier):
        return f"#{identifier} is an address that the build gives"
    same = [f for f in result.flows if f.note and f.heading and f.identifier == identifier]
    return f"two notes have the id #{identifier}" if len(same) > 1 else None


@lru_cache(maxsize=1)
def _given_ids(markdown: str) -> frozenset[str]:
    """Return the ids that a page gives its headings, or an element in HTML."""
    return frozenset(one or other for one, other in _IDS.findall(markdown))


def _inside(part: Part, whole: Part) -> bool:
    return part.source == whole.source and whole.start <= part.start and part.end <= whole.end


def _add(
    result: PageResult,
    locator: Locator,
    verdict: str,
    text: str,
    message: str,
    marked: bool = False,
) -> None:
    line, column = locator.find(text, "heading", marked)
    result.problems.append(Problem(result.page.page, line, column, verdict, message, text))
