"""Did the text say this? The answer to words that a reader has seen somewhere.

The same answer is given in a reader's browser, by a script that knows nothing but `data`: where
the text's words begin and end, and what is left off by whoever begins or ends a quotation there. A
test holds the two together. Brackets are taken as they stand; an ellipsis at an end is passed over.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from quotations.model import EXACT
from quotations.rules import sense
from quotations.seed.source import Source
from quotations.text import fold
from quotations.text.words import WORD, is_boundary
from quotations.trace.candidate import Candidate
from quotations.trace.search import candidates

MOST = 2000  # characters: nobody quotes more, and a pasted page would take its time
NEAR = 0.5  # share of the letters of the words asked for that the nearest sentence must have
_EDGES = re.compile(r"^[ '…]+|(?:(?<=…)\.|[ '…])+$")


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


def ask(text: str, source: Source) -> Answer:
    """Return what a source says of words as a reader types or pastes them."""
    if len(text) > MOST:
        return Answer("long")
    wanted = _EDGES.sub("", fold.folded_text(text))
    if not any(map(str.isalnum, wanted)):
        return Answer("none")
    for level in candidates(wanted, source):
        plain = [c for c in level if all(gap.kind != "bracket" for gap in c.gaps)]
        if plain:
            return _found(min(plain, key=lambda c: (len(_left_off(c)), c.start)), source)
    return _near(wanted, source)


def _found(candidate: Candidate, source: Source) -> Answer:
    changes = []
    if candidate.verdict != EXACT:
        has, typed = candidate.text[candidate.start], candidate.words[0]
        letter = typed != has and typed.lower() == has.lower()
        told = {"letter": letter, "stop": candidate.stop_changed, "omission": candidate.gaps}
        changes = [name for name, changed in told.items() if changed]
    parts = candidate.place().parts
    return Answer(
        "changed" if changes else "exact",
        tuple(dict.fromkeys((part.paragraph, part.sentence) for part in parts)),
        tuple(candidate.text[start:end] for start, end in candidate.hits),
        tuple(_left_off(candidate)),
        tuple(changes),
    )


def _left_off(candidate: Candidate) -> list[str]:
    """Return what a quotation leaves off: before it, in its omissions, behind it."""
    gaps = zip(candidate.hits, candidate.hits[1:], strict=False)
    found = [
        sense.word_before(candidate, candidate.start),
        *(_hidden(candidate.source, end, start) for (_, end), (start, _) in gaps),
        sense.word_behind(candidate),
        sense.word_clipped(candidate),
    ]
    if sense.question.find and any(sense.question.find(candidate)):
        found.append("?")
    return list(dict.fromkeys(word for word in found if word))


def _hidden(source: Source, start: int, end: int) -> str | None:
    """Return the last word between two offsets that turns or weighs."""
    inside = [word for at, word in _weighty(source) if start <= at < end]
    return inside[-1] if inside else None


@lru_cache(maxsize=2)
def _weighty(source: Source) -> list[tuple[int, str]]:
    """Return every word of a text that turns or weighs, and where it stands."""
    text, found = source.folded.text, []
    for word in WORD.finditer(text):
        near = text[max(0, word.start() - 20) : word.end()]
        if source.language.weighty_word(f"{near} {text[word.end() + 1 : word.end() + 6]}"):
            if source.language.weighty_word(near) == word[0].lower():
                found.append((word.start(), word[0].lower()))
    return found


def _near(wanted: str, source: Source) -> Answer:
    """Return the sentence that shares most of the words, each counting by its length."""
    asked = list(dict.fromkeys(WORD.findall(wanted.lower())))
    best: tuple[int, tuple[int, int], frozenset[str]] = (0, (0, 0), frozenset())
    for paragraph in source.paragraphs:
        for sentence in source.sentences(paragraph):
            shown = fold.folded_text(source.text[sentence.start : sentence.end]).lower()
            known = frozenset(WORD.findall(shown))
            shared = sum(len(word) for word in asked if word in known)
            if shared > best[0]:
                best = shared, (paragraph.number, sentence.number), known
    if best[0] < NEAR * sum(map(len, asked)):
        return Answer("none")
    return Answer("near", (best[1],), differs=tuple(w for w in asked if w not in best[2]))


def data(source: Source, homes: Mapping[int, str], cite: str) -> str:
    """Return all that the script in the browser must know, as JSON; offsets are in `text`.

    `homes` are the addresses of the paragraphs' pages, from the site's root; `cite` names the text.
    """
    text = source.folded.text
    elides = source.language.elides
    edges = [at for at in range(len(text) + 1) if is_boundary(text, at, elides)]
    known = frozenset(edges)
    return json.dumps(
        {
            "text": text,
            "inside": "".join("01"[at not in known] for at in range(len(text) + 1)),
            "before": dict(_before(source, edges)),
            "behind": {at: word for at in edges if (word := sense.word_behind(_at(source, at)))},
            "clipped": {at: w for at in edges if (w := sense.word_clipped(_at(source, at, ".")))},
            "weighty": _weighty(source),
            "sentences": list(_sentences(source)),
            "names": sorted(source.names),
            "determiners": sorted(source.language.determiners),
            "single": {chr(code): to for code, to in fold.SINGLE.items()},
            "runs": fold.RUNS.pattern.replace("(?P<", "(?<"),
            "homes": homes,
            "cite": cite,
            "most": MOST,
            "near": NEAR,
        },
        ensure_ascii=False,
    )


def _at(source: Source, at: int, words: str = "") -> Candidate:
    """Return a candidate that begins and ends at an offset, to ask what it leaves off."""
    return Candidate(source, words, ((at, at),), (), "", stop_changed=bool(words))


def _before(source: Source, edges: list[int]) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield what is left off before each edge: by any words, and by a phrase like “a word”."""
    phrase = next(iter(source.language.determiners), "")
    for at in edges:
        found = [sense.word_before(_at(source, at, words), at) or "" for words in ("", phrase)]
        if any(found):
            yield at, (found[0], found[1])


def _sentences(source: Source) -> Iterator[list[Any]]:
    """Yield paragraph, number, start, end, text and speakers of each sentence."""
    end = 0
    for paragraph in source.paragraphs:
        for sentence in source.sentences(paragraph):
            text = source.text[sentence.start : sentence.end]
            folded = fold.folded_text(text)
            start = source.folded.text.index(folded, end)
            end = start + len(folded)
            spans = [s for s in source.spans if sentence.start <= s.start < sentence.end]
            who = [
                [fold.folded_text(source.text[s.start : s.end]), source.speakers[s.speaker].name]
                for s in spans
                if s.speaker in source.speakers
            ]
            yield [paragraph.number, sentence.number, start, end, text, who]
