"""Match a quotation's folded words with the places in the sources where they stand.

Similarity accepts nothing here. Words match or they do not, after `fold`; what may differ is
what the Chicago Manual of Style (17th edition, 13.7 and 13.50 to 13.63) lets an editor change:
the case of the first letter, a closing full stop or comma, omissions and insertions that are
marked as such.
"""

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quotations.brackets import BRACKET, bracketed
from quotations.fold import ELLIPSIS, MARK, folded_text
from quotations.language import WORD
from quotations.source import Source
from quotations.verdicts import ADJUSTED, EXACT, MARKED, TRACED
from quotations.words import CLAUSE, Hit, occurrences

REACH = 3  # words: a quotation must not start this close after a word that turns the sense
_CLOSING = re.compile(r"([.,]?)('*)([.,]?)$")


class Part(NamedTuple):
    """A stretch of a source, in one piece: `source.text[start:end]`, in code points."""

    source: str
    paragraph: int
    sentence: int
    start: int
    end: int


class Place(NamedTuple):
    """One way the words stand in the source: several parts where something was omitted."""

    parts: tuple[Part, ...]
    speakers: tuple[str, ...]
    """Keys of those whose quoted words it touches."""


class Trace(NamedTuple):
    """What became of a quotation."""

    verdict: str
    places: tuple[Place, ...] = ()
    message: str = ""
    """For a failure: what is wrong and what the source has."""
    page_words: str = ""
    """For a failure: the words of the page that are wrong."""
    source_words: str = ""
    """For a failure: what the source has instead."""
    line: str = ""
    """For a failure in one of several paragraphs: that paragraph."""

    @property
    def ok(self) -> bool:
        """Whether the quotation traces."""
        return self.verdict in TRACED


@dataclass
class Reasons:
    """Why places that have the words will not do."""

    turned: list[tuple[str, int]] = field(default_factory=list)
    swallowed: list[tuple[str, int]] = field(default_factory=list)
    cut: list[tuple[int, int]] = field(default_factory=list)
    insertion: list[str] = field(default_factory=list)


Refusals = list[tuple[Source, Reasons]]


def fold_quotation(text: str) -> str:
    """Return a quotation's text folded, one line for each of its paragraphs."""
    lines = (folded_text(line).strip(" ") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def match(folded: str, sources: Sequence[Source]) -> tuple[Trace | None, Refusals]:
    """Return where folded words stand in the sources, and what spoke against other places.

    The best verdict counts, and every place that has it.
    """
    refusals: Refusals = []
    best: tuple[int, str, list[Place]] | None = None
    for source in sources:
        why = Reasons()
        verdict, places = _match_in(folded, source, why)
        if places:
            rank = TRACED.index(verdict)
            if best is None or rank < best[0]:
                best = (rank, verdict, places)
            elif rank == best[0]:
                best[2].extend(places)
        refusals.append((source, why))
    return (Trace(best[1], tuple(best[2])) if best else None), refusals


def _match_in(folded: str, source: Source, why: Reasons) -> tuple[str, list[Place]]:
    """Return the verdict and the places in one source; no places where it does not trace."""
    for ending in _endings(folded):
        for form in _first_letters(ending, source):
            hits = [hit for hit in _literal(form, source, why) if _may_start(hit, source, why)]
            if ending != folded:
                hits = _keep_sense(hits, folded, source)
            if hits:
                verdict = EXACT if form == folded else ADJUSTED
                return verdict, [_place([hit], source) for hit in hits]
    if ELLIPSIS in folded or BRACKET.search(folded):
        chains = _chains(folded, source, why)
        if chains:
            return MARKED, [_place(chain, source) for chain in chains]
    return "", []


def _first_letters(text: str, source: Source) -> Iterator[str]:
    """Yield `text` and, where that may be, with the case of its first letter changed."""
    yield text
    first = next((i for i, character in enumerate(text) if character.isalnum()), None)
    if first is None:
        return
    letter = text[first]
    if letter.isupper():
        other = letter.lower()
    elif letter.islower() and (word := WORD.match(text, first)) and word[0] in source.vocabulary:
        # Lowered by the page: only a word that the text has in lower case too is no name.
        other = letter.upper()
    else:
        return
    if len(other) == 1:
        yield text[:first] + other + text[first + 1 :]


def _endings(text: str) -> Iterator[str]:
    """Yield `text` and its variants with another closing full stop or comma, or none."""
    yield text
    closing = _CLOSING.search(text)
    if closing is None or text.endswith(ELLIPSIS) or (closing[1] and closing[3]):
        return
    core, inner = text[: closing.start()], closing[2]
    seen = {text}
    forms = [core + inner]
    if inner:  # the stop may stand on either side of the inner marks
        forms += [f"{core}.{inner}", f"{core},{inner}"]
    for form in forms:
        if form and form not in seen:
            seen.add(form)
            yield form


def _keep_sense(hits: list[Hit], text: str, source: Source) -> list[Hit]:
    """Leave out the hits whose closing a stop must not change: a question stays a question."""
    folded = source.folded.text
    stopped = text.rstrip(MARK).endswith(".")
    kept = []
    for hit in hits:
        rest = _tail(hit, source).rstrip(MARK)
        if folded[hit.end : hit.end + 2].lstrip(MARK)[:1] in ("?", "!"):
            continue
        if not (stopped and rest.endswith(("?", "!"))):
            kept.append(hit)
    return kept


def _literal(text: str, source: Source, why: Reasons) -> list[Hit]:
    """Return where `text` stands in the source with whole words at both ends."""
    found, cut = occurrences(text, source.folded.text)
    why.cut.extend(cut[:3])
    return found


def _may_start(hit: Hit, source: Source, why: Reasons) -> bool:
    """Whether no word that turns the sense stands just before, in the same clause."""
    text = source.folded.text
    before = text[max(0, hit.start - 120) : hit.start]
    clause = CLAUSE.split(before)[-1]
    for word in WORD.findall(clause)[-REACH:]:
        if source.language.turns(word):
            why.turned.append((word, hit.start))
            return False
    return True


def _place(chain: Sequence[Hit], source: Source) -> Place:
    parts = []
    speakers: dict[str, None] = {}
    for hit in chain:
        start = source.folded.starts[hit.start]
        end = source.folded.ends[hit.end - 1]
        paragraph = source.paragraph_at(start)
        sentence = paragraph.sentence_at(start)
        parts.append(Part(source.id, paragraph.number, sentence.number, start, end))
        speakers.update(dict.fromkeys(source.speakers_of(start, end)))
    return Place(tuple(parts), tuple(speakers))


# Omissions


class Piece(NamedTuple):
    """A part between two omissions. `leap`: the omission before it ends a paragraph."""

    text: str
    leap: bool


def pieces_of(folded: str) -> list[Piece]:
    """Split a quotation at its omissions; paragraphs with none between them stay one piece."""
    pieces: list[Piece] = []
    current = ""
    omitted = leap = False
    for number, line in enumerate(folded.split("\n")):
        for count, text in enumerate(line.split(ELLIPSIS)):
            if count:
                follows = current.endswith("\n")  # the omission opens a paragraph
                if current:
                    pieces.append(Piece(current.rstrip("\n"), leap))
                    current, leap = "", follows
                omitted = True
                text = text.removeprefix(".").lstrip() if pieces else text
            elif number and not omitted and current:
                current += "\n"
            elif number:
                leap = True
            if text.strip():
                current = current + text if current.endswith("\n") else text.strip()
                omitted = False
    if current:
        pieces.append(Piece(current.rstrip("\n"), leap))
    return pieces


class _Link(NamedTuple):
    """A hit and how the pieces after it go on."""

    hit: Hit
    following: "_Link | None"


def _chains(folded: str, source: Source, why: Reasons) -> list[list[Hit]]:
    """Return every way the pieces stand in the source in order, one for each first piece.

    Searched from the last piece back, so that each pair of neighbors is looked at once.
    """
    pieces = pieces_of(folded)
    if any(not piece.text for piece in pieces):
        return []
    opened, broken_off = folded.startswith(ELLIPSIS), folded.rstrip(".,").endswith(ELLIPSIS)
    last = len(pieces) - 1
    later: list[_Link] = []
    for number in range(last, -1, -1):
        piece = pieces[number]
        hits = _piece_hits(piece.text, source, why, first=number == 0, last=number == last)
        if number == 0 or piece.leap:
            hits = [hit for hit in hits if _may_start(hit, source, why)]
        if number == 0 and opened:
            hits = [
                hit
                for hit in hits
                if not _swallows(CLAUSE.split(_head(hit, source))[-1], hit, source, why)
            ]
        if number == last and broken_off and folded.endswith("."):
            hits = _keep_sense(hits, folded, source)
        if number == last and broken_off:
            hits = [
                hit
                for hit in hits
                if not _swallows(CLAUSE.split(_tail(hit, source))[0], hit, source, why)
            ]
        if number == last:
            later = [_Link(hit, None) for hit in hits]
        else:
            leap = pieces[number + 1].leap
            followed = ((hit, _follow(hit, later, leap, source, why)) for hit in hits)
            later = [_Link(hit, link) for hit, link in followed if link]
        if not later:
            return []
    return [_unroll(link) for link in later]


def _unroll(link: _Link | None) -> list[Hit]:
    hits = []
    while link:
        hits.append(link.hit)
        link = link.following
    return hits


def _follow(hit: Hit, later: list[_Link], leap: bool, source: Source, why: Reasons) -> _Link | None:
    """Return the nearest way to go on after `hit`, if there is one."""
    text = source.folded.text
    paragraph_end = text.find("\n", hit.end)
    paragraph_end = len(text) if paragraph_end < 0 else paragraph_end
    begin = paragraph_end + 1 if leap else hit.end
    for link in later[bisect.bisect_left(later, begin, key=lambda link: link.hit.start) :]:
        if leap:
            word = _left_of_sentences(hit, link.hit, source)
        elif link.hit.start > paragraph_end:
            return None
        else:
            word = source.language.turning_word(text[hit.end : link.hit.start])
        if word is None:
            return link
        why.swallowed.append((word, hit.end))
        if not leap:  # what lies farther on would swallow it too
            return None
    return None


def _left_of_sentences(hit: Hit, following: Hit, source: Source) -> str | None:
    """Return a turning word in what an omission between paragraphs cuts off two sentences."""
    turning = source.language.turning_word
    return turning(_tail(hit, source)) or turning(_head(following, source))


def _tail(hit: Hit, source: Source) -> str:
    """Return the rest of the sentence that a hit ends in, folded."""
    end = source.folded.ends[hit.end - 1]
    sentence = source.paragraph_at(end - 1).sentence_at(end - 1)
    return folded_text(source.text[end : sentence.end])


def _head(hit: Hit, source: Source) -> str:
    """Return what stands in its sentence before a hit, folded."""
    start = source.folded.starts[hit.start]
    sentence = source.paragraph_at(start).sentence_at(start)
    return folded_text(source.text[sentence.start : start])


def _swallows(left_out: str, hit: Hit, source: Source, why: Reasons) -> bool:
    """Whether an omission at an end of the quotation hides a word that turns the sense."""
    word = source.language.turning_word(left_out)
    if word is not None:
        why.swallowed.append((word, hit.end))
    return word is not None


def _piece_hits(text: str, source: Source, why: Reasons, first: bool, last: bool) -> list[Hit]:
    """Return where a piece stands, its brackets taken literally first, then as an editor's."""
    endings = list(_endings(text)) if last else [text]
    for ending in endings:
        for form in _first_letters(ending, source) if first else (ending,):
            hits = _literal(form, source, why)
            if ending != text:
                hits = _keep_sense(hits, text, source)
            if hits:
                return hits
    if "[" not in text:
        return []
    for ending in endings:
        for form in (
            _first_letters(ending, source) if first and not text.startswith("[") else (ending,)
        ):
            hits, faults = bracketed(form, source)
            why.insertion.extend(faults)
            if ending != text:
                hits = _keep_sense(hits, text, source)
            if hits:
                return hits
    return []
