"""Fold typography, and only typography, keeping the way back.

Two texts that differ in nothing but how they are set fold to the same string: quotation marks of
any shape and level, apostrophes, dashes (-- and a hyphen between spaces too) and the space around
them, hyphens, soft hyphens, spaces and line breaks, the spellings of an ellipsis, in brackets or
not, and composed or decomposed letters (Unicode NFC, UAX #15). Letters, digits, the order of words
and all other punctuation stay as they are.

    “It’s - well -  ‘old’ [. . .]”  →  'It's—well—'old'…'
"""

import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from unicodedata import category, is_normalized, normalize

# What every quotation mark or apostrophe, every dash, every ellipsis is folded to.
MARK, DASH, ELLIPSIS = "'", "—", "…"

DASHES = "‐‑⁃‒–—―−⸺-"  # and hyphens; for use in square brackets too
MARKS = "\"'“”„‟‘’‚‛«»‹›ʼ＂＇〝〞〟「」『』"
SOFT_HYPHEN = "\u00ad"
SPACES = (
    " \t\n\r\f\v\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)

# What is folded character by character.
CHARACTERS = str.maketrans(
    {**dict.fromkeys(MARKS, MARK), **dict.fromkeys("‐‑⁃", "-"), **dict.fromkeys("‒–―", DASH)}
)
# An ellipsis: …, three dots with or without spaces, in square or round brackets or in none. Of
# more dots the last three are one, so of four the first is a full stop.
_DOTS = rf"(?:…|\.(?:[{SPACES}]*\.){{2}}(?![{SPACES}]*\.))"
_BRACKETED = rf"\[[{SPACES}]*{_DOTS}[{SPACES}]*\]|\([{SPACES}]*{_DOTS}[{SPACES}]*\)"
SEQUENCES = re.compile(
    rf"(?=[\[(.…—{SPACES}-])(?:"  # a quick look at the first character, for speed
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
    # Character i was made of the original's starts[i] to ends[i]; one more entry is for the end.
    starts: "array[int]"
    ends: "array[int]"

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return what the characters from `start` to before `end` were made of; at least one."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str, origin: int = 0) -> Folded:
    """Return `text` folded, with the way back; `origin` is where it begins in its file."""
    end = origin + len(text)
    starts, ends = range(origin, end + 1), (*range(origin + 1, end + 1), end)
    return _fold(Folded(text, array("I", starts), array("I", ends)))


def folded_text(text: str) -> str:
    """Return `text` folded, without the way back: at a fraction of the cost."""
    return _fold(Folded(text, array("I"), array("I"))).text


def _fold(folded: Folded) -> Folded:
    folded = Folded(folded.text.translate(CHARACTERS), folded.starts, folded.ends)
    folded = _replace(folded, re.finditer(SOFT_HYPHEN, folded.text), lambda match: "")
    if not is_normalized("NFC", folded.text):
        folded = _replace(folded, _clusters(folded.text), lambda match: normalize("NFC", match[0]))
    while True:  # each time there are fewer brackets
        matches = SEQUENCES.finditer(folded.text)
        folded = _replace(folded, matches, lambda match: _FOLDED[match.lastgroup])
        if not _IN_BRACKETS.search(folded.text):
            return folded


def _clusters(text: str) -> Iterator[re.Match[str]]:
    """Find each letter with the accents that combine with it."""
    # Hangul vowels and finals are no marks and compose all the same.
    accents = {c for c in text if category(c).startswith("M") or "\u1160" <= c <= "\u11ff"}
    return re.finditer(f".[{''.join(sorted(accents))}]*" if accents else ".", text, re.S)


def _replace(
    folded: Folded, matches: Iterable[re.Match[str]], replacement: Callable[[re.Match[str]], str]
) -> Folded:
    """Return a folded text with its matches replaced, each character made of all of its match."""
    pieces: list[str] = []
    starts, ends = array("I"), array("I")
    position = 0
    for match in matches:
        start, end = match.span()
        new = replacement(match)
        pieces += folded.text[position:start], new
        # If the way back is not kept, both arrays are empty, and so are these slices.
        starts += folded.starts[position:start] + folded.starts[start : start + 1] * len(new)
        ends += folded.ends[position:start] + folded.ends[end - 1 : end] * len(new)
        position = end
    pieces.append(folded.text[position:])
    return Folded("".join(pieces), starts + folded.starts[position:], ends + folded.ends[position:])
