"""Say why a quotation does not trace: which words are wrong, and what the source has.

Asked in the order in which a mistake explains most. No message offers words that would fail in
their turn: what the text has is shown from the word that turns it on.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from quotations.model import OBJECT, Trace
from quotations.seed.source import Source
from quotations.text.fold import DASH, ELLIPSIS, MARK
from quotations.text.words import WORD, is_boundary, occurrences
from quotations.trace.brackets import BRACKET
from quotations.trace.candidate import Candidate
from quotations.trace.deceptive import deceptive
from quotations.trace.forms import other_first_letter
from quotations.trace.near import Near, near_paragraphs
from quotations.trace.nearest import NEAR, nearest
from quotations.trace.search import cut_words, piece_hits, pieces_of
from quotations.trace.spelling import misspelled

Fits = Callable[[str], bool]
_SHOWN = 60  # characters of a part that a message repeats


def guess(text: str, words: str, sources: Sequence[Source], fits: Fits) -> Trace:
    """Return the failure that tells an editor most about a quotation that does not trace.

    `text` is the quotation, `words` the same folded; `fits` says whether folded words trace.
    """
    lines = words.split("\n")
    steps: list[Callable[[], Iterator[Trace]]] = [
        lambda: deceptive(text, words, sources),
        lambda: _only_brackets(words),
        *((lambda source=source: _in_order(words, source)) for source in sources),
        lambda: _lines(lines, sources, fits) if len(lines) > 1 else iter(()),
        *((lambda source=source: _cut(words, source)) for source in sources),
        *((lambda source=source: _case(words, source)) for source in sources),
        *((lambda source=source: _left_out(words, source)) for source in sources),
        *((lambda source=source: _stitched(words, source)) for source in sources),
        lambda: _dash(words, fits),
        lambda: _altered(words, sources),
    ]
    for step in steps:
        for trace in step():
            return trace
    return Trace("not-found", message="no passage of the text reads like this")


def _only_brackets(words: str) -> Iterator[Trace]:
    pieces = words.replace("\n", ELLIPSIS).split(ELLIPSIS)
    if any("[" in piece and not any(map(str.isalnum, BRACKET.sub("", piece))) for piece in pieces):
        yield Trace("insertion", (), "all the words are in brackets")


def _lines(lines: list[str], sources: Sequence[Source], fits: Fits) -> Iterator[Trace]:
    """Explain a quotation of several paragraphs by the first of them that is wrong."""
    for line in lines:
        if any(character.isalnum() for character in line) and not fits(line):
            why = guess(line, line, sources, fits)
            message = f"in ‘{line[:_SHOWN]}’, {why.message}"
            if line is lines[-1] and line.startswith(DASH):
                message += "; an attribution is a dash and a name that the seed lists"
            yield Trace(why.verdict, (), message, line)
    if fits(" ".join(lines)):
        message = "these are one paragraph in the text; make them one here"
    else:
        message = (
            "these paragraphs do not follow one another; put […] between them, or, if they are two"
            " block quotes, a line of text or <!-- --> (a blank line does not part them)"
        )
    yield Trace("stitched", (), message, lines[1][:80])


def _in_order(words: str, source: Source) -> Iterator[Trace]:
    """Explain parts of which each stands in the text: not in order, or not in one paragraph."""
    pieces = pieces_of(words) if ELLIPSIS in words else []
    if len(pieces) < 2:
        return
    last = len(pieces) - 1
    found = [piece_hits(p, source, n == 0, n == last) for n, p in enumerate(pieces)]
    for number, (piece, hits) in enumerate(zip(pieces, found, strict=True)):
        if not hits:
            yield from _case(piece.text, source, opens=number == 0)
            near = nearest(piece.text, source)
            if near and near.share >= NEAR:
                yield _told(near)
            return
    starts = source.folded.starts
    at = -1
    for number, hits in enumerate(found):
        later = [hit.start for hit in hits if hit.start > at]
        if not later:
            where = source.where(starts[hits[0].start])
            one, other = pieces[number].text[:_SHOWN], pieces[number - 1].text[:_SHOWN]
            yield Trace("disordered", (), f"‘{one}’ stands before ‘{other}’ ({where})", one)
            return
        at = min(later)
    places = ", ".join(source.where(starts[hits[0].start]) for hits in found)
    message = f"the parts stand in different paragraphs ({places})"
    yield Trace("apart", (), message, pieces[1].text)


def _case(words: str, source: Source, opens: bool = True) -> Iterator[Trace]:
    """Explain capitals; `opens`: these words open the quotation."""
    words = re.sub(r"\[([^\W\d_])\]", r"\1", words)  # [p]utin
    for start, end in near_paragraphs(words, source):
        paragraph = source.folded.text[start:end]
        wanted = words.casefold()
        folded = paragraph.casefold()
        at = folded.find(wanted) if len(folded) == len(paragraph) else -1
        if at < 0:
            wanted = wanted.rstrip(".,")
            at = folded.find(wanted) if wanted and len(folded) == len(paragraph) else -1
        if at < 0:
            continue
        theirs, ours = paragraph[at : at + len(wanted)].split(" "), words.split(" ")
        for number, (page, text) in enumerate(zip(ours, theirs, strict=False)):
            named = WORD.search(text)
            name = named is not None and named[0].partition(MARK)[0] in source.names
            # The first letter may change, but no name's.
            first = opens and number == 0 and not name and page[1:] == text[1:]
            if page.rstrip(".,") != text.rstrip(".,") and not first:
                offset = start + at + max(0, paragraph[at:].find(text))
                where = source.where(source.folded.starts[offset])
                page, text = page.rstrip(".,"), text.rstrip(".,")
                message = f"the text has ‘{text}’, the page ‘{page}’ ({where})"
                yield Trace("case", (), message, page)


def _left_out(words: str, source: Source) -> Iterator[Trace]:
    if occurrences(words.rstrip(".,"), source.left_out)[0]:
        message = "these words are in the seed’s file, but on lines that are no part of the text"
        yield Trace("left-out", (), message, words[:80])


def _cut(words: str, source: Source) -> Iterator[Trace]:
    if ELLIPSIS in words or "[" in words:
        return
    text, elides = source.folded.text, source.language.elides
    other = other_first_letter(words, source)
    for start in (cut_words(words, source) or cut_words(other or "", source))[:1]:
        end = start + len(words)
        while not is_boundary(text, start, elides):
            start -= 1
        while not is_boundary(text, end, elides):
            end += 1
        first, last = source.folded.origin(start, end)
        has = source.text[first:last]
        yield Trace("cut-word", (), f"the text has ‘{has}’ ({source.where(first)})", words)


def _stitched(words: str, source: Source) -> Iterator[Trace]:
    """Explain two passages run together: a beginning that stands there, and so does the rest."""
    listed = words.split(" ")
    paragraphs = [source.folded.text[a:b] for a, b in near_paragraphs(words, source)]
    low, high = 0, len(listed)
    while low < high:  # the longest beginning that stands in the text
        middle = (low + high + 1) // 2
        start = " ".join(listed[:middle]).rstrip(".,")
        if any(start in paragraph for paragraph in paragraphs):
            low = middle
        else:
            high = middle - 1
    beginning, rest = (
        " ".join(listed[:low]).rstrip(".,"),
        re.sub(r"[.,]$", "", " ".join(listed[low:])),
    )
    if low < 2 or len(listed) - low < 2 or listed[low] == listed[low - 1]:
        return
    firsts = occurrences(beginning, source.folded.text)[0][:20]
    seconds = occurrences(rest, source.folded.text)[0][:20]
    if not firsts or not seconds:
        return
    ends = [at + len(beginning) for at in firsts]
    end, second = min(
        ((one, other) for one in ends for other in seconds),
        key=lambda pair: (pair[1] < pair[0], abs(pair[1] - pair[0])),
    )
    omitted = source.folded.text[end:second]
    together = end <= second and "\n" not in omitted
    if (not together and min(low, len(listed) - low) < 3) or (
        end <= second and not any(c.isalnum() for c in omitted)
    ):
        return  # rather a word that is wrong, or a mark
    starts = source.folded.starts
    one, other = source.where(starts[end - 1]), source.where(starts[second])
    message = f"two passages stand here as one: ‘{rest[:_SHOWN]}’ ({other}) follows {one}"
    if together and len(omitted) < 200:
        message = f"‘{omitted.strip()}’ is left out before ‘{rest[:_SHOWN]}’"
        laid = Candidate(source, words, ((end - len(beginning), end),), (), "")
        turning = source.language.turning_word(laid.clause_before(laid.start))
        message += f", and ‘{turning}’ before these words ({one})" if turning else f" ({one})"
    yield Trace("stitched", (), message, rest[:80])


def _dash(words: str, fits: Fits) -> Iterator[Trace]:
    if DASH in words and fits(words.replace(DASH, "-")):
        yield Trace("altered", message="the text has a hyphen where the page has a dash")


def _altered(words: str, sources: Sequence[Source]) -> Iterator[Trace]:
    found = [near for source in sources if (near := nearest(words, source))]
    best = max(found, key=lambda near: near.share, default=None)
    for source in [best.source] if best else sources:
        if near := misspelled(words, source):
            yield _told(near)
    few = len(words.split()) <= 3
    if best and (best.share >= NEAR or (few and best.share >= 0.5)):
        yield _told(best)


def _told(near: Near) -> Trace:
    source, page, text = near.source, near.page.replace(OBJECT, ""), near.text
    laid = Candidate(source, "", ((near.start, near.end),), (), "")
    clause = laid.clause_before(near.start)
    turning = source.language.turning_word(clause)
    if page and text:
        message = f"the text has ‘{text}’ where the page has ‘{page}’"
    elif page:
        message = f"the text has no ‘{page}’ here"
    elif text:
        message = f"the page leaves out ‘{text}’"
    else:
        message = "the marks or the punctuation differ"
    if turning:
        message += f", and leaves off ‘{turning}’ before these words"
    begin = near.start - len(clause.lstrip()) if turning else near.start
    first, last = source.folded.origin(begin, near.end)
    passage = " ".join(source.text[first:last].split())
    at = source.folded.starts[near.at]
    if len(passage) > 240:
        middle = len(" ".join(source.text[first:at].split()))
        passage = f"… {passage[max(0, middle - 100) : middle + 140].split(' ', 1)[-1]} …"
    message += f": “{passage}” ({source.where(at)})"
    return Trace("altered", (), message, page)
