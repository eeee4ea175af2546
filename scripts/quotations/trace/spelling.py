"""Find where a quotation would stand, were one word of it spelled otherwise."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache

from quotations.seed.source import Source
from quotations.text.fold import MARK
from quotations.text.words import WORD
from quotations.trace.near import TOKEN, Near, near_paragraphs

_ALIKE = 0.72  # likeness of two words of which one may be the other misspelled
_FEW = 12  # words of a quotation of which one is tried in other spellings
_TELLING = 4  # words that stand together in few paragraphs
Shapes = dict[tuple[str, int], list[str]]


def misspelled(words: str, source: Source) -> Near | None:
    """Return where a quotation would stand with one word spelled, joined or parted otherwise."""
    text = source.folded.text
    tokens = list(TOKEN.finditer(words))[:_FEW]
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


def nearest_word(token: str, source: Source) -> Near | None:
    """Return the word of a source that one may be a misspelling of; None for none."""
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
