"""An index of a source: in which paragraphs each word stands, and the letters without all else."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from quotations.seed.source import Source
from quotations.text.fold import DASH, ELLIPSIS
from quotations.text.words import SPACELESS

# A word with its marks and the space behind it: joined again, they are the text.
_TOKEN = re.compile(rf"[{DASH}{ELLIPSIS}{SPACELESS}] ?|[^\s{DASH}{ELLIPSIS}{SPACELESS}]+ ?| ")
_APART = re.compile(f"[{DASH}{ELLIPSIS}]|([{SPACELESS}])")
_NO_LETTERS = re.compile(r"[^\w\s]+")


@dataclass(frozen=True, slots=True)
class Index:
    """What a source's folded text is looked up by; its paragraphs are counted from 0."""

    bounds: list[tuple[int, int]]
    """Where each paragraph begins and ends."""
    letters: str
    """The letters of each paragraph, a line for each."""
    paragraphs: dict[str, list[int]]
    """Each word with the paragraphs it stands in."""


@lru_cache(maxsize=8)
def index(source: Source) -> Index:
    """Return the index of a source."""
    bounds: list[tuple[int, int]] = []
    letters: list[str] = []
    paragraphs: defaultdict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(source.folded.split("\n")):
        start = bounds[-1][1] + 1 if bounds else 0
        bounds.append((start, start + len(line)))
        words = plain(line)
        letters.append("".join(words))
        for word in dict.fromkeys(words):
            paragraphs[word].append(number)
    return Index(bounds, "\n".join(letters), dict(paragraphs))


def plain(text: str) -> list[str]:
    """Return the words of a folded text by their letters and figures alone, in lower case."""
    return _NO_LETTERS.sub("", _APART.sub(r" \1 ", text.casefold())).split()


@lru_cache(maxsize=128)  # many quotations of a page are near the same paragraphs
def tokens(text: str) -> tuple[list[str], list[str], dict[str, list[int]]]:
    """Return the words of a folded text with their marks; by their letters alone; each one's places
    among them."""
    found = _TOKEN.findall(text)
    words = [_letters(token) for token in found]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(words):
        places[word].append(at)
    return found, words, places


@lru_cache(maxsize=4096)
def _letters(token: str) -> str:
    return "".join(plain(token))
