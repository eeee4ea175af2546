"""Did the text say this? What the script in a reader's browser must know to answer it.

The script knows nothing but `data`: where the text's words begin and end, and what is left off by
whoever begins or ends a quotation there. A test holds its answers to the library's.
"""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache

from quotations.rules import sense
from quotations.seed.source import Source
from quotations.text import fold
from quotations.text.words import WORD, is_boundary
from quotations.trace.candidate import Candidate, clause_before

MOST = 2000  # characters: nobody quotes more, and a pasted page would take its time
NEAR = 0.5  # share of the letters of the words asked for that the nearest sentence must have


def script(theme: str, known: str) -> str:
    """Return the theme's script with what it must know, its names kept to itself."""
    root = 'new URL("../../", document.currentScript.src)'
    return f'"use strict";{{\nconst data = {known};\nconst root = {root};\n{theme}}}\n'


def data(source: Source, homes: Mapping[int, str], cite: str) -> str:
    """Return all that the script must know, as JSON; offsets are in `text`.

    `homes` are the addresses of the paragraphs' pages, from the site's root; `cite` names the text.
    """
    text = source.folded
    elides = source.language.elides
    edges = [at for at in range(len(text) + 1) if is_boundary(text, at, elides)]
    known = frozenset(edges)
    return json.dumps(
        {
            "text": text,
            "inside": "".join("01"[at not in known] for at in range(len(text) + 1)),
            "before": dict(_before(source, edges)),
            "behind": {at: word for at in edges if (word := sense.word_after(_at(source, at)))},
            "clipped": {at: w for at in edges if (w := sense.word_clipped(_at(source, at, ".")))},
            "weighty": weighty(source),
            "questions": dict(_questions(source, edges)),
            "openings": list(_openings(source)),
            "sentences": sentences(source),
            "voices": list(_voices(source)),
            "names": sorted(source.names),
            "determiners": sorted(source.language.determiners),
            "single": {chr(code): to for code, to in fold.CHARACTERS.items()},
            "runs": fold.SEQUENCES.pattern.replace("(?P<", "(?<"),
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


def _before(source: Source, edges: list[int]) -> Iterator[tuple[int, tuple[list[str], list[str]]]]:
    """Yield what is left off before each edge: by any words, and by a phrase like “a word”."""
    phrase = next(iter(source.language.determiners), "")
    for at in edges:
        found = [left_before(_at(source, at, words), at) for words in ("", phrase)]
        if any(found):
            yield at, (found[0], found[1])


def left_before(candidate: Candidate, at: int) -> list[str]:
    """Return the words before an offset that turn or weigh what begins there.

    Those of its clause count, a hedge too (would likely agree), where the check lets a page begin
    behind one; of its sentence, those that limit (if, only). Before a phrase, as in the check, the
    last three words of its clause count.
    """
    source, phrase = candidate.source, sense.is_phrase(candidate)
    clause = clause_before(candidate.source, at)
    starts = [at - len(clause) + word.start() for word in WORD.finditer(clause)]
    first = min(starts[-sense.NEAR if phrase else 0 :], default=at)
    sentence = max(start for _, _, start, _, _ in sentences(source) if start <= at)
    limiting = () if phrase else source.language.limiting - source.language.joining
    found = [
        word
        for start, word, back, on, says in weighty(source)
        if (first if word not in limiting else min(first, sentence)) <= start < at
        and not says
        and not (first <= back or on <= at)
    ]
    return list(dict.fromkeys(found))


@lru_cache(maxsize=2)
def weighty(source: Source) -> list[tuple[int, str, int, int, bool]]:
    """Return every word of a text that turns or weighs, and where it stands.

    With each go the start of the word before it and the end of the word behind it, where the two
    turn nothing together (not only), else offsets that are outside of the text; and whether it is
    a verb of saying (claimed), which gives the rest to somebody where few words are left out.
    """
    found = []
    language = source.language
    words = list(WORD.finditer(source.folded))
    for before, word, behind in zip([None, *words], words, [*words[1:], None], strict=False):
        text = word[0].lower()
        says = not language.weighty_word(text)
        if says and text not in language.saying:
            continue
        back = before and f"{before[0].lower()} {text}" in language.turning_nothing
        on = behind and f"{text} {behind[0].lower()}" in language.turning_nothing
        last = behind.end() if behind and on else len(source.folded) + 1
        found.append((word.start(), text, before.start() if before and back else -1, last, says))
    return found


@lru_cache(maxsize=2)
def sentences(source: Source) -> list[tuple[int, int, int, int, str]]:
    """Return paragraph, number, start, end and text of each sentence."""
    found = []
    end = 0
    for paragraph in source.paragraphs:
        for sentence in source.sentences(paragraph):
            text = source.text[sentence.start : sentence.end]
            folded = fold.folded_text(text)
            start = source.folded.index(folded, end)
            end = start + len(folded)
            found.append((paragraph.number, sentence.number, start, end, text))
    return found


def _questions(source: Source, edges: list[int]) -> Iterator[tuple[int, str]]:
    """Yield the edges in a question or a call, with its mark."""
    for _, _, start, end, _ in sentences(source):
        words = source.folded[start:end].rstrip("'\") ")
        if words.endswith(("?", "!")):
            yield from ((at, words[-1]) for at in edges if start < at < start + len(words))


def _openings(source: Source) -> Iterator[int]:
    """Yield the offsets before and at the first word of each sentence."""
    for _, _, start, end, _ in sentences(source):
        if first := WORD.search(source.folded, start, end):
            yield from range(start, first.start() + 1)


def _voices(source: Source) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and speaker of all words, from a first word to a last."""
    at = end = 0
    for span in source.spans:
        words = fold.folded_text(source.text[span.start : span.end])
        start = source.folded.index(words, end)
        end = start + len(words)
        if span.speaker in source.speakers:
            yield from _voice(source, at, start, "the author")
            yield from _voice(source, start, end, source.speakers[span.speaker].name)
            at = end
    yield from _voice(source, at, len(source.folded), "the author")


def _voice(source: Source, start: int, end: int, name: str) -> Iterator[tuple[int, int, str]]:
    if words := [*WORD.finditer(source.folded, start, end)]:
        yield words[0].start(), words[-1].end(), name
