"""Pair the quotation marks in one run of text.

Good: “outer ‘inner’ outer”, "straight", « guillemets », „Gänsefüßchen“, ‘single as outer’, 'yes'.
No quotation mark: an apostrophe (readers’, ’90s, rock ’n’ roll) and, where no quotation is open,
an inch mark: a straight mark after a number.
"""

import re
from typing import NamedTuple

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
_SINGLE = "‘‛‚'"
# What looks like a quotation mark and is none: primes, ornaments.
_ODD = "″‶ʺ˝ˮ״❛❜❟❠ʻ❮❯🙶🙷🙸"
ALL = frozenset({*CLOSERS, *"".join(CLOSERS.values()), *_ODD})
ANY = re.compile(f"[{''.join(sorted(ALL))}]")
_NUMBER = re.compile(r"[\d¼-¾⅐-⅟]")  # its last figure
_INCHES = re.compile(r"\d[’′'] ?\d+$")  # after feet: 5’ 10”
# For each single mark: where it can close something and be no plural's apostrophe; or what opens.
_CLOSES = {
    mark: re.compile(
        rf"(?<![sS]){mark}(?![^\W_])|(?<=[sS]){mark}(?! ?[^\W_])|(?P<opens>[‘‚‛“]{opens})"
    )
    for mark, opens in {"’": "", "'": r"|(?<!\S)'"}.items()
}
_STRAIGHT = re.compile(r"(?<=\S)'(?![^\W_])")  # can close something
_PAIR = re.compile("[‘'’]n[’'](?!\\w)", re.I)  # rock ‘n’ roll
# What an apostrophe at the start of a word stands before: a decade, or a word clipped in front.
_ELISION = re.compile(
    r"(?:\d0s?|\d\ds?|n|tis|twas|twere|twill|til|till|em|er|cause|cos|cuz|bout|round|neath|gainst"
    r"|kay|nuff|fraid|scuse|ere)(?![^\W_])",
    re.I,
)


class Marks(NamedTuple):
    """What one run's marks say, by their places in it, in code points."""

    pairs: list[tuple[int, int]]
    """Each quotation's marks: what opens it, what closes it."""
    unopened: list[int]
    """Marks that close nothing."""
    unclosed: int | None
    """The mark that is still open at the end of the run, if one is."""


def pair(text: str) -> Marks:
    """Return the outermost quotations in `text`; what stands inside one is part of it.

    Time grows with the length of the text.
    """
    pairs, unopened = [], []
    start, opener, depth = 0, "", 0
    for found in ANY.finditer(text):
        at, mark = found.start(), found[0]
        if not opener:
            if _opens(text, at, mark):
                start, opener, depth = at, mark, 1
            elif _is_astray(text, at, mark):
                unopened.append(at)
        elif mark in CLOSERS[opener] and not (opener in _SINGLE and _joins(text, at, mark)):
            depth -= 1
            if depth == 0:
                pairs.append((start, at))
                opener = ""
        elif mark == opener and opener not in _SINGLE:
            depth += 1
    return Marks(pairs, unopened, start if opener else None)


def _opens(text: str, at: int, mark: str) -> bool:
    """Whether a mark opens a quotation, where none is open."""
    if mark in _SINGLE:
        return _opens_single(text, at, mark)
    if mark in "»›":  # »so« opens with the mark that closes «so»
        return not _is_word(text[at - 1 : at]) and _is_word(text[at + 1 : at + 2])
    if mark == '"' and _NUMBER.match(text, at - 1):
        return False  # an inch mark
    return mark in CLOSERS


def _opens_single(text: str, at: int, mark: str) -> bool:
    """Whether a single mark opens a quotation; else it is an apostrophe.

    ‘ and ‚ open one wherever a word or a bracket may start; ' only where a mark follows that can
    close it, for it is an apostrophe far more often.
    """
    if _is_word(text[at - 1 : at]) or _PAIR.match(text, at):
        return False
    if _ELISION.match(text, at + 1) and (mark == "'" or not _closes_later(text, at + 1)):
        return False
    after = text[at + 1 : at + 2]
    if mark != "'":
        return not after.isspace()
    return (_is_word(after) or (after != "" and after in '[(…“"')) and _STRAIGHT.search(
        text, at + 2
    ) is not None


def _is_astray(text: str, at: int, mark: str) -> bool:
    """Whether a mark that opens nothing, where none is open, should have closed something."""
    if mark == "'" or (mark in '"″' and _NUMBER.match(text, at - 1)):
        return False
    if mark in _SINGLE:
        return not _PAIR.match(text, at) and _closes_later(text, at + 1)
    before, after = _is_word(text[at - 1 : at]), _is_word(text[at + 1 : at + 2])
    if mark == "’":  # where a quotation opens, and another follows where it would close
        elided = _PAIR.match(text, at) or _ELISION.match(text, at + 1)
        return not before and after and not elided and _closes_later(text, at + 1)
    if mark in _ODD and before and after:
        return False  # a letter of some names: Hawaiʻi
    return not (mark == "”" and _INCHES.search(text, max(0, at - 9), at))


def _closes_later(text: str, at: int, mark: str = "’", reach: int | None = None) -> bool:
    """Whether a mark follows, within a reach if one is given, that closes before another opens."""
    found = _CLOSES[mark].search(text, at, at + reach if reach else len(text))
    return found is not None and not found["opens"]


def _joins(text: str, at: int, mark: str) -> bool:
    """Whether a single mark inside a single-quoted text is an apostrophe: it joins or elides."""
    if _is_word(text[at + 1 : at + 2]) or at == 0 or text[at - 1].isspace():
        return True
    # his bosses’ plan: a plural's apostrophe, where a mark that can close follows before long.
    plural = text[at - 1] in "sS" and re.match(r" [^\W_]", text[at + 1 : at + 3])
    return bool(plural) and _closes_later(text, at + 1, mark, 400)


def _is_word(character: str) -> bool:
    return character.isalnum()
