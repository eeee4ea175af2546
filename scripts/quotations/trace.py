"""Trace a quotation: find the places in the sources where its words stand.

Similarity accepts nothing here. Words match or they do not, after `fold`; what may differ is
what the Chicago Manual of Style (17th edition, 13.7 and 13.50 to 13.63) lets an editor change:
the case of the first letter, a closing full stop or comma, omissions and insertions that are
marked as such.
"""

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from quotations.fold import DASH, ELLIPSIS, MARK, folded_text
from quotations.language import WORD
from quotations.source import Source
from quotations.verdicts import ADJUSTED, EXACT, MARKED, TRACED

REACH = 3  # words: a quotation must not start this close after a word that turns the sense
_CLAUSE = re.compile(rf"[.,;:!?(){DASH}\n]")
_BRACKET = re.compile(r"\[([^\[\]\n]*)\]")
_CLOSING = re.compile(r"[.,]?('*)[.,]?$")


@dataclass(frozen=True)
class Part:
    """A stretch of a source, in one piece: `source.text[start:end]`, in code points."""

    source: str
    paragraph: int
    sentence: int
    start: int
    end: int


@dataclass(frozen=True)
class Place:
    """One way the words stand in the source: several parts where something was omitted."""

    parts: tuple[Part, ...]
    speakers: tuple[str, ...]
    """Keys of those whose quoted words it touches."""


@dataclass(frozen=True)
class Trace:
    """What became of a quotation."""

    verdict: str
    places: tuple[Place, ...] = ()
    message: str = ""
    """For a failure: what is wrong and what the source has."""
    page_words: str = ""
    """For a failure: the words of the page that are wrong."""
    source_words: str = ""
    """For a failure: what the source has instead."""

    @property
    def ok(self) -> bool:
        """Whether the quotation traces."""
        return self.verdict in TRACED


@dataclass(frozen=True)
class Hit:
    """Folded offsets of one occurrence of a part."""

    start: int
    end: int


@dataclass
class Reasons:
    """Why places that have the words will not do."""

    turned: list[tuple[str, int]] = field(default_factory=list)
    swallowed: list[tuple[str, int]] = field(default_factory=list)
    cut: list[tuple[int, int]] = field(default_factory=list)
    insertion: list[str] = field(default_factory=list)


def fold_quotation(text: str) -> str:
    """Return a quotation's text folded, one line for each of its paragraphs."""
    lines = (folded_text(line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def trace(text: str, sources: Sequence[Source]) -> Trace:
    """Return where the words of a quotation stand in the sources, or why they don't.

    `text` is the quotation without its outer marks, paragraphs divided by line breaks. Several
    places in the result mean that the words occur more than once.
    """
    folded = fold_quotation(text)
    if not any(character.isalnum() for character in folded):
        return Trace("empty", message="there are no words between the marks")
    reasons: list[tuple[Source, Reasons]] = []
    best: tuple[int, str, list[Place]] | None = None
    for source in sources:
        why = Reasons()
        verdict, places = _trace_in(folded, source, why)
        if places:
            rank = TRACED.index(verdict)
            if best is None or rank < best[0]:
                best = (rank, verdict, places)
            elif rank == best[0]:
                best[2].extend(places)
        reasons.append((source, why))
    if best:
        return Trace(best[1], tuple(best[2]))
    from quotations.explain import explain  # late: only a failure needs explaining

    return explain(text, folded, reasons)


def _trace_in(folded: str, source: Source, why: Reasons) -> tuple[str, list[Place]]:
    """Return the verdict and the places in one source; no places where it does not trace."""
    for verdict, variant in _variants(folded, source):
        hits = [hit for hit in _literal(variant, source, why) if _may_start(hit, source, why)]
        if hits:
            return verdict, [_place([hit], source) for hit in hits]
    if ELLIPSIS in folded or _BRACKET.search(folded):
        chains = _chains(folded, source, why)
        if chains:
            return MARKED, [_place(chain, source) for chain in chains]
    return "", []


def _variants(folded: str, source: Source) -> Iterator[tuple[str, str]]:
    """Yield what the quotation may stand for: itself first, then with what may be changed."""
    for ending in _endings(folded):
        for form in _first_letters(ending, source):
            yield (EXACT if form == folded else ADJUSTED), form


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
    if closing is None or text.endswith(ELLIPSIS):
        return
    core, inner = text[: closing.start()], closing[1]
    seen = {text}
    forms = [core + inner]
    if inner:  # the stop may stand on either side of the inner marks
        forms += [f"{core}.{inner}", f"{core},{inner}"]
    for form in forms:
        if form and form not in seen:
            seen.add(form)
            yield form


def _literal(text: str, source: Source, why: Reasons) -> list[Hit]:
    """Return where `text` stands in the source with whole words at both ends."""
    found, cut = _occurrences(text, source.folded.text)
    why.cut.extend(cut[:3])
    return found


@lru_cache(maxsize=4096)
def _occurrences(text: str, folded: str) -> tuple[list[Hit], list[tuple[int, int]]]:
    hits: list[Hit] = []
    cut: list[tuple[int, int]] = []
    at = folded.find(text) if text else -1
    while at >= 0:
        end = at + len(text)
        if is_boundary(folded, at) and is_boundary(folded, end):
            hits.append(Hit(at, end))
        else:
            cut.append((at, end))
        at = folded.find(text, at + 1)
    return hits, cut


def is_boundary(text: str, at: int) -> bool:
    """Whether no word of `text` (folded) goes on across `at`.

    Letters and digits make a word; an apostrophe or a hyphen between them joins them, and so
    does a stop or a comma with no space (U.S., 85,000).
    """
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if _is_letter(after):
        if _is_letter(before):
            return False
        return not (before in "'-.,/" and at >= 2 and _joins(text[at - 2], before, after))
    if _is_letter(before) and after in "'-.,/" and at + 1 < len(text):
        return not _joins(before, after, text[at + 1])
    return True


def _joins(before: str, joint: str, after: str) -> bool:
    if joint == ",":
        return before.isdigit() and after.isdigit()
    return _is_letter(before) and _is_letter(after)


def _is_letter(character: str) -> bool:
    return character.isalnum()


def _may_start(hit: Hit, source: Source, why: Reasons) -> bool:
    """Whether no word that turns the sense stands just before, in the same clause."""
    text = source.folded.text
    before = text[max(0, hit.start - 120) : hit.start]
    clause = _CLAUSE.split(before)[-1]
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


@dataclass(frozen=True)
class Piece:
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
                if current:
                    pieces.append(Piece(current.rstrip("\n"), leap))
                    current, leap = "", False
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


@dataclass(frozen=True)
class _Link:
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
    last = len(pieces) - 1
    later: list[_Link] = []
    for number in range(last, -1, -1):
        piece = pieces[number]
        hits = _piece_hits(piece.text, source, why, first=number == 0, last=number == last)
        if number == 0 or piece.leap:
            hits = [hit for hit in hits if _may_start(hit, source, why)]
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
    return None


def _left_of_sentences(hit: Hit, following: Hit, source: Source) -> str | None:
    """Return a turning word in what an omission between paragraphs cuts off two sentences."""
    seed, folded = source.text, source.folded
    end, start = folded.ends[hit.end - 1], folded.starts[following.start]
    tail = seed[end : source.paragraph_at(end - 1).sentence_at(end - 1).end]
    head = seed[source.paragraph_at(start).sentence_at(start).start : start]
    turning = source.language.turning_word
    return turning(folded_text(tail)) or turning(folded_text(head))


def _piece_hits(text: str, source: Source, why: Reasons, first: bool, last: bool) -> list[Hit]:
    """Return where a piece stands, its brackets taken literally first, then as an editor's."""
    endings = list(_endings(text)) if last else [text]
    for ending in endings:
        for form in _first_letters(ending, source) if first else (ending,):
            hits = _literal(form, source, why)
            if hits:
                return hits
    if "[" not in text:
        return []
    for ending in endings:
        for form in (
            _first_letters(ending, source) if first and not text.startswith("[") else (ending,)
        ):
            hits = _bracketed(form, source, why)
            if hits:
                return hits
    return []


# Insertions


def _bracketed(text: str, source: Source, why: Reasons) -> list[Hit]:
    """Return where a piece stands when its brackets are an editor's."""
    literals, inserted = _split_brackets(text)
    for before, content, after in zip(literals, inserted, literals[1:], strict=False):
        if (fault := _insertion_fault(before, content, after, source)) is not None:
            why.insertion.append(fault)
            return []
    folded = source.folded.text
    hits: dict[Hit, None] = {}
    for start, states in _openings(literals, inserted, source):
        for number in range(1, len(literals)):
            states = _step(states, literals, number, inserted, source)
            if not states:
                break
        for end in states:
            if end > start and is_boundary(folded, start) and is_boundary(folded, end):
                hits[Hit(start, end)] = None
    return sorted(hits, key=lambda hit: (hit.start, hit.end))


def _split_brackets(text: str) -> tuple[list[str], list[str]]:
    """Return the literal text around the brackets, and what stands in them."""
    literals: list[str] = []
    inserted: list[str] = []
    at = 0
    for bracket in _BRACKET.finditer(text):
        literals.append(text[at : bracket.start()])
        inserted.append(bracket[1])
        at = bracket.end()
    return [*literals, text[at:]], inserted


def _insertion_fault(before: str, content: str, after: str, source: Source) -> str | None:
    """Return what is wrong with a bracket, whatever the source has."""
    if _is_case_change(before, content, after):
        return None
    if before[-1:].isalnum() or after[:1].isalnum():
        return f"[{content}] changes a word"
    if not any(character.isalpha() or character.isdigit() for character in content):
        return f"[{content}] adds no word"
    if (word := source.language.turning_word(content)) is not None:
        return f"[{content}] turns the sense (‘{word}’)"
    return None


def _is_case_change(before: str, content: str, after: str) -> bool:
    return (
        len(content) == 1
        and content.isalpha()
        and after[:1].isalpha()
        and not before[-1:].isalnum()
    )


def _openings(
    literals: list[str], inserted: list[str], source: Source
) -> Iterator[tuple[int, set[int]]]:
    """Yield each place where the first literal stands, and where what follows it starts."""
    folded = source.folded.text
    first = literals[0]
    if first.strip():
        text = first.rstrip()
        at = folded.find(text)
        while at >= 0:
            yield at, {at + len(text)}
            at = folded.find(text, at + 1)
        return
    # The piece opens with a bracket: try every place where a word begins.
    for word in WORD.finditer(folded):
        yield word.start(), {word.start()}


def _step(
    states: set[int], literals: list[str], number: int, inserted: list[str], source: Source
) -> set[int]:
    """Return where the literal after a bracket can end, for each place the bracket can start."""
    folded = source.folded.text
    before, content, after = literals[number - 1], inserted[number - 1], literals[number]
    following = after if number == len(literals) - 1 else after.rstrip()
    spaced = before.endswith(" ")
    opens = number == 1 and not before.strip()
    reached: set[int] = set()
    for at in states:
        if _is_case_change(before, content, after):
            for letter in {content.lower(), content.upper()}:
                text = (" " if spaced else "") + letter + following
                if folded.startswith(text, at):
                    reached.add(at + len(text))
            continue
        # Added: the words around it meet. At an end of the piece it would stand in place of the
        # word beyond, so there it needs a sentence's start, a clause's end, or a pronoun before it.
        text = following.lstrip() if opens or not spaced else following
        if spaced and not opens and following and not following.startswith((" ", *".,;:!?)")):
            text = " " + following
        ends = number == len(literals) - 1 and not after
        may_add = not opens or at == 0 or folded[:at].rstrip(MARK + " ")[-1:] in ".!?\n"
        if ends and content.strip().lower() != "sic":
            may_add = may_add and _may_gloss(folded, at, source)
        if may_add and folded.startswith(text, at):
            reached.add(at + len(text))
        # In place of a pronoun, an article or a demonstrative.
        begin = at + 1 if spaced and not opens and folded.startswith(" ", at) else at
        word = WORD.match(folded, begin)
        if content.strip().lower() != "sic" and word and is_boundary(folded, begin):
            for end in (word.end(), begin + len(word[0].split(MARK)[0])):
                if folded[begin:end].lower() in source.language.replaceable and folded.startswith(
                    following, end
                ):
                    reached.add(end + len(following))
    return reached


def _may_gloss(folded: str, at: int, source: Source) -> bool:
    """Whether words in brackets may follow at `at`, where a quotation ends with them."""
    if folded[at : at + 1] in ("", "\n") or _CLAUSE.match(folded, at):
        return True
    before = WORD.findall(folded[max(0, at - 40) : at])
    return bool(before) and before[-1].lower() in source.language.replaceable
