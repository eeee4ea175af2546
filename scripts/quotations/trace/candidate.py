"""A candidate: a place in a source that matches a quotation, and how the two differ there.

Whether the quotation may differ so is for the rules to say. For the quotation `He […] went` and the
source `He slowly went home.`:

    spans = ((0, 2), (10, 14))
    gaps = (Gap("omission", hidden=" slowly ", offset=2),)

All offsets are those of the source's folded text, in code points from 0.
"""

import re
from dataclasses import dataclass

from quotations.model import Part, Place, Speaker
from quotations.seed.source import Source
from quotations.text.fold import DASH
from quotations.text.language import Language

Span = tuple[int, int]  # start and end
# What ends a clause: a stop that is no initial's (U.S.), a comma, a colon, a dash, a bracket.
CLAUSE_END = re.compile(rf"(?<!\b[A-Z])[.,;:!?](?=[' {DASH}]|$)|[()\[\]{DASH}\n]")


@dataclass(frozen=True, slots=True)
class Gap:
    """What a quotation hides of its source at one point, and what it shows there instead."""

    # `omission` or `bracket`; `opening` or `ending`, an omission at an end of the quotation.
    kind: str
    hidden: str  # the source's words, folded, that the quotation does not have
    shown: str = ""  # the words in a bracket
    position: str = ""  # of a bracket: `first` or `last` in its piece, or neither
    # Where the hidden words begin; if they go over a paragraph's end, where the next quoted do.
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place in a source that matches a quotation."""

    source: Source
    words: str  # the quotation, folded
    spans: tuple[Span, ...]  # where its pieces match: one more than omissions between words
    gaps: tuple[Gap, ...]
    verdict: str  # if no rule objects
    stop_changed: bool = False  # whether they close with different stops, or one with none

    @property
    def language(self) -> Language:
        """The source's language."""
        return self.source.language

    @property
    def start(self) -> int:
        """Where the first piece begins."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where the last piece ends."""
        return self.spans[-1][1]

    def sentence_before(self, offset: int) -> str:
        """Return the source's own text from the start of its sentence to an offset."""
        start = self.source.origin_of(offset)
        return self.source.text[self.source.sentence_at(start).start : start]

    def sentence_after(self, offset: int) -> str:
        """Return the source's own text from an offset to the end of the sentence before it."""
        _, end = self.source.origin(offset - 1, offset)
        return self.source.text[end : self.source.sentence_at(end - 1).end]

    def place(self) -> Place:
        """Return the place, in the source's own offsets, with those who speak there."""
        parts = []
        speakers: dict[Speaker, None] = {}  # in order, each once
        for span in self.spans:
            start, end = self.source.origin(*span)
            paragraph, sentence = self.source.paragraph_at(start), self.source.sentence_at(start)
            parts.append(Part(self.source.id, paragraph.number, sentence.number, start, end))
            speakers |= {span.speaker: None for span in self.source.spans_in(start, end)}
        return Place(tuple(parts), tuple(speakers))


def clause_before(source: Source, offset: int) -> str:
    """Return the words of its clause before an offset."""
    paragraph_start = source.folded.rfind("\n", 0, offset) + 1
    clause = CLAUSE_END.split(source.folded[paragraph_start:offset])[-1]
    for word in source.language.relative:
        clause = re.split(rf"(?<!\w){word}(?!\w)", clause)[-1]
    return clause


def clause_after(source: Source, offset: int) -> str:
    """Return the words of its clause after an offset, "" if a stop right before it ends one."""
    end = CLAUSE_END.search(source.folded, offset - 1)
    return source.folded[offset : end.start() if end else None]
