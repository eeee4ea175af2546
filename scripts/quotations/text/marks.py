"""Pair the quotation marks in one run of text.

Good: “outer ‘inner’ outer”, "straight", « guillemets », „Gänsefüßchen“, ‘single as outer’, 'yes'.
No quotation mark: an apostrophe (readers’, ’90s, rock ’n’ roll) and, where no quotation is open,
an inch mark: a straight mark after a number.
"""

import re
from typing import NamedTuple

# Each opening mark, then all that may close it. A ’ opens too: it is often typed for a ‘.
_GROUPS = "“” ‟” „“” \"\" ＂＂ «» »« ‹› ›‹ ‘’ ‛’ ‚‘’ ’’ '' 「」 『』 ｢｣ 《》 〈〉 〝〞〟 ❝❞ ⹂“”"
CLOSERS = {group[0]: group[1:] for group in _GROUPS.split()}
_SINGLE = "‘‛‚’'"
# What looks like a quotation mark and is none: primes, ornaments.
_ODD = "″‶ʺ˝ˮ״❛❜❟❠ʻ❮❯🙶🙷🙸"
ALL = frozenset({*CLOSERS, *"".join(CLOSERS.values()), *_ODD})
ANY = re.compile(f"[{''.join(sorted(ALL))}]")

# A mark that is none: of inches, after a figure or a fraction (12″); a letter of a name (Hawaiʻi).
_NO_MARK = re.compile(rf"(?<=[\d¼-¾⅐-⅟])[\"″]|(?<=[^\W_])[{_ODD}](?=[^\W_])")
# A single mark (the dot) that opens nothing by itself: after a letter, before a space, before a
# decade or a word that is clipped at its start: ’90s, ’tis.
_CANNOT_OPEN = re.compile(
    r"(?<=[^\W_]).|.\s|.(?:\d\ds?|n|tis|twas|till?|em|cause|bout|round)(?![^\W_])", re.I
)
_FIGURES = re.compile(r"(?<![^\W_]).\d\d(?!\d|s\b)")  # a mark before a year or a number: '25
_CLOSES_SURELY = re.compile(r"(?<![sS])'(?=[.,;:!?)]|$)")  # a straight mark before a stop
# A single mark that surely closes, or a mark that opens. One surely closes if no letter follows;
# after an s, which may be a plural's, if no word follows either: old’ bridge; bridges’.
_CLOSES_OR_OPENS = re.compile(
    r"(?<![sS])[’'](?![^\W_])|(?<=[sS])[’'](?! ?[^\W_])|(?P<opens>[‘‚‛“]|(?<!\S)')"
)


class Marks(NamedTuple):
    """The marks of a run, by their offsets in its text, in code points."""

    pairs: list[tuple[int, int]]  # of each quotation: its opening mark, its closing mark
    unopened: list[int]  # marks that close nothing
    unclosed: int | None  # the mark that is still open at the end of the run, if one is


def pair(text: str, start: int = 0) -> Marks:
    """Return the outermost quotations in `text`; what is quoted inside one is part of it.

    “a ‘b’ c” d” → pairs [(0, 8)], unopened [11]. Marks before `start` are not looked at.
    """
    pairs, unopened = [], []
    opener, opening, depth = "", 0, 0
    for match in ANY.finditer(text, start):
        offset, mark = match.start(), match[0]
        if not opener:
            if _opens(text, offset, mark):
                opener, opening, depth = mark, offset, 1
            elif mark not in _SINGLE and not _NO_MARK.match(text, offset):
                unopened.append(offset)
        elif mark in CLOSERS[opener] and not (opener in _SINGLE and _stays_open(text, offset)):
            depth -= 1
            if depth == 0:
                pairs.append((opening, offset))
                opener = ""
        elif mark == opener and opener not in _SINGLE:
            depth += 1
    return Marks(pairs, unopened, opening if opener else None)


def _opens(text: str, offset: int, mark: str) -> bool:
    """Whether a mark opens a quotation, where none is open.

    A ‘ does, but where it may be an apostrophe only if a mark follows that closes: “Of ‘22 troops’,
    there”, not “in ‘22”; and so does a ' before figures. Any other ’ or ' must be no apostrophe,
    and a mark that closes must follow.
    """
    if mark not in _SINGLE:
        return mark in CLOSERS and not _NO_MARK.match(text, offset)
    cannot_open = _CANNOT_OPEN.match(text, offset) is not None
    if mark == "'" and _FIGURES.match(text, offset):
        return _CLOSES_SURELY.search(text, offset + 1) is not None
    if mark == "'":
        return not cannot_open and text.find("'", offset + 2) > 0  # '' is no quotation
    if mark == "’":
        return not cannot_open and _closes(text, offset + 1)
    return not cannot_open or _closes(text, offset + 1)


def _stays_open(text: str, offset: int) -> bool:
    """Whether a mark that could close a quotation in single marks is an apostrophe in it.

    It is one before a letter or a figure (don’t); and after an s, if a mark follows that surely
    closes: ‘his bosses’ plan’, not ‘his bosses’ and no more.
    """
    is_plural = text[offset - 1] in "sS" and _closes(text, offset + 1)
    return is_plural or text[offset + 1 : offset + 2].isalnum()


def _closes(text: str, start: int) -> bool:
    """Whether a mark that surely closes follows, and before another quotation opens."""
    match = _CLOSES_OR_OPENS.search(text, start)
    return match is not None and not match["opens"]
