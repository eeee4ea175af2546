"""Find the passage that an editor meant where a quotation's words match none.

It is the stretch of a paragraph that shares most words, whatever their case and marks; the rarest
of them choose where to look. Similarity is right here, for it only explains a failure. Of the
source `The bridge carries 1,250 cars a day.`, the quotation `bridge carries 1,250 trucks` has one
difference: `trucks` for `cars`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from itertools import accumulate, chain, compress, count
from typing import NamedTuple

from quotations.seed.source import Source
from quotations.text.fold import DASH, ELLIPSIS, MARK
from quotations.text.words import SPACELESS, is_boundary
from quotations.trace.spellings import other_first_letter

_RAREST = 4  # words that choose the passages
_MAX_PASSAGES = 3  # of each source
_MAX_MISSPELLED = 3  # words; where a text lacks more, they are other words
_ALIKE = 0.72  # likeness, from 0 to 1, of two words of which one may be the other misspelled
_CLOSING = f".,{MARK}"
_MARKS_AFTER = f".,;:!?){MARK}"
# A word with its marks and the space after it; a dash and the like is a token by itself.
_TOKEN = re.compile(rf"[{DASH}{ELLIPSIS}{SPACELESS}] ?|[^\s{DASH}{ELLIPSIS}{SPACELESS}]+ ?|\s")


class Difference(NamedTuple):
    """Words of a quotation, and those that the passage has in their place; either may be empty."""

    before: str  # the quotation's words before them
    page: str
    after: str  # the quotation's words after them
    text: str
    offset: int  # where the passage has them, in the source's folded text


class Near(NamedTuple):
    """The passage that a quotation is nearest to."""

    source: Source
    start: int  # where it begins in the source's folded text
    share: float  # of the quotation's words that it has, from 0 to 1
    differences: list[Difference]


class Tokens(NamedTuple):
    """The tokens of a folded text, which joined are the text, and the plain word of each.

    Of `'Stop!' he said.` these are `'Stop!' `, `he `, `said.`, and `stop`, `he`, `said`. The plain
    word of a dash is empty.
    """

    start: int  # of the first, in the source's folded text
    texts: list[str]
    words: list[str]

    def part(self, first: int, last: int) -> "Tokens":
        """Return the tokens from `first` to before `last`."""
        start = self.start + len("".join(self.texts[:first]))
        return Tokens(start, self.texts[first:last], self.words[first:last])


class Index(NamedTuple):
    """The tokens of each paragraph of a source; the paragraphs that have each plain word."""

    paragraphs: list[Tokens]
    places: dict[str, list[int]]  # of paragraphs, from 0


class Passage(NamedTuple):
    """A part of a source that may be what a quotation means, and the share of words it has."""

    share: float
    source: Source
    text: Tokens
    page: Tokens  # the quotation; a word that the source does not have as it may be meant


def nearest(words: str, sources: Sequence[Source]) -> Near | None:
    """Return the passage that has most of a quotation's words in order; None if none has any."""
    page = _tokens(words)
    passages = (passage for source in sources for passage in _passages(page, source))
    best = max(passages, key=lambda passage: passage.share, default=None)
    return _differences(best) if best else None


def plain_words(text: str) -> list[str]:
    """Return the letters and figures of each word of a folded text, in lower case."""
    return [word for word in _tokens(text).words if word]


def _tokens(text: str, start: int = 0) -> Tokens:
    texts = _TOKEN.findall(text)
    return Tokens(start, texts, list(map(_plain_word, texts)))


@lru_cache(maxsize=4096)  # most words of a language come again and again
def _plain_word(token: str) -> str:
    return "".join(filter(str.isalnum, token.lower()))


@lru_cache(maxsize=8)
def _index(source: Source) -> Index:
    lines = source.folded.split("\n")
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    paragraphs = list(map(_tokens, lines, starts))
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number, paragraph in enumerate(paragraphs):
        for word in filter(None, dict.fromkeys(paragraph.words)):
            places[word].append(number)
    return Index(paragraphs, dict(places))


@lru_cache(maxsize=8)
def _letters(source: Source) -> tuple[str, list[int]]:
    """Return the letters and figures of a source, and the offset of each in its folded text."""
    is_letter = list(map(str.isalnum, source.folded))
    return "".join(compress(source.folded, is_letter)), list(compress(count(), is_letter))


def _passages(page: Tokens, source: Source) -> Iterator[Passage]:
    """Yield the passage of a source with the same letters, or else those with the rarest words."""
    if same := _same_letters("".join(page.texts), source):
        yield Passage(1, source, same, page)
        return
    page = page._replace(words=_corrected(page.words, source))
    paragraphs, places = _index(source)
    listed = [places[word] for word in dict.fromkeys(page.words) if word in places]
    votes = Counter(chain.from_iterable(sorted(listed, key=len)[:_RAREST]))
    length = len(page.words)
    slack = max(3, length // 4)  # the passage may have words that the quotation does not have
    matcher = SequenceMatcher(None, [], page.words, False)
    for number, _ in votes.most_common(_MAX_PASSAGES):
        paragraph = paragraphs[number]
        matcher.set_seq1(paragraph.words)
        at, page_at, _ = matcher.find_longest_match()
        nearby = paragraph.part(max(0, at - page_at - slack), at - page_at + length + slack)
        matcher.set_seq1(nearby.words)
        *blocks, _ = matcher.get_matching_blocks()
        share = sum(block.size for block in blocks) / length
        start, end = blocks[0].a - blocks[0].b, blocks[-1].a - blocks[-1].b + length
        yield Passage(share, source, nearby.part(max(0, start), end), page)


def _same_letters(words: str, source: Source) -> Tokens | None:
    """Return what has a quotation's letters with other spaces or marks: wish list, wishlist."""
    text, (letters, offsets) = source.folded, _letters(source)
    sought = "".join(filter(str.isalnum, words))
    for match in re.finditer(re.escape(sought), letters) if sought else ():
        start, end = offsets[match.start()], offsets[match.end() - 1] + 1
        is_whole = is_boundary(text, start) and is_boundary(text, end)
        if is_whole and "\n" not in text[start:end]:
            while text[end : end + 1] and text[end] in _MARKS_AFTER:
                end += 1
            return _tokens(text[start:end], start)
    return None


def _corrected(words: list[str], source: Source) -> list[str]:
    """Return plain words, each that a source does not have replaced by one of its that is alike."""
    unknown = {word for word in words if word and word not in _index(source).places}
    if len(unknown) > _MAX_MISSPELLED:
        return words
    return [_alike(word, source) if word in unknown else word for word in words]


@lru_cache(maxsize=1024)  # a mistake is seldom made once
def _alike(word: str, source: Source) -> str:
    listed = (w for w in _index(source).places if w[0] == word[0] and abs(len(w) - len(word)) < 2)
    return next(iter(get_close_matches(word, listed, 1, _ALIKE)), word)


def _differences(passage: Passage) -> Near:
    """Return how a quotation and a passage differ."""
    share, source, text, page = passage
    offsets = list(accumulate(map(len, text.texts), initial=text.start))
    differences = []
    for start, end, page_start, page_end in _pairs(text.words, page.words):
        ours = "".join(page.texts[page_start:page_end]).strip()
        theirs = "".join(text.texts[start:end]).strip()
        if ours != theirs:
            is_first, is_last = page_start == 0, page_end == len(page.words)
            ours, theirs = _without_edges(ours, theirs, is_first, is_last)
        if ours != theirs:
            before, after = "".join(page.texts[:page_start]), "".join(page.texts[page_end:])
            differences.append(Difference(before, ours, after, theirs, offsets[start]))
    if len(differences) > 1 and not differences[0].before:
        _, first, _, theirs, _ = differences[0]
        if other_first_letter(first, source) == theirs:
            del differences[0]
    return Near(source, text.start, share, differences)


def _pairs(text: list[str], page: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the start and the end of words of a text, and of those of a page in their place.

    Equal ones come one by one.
    """
    matcher = SequenceMatcher(None, text, page, False)
    for kind, start, end, page_start, page_end in matcher.get_opcodes():
        if kind == "equal":
            for n in range(end - start):
                yield start + n, start + n + 1, page_start + n, page_start + n + 1
        else:
            yield start, end, page_start, page_end


def _without_edges(page: str, text: str, is_first: bool, is_last: bool) -> tuple[str, str]:
    """Return words without what may differ at the ends of a quotation: its marks, its stop."""
    if is_first:
        page = page.lstrip(MARK)
        text = re.sub(r"^\W+", "", text) if page[:1].isalnum() else text.lstrip(MARK)
    if is_last:
        page = page.rstrip(_CLOSING)
        text = re.sub(r"\W+$", "", text) if page[-1:].isalnum() else text.rstrip(_CLOSING)
    return page, text
