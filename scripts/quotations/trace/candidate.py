"""A candidate: one place in a source that a quotation's words fit, and what it leaves out there.

Whether it may stand is for the rules to say.
"""

import re
from dataclasses import dataclass

from quotations.model import Part, Place
from quotations.seed.source import Source
from quotations.text.fold import DASH
from quotations.text.language import Language

# What ends a clause: a stop that is no initial's (U.S.), a comma, a colon, a dash, a bracket.
CLAUSE = re.compile(rf"(?<!\b[A-Z])[.,;:!?](?=[' {DASH}]|$)|[()\[\]{DASH}\n]")


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a quotation and its source part: what is hidden of the source, and what is shown."""

    kind: str
    """`omission`; `opening` or `ending`, an omission at an end of the quotation; `leap`, one that
    ends a paragraph; `bracket`."""
    hidden: str
    """The source's words, folded, that the quotation does not have."""
    shown: str = ""
    """What stands in a bracket."""
    edge: str = ""
    """Where a bracket stands: `first` or `last` in the quotation, or `inside` a word."""
    at: int = 0
    """Where it is in the source's folded text."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a piece of a quotation stands in a source's folded text."""

    start: int
    end: int
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quotation laid upon a source; offsets are those of the source's folded text."""

    source: Source
    words: str
    """The quotation, folded."""
    hits: tuple[tuple[int, int], ...]
    """Its parts."""
    gaps: tuple[Gap, ...]
    verdict: str
    """What it is if no rule objects."""
    stop_changed: bool = False
    """Whether it closes with a stop that the source does not have there, or with none."""
    is_named_word: bool = False
    """Whether the page calls it a word: the verb “deign”."""
    is_asked: bool = False
    """Whether a question mark stands right behind it on the page."""

    @property
    def language(self) -> Language:
        """The source's language."""
        return self.source.language

    @property
    def text(self) -> str:
        """The source's folded text."""
        return self.source.folded

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.hits[0][0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.hits[-1][1]

    @property
    def beginnings(self) -> list[int]:
        """Where it begins, and begins again after an omission that ends a paragraph."""
        leaps = (gap.at for gap in self.gaps if gap.kind == "leap")
        return [self.start, *leaps]

    def clause_before(self, at: int) -> str:
        """Return what stands in its clause before an offset."""
        before = self.text[self.text.rfind("\n", 0, at) + 1 : at]
        clause = CLAUSE.split(before)[-1]
        for word in self.language.relative:
            clause = re.split(rf"(?<!\w){word}(?!\w)", clause)[-1]
        return clause

    def clause_after(self, at: int) -> str:
        """Return what stands in its clause after an offset."""
        return CLAUSE.split(self.text[at : self.source.paragraph_end(at)], maxsplit=1)[0]

    def sentence_before(self, at: int) -> str:
        """Return what stands in its sentence before an offset, as the source has it."""
        start = self.source.origin(at, at + 1)[0]
        return self.source.text[self.source.sentence_at(start).start : start]

    def sentence_after(self, at: int) -> str:
        """Return the rest of the sentence that ends at an offset or after it."""
        end = self.source.origin(at - 1, at)[1]
        return self.source.text[end : self.source.sentence_at(end - 1).end]

    def where(self, at: int | None = None) -> str:
        """Return paragraph and sentence of an offset, of the beginning if none is given."""
        at = self.start if at is None else at
        return self.source.where(self.source.origin(at, at + 1)[0])

    def place(self) -> Place:
        """Return where it stands in the source."""
        parts = []
        speakers: dict[str, None] = {}
        for first, last in self.hits:
            start, end = self.source.origin(first, last)
            paragraph, sentence = self.source.paragraph_at(start), self.source.sentence_at(start)
            parts.append(Part(self.source.id, paragraph.number, sentence.number, start, end))
            speakers.update(dict.fromkeys(self.source.speakers_of(start, end)))
        return Place(tuple(parts), tuple(speakers))
