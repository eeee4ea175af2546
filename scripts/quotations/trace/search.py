"""Find every candidate: each place in a source that a quotation's words fit, after folding.

Similarity accepts nothing here. Words are looked for literally, then in the spellings that an
editor may give them; where the page marks that something was left out, piece by piece, each at the
nearest place behind the one before.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from quotations.model import ADJUSTED, EXACT, MARKED
from quotations.seed.source import Source
from quotations.text.fold import ELLIPSIS, MARK
from quotations.trace.brackets import BRACKET, bracketed
from quotations.trace.candidate import Candidate, Gap, Hit
from quotations.trace.forms import MOST, closing, forms

# What parts two pieces: an omission, in the line or as a paragraph of its own, and a fourth dot.
_OMISSION = re.compile(rf"(\n*(?:{ELLIPSIS}\.?[ \n]*)+)")


@dataclass(frozen=True, slots=True)
class Piece:
    """The words between two omissions."""

    text: str
    leap: bool = False
    """Whether the omission before it ends a paragraph: it may stand anywhere later."""
    raised: bool = True
    """Whether its first letter may be another: it opens the quotation, or a sentence."""


def candidates(words: str, source: Source) -> Iterator[list[Candidate]]:
    """Yield the candidates for folded words in one source, the most literal spelling first."""
    for pieces in [[Piece(words)], *([pieces_of(words)] if ELLIPSIS in words else [])]:
        for spelling in forms(pieces[0].text, source) if pieces else ():
            first = _hits(spelling, source, 0, len(source.folded))
            yield [_candidate(words, way, pieces, source) for way in ways(first, pieces, source)]


def pieces_of(words: str) -> list[Piece]:
    """Split a quotation at its omissions; paragraphs with none between them stay one piece."""
    pieces: list[Piece] = []
    texts = _OMISSION.split(words)  # text, omission, text, …
    for omission, text in zip(["", *texts[1::2]], texts[::2], strict=True):
        if text:
            leap = "\n" in omission
            stopped = pieces and pieces[-1].text.rstrip(MARK).endswith((".", "?", "!"))
            opens = bool(leap or stopped) and text.lstrip(f"{MARK}([")[:1].isupper()
            pieces.append(Piece(text, leap, opens or not pieces))
    return pieces


def ways(first: Iterable[Hit], pieces: list[Piece], source: Source) -> Iterator[list[Hit]]:
    """Yield the ways to lay pieces upon a source, one for each place of the first."""
    text = source.folded
    for hit in first:
        way = [hit]
        for piece in pieces[1:]:
            limit = len(text) if piece.leap else source.paragraph_end(way[-1].end)
            if nearest := next(hits(piece, source, way[-1].end, limit), None):
                way.append(nearest)
            else:
                break
        else:
            yield way


def hits(piece: Piece, source: Source, begin: int = 0, limit: int | None = None) -> Iterator[Hit]:
    """Yield where a piece begins between two offsets, for each of its spellings in turn."""
    limit = len(source.folded) if limit is None else limit
    for spelling in forms(piece.text, source, piece.raised):
        yield from _hits(spelling, source, begin, limit)


def _hits(spelling: str, source: Source, begin: int, limit: int) -> Iterator[Hit]:
    """Yield where a spelling begins, its brackets taken literally first, then as an editor's."""
    at = -1
    for at in source.occurrences(spelling, begin, limit):
        yield Hit(at, at + len(spelling))
    if at < 0 and 0 < spelling.count("[") <= MOST:
        yield from bracketed(spelling, source, begin, limit)


def _candidate(words: str, way: list[Hit], pieces: list[Piece], source: Source) -> Candidate:
    """Return a way as a candidate: with all its gaps, and what it is if no rule objects."""
    text = source.folded
    gaps = [gap for hit in way for gap in hit.gaps]
    for (one, other), piece in zip(pairwise(way), pieces[1:], strict=True):
        kind, at = ("leap", other.start) if piece.leap else ("omission", one.end)
        gaps.append(Gap(kind, text[one.end : other.start], at=at))
    spans = tuple((hit.start, hit.end) for hit in way)
    stop_changed = closing(text[slice(*spans[-1])]) != closing(pieces[-1].text)
    marked = ELLIPSIS in words or BRACKET.search(words)
    verdict = EXACT if text[slice(*spans[0])] == words else MARKED if marked else ADJUSTED
    laid = Candidate(source, words, spans, (), verdict, stop_changed)
    if pieces[0].text != words:  # else the ellipses, if any, are the source's own
        if words.startswith(ELLIPSIS):
            gaps.append(Gap("opening", laid.clause_before(laid.start), at=laid.start))
        if words.rstrip(f".,{MARK}").endswith(ELLIPSIS):
            gaps.append(Gap("ending", laid.clause_after(laid.end), at=laid.end))
    return replace(laid, gaps=tuple(gaps))
