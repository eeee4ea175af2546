"""Fold typography, and only typography, keeping the way back.

Two texts that differ in nothing but how they are set fold to the same string: quotation marks of
any shape and level, apostrophes, dashes (a hyphen between spaces too) and the space around them,
hyphens, soft hyphens, spaces and line breaks, the spellings of an ellipsis, and composed or
decomposed letters (Unicode NFC, UAX #15). Letters, digits, the order of words and all other
punctuation stay as they are.

    “It’s - well -  ‘old’ [. . .]”  →  'It's—well—'old'…'
"""

import re
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

MARK = "'"
DASH = "—"
ELLIPSIS = "…"

MARKS = "\"'“”„‟‘’‚‛«»‹›ʼ＂＇〝〞〟「」『』"
SOFT_HYPHEN = "\u00ad"
SPACES = (
    " \t\n\r\f\v\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)

CHARACTERS = str.maketrans(
    {**dict.fromkeys(MARKS, MARK), **dict.fromkeys("‐‑⁃", "-"), **dict.fromkeys("‒–―", DASH)}
)
# An ellipsis: …, three dots with or without spaces, in square or round brackets or in none. Of
# four dots the first is a full stop.
_DOTS = rf"(?:…|\.(?:[{SPACES}]*\.){{2}}(?![{SPACES}]*\.))"
_BRACKETED = rf"\[[{SPACES}]*{_DOTS}[{SPACES}]*\]|\([{SPACES}]*{_DOTS}[{SPACES}]*\)"
SEQUENCES = re.compile(
    rf"(?=[\[(.…—{SPACES}-])(?:"  # nothing else begins one: a quick look spares three long ones
    rf"(?P<ellipsis>[{SPACES}]*(?:{_BRACKETED}|{_DOTS})[{SPACES}]*)"
    rf"|(?P<dash>[{SPACES}]*(?:-{{2,3}}|—)[{SPACES}]*|[{SPACES}]+-[{SPACES}]+)"
    rf"|(?P<space>[{SPACES}]{{2,}}|[{SPACES[1:]}]))"  # one plain space stays what it is
)
_FOLDED: dict[str | None, str] = {"ellipsis": ELLIPSIS, "dash": DASH, "space": " "}
_IN_BRACKETS = re.compile(r"\[…\]|\(…\)")  # what folding makes of ([…])


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded, and the way back to the text as it was."""

    text: str
    # For each character, and for the end of the text: the start and the end of what it was made of.
    starts: "array[int]"
    ends: "array[int]"

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return the start and the end of what the stretch from `start` to `end` was made of.

        The stretch is not empty.
        """
        return self.starts[start], self.ends[end - 1]


def fold(text: str, origin: int = 0) -> Folded:
    """Return `text` folded, with the way back; `origin` is where it begins in its file."""
    end = origin + len(text)
    starts, ends = range(origin, end + 1), (*range(origin + 1, end + 1), end)
    return _fold(Folded(text, array("I", starts), array("I", ends)))


def folded_text(text: str) -> str:
    """Return `text` folded, without the way back: at a fraction of the cost."""
    return _fold(Folded(text, array("I"), array("I"))).text


def _fold(text: Folded) -> Folded:
    text = Folded(text.text.translate(CHARACTERS), text.starts, text.ends)
    text = _replace(text, re.finditer(SOFT_HYPHEN, text.text), lambda match: "")
    if not unicodedata.is_normalized("NFC", text.text):
        text = _replace(
            text, _clusters(text.text), lambda match: unicodedata.normalize("NFC", match[0])
        )
    while True:
        text = _replace(text, SEQUENCES.finditer(text.text), lambda match: _FOLDED[match.lastgroup])
        if not _IN_BRACKETS.search(text.text):
            return text


def _clusters(text: str) -> Iterator[re.Match[str]]:
    """Find each letter with the accents that combine with it."""
    # Hangul vowels and finals have combining class 0 and compose all the same.
    combining = {c for c in text if unicodedata.combining(c) or "\u1160" <= c <= "\u11ff"}
    return re.finditer(f".[{''.join(sorted(combining))}]*" if combining else ".", text, re.S)


def _replace(
    text: Folded, matches: Iterable[re.Match[str]], replacement: Callable[[re.Match[str]], str]
) -> Folded:
    """Return a folded text with its matches replaced, each character made of all of its match."""
    pieces: list[str] = []
    starts, ends = array("I"), array("I")
    position = 0
    for match in matches:
        start, end = match.span()
        new = replacement(match)
        pieces += text.text[position:start], new
        # Both are empty where the way back is not asked for: so are all their slices.
        starts += text.starts[position:start] + text.starts[start : start + 1] * len(new)
        ends += text.ends[position:start] + text.ends[end - 1 : end] * len(new)
        position = end
    pieces.append(text.text[position:])
    return Folded("".join(pieces), starts + text.starts[position:], ends + text.ends[position:])
