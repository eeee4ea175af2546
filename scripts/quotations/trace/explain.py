"""Say why a quotation does not trace: which words are wrong, and what the source has.

No message offers words that would fail in their turn: the whole sentence of the text is shown. So
for `The bridge carries 1,250 trucks` it is

    the text has ‘cars’ where the page has ‘trucks’: “The bridge carries 1,250 cars a day.” (¶2.4)

Where a function yields failures, only the first counts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quotations.model import OBJECT, Trace
from quotations.seed.source import Source
from quotations.text.fold import DASH, ELLIPSIS
from quotations.text.letters import excerpt
from quotations.text.words import is_boundary
from quotations.trace.candidate import where
from quotations.trace.nearest import Difference, Near, differences, nearest, plain_words
from quotations.trace.pattern import Piece, pattern, pieces_of
from quotations.trace.search import matches

_MIN_SHARE = 0.5  # of words in common; below this, a suggestion misleads more than it helps
_MIN_PASSAGE = 3  # words; fewer are in many places
_MAX_PART = 60  # code points of the page's words that a message repeats, or is about
_MAX_SENTENCE = 240  # code points of the text's sentence that a message shows
_MAX_DIFFERENCES = 3
_NOT_FOUND = Trace("not-found", message="no passage of the text reads like this")
_NO_TEXT = "a picture, a mark in code, or something hidden or styled is among these words"
_PUNCTUATION = "the marks or the punctuation differ"
_STOPS = ".,;:'"


def explain(words: str, sources: Sequence[Source]) -> Trace:
    """Return the failure that says most about folded words that do not trace.

    Of several parts or paragraphs it is about the first that is wrong, or else about their order.
    """
    if OBJECT in words:
        words = re.sub(" +", " ", words.replace(OBJECT, "")).strip()
        if any(words in source.folded for source in sources):
            return Trace("altered", (), _NO_TEXT, words)
    pieces = pieces_of(words.replace("\n", f"\n{ELLIPSIS}\n"))
    pieces = [piece for piece in pieces if plain_words(piece.text)]
    if len(pieces) < 2:
        return _wrong_words(pieces[0].text, sources) if pieces else _NOT_FOUND
    starts: list[dict[Source, int]] = []
    for piece in pieces:
        found = {source: _start(piece, source) for source in sources}
        starts.append({source: start for source, start in found.items() if start >= 0})
        if not starts[-1]:
            failure = _wrong_words(piece.text, sources)
            message = f"in ‘{piece.text[:_MAX_PART]}’, {failure.message}"
            if piece is pieces[-1] and piece.text.startswith(DASH):
                message += "; an attribution is a dash and a name that the seed lists"
            return replace(failure, message=message, page_words=failure.page_words or piece.text)
    return next(_wrong_order(words, pieces, starts))


def _wrong_order(
    words: str, pieces: list[Piece], starts: list[dict[Source, int]]
) -> Iterator[Trace]:
    """Explain how pieces follow one another, each of which some source has."""
    if "\n" in words and not any(piece.is_leap for piece in pieces_of(words)):
        message = (
            "these paragraphs do not follow one another; put […] between them, or, if they are two"
            " block quotes, a line of text or <!-- --> (a blank line does not part them)"
        )
        joined = words.replace("\n", " ")
        if any(joined in source.folded for source in starts[0]):
            message = "these are one paragraph in the text; make them one here"
        yield Trace("stitched", (), message, words.split("\n")[1][:_MAX_PART])
    for source in starts[0]:
        begin = 0
        for number, piece in enumerate(pieces):
            if source not in starts[number]:
                break
            start = _start(piece, source, begin)
            if start < 0:
                part, previous = piece.text[:_MAX_PART], pieces[number - 1].text[:_MAX_PART]
                place = where(source, starts[number][source])
                message = f"‘{part}’ stands before ‘{previous}’ ({place})"
                yield Trace("disordered", (), message, part)
                break
            begin = start + 1
    firsts = (next(iter(by_source.items())) for by_source in starts)
    places = ", ".join(where(source, start) for source, start in firsts)
    yield Trace("apart", (), f"the parts stand in different paragraphs ({places})", pieces[1].text)


def _start(piece: Piece, source: Source, begin: int = 0) -> int:
    """Return where a source first has a piece, from an offset on; -1 for nowhere."""
    of_piece = pattern([piece], source)
    match = next(matches(of_piece, source, begin), None) if of_piece else None
    return match.start() if match else -1


def _wrong_words(words: str, sources: Sequence[Source]) -> Trace:
    """Return the failure of words in one piece."""
    for source in sources:
        if failure := _cut_word(words, source):
            return failure
        if words.rstrip(".,") in source.left_out:
            message = "these words are on lines of the seed’s file that are no part of the text"
            return Trace("left-out", (), message, words[:_MAX_PART])
    near = nearest(words, sources)
    if near is None:
        return _NOT_FOUND
    found = differences(near)
    if near.share < 1 and (failure := _two_passages(near.source, found)):
        return failure
    return _different_words(near, found) if near.share >= _MIN_SHARE else _NOT_FOUND


def _cut_word(words: str, source: Source) -> Trace | None:
    """Return the failure of words that the source has, but not as whole words."""
    text, elides = source.folded, source.language.elides
    start = text.find(words)
    if start < 0:
        return None
    end = start + len(words)
    while not is_boundary(text, start, elides):
        start -= 1
    while not is_boundary(text, end, elides):
        end += 1
    first, last = source.origin(start, end)
    message = f"the text has ‘{source.text[first:last]}’ ({source.where(first)})"
    return Trace("cut-word", (), message, words)


def _two_passages(source: Source, found: Sequence[Difference]) -> Trace | None:
    """Return the failure of two passages run together, the second from a difference or after it."""
    for d in found:
        for first, second in ((d.before, f"{d.page} {d.after}"), (d.before + d.page, d.after)):
            first, second = first.rstrip(" .,"), second.rstrip(" .,")
            if min(len(plain_words(first)), len(plain_words(second))) < _MIN_PASSAGE:
                continue
            start, next_start = (next(source.occurrences(part), -1) for part in (first, second))
            if min(start, next_start) >= 0 and not start <= next_start < start + len(first):
                message = (
                    f"two passages as one: ‘{second[:_MAX_PART]}’ is from"
                    f" {where(source, next_start)}, what goes before from {where(source, start)}"
                )
                return Trace("stitched", (), message, second[:_MAX_PART])
    return None


def _different_words(near: Near, found: Sequence[Difference]) -> Trace:
    """Return the failure that says which words differ, and shows the sentence."""
    source = near.source
    verdict, page, offset = "altered", "", near.text.start
    if found:
        first = found[0]
        page, offset = first.page or first.after[:_MAX_PART], first.offset
        if all(d.page.casefold() == d.text.casefold() for d in found):
            verdict = "case"
        elif not any(d.page for d in found):
            verdict = "stitched"
    message = "; ".join(map(_message, found[:_MAX_DIFFERENCES])) or _PUNCTUATION
    start, _ = source.origin(offset, offset + 1)
    sentence = source.sentence_at(start)
    text = source.text[sentence.start : sentence.end]
    first_words = " ".join(source.text[start : start + _MAX_PART].split()[:3])
    shown = excerpt(text, first_words, _MAX_SENTENCE)
    return Trace(verdict, (), f"{message}: “{shown}” ({source.where(start)})", page)


def _message(difference: Difference) -> str:
    """Return what to say about a difference; its stops only where nothing else differs."""
    page, text = difference.page, difference.text
    if page.strip(_STOPS) != text.strip(_STOPS):
        page, text = page.strip(_STOPS), text.strip(_STOPS)
    if page and text:
        return f"the text has ‘{text}’ where the page has ‘{page}’"
    if text:
        return f"the page leaves out ‘{text}’"
    return f"the text has no ‘{page}’ here" if page else _PUNCTUATION
