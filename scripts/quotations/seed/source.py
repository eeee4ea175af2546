"""A source: the text that quotations trace to, what is known about it, and what follows from it."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from quotations.model import AUTHOR, Paragraph, Sentence, Span, Speaker
from quotations.seed.sentences import split
from quotations.text.fold import Folded, fold, folded_text
from quotations.text.language import Language
from quotations.text.words import WORD, is_boundary

# A word that no stop joins to another.
_ALONE = re.compile(r"(?<![^\W_])(?<![^\W_][.'])[^\W_]++(?:'[^\W_]++)*+(?!\.[^\W_])")


@dataclass(frozen=True, eq=False)
class Source:
    """A text that quotations trace to."""

    id: str
    text: str
    """The whole file, line ends as \\n; offsets count its code points."""
    sha256: str
    language: Language
    paragraphs: tuple[Paragraph, ...]
    author: Speaker | None = None
    publisher: Speaker | None = None
    speakers: dict[str, Speaker] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()
    label: str = ""
    """Its name with a space, where there are several: every place is told with it."""
    warnings: tuple[str, ...] = ()
    """What is odd about it, one line each for a person."""

    @cached_property
    def folded(self) -> str:
        """The paragraphs, folded, a line break between them."""
        return "\n".join(folded_text(self.text[p.start : p.end]) for p in self.paragraphs)

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return which code points of `text` a stretch of `folded`, not empty, was made of."""
        first, begin = self._fold_at(start)
        last, other = self._fold_at(end - 1)
        return first.starts[start - begin], last.ends[end - 1 - other]

    def folded_paragraph(self, number: int) -> Folded:
        """Return a paragraph folded; the way back leads to `text`."""
        if number not in self._folds:
            paragraph = self.paragraphs[number - 1]
            text = self.text[paragraph.start : paragraph.end]
            self._folds[number] = fold(text, paragraph.start)
        return self._folds[number]

    def _fold_at(self, offset: int) -> tuple[Folded, int]:
        """Return the paragraph that holds an offset of `folded`, folded, and where it begins."""
        number = bisect_right(self._begins, offset)
        return self.folded_paragraph(number), self._begins[number - 1]

    @cached_property
    def _begins(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.folded))]

    @cached_property
    def _folds(self) -> dict[int, Folded]:
        return {}

    def occurrences(self, words: str, begin: int = 0, limit: int | None = None) -> Iterator[int]:
        """Yield where folded words begin in `folded` as whole words, between two offsets."""
        text, elides = self.folded, self.language.elides
        end = len(text) if limit is None else limit + len(words)
        at = text.find(words, begin, end) if words else -1
        while at >= 0:
            if is_boundary(text, at, elides) and is_boundary(text, at + len(words), elides):
                yield at
            at = text.find(words, at + 1, end)

    def paragraph_end(self, at: int) -> int:
        """Return where the paragraph of an offset ends in `folded`."""
        end = self.folded.find("\n", at)
        return len(self.folded) if end < 0 else end

    @cached_property
    def left_out(self) -> str:
        """The lines of the file that are not the text, folded: to explain a failure."""
        edges = [0, *(edge for p in self.paragraphs for edge in (p.start, p.end)), len(self.text)]
        outside = [self.text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
        return "\n".join(folded_text(line) for text in outside for line in text.split("\n"))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of the text as it writes them; what a stop joins (i.e.) is no word alone."""
        return frozenset(_ALONE.findall(self.folded))

    @cached_property
    def names(self) -> frozenset[str]:
        """The words that are names: in the table, or always with a capital, also in a sentence."""
        listed = {word for person in self.people for name in person.names for word in name.split()}
        found = {word for word in listed if word[0].isupper()}
        for paragraph in self.paragraphs:
            for sentence in self.sentences(paragraph):
                words = WORD.findall(folded_text(self.text[sentence.start : sentence.end]))
                found.update(word for word in words[1:] if word[0].isupper())
        return frozenset(word for word in found if word.lower() not in self.vocabulary)

    @cached_property
    def people(self) -> tuple[Speaker, ...]:
        """Everybody whom a page may name as a speaker."""
        known = (*self.speakers.values(), self.author, self.publisher)
        return tuple(person for person in known if person)

    def paragraph_at(self, offset: int) -> Paragraph:
        """Return the paragraph that holds a code point of the text."""
        at = bisect_right(self.paragraphs, offset, key=lambda paragraph: paragraph.start)
        return self.paragraphs[max(0, at - 1)]

    def sentences(self, paragraph: Paragraph) -> tuple[Sentence, ...]:
        """Return the sentences of a paragraph."""
        return self._sentences[paragraph.number - 1]

    @cached_property
    def _sentences(self) -> list[tuple[Sentence, ...]]:
        found = []
        for paragraph in self.paragraphs:
            begin = paragraph.start
            places = split(self.text[begin : paragraph.end], self.language)
            numbered = enumerate(places, 1)
            found.append(
                tuple(Sentence(n, begin + start, begin + end) for n, (start, end) in numbered)
            )
        return found

    def sentence_at(self, offset: int) -> Sentence:
        """Return the sentence that holds a code point of the text, or the space before it."""
        sentences = self.sentences(self.paragraph_at(offset))
        at = bisect_right(sentences, offset, key=lambda sentence: sentence.end)
        return sentences[min(at, len(sentences) - 1)]

    def where(self, offset: int) -> str:
        """Return the paragraph and the sentence of a code point, for a person: ¶7.2."""
        return f"{self.label}¶{self.paragraph_at(offset).number}.{self.sentence_at(offset).number}"

    def speakers_of(self, start: int, end: int) -> tuple[str, ...]:
        """Return the keys of those whose quoted words a stretch touches, in order."""
        found = [s.speaker for s in self.spans if s.start < end and start < s.end]
        return tuple(dict.fromkeys(key for key in found if key != AUTHOR))

    def own_words(self, start: int, end: int) -> str:
        """Return a stretch of the text without what other people say in it."""
        pieces = []
        at = start
        for span in self.spans:
            if span.speaker != AUTHOR and span.start < end and start < span.end:
                pieces.append(self.text[at : span.start])
                at = max(at, span.end)
        return " ".join([*pieces, self.text[at:end]])
