"""The spellings a quotation may have in its source: another first letter, another closing stop.

As the Chicago Manual of Style has it (17th edition, 13.7): an editor may change the case of the
first letter, though no name loses its capital, and the closing full stop or comma.
"""

import re
from collections.abc import Iterator
from itertools import takewhile

from quotations.seed.source import Source
from quotations.text.fold import DASH, ELLIPSIS, MARK
from quotations.text.words import WORD

_OPENING = f"{MARK}([{DASH}"
_CLOSERS = f".,。，、{MARK}"
_CLOSING = re.compile(r"([.,。，、]?)('*)([.,。，、]?)$")


def forms(
    text: str, source: Source, first: bool = True, last: bool = True
) -> Iterator[tuple[str, bool]]:
    """Yield the spellings of a folded text that its source may have, its own first.

    With each goes whether its closing stop was changed. `first`: its first letter may be another;
    `last`: its closing stop may.
    """
    for ending in endings(text) if last else (text,):
        changed = ending != text
        yield ending, changed
        if first and (other := other_first_letter(ending, source)):
            yield other, changed


def has_core(text: str, source: Source) -> bool:
    """Whether the source has what all spellings of a folded text share."""
    return text.lstrip(_OPENING)[1:].rstrip(_CLOSERS) in source.folded


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


def endings(text: str) -> Iterator[str]:
    """Yield a folded text and its spellings with another closing full stop or comma, or none."""
    yield text
    closing = _CLOSING.search(text)
    if closing is None or text.endswith(ELLIPSIS) or (closing[1] and closing[3]):
        return
    core, inner = text[: closing.start()], closing[2]
    seen = {text}
    others = [core + inner]
    if inner:  # the stop may stand on either side of the inner marks
        others += [f"{core}.{inner}", f"{core},{inner}"]
    for other in others:
        if other and other not in seen:
            seen.add(other)
            yield other
