"""A source: a text that quotations trace to, and what its seed says about it.

Offsets are code points of the file, `text`, or of `folded`, its paragraphs with their typography
folded: “I don’t know” is 'I don't know' there, marks and all. `origin` leads back to `text`.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from quotations.model import Span, Speaker, Unit
from quotations.text.fold import Folded, fold, folded_text
from quotations.text.language import Language
from quotations.text.words import WORD, is_boundary

# A word that no stop joins to another: not the parts of i.e. or U.S.
_SINGLE_WORD = re.compile(r"(?<![^\W_])(?<![^\W_][.'])[^\W_]++(?:'[^\W_]++)*+(?!\.[^\W_])")


@dataclass(frozen=True, eq=False)
class Source:
    """A text that quotations trace to."""

    id: str
    text: str  # the whole file, line ends as \n; offsets count its code points
    sha256: str
    language: Language
    paragraphs: tuple[Unit, ...]
    owners: tuple[Speaker, ...] = ()  # its author and its publisher, as far as they are known
    people: tuple[Speaker, ...] = ()  # everybody whom a page may name as a speaker, owners too
    spans: tuple[Span, ...] = ()
    label: str = ""  # its id and a space, where there are several sources: `where` begins with it

    @cached_property
    def folded(self) -> str:
        """The paragraphs, folded, with a line break between them."""
        return self._folded.text

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of `text` that a stretch of `folded` was made of.

        The stretch is not empty, and no line break is at either end of it.
        """
        return self._folded.origin(start, end)

    def origin_of(self, offset: int) -> int:
        """Return where in `text` begins what a character of `folded` was made of."""
        return self._folded.starts[offset]

    @cached_property
    def _folded(self) -> Folded:
        paragraphs = [fold(self.text[p.start : p.end], p.start) for p in self.paragraphs]
        starts, ends = array("I"), array("I")
        for paragraph in paragraphs:  # each has offsets for its end too: those of the line break
            starts += paragraph.starts
            ends += paragraph.ends
        return Folded("\n".join([paragraph.text for paragraph in paragraphs]), starts, ends)

    def occurrences(self, words: str, begin: int = 0, end: int | None = None) -> Iterator[int]:
        """Yield where folded words start in folded[begin:end] as whole words."""
        start = self.folded.find(words, begin, end) if words else -1
        while start >= 0:
            if self.is_boundary(start) and self.is_boundary(start + len(words)):
                yield start
            start = self.folded.find(words, start + 1, end)

    def is_boundary(self, offset: int) -> bool:
        """Whether no word of `folded` goes on across an offset."""
        return is_boundary(self.folded, offset, self.language.elides)

    def paragraph_end(self, offset: int) -> int:
        """Return where the paragraph that has an offset of `folded` ends in it."""
        end = self.folded.find("\n", offset)
        return len(self.folded) if end < 0 else end

    @cached_property
    def left_out(self) -> str:
        """What the file has before the first paragraph and after the last, folded."""
        first, last = self.paragraphs[0], self.paragraphs[-1]
        return folded_text(f"{self.text[: first.start]}\n{self.text[last.end :]}")

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of `folded`, in the case they have there, not the parts of U.S."""
        return frozenset(_SINGLE_WORD.findall(self.folded))

    @cached_property
    def names(self) -> frozenset[str]:
        """The words that are names: in the seed's table, or with a capital within a sentence.

        No word is a name that the text has in lower case too.
        """
        words = [word for person in self.people for name in person.names for word in name.split()]
        for sentence in [sentence for p in self.paragraphs for sentence in p.sentences]:
            words += WORD.findall(folded_text(self.text[sentence.start : sentence.end]))[1:]
        capitalized = {word for word in words if word[0].isupper()}
        return frozenset(word for word in capitalized if word.lower() not in self.vocabulary)

    def paragraph_at(self, offset: int) -> Unit:
        """Return the paragraph that has an offset of `text`."""
        return _unit_at(self.paragraphs, offset)

    def sentence_at(self, offset: int) -> Unit:
        """Return the sentence that has an offset of `text`, or that follows the space there."""
        return _unit_at(self.paragraph_at(offset).sentences, offset)

    def where(self, offset: int) -> str:
        """Return the paragraph and the sentence of an offset of `text`, for a person: ¶7.2."""
        return f"{self.label}¶{self.paragraph_at(offset).number}.{self.sentence_at(offset).number}"

    def where_folded(self, offset: int) -> str:
        """Return the same of an offset of `folded`."""
        return self.where(self.origin_of(offset))

    def spans_in(self, start: int, end: int) -> list[Span]:
        """Return the spans that are in text[start:end], in whole or in part."""
        return [span for span in self.spans if span.start < end and start < span.end]

    def author_words(self, start: int, end: int) -> str:
        """Return text[start:end] without what it quotes of other people."""
        pieces = []
        for span in self.spans_in(start, end):
            pieces.append(self.text[start : span.start])
            start = max(start, span.end)
        return " ".join([*pieces, self.text[start:end]])


def _unit_at(units: Sequence[Unit], offset: int) -> Unit:
    """Return the unit that has an offset, or the one after it; after the last one, the last."""
    index = bisect_right(units, offset, key=lambda unit: unit.end)
    return units[min(index, len(units) - 1)]
