"""Show a passage: its paragraphs and sentences, who speaks, and the words its notes are about."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from quotations.model import AUTHOR, Folded, PageResult, Paragraph, Run
from quotations.show.homes import Home
from quotations.show.notes import KIND_NAMES, Note
from quotations.show.splice import Element, Wrap
from quotations.text.fold import fold

_BLOCKS = ("p", "li", "dd", "div", "blockquote")  # what a paragraph of a passage may be
_WORD_JOINER = "&#8288;"  # forbids a line break on either side (UAX #14, class WJ)


def passage_layers(
    result: PageResult, home: Home, around: Sequence[Element]
) -> tuple[list[Wrap], list[Wrap], list[Wrap], list[Wrap]]:
    """Return what a passage gets: its paragraphs, sentences, reported words, lemmas."""
    layers: tuple[list[Wrap], list[Wrap], list[Wrap], list[Wrap]] = ([], [], [], [])
    block = home.passage.quotation.run.block
    runs = [r for r in result.runs if r.block == block and not r.element.startswith("@")]
    paragraphs = [home.source.paragraphs[number - 1] for number in home.paragraphs]
    for run, paragraph in zip(runs, paragraphs, strict=False):  # an attribution may follow
        aligned = _Alignment(home.source.folded_paragraph(paragraph.number), fold(run.text), run)
        layers[0].extend(_paragraph(paragraph, aligned, around))
        layers[1].extend(_sentences(home, paragraph, aligned))
        layers[2].extend(_reported(home, paragraph, aligned))
        layers[3].extend(_lemmas(home.notes, paragraph, aligned))
    return layers


@dataclass(frozen=True)
class _Alignment:
    """Leads from code points of the source to offsets in the page's HTML, in one paragraph."""

    source: Folded
    shown: Folded
    run: Run

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the source, not empty, stands in the HTML."""
        # The same words folded are the same text, character for character.
        offset = max(0, self.shown.text.find(self.source.text))
        first, last = offset + self._at(start), offset + self._at(end - 1)
        return self.run.span(*self.shown.origin.span(first, last + 1))

    def _at(self, point: int) -> int:
        """Return which folded character a code point of the source was folded into."""
        at = self.source.origin.at
        characters = range(len(self.source.text))
        return max(0, bisect_right(characters, point, key=lambda index: at(index)[0]) - 1)


def _paragraph(
    paragraph: Paragraph, aligned: _Alignment, around: Sequence[Element]
) -> Iterator[Wrap]:
    number = paragraph.number
    first = aligned.span(paragraph.start, paragraph.start + 1)[0]
    blocks = [e for e in around if e.inner <= first < e.close and e.name in _BLOCKS]
    if not blocks:
        return
    block = max(blocks, key=lambda element: element.start)
    yield attributes(block, f' id="p{number}"')
    pilcrow = (
        f'<a class="pilcrow" href="#p{number}" aria-label="Paragraph {number}"'
        f" data-search-exclude>¶{number} </a>"
    )
    yield Wrap(block.inner, block.inner, pilcrow)


def attributes(element: Element, text: str) -> Wrap:
    """Return what adds attributes to an element's start tag."""
    at = element.start + 1 + len(element.name)
    return Wrap(at, at, text)


def _sentences(home: Home, paragraph: Paragraph, aligned: _Alignment) -> Iterator[Wrap]:
    for sentence in home.source.sentences(paragraph):
        start, end = aligned.span(sentence.start, sentence.end)
        opening = f'<span class="sentence" id="p{paragraph.number}-{sentence.number}">'
        yield Wrap(start, end, opening, "</span>", '<span class="sentence">', "</span>")


def _reported(home: Home, paragraph: Paragraph, aligned: _Alignment) -> Iterator[Wrap]:
    source = home.source
    for span in source.spans:
        if span.speaker != AUTHOR and paragraph.start <= span.start < paragraph.end:
            # The marks belong to what is reported.
            start, end = aligned.span(span.start - 1, span.end + 1)
            speaker = escape(source.speakers[span.speaker].name)
            after = f'</span><span class="speaker" data-search-exclude> [{speaker}]</span>'
            opening = '<span class="reported">'
            yield Wrap(start, end, opening, after, opening, "</span>")


def _lemmas(notes: Sequence[Note], paragraph: Paragraph, aligned: _Alignment) -> Iterator[Wrap]:
    """Yield the marks of a paragraph's lemmas.

    Anchors must not nest: where lemmas overlap, each stretch leads to the note that began last,
    and every note's number, at its lemma's end, leads to that note.
    """
    for start, end, covering in _stretches(notes, paragraph):
        note = max(covering, key=lambda n: (n.start, -n.end, n.number))
        others = sorted((n for n in covering if n is not note), key=lambda n: n.number)
        link = (
            f'<a class="lemma {note.kind}" href="#{escape(note.identifier)}"'
            f' aria-description="Note {note.number}, {KIND_NAMES[note.kind].lower()}"'
        )
        opening = "".join(
            f'<span id="{escape(other.identifier)}-words"></span>'
            for other in covering
            if other is not note and other.start == start
        )
        own = f' id="{escape(note.identifier)}-words"' if note.start == start else ""
        # The number is the description's; as part of the link's name it would end its last word.
        ending = "</a>"
        if note.end == end:
            number = f"{_WORD_JOINER}{note.number}"
            ending = f'<sup class="ref" aria-hidden="true" data-search-exclude>{number}</sup></a>'
        ending += "".join(_reference(other) for other in others if other.end == end)
        where = aligned.span(start, end)
        yield Wrap(*where, f"{opening}{link}{own}>", ending, f"{link}>", "</a>")


def _reference(note: Note) -> str:
    return (
        f'<a class="ref {note.kind}" href="#{escape(note.identifier)}"'
        f' aria-label="Note {note.number}" data-search-exclude>{_WORD_JOINER}{note.number}</a>'
    )


def _stretches(
    notes: Sequence[Note], paragraph: Paragraph
) -> Iterator[tuple[int, int, list[Note]]]:
    """Yield the stretches of a paragraph that the same notes are about, and those notes."""
    parts = [
        (part, note)
        for note in notes
        for part in note.place.parts
        if part.start < paragraph.end and paragraph.start < part.end
    ]
    edges = {edge for part, _ in parts for edge in (part.start, part.end)}
    inside = sorted(edge for edge in edges if paragraph.start <= edge <= paragraph.end)
    for start, end in pairwise(inside):
        covering = [note for part, note in parts if part.start <= start and end <= part.end]
        if covering:
            yield start, end, covering
