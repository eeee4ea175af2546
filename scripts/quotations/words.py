"""Find whole words in a folded text: all that a quotation and a source are compared by."""

import re
from functools import lru_cache
from typing import NamedTuple

from quotations.fold import DASH

CLAUSE = re.compile(rf"[.,;:!?(){DASH}\n]")  # what ends a clause


class Hit(NamedTuple):
    """Folded offsets of one occurrence of a part."""

    start: int
    end: int


@lru_cache(maxsize=4096)
def occurrences(text: str, folded: str) -> tuple[list[Hit], list[tuple[int, int]]]:
    """Return where `text` stands in `folded` as whole words, and where it cuts a word at an end."""
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
