"""Pair the quotation marks in one run of text.

Good: “outer ‘inner’ outer”, "straight", « guillemets », „Gänsefüßchen“, ‘single as outer’, 'yes'.
No quotation mark: an apostrophe (readers’, ’90s, rock ’n’ roll) and, where no quotation is open,
an inch mark: a straight mark after a number.
"""

import re
from typing import NamedTuple

# Each opening mark with those that may close it.
CLOSERS = {
    pair[0]: pair[1:]
    for pair in "“” ‟” „“” \"\" ＂＂ «» »« ‹› ›‹ ‘’ ‛’ ‚‘’ '' 「」 『』 〝〞〟 ｢｣ ❝❞ ⹂“”".split()
}
_SINGLE = "‘‛‚'"
# What looks like a quotation mark and is none: primes, ornaments.
_ODD = "″‶ʺ˝ˮ״❛❜❟❠ʻ❮❯🙶🙷🙸"
ALL = frozenset({*CLOSERS, *"".join(CLOSERS.values()), *_ODD})
ANY = re.compile(f"[{''.join(sorted(ALL))}]")

_NUMBER_END = re.compile(r"[\d¼-¾⅐-⅟]")  # a figure or a fraction
_FEET = re.compile(r"\d[’′'] ?\d+$")  # before the inch mark of 5’ 10”
# A word clipped at its start, or a decade: what follows the apostrophe of ’tis and ’90s.
_CLIPPED = re.compile(
    r"(?:\d0s?|\d\ds?|n|tis|twas|twere|twill|til|till|em|er|cause|cos|cuz|bout|round|neath|gainst"
    r"|kay|nuff|fraid|scuse|ere)(?![^\W_])",
    re.I,
)
# A ' after a word or a stop: old' bridge. Only where one follows can a ' open a quotation.
_STRAIGHT_CLOSER = re.compile(r"(?<=\S)'(?![^\W_])")
# By closing mark: where it closes for sure, or another quotation opens, whichever is first. It
# closes for sure before no letter, and after an s only if no word follows: old’ bridge; bridges’.
_CLOSES_OR_OPENS = {
    mark: re.compile(rf"(?<![sS]){mark}(?![^\W_])|(?<=[sS]){mark}(?! ?[^\W_])|(?P<opens>{opens})")
    for mark, opens in {"’": "[‘‚‛“]", "'": r"[‘‚‛“]|(?<!\S)'", "‘": "[‚‛“]"}.items()
}


class Marks(NamedTuple):
    """The marks of a run, by their offsets in its text, in code points."""

    pairs: list[tuple[int, int]]  # of each quotation: its opening mark, its closing mark
    unopened: list[int]  # marks that close nothing
    unclosed: int | None  # the mark that is still open at the end of the run, if one is


def pair(text: str, start: int = 0) -> Marks:
    """Return the outermost quotations in `text`; what is quoted inside one is part of it.

    Marks before `start` are not looked at.

    “a ‘b’ c” d” → pairs [(0, 8)], unopened [11]. Time grows with the length of the text.
    """
    pairs, unopened = [], []
    opener, opening, depth = "", 0, 0
    for match in ANY.finditer(text, start):
        offset, mark = match.start(), match[0]
        if not opener:
            if _opens(text, offset, mark):
                opener, opening, depth = mark, offset, 1
            elif _is_astray(text, offset, mark):
                unopened.append(offset)
        elif mark in CLOSERS[opener]:
            if opener in _SINGLE and _is_apostrophe(text, offset, mark):
                continue
            depth -= 1
            if depth == 0:
                pairs.append((opening, offset))
                opener = ""
        elif mark == opener and opener not in _SINGLE:
            depth += 1
    return Marks(pairs, unopened, opening if opener else None)


def _opens(text: str, offset: int, mark: str) -> bool:
    """Whether a mark opens a quotation, where none is open.

    No single mark opens one after a letter, before a space or before its like: of two, ''so'', the
    second does. Before a clipped word it does if one follows that closes: “Of ‘22 troops’, there”,
    not “in ‘22”; and a ', which is an apostrophe far more often, only if a ' follows that can close
    it.
    """
    before, after = _neighbours(text, offset)
    if mark not in _SINGLE:
        return mark in CLOSERS and not (mark == '"' and _NUMBER_END.match(before))
    if before.isalnum() or after.isspace() or after == mark:
        return False
    if _CLIPPED.match(text, offset + 1):
        return _closes(text, offset + 1)
    return mark != "'" or _STRAIGHT_CLOSER.search(text, offset + 2) is not None


def _is_astray(text: str, offset: int, mark: str) -> bool:
    """Whether a mark that opens nothing, where none is open, should have closed something.

    An apostrophe should not, nor an inch mark, nor a letter of a name: Hawaiʻi. A single mark
    should where another follows that closes: ’a’, which is typed the wrong way.
    """
    before, after = _neighbours(text, offset)
    if mark == "'" or (mark in '"″' and _NUMBER_END.match(before)):
        return False
    if mark == "”" and _FEET.search(text, max(0, offset - 9), offset):
        return False
    if mark == "’" and (before.isalnum() or after.isspace() or _CLIPPED.match(text, offset + 1)):
        return False
    if mark in "‘‚‛’":
        return _closes(text, offset + 1)
    return not (mark in _ODD and before.isalnum() and after.isalnum())


def _is_apostrophe(text: str, offset: int, mark: str) -> bool:
    """Whether a mark that could close a quotation in single marks is an apostrophe in it.

    It is before a letter (don’t), and after an s and before a space if a mark follows that closes:
    ‘his bosses’ plan’, not ‘his bosses’ and no more.
    """
    before, after = _neighbours(text, offset)
    is_plural = before in ("s", "S") and after.isspace()
    return after.isalnum() or (is_plural and _closes(text, offset + 1, mark))


def _closes(text: str, start: int, mark: str = "’") -> bool:
    """Whether a mark that closes for sure follows, and before another quotation opens."""
    match = _CLOSES_OR_OPENS[mark].search(text, start)
    return match is not None and not match["opens"]


def _neighbours(text: str, offset: int) -> tuple[str, str]:
    """Return the characters before and after an offset, "" at an end of the text."""
    return text[max(0, offset - 1) : offset], text[offset + 1 : offset + 2]
