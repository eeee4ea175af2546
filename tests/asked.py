"""What the library answers to words that a reader has seen: the script's answers are held to it.

An ellipsis at an end is passed over, with the stops beside it. Of brackets, only one around a first
letter, [t]he, is an editor's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from publish.asking import MOST, NEAR, left_before, sentences, weighty
from quotations.model import EXACT, MARKED
from quotations.rules import sense
from quotations.seed.source import Source
from quotations.text import fold
from quotations.text.words import WORD
from quotations.trace.candidate import Candidate
from quotations.trace.pieces import closing_stop, pieces_of
from quotations.trace.search import candidates

_EDGES = re.compile(r"^[ '….,]+|[ '.,]*…[ '….,]*$|[ ']+$")
_BEFORE_LETTER = f"{fold.MARK}([{fold.DASH}"


@dataclass(frozen=True)
class Answer:
    """What a text says of some words."""

    kind: str
    """`exact`, `changed`, `near`, `none`, or `long` for more than MOST characters."""
    sentences: tuple[tuple[int, int], ...] = ()
    """Paragraph and number of each sentence to show."""
    words: tuple[str, ...] = ()
    """The text's own words, folded, part by part."""
    left_off: tuple[str, ...] = ()
    """Words that turn or weigh the sense, and that are left off; ? for a question's mark."""
    changes: tuple[str, ...] = ()
    """`letter`, `stop`, `omission`: what is not as the text has it."""
    differs: tuple[str, ...] = ()
    """Words asked for that the nearest sentence does not have."""
    between: tuple[str, ...] | None = ()
    """Words of the nearest sentence between those; None where they stand in another order."""
    also: tuple[int, ...] = ()
    """The paragraph of each other place with the same words."""


def ask(text: str, source: Source) -> Answer:
    """Return what a source says of words as a reader types or pastes them."""
    if len(text) > MOST:
        return Answer("long")
    words = _EDGES.sub("", fold.folded_text(text))
    if not any(map(str.isalnum, words)):
        return Answer("none")
    for wanted in dict.fromkeys((words, _broken(words, source))):
        if plain := [c for c in candidates(wanted, source) if _is_plain(c)]:
            plain = [c for c in plain if c.verdict == EXACT] or plain
            literal = min(map(_changes_at_start, plain))
            plain = [c for c in plain if _changes_at_start(c) == literal]
            best, *others = sorted(plain, key=lambda c: (len(_left_off(c)), c.start))
            also = sorted(other.place().parts[0].paragraph for other in others)
            return replace(_found(best, source), also=tuple(also))
    return _near(words, source)


def _is_plain(candidate: Candidate) -> bool:
    """Whether no bracket is an editor's but one around the first letter of a part."""
    if any(gap.kind == "bracket" for gap in candidate.gaps):
        return False
    return candidate.verdict != MARKED or not any(
        "[" in piece.text[1:] for piece in pieces_of(candidate.words)
    )


def _changes_at_start(candidate: Candidate) -> tuple[bool, bool]:
    """Return whether the first piece has another closing stop, and whether another first letter."""
    piece = pieces_of(candidate.words)[0].text
    hit = candidate.source.folded[slice(*candidate.spans[0])]
    return closing_stop(piece) != closing_stop(hit), _first(piece) != _first(hit)


def _broken(words: str, source: Source) -> str:
    """Return words with the text's line breaks, which are spaces in what was typed, once folded."""
    text = source.folded
    first = 3 if words[2:3] == "]" else 1  # the first letter, which may be another: t or [t]
    core = words[first:].rstrip(".,'")  # the stop may be another
    at = text.replace("\n", " ").find(core)
    if at < 0:
        return words
    rest = words[first:]
    there = text[at : at + len(rest)].ljust(len(rest))
    return words[:first] + "".join(t if t == "\n" else w for w, t in zip(rest, there, strict=True))


def _found(candidate: Candidate, source: Source) -> Answer:
    changes = []
    hits = tuple(candidate.source.folded[start:end] for start, end in candidate.spans)
    if candidate.verdict != EXACT:
        pieces = [piece.text for piece in pieces_of(candidate.words)]
        bracketed = any(piece.startswith("[") for piece in pieces)
        letter = any(_first(p) != _first(h) for p, h in zip(pieces, hits, strict=False))
        omission = bool(candidate.gaps)
        told = {"letter": letter or bracketed, "stop": candidate.stop_changed, "omission": omission}
        changes = [name for name, changed in told.items() if changed]
    return Answer(
        "changed" if changes else "exact",
        tuple(
            (paragraph, number)
            for paragraph, number, start, end, _ in sentences(source)
            if any(first < end and start < last for first, last in candidate.spans)
        ),
        hits,
        tuple(_left_off(candidate)),
        tuple(changes),
    )


def _first(words: str) -> str:
    return words.lstrip(_BEFORE_LETTER)[:1]


def _left_off(candidate: Candidate) -> list[str]:
    """Return what a quotation leaves off: before it, in its omissions, behind it."""
    gaps = zip(candidate.spans, candidate.spans[1:], strict=False)
    found = [
        *left_before(candidate, candidate.start),
        *(word for (_, end), (start, _) in gaps for word in _hidden(candidate.source, end, start)),
        sense.word_after(candidate),
        sense.word_clipped(candidate),
    ]
    if sense.question.find and any(sense.question.find(candidate)):
        found.append("?")
    return list(dict.fromkeys(word for word in found if word))


def _hidden(source: Source, start: int, end: int) -> Iterator[str]:
    """Yield the words between two offsets that turn or weigh, or give the rest to somebody."""
    for at, word, back, on, _ in weighty(source):
        if start <= at < end and not (start <= back or on <= end):
            yield word


def _near(wanted: str, source: Source) -> Answer:
    """Return the sentence that shares most of the words, each counting by its length."""
    asked = list(dict.fromkeys(WORD.findall(wanted)))
    best: tuple[int, tuple[int, int], list[str]] = (0, (0, 0), [])
    for paragraph, number, start, end, _ in sentences(source):
        own = WORD.findall(source.folded[start:end])
        known = {word.lower() for word in own}
        shared = sum(len(word) for word in asked if word.lower() in known)
        if shared > best[0]:
            best = shared, (paragraph, number), own
    if best[0] < NEAR * sum(map(len, asked)):
        return Answer("none")
    known = {word.lower() for word in best[2]}
    return Answer(
        "near",
        (best[1],),
        differs=tuple(word for word in asked if word.lower() not in known),
        between=_between([w for w in WORD.findall(wanted.lower()) if w in known], best[2]),
    )


def _between(asked: list[str], own: list[str]) -> tuple[str, ...] | None:
    """Return the words between those asked for, which end as early as they can, or None."""
    lower = [word.lower() for word in own]
    end = 0
    for word in asked:
        if word not in lower[end:]:
            return None
        end = lower.index(word, end) + 1
    found, at = list[str](), end
    for word in reversed(asked):
        while lower[at - 1] != word:
            at -= 1
            found.append(own[at])
        at -= 1
    return tuple(reversed(found))
