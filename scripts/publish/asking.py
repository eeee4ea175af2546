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
from quotations.trace.candidate import Candidate

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
            "behind": {at: word for at in edges if (word := sense.word_behind(_at(source, at)))},
            "clipped": {at: w for at in edges if (w := sense.word_clipped(_at(source, at, ".")))},
            "weighty": weighty(source),
            "sentences": sentences(source),
            "quoted": list(_quoted(source)),
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


@lru_cache(maxsize=2)
def weighty(source: Source) -> list[tuple[int, str, int, int]]:
    """Return every word of a text that turns or weighs, and where it stands.

    With each go the start of the word before it and the end of the word behind it, where the two
    turn nothing together (not only), else offsets that are outside of the text.
    """
    found = []
    nothing = source.language.turning_nothing
    words = list(WORD.finditer(source.folded))
    for before, word, behind in zip([None, *words], words, [*words[1:], None], strict=False):
        if source.language.weighty_word(word[0]):
            text = word[0].lower()
            back = before and f"{before[0].lower()} {text}" in nothing
            on = behind and f"{text} {behind[0].lower()}" in nothing
            last = behind.end() if behind and on else len(source.folded) + 1
            found.append((word.start(), text, before.start() if before and back else -1, last))
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


def _quoted(source: Source) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and speaker of all words that the text takes from somebody else."""
    end = 0
    for span in source.spans:
        words = fold.folded_text(source.text[span.start : span.end])
        start = source.folded.index(words, end)
        end = start + len(words)
        if span.speaker in source.speakers:
            yield start, end, source.speakers[span.speaker].name
