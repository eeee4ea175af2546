"""A quotation in pieces: what of it a source must have, and where an editor says it is changed.

All text here is folded (`text/fold.py`): any quotation mark or apostrophe is ', any omission …
without space around it, and a line break parts paragraphs. Omissions part a quotation into pieces,
and editors' brackets a piece into stretches:

    [t]he old … bridge [sic].  →  [t]he old | bridge | [sic]

The first piece is one stretch, that a source may spell `the old`, `The old` or `[t]he old`. The
second is two: `bridge`, and one without words, which has the bracket before it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from quotations.seed.source import Source
from quotations.text.fold import DASH, ELLIPSIS, MARK
from quotations.text.words import WORD

BRACKET = re.compile(r"\[([^\[\]\n]*)\]")
_STANDALONE = re.compile(rf"(?<![^\W_]){BRACKET.pattern}(?![^\W_])")  # not bridge[s]
# An omission: in the line or as a paragraph of its own, perhaps with a fourth dot, which is no part
# of the words, perhaps repeated.
_OMISSION = re.compile(rf"(\n*(?:{ELLIPSIS}\.?[ \n]*)+)")
_LETTER = re.compile(r"\[([^\W\d_])\](?=[^\W\d_])")  # [t]he
_OPENERS = f"{MARK}({DASH} "  # the characters that may precede the first letter of a quotation
_CLOSERS = f".,。，、{MARK} "  # those of a closing stop, and of what may stand around it


class Piece(NamedTuple):
    """The words before, between or after omissions."""

    text: str
    crosses_paragraphs: bool = False  # whether the omission before it may go over a paragraph's end
    may_change_case: bool = True  # of its first letter: it opens the quotation, or a sentence in it


class Stretch(NamedTuple):
    """Words of a piece that no bracket parts."""

    spellings: tuple[str, ...]  # what a source may have for them; empty where there is no text
    bracket: str | None = None  # what is in the bracket right before them, if there is one

    @property
    def has_words(self) -> bool:
        """Whether there are words in it, and not only marks or nothing."""
        return any(map(WORD.search, self.spellings))


def pieces_of(words: str) -> list[Piece]:
    """Return the pieces of a quotation; paragraphs with no omission between them are one piece.

    What is only a closing mark or stop is no piece, as behind the omission in `'I went …'`.
    """
    texts = _OMISSION.split(words)  # text, omission, text, omission, text, …
    pieces: list[Piece] = []
    for omission, text in zip(["", *texts[1::2]], texts[::2], strict=True):
        if text == closing_stop(text):
            continue
        crosses_paragraphs = "\n" in omission
        before = pieces[-1].text if pieces else ""
        ends_sentence = before.rstrip(f"{MARK} ").endswith((".", "?", "!"))
        is_capitalized = text.lstrip(f"{_OPENERS}[")[:1].isupper()
        opens_sentence = is_capitalized and (crosses_paragraphs or ends_sentence)
        pieces.append(Piece(text, crosses_paragraphs, not pieces or opens_sentence))
    return pieces


def stretches_of(piece: Piece, source: Source) -> list[Stretch]:
    """Return the stretches of a piece, without its closing stop.

    A bracket that the source has too is part of the words.
    """
    core = piece.text.removesuffix(closing_stop(piece.text))
    brackets = [match for match in _STANDALONE.finditer(core) if match[0] not in source.folded]
    starts = [0, *(match.end() for match in brackets)]
    ends = [*(match.start() for match in brackets), len(core)]
    stretches = []
    for start, end, bracket in zip(starts, ends, [None, *brackets], strict=True):
        may_change_case = piece.may_change_case and bracket is None
        spellings = dict.fromkeys(_spellings(core[start:end].strip(" "), source, may_change_case))
        stretches.append(Stretch(tuple(spellings), bracket[1] if bracket else None))
    return stretches


def _spellings(text: str, source: Source, may_change_case: bool) -> Iterator[str]:
    """Yield what a source may have for a stretch: its first letter may have another case.

    A letter in brackets there, as in [t]he, always may, and the brackets may be the source's own.
    Further on nothing may differ.
    """
    offset = len(text) - len(text.lstrip(_OPENERS))
    if letter := _LETTER.match(text, offset):
        rest = text[letter.end() :]
        other = other_first_letter(letter[1] + rest, source)[0]
        for first in (letter[1], other):
            yield from (f"{text[:offset]}{first}{rest}", f"{text[:offset]}[{first}]{rest}")
    elif text:
        yield text
        if may_change_case:
            yield other_first_letter(text, source)


def closing_stop(text: str) -> str:
    """Return the closing stop of a text, with the marks and spaces around it, or an empty string.

    Of `He called it 'old.'` it is `.'`.
    """
    return text[len(text.rstrip(_CLOSERS)) :]


def allowed_stops(stop: str) -> list[str]:
    """Return what a source may have where a quotation has a closing stop, that stop itself first.

    For `.'` these are `.'`, `'`, `,'`; for `.` also nothing, so that any other stop may come there.
    Of several stops none may change, but that `.,` may be `.`, as in “the U.S.,” he said.
    """
    if stop == ".,":
        return [".,", "."]
    marks = MARK * stop.count(MARK)
    if len(stop.strip(" ")) > len(marks) + 1:
        return [stop]
    return [stop, marks, f".{marks}", f",{marks}"]


def other_first_letter(text: str, source: Source) -> str:
    """Return what a source may have for a quoted text: its first letter in the other case.

    It is the text as it is if that may not be, for no name of a source loses its capital.
    """
    offset = len(text) - len(text.lstrip(_OPENERS))
    letter = text[offset : offset + 1]
    other = letter.swapcase()
    if not letter.isalpha() or other == letter or other.swapcase() != letter:
        return text  # it has no case, or changing it twice gives another letter: ı → I → i
    changed = text[:offset] + other + text[offset + 1 :]
    word = WORD.match(changed, offset)
    if letter.islower() and word and {word[0], word[0].partition(MARK)[0]} & source.names:
        return text  # a name, or its genitive: Reed's
    return changed
