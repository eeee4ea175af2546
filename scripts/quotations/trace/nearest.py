"""Find the passage that an editor meant where a quotation's words match none.

It is the part of a paragraph that shares most words, whatever their case and marks; the rarest of
them choose where to look. Similarity is right here, for it only explains a failure. Of the source
`The bridge carries 1,250 cars a day.`, the quotation `bridge carries 1,250 trucks` has one
difference: `trucks` for `cars`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from itertools import accumulate, chain
from typing import NamedTuple

from quotations.seed.source import Source
from quotations.text.fold import DASH, ELLIPSIS, MARK
from quotations.text.words import SPACELESS
from quotations.trace.pattern import other_first_letter

_RAREST = 4  # words that choose the paragraphs
_MAX_PARAGRAPHS = 3  # of each source
_MAX_MISSPELLED = 3  # words; where a text lacks more, they are other words
_ALIKE = 0.72  # likeness, from 0 to 1, of two words of which one may be the other misspelled
_CLOSING = f".,{MARK}"
# A word, or a part of one up to a hyphen, with its marks and the space after it; a dash and the
# like is a token by itself.
_ALONE = f"{DASH}{ELLIPSIS}{SPACELESS}"
_TOKEN = re.compile(rf"[{_ALONE}] ?|-*+[^\s{_ALONE}-]+-*+ ?|\s|-+")


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


class Near(NamedTuple):
    """The passage that a quotation is nearest to."""

    source: Source
    text: Tokens
    # The quotation: `texts` as it has them, in `words` what a misspelled one may be meant for.
    page: Tokens
    share: float  # of the quotation's words that the passage has, from 0 to 1


class Difference(NamedTuple):
    """Words of a quotation, and those that the passage has in their place; either may be empty."""

    before: str  # the quotation's words before them
    page: str
    after: str  # the quotation's words after them
    text: str
    offset: int  # where the passage has them, in the source's folded text


def nearest(words: str, sources: Sequence[Source]) -> Near | None:
    """Return the passage that has most of a quotation's words in order; None if none has any."""
    page = _tokens(words)
    nears = (near for source in sources for near in _nears(page, source))
    return max(nears, key=lambda near: near.share, default=None)


def plain_words(text: str) -> list[str]:
    """Return the letters and figures of each word of a folded text, in lower case."""
    return [word for word in _tokens(text).words if word]


def differences(near: Near) -> list[Difference]:
    """Return how a quotation and a passage differ."""
    page, text = near.page, near.text
    offsets = list(accumulate(map(len, text.texts), initial=text.start))
    found = []
    for start, end, page_start, page_end in _pairs(text.words, page.words):
        ours = "".join(page.texts[page_start:page_end]).strip()
        theirs = "".join(text.texts[start:end]).strip()
        if ours != theirs:
            is_first, is_last = page_start == 0, page_end == len(page.words)
            ours, theirs = _without_edges(ours, theirs, is_first, is_last)
        if ours != theirs:
            before, after = "".join(page.texts[:page_start]), "".join(page.texts[page_end:])
            offset = offsets[min(start, len(text.texts) - 1)]  # not after the paragraph
            found.append(Difference(before, ours, after, theirs, offset))
    # That the first letter has another case is told only if nothing else is wrong.
    first = found[0] if len(found) > 1 else None
    if first and not first.before and other_first_letter(first.page, near.source) == first.text:
        del found[0]
    return found


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


def _nears(page: Tokens, source: Source) -> Iterator[Near]:
    """Yield the nearest passage of each of the paragraphs that have most of its rarest words."""
    paragraphs, numbers = _index(source)
    page = page._replace(words=_corrected(page.words, source))
    listed = [numbers[word] for word in dict.fromkeys(page.words) if word in numbers]
    votes = Counter(chain.from_iterable(sorted(listed, key=len)[:_RAREST]))
    length = len(page.words)
    slack = max(3, length // 4)  # the passage may have words that the quotation does not have
    matcher = SequenceMatcher(None, [], page.words, False)
    for number, _ in votes.most_common(_MAX_PARAGRAPHS):
        paragraph = paragraphs[number]
        matcher.set_seq1(paragraph.words)
        at, page_at, _ = matcher.find_longest_match()
        nearby = paragraph.part(max(0, at - page_at - slack), at - page_at + length + slack)
        matcher.set_seq1(nearby.words)
        *blocks, _ = matcher.get_matching_blocks()
        start, end = blocks[0].a - blocks[0].b, blocks[-1].a - blocks[-1].b + length
        share = sum(block.size for block in blocks) / length
        yield Near(source, nearby.part(max(0, start), end), page, share)


@lru_cache(maxsize=8)
def _index(source: Source) -> tuple[list[Tokens], dict[str, list[int]]]:
    """Return the paragraphs of a source; for each plain word the numbers, from 0, of those with it.

    A dash has no plain word.
    """
    lines = source.folded.split("\n")
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    paragraphs = list(map(_tokens, lines, starts))
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for number, paragraph in enumerate(paragraphs):
        for word in filter(None, dict.fromkeys(paragraph.words)):
            numbers[word].append(number)
    return paragraphs, dict(numbers)


def _tokens(text: str, start: int = 0) -> Tokens:
    texts = _TOKEN.findall(text)
    return Tokens(start, texts, list(map(_plain_word, texts)))


@lru_cache(maxsize=4096)  # most words of a language come again and again
def _plain_word(token: str) -> str:
    return "".join(filter(str.isalnum, token.lower()))


def _corrected(words: list[str], source: Source) -> list[str]:
    """Return plain words, each that a source does not have replaced by one of its that is alike."""
    _, known = _index(source)
    unknown = {word for word in words if word and word not in known}
    if len(unknown) > _MAX_MISSPELLED:
        return words
    return [_alike(word, source) if word in unknown else word for word in words]


@lru_cache(maxsize=1024)  # a mistake is seldom made once
def _alike(word: str, source: Source) -> str:
    _, known = _index(source)
    listed = (w for w in known if w[0] == word[0] and abs(len(w) - len(word)) < 2)
    return next(iter(get_close_matches(word, listed, 1, _ALIKE)), word)
