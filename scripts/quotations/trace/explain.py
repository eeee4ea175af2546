"""Say why a quotation does not trace: which words are wrong, and what the source has.

Asked in the order in which a mistake explains most. No message offers words that would fail in
their turn: the text's whole sentence is shown, with what turns it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from quotations.model import OBJECT, Trace
from quotations.seed.source import Source
from quotations.text.fold import DASH, ELLIPSIS
from quotations.text.letters import shown_quotation
from quotations.text.words import is_boundary
from quotations.trace.brackets import BRACKET
from quotations.trace.deceptive import deceptive
from quotations.trace.index import index, plain
from quotations.trace.nearest import Difference, Near, nearest
from quotations.trace.search import matches, pieces_of
from quotations.trace.spellings import other_first_letter

_NEAR = 0.5  # share of words in common; below this, a suggestion misleads more than it helps
_FEW = 2  # words that stand in many places
_SHOWN = 60  # characters of a part that a message repeats
_SENTENCE = 240  # characters of a sentence that it shows
_TOLD = 3  # differences
_PUNCTUATION = "the marks or the punctuation differ"
_STOPS = ".,;:'"
_ONE_LETTER = re.compile(r"\[([^\W\d_])\]")  # [p]utin
Retrace = Callable[[str], Trace]


def explain(text: str, words: str, sources: Sequence[Source], trace: Retrace) -> Trace:
    """Return the failure that tells an editor most about a quotation that does not trace.

    `text` is the quotation, `words` the same folded; `trace` traces other words.
    """
    failures = chain(
        deceptive(text, words, sources),
        _only_brackets(words),
        _paragraphs(words, trace),
        _parts(words, sources),
        _words(words.strip(f"{ELLIPSIS} "), sources),
    )
    return next(failures, Trace("not-found", message="no passage of the text reads like this"))


def _only_brackets(words: str) -> Iterator[Trace]:
    pieces = re.split(f"[\n{ELLIPSIS}]", words)
    if any("[" in piece and not plain(BRACKET.sub("", piece)) for piece in pieces):
        yield Trace("insertion", (), "all the words are in brackets")


def _paragraphs(words: str, trace: Retrace) -> Iterator[Trace]:
    """Explain a quotation of several paragraphs by one that is wrong, or by where they stand."""
    lines = words.split("\n")
    for line in lines if len(lines) > 1 else ():
        if plain(line) and not (why := trace(line)).ok:
            message = f"in ‘{line[:_SHOWN]}’, {why.message}"
            if line is lines[-1] and line.startswith(DASH):
                message += "; an attribution is a dash and a name that the seed lists"
            yield Trace(why.verdict, (), message, line)
    if len(lines) > 1 and not any(piece.is_leap for piece in pieces_of(words)):
        message = (
            "these paragraphs do not follow one another; put […] between them, or, if they are two"
            " block quotes, a line of text or <!-- --> (a blank line does not part them)"
        )
        if trace(words.replace("\n", " ")).ok:
            message = "these are one paragraph in the text; make them one here"
        yield Trace("stitched", (), message, lines[1][:80])


def _parts(words: str, sources: Sequence[Source]) -> Iterator[Trace]:
    """Explain the parts of an omission by one that is wrong, or else by where they stand."""
    pieces = pieces_of(words) if ELLIPSIS in words else []
    if len(pieces) < 2:
        return
    homes: list[dict[Source, int]] = []
    for number, piece in enumerate(pieces):
        found = ((source, next(matches(piece, source), None)) for source in sources)
        homes.append({source: hit.start for source, hit in found if hit})
        if not homes[-1]:
            yield from _words(piece.text, sources, opens=number == 0)
            message = f"no passage of the text reads like ‘{piece.text[:_SHOWN]}’"
            yield Trace("not-found", (), message, piece.text)
    for source in sources:
        at = 0
        for number, piece in enumerate(pieces if all(source in home for home in homes) else ()):
            later = next(matches(piece, source, at), None)
            if later is None:
                where = _where(source, homes[number][source])
                one, other = piece.text[:_SHOWN], pieces[number - 1].text[:_SHOWN]
                yield Trace("disordered", (), f"‘{one}’ stands before ‘{other}’ ({where})", one)
                break
            at = later.start + 1
    listed = ", ".join(_where(*next(iter(home.items()))) for home in homes)
    yield Trace("apart", (), f"the parts stand in different paragraphs ({listed})", pieces[1].text)


def _words(words: str, sources: Sequence[Source], opens: bool = True) -> Iterator[Trace]:
    """Explain words without an omission; `opens`: they open the quotation."""
    words = _ONE_LETTER.sub(r"\1", words)
    letters = "".join(plain(words))
    for source in sources:
        if letters in index(source).letters:
            yield from _cut(words, source, opens)
    near = nearest(words, sources, opens)
    for source in sources if near is None or near.share < 1 else ():
        if _stands(words.rstrip(".,"), source.left_out):
            message = (
                "these words are in the seed’s file, but on lines that are no part of the text"
            )
            yield Trace("left-out", (), message, words[:80])
    if near and near.share < 1:
        yield from _two_passages(words, near)
    if near and near.share >= _NEAR:
        yield _told(near)


def _stands(words: str, text: str) -> bool:
    """Whether words stand in a text as whole words, where they first occur."""
    at = text.find(words) if words else -1
    return at >= 0 and is_boundary(text, at) and is_boundary(text, at + len(words))


def _cut(words: str, source: Source, opens: bool) -> Iterator[Trace]:
    text, elides = source.folded, source.language.elides
    start = text.find(words) if words else -1
    if start < 0 and opens and (other := other_first_letter(words, source)):
        start = text.find(other)
    if start >= 0:
        end = start + len(words)
        while not is_boundary(text, start, elides):
            start -= 1
        while not is_boundary(text, end, elides):
            end += 1
        first, last = source.origin(start, end)
        message = f"the text has ‘{source.text[first:last]}’ ({source.where(first)})"
        yield Trace("cut-word", (), message, words)


def _two_passages(words: str, near: Near) -> Iterator[Trace]:
    """Explain two passages run together: what stands before a difference, and the rest."""
    source = near.source
    if not index(source).paragraphs.keys() >= set(plain(words)):
        return
    for d in near.differences:
        for one, other in ((d.before, f"{d.page} {d.after}"), (f"{d.before}{d.page}", d.after)):
            one, other = one.rstrip(" .,"), other.rstrip(" .,")
            if min(len(plain(one)), len(plain(other))) > _FEW:
                firsts, seconds = list(source.occurrences(one)), list(source.occurrences(other))
                if firsts and seconds and not firsts[0] <= seconds[0] < firsts[0] + len(one):
                    places = f"{_where(source, seconds[0])}, what goes before from"
                    places += f" {_where(source, firsts[0])}"
                    message = f"two passages as one: ‘{other[:_SHOWN]}’ is from {places}"
                    yield Trace("stitched", (), message, other[:80])


def _told(near: Near) -> Trace:
    """Return the failure that names the words that differ, and shows the sentence."""
    source, differences = near.source, near.differences
    verdict, page, at = "altered", "", near.at
    if differences:
        first = differences[0]
        page, at = first.page or first.after[:_SHOWN], first.at
        if all(d.page.casefold() == d.text.casefold() for d in differences):
            verdict = "case"
        elif len(differences) == 1 and not first.page and plain(first.text):
            # Words of the text are left out, between words of the page.
            between = min(len(plain(first.before)), len(plain(first.after))) > 1
            verdict = "stitched" if between else verdict
    message = "; ".join(map(_named, differences[:_TOLD])) or _PUNCTUATION
    at, _ = source.origin(at, at + 1)
    sentence = source.sentence_at(at)
    text = source.text[sentence.start : sentence.end]
    shown = shown_quotation(text, " ".join(source.text[at : at + _SHOWN].split()[:3]), _SENTENCE)
    message = f"{message}: “{shown}” ({source.where(at)})"
    return Trace(verdict, (), message, page.replace(OBJECT, ""))


def _named(difference: Difference) -> str:
    page, text = difference.page.replace(OBJECT, ""), difference.text
    if page.strip(_STOPS) != text.strip(_STOPS):
        page, text = page.strip(_STOPS), text.strip(_STOPS)
    if page and text:
        return f"the text has ‘{text}’ where the page has ‘{page}’"
    if text:
        return f"the page leaves out ‘{text}’"
    return f"the text has no ‘{page}’ here" if page else _PUNCTUATION


def _where(source: Source, at: int) -> str:
    return source.where(source.origin(at, at + 1)[0])
