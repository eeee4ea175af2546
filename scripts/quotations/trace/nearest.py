"""Find the passage that an editor meant, where a quotation's words stand nowhere.

It is where the quotation's letters stand, whatever the case, the marks and the spaces; else in the
paragraph that has most of its rarest words. One alignment with it tells the words that differ.
Similarity is at home here: it accepts nothing.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from heapq import nlargest
from itertools import accumulate, chain, islice
from math import log

from quotations.seed.source import Source
from quotations.text.fold import MARK
from quotations.trace.index import index, tokens
from quotations.trace.spellings import other_first_letter

_RAREST = 4  # words that choose the paragraphs
_LOOKED_AT = 3  # paragraphs
_SAME = 20  # passages with the same letters that are compared
_UNKNOWN = 3  # words; where more are in no text, they are no misspellings
_ALIKE = 0.72  # likeness of two words of which one may be the other misspelled
_CLOSING = f".,{MARK}"


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of a quotation, and those that its passage has in their place; either may be none."""

    before: str
    """What stands before them in the quotation."""
    page: str
    after: str
    text: str
    at: int
    """Where the passage has them, in the source's folded text."""


@dataclass(frozen=True, slots=True)
class Near:
    """The passage that a quotation is nearest to."""

    source: Source
    at: int
    """Where it begins in the source's folded text."""
    share: float
    """How many of the quotation's words it has, from 0 to 1."""
    differences: list[Difference]


def nearest(words: str, sources: Sequence[Source], opens: bool = True) -> Near | None:
    """Return the passage that has most of a quotation's words in order; None for none.

    `opens`: these words open the quotation, so that their first letter may have another case.
    """
    same = chain.from_iterable(_same_letters(words, source, opens) for source in sources)
    if found := list(islice(same, _SAME)):
        return min(found, key=lambda near: len(near.differences))
    ours = tokens(words)[1]
    slack = max(3, len(ours) // 4)
    most = 0
    for source in sources:
        readings = _readings(ours, source)
        read = [(n, reading) for n, word in enumerate(ours) for reading in readings[word]]
        for bounds in _paragraphs({reading for _, reading in read}, source):
            places = tokens(source.folded[slice(*bounds)])[2]
            votes = Counter(at - n for n, word in read for at in places.get(word, ()))
            begin, count = votes.most_common(1)[0]
            if count > most:
                first, last = max(0, begin - slack), max(0, begin + len(ours) + slack)
                most, best = count, (readings, source, *_stretch(source, bounds, first, last))
    return _aligned(words, *best, opens) if most else None


def _same_letters(words: str, source: Source, opens: bool) -> Iterator[Near]:
    """Yield the passages that have a quotation's letters and no others."""
    letters, text = "".join(tokens(words)[1]), index(source).letters
    at = text.find(letters) if letters else -1
    while at >= 0:
        line, number = text.rfind("\n", 0, at) + 1, text.count("\n", 0, at)
        bounds = index(source).bounds[number]
        edges = [*accumulate(map(len, tokens(source.folded[slice(*bounds)])[1]), initial=line)]
        first, last = bisect_right(edges, at) - 1, bisect_left(edges, at + len(letters))
        if edges[last] - edges[first] == len(letters):
            yield _aligned(words, {}, source, *_stretch(source, bounds, first, last), opens)
        at = text.find(letters, edges[-1])


def _stretch(source: Source, bounds: tuple[int, int], first: int, last: int) -> tuple[int, str]:
    """Return where some words of a paragraph begin, and what they are."""
    theirs = tokens(source.folded[slice(*bounds)])[0]
    return bounds[0] + len("".join(theirs[:first])), "".join(theirs[first:last])


def _readings(words: Sequence[str], source: Source) -> dict[str, Sequence[str]]:
    """Return what each word may be: itself, or words of the text that are spelled like it."""
    known = index(source).paragraphs
    unknown = {word for word in words if word not in known}
    few = len(unknown) <= _UNKNOWN
    return {w: [w] if w in known else _spelled_like(w, source) if few else [] for w in words}


@lru_cache(maxsize=1024)  # a mistake is seldom made once
def _spelled_like(word: str, source: Source) -> list[str]:
    listed = (w for w in index(source).paragraphs if w[0] == word[:1])
    near = [w for w in listed if abs(len(w) - len(word)) < 2]
    return get_close_matches(word, near, 3, _ALIKE)


def _paragraphs(words: Iterable[str], source: Source) -> list[tuple[int, int]]:
    """Return the bounds of the paragraphs with most of some words: the rarest count most."""
    known = index(source)
    standing = sorted((known.paragraphs[word] for word in words), key=len)
    weights: defaultdict[int, float] = defaultdict(float)
    for numbers in standing[:_RAREST]:
        rarity = log(1 + len(known.bounds) / len(numbers))
        for number in numbers:
            weights[number] += rarity
    found = nlargest(_LOOKED_AT, weights, key=weights.__getitem__)
    return [known.bounds[number] for number in found]


def _aligned(
    words: str,
    readings: Mapping[str, Sequence[str]],
    source: Source,
    at: int,
    text: str,
    opens: bool,
) -> Near:
    """Lay a quotation, with what its words may be, beside a stretch of a source, begun `at`."""
    (ours, plainly, _), (theirs, known, _) = tokens(words), tokens(text)
    read = [next((r for r in readings.get(w, ()) if r in known), w) for w in plainly]
    whole = "".join(known) == "".join(read)  # else the stretch reaches too far at both ends
    beside: list[tuple[int, int, int, int]] = []
    same = 0
    for kind, a, a_end, b, b_end in SequenceMatcher(None, known, read, False).get_opcodes():
        if kind == "equal":
            same += b_end - b
            beside += ((a + n, a + n + 1, b + n, b + n + 1) for n in range(b_end - b))
            continue
        if b == 0 and not whole:  # no more words than the quotation has there
            a = max(a, a_end - b_end)
        if b_end == len(ours) and not whole:
            a_end = min(a_end, a + b_end - b)
        beside.append((a, a_end, b, b_end))
    differences = []
    for a, a_end, b, b_end in beside:
        page, has = "".join(ours[b:b_end]).strip(), "".join(theirs[a:a_end]).strip()
        if page != has:
            page, has = _trimmed(page, has, b == 0, b_end == len(ours))
        if page != has and not (opens and b == 0 and other_first_letter(page, source) == has):
            before, after = "".join(ours[:b]), "".join(ours[b_end:])
            place = at + len("".join(theirs[:a]))
            differences.append(Difference(before, page, after, has, place))
    at += len("".join(theirs[: beside[0][0]]))
    return Near(source, at, 1 if whole else same / len(ours), differences)


def _trimmed(page: str, text: str, first: bool, last: bool) -> tuple[str, str]:
    """Return words without what may differ at an edge of a quotation: its marks, its stop."""
    if first:
        page = page.lstrip(MARK)
        text = re.sub(r"^\W+", "", text) if page[:1].isalnum() else text.lstrip(MARK)
    if last:
        page = page.rstrip(_CLOSING)
        text = re.sub(r"\W+$", "", text) if page[-1:].isalnum() else text.rstrip(_CLOSING)
    return page, text
