"""Did the text say this? What the script in a reader's browser must know to answer it.

The script knows the text and nothing of its language, so `data` says at which offsets a quotation
may begin or end, and which words whoever begins or ends there leaves off: before “agree”, where the
text has “would likely agree”, it is “likely”. A test holds the script's answers to the library's.
"""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from quotations.rules import sense
from quotations.seed.source import Source
from quotations.text import fold
from quotations.text.words import WORD, is_boundary
from quotations.trace.candidate import Candidate, clause_before

MOST = 2000  # characters: nobody quotes more, and a pasted page would take its time
NEAR = 0.5  # share of the letters of the words asked for that the nearest sentence must have


class WeightyWord(NamedTuple):
    """A word of a text that turns or weighs the sense; offsets are in the folded text.

    Some turn nothing together with the word before or after them: not only.
    """

    start: int
    word: str
    pair_start: int  # of the word before it, if the two turn nothing together; else -1
    pair_end: int  # of the word after it, if the two turn nothing together; else after the text
    is_saying: bool  # a verb of saying (claimed), which only an omission must not hide


class TextSentence(NamedTuple):
    """A sentence of a text; offsets are in the folded text."""

    paragraph: int
    number: int
    start: int
    end: int
    text: str  # as the text has it, not folded


def script(theme: str, json_data: str) -> str:
    """Return the theme's script with its data, in a block of its own so that no name gets out."""
    root = 'new URL("../../", document.currentScript.src)'
    return f'"use strict";{{\nconst data = {json_data};\nconst root = {root};\n{theme}}}\n'


def data(source: Source, homes: Mapping[int, str], cite: str) -> str:
    """Return all that the script must know, as JSON; offsets are in `text`, the folded text.

    `homes` are the addresses of the paragraphs' pages, from the site's root; `cite` names the text.
    """
    text, elides = source.folded, source.language.elides
    offsets = range(len(text) + 1)
    edges = [offset for offset in offsets if is_boundary(text, offset, elides)]
    is_edge = frozenset(edges)
    empty = {edge: _empty_candidate(source, edge) for edge in edges}
    after = {edge: sense.word_after(c) or sense.word_clipped(c) for edge, c in empty.items()}
    clipped = {edge: sense.word_clipped(_empty_candidate(source, edge, ".")) for edge in edges}
    return json.dumps(
        {
            "text": text,
            "inside": "".join("0" if offset in is_edge else "1" for offset in offsets),
            "before": dict(_before(source, edges)),
            "behind": {edge: word for edge, word in after.items() if word},
            "clipped": {edge: word for edge, word in clipped.items() if word},
            "weighty": [weight[:4] for weight in weighty(source)],
            "questions": dict(_questions(source, edges)),
            "openings": list(_openings(source)),
            "sentences": sentences(source),
            "voices": list(_voices(source)),
            "names": sorted(source.names),
            "determiners": sorted(source.language.determiners),
            "relative": sorted(source.language.relative),
            "single": {chr(code): to for code, to in fold.CHARACTERS.items()},
            "runs": fold.SEQUENCES.pattern.replace("(?P<", "(?<"),
            "homes": homes,
            "cite": cite,
            "most": MOST,
            "near": NEAR,
        },
        ensure_ascii=False,
    )


def _empty_candidate(source: Source, offset: int, words: str = "") -> Candidate:
    """Return a candidate that begins and ends at an offset, to ask what it leaves off."""
    return Candidate(source, words, ((offset, offset),), (), "", stop_changed=bool(words))


def _before(source: Source, edges: list[int]) -> Iterator[tuple[int, list[list[str]]]]:
    """Yield each edge with what is left off before it: by any words, by a phrase like “a word”."""
    phrase = next(iter(source.language.determiners), "")
    for edge in edges:
        words = [
            left_before(_empty_candidate(source, edge, opening), edge) for opening in ("", phrase)
        ]
        if any(words):
            yield edge, words


def left_before(candidate: Candidate, offset: int) -> list[str]:
    """Return the words before an offset that turn or weigh what begins there, each once.

    Those of its clause count, a hedge too (would likely agree), where the check lets a page begin
    after one; of its sentence, those that limit (if, only). Before a phrase, as in the check, the
    last three words of its clause count.
    """
    source, is_phrase = candidate.source, sense.is_phrase(candidate)
    clause = clause_before(source, offset)
    starts = [offset - len(clause) + match.start() for match in WORD.finditer(clause)]
    first = min(starts[-sense.NEAR if is_phrase else 0 :], default=offset)
    sentence_start = max(s.start for s in sentences(source) if s.start <= offset)
    limiting = () if is_phrase else source.language.limiting
    words = []
    for weight in weighty(source):
        begin = min(first, sentence_start) if weight.word in limiting else first
        turns_nothing = first <= weight.pair_start or weight.pair_end <= offset
        if begin <= weight.start < offset and not weight.is_saying and not turns_nothing:
            words.append(weight.word)
    return list(dict.fromkeys(words))


@lru_cache(maxsize=2)
def weighty(source: Source) -> list[WeightyWord]:
    """Return every word of a text that turns or weighs the sense, and every verb of saying."""
    result = []
    language = source.language
    matches = list(WORD.finditer(source.folded))
    words = [match[0].lower() for match in matches]
    for i, (match, word) in enumerate(zip(matches, words, strict=True)):
        is_saying = not language.turning_word(word, language.weighing)
        if is_saying and word not in language.saying:
            continue
        pair_start, pair_end = -1, len(source.folded) + 1
        if i > 0 and f"{words[i - 1]} {word}" in language.turning_nothing:
            pair_start = matches[i - 1].start()
        if i + 1 < len(words) and f"{word} {words[i + 1]}" in language.turning_nothing:
            pair_end = matches[i + 1].end()
        result.append(WeightyWord(match.start(), word, pair_start, pair_end, is_saying))
    return result


@lru_cache(maxsize=2)
def sentences(source: Source) -> list[TextSentence]:
    """Return every sentence of a text."""
    result = []
    end = 0
    for paragraph in source.paragraphs:
        for sentence in paragraph.sentences:
            text = source.text[sentence.start : sentence.end]
            folded = fold.folded_text(text)
            start = source.folded.index(folded, end)
            end = start + len(folded)
            result.append(TextSentence(paragraph.number, sentence.number, start, end, text))
    return result


def _questions(source: Source, edges: list[int]) -> Iterator[tuple[int, str]]:
    """Yield the edges inside a question or an exclamation, each with its mark."""
    for sentence in sentences(source):
        words = source.folded[sentence.start : sentence.end].rstrip("'\") ")
        if words.endswith(("?", "!")):
            end = sentence.start + len(words)
            yield from ((edge, words[-1]) for edge in edges if sentence.start < edge < end)


def _openings(source: Source) -> Iterator[int]:
    """Yield the offsets before and at the first word of each sentence."""
    for sentence in sentences(source):
        if first := WORD.search(source.folded, sentence.start, sentence.end):
            yield from range(sentence.start, first.start() + 1)


def _voices(source: Source) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and speaker of each stretch that one speaks, by its first and last word."""
    author_start = end = 0
    for span in source.spans:
        words = fold.folded_text(source.text[span.start : span.end])
        start = source.folded.index(words, end)
        end = start + len(words)
        yield from _voice(source, author_start, start, "the author")
        yield from _voice(source, start, end, span.speaker.name)
        author_start = end
    yield from _voice(source, author_start, len(source.folded), "the author")


def _voice(source: Source, start: int, end: int, name: str) -> Iterator[tuple[int, int, str]]:
    if words := [*WORD.finditer(source.folded, start, end)]:
        yield words[0].start(), words[-1].end(), name
