"""Find the passage that an editor meant, where a quotation's words stand nowhere.

Similarity is at home here, and only here. Only the paragraphs that share a quotation's rarest
words are looked at, so that the time grows with the quotation and not with the text.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from heapq import nsmallest

from quotations.seed.source import Source
from quotations.text.fold import DASH, ELLIPSIS, MARK
from quotations.text.words import WORD

NEAR = 0.6  # share of words in common; below this, a suggestion misleads more than it helps
_ALIKE = 0.72  # likeness of two words of which one may be the other misspelled
_LOOKED_AT = 4  # paragraphs
_FEW = 12  # words of a quotation of which one is tried in other spellings
_COMMON = 100  # paragraphs with a word that is no rare one
_TELLING = 4  # words that stand together in few paragraphs
_COMPARED = 200  # words of a longer quotation that are compared
Shapes = dict[tuple[str, int], list[str]]
_TOKEN = re.compile(rf"{DASH}|{ELLIPSIS}|[^\s{DASH}{ELLIPSIS}]+")


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
    bare = {_bare(token) for token in _TOKEN.findall(words)[:_COMPARED]}
    weights: Counter[int] = Counter()
    for numbers in sorted((known[word] for word in bare & known.keys()), key=_rarest_first):
        if weights and len(numbers) > _COMMON:
            break
        for number in numbers:
            weights[number] += 1_000_000 // len(numbers)
    ranked = nsmallest(_LOOKED_AT, weights.items(), key=lambda item: (-item[1], item[0]))
    bounds = _bounds(source)
    return tuple(bounds[number] for number, _ in ranked)


def _rarest_first(numbers: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    return len(numbers), numbers


def nearest(words: str, source: Source) -> Near | None:
    """Return what a quotation is nearest to in a source; None where nothing is near."""
    ours = _TOKEN.findall(words)[:_COMPARED]
    if len(ours) == 1:
        return _nearest_word(ours[0], source)
    wanted = [_bare(token) for token in ours]
    share, theirs = 0.0, list[re.Match[str]]()
    for bounds in near_paragraphs(words, source):
        known = _tokens(*bounds, source)[2]
        if sum(word in known for word in wanted) > share * len(wanted):  # else no more is alike
            found = _alongside(wanted, *bounds, source)
            share, theirs = max((share, theirs), found, key=lambda one: one[0])
    if not share:
        return None
    page, text, at = _difference([token[0] for token in theirs], ours)
    place = theirs[min(at, len(theirs) - 1)].start()
    return Near(source, share, page, text, theirs[0].start(), theirs[-1].end(), place)


def misspelled(words: str, source: Source) -> Near | None:
    """Return where a quotation would stand with one word spelled, joined or parted otherwise."""
    text = source.folded.text
    tokens = list(_TOKEN.finditer(words))[:_FEW]
    # A paragraph that has all the other words is one of the nearest; a few words tell too little.
    near: tuple[tuple[int, int], ...] = ((0, len(text)),)
    shapes = _vocabulary_by_shape(source)
    if len(tokens) > _TELLING:
        near = near_paragraphs(words, source)
        shapes = _shapes_beside(near, source)
    for number, token in enumerate(tokens):
        word = token[0].strip(f".,;:!?{MARK}")
        following = tokens[number + 1][0] if number + 1 < len(tokens) else ""
        for page, other in _spellings(word, following, source, shapes):
            whole = words.replace(page, other, 1).rstrip(".,")
            for start, end in near if page in words else ():
                at = text.find(whole, start, end)
                if at >= 0:
                    place = text.find(other, at)
                    return Near(source, 1.0, page, other, at, at + len(whole), place)
    return None


def _spellings(
    word: str, following: str, source: Source, shapes: Shapes
) -> Iterator[tuple[str, str]]:
    """Yield how a word, or it and the next, may be spelled otherwise: the page's and the text's."""
    if word and word not in source.vocabulary:
        for other in _alike(word, shapes):
            yield word, other
        for at in range(2, len(word) - 1):
            yield word, f"{word[:at]} {word[at:]}"
    if "-" in word:
        yield word, word.replace("-", " ", 1)
        yield word, word.replace("-", "", 1)
    if following:
        yield f"{word} {following}", f"{word}-{following}"
        yield f"{word} {following}", f"{word}{following}"


@lru_cache(maxsize=4)
def _paragraphs_by_word(source: Source) -> dict[str, tuple[int, ...]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(source.folded.text.split("\n")):
        for word in {_bare(token) for token in _TOKEN.findall(line)}:
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


@lru_cache(maxsize=4)
def _vocabulary_by_shape(source: Source) -> Shapes:
    return _by_shape(source.vocabulary)


@lru_cache(maxsize=64)
def _shapes_beside(bounds: tuple[tuple[int, int], ...], source: Source) -> Shapes:
    text = source.folded.text
    beside = {word[0] for start, end in bounds for word in WORD.finditer(text, start, end)}
    return _by_shape(beside & source.vocabulary)


def _by_shape(words: Iterable[str]) -> Shapes:
    """Return words by first letter and length."""
    found: Shapes = {}
    for word in sorted(words):
        found.setdefault((word[0].lower(), len(word)), []).append(word)
    return found


@lru_cache(maxsize=4096)
def _bare(token: str) -> str:
    return re.sub(r"[^\w]", "", token).casefold()


def _nearest_word(token: str, source: Source) -> Near | None:
    word = token.strip(f".,;:!?{MARK}")
    if not word:
        return None
    for other in _alike(word, _vocabulary_by_shape(source))[:1]:
        at = re.search(rf"(?<!\w){re.escape(other)}(?!\w)", source.folded.text)
        if at:
            return Near(source, 0.9, word, other, at.start(), at.end(), at.start())
    return None


def _alike(word: str, known: Shapes) -> list[str]:
    """Return the known words that one may be a misspelling of, the likeliest first."""
    shapes = ((word[0].lower(), length) for length in range(len(word) - 2, len(word) + 3))
    listed = [other for shape in shapes for other in known.get(shape, ())]
    return get_close_matches(word, listed, 3, _ALIKE)


@lru_cache(maxsize=64)  # many quotations of a page are near the same paragraphs
def _tokens(
    start: int, end: int, source: Source
) -> tuple[list[re.Match[str]], list[str], dict[str, list[int]]]:
    """Return a paragraph's tokens, the bare words they are, and where each of these stands."""
    found = list(_TOKEN.finditer(source.folded.text, start, end))
    bare = [_bare(token[0]) for token in found]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(bare):
        places[word].append(at)
    return found, bare, places


def _alongside(
    wanted: list[str], start: int, end: int, source: Source
) -> tuple[float, list[re.Match[str]]]:
    """Return how much of a quotation a paragraph has, and its tokens that stand for those."""
    found, bare, places = _tokens(start, end, source)
    begin = _likeliest_start(places, wanted)
    slack = max(3, len(wanted) // 4)
    low, high = max(0, begin - slack), min(len(bare), begin + len(wanted) + slack)
    matcher = SequenceMatcher(None, bare[low:high], wanted, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return 0.0, []
    first = low + max(0, blocks[0].a - blocks[0].b)
    last = min(high, low + blocks[-1].a + len(wanted) - blocks[-1].b)
    return sum(block.size for block in blocks) / len(wanted), found[first:last]


def _likeliest_start(places: dict[str, list[int]], ours: list[str]) -> int:
    """Return where most of our words would stand in order, give or take a few."""
    votes = Counter(at - n for n, word in enumerate(ours) for at in places.get(word, ()))

    def support(start: int) -> tuple[int, int, int]:
        near = sum(votes[start + shift] for shift in range(-3, 4))
        return (near, votes[start], -start)

    return max(0, max((start for start, _ in votes.most_common(50)), key=support, default=0))


def _difference(theirs: list[str], ours: list[str]) -> tuple[str, str, int]:
    """Return the first words that differ: the page's, the text's, and where in the text's."""
    matcher = SequenceMatcher(None, _trimmed(theirs), _trimmed(ours), autojunk=False)
    changes = [change for change in matcher.get_opcodes() if change[0] != "equal"]
    # What is missing at the very ends is where the passage was cut out, not a difference.
    inner = [c for c in changes if not (c[3] == c[4] and (c[1] == 0 or c[2] == len(theirs)))]
    if not inner:
        return "", "", 0
    _, a, b, c, d = inner[0]
    return _shown(ours[c:d]), _shown(theirs[a:b]), a


def _shown(tokens: list[str]) -> str:
    shown = " ".join(tokens)
    return shown.strip(f".,;:{MARK}") or shown


def _trimmed(tokens: list[str]) -> list[str]:
    """Return tokens without what may differ: the first letter's case, the closing stop."""
    if not tokens:
        return tokens
    tokens = [*tokens[:-1], tokens[-1].rstrip(f".,{MARK}")]
    first = tokens[0].lstrip(MARK)
    return [first[:1].lower() + first[1:], *tokens[1:]]
