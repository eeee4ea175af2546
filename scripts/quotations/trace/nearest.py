"""Find the passage that an editor meant, where a quotation's words stand nowhere.

It is where the quotation's letters stand, whatever the case, the marks and the spaces; else in the
paragraph that has most of its rarest words. One alignment with it tells the words that differ.
Similarity is at home here: it accepts nothing.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from heapq import nlargest
from itertools import accumulate
from math import log
from operator import itemgetter

from quotations.seed.source import Source
from quotations.text.fold import MARK
from quotations.text.index import TOKEN, plain
from quotations.trace.forms import other_first_letter

_RAREST = 4  # words that choose the paragraphs
_LOOKED_AT = 3  # paragraphs
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


def by_letters(words: str, source: Source, opens: bool) -> Iterator[Near]:
    """Yield the passages that have a quotation's letters and no others.

    `opens`: these words open the quotation, so that their first letter may have another case.
    """
    letters, text = "".join(plain(words)), source.index.letters
    at = text.find(letters)
    while letters and at >= 0:
        line, number = text.rfind("\n", 0, at) + 1, text.count("\n", 0, at)
        edges = list(accumulate(map(len, _paragraph(number, source)[1]), initial=line))
        begin, end = bisect_right(edges, at) - 1, bisect_left(edges, at + len(letters))
        if edges[end] - edges[begin] == len(letters):
            read = list(map(_plain, TOKEN.findall(words)))
            yield _aligned(words, read, source, number, begin, end, opens)
        at = text.find(letters, edges[-1])


def nearest(words: str, sources: Sequence[Source], opens: bool = True) -> Near | None:
    """Return the passage that has most of a quotation's words in order; None for none."""
    ours = list(map(_plain, TOKEN.findall(words)))
    unknown = {w for w in ours if w and not any(w in s.index.paragraphs for s in sources)}
    misspelled = sorted(unknown) if len(unknown) <= _UNKNOWN else []
    listed = []
    for source in sources:
        # What each word may be: itself, or words of the text that are spelled like it.
        readings = {w: [w] for w in ours if w in source.index.paragraphs}
        readings |= {w: _spelled_like(w, source) for w in misspelled}
        for weight, number in _paragraphs(readings.values(), source):
            listed.append((weight, number, source, readings))
    most = 0
    for _, number, source, readings in nlargest(_LOOKED_AT, listed, key=itemgetter(0)):
        places = _paragraph(number, source)[2]
        reading = [next((r for r in readings.get(w, ()) if r in places), w) for w in ours]
        votes = Counter(at - n for n, w in enumerate(reading) for at in places.get(w, ()))
        start, count = votes.most_common(1)[0]
        if count > most:
            most, best, begin, read = count, (source, number), start, reading
    if not most:
        return None
    slack = max(3, len(read) // 4)
    begin, end = max(0, begin - slack), max(0, begin + len(read) + slack)
    return _aligned(words, read, *best, begin, end, opens)


@lru_cache(maxsize=1024)  # a mistake is seldom made once
def _spelled_like(word: str, source: Source) -> list[str]:
    listed = source.index.by_initial.get(word[0], ())
    return get_close_matches(word, [w for w in listed if abs(len(w) - len(word)) < 2], 3, _ALIKE)


def _paragraphs(readings: Iterable[Sequence[str]], source: Source) -> list[tuple[float, int]]:
    """Return the paragraphs with most of some words, and their weight: the rarest count most."""
    index = source.index
    standing = sorted((index.paragraphs[w] for read in readings for w in read), key=len)
    weights: defaultdict[int, float] = defaultdict(float)
    for numbers in standing[:_RAREST]:
        rarity = log(1 + len(index.bounds) / len(numbers))
        for number in numbers:
            weights[number] += rarity
    found = nlargest(_LOOKED_AT, weights, key=weights.__getitem__)
    return [(weights[number], number) for number in found]


@lru_cache(maxsize=64)  # many quotations of a page are near the same paragraphs
def _paragraph(number: int, source: Source) -> tuple[list[str], list[str], dict[str, list[int]]]:
    """Return a paragraph's tokens, the words they are, and where each word stands among them."""
    tokens = TOKEN.findall(source.folded, *source.index.bounds[number])
    words = list(map(_plain, tokens))
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(words):
        places[word].append(at)
    return tokens, words, places


@lru_cache(maxsize=4096)
def _plain(token: str) -> str:
    return "".join(plain(token))


def _aligned(
    words: str, read: Sequence[str], source: Source, number: int, begin: int, end: int, opens: bool
) -> Near:
    """Lay a quotation, with its words as they are read, beside a stretch of a paragraph."""
    ours, (theirs, known, _) = TOKEN.findall(words), _paragraph(number, source)
    at = source.index.bounds[number][0] + len("".join(theirs[:begin]))
    theirs, known = theirs[begin:end], known[begin:end]
    whole = "".join(known) == "".join(read)  # else the stretch may reach too far at both ends
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
        page, text = "".join(ours[b:b_end]).strip(), "".join(theirs[a:a_end]).strip()
        if page != text:
            page, text = _trimmed(page, text, b == 0, b_end == len(ours))
        if page != text and not (opens and b == 0 and other_first_letter(page, source) == text):
            before, after = "".join(ours[:b]), "".join(ours[b_end:])
            place = at + len("".join(theirs[:a]))
            differences.append(Difference(before, page, after, text, place))
    return Near(source, at + len("".join(theirs[: beside[0][0]])), same / len(ours), differences)


def _trimmed(page: str, text: str, first: bool, last: bool) -> tuple[str, str]:
    """Return words without what may differ at an edge of a quotation: its marks, its stop."""
    if first:
        page = page.lstrip(MARK)
        text = re.sub(r"^\W+", "", text) if page[:1].isalnum() else text.lstrip(MARK)
    if last:
        page = page.rstrip(_CLOSING)
        text = re.sub(r"\W+$", "", text) if page[-1:].isalnum() else text.rstrip(_CLOSING)
    return page, text
