"""The spellings of quoted words that a source may have: another first letter, another closing stop.

As the Chicago Manual of Style has it (17th edition, 13.7), an editor may change the case of the
first letter, though no name loses its capital, and the closing full stop or comma; and any letter's
case where brackets mark it (13.21). So the spellings of `[t]he end,` are, without the literal ones,

    the end,   The end,   the end   The end
"""

import re
from collections.abc import Iterator

from quotations.seed.source import Source
from quotations.text.fold import DASH, MARK
from quotations.text.words import WORD

_BEFORE_LETTER = f"{MARK}({DASH}"  # what may precede the first letter of a quotation
_STOPS = ".,。，、"
_LETTER = re.compile(r"(?<![^\W_])\[([^\W\d_])\](?=[^\W\d_])")  # [t]he


def spellings(text: str, source: Source, may_change_case: bool = True) -> Iterator[str]:
    """Yield the spellings of a folded text that the source may have, the text itself first.

    `may_change_case`: its first letter may have another case.
    """
    # No spelling changes the letters after the first; most wrong quotations end here.
    core = text.lstrip(_BEFORE_LETTER)[1:].rstrip(f"{_STOPS}{MARK} ")
    if "[" not in text and core not in source.folded:
        return
    for ending in _endings(text):
        for spelling in dict.fromkeys((ending, *_without_letter_brackets(ending, source))):
            yield spelling
            changed = other_first_letter(spelling, source)
            if may_change_case and changed != spelling:
                yield changed


def closing_stop(text: str) -> str:
    """Return the closing stop of a folded text with the marks around it, or an empty string."""
    return text[len(text.rstrip(f"{_STOPS}{MARK} ")) :]


def other_first_letter(text: str, source: Source) -> str:
    """Return a folded text with the case of its first letter changed, if that may change."""
    offset = len(text) - len(text.lstrip(_BEFORE_LETTER))
    letter = text[offset : offset + 1]
    other = letter.swapcase()
    if not letter.isalpha() or other == letter or other.swapcase() != letter:
        return text  # a letter without case, or one whose other case is not its own: ı, I, i
    changed = text[:offset] + other + text[offset + 1 :]
    word = WORD.match(changed, offset)
    if letter.islower() and word and {word[0], word[0].partition(MARK)[0]} & source.names:
        return text
    return changed


def _without_letter_brackets(text: str, source: Source) -> tuple[str, str]:
    """Return a text without brackets around single letters, and with their other case."""

    def other(bracket: re.Match[str]) -> str:
        return other_first_letter(bracket[1] + text[bracket.end() :], source)[0]

    return _LETTER.sub(r"\1", text), _LETTER.sub(other, text)


def _endings(text: str) -> list[str]:
    """Return a folded text and its spellings with another closing full stop or comma, or none."""
    ending = closing_stop(text)
    core, marks = text.removesuffix(ending), MARK * ending.count(MARK)
    if len(ending.strip(" ")) > len(marks) + 1:
        return [text, text[:-1]] if ending == ".," else [text]  # the U.S., he said
    stops = ("", ".", ",") if marks else ("",)  # a stop may be on either side of the inner marks
    return [text, *(f"{core}{stop}{marks}" for stop in stops)] if core else [text]
