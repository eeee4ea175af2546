"""Which paragraphs of a source a quotation is near to, and what is told of the nearest.

Similarity is at home here and in what explains a failure. Only the paragraphs that share a
quotation's rarest words are looked at, so that the time grows with the quotation and not with the
text.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest

from quotations.seed.source import Source
from quotations.text.fold import DASH, ELLIPSIS

_LOOKED_AT = 4  # paragraphs
_COMMON = 100  # paragraphs with a word that is no rare one
COMPARED = 200  # words of a longer quotation that are compared
TOKEN = re.compile(rf"{DASH}|{ELLIPSIS}|[^\s{DASH}{ELLIPSIS}]+")


@dataclass(frozen=True, slots=True)
class Near:
    """The stretch of a source that a quotation is nearest to, and the first words that differ."""

    source: Source
    share: float
    """How much of the quotation it has, from 0 to 1."""
    page: str
    """The quotation's words that the source does not have here; "" for none."""
    text: str
    """What the source has instead; "" for nothing."""
    start: int
    """Where the stretch begins and ends, in the source's folded text."""
    end: int
    at: int
    """Where the words that differ stand."""


@lru_cache(maxsize=64)  # the steps of one explanation ask for the same words
def near_paragraphs(words: str, source: Source) -> tuple[tuple[int, int], ...]:
    """Return the paragraphs that share most of a quotation's rare words, the nearest first.

    Each is given by its start and end in the source's folded text. Words that stand in many
    paragraphs tell nothing, unless a quotation has no others.
    """
    known = _paragraphs_by_word(source)
    plain = {bare(token) for token in TOKEN.findall(words)[:COMPARED]}
    weights: Counter[int] = Counter()
    for numbers in sorted((known[word] for word in plain & known.keys()), key=_rarest_first):
        if weights and len(numbers) > _COMMON:
            break
        for number in numbers:
            weights[number] += 1_000_000 // len(numbers)
    ranked = nsmallest(_LOOKED_AT, weights.items(), key=lambda item: (-item[1], item[0]))
    bounds = _bounds(source)
    return tuple(bounds[number] for number, _ in ranked)


def _rarest_first(numbers: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    return len(numbers), numbers


@lru_cache(maxsize=4)
def _paragraphs_by_word(source: Source) -> dict[str, tuple[int, ...]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(source.folded.text.split("\n")):
        for word in {bare(token) for token in TOKEN.findall(line)}:
            found[word].append(number)
    return {word: tuple(numbers) for word, numbers in found.items() if word}


@lru_cache(maxsize=4)
def _bounds(source: Source) -> list[tuple[int, int]]:
    bounds = []
    start = 0
    for line in source.folded.text.split("\n"):
        bounds.append((start, start + len(line)))
        start += len(line) + 1
    return bounds


@lru_cache(maxsize=4096)
def bare(token: str) -> str:
    """Return a token's letters and figures alone, in lower case."""
    return re.sub(r"[^\w]", "", token).casefold()
