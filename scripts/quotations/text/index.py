"""An index of a text: in which paragraphs each word stands, and the letters without all else."""

import re
from collections import defaultdict
from dataclasses import dataclass

from quotations.text.fold import DASH, ELLIPSIS
from quotations.text.words import SPACELESS

# A word with its marks and the space behind it: joined again, they are the text.
TOKEN = re.compile(rf"[{DASH}{ELLIPSIS}{SPACELESS}] ?|[^\s{DASH}{ELLIPSIS}{SPACELESS}]+ ?| ")
_SPACELESS = re.compile(f"([{SPACELESS}])")
_NO_LETTERS = re.compile(r"[^\w\s]+")


@dataclass(frozen=True, eq=False)
class Index:
    """What a folded text is looked up by; its paragraphs are counted from 0."""

    bounds: list[tuple[int, int]]
    """Where each paragraph begins and ends."""
    letters: str
    """The letters of each paragraph, a line for each."""
    paragraphs: dict[str, list[int]]
    """Each word with the paragraphs it stands in."""
    by_initial: dict[str, list[str]]
    """The words that begin with a letter."""


def index(text: str) -> Index:
    """Return the index of a folded text, whose paragraphs are lines."""
    bounds: list[tuple[int, int]] = []
    letters: list[str] = []
    paragraphs: defaultdict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(text.split("\n")):
        start = bounds[-1][1] + 1 if bounds else 0
        bounds.append((start, start + len(line)))
        words = plain(line)
        letters.append("".join(words))
        for word in dict.fromkeys(words):
            paragraphs[word].append(number)
    by_initial: defaultdict[str, list[str]] = defaultdict(list)
    for word in paragraphs:
        by_initial[word[0]].append(word)
    return Index(bounds, "\n".join(letters), dict(paragraphs), by_initial)


def plain(text: str) -> list[str]:
    """Return the words of a folded text by their letters and figures alone, in lower case."""
    text = _SPACELESS.sub(r" \1 ", text.replace(DASH, " ").replace(ELLIPSIS, " "))
    return _NO_LETTERS.sub("", text.casefold()).split()
