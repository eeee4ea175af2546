"""A quotation in pieces: what of it a source must have, and where an editor says it is changed.

All text here is folded (`text/fold.py`): any quotation mark or apostrophe is ', any omission …
without space around it, and a line break parts paragraphs. Omissions part a quotation into pieces,
and editors' brackets a piece into stretches. `[t]he old…bridge [sic].` has two pieces:

    [t]he old      one stretch, that a source may spell: the old, [t]he old, The old, [T]he old
    bridge [sic].  two stretches: bridge, then one without words that has the bracket before it
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
# of the words, perhaps repeated. For its group, `split` keeps it.
_OMISSION = re.compile(rf"(\n*(?:{ELLIPSIS}\.?[ \n]*)+)")
_CONTEXT = 3  # code points before a bracket: the space, and the end of the word there
_BRACKETED_LETTER = re.compile(r"\[([^\W\d_])\](?=[^\W\d_])")  # [t]he
_OPENERS = f"{MARK}({DASH} "  # the characters that may precede the first letter of a quotation
CLOSERS = f".,。，、{MARK} "  # those of a closing stop, and of what may stand around it


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
        if not text.strip(CLOSERS):
            continue
        crosses_paragraphs = "\n" in omission
        before = pieces[-1].text if pieces else ""
        ends_sentence = before.rstrip(f"{MARK} ").endswith((".", "?", "!"))
        is_capitalized = text.lstrip(f"{_OPENERS}[")[:1].isupper()
        opens_sentence = is_capitalized and (crosses_paragraphs or ends_sentence)
        pieces.append(Piece(text, crosses_paragraphs, not pieces or opens_sentence))
    return pieces


def stretches_of(piece: Piece, source: Source) -> list[Stretch]:
    """Return the stretches of a piece, without its closing stop."""
    core = piece.text.rstrip(CLOSERS)
    brackets = [match for match in _STANDALONE.finditer(core) if not _is_own(match, source)]
    cuts = [0, *(cut for bracket in brackets for cut in bracket.span()), len(core)]
    texts = [core[start:end].strip(" ") for start, end in zip(cuts[::2], cuts[1::2], strict=True)]
    stretches = []
    for text, bracket in zip(texts, [None, *(bracket[1] for bracket in brackets)], strict=True):
        spellings = _spellings(text, source, piece.may_change_case and bracket is None)
        stretches.append(Stretch(tuple(dict.fromkeys(spellings)), bracket))
    return stretches


def _is_own(bracket: re.Match[str], source: Source) -> bool:
    """Whether a bracket is the source's own, and so part of the words, as are those before it."""
    start = max(0, bracket.start() - _CONTEXT)
    return bracket.string[start : bracket.end()] in source.folded


def _spellings(text: str, source: Source, may_change_case: bool) -> Iterator[str]:
    """Yield what a source may have for a stretch: its first letter may have another case.

    A letter in brackets there, as in [t]he, always may, and the brackets may be the source's own.
    Further on nothing may differ.
    """
    offset = len(text) - len(text.lstrip(_OPENERS))
    if letter := _BRACKETED_LETTER.match(text, offset):
        rest = text[letter.end() :]
        other = with_other_case(letter[1] + rest, source)[0]
        for first in (letter[1], other):
            yield from (f"{text[:offset]}{first}{rest}", f"{text[:offset]}[{first}]{rest}")
    elif text:
        yield text
        if may_change_case:
            yield with_other_case(text, source)


def closing_stop(text: str) -> str:
    """Return the closing stop of a text, with the marks and spaces around it, or an empty string.

    Of `He called it 'old.'` it is `.'`.
    """
    return text[len(text.rstrip(CLOSERS)) :]


def allowed_stops(stop: str) -> list[str]:
    """Return what a source may have where a quotation has a closing stop; the first that fits does.

    For `.'` these are `.'`, `'`, `,'`; for `.` also nothing, so that any other stop may come there.
    Of several stops none may change, but that `.,` may be `.`, as in “the U.S.,” he said.
    """
    if stop == ".,":
        return [".,", "."]
    marks = MARK * stop.count(MARK)
    stops = len(stop.strip(" ")) - len(marks)
    return [stop] if stops > 1 else [stop, marks, f".{marks}", f",{marks}"]


def with_other_case(text: str, source: Source) -> str:
    """Return a text with its first letter in the other case: The bridge, for the bridge.

    It is the text as it is if that may not be: no name of a source loses its capital.
    """
    offset = len(text) - len(text.lstrip(_OPENERS))
    letter = text[offset : offset + 1]
    other = letter.swapcase()
    if other.swapcase() != letter:  # ı → I → i
        return text
    changed = text[:offset] + other + text[offset + 1 :]
    word = WORD.match(changed, offset)
    if letter.islower() and word and {word[0], word[0].partition(MARK)[0]} & source.names:
        return text  # a name, or its genitive: Reed's
    return changed
