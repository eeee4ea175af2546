"""Words: where one begins and ends in a folded text.

A number is one word, with its sign, currency, point, colon, slash and thousands: -0.42, 12:30,
1 000 000, 5%. Letters and digits make a word; an apostrophe, a hyphen, a stop or a slash between
them joins them: don't, well-being, U.S. Chinese, Japanese and Korean are written without spaces,
so there every character is a word.
"""

import re

# Letters and digits joined by apostrophes: the words that rules compare with their lists.
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")

SPACELESS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_LETTER = rf"[^\W_{SPACELESS}]"
_NUMBER = (
    r"(?<![^\W_])(?:[-+−±≈~<>≤≥]\ ?)?[$€£¥]?"
    r"(?:(?<!\d)\d{1,3}(?:\ \d{3})+(?!\d)|\.?\d+)(?:[.,:/]\d+)*(?:\ ?[%‰°])?(?![^\W_])"
)
_NUMBER_WORD = re.compile(_NUMBER)
WHOLE = re.compile(rf"{_NUMBER}|{_LETTER}+(?:[-'./]{_LETTER}+|(?<=\d),(?=\d){_LETTER}+)*")
_ELIDING = re.compile(rf"{_NUMBER}|{_LETTER}+(?:[-./]{_LETTER}+|(?<=\d),(?=\d){_LETTER}+)*")
_REACH = 40  # no word that a boundary may cut is looked for farther away


def is_boundary(text: str, at: int, elides: bool = False) -> bool:
    """Whether no word of `text` (folded) goes on across `at`.

    `elides`: in this language a word may begin behind an apostrophe (l’indépendance).
    """
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if " " in (before, after) and not (
        before.isdigit() or after.isdigit() or before in "-+−±≈~<>≤≥" or after in "%‰°"
    ):
        return True
    begin = max(0, at - _REACH)
    if begin:
        begin = max(begin, text.rfind(" ", begin, at - _REACH // 2) + 1)
    pattern = _ELIDING if elides else WHOLE
    for word in pattern.finditer(text, begin, at + _REACH):
        if word.start() >= at:
            return True
        if word.end() > at:
            return False
    return True


def occurrences(words: str, text: str, elides: bool = False) -> tuple[list[int], list[int]]:
    """Return where `words` stands in `text` as whole words, and where it cuts a word."""
    whole: list[int] = []
    cut: list[int] = []
    at = text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        fits = is_boundary(text, at, elides) and is_boundary(text, end, elides)
        (whole if fits else cut).append(at)
        at = text.find(words, at + 1)
    return whole, cut
