"""Say why a quotation does not trace: which words are wrong, and what the source has.

The explanations are tried in the order in which a mistake explains most. None offers words that
would fail in their turn: the whole sentence of the text is shown. So for `The bridge carries 1,250
trucks` the message is

    the text has ‘cars’ where the page has ‘trucks’: “The bridge carries 1,250 cars a day.” (¶2.4)

Each function here yields failures, of which only the first counts, or none.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from quotations.model import OBJECT, Trace
from quotations.seed.source import Source
from quotations.text.fold import DASH, ELLIPSIS
from quotations.text.letters import excerpt
from quotations.text.words import is_boundary
from quotations.trace.brackets import BRACKET
from quotations.trace.candidate import where
from quotations.trace.index import plain_words, vocabulary
from quotations.trace.nearest import Difference, Near, nearest
from quotations.trace.search import matches, pieces_of
from quotations.trace.spellings import other_first_letter

_MIN_SHARE = 0.5  # of words in common; below this, a suggestion misleads more than it helps
_MIN_PASSAGE = 3  # words; fewer are in many places
_MAX_PART = 60  # code points of the page's words that a message repeats
_MAX_LINE = 80  # code points of the page's words that a failure is about
_MAX_SENTENCE = 240  # code points of the text's sentence that a message shows
_MAX_DIFFERENCES = 3
_PUNCTUATION = "the marks or the punctuation differ"
_STOPS = ".,;:'"
_ONE_LETTER = re.compile(r"\[([^\W\d_])\]")  # [p]utin


def explain(words: str, sources: Sequence[Source], trace: Callable[[str], Trace]) -> Trace:
    """Return the failure that says most about folded words that do not trace.

    `trace` traces a part of them.
    """
    failures = chain(
        _only_brackets(words),
        _paragraphs(words, trace),
        _parts(words, sources),
        _words(words.strip(f"{ELLIPSIS} "), sources),
    )
    return next(failures, Trace("not-found", message="no passage of the text reads like this"))


def _only_brackets(words: str) -> Iterator[Trace]:
    """Explain a part of which every word is in brackets."""
    pieces = re.split(f"[\n{ELLIPSIS}]", words)
    if any("[" in piece and not plain_words(BRACKET.sub("", piece)) for piece in pieces):
        yield Trace("insertion", (), "all the words are in brackets")


def _paragraphs(words: str, trace: Callable[[str], Trace]) -> Iterator[Trace]:
    """Explain a quotation of several paragraphs by one that is wrong, or else by their order."""
    lines = words.split("\n")
    if len(lines) == 1:
        return
    for line in filter(plain_words, lines):
        failure = trace(line)
        if not failure.ok:
            message = f"in ‘{line[:_MAX_PART]}’, {failure.message}"
            if line is lines[-1] and line.startswith(DASH):
                message += "; an attribution is a dash and a name that the seed lists"
            yield Trace(failure.verdict, (), message, line)
    if not any(piece.is_leap for piece in pieces_of(words)):
        message = (
            "these paragraphs do not follow one another; put […] between them, or, if they are two"
            " block quotes, a line of text or <!-- --> (a blank line does not part them)"
        )
        if trace(words.replace("\n", " ")).ok:
            message = "these are one paragraph in the text; make them one here"
        yield Trace("stitched", (), message, lines[1][:_MAX_LINE])


def _parts(words: str, sources: Sequence[Source]) -> Iterator[Trace]:
    """Explain the parts of an omission by one that is wrong, or else by where they are."""
    pieces = pieces_of(words) if ELLIPSIS in words else []
    if len(pieces) < 2:
        return
    offsets: list[dict[Source, int]] = []  # for each piece, its first match in each source
    for number, piece in enumerate(pieces):
        first_matches = ((source, next(matches(piece, source), None)) for source in sources)
        offsets.append({source: match.start for source, match in first_matches if match})
        if not offsets[-1]:
            yield from _words(piece.text, sources, is_opening=number == 0)
            message = f"no passage of the text reads like ‘{piece.text[:_MAX_PART]}’"
            yield Trace("not-found", (), message, piece.text)
    for source in sources:
        if not all(source in by_source for by_source in offsets):
            continue
        begin = 0
        for number, piece in enumerate(pieces):
            match = next(matches(piece, source, begin), None)
            if match is None:
                place = where(source, offsets[number][source])
                part, previous = piece.text[:_MAX_PART], pieces[number - 1].text[:_MAX_PART]
                message = f"‘{part}’ stands before ‘{previous}’ ({place})"
                yield Trace("disordered", (), message, part)
                break
            begin = match.start + 1
    places = ", ".join(where(*next(iter(by_source.items()))) for by_source in offsets)
    yield Trace("apart", (), f"the parts stand in different paragraphs ({places})", pieces[1].text)


def _words(words: str, sources: Sequence[Source], is_opening: bool = True) -> Iterator[Trace]:
    """Explain words without an omission; `is_opening`: they open the quotation."""
    words = _ONE_LETTER.sub(r"\1", words)
    if not plain_words(words):
        return
    for source in sources:
        yield from _cut_word(words, source, is_opening)
    near = nearest(words, sources, is_opening)
    if near is None or near.share < 1:
        for source in sources:
            if words.rstrip(".,") in source.left_out:
                message = (
                    "these words are in the seed’s file, but on lines that are no part of the text"
                )
                yield Trace("left-out", (), message, words[:_MAX_LINE])
    if near and near.share < 1:
        yield from _two_passages(words, near)
    if near and near.share >= _MIN_SHARE:
        yield _different_words(near)


def _cut_word(words: str, source: Source, is_opening: bool) -> Iterator[Trace]:
    """Explain words that the source has, but not as whole words."""
    text, elides = source.folded, source.language.elides
    start = text.find(words)
    if start < 0 and is_opening:
        start = text.find(other_first_letter(words, source))
    if start < 0:
        return
    end = start + len(words)
    while not is_boundary(text, start, elides):
        start -= 1
    while not is_boundary(text, end, elides):
        end += 1
    first, last = source.origin(start, end)
    message = f"the text has ‘{source.text[first:last]}’ ({source.where(first)})"
    yield Trace("cut-word", (), message, words)


def _two_passages(words: str, near: Near) -> Iterator[Trace]:
    """Explain two passages run together, the second of which begins at a difference or after it."""
    source = near.source
    if not vocabulary(source).keys() >= set(plain_words(words)):
        return
    for d in near.differences:
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
                yield Trace("stitched", (), message, second[:_MAX_LINE])


def _different_words(near: Near) -> Trace:
    """Return the failure that says which words differ, and shows the sentence."""
    source, differences = near.source, near.differences
    verdict, page, offset = "altered", "", near.start
    if differences:
        first = differences[0]
        page, offset = first.page or first.after[:_MAX_PART], first.offset
        if all(d.page.casefold() == d.text.casefold() for d in differences):
            verdict = "case"
        elif len(differences) == 1 and _leaves_out(first):
            verdict = "stitched"
    message = "; ".join(map(_message, differences[:_MAX_DIFFERENCES])) or _PUNCTUATION
    start, _ = source.origin(offset, offset + 1)
    sentence = source.sentence_at(start)
    text = source.text[sentence.start : sentence.end]
    first_words = " ".join(source.text[start : start + _MAX_PART].split()[:3])
    shown = excerpt(text, first_words, _MAX_SENTENCE)
    message = f"{message}: “{shown}” ({source.where(start)})"
    return Trace(verdict, (), message, page.replace(OBJECT, ""))


def _leaves_out(difference: Difference) -> bool:
    """Whether a page leaves out words of the text between at least two words on each side."""
    around = (difference.before, difference.after)
    is_within = min(len(plain_words(words)) for words in around) > 1
    return is_within and not difference.page and bool(plain_words(difference.text))


def _message(difference: Difference) -> str:
    """Return what to say about a difference; its stops only where nothing else differs."""
    page, text = difference.page.replace(OBJECT, ""), difference.text
    if page.strip(_STOPS) != text.strip(_STOPS):
        page, text = page.strip(_STOPS), text.strip(_STOPS)
    if page and text:
        return f"the text has ‘{text}’ where the page has ‘{page}’"
    if text:
        return f"the page leaves out ‘{text}’"
    return f"the text has no ‘{page}’ here" if page else _PUNCTUATION
