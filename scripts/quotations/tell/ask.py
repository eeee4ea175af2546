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

from quotations.model import EXACT
from quotations.rules import sense
from quotations.seed.source import Source
from quotations.text import fold
from quotations.text.words import WORD, is_boundary
from quotations.trace.candidate import Candidate
from quotations.trace.forms import forms
from quotations.trace.search import WAYS, candidates, pieces_of

MOST = 2000  # characters: nobody quotes more, and a pasted page would take its time
NEAR = 0.5  # share of the letters of the words asked for that the nearest sentence must have
_EDGES = re.compile(r"^[ '…]+|[ ']*…[ '….,]*$|[ ']+$")
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


def ask(text: str, source: Source) -> Answer:
    """Return what a source says of words as a reader types or pastes them."""
    if len(text) > MOST:
        return Answer("long")
    words = _EDGES.sub("", fold.folded_text(text))
    if not any(map(str.isalnum, words)):
        return Answer("none")
    for wanted in dict.fromkeys((words, _broken(words, source))):
        for level in candidates(wanted, source):
            plain = [c for c in level if all(gap.kind != "bracket" for gap in c.gaps)]
            if plain:
                return _found(min(plain, key=lambda c: (len(_left_off(c)), c.start)), source)
    return _near(words, source)


def _broken(words: str, source: Source) -> str:
    """Return words with the text's line breaks, which are spaces in what was typed, once folded."""
    text = source.folded.text
    flat = text.replace("\n", " ")
    at = next((at for form, _ in forms(words, source) if (at := flat.find(form)) >= 0), None)
    if at is None:
        return words
    there = text[at : at + len(words)].ljust(len(words))
    return "".join(t if t == "\n" else w for w, t in zip(words, there, strict=True))


def _found(candidate: Candidate, source: Source) -> Answer:
    changes = []
    hits = tuple(candidate.text[start:end] for start, end in candidate.hits)
    if candidate.verdict != EXACT:
        pieces = [piece.text for piece in pieces_of(candidate.words)]
        letter = any(_first(p) != _first(h) for p, h in zip(pieces, hits, strict=False))
        told = {"letter": letter, "stop": candidate.stop_changed, "omission": candidate.gaps}
        changes = [name for name, changed in told.items() if changed]
    return Answer(
        "changed" if changes else "exact",
        tuple(
            (paragraph, number)
            for paragraph, number, start, end, _ in _sentences(source)
            if any(first < end and start < last for first, last in candidate.hits)
        ),
        hits,
        tuple(_left_off(candidate)),
        tuple(changes),
    )


def _first(words: str) -> str:
    return words.lstrip(_BEFORE_LETTER)[:1]


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
    for at, word, back, on in reversed(_weighty(source)):
        if start <= at < end and not (start <= back or on <= end):
            return word
    return None


@lru_cache(maxsize=2)
def _weighty(source: Source) -> list[tuple[int, str, int, int]]:
    """Return every word of a text that turns or weighs, and where it stands.

    With each go the start of the word before it and the end of the word behind it, where the two
    turn nothing together (not only), else offsets that are outside of the text.
    """
    found = []
    nothing = source.language.turning_nothing
    words = list(WORD.finditer(source.folded.text))
    for before, word, behind in zip([None, *words], words, [*words[1:], None], strict=False):
        if source.language.weighty_word(word[0]):
            text = word[0].lower()
            back = before and f"{before[0].lower()} {text}" in nothing
            on = behind and f"{text} {behind[0].lower()}" in nothing
            last = behind.end() if behind and on else len(source.folded.text) + 1
            found.append((word.start(), text, before.start() if before and back else -1, last))
    return found


def _near(wanted: str, source: Source) -> Answer:
    """Return the sentence that shares most of the words, each counting by its length."""
    asked = list(dict.fromkeys(WORD.findall(wanted.lower())))
    best: tuple[int, tuple[int, int], frozenset[str]] = (0, (0, 0), frozenset())
    for paragraph, number, start, end, _ in _sentences(source):
        known = frozenset(WORD.findall(source.folded.text[start:end].lower()))
        shared = sum(len(word) for word in asked if word in known)
        if shared > best[0]:
            best = shared, (paragraph, number), known
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
            "sentences": _sentences(source),
            "quoted": list(_quoted(source)),
            "names": sorted(source.names),
            "determiners": sorted(source.language.determiners),
            "single": {chr(code): to for code, to in fold.SINGLE.items()},
            "runs": fold.RUNS.pattern.replace("(?P<", "(?<"),
            "homes": homes,
            "cite": cite,
            "most": MOST,
            "near": NEAR,
            "ways": WAYS,
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


@lru_cache(maxsize=2)
def _sentences(source: Source) -> list[tuple[int, int, int, int, str]]:
    """Return paragraph, number, start, end and text of each sentence."""
    found = []
    end = 0
    for paragraph in source.paragraphs:
        for sentence in source.sentences(paragraph):
            text = source.text[sentence.start : sentence.end]
            folded = fold.folded_text(text)
            start = source.folded.text.index(folded, end)
            end = start + len(folded)
            found.append((paragraph.number, sentence.number, start, end, text))
    return found


def _quoted(source: Source) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and speaker of all words that the text takes from somebody else."""
    end = 0
    for span in source.spans:
        words = fold.folded_text(source.text[span.start : span.end])
        start = source.folded.text.index(words, end)
        end = start + len(words)
        if span.speaker in source.speakers:
            yield start, end, source.speakers[span.speaker].name


def script(theme: str, known: str) -> str:
    """Return the theme's script with what it must know, its names kept to itself."""
    root = 'new URL("../../", document.currentScript.src)'
    return f'"use strict";{{\nconst data = {known};\nconst root = {root};\n{theme}}}\n'
