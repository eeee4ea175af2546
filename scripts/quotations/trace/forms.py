"""The spellings a quotation may have in its source: another first letter, another closing stop.

As the Chicago Manual of Style has it (17th edition, 13.7): an editor may change the case of the
first letter, though no name loses its capital, and the closing full stop or comma. Where the letter
stands in brackets, it may do so anywhere (13.21).
"""

import re
from collections.abc import Iterator
from itertools import takewhile

from quotations.seed.source import Source
from quotations.text.fold import DASH, ELLIPSIS, MARK
from quotations.text.words import WORD

_OPENING = f"{MARK}([{DASH}"
_CLOSING = re.compile(r"([.,。，、]?)('*)([.,。，、]?)$")
_LETTER = re.compile(r"(?<![^\W_])\[([^\W\d_])\](?=[^\W\d_])")  # [t]he
MOST = 6  # brackets; nobody reads a quotation with more


def forms(text: str, source: Source, first: bool = True) -> Iterator[str]:
    """Yield the spellings of a folded text that its source may have, its own first.

    `first`: its first letter may be another.
    """
    core = text.lstrip(_OPENING)[1:].rstrip(f".,。，、{MARK}")
    if "[" not in text and core not in source.folded:
        return
    for ending in _endings(text):
        for form in dict.fromkeys([ending, *_lettered(ending, source)]):
            yield form
            if first and not text.startswith("[") and (other := other_first_letter(form, source)):
                yield other


def closing(text: str) -> str:
    """Return the closing stop of a folded text, with the marks around it; there may be none."""
    found = _CLOSING.search(text)
    return found[0] if found else ""


def other_first_letter(text: str, source: Source) -> str | None:
    """Return a folded text with the case of its first letter changed, where that may be."""
    marks = sum(1 for _ in takewhile(lambda c: c in _OPENING, text))
    letter = text[marks : marks + 1]
    other = letter.swapcase()
    if not letter.isalpha() or other == letter or other.swapcase() != letter:
        return None  # no case, or another letter's: a dotless ı is no i
    changed = text[:marks] + other + text[marks + 1 :]
    word = WORD.match(changed, marks) if letter.islower() else None  # lowered by the page
    if word and not source.names.isdisjoint((word[0], word[0].partition(MARK)[0])):
        return None
    return changed


def _lettered(text: str, source: Source) -> list[str]:
    """Return the spellings of a text with brackets around single letters: [t]he, [T]he."""
    found = _LETTER.search(text)
    if found is None or text.count("[") > MOST:
        return [text]
    word = found[1] + text[found.end() :]
    ways = [word, *filter(None, [other_first_letter(word, source)])]
    return [text[: found.start()] + way for way in ways for way in _lettered(way, source)]


def _endings(text: str) -> list[str]:
    """Return a folded text and its spellings with another closing full stop or comma, or none."""
    closing = _CLOSING.search(text)
    if closing is None or text.endswith(ELLIPSIS) or (closing[1] and closing[3]):
        return [text]
    core, inner = text[: closing.start()].rstrip(" "), closing[2]
    stops = ("", ".", ",") if inner else ("",)  # it may stand on either side of the inner marks
    return list(dict.fromkeys([text, *(f"{core}{stop}{inner}" for stop in stops if core)]))
