"""Find the passage that an editor meant where a quotation's words match none.

It is the passage with the same letters, whatever the case, the marks and the spaces; if there is
none, the part of a paragraph that shares most words, chosen by the rarest of them. Similarity is
right here, for it only explains a failure. Of the source `The bridge carries 1,250 cars a day.`,
the quotation `bridge carries 1,250 trucks` has one difference: `trucks` for `cars`.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from heapq import nlargest
from itertools import accumulate, islice
from math import log
from typing import NamedTuple

from quotations.seed.source import Source
from quotations.text.fold import MARK
from quotations.trace.index import Paragraph, letters, paragraphs, tokens, vocabulary
from quotations.trace.spellings import other_first_letter

_MAX_SAME = 20  # passages with the same letters that are compared
_RAREST = 4  # words that choose the paragraphs
_MAX_PARAGRAPHS = 3  # of each source
_MAX_MISSPELLED = 3  # words; where a text lacks more, they are other words
_ALIKE = 0.72  # likeness, from 0 to 1, of two words of which one may be the other misspelled
_CLOSING = f".,{MARK}"

SimilarWords = dict[str, list[str]]  # for a misspelled word, what may be meant


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of a quotation, and those that the passage has in their place; either may be empty."""

    before: str
    """The quotation's words before them."""
    page: str
    after: str
    """The quotation's words after them."""
    text: str
    offset: int
    """Where the passage has them, in the source's folded text."""


@dataclass(frozen=True, slots=True)
class Near:
    """The passage that a quotation is nearest to."""

    source: Source
    start: int
    """Where it begins in the source's folded text."""
    share: float
    """The share of the quotation's words that it has, from 0 to 1."""
    differences: list[Difference]


class Passage(NamedTuple):
    """Some words of one paragraph of a source, folded."""

    source: Source
    start: int
    text: str


def nearest(words: str, sources: Sequence[Source], is_opening: bool = True) -> Near | None:
    """Return the passage that has most of a quotation's words in order; None if none has any.

    `is_opening`: these words open the quotation, so that their first letter may have another case.
    """
    passages = (passage for source in sources for passage in _same_letters(words, source))
    if same := [_align(words, p, {}, is_opening) for p in islice(passages, _MAX_SAME)]:
        return min(same, key=lambda near: len(near.differences))
    shared, passage, similar = max(
        (_most_shared(words, source) for source in sources), key=lambda found: found[0]
    )
    return _align(words, passage, similar, is_opening) if shared else None


def _same_letters(words: str, source: Source) -> Iterator[Passage]:
    """Yield the passages that have a quotation's letters and no others, one of each paragraph."""
    sought, text = "".join(tokens(words).words), letters(source)
    at = text.find(sought) if sought else -1
    while at >= 0:
        line_start, number = text.rfind("\n", 0, at) + 1, text.count("\n", 0, at)
        paragraph = paragraphs(source)[number]
        edges = [*accumulate(map(len, tokens(paragraph.text).words), initial=line_start)]
        first, last = bisect_right(edges, at) - 1, bisect_left(edges, at + len(sought))
        if edges[last] - edges[first] == len(sought):  # whole words
            yield _passage(source, paragraph, first, last)
        at = text.find(sought, edges[-1])


def _most_shared(words: str, source: Source) -> tuple[int, Passage, SimilarWords]:
    """Return how many words of a quotation a passage of a source has, the passage, similar words.

    Each word of the quotation votes for where the quotation would begin in the paragraph.
    """
    page = tokens(words).words
    similar = _similar_words(page, source)
    readings = [(n, word) for n, typed in enumerate(page) for word in similar.get(typed, [typed])]
    most, passage = 0, Passage(source, 0, "")
    slack = max(3, len(page) // 4)
    for paragraph in _likely_paragraphs(dict.fromkeys(word for _, word in readings), source):
        indexes = tokens(paragraph.text).indexes
        votes = Counter(at - n for n, word in readings for at in indexes.get(word, ()))
        [(begin, count)] = votes.most_common(1)
        if count > most:
            first, last = max(0, begin - slack), max(0, begin + len(page) + slack)
            most, passage = count, _passage(source, paragraph, first, last)
    return most, passage, similar


def _passage(source: Source, paragraph: Paragraph, first: int, last: int) -> Passage:
    """Return the tokens of a paragraph from `first` to before `last`."""
    texts = tokens(paragraph.text).texts
    start = paragraph.start + len("".join(texts[:first]))
    return Passage(source, start, "".join(texts[first:last]))


def _similar_words(words: Sequence[str], source: Source) -> SimilarWords:
    """Return for each word that a source does not have those of its words that it may be."""
    unknown = set(words) - vocabulary(source).keys()
    if len(unknown) > _MAX_MISSPELLED:
        return {word: [] for word in unknown}
    return {word: _spelled_like(word, source) for word in unknown}


@lru_cache(maxsize=1024)  # a mistake is seldom made once
def _spelled_like(word: str, source: Source) -> list[str]:
    """Return up to three words of a text with the same first letter and about as many others."""
    listed = (w for w in vocabulary(source) if w[0] == word[:1] and abs(len(w) - len(word)) < 2)
    return get_close_matches(word, listed, 3, _ALIKE)


def _likely_paragraphs(words: Iterable[str], source: Source) -> list[Paragraph]:
    """Return the paragraphs with most of the rarest of some words, weighed by their rarity."""
    listed = paragraphs(source)
    weights: defaultdict[int, float] = defaultdict(float)
    for rare in sorted((vocabulary(source)[word] for word in words), key=len)[:_RAREST]:
        weight = log(1 + len(listed) / len(rare))
        for number in rare:
            weights[number] += weight
    return [listed[n] for n in nlargest(_MAX_PARAGRAPHS, weights, key=weights.__getitem__)]


def _align(words: str, passage: Passage, similar: SimilarWords, is_opening: bool) -> Near:
    """Return how a quotation and a passage differ; the passage may have more words at both ends."""
    page, text = tokens(words), tokens(passage.text)
    read = [next((r for r in similar.get(w, ()) if r in text.indexes), w) for w in page.words]
    is_same = "".join(text.words) == "".join(read)
    pairs = list(_pairs(text.words, read, is_same))
    differences = []
    for text_span, page_span in pairs:
        is_first, is_last = page_span.start == 0, page_span.stop == len(read)
        ours = "".join(page.texts[page_span]).strip()
        theirs = "".join(text.texts[text_span]).strip()
        if ours != theirs:
            ours, theirs = _without_edges(ours, theirs, is_first, is_last)
        may_differ = is_opening and is_first and other_first_letter(ours, passage.source) == theirs
        if ours != theirs and not may_differ:
            before = "".join(page.texts[: page_span.start])
            after = "".join(page.texts[page_span.stop :])
            offset = passage.start + len("".join(text.texts[: text_span.start]))
            differences.append(Difference(before, ours, after, theirs, offset))
    first_text_span, _ = pairs[0]
    start = passage.start + len("".join(text.texts[: first_text_span.start]))
    shared = sum(len(read[p]) for t, p in pairs if text.words[t] == read[p])
    return Near(passage.source, start, 1 if is_same else shared / len(read), differences)


def _pairs(text: list[str], page: list[str], is_same: bool) -> Iterator[tuple[slice, slice]]:
    """Yield which words of a text and of a page belong together: equal ones one by one.

    `is_same`: the two have the same letters. If not, the text may have more words at both ends, and
    only as many of these belong to the page's as the page has there.
    """
    matcher = SequenceMatcher(None, text, page, False)
    for kind, start, end, page_start, page_end in matcher.get_opcodes():
        length = page_end - page_start
        if kind == "equal":
            for n in range(length):
                yield slice(start + n, start + n + 1), slice(page_start + n, page_start + n + 1)
            continue
        if page_start == 0 and not is_same:
            start = max(start, end - length)
        if page_end == len(page) and not is_same:
            end = min(end, start + length)
        yield slice(start, end), slice(page_start, page_end)


def _without_edges(page: str, text: str, is_first: bool, is_last: bool) -> tuple[str, str]:
    """Return words without what may differ at the ends of a quotation: its marks, its stop."""
    if is_first:
        page = page.lstrip(MARK)
        text = re.sub(r"^\W+", "", text) if page[:1].isalnum() else text.lstrip(MARK)
    if is_last:
        page = page.rstrip(_CLOSING)
        text = re.sub(r"\W+$", "", text) if page[-1:].isalnum() else text.rstrip(_CLOSING)
    return page, text
