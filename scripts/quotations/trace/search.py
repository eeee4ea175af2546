"""Find each candidate: each place in a source that matches a quotation's words, after folding.

Nothing similar is accepted. Words match literally, or in a spelling that an editor may give
them. Where the page marks an omission, each piece matches at the nearest place after the one
before it: `He […] went` matches `He slowly went home and then went out.` in `He` and the first
`went`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from quotations.model import ADJUSTED, EXACT, MARKED
from quotations.seed.source import Source
from quotations.text.fold import ELLIPSIS, MARK
from quotations.trace.brackets import BRACKET, match_with_brackets
from quotations.trace.candidate import Candidate, Gap, Match, clause_after, clause_before
from quotations.trace.spellings import closing_stop, spellings

# An omission between two pieces: in the line or as a paragraph of its own, perhaps with a fourth
# dot, perhaps repeated.
_OMISSION = re.compile(rf"(\n*(?:{ELLIPSIS}\.?[ \n]*)+)")


@dataclass(frozen=True, slots=True)
class Piece:
    """The words before, between or after omissions."""

    text: str
    is_leap: bool = False  # whether it may be in any later paragraph: a paragraph's end is omitted
    may_change_case: bool = True  # of its first letter: it opens the quotation, or a sentence


def candidates(words: str, source: Source) -> Iterator[list[Candidate]]:
    """Yield a list of the candidates for each spelling of the first words, the most literal first.

    A list may be empty. `words` are folded.
    The source may have an ellipsis of its own: it is first taken literally, then as an omission.
    """
    readings = [[Piece(words)]]
    if ELLIPSIS in words:
        readings.append(pieces_of(words))
    for pieces in filter(None, readings):  # an ellipsis alone has no pieces
        for spelling in spellings(pieces[0].text, source):
            firsts = _spelling_matches(spelling, source)
            found = (_alignment(first, pieces, source) for first in firsts)
            yield [_candidate(words, alignment, pieces, source) for alignment in found if alignment]


def pieces_of(words: str) -> list[Piece]:
    """Return the pieces of a quotation; paragraphs with no omission between them are one piece."""
    first, *pairs = _OMISSION.split(words)  # text, omission, text, omission, text, …
    pieces = [Piece(first)] if first else []
    for omission, text in zip(pairs[::2], pairs[1::2], strict=True):
        is_leap = "\n" in omission
        follows_stop = bool(pieces) and pieces[-1].text.rstrip(MARK).endswith((".", "?", "!"))
        is_capitalized = text.lstrip(f"{MARK}([")[:1].isupper()
        may_change_case = not pieces or (is_capitalized and (is_leap or follows_stop))
        if text:
            pieces.append(Piece(text, is_leap, may_change_case))
    return pieces


def matches(
    piece: Piece, source: Source, begin: int = 0, limit: int | None = None
) -> Iterator[Match]:
    """Yield the matches of a piece that begin between two offsets, for each spelling in turn."""
    for spelling in spellings(piece.text, source, piece.may_change_case):
        yield from _spelling_matches(spelling, source, begin, limit)


def _spelling_matches(
    spelling: str, source: Source, begin: int = 0, limit: int | None = None
) -> Iterator[Match]:
    """Yield the matches of a spelling; brackets are an editor's where the source has none there."""
    is_literal = False
    for start in source.occurrences(spelling, begin, limit):
        is_literal = True
        yield Match(start, start + len(spelling))
    if not is_literal and "[" in spelling:
        yield from match_with_brackets(spelling, source, begin, limit)


def _alignment(first: Match, pieces: list[Piece], source: Source) -> list[Match] | None:
    """Return a match of each piece in order, `first` that of the first; None if one is missing."""
    alignment = [first]
    for piece in pieces[1:]:
        begin = alignment[-1].end
        limit = None if piece.is_leap else source.paragraph_end(begin)
        match = next(matches(piece, source, begin, limit), None)
        if match is None:
            return None
        alignment.append(match)
    return alignment


def _candidate(
    words: str, alignment: list[Match], pieces: list[Piece], source: Source
) -> Candidate:
    """Return the candidate of an alignment, with its gaps and its verdict if no rule objects."""
    text = source.folded
    first, last = alignment[0], alignment[-1]
    verdict = ADJUSTED
    if text[first.start : first.end] == words:
        verdict = EXACT
    elif ELLIPSIS in words or BRACKET.search(words):
        verdict = MARKED
    spans = tuple((match.start, match.end) for match in alignment)
    gaps = [gap for match in alignment for gap in match.gaps]
    gaps += _omissions(words, alignment, pieces, source)
    stop_changed = closing_stop(text[last.start : last.end]) != closing_stop(pieces[-1].text)
    return Candidate(source, words, spans, tuple(gaps), verdict, stop_changed)


def _omissions(
    words: str, alignment: list[Match], pieces: list[Piece], source: Source
) -> Iterator[Gap]:
    """Yield a gap for each omission: those between the pieces, then those at the ends."""
    for (before, after), piece in zip(pairwise(alignment), pieces[1:], strict=True):
        offset = after.start if piece.is_leap else before.end  # no line break is at a place
        yield Gap("omission", source.folded[before.end : after.start], offset=offset)
    if pieces[0].text == words:
        return  # an ellipsis, if there is one, is the source's own
    start, end = alignment[0].start, alignment[-1].end
    if words.startswith(ELLIPSIS):
        yield Gap("opening", clause_before(source, start), offset=start)
    if words.rstrip(f".,{MARK}").endswith(ELLIPSIS):
        yield Gap("ending", clause_after(source, end), offset=end)
