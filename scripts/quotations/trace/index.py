"""An index of a source: which paragraphs have each word, and the letters of each without the rest.

It serves the search for what an editor meant: case and marks do not matter here. In the text
`“Stop!” he said.` the tokens are `'Stop!' `, `he ` and `said.`, the plain words `stop`, `he` and
`said`, the letters `stophesaid`.
"""

import re
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from quotations.seed.source import Source
from quotations.text.fold import DASH, ELLIPSIS
from quotations.text.words import SPACELESS

# A word with its marks and the space after it; a dash and the like is a token by itself.
_TOKEN = re.compile(rf"[{DASH}{ELLIPSIS}{SPACELESS}] ?|[^\s{DASH}{ELLIPSIS}{SPACELESS}]+ ?| ")
_SEPARATE = re.compile(f"[{DASH}{ELLIPSIS}]|([{SPACELESS}])")
_NO_LETTERS = re.compile(r"[^\w\s]+")


class Paragraph(NamedTuple):
    """A paragraph of a source's folded text."""

    start: int
    text: str


class Tokens(NamedTuple):
    """The tokens of a folded text: joined, they are the text."""

    texts: list[str]
    words: list[str]
    """The plain word of each; an empty one for a dash or a space."""
    indexes: dict[str, list[int]]
    """For each plain word, the tokens that have it, counted from 0."""


@lru_cache(maxsize=8)
def paragraphs(source: Source) -> list[Paragraph]:
    """Return the paragraphs of a source."""
    starts = [0, *(newline.end() for newline in re.finditer("\n", source.folded))]
    return list(map(Paragraph, starts, source.folded.split("\n")))


@lru_cache(maxsize=8)
def letters(source: Source) -> str:
    """Return the letters of a source, a line for each paragraph."""
    return "\n".join("".join(plain_words(text)) for _, text in paragraphs(source))


@lru_cache(maxsize=8)
def vocabulary(source: Source) -> dict[str, list[int]]:
    """Return the plain words of a source with the paragraphs that have them, counted from 0."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for number, paragraph in enumerate(paragraphs(source)):
        for word in dict.fromkeys(plain_words(paragraph.text)):
            numbers[word].append(number)
    return dict(numbers)


def plain_words(text: str) -> list[str]:
    """Return the letters and figures of each word of a folded text, in lower case."""
    return _NO_LETTERS.sub("", _SEPARATE.sub(r" \1 ", text.casefold())).split()


@lru_cache(maxsize=128)  # many quotations of a page are near the same paragraphs
def tokens(text: str) -> Tokens:
    """Return the tokens of a folded text."""
    texts = _TOKEN.findall(text)
    words = [_plain_word(token) for token in texts]
    indexes: defaultdict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(words):
        indexes[word].append(number)
    return Tokens(texts, words, indexes)


@lru_cache(maxsize=4096)  # most words of a language come again and again
def _plain_word(token: str) -> str:
    return "".join(plain_words(token))
