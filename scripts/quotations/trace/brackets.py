"""Lay words with an editor's brackets upon a source.

A bracket may add words or stand in place of some; whether it may is for the rule `insertion` to
say. (Chicago Manual of Style, 17th edition, 13.59 to 13.63.)
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from quotations.seed.source import Source
from quotations.text.words import WORD
from quotations.trace.candidate import Gap, Hit

BRACKET = re.compile(r"\[([^\[\]\n]*)\]")
_FEW_WORDS = re.compile(r"(?: ?[^ \n]+){0,4} ?")  # of the source, in place of a bracket
_BEFORE = re.compile(rf"(?<![^\W_]){WORD.pattern} $")
_BEHIND = re.compile(rf" {WORD.pattern}")
_LONGEST = 20  # no pronoun is longer


def bracketed(text: str, source: Source, begin: int, limit: int) -> Iterator[Hit]:
    """Yield where folded words with brackets begin between two offsets, a gap for each bracket.

    Of the words between the brackets, each stands at the nearest place. A bracket hides what stands
    there: a few words; at an end a pronoun, or nothing.
    """
    split = BRACKET.split(text)  # words, bracket, words, …
    words = [part.strip() for part in split[::2]]
    if not WORD.search("".join(words)):
        return
    opening = next(number for number, part in enumerate(words) if part)
    for start in source.occurrences(words[opening], begin, limit):
        before = source.folded[max(0, start - _LONGEST) : start]
        outside = start - (_pronoun(_BEFORE.search(before), source) if opening else 0)
        spans = [(outside, outside)] * opening + [(start, start + len(words[opening]))]
        for part in words[opening + 1 :]:
            at = _next(part, spans[-1][1], source)
            if at is None:
                break
            spans.append((at, at + len(part)))
        else:
            yield Hit(spans[0][0], spans[-1][1], tuple(_gaps(split, spans, source.folded)))


def _next(part: str, end: int, source: Source) -> int | None:
    """Return where the words behind a bracket begin; at the end, where what it hides ends."""
    if not part:
        return end + _pronoun(_BEHIND.match(source.folded, end), source)
    few = _FEW_WORDS.match(source.folded, end)
    return next(source.occurrences(part, end, few.end() if few else end), None)


def _pronoun(found: re.Match[str] | None, source: Source) -> int:
    """Return the length of a pronoun or an article with its space; 0 for any other word."""
    known = source.language.pronouns | source.language.determiners
    return len(found[0]) if found and found[0].strip().lower() in known else 0


def _gaps(split: list[str], spans: list[tuple[int, int]], text: str) -> Iterator[Gap]:
    for number, ((_, end), (start, _)) in enumerate(pairwise(spans)):
        before, content, after = split[2 * number : 2 * number + 3]
        edge = ""
        if before[-1:].isalnum() or after[:1].isalnum():
            edge = "inside"
        elif not WORD.search("".join(split[: 2 * number + 1 : 2])):
            edge = "first"
        elif not WORD.search("".join(split[2 * number + 2 :: 2])):
            edge = "last"
        yield Gap("bracket", text[end:start].strip(), content, edge, end)
