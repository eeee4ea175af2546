"""Match words that have an editor's brackets in them.

A bracket may add words or replace some; whether it may is for the rule `insertion` to say. (Chicago
Manual of Style, 17th edition, 13.59 to 13.63.) So the quotation `He [Smith] went` matches all of
the source `He slowly went`, with one gap:

    Gap("bracket", hidden="slowly", shown="Smith", position="", offset=2)
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quotations.seed.source import Source
from quotations.text.words import WORD
from quotations.trace.candidate import Gap, Match, Span

REMARK = "sic"  # what an editor may say in brackets of the words before
BRACKET = re.compile(r"\[([^\[\]\n]*)\]")
_WORD_BEFORE = re.compile(rf"(?<![^\W_])({WORD.pattern}) $")
_WORD_AFTER = re.compile(rf" ({WORD.pattern})")
_MAX_HIDDEN = 4  # words, by a bracket between other words
_LOOK_BACK = 20  # code points; every pronoun and article is shorter


def match_with_brackets(
    text: str, source: Source, begin: int, limit: int | None
) -> Iterator[Match]:
    """Yield the matches of folded words with brackets that begin between two offsets.

    A bracket between words hides up to four words of the source. One that opens the quotation hides
    a pronoun or an article, if there is one. One that closes it hides a pronoun, if there is one
    and the bracket is no remark: [sic]. Two side by side match nothing.
    """
    split = BRACKET.split(text)  # words, bracket, words, bracket, words, …
    pieces = [piece.strip(" ") for piece in split[::2]]
    if "" in pieces[1:-1] or not WORD.search("".join(pieces)):
        return
    words = [piece for piece in pieces if piece]
    for start in source.occurrences(words[0], begin, limit):
        spans = _spans(words, start, source)
        if not spans:
            continue
        if not pieces[0]:
            before = _pronoun_start(start, source)
            spans.insert(0, (before, before))
        if not pieces[-1]:
            _, after = spans[-1]
            if split[-2].strip().lower() != REMARK:
                after = _pronoun_end(after, source)
            spans.append((after, after))
        yield Match(spans[0][0], spans[-1][1], tuple(_gaps(text, spans, source)))


def _spans(pieces: Sequence[str], start: int, source: Source) -> list[Span]:
    """Return the span of each piece, the first at `start`; an empty list if one does not follow."""
    spans = [(start, start + len(pieces[0]))]
    for piece in pieces[1:]:
        _, end = spans[-1]
        start = next(source.occurrences(piece, end, source.paragraph_end(end)), -1)
        if start < 0 or len(source.folded[end:start].split()) > _MAX_HIDDEN:
            return []
        spans.append((start, start + len(piece)))
    return spans


def _pronoun_start(offset: int, source: Source) -> int:
    """Return the start of the pronoun or article right before an offset, or else the offset."""
    match = _WORD_BEFORE.search(source.folded, max(0, offset - _LOOK_BACK), offset)
    replaceable = source.language.pronouns | source.language.determiners
    return match.start() if match and match[1].lower() in replaceable else offset


def _pronoun_end(offset: int, source: Source) -> int:
    """Return the end of the pronoun right after an offset, or else the offset."""
    match = _WORD_AFTER.match(source.folded, offset)
    return match.end() if match and match[1].lower() in source.language.pronouns else offset


def _gaps(text: str, spans: Sequence[Span], source: Source) -> Iterator[Gap]:
    """Yield a gap for each bracket; `spans` are where the words around the brackets match."""
    for bracket, around in zip(BRACKET.finditer(text), pairwise(spans), strict=True):
        (_, start), (end, _) = around
        before, after = text[: bracket.start()], text[bracket.end() :]
        if before[-1:].isalnum() or after[:1].isalnum():
            position = "inside"
        elif not WORD.search(BRACKET.sub("", before)):
            position = "first"
        else:
            position = "" if WORD.search(BRACKET.sub("", after)) else "last"
        yield Gap("bracket", source.folded[start:end].strip(), bracket[1], position, start)
