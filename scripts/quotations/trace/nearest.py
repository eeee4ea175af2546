"""Find the passage that an editor meant where a quotation's words match none.

It is the part of a paragraph that shares most words with the quotation, whatever their case and
marks. To find it fast, the quotation's rarest words vote: each place of one in the source is a vote
for where the passage would then begin. Being similar is enough, for it only explains a failure.

Of the source `The bridge carries 1,250 cars a day.`, the quotation `bridge carries 1,250 trucks`
has one difference: `trucks` for `cars`.
"""

import re
from array import array
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from heapq import nlargest, nsmallest
from itertools import accumulate
from typing import NamedTuple

from quotations.seed.source import Source
from quotations.text.fold import DASH, ELLIPSIS, MARK
from quotations.text.words import SPACELESS
from quotations.trace.pieces import BRACKET, CLOSERS, with_other_case

_RAREST = 3  # words that choose where to look
_MAX_LOOKS = 3  # in each source
CLEAR = 0.75  # a passage that shares more of the tokens is the one that is meant
_MAX_MISSPELLED = 3  # words
_ALIKE = 0.72  # likeness, from 0 to 1, of two words of which one may be the other misspelled
# A token: a word, or its part up to a hyphen, with its marks and the space after it; or a dash, an
# ellipsis, a character of a script without spaces; or a line break. Every character is in one.
_ALONE = f"{DASH}{ELLIPSIS}{SPACELESS}"
_TOKEN = re.compile(rf"[{_ALONE}] ?|-*+[^\s{_ALONE}-]+-*+ ?|\s|-+")


class Difference(NamedTuple):
    """Words of a quotation, and those that the passage has in their place; either may be empty."""

    page: str
    text: str
    offset: int  # where the passage has them, in the source's folded text


class Tokens(NamedTuple):
    """The tokens of a folded text, which joined are the text.

    Of `'Stop!' he said.` these are `'Stop!' `, `he `, `said.`.
    """

    texts: list[str]
    plain: list[str]  # the letters and figures of each, in lower case: stop, he, said
    starts: "array[int]"  # where each begins in the text, and where the last ends


class Index(NamedTuple):
    """What finds words in a source."""

    tokens: Tokens  # of all its folded text
    indices: Mapping[str, Sequence[int]]  # of each plain word, where it is among the tokens
    breaks: list[int]  # -1, then the tokens that part paragraphs, then the number of all tokens


class Near(NamedTuple):
    """The passage that a quotation is nearest to."""

    source: Source
    tokens: Tokens  # of the source; the passage is from its token `first` to before `last`
    first: int
    last: int
    page: list[str]  # the tokens of the quotation
    share: float  # of the quotation's tokens that the passage has, from 0 to 1

    @property
    def start(self) -> int:
        """Where the passage begins in the source's folded text."""
        return self.tokens.starts[self.first]


def nearest(words: str, sources: Sequence[Source]) -> Near | None:
    """Return the passage that has most of a quotation's words in order; None if none has any."""
    nears = (near for source in sources for near in _nears(words, source))
    return max(nears, key=lambda near: near.share, default=None)


def plain_words(text: str) -> list[str]:
    """Return the letters and figures of each word of a folded text, in lower case."""
    return [word for word in _tokens(text).plain if word]


def differences(near: Near) -> list[Difference]:
    """Return how a quotation and a passage differ."""
    page, text = near.page[:], near.tokens.texts[near.first : near.last]
    # At the ends marks and stops may differ: the page's go, and where the page then has a letter or
    # a figure, the text's go too.
    page[0], text[0] = page[0].lstrip(MARK), text[0].lstrip(MARK)
    page[-1], text[-1] = page[-1].rstrip(CLOSERS), text[-1].rstrip(CLOSERS)
    if page[0][:1].isalnum():
        text[0] = re.sub(r"^\W+", "", text[0])
    if page[-1][-1:].isalnum():
        text[-1] = re.sub(r"\W+$", "", text[-1])
    matcher = SequenceMatcher(
        None, [*map(str.strip, text)], [*map(str.strip, page)], autojunk=False
    )
    changes = [opcode for opcode in matcher.get_opcodes() if opcode[0] != "equal"]
    found = []
    for _, start, end, page_start, page_end in changes:
        ours = "".join(page[page_start:page_end]).strip()
        theirs = "".join(text[start:end]).strip()
        # What is missing behind the last token is told there: next may be another paragraph.
        place = min(near.first + start, near.last - 1)
        found.append(Difference(ours, theirs, near.tokens.starts[place]))
    # A first letter in another case is told only where nothing else differs.
    is_first = len(found) > 1 and changes[0][3] == 0  # the page begins with it
    if is_first and with_other_case(found[0].page, near.source) == found[0].text:
        del found[0]
    # Nor is a bracket, which may be right.
    return [d for d in found if not BRACKET.fullmatch(d.page)] or found


def _nears(words: str, source: Source) -> Iterator[Near]:
    """Yield passages that may be meant: those that begin where most of the rarest words say."""
    tokens, indices, breaks = _index(source)
    page = _tokens(words)
    corrected = _corrected(page.plain, indices)
    length = len(corrected)
    slack = max(3, length // 4)  # the passage may have words that the quotation does not have
    matcher = SequenceMatcher(None, [], corrected)
    for start in _likely_starts(corrected, indices):
        # It is in one paragraph: the one that has its middle, for what goes before or after may be
        # the page's own.
        middle = min(max(0, start + length // 2), len(tokens.texts) - 1)
        paragraph = bisect(breaks, middle)
        begin, end = breaks[paragraph - 1] + 1, breaks[paragraph]
        window = max(begin, start - slack)
        matcher.set_seq1(tokens.plain[window : min(end, start + length + slack)])
        *blocks, _ = matcher.get_matching_blocks()
        if not blocks:  # the rare words are all in another paragraph
            continue
        # What the quotation has before the first common word and after the last counts as well.
        first = max(begin, window + blocks[0].a - blocks[0].b)
        last = min(end, window + blocks[-1].a - blocks[-1].b + length)
        share = sum(block.size for block in blocks) / length
        yield Near(source, tokens, first, last, page.texts, share)
        if share > CLEAR:
            return


def _likely_starts(words: list[str], indices: Mapping[str, Sequence[int]]) -> list[int]:
    """Return at which tokens of a source a passage may begin, the likeliest first.

    If `bridge` is word 2 of the quotation and token 40 of the source, it votes for 38.
    """
    known = [word for word in dict.fromkeys(words) if word in indices]
    rarest = nsmallest(_RAREST, known, key=lambda word: len(indices[word]))
    votes: defaultdict[int, float] = defaultdict(float)
    for index, word in enumerate(words):
        for found in indices[word] if word in rarest else ():
            votes[found - index] += 1 / len(indices[word])  # a rarer word says more
    return nlargest(_MAX_LOOKS, votes, key=votes.__getitem__)


@lru_cache(maxsize=64)  # more than a site has sources
def _index(source: Source) -> Index:
    tokens = _tokens(source.folded)
    indices: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    for index, word in enumerate(tokens.plain):
        indices[word].append(index)
    wordless = indices.pop("", ())  # dashes and the like, which are no words
    breaks = [index for index in wordless if tokens.texts[index] == "\n"]
    return Index(tokens, indices, [-1, *breaks, len(tokens.texts)])


def _tokens(text: str) -> Tokens:
    texts = _TOKEN.findall(text)
    starts = array("I", accumulate(map(len, texts), initial=0))
    return Tokens(texts, list(map(_plain_word, texts)), starts)


@lru_cache(maxsize=4096)  # most words of a language come again and again
def _plain_word(token: str) -> str:
    return "".join(filter(str.isalnum, token.lower()))


def _corrected(words: list[str], known: Mapping[str, object]) -> list[str]:
    """Return plain words, misspelled ones replaced by a known one that is alike.

    That is done for a short quotation of which about half the words are not known.
    """
    unknown = {word for word in words if word.isalpha() and word not in known}
    if len(unknown) < len(words) // 2 or len(unknown) > _MAX_MISSPELLED:
        return words  # enough are known to find the passage, or too few
    meant = {word: _alike(word, known) for word in unknown}
    return [meant.get(word, word) for word in words]


def _alike(word: str, known: Mapping[str, object]) -> str:
    """Return the known word that is most like a word, or the word itself."""
    listed = (w for w in known if w[0] == word[0] and abs(len(w) - len(word)) < 2)
    return (get_close_matches(word, listed, 1, _ALIKE) or [word])[0]
