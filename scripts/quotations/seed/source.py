"""A source: a text that quotations trace to, and what its seed says about it.

Offsets are code points of the file, `text`, or of `folded`, its paragraphs with their typography
folded: “I don’t know” is 'I don't know' there, marks and all. `origin` leads back to `text`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from quotations.model import Span, Speaker, Unit
from quotations.seed.sentences import split
from quotations.text.fold import Folded, fold, folded_text
from quotations.text.language import Language
from quotations.text.words import WORD, is_boundary

# A word that no stop joins to another: not the parts of i.e. or U.S.
_SINGLE_WORD = re.compile(r"(?<![^\W_])(?<![^\W_][.'])[^\W_]++(?:'[^\W_]++)*+(?!\.[^\W_])")
_fold = lru_cache(maxsize=1000)(fold)  # to fold a long text with its offsets takes a while


@dataclass(frozen=True, eq=False)
class Source:
    """A text that quotations trace to."""

    id: str
    text: str
    """The whole file, line ends as \\n; offsets count its code points."""
    sha256: str
    language: Language
    paragraphs: tuple[Unit, ...]
    owners: tuple[Speaker, ...] = ()
    """Its author and its publisher, as far as they are known."""
    speakers: tuple[Speaker, ...] = ()
    """Those whose words it quotes, or who are named in it."""
    spans: tuple[Span, ...] = ()
    label: str = ""
    """Its id and a space, where there are several sources: `where` begins with it."""
    warnings: tuple[str, ...] = ()
    """What is odd about the seed, one line each."""

    @cached_property
    def folded(self) -> str:
        """The paragraphs, folded, with a line break between them."""
        return "\n".join(folded_text(self.text[p.start : p.end]) for p in self.paragraphs)

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of `text` that a stretch of `folded` was made of.

        The stretch is not empty, and no line break is at either end of it.
        """
        first, first_start = self._paragraph_with(start)
        last, last_start = self._paragraph_with(end - 1)
        return first.starts[start - first_start], last.ends[end - 1 - last_start]

    def folded_paragraph(self, number: int) -> Folded:
        """Return a paragraph folded, with the way back to `text`."""
        paragraph = self.paragraphs[number - 1]
        return _fold(self.text[paragraph.start : paragraph.end], paragraph.start)

    def _paragraph_with(self, offset: int) -> tuple[Folded, int]:
        """Return the paragraph that has an offset of `folded`, folded, and its start there."""
        number = bisect_right(self._folded_starts, offset)
        return self.folded_paragraph(number), self._folded_starts[number - 1]

    @cached_property
    def _folded_starts(self) -> list[int]:
        """Where each paragraph starts in `folded`."""
        return [0, *(match.end() for match in re.finditer("\n", self.folded))]

    def occurrences(self, words: str, begin: int = 0, limit: int | None = None) -> Iterator[int]:
        """Yield where folded words start in `folded` as whole words, from `begin` to `limit`."""
        folded, elides = self.folded, self.language.elides
        last = len(folded) if limit is None else limit + len(words)
        start = folded.find(words, begin, last) if words else -1
        while start >= 0:
            end = start + len(words)
            if is_boundary(folded, start, elides) and is_boundary(folded, end, elides):
                yield start
            start = folded.find(words, start + 1, last)

    def paragraph_end(self, offset: int) -> int:
        """Return where the paragraph that has an offset of `folded` ends in it."""
        end = self.folded.find("\n", offset)
        return len(self.folded) if end < 0 else end

    @cached_property
    def left_out(self) -> str:
        """What the file has before the first paragraph and after the last, folded line by line."""
        outside = self.text[: self.paragraphs[0].start] + self.text[self.paragraphs[-1].end :]
        return "\n".join(folded_text(line) for line in outside.split("\n"))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of `folded`, in the case they have there, not the parts of U.S."""
        return frozenset(_SINGLE_WORD.findall(self.folded))

    @cached_property
    def names(self) -> frozenset[str]:
        """The words that are names: in the seed's table, or with a capital within a sentence.

        No word is a name that the text has in lower case too.
        """
        listed = {word for person in self.people for name in person.names for word in name.split()}
        capitalized = {word for word in listed if word[0].isupper()}
        for paragraph in self.paragraphs:
            for sentence in self.sentences(paragraph):
                words = WORD.findall(folded_text(self.text[sentence.start : sentence.end]))
                capitalized.update(word for word in words[1:] if word[0].isupper())
        return frozenset(word for word in capitalized if word.lower() not in self.vocabulary)

    @property
    def people(self) -> tuple[Speaker, ...]:
        """Everybody whom a page may name as a speaker."""
        return (*self.speakers, *self.owners)

    def paragraph_at(self, offset: int) -> Unit:
        """Return the paragraph that has an offset of `text`."""
        count = bisect_right(self.paragraphs, offset, key=lambda paragraph: paragraph.start)
        return self.paragraphs[count - 1]

    def sentences(self, paragraph: Unit) -> tuple[Unit, ...]:
        """Return the sentences of a paragraph."""
        return self._sentences[paragraph.number - 1]

    @cached_property
    def _sentences(self) -> list[tuple[Unit, ...]]:
        def sentences(p: Unit) -> Iterator[Unit]:
            bounds = split(self.text[p.start : p.end], self.language)
            for number, (start, end) in enumerate(bounds, 1):
                yield Unit(number, p.start + start, p.start + end)

        return [tuple(sentences(paragraph)) for paragraph in self.paragraphs]

    def sentence_at(self, offset: int) -> Unit:
        """Return the sentence that has an offset of `text`, or that follows the space there."""
        sentences = self.sentences(self.paragraph_at(offset))
        index = bisect_right(sentences, offset, key=lambda sentence: sentence.end)
        return sentences[min(index, len(sentences) - 1)]

    def where(self, offset: int) -> str:
        """Return the paragraph and the sentence of an offset of `text`, for a person: ¶7.2."""
        return f"{self.label}¶{self.paragraph_at(offset).number}.{self.sentence_at(offset).number}"

    def speakers_of(self, start: int, end: int) -> tuple[Speaker, ...]:
        """Return those whose quoted words are in text[start:end], each once."""
        return tuple(dict.fromkeys(span.speaker for span in self._reported(start, end)))

    def author_words(self, start: int, end: int) -> str:
        """Return text[start:end] without what it quotes of other people."""
        pieces = []
        for span in self._reported(start, end):
            pieces.append(self.text[start : span.start])
            start = max(start, span.end)
        return " ".join([*pieces, self.text[start:end]])

    def _reported(self, start: int, end: int) -> list[Span]:
        """Return the spans that are in text[start:end], in whole or in part."""
        return [span for span in self.spans if span.start < end and start < span.end]
