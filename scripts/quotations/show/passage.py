"""Show a passage: its paragraphs and sentences, who speaks, and the words its notes are about."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from selectolax.lexbor import LexborNode

from quotations.model import AUTHOR, PageResult, Paragraph, Run
from quotations.show.homes import Home
from quotations.show.notes import KIND_NAMES, Note
from quotations.show.tree import closest, made, put_first, shown, texts, wrap
from quotations.text.fold import Folded, fold

_BLOCKS = ("p", "li", "dd", "div", "blockquote")  # what a paragraph of a passage may be
_WORD_JOINER = "\u2060"  # forbids a line break on either side (UAX #14, class WJ)


def show_passage(result: PageResult, root: LexborNode, home: Home) -> None:
    """Give a passage what it gets: its paragraphs, sentences, reported words, lemmas."""
    block = home.passage.quotation.run.block
    runs = [r for r in result.runs if r.block == block and not r.element.startswith("@")]
    paragraphs = [home.source.paragraphs[number - 1] for number in home.paragraphs]
    for run, paragraph in zip(runs, paragraphs, strict=False):  # an attribution may follow
        source = home.source.folded_paragraph(paragraph.number)
        words = _Words(root, run, source, fold(run.text))
        for sentence in home.source.sentences(paragraph):
            opening = f'<span class="sentence" id="p{paragraph.number}-{sentence.number}">'
            words.wrap(sentence.start, sentence.end, opening, '<span class="sentence">')
        speakers = list(_reported(home, paragraph, words))
        _lemmas(home.notes, paragraph, words)
        for element, name in speakers:  # they stand in a lemma that ends with their words
            element.insert_after(made(root, name), move=True)
        _number(paragraph.number, words)


@dataclass(frozen=True)
class _Words:
    """The words of one paragraph on the page, found by the source's code points."""

    root: LexborNode
    run: Run
    source: Folded
    shown: Folded

    def wrap(self, start: int, end: int, opening: str, again: str) -> list[LexborNode]:
        """Put an element around a stretch of the source, not empty; return it in its pieces.

        `opening` is the start tag of the first piece, `again` that of the others.
        """
        # The same words folded are the same text, character for character.
        offset = max(0, self.shown.text.find(self.source.text))
        first, last = offset + self._at(start), offset + self._at(end - 1)
        groups = shown(self.run, *self.shown.origin(first, last + 1))
        tags = [opening, *[again] * len(groups)]
        return [wrap(group, made(self.root, tag)) for group, tag in zip(groups, tags, strict=False)]

    def _at(self, point: int) -> int:
        """Return which folded character a code point of the source was folded into."""
        starts = self.source.starts
        return max(0, bisect_right(starts, point, hi=len(self.source.text)) - 1)


def _number(number: int, words: _Words) -> None:
    """Give a paragraph its address, and show its number."""
    block = closest(texts(words.run)[0], _BLOCKS)
    if block is None or block.mem_id == words.root.mem_id:
        return
    block.attrs["id"] = f"p{number}"
    pilcrow = (
        f'<a class="pilcrow" href="#p{number}" aria-label="Paragraph {number}"'
        f" data-search-exclude>¶{number} </a>"
    )
    put_first(block, made(words.root, pilcrow))


def _reported(home: Home, paragraph: Paragraph, words: _Words) -> Iterator[tuple[LexborNode, str]]:
    """Mark somebody's words, and yield the last element around them and who speaks."""
    source = home.source
    for span in source.spans:
        if span.speaker != AUTHOR and paragraph.start <= span.start < paragraph.end:
            opening = '<span class="reported">'
            # The marks belong to what is reported.
            pieces = words.wrap(span.start - 1, span.end + 1, opening, opening)
            speaker = escape(source.speakers[span.speaker].name)
            yield pieces[-1], f'<span class="speaker" data-search-exclude> [{speaker}]</span>'


def _lemmas(notes: Sequence[Note], paragraph: Paragraph, words: _Words) -> None:
    """Make of a paragraph's lemmas links to their notes, each with its note's number behind it."""
    for note in notes:
        link = (
            f'<a class="lemma {note.kind}" href="#{escape(note.identifier)}"'
            f' aria-description="Note {note.number}, {KIND_NAMES[note.kind].lower()}"'
        )
        for part in note.place.parts:
            if part.paragraph != paragraph.number:
                continue
            own = f' id="{escape(note.identifier)}-words"' if part.start == note.start else ""
            pieces = words.wrap(part.start, part.end, f"{link}{own}>", f"{link}>")
            # The number is the description's; in the link's name it would end its last word.
            if part.end == note.end:
                number = f"{_WORD_JOINER}{note.number}"
                sup = f'<sup class="ref" aria-hidden="true" data-search-exclude>{number}</sup>'
                pieces[-1].insert_child(made(words.root, sup), move=True)
