"""Pair the quotation marks in one run of text.

Good: “outer ‘inner’ outer”, "straight", « guillemets », „Gänsefüßchen“, ‘single as outer’.
No quotation mark: an apostrophe (readers’, ’90s, rock ’n’ roll) and, where no quotation is
open, an inch mark (a straight mark after a digit).
"""

import re
from typing import NamedTuple

from quotations.language import ENGLISH

# Each opening mark with those that may close it.
CLOSERS = {
    "“": "”",
    "‟": "”",
    "„": "“”",
    '"': '"',
    "＂": "＂",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "‘": "’",
    "‛": "’",
    "‚": "‘’",
    "'": "'",
    "「": "」",
    "『": "』",
    "〝": "〞〟",
    "｢": "｣",
    "❝": "❞",
    "⹂": "“”",
}
SINGLE = "‘‛‚'"
# What looks like a quotation mark and is none: primes, ornaments.
_ODD = "″‶ʺ˝ˮ״❛❜❟❠ʻ❮❯🙶🙷🙸"
_ANY = re.compile(f"[{''.join(sorted({*CLOSERS, *''.join(CLOSERS.values()), *_ODD}))}]")
# What closes after a plural's apostrophe, and is no such apostrophe itself.
_FOLLOWING = re.compile(r"(?<=\S)(?<![sS])[’'](?![^\W_])|(?<=[sS])[’'](?! ?[^\W_])|‘|(?<= )'")
_INCHES = re.compile(r"\d[’′'] ?\d+$")
_CLOSES = re.compile(r"’(?!\w)|[‘‚‛“]")
# ’90s, ’tis: what an apostrophe at the start of a word stands before.
_PAIR = re.compile("[‘'’]n[’'](?!\\w)", re.I)  # rock ‘n’ roll
_ELISION = re.compile(rf"(?:\d0s?|\d\ds?|(?:{'|'.join(sorted(ENGLISH.elisions))}))(?![^\W_])", re.I)


class Pair(NamedTuple):
    """A quotation's marks: `text[start]` opens it, `text[end]` closes it (code points)."""

    start: int
    end: int


class Marks(NamedTuple):
    """All that one run's marks say.

    `unopened` are places of marks that close nothing; `unclosed` is the place of the mark that is
    still open at the end of the run, if one is.
    """

    pairs: tuple[Pair, ...]
    unopened: tuple[int, ...]
    unclosed: int | None


def pair(text: str, opened: str = "") -> Marks:
    """Return the outermost quotations in `text`; what stands inside one is part of it.

    `opened` is the mark of a quotation that goes on from the paragraph before: the run's first
    pair then starts at -1. Offsets count code points. Time grows with the length of the text.
    """
    pairs: list[Pair] = []
    unopened: list[int] = []
    start, opener, depth = -1, opened, 1
    last_single: int | None = None
    for found in _ANY.finditer(text):
        at, mark = found.start(), found[0]
        if not opener:
            if mark in SINGLE:
                if last_single is None:
                    last_single = _last_closer(text)
                if not _opens_single(text, at, mark, last_single):
                    if mark != "'" and not _PAIR.match(text, at) and _closes_later(text, at + 1):
                        unopened.append(at)
                    continue
            elif mark in '"″' and text[at - 1 : at].isdigit():
                continue  # an inch mark
            elif mark == "’":
                if _opens_wrongly(text, at):
                    unopened.append(at)
                continue
            elif mark in _ODD and _is_word(text[at - 1 : at]) and _is_word(text[at + 1 : at + 2]):
                continue  # a letter of some names: Hawaiʻi
            elif not _opens(text, at, mark):
                if not (mark == "”" and _INCHES.search(text, max(0, at - 9), at)):
                    unopened.append(at)
                continue
            start, opener, depth = at, mark, 1
        elif mark in CLOSERS[opener] and not (opener in SINGLE and _joins(text, at, mark)):
            depth -= 1
            if depth == 0:
                pairs.append(Pair(start, at))
                opener = ""
        elif mark == opener and opener not in SINGLE:
            depth += 1
    return Marks(tuple(pairs), tuple(unopened), start if opener else None)


def _opens(text: str, at: int, mark: str) -> bool:
    if mark in "»›":  # »so« opens with the mark that closes «so»
        return not _is_word(text[at - 1 : at]) and _is_word(text[at + 1 : at + 2])
    return mark in CLOSERS


def _last_closer(text: str) -> int:
    """Where the last straight single mark stands that could close a quotation; -1 for nowhere."""
    at = len(text)
    while (at := text.rfind("'", 0, at)) > 0:
        if not _is_word(text[at + 1 : at + 2]) and not text[at - 1].isspace():
            return at
    return -1


def _opens_single(text: str, at: int, mark: str, last_closer: int) -> bool:
    """Whether a single mark opens a quotation; else it is an apostrophe.

    ‘ and ‚ open one wherever a word or a bracket may start; ' only where a mark follows that can
    close it, for it is an apostrophe far more often.
    """
    if _is_word(text[at - 1 : at]):
        return False
    if _PAIR.match(text, at):
        return False
    if _ELISION.match(text, at + 1) and (mark == "'" or not _closes_later(text, at + 1)):
        return False
    if mark != "'":
        return not text[at + 1 : at + 2].isspace()
    after = text[at + 1 : at + 2]
    if not (_is_word(after) or (after and after in '[(…“"')):
        return False
    return last_closer > at + 1


def _opens_wrongly(text: str, at: int) -> bool:
    """Whether a ’ stands where a quotation opens, and another where it would close."""
    if _is_word(text[at - 1 : at]) or not _is_word(text[at + 1 : at + 2]):
        return False
    if _PAIR.match(text, at) or _ELISION.match(text, at + 1):
        return False
    return _closes_later(text, at + 1)


def _closes_later(text: str, at: int) -> bool:
    """Whether a ’ that may close something follows, before another mark opens."""
    found = _CLOSES.search(text, at)
    return found is not None and found[0] == "’"


def _joins(text: str, at: int, mark: str) -> bool:
    """Whether a single mark inside a single-quoted text is an apostrophe: it joins or elides."""
    if _is_word(text[at + 1 : at + 2]):
        return True
    if text[at - 1 : at].isspace() or at == 0:
        return True
    if text[at - 1 : at] in "sS" and re.match(r" [^\W_]", text[at + 1 : at + 3]):
        # his bosses’ plan: a plural's apostrophe, where a mark that can close follows before
        # another opens.
        following = _FOLLOWING.search(text, at + 1, at + 400)
        return following is not None and following[0] == mark
    return False


def _is_word(character: str) -> bool:
    return character.isalnum()
