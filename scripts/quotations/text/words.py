"""Words: where one begins and ends in a folded text.

A number is one word, with its sign, currency, point, colon, slash and thousands: -0.42, 12:30,
1 000 000, 5%. Letters and digits make a word; an apostrophe, a hyphen, a stop or a slash between
them joins them: don't, well-being, U.S. Chinese, Japanese and Korean are written without spaces,
so there every character is a word.
"""

import re
from collections.abc import Iterable

# Letters and digits joined by apostrophes: the words that rules compare with their lists.
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")

# An apostrophe as a page may have it, before its typography is folded.
APOSTROPHE = "['’ʼ]"

# Ranges of characters of scripts without spaces: Japanese, Chinese, Korean.
SPACELESS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_SIGN = "[-+−±≈~<>≤≥]"


def _inside(joiner: str) -> re.Pattern[str]:
    """Return a pattern for a place inside a word; `joiner` is what joins letters to one word."""
    letter = rf"[^\W_{SPACELESS}]"
    neighbours = (  # what is before such a place, and what is after it
        (letter, f"{joiner}?{letter}"),  # we|ll, well|-being
        (f"{letter}{joiner}", letter),  # well-|being
        (r"\d", r"[,:]\d"),  # 1|,250
        (r"\d[,:]", r"\d"),  # 1,|250
        (r"\d", " ?[%‰°]"),  # 5| %
        (r"\d", r"(?<!\d{4}) \d{3}(?!\d)"),  # 1| 000, not 2022| 000
        (r"\d ", r"(?<!\d{4} )\d{3}(?!\d)"),  # 1 |000
        (rf"(?<![^\W_]){_SIGN}", r" ?[$€£¥]?\.?\d"),  # -|0.42, not x≥|5
        (f"{_SIGN} ", r"\d"),  # ≈ |5
        ("[$€£¥.]", r"\.?\d"),  # $|5
    )
    return re.compile("|".join(f"(?<={before})(?={after})" for before, after in neighbours))


_INSIDE, _INSIDE_ELIDED = _inside("[-'./]"), _inside("[-./]")


def is_boundary(text: str, offset: int, elides: bool) -> bool:
    """Whether no word of `text` (folded) goes on across an offset.

    Of “a well-being” 1 is a boundary, 6 is none. `elides`: in this language a word may begin after
    an apostrophe (l’indépendance).
    """
    return not (_INSIDE_ELIDED if elides else _INSIDE).match(text, offset)


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for one of some words or phrases; for none, one that matches nothing.

    Their spaces may be any, their apostrophes and hyphens of any shape.
    """
    # Longer words first, for one may begin another; then by letters, the same in every run.
    ordered = sorted({" ".join(word.split()) for word in words}, key=lambda w: (-len(w), w))
    pattern = "|".join(map(re.escape, ordered)).replace(r"\ ", r"\s+").replace(r"\-", "[-‐‑]")
    return re.sub(APOSTROPHE, APOSTROPHE, pattern) or "(?!)"
