"""Show the traces on the page: passages, lemmas, notes, and where inline quotations come from.

Links and ids, no script: a passage's paragraphs and sentences can be linked, the words a note is
about lead to the note and back, an inline quotation leads to its sentence and can show it.
"""

from collections.abc import Callable, Mapping
from html import escape
from itertools import pairwise
from typing import NamedTuple

from quotations.check import Checked, PageResult
from quotations.find import Quotation
from quotations.flows import KINDS, Flow
from quotations.fold import MARKS, fold
from quotations.homes import Home, Note, leads_to
from quotations.match import Place
from quotations.source import AUTHOR, Paragraph, Source
from quotations.splice import Element, Wrap, elements, splice

KIND_NAMES = {
    "claim": "Claim",
    "wording": "Wording",
    "background": "Background",
    "tension": "Tension",
    "question": "Open question",
}
_NO_LINKS = frozenset(
    "a button summary label text textarea select option title".split()
)  # an anchor must not stand in these
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Annotated(NamedTuple):
    """A page with its traces shown, and the ids that were added to it."""

    html: str
    ids: tuple[str, ...]


def annotate(
    result: PageResult,
    homes: Mapping[str, Home],
    sources: Mapping[str, Source],
    address: Callable[[str, str], str],
) -> Annotated:
    """Return a page's HTML with every trace shown.

    `homes` are those of all pages; `address(page, other)` is a page's address relative to another.
    """
    html = result.page.html
    page = result.page.page
    around = elements(html)
    home = homes.get(page)
    layers: list[list[Wrap]] = [[], [], [], []]
    ids: list[str] = []
    if home:
        layers[0] += _sections(result, home, around)
        for flow, paragraph in _passage_flows(result, home):
            _passage(flow, paragraph, home, html, around, layers, ids)
    no_links = [element for element in around if element.name in _NO_LINKS]
    links = [
        wrap
        for checked in result.checked
        if not (home and checked is home.passage)
        for wrap in _inline(checked, page, home, homes, sources, address, no_links)
    ]
    layers[3] += links
    return Annotated(splice(html, layers, around), tuple(ids))


# Passages


def _passage_flows(result: PageResult, home: Home) -> list[tuple[Flow, Paragraph]]:
    block = home.passage.quotation.flow.block
    flows = [f for f in result.flows if f.block == block and not f.element.startswith("@")]
    paragraphs = [home.source.paragraphs[number - 1] for number in home.paragraphs]
    return list(zip(flows, paragraphs, strict=False))  # an attribution may follow


class _Alignment:
    """Leads from code points of the seed to offsets in the page's HTML, within one paragraph."""

    def __init__(self, flow: Flow, paragraph: Paragraph, source: Source) -> None:
        self.flow = flow
        shown = fold(flow.text)
        first = len(shown.text) - len(shown.text.lstrip(" "))
        last = len(shown.text.rstrip(" "))
        seed = source.folded_paragraphs[paragraph.number - 1]
        # The same text folded: character for character.
        self.starts = dict(zip(seed.starts, shown.starts[first:last], strict=True))
        self.ends = dict(zip(seed.ends, shown.ends[first:last], strict=True))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the seed stands in the HTML."""
        while start not in self.starts:
            start -= 1
        while end not in self.ends:
            end += 1
        return self.flow.span(self.starts[start], self.ends[end])


def _passage(
    flow: Flow,
    paragraph: Paragraph,
    home: Home,
    html: str,
    around: list[Element],
    layers: list[list[Wrap]],
    ids: list[str],
) -> None:
    source = home.source
    aligned = _Alignment(flow, paragraph, source)
    number = paragraph.number
    first = aligned.span(paragraph.start, paragraph.start + 1)[0]
    block = max((e for e in around if e.inner <= first < e.close), key=lambda e: e.start)
    while block.name not in ("p", "li", "blockquote"):
        block = max((e for e in around if e.start < block.start < e.close), key=lambda e: e.start)
    layers[0].append(Wrap(*_attributes(block, f' id="p{number}"'), after=""))
    pilcrow = (
        f'<a class="pilcrow" href="#p{number}" aria-label="Paragraph {number}"'
        f" data-search-exclude>¶{number} </a>"
    )
    layers[0].append(Wrap(block.inner, block.inner, pilcrow, ""))
    ids.append(f"p{number}")
    for sentence in paragraph.sentences:
        name = f"p{number}-{sentence.number}"
        start, end = aligned.span(sentence.start, sentence.end)
        again = '<span class="sentence">'
        opening = f'<span class="sentence" id="{name}">'
        layers[1].append(Wrap(start, end, opening, "</span>", again, "</span>"))
        ids.append(name)
    for span in source.spans:
        if span.speaker != AUTHOR and paragraph.start <= span.start < paragraph.end:
            # The marks belong to what is reported.
            start, end = aligned.span(span.start - 1, span.end + 1)
            speaker = escape(source.speakers[span.speaker].name)
            after = f'</span><span class="speaker" data-search-exclude> [{speaker}]</span>'
            opening = '<span class="reported">'
            layers[2].append(Wrap(start, end, opening, after, opening, "</span>"))
    layers[3] += _lemmas(home.notes, paragraph, aligned, ids)


def _attributes(element: Element, text: str) -> tuple[int, int, str]:
    """Return the place in an element's start tag where attributes can be added, and the text."""
    at = element.start + 1 + len(element.name)
    return at, at, text


class _Stretch(NamedTuple):
    """A stretch of the seed with the notes that are about it."""

    start: int
    end: int
    notes: tuple[Note, ...]


def _lemmas(
    notes: tuple[Note, ...], paragraph: Paragraph, aligned: _Alignment, ids: list[str]
) -> list[Wrap]:
    """Return the marks of a paragraph's lemmas.

    Anchors must not nest: where lemmas overlap, each stretch leads to the note that began last,
    and every note's number, at its lemma's end, leads to that note.
    """
    wraps: list[Wrap] = []
    for stretch in _stretches(notes, paragraph):
        note = max(stretch.notes, key=lambda n: (_outline(n)[0], -_outline(n)[1], n.number))
        opening = ""
        for other in stretch.notes:
            if _outline(other)[0] == stretch.start and other is not note:
                opening += f'<span id="{other.identifier}-words"></span>'
                ids.append(f"{other.identifier}-words")
        kind = _kind(note.heading)
        link = (
            f'<a class="lemma {kind}" href="#{escape(note.identifier)}"'
            f' aria-description="Note {note.number}, {KIND_NAMES[kind].lower()}"'
        )
        identifier = ""
        if _outline(note)[0] == stretch.start:
            identifier = f' id="{escape(note.identifier)}-words"'
            ids.append(f"{note.identifier}-words")
        ending = "</a>"
        if _outline(note)[1] == stretch.end:
            ending = f'<sup class="ref" data-search-exclude>{note.number}</sup></a>'
        for other in sorted(stretch.notes, key=lambda n: n.number):
            if other is not note and _outline(other)[1] == stretch.end:
                ending += (
                    f'<a class="ref {_kind(other.heading)}" href="#{escape(other.identifier)}"'
                    f' aria-label="Note {other.number}" data-search-exclude>{other.number}</a>'
                )
        start, end = aligned.span(stretch.start, stretch.end)
        wraps.append(Wrap(start, end, f"{opening}{link}{identifier}>", ending, f"{link}>", "</a>"))
    return wraps


def _outline(note: Note) -> tuple[int, int]:
    return note.place.parts[0].start, note.place.parts[-1].end


def _stretches(notes: tuple[Note, ...], paragraph: Paragraph) -> list[_Stretch]:
    parts = [
        (part, note)
        for note in notes
        for part in note.place.parts
        if part.start < paragraph.end and paragraph.start < part.end
    ]
    edges = {edge for part, _ in parts for edge in (part.start, part.end)}
    inside = sorted(edge for edge in edges if paragraph.start <= edge <= paragraph.end)
    found = []
    for start, end in pairwise(inside):
        covering = tuple(note for part, note in parts if part.start <= start and end <= part.end)
        if covering:
            found.append(_Stretch(start, end, covering))
    return found


def _kind(heading: Flow) -> str:
    return next(kind for kind in KINDS if kind in heading.classes)


# The page's sections


def _sections(result: PageResult, home: Home, around: list[Element]) -> list[Wrap]:
    """Return the sections of a page that is home to a passage: the passage, each note."""
    html = result.page.html
    headings = [element for element in around if element.name in _HEADINGS]
    block = home.passage.quotation.flow.span(*home.passage.quotation.own)[0]
    before = [h for h in headings if h.start < block]
    after = [h for h in headings if h.start > block]
    end = after[0].start if after else len(html)
    wraps: list[Wrap] = []
    quote = next((e for e in around if e.name == "blockquote" and e.start <= block < e.end), None)
    if quote and "class=" not in html[quote.start : quote.inner]:
        wraps.append(Wrap(*_attributes(quote, ' class="home"'), after=""))
    if not before or before[-1].name == "h1":
        return wraps
    found = (_note_section(note, headings, len(html)) for note in home.notes)
    notes = [section for section in found if section]
    start = before[-1].start
    if notes and len(after) > 1 and after[0].end < notes[0][1].start:
        last = notes[-1][2]
        wraps.append(Wrap(start, last, '<div class="edition">\n', "</div>\n"))
        wraps.append(Wrap(after[0].start, last, '<div class="notes">\n', "</div>\n"))
    label = _identifier(before[-1], html)
    wraps.append(Wrap(start, end, f'<section class="passage"{label}>\n', "</section>\n"))
    for note, heading, stop in notes:
        kind = _kind(note.heading)
        opening = (
            f'<section class="note {kind}"{_identifier(heading, html)}>\n'
            f'<p class="kind" data-search-exclude><a class="back"'
            f' href="#{escape(note.identifier)}-words"'
            f' aria-label="Note {note.number}: back to its words in the passage">{note.number}</a>'
            f" {KIND_NAMES[kind]}"
            f' <a class="permalink" href="#{escape(note.identifier)}"'
            f' aria-label="Address of note {note.number}">#</a></p>\n'
        )
        wraps.append(Wrap(heading.start, stop, opening, "</section>\n"))
    return wraps


def _note_section(
    note: Note, headings: list[Element], length: int
) -> tuple[Note, Element, int] | None:
    """Return a note's heading and where its section ends; None for a heading never closed."""
    at = note.heading.span(0, 1)[0]
    heading = next((h for h in headings if h.inner <= at <= h.close), None)
    if not heading:
        return None
    stop = next((h.start for h in headings if h.start > at and h.name <= heading.name), length)
    return note, heading, stop


def _identifier(heading: Element, html: str) -> str:
    tag = html[heading.start : heading.inner]
    _, found, rest = tag.partition(' id="')
    return f' aria-labelledby="{rest.partition(chr(34))[0]}"' if found else ""


# Quotations elsewhere


def _inline(
    checked: Checked,
    page: str,
    home: Home | None,
    homes: Mapping[str, Home],
    sources: Mapping[str, Source],
    address: Callable[[str, str], str],
    no_links: list[Element],
) -> list[Wrap]:
    flow = checked.quotation.flow
    if flow.element.startswith("@") or not checked.trace.places:
        return []
    heading = flow.note and flow.heading and home is not None
    note = next((n for n in home.notes if n.lemma is checked), None) if home and heading else None
    place, target = leads_to(checked, page, homes)
    if note:
        place, target = note.place, page
    href = ""
    if target is not None:
        part = place.parts[0]
        anchor = f"{note.identifier}-words" if note else f"p{part.paragraph}-{part.sentence}"
        path = "" if target == page else address(target, page)
        href = f' href="{escape(path)}#{escape(anchor)}"'
    shown = escape(sentences(place, sources))
    opening = f'<a class="quotation"{href} aria-description="{shown}">'
    if not href:  # nowhere to lead: still shown, and still reached by the keyboard
        opening = opening.replace("<a ", '<a tabindex="0" role="note" ')
    wraps = []
    for start, end in _shown_spans(checked.quotation):
        if start == end or any(e.start < end and start < e.end for e in no_links):
            continue
        wraps.append(Wrap(start, end, opening, "</a>", opening, "</a>"))
    return wraps


def _shown_spans(quotation: Quotation) -> tuple[tuple[int, int], ...]:
    """Return where a quotation stands in the HTML, its marks included where that is plain."""
    if quotation.form == "block" or len(quotation.spans) > 1:
        return quotation.spans
    flow, (start, end) = quotation.flow, quotation.own
    start -= start > 0 and flow.text[start - 1] in MARKS
    end += end < len(flow.text) and flow.text[end] in MARKS
    return (flow.span(start, end),) if start < end else ()


def sentences(place: Place, sources: Mapping[str, Source]) -> str:
    """Return the whole sentences a quotation comes from, with their place and who speaks."""
    source = sources[place.parts[0].source]
    shown: dict[tuple[int, int], str] = {}
    for part in place.parts:
        for paragraph in source.paragraphs[part.paragraph - 1 :]:
            if part.end <= paragraph.start:
                break
            for sentence in paragraph.sentences:
                if sentence.start < part.end and part.start < sentence.end:
                    words = source.text[sentence.start : sentence.end]
                    shown[paragraph.number, sentence.number] = words
    names = [source.speakers[key].name for key in place.speakers]
    first = place.parts[0]
    where = f"¶{first.paragraph}, sentence {first.sentence}"
    who = f", with words of {' and '.join(names)}" if names else ""
    return f"{where}{who}: {' '.join(shown.values())}"
