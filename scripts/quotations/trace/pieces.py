"""A quotation in pieces: what of it a source must have, and where an editor says it is changed.

Omissions part a quotation into pieces, and brackets a piece into stretches. `[t]he old … bridge
[sic].` has two pieces. The first is one stretch, in either spelling: `the old` or `The old`; the
second is `bridge`, a bracket, and a stretch without words.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from quotations.seed.source import Source
from quotations.text.fold import DASH, ELLIPSIS, MARK
from quotations.text.words import WORD

BRACKET = re.compile(r"\[([^\[\]\n]*)\]")
_STANDALONE = re.compile(rf"(?<![^\W_]){BRACKET.pattern}(?![^\W_])")  # not bridge[s]
# An omission between two pieces: in the line or as a paragraph of its own, perhaps with a fourth
# dot, perhaps repeated.
_OMISSION = re.compile(rf"(\n*(?:{ELLIPSIS}\.?[ \n]*)+)")
_LETTER = re.compile(r"\[([^\W\d_])\](?=[^\W\d_])")  # [t]he
_OPENERS = MARK + "(" + DASH  # the characters that may precede the first letter of a quotation
_STOPS = ".,。，、"


class Piece(NamedTuple):
    """The words before, between or after omissions."""

    text: str
    crosses_paragraphs: bool = False  # whether the omission before it may go over a paragraph's end
    may_change_case: bool = True  # of its first letter: it opens the quotation, or a sentence in it


class Stretch(NamedTuple):
    """Words of a piece that are together in the source."""

    spellings: tuple[str, ...]  # what the source may have; empty where there are no words
    bracket: str | None = None  # what is in the bracket right before them, if there is one


def pieces_of(words: str) -> list[Piece]:
    """Return the pieces of a quotation; paragraphs with no omission between them are one piece.

    A piece that is only a mark or a stop is none: the last of `‘I went …’`.
    """
    texts = _OMISSION.split(words)  # text, omission, text, omission, text, …
    pieces: list[Piece] = []
    for omission, text in zip(["", *texts[1::2]], texts[::2], strict=True):
        if text == closing_stop(text):
            continue
        crosses_paragraphs = "\n" in omission
        ends_sentence = bool(pieces) and pieces[-1].text.rstrip(MARK).endswith((".", "?", "!"))
        is_capitalized = text.lstrip(f"{MARK}([")[:1].isupper()
        opens_sentence = is_capitalized and (crosses_paragraphs or ends_sentence)
        pieces.append(Piece(text, crosses_paragraphs, not pieces or opens_sentence))
    return pieces


def stretches_of(piece: Piece, source: Source) -> list[Stretch]:
    """Return the stretches of a piece, without its closing stop.

    A bracket that the source has too is part of the words.
    """
    core = piece.text.removesuffix(closing_stop(piece.text))
    stretches: list[Stretch] = []
    bracket, at = None, 0
    for match in [*_STANDALONE.finditer(core), None]:
        if match is None or match[0] not in source.folded:
            text = core[at : match.start() if match else None].strip(" ")
            may_change_case = piece.may_change_case and not stretches
            spellings = dict.fromkeys(_spellings(text, source, may_change_case) if text else ())
            stretches.append(Stretch(tuple(spellings), bracket))
            if match:
                bracket, at = match[1], match.end()
    return stretches


def _spellings(text: str, source: Source, may_change_case: bool) -> Iterator[str]:
    """Yield what a source may have for a stretch: its first letter may have another case.

    A letter in brackets there, as in [t]he, always may.
    """
    yield text
    offset = len(text) - len(text.lstrip(_OPENERS))
    if letter := _LETTER.match(text, offset):
        text = text[:offset] + letter[1] + text[letter.end() :]
        yield text
    if letter or may_change_case:
        yield other_first_letter(text, source)


def closing_stop(text: str) -> str:
    """Return the closing stop of a folded text with the marks around it, or an empty string."""
    return text[len(text.rstrip(f"{_STOPS}{MARK} ")) :]


def other_stops(stop: str) -> list[str]:
    """Return what a source may have instead of a closing stop."""
    marks = stop.count(MARK)
    if len(stop.strip(" ")) > marks + 1:  # several stops stay, but for “the U.S.,” he said
        return [stop[:-1]] if stop == ".," else []
    # The stop may be within the inner marks or behind them.
    return [inner + MARK * marks for inner in ("", ".", ",")] if marks else [""]


def other_first_letter(text: str, source: Source) -> str:
    """Return a folded text with the case of its first letter changed, if that may change."""
    offset = len(text) - len(text.lstrip(_OPENERS))
    letter = text[offset : offset + 1]
    other = letter.swapcase()
    if not letter.isalpha() or other == letter or other.swapcase() != letter:
        return text  # it has no case, or changing it twice gives another letter: ı → I → i
    changed = text[:offset] + other + text[offset + 1 :]
    word = WORD.match(changed, offset)
    if letter.islower() and word and {word[0], word[0].partition(MARK)[0]} & source.names:
        return text  # a name, or its genitive (Reed's), keeps its capital
    return changed
