"""Say why a quotation does not trace: which words are wrong, and what the source has.

A message shows the text's sentence, never a correction ready to paste, which might fail in its
turn. For `The bridge carries 1,250 trucks` it is

    the text has ‘cars’ where the page has ‘trucks’: “The bridge carries 1,250 cars a day.” (¶2.4)
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, pairwise, product

from quotations.model import OBJECT, Trace
from quotations.seed.source import Source
from quotations.text.fold import DASH, ELLIPSIS
from quotations.text.letters import excerpt
from quotations.text.words import is_boundary
from quotations.trace.nearest import CLEAR, Difference, Near, differences, nearest, plain_words
from quotations.trace.pieces import BRACKET, CLOSERS, Piece, pieces_of
from quotations.trace.search import Match, matches

_MIN_SHARE = 0.5  # of words in common; below this, a suggestion misleads more than it helps
_MIN_PASSAGE = 3  # words of one; fewer are in many places
_MAX_GAP = 3  # words between two passages that are rather one
_MAX_PART = 60  # code points of the page's words that a message repeats
_MAX_SENTENCE = 240  # code points of the text's sentence that a message shows
_MAX_DIFFERENCES = 3
_NOT_FOUND = Trace("not-found", message="no passage of the text reads like this")
_NO_TEXT = "a picture, a mark in code, or something hidden or styled is among these words"
_ALONE = "a bracket stands by itself; put it beside the words that it belongs to"
_PUNCTUATION = "the marks or the punctuation differ"
_STOPS = ".,;:'"


def explain(words: str, sources: Sequence[Source]) -> Trace:
    """Return the failure that says most about folded words that do not trace.

    Of several parts or paragraphs it is about the first that is wrong, or else about their order.
    """
    if OBJECT in words:
        words = re.sub(" +", " ", words.replace(OBJECT, "")).strip()
        if any(next(matches(pieces_of(words), source), None) for source in sources):
            return Trace("altered", message=_NO_TEXT, page_words=words)
    # Each paragraph is looked at by itself: its end parts pieces as an ellipsis does.
    pieces = pieces_of(words.replace("\n", f"\n{ELLIPSIS}\n"))
    pieces = [piece for piece in pieces if plain_words(piece.text)]
    if len(pieces) < 2:
        return _wrong_words(pieces[0].text, sources) if pieces else _NOT_FOUND
    for piece in pieces:
        if not any(_first_match(piece, source) for source in sources):
            failure = _wrong_words(piece.text, sources)
            message = f"in ‘{piece.text[:_MAX_PART]}’, {failure.message}"
            if piece is pieces[-1] and piece.text.startswith(DASH):
                message += "; an attribution is a dash and a name that the seed lists"
            return replace(failure, message=message, page_words=failure.page_words or piece.text)
    if "\n" in words and not any(piece.crosses_paragraphs for piece in pieces_of(words)):
        return _wrong_paragraphs(pieces, sources)
    for source in sources:
        if all(_first_match(piece, source) for piece in pieces):
            return _wrong_order(pieces, source)
    return Trace("apart", message="no text has all of these parts", page_words=pieces[1].text)


def _wrong_paragraphs(pieces: Sequence[Piece], sources: Sequence[Source]) -> Trace:
    """Return the failure of paragraphs, a piece each, that a source does not have as they are."""
    words = pieces[1].text[:_MAX_PART]
    for source in sources:
        for found in matches(pieces, source):
            between = [source.folded[a.end : b.start] for a, b in pairwise(found)]
            if any(text.strip(f"{CLOSERS}\n") for text in between):
                continue  # there are words between two of them
            if all("\n" in text for text in between):
                message = "a stop or a mark where a paragraph ends differs"
                return Trace("altered", message=message, page_words=words)
            message = "these are one paragraph in the text; make them one here"
            return Trace("stitched", message=message, page_words=words)
    message = (
        "these paragraphs do not follow one another; put […] between them, or, if they are two"
        " block quotes, a line of text or <!-- --> (a blank line does not part them)"
    )
    return Trace("stitched", message=message, page_words=words)


def _wrong_order(pieces: Sequence[Piece], source: Source) -> Trace:
    """Return the failure of pieces that a source has, each of them, but not one after another."""
    begin, previous = 0, ""
    places = []
    for piece in pieces:
        part = piece.text[:_MAX_PART]
        match = _first_match(piece, source, begin)
        if match is None:  # so it is before that
            (match,) = next(matches([piece], source))
            place = source.where_folded(match.start)
            message = f"‘{part}’ ({place}) does not come after ‘{previous}’"
            return Trace("disordered", message=message, page_words=part)
        places.append(source.where_folded(match.start))
        begin, previous = match.end, part
    # They come one after another and yet are no match, so a paragraph ends between them.
    message = f"the parts stand in different paragraphs ({', '.join(places)})"
    return Trace("apart", message=message, page_words=pieces[1].text)


def _first_match(piece: Piece, source: Source, begin: int = 0) -> Match | None:
    """Return the first match of a piece in a source, from an offset on."""
    found = next(matches([piece], source, begin), None)
    return found[0] if found else None


def _wrong_words(words: str, sources: Sequence[Source]) -> Trace:
    """Return the failure of words in one piece: what explains them in the first source, if any."""
    if BRACKET.fullmatch(words):
        return Trace("insertion", message=_ALONE, page_words=words)
    near = nearest(words, sources)
    explanations = [_cut_word, _left_out]
    if near is None or near.share <= CLEAR:
        explanations.append(_two_passages)
    for explanation, source in product(explanations, sources):
        if failure := explanation(words, source):
            return failure
    return _different_words(near) if near and near.share >= _MIN_SHARE else _NOT_FOUND


def _left_out(words: str, source: Source) -> Trace | None:
    """Return the failure of words that the file has outside of the text."""
    bare, elides = words.rstrip(".,"), source.language.elides
    start = source.left_out.find(bare)
    ends = (start, start + len(bare))
    if start < 0 or not all(is_boundary(source.left_out, end, elides) for end in ends):
        return None
    message = "these words are on lines of the seed’s file that are no part of the text"
    return Trace("left-out", message=message, page_words=words[:_MAX_PART])


def _cut_word(words: str, source: Source) -> Trace | None:
    """Return the failure of words that the source has, but not as whole words."""
    start = source.folded.find(words)
    if start < 0 or next(source.occurrences(words), None) is not None:
        return None  # if it has them as whole words, what is wrong is beside them
    end = start + len(words)
    while not source.is_boundary(start):
        start -= 1
    while not source.is_boundary(end):
        end += 1
    first, last = source.origin(start, end)
    message = f"the text has ‘{source.text[first:last]}’ ({source.where(first)})"
    return Trace("cut-word", message=message, page_words=words)


def _two_passages(words: str, source: Source) -> Trace | None:
    """Return the failure of two passages run together; None where it is no such failure."""
    spaces = [match.start() for match in re.finditer(" ", words)]
    # If the text has the words before a space, it has those before every earlier space: so bisect.
    count = bisect_left(spaces, True, key=lambda space: words[:space] not in source.folded)
    end = spaces[count - 1] if count else 0
    head, tail = words[:end].rstrip(" .,"), words[end:].strip(" .,")
    if min(len(plain_words(head)), len(plain_words(tail))) < _MIN_PASSAGE:
        return None
    head_start = next(source.occurrences(head), -1)
    after = head_start + len(head)
    tail_starts = chain(source.occurrences(tail, after), source.occurrences(tail))
    tail_start = next(tail_starts, -1)
    if min(head_start, tail_start) < 0:
        return None
    if head_start <= tail_start and len(plain_words(source.folded[after:tail_start])) <= _MAX_GAP:
        return None  # the tail follows soon: one passage, of which words are left out or changed
    message = (
        f"two passages as one: ‘{tail[:_MAX_PART]}’ is from {source.where_folded(tail_start)},"
        f" what goes before from {source.where_folded(head_start)}"
    )
    return Trace("stitched", message=message, page_words=tail[:_MAX_PART])


def _different_words(near: Near) -> Trace:
    """Return the failure that says which words differ, and shows the sentence."""
    source, found = near.source, differences(near)
    verdict, page, offset = "altered", "", near.start
    if found:
        page, offset = found[0].page, found[0].offset
        if all(d.page.casefold() == d.text.casefold() for d in found):
            verdict = "case"
        elif BRACKET.fullmatch(page):
            verdict = "insertion"
        elif not any(d.page for d in found):  # words are left out and nothing else
            verdict = "stitched"
    message = "; ".join(map(_message, found[:_MAX_DIFFERENCES])) or _PUNCTUATION
    start = source.origin_of(offset)
    sentence = source.sentence_at(start)
    text = source.text[sentence.start : sentence.end]
    first_words = " ".join(text[start - sentence.start :].split()[:3])
    shown = excerpt(text, first_words, _MAX_SENTENCE)
    return Trace(verdict, message=f"{message}: “{shown}” ({source.where(start)})", page_words=page)


def _message(difference: Difference) -> str:
    """Return what to say of a difference, without stops at its ends unless only they differ."""
    page, text = difference.page, difference.text
    if page.strip(_STOPS) != text.strip(_STOPS):
        page, text = page.strip(_STOPS), text.strip(_STOPS)
    if page and text:
        return f"the text has ‘{text}’ where the page has ‘{page}’"
    if text:
        return f"the page leaves out ‘{text}’"
    return f"the text has no ‘{page}’ here" if page else _PUNCTUATION
