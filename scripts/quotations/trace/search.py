"""Find every candidate: each place in a source that a quotation's words fit, after folding.

Similarity accepts nothing here. Words are looked for literally; then with another first letter or
closing stop; then, if the page marks that something was left out or put in, part by part.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from quotations.model import ADJUSTED, EXACT, MARKED
from quotations.seed.source import Source
from quotations.text.fold import ELLIPSIS, MARK
from quotations.text.words import occurrences
from quotations.trace.brackets import BRACKET, bracketed
from quotations.trace.candidate import Candidate, Gap
from quotations.trace.forms import endings, forms, has_core

WAYS = 200  # ways to lay the pieces of one quotation upon a source; more are not looked at
# What parts two pieces: an omission, in the line or as a paragraph of its own, and a fourth dot.
_OMISSION = re.compile(rf"(\n*(?:{ELLIPSIS}\.?[ \n]*)+)")


@dataclass(frozen=True, slots=True)
class Piece:
    """The words between two omissions."""

    text: str
    leap: bool
    """Whether the omission before it ends a paragraph: it may stand anywhere later."""
    raised: bool
    """Whether it opens a sentence on the page: then the page may have raised its first letter."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a piece stands in a source's folded text."""

    start: int
    end: int
    stop_changed: bool = False
    gaps: tuple[Gap, ...] = ()


def candidates(words: str, source: Source) -> Iterator[list[Candidate]]:
    """Yield the candidates for folded words in one source, the most literal spelling first."""
    text, elides = source.folded, source.language.elides
    for form, stop_changed in forms(words, source) if has_core(words, source) else ():
        verdict = EXACT if form == words else ADJUSTED
        yield [
            Candidate(source, words, ((at, at + len(form)),), (), verdict, stop_changed)
            for at in occurrences(form, text, elides)[0]
        ]
    if ELLIPSIS in words or BRACKET.search(words):
        yield list(_marked(words, source))


def pieces_of(words: str) -> list[Piece]:
    """Split a quotation at its omissions; paragraphs with none between them stay one piece."""
    pieces: list[Piece] = []
    texts = _OMISSION.split(words)  # text, omission, text, …
    for omission, text in zip(["", *texts[1::2]], texts[::2], strict=True):
        if text:
            leap = "\n" in omission
            stopped = bool(pieces) and pieces[-1].text.rstrip(MARK).endswith((".", "?", "!"))
            pieces.append(Piece(text, leap, leap or stopped))
    return pieces


def piece_hits(piece: Piece, source: Source, first: bool, last: bool) -> list[Hit]:
    """Return where a piece stands, its brackets taken literally first, then as an editor's."""
    letter = first or (piece.raised and piece.text.lstrip(f"{MARK}([")[:1].isupper())
    spellings = forms(piece.text, source, first=letter)
    for form, stop_changed in spellings if has_core(piece.text, source) else ():
        whole, _ = occurrences(form, source.folded, source.language.elides)
        if whole:
            return [Hit(at, at + len(form), stop_changed and last) for at in whole]
    if not BRACKET.search(piece.text):
        return []
    letter = letter and not piece.text.startswith("[")
    for ending in endings(piece.text):
        for form, _ in forms(ending, source, first=letter, last=False):
            stop_changed = ending != piece.text and last
            if found := sorted(bracketed(form, source), key=lambda hit: hit[:2]):
                return [Hit(start, end, stop_changed, gaps) for start, end, gaps in found]
    return []


def _marked(words: str, source: Source) -> Iterator[Candidate]:
    pieces = pieces_of(words)
    last = len(pieces) - 1
    found = [piece_hits(p, source, n == 0, n == last) for n, p in enumerate(pieces)]
    if pieces and all(found):
        for chain in _chains(pieces, found, source.folded):
            yield _candidate(words, chain, pieces, source)


def _chains(pieces: list[Piece], found: list[list[Hit]], text: str) -> list[list[Hit]]:
    """Return the ways in which the pieces follow one another in a source."""
    chains = [[hit] for hit in found[0]]
    for piece, hits in zip(pieces[1:], found[1:], strict=True):
        longer = ([*c, hit] for c in chains for hit in _following(c[-1], piece, hits, text))
        chains = list(islice(longer, WAYS))
    return chains[:WAYS]


def _following(before: Hit, piece: Piece, hits: list[Hit], text: str) -> list[Hit]:
    """Return where a piece may go on: in the paragraph at the nearest place; after a leap, at any
    later one."""
    paragraph_end = text.find("\n", before.end)
    paragraph_end = len(text) if paragraph_end < 0 else paragraph_end
    later = hits[bisect_left(hits, before.end, key=lambda hit: hit.start) :]
    return later if piece.leap else [hit for hit in later[:1] if hit.start <= paragraph_end]


def _candidate(words: str, chain: list[Hit], pieces: list[Piece], source: Source) -> Candidate:
    text = source.folded
    gaps = [gap for hit in chain for gap in hit.gaps]
    for (one, other), piece in zip(pairwise(chain), pieces[1:], strict=True):
        kind, at = ("leap", other.start) if piece.leap else ("omission", one.end)
        gaps.append(Gap(kind, text[one.end : other.start], at=at))
    spans = tuple((hit.start, hit.end) for hit in chain)
    laid = Candidate(source, words, spans, (), MARKED, chain[-1].stop_changed)
    if words.startswith(ELLIPSIS):
        gaps.append(Gap("opening", laid.clause_before(laid.start), at=laid.start))
    if words.rstrip(f".,{MARK}").endswith(ELLIPSIS):
        gaps.append(Gap("ending", laid.clause_after(laid.end), at=laid.end))
    return replace(laid, gaps=tuple(gaps))
