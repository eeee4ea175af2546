"""Find each candidate: each place in a source that matches a quotation's words, after folding.

Nothing similar is accepted. Words match as they are, but for what an editor may change (Chicago
Manual of Style, 17th edition, 13.7, 13.21 and 13.50 to 13.63): the case of the first letter, though
no name loses its capital, the closing full stop or comma, and what an ellipsis or brackets mark.
Whether an omission or a bracket may hide what it hides is not said here: `rules.sense` judges it.
"""

import re
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import pairwise
from typing import NamedTuple

from quotations.model import ADJUSTED, EXACT, MARKED
from quotations.seed.source import Source
from quotations.text.fold import ELLIPSIS
from quotations.text.words import WORD
from quotations.trace.candidate import Candidate, Gap, clause_after, clause_before
from quotations.trace.pieces import (
    BRACKET,
    CLOSERS,
    Piece,
    Stretch,
    allowed_stops,
    closing_stop,
    pieces_of,
    stretches_of,
)

REMARK = "sic"  # what an editor may say in brackets of the words before
_MAX_WORD = 40  # code points of a word that a bracket may stand for
_WORD_BEFORE = re.compile(rf"(?<![^\W_])({WORD.pattern}) \Z")


class Match(NamedTuple):
    """A place at which a source has a piece: from where to where, and what its brackets hide."""

    start: int
    end: int
    gaps: tuple[Gap, ...]


def exact_candidates(words: str, source: Source) -> Iterator[Candidate]:
    """Yield the candidates that have folded words as they are.

    `candidates` yields these too, but to look for them first is fast, and most quotations have one.
    """
    for start in source.occurrences(words):
        yield Candidate(source, words, ((start, start + len(words)),), (), EXACT)


def candidates(words: str, source: Source) -> Iterator[Candidate]:
    """Yield the candidates for folded words, in the order of the source."""
    pieces = pieces_of(words)
    for found in matches(pieces, source):
        yield _candidate(words, closing_stop(pieces[-1].text), found, source)


def matches(pieces: Sequence[Piece], source: Source, begin: int = 0) -> Iterator[list[Match]]:
    """Yield the matches of all pieces in order, the first of them from an offset on.

    Each of the others is at the nearest place after the one before it, and no farther one is tried:
    in `He slowly went home and then went out.`, `He … went` is `He` and the first `went`.
    """
    parted = [(piece, stretches_of(piece, source)) for piece in pieces]
    if not parted or not all(_may_match(stretches, source) for _, stretches in parted):
        return
    (opening, opening_stretches), *others = parted
    text_end = len(source.folded)
    for first in _piece_matches(opening, opening_stretches, source, begin, text_end):
        found = [first]
        for piece, stretches in others:
            match = _next_match(piece, stretches, source, found[-1].end)
            if match is None and piece.crosses_paragraphs:
                return  # nor is there one behind a later match of the first piece
            if match is None:
                break
            found.append(match)
        else:
            yield found


def _next_match(
    piece: Piece, stretches: Sequence[Stretch], source: Source, at: int
) -> Match | None:
    """Return the nearest match of a piece after an offset; None if there is none that may follow.

    It begins in the paragraph of the offset, unless the omission before the piece may go over its
    end.
    """
    text_end = len(source.folded)
    latest_start = text_end if piece.crosses_paragraphs else source.paragraph_end(at)
    # A piece of several paragraphs ends in a later one than it begins in.
    latest_end = text_end if "\n" in piece.text else latest_start
    match = next(_piece_matches(piece, stretches, source, at, latest_end), None)
    return match if match and match.start <= latest_start else None


def _may_match(stretches: Sequence[Stretch], source: Source) -> bool:
    """Whether a piece may match: it has words between its brackets, and the source has them all.

    Of brackets alone, or of two side by side, nobody could tell what each of them hides.
    """
    has_words = [stretch.has_words for stretch in stretches]
    if len(stretches) > 1 and not (any(has_words) and all(has_words[1:-1])):
        return False
    return all(
        any(text in source.folded for text in stretch.spellings)
        for stretch in stretches
        if stretch.spellings
    )


def _piece_matches(
    piece: Piece, stretches: Sequence[Stretch], source: Source, begin: int, end: int
) -> Iterator[Match]:
    """Yield the matches of a piece that may match, in a part of a source's folded text.

    Of `'[Hill's] list of [sic]'` the first stretch is a mark, the next `list of`, with a bracket
    before it, and the last is none but has a bracket too.
    """
    stop, marks = closing_stop(piece.text), ""
    first, *others = stretches
    if others and not first.has_words:  # a bracket opens the piece, perhaps behind a mark
        marks = "".join(first.spellings)  # one, or none
        first, *others = others  # this one has words: see _may_match
    for words_start, words_end in _occurrences(first, source, begin, end):
        start, gaps = words_start, []
        if first.bracket is not None:
            start = _replaced_before(first, source, begin, words_start)
            gaps = [_gap("bracket", source, start, words_start, first.bracket, "first")]
        start -= len(marks)
        if start < begin or not source.folded.startswith(marks, start):
            continue
        if followed := _follow(others, source, words_end, end):
            at, more_gaps = followed
            after = _after_stop(stop, source, at, end)
            if after is not None:
                yield Match(start, after, (*gaps, *more_gaps))


def _follow(
    stretches: Sequence[Stretch], source: Source, at: int, end: int
) -> tuple[int, list[Gap]] | None:
    """Return where stretches end that follow an offset, each behind a bracket, and the gaps."""
    gaps = []
    for stretch in stretches:
        if (span := _after_bracket(stretch, source, at, end)) is None:
            return None
        position = "" if stretch.has_words else "last"  # only the last has none: see _may_match
        gaps.append(_gap("bracket", source, at, span[0], stretch.bracket or "", position))
        at = span[1]
    return at, gaps


def _after_stop(stop: str, source: Source, at: int, end: int) -> int | None:
    """Return where what a source has at an offset for a closing stop ends; None if that differs."""
    for allowed in allowed_stops(stop):
        after = at + len(allowed)
        if source.folded.startswith(allowed, at, end) and source.is_boundary(after):
            return after
    return None


def _occurrences(
    stretch: Stretch, source: Source, begin: int, end: int
) -> Iterator[tuple[int, int]]:
    """Yield where a part of a source's folded text has a stretch, in order: start and end."""

    def spans(words: str) -> Iterator[tuple[int, int]]:
        for start in source.occurrences(words, begin, end):
            yield start, start + len(words)

    return merge(*map(spans, stretch.spellings))


def _may_replace(stretch: Stretch, word: str, source: Source) -> bool:
    """Whether the bracket of a stretch may stand for a word: a pronoun, or a determiner of words.

    [sic] stands for none.
    """
    if (stretch.bracket or "").strip().lower() == REMARK:
        return False
    language, lower = source.language, word.lower()
    return lower in language.pronouns or (stretch.has_words and lower in language.determiners)


def _replaced_before(stretch: Stretch, source: Source, begin: int, at: int) -> int:
    """Return where the word begins that an opening bracket stands for: of his in [Hill’s] list.

    Words begin at `at` behind the bracket; `at` is returned if it stands for none.
    """
    word = _WORD_BEFORE.search(source.folded, max(begin, at - _MAX_WORD), at)
    return word.start() if word and _may_replace(stretch, word[1], source) else at


def _after_bracket(stretch: Stretch, source: Source, at: int, end: int) -> tuple[int, int] | None:
    """Return the start and the end of a stretch whose bracket is at an offset; None if it differs.

    The bracket stands for the next word, if it may, or else for nothing.
    """
    text, has_words = source.folded, stretch.has_words
    starts = [at]
    word = WORD.match(text, at + text.startswith(" ", at))
    opens_clause = not has_words and text[at - 1] in ".?!,"  # it is of what follows
    if word and not opens_clause and _may_replace(stretch, word[0], source):
        starts = [word.end(), at]
    for start in starts:
        if has_words and text.startswith(" ", start):
            start += 1
        for spelling in stretch.spellings or ("",):
            span = (start, start + len(spelling))
            is_whole = not has_words or all(map(source.is_boundary, span))
            if is_whole and text.startswith(spelling, start, end):
                return span
    return None


def _candidate(words: str, stop: str, found: Sequence[Match], source: Source) -> Candidate:
    """Return the candidate that matches of its pieces make; `stop` is that of the last piece."""
    start, end = found[0].start, found[-1].end
    if source.folded[start:end] == words:  # an ellipsis in it is the source's own
        return Candidate(source, words, ((start, end),), (), EXACT)
    gaps = [*found[0].gaps]
    for before, after in pairwise(found):
        gaps += [_gap("omission", source, before.end, after.start), *after.gaps]
    if words.lstrip(CLOSERS).startswith(ELLIPSIS):
        gaps.append(Gap("opening", clause_before(source, start), offset=start))
    if words.rstrip(CLOSERS).endswith(ELLIPSIS):
        gaps.append(Gap("ending", clause_after(source, end), offset=end))
    spans = tuple((match.start, match.end) for match in found)
    verdict = MARKED if ELLIPSIS in words or BRACKET.search(words) else ADJUSTED
    stop_changed = closing_stop(source.folded[found[-1].start : end]) != stop
    return Candidate(source, words, spans, tuple(gaps), verdict, stop_changed)


def _gap(
    kind: str, source: Source, start: int, end: int, shown: str = "", position: str = ""
) -> Gap:
    """Return the gap for what is hidden from an offset of the folded text to another."""
    hidden = source.folded[start:end]
    # It begins with its first word, for a line break before that is in no paragraph.
    return Gap(kind, hidden.strip(), shown, position, end - len(hidden.lstrip()))
