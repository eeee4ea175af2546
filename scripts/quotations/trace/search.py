"""Find every candidate: each place in a source that a quotation's words fit, after folding.

Similarity accepts nothing here. Words are looked for literally; then with another first letter or
closing stop; then, if the page marks that something was left out or put in, part by part.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from quotations.model import ADJUSTED, EXACT, MARKED
from quotations.seed.source import Source
from quotations.text.fold import ELLIPSIS
from quotations.text.words import occurrences
from quotations.trace.brackets import BRACKET, bracketed
from quotations.trace.candidate import Candidate, Gap
from quotations.trace.forms import endings, forms

WAYS = 200  # ways to lay the parts of one quotation upon a source; a text with more is a list


@dataclass(frozen=True, slots=True)
class Piece:
    """A part between two omissions."""

    text: str
    leap: bool
    """Whether the omission before it ends a paragraph."""
    raised: bool
    """Whether a stop stands before that omission: then its first letter may be raised."""


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    stop_changed: bool = False
    gaps: tuple[Gap, ...] = ()


def candidates(words: str, source: Source) -> Iterator[list[Candidate]]:
    """Yield the candidates for folded words in one source, the most literal spelling first."""
    elides = source.language.elides
    for form, changed in forms(words, source):
        whole, _ = occurrences(form, source.folded.text, elides)
        verdict = EXACT if form == words else ADJUSTED
        yield [
            Candidate(source, words, ((at, at + len(form)),), (), verdict, changed) for at in whole
        ]
    if ELLIPSIS in words or BRACKET.search(words):
        yield list(_marked(words, source))


def cut_words(words: str, source: Source) -> list[int]:
    """Return where folded words stand in a source, but not as whole words."""
    return occurrences(words, source.folded.text, source.language.elides)[1]


def pieces_of(words: str) -> list[Piece]:
    """Split a quotation at its omissions; paragraphs with none between them stay one piece."""
    pieces: list[Piece] = []
    current = ""
    omitted = leap = stopped = False
    for number, line in enumerate(words.split("\n")):
        for count, text in enumerate(line.split(ELLIPSIS)):
            if count:
                follows = current.endswith("\n")  # the omission opens a paragraph
                if current:
                    pieces.append(Piece(current.rstrip("\n"), leap, stopped))
                    stopped = current.rstrip("\n'").endswith((".", "?", "!"))
                    current, leap = "", follows
                omitted = True
                text = text.removeprefix(".").lstrip() if pieces else text
            elif number and not omitted and current:
                current += "\n"
            elif number:
                leap = stopped = True
            if text.strip():
                current = current + text if current.endswith("\n") else text.strip()
                omitted = False
    if current:
        pieces.append(Piece(current.rstrip("\n"), leap, stopped))
    return pieces


def _marked(words: str, source: Source) -> Iterator[Candidate]:
    pieces = pieces_of(words)
    if not pieces:
        return
    found = [
        piece_hits(piece, source, number == 0, number == len(pieces) - 1)
        for number, piece in enumerate(pieces)
    ]
    if not all(found):
        return
    for count, chain in enumerate(_chains(pieces, found, source.folded.text)):
        if count == WAYS:
            return
        yield _candidate(words, chain, pieces, source)


def piece_hits(piece: Piece, source: Source, first: bool, last: bool) -> list[_Hit]:
    """Return where a piece stands, its brackets taken literally first, then as an editor's."""
    letter = first or (piece.raised and piece.text.lstrip("'([")[:1].isupper())
    elides = source.language.elides
    for form, changed in forms(piece.text, source, first=letter):
        whole, _ = occurrences(form, source.folded.text, elides)
        if whole:
            return [_Hit(at, at + len(form), changed and last) for at in whole]
    if not BRACKET.search(piece.text):
        return []
    for ending in endings(piece.text):
        letters = letter and not piece.text.startswith("[")
        for form, _ in forms(ending, source, first=letters, last=False):
            hits = [
                _Hit(s, e, ending != piece.text and last, g) for s, e, g in bracketed(form, source)
            ]
            if hits:
                return sorted(hits, key=lambda hit: (hit.start, hit.end))
    return []


def _chains(
    pieces: list[Piece],
    found: list[list[_Hit]],
    text: str,
    number: int = 0,
    after: _Hit | None = None,
) -> Iterator[list[_Hit]]:
    """Yield the ways in which the pieces follow one another: the nearest next in the paragraph,
    or, after an omission that ends a paragraph, any later one."""
    if number == len(pieces):
        yield []
        return
    if after is None:
        following = found[0]
    else:
        paragraph_end = text.find("\n", after.end)
        paragraph_end = len(text) if paragraph_end < 0 else paragraph_end
        begin = paragraph_end + 1 if pieces[number].leap else after.end
        following = found[number][bisect_left(found[number], begin, key=lambda hit: hit.start) :]
        if not pieces[number].leap:
            following = [hit for hit in following[:1] if hit.start <= paragraph_end]
    for hit in following:
        for rest in _chains(pieces, found, text, number + 1, hit):
            yield [hit, *rest]


def _candidate(words: str, chain: list[_Hit], pieces: list[Piece], source: Source) -> Candidate:
    text = source.folded.text
    hits = tuple((hit.start, hit.end) for hit in chain)
    laid = Candidate(source, words, hits, (), MARKED, chain[-1].stop_changed)
    gaps = [gap for hit in chain for gap in hit.gaps]
    for one, other, piece in zip(chain, chain[1:], pieces[1:], strict=False):
        kind, at = ("leap", other.start) if piece.leap else ("omission", one.end)
        gaps.append(Gap(kind, text[one.end : other.start], at=at))
    if words.startswith(ELLIPSIS):
        gaps.append(Gap("opening", laid.clause_before(laid.start), at=laid.start))
    if words.rstrip(".,'").endswith(ELLIPSIS):
        gaps.append(Gap("ending", laid.clause_after(laid.end), at=laid.end))
    return Candidate(source, words, hits, tuple(gaps), MARKED, chain[-1].stop_changed)
