"""Pair the quotation marks in one run of text.

Good: “outer ‘inner’ outer”, "straight", « guillemets », „Gänsefüßchen“, ‘single as outer’, 'yes'.
No quotation mark: an apostrophe (readers’, ’90s, rock ’n’ roll) and, where no quotation is open,
an inch mark: a straight mark after a number.
"""

import re
from typing import NamedTuple

# Each opening mark with those that may close it. The ’ is one where it is typed the wrong way.
CLOSERS = {
    pair[0]: pair[1:]
    for pair in "“” ‟” „“” \"\" ＂＂ «» »« ‹› ›‹ ‘’ ‛’ ‚‘’ ’’ '' 「」 『』 〝〞〟 ｢｣ ❝❞ ⹂“”".split()
}
_SINGLE = "‘‛‚’'"
# What looks like a quotation mark and is none: primes, ornaments.
_ODD = "″‶ʺ˝ˮ״❛❜❟❠ʻ❮❯🙶🙷🙸"
ALL = frozenset({*CLOSERS, *"".join(CLOSERS.values()), *_ODD})
ANY = re.compile(f"[{''.join(sorted(ALL))}]")

# An inch mark, after a figure or a fraction; or a letter of a name: Hawaiʻi.
_NO_MARK = re.compile(rf"(?<=[\d¼-¾⅐-⅟])[\"″]|(?<=[^\W_])[{_ODD}](?=[^\W_])")
# An apostrophe, or a closing mark: after a letter, before a space, or before a decade or a word
# that is clipped at its start: ’90s, ’tis.
_APOSTROPHE = re.compile(
    r"(?<=[^\W_]).|.\s|.(?:\d\ds?|n|tis|twas|till?|em|cause|bout|round)(?![^\W_])", re.I
)
# Where a single mark closes for sure, or another quotation opens, whichever is first. It closes for
# sure before no letter, and after an s only if no word follows: old’ bridge; bridges’.
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

    “a ‘b’ c” d” → pairs [(0, 8)], unopened [11]. Marks before `start` are not looked at. Time grows
    with the length of the text.
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
        elif mark in CLOSERS[opener] and not (opener in _SINGLE and _is_apostrophe(text, offset)):
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
    there”, not “in ‘22”. A ’ or a ' must be no apostrophe, and a mark that closes must follow.
    """
    if mark not in _SINGLE:
        return mark in CLOSERS and not _NO_MARK.match(text, offset)
    is_apostrophe = _APOSTROPHE.match(text, offset) is not None
    if mark == "'":
        return not is_apostrophe and text.find("'", offset + 2) > 0
    if mark == "’":
        return not is_apostrophe and _closes(text, offset + 1)
    return not is_apostrophe or _closes(text, offset + 1)


def _is_apostrophe(text: str, offset: int) -> bool:
    """Whether a mark that could close a quotation in single marks is an apostrophe in it.

    It is before a letter (don’t), and after an s if a mark follows that closes: ‘his bosses’ plan’,
    not ‘his bosses’ and no more.
    """
    is_plural = text[offset - 1] in "sS" and _closes(text, offset + 1)
    return is_plural or text[offset + 1 : offset + 2].isalnum()


def _closes(text: str, start: int) -> bool:
    """Whether a mark that closes for sure follows, and before another quotation opens."""
    match = _CLOSES_OR_OPENS.search(text, start)
    return match is not None and not match["opens"]
