"""Fold typography, and only typography, keeping the way back.

Two texts that differ in nothing but how they are set fold to the same string: quotation marks of
any shape and level, apostrophes, dashes (a hyphen between spaces too) and the space around them,
hyphens, soft hyphens, spaces and line breaks, the spellings of an ellipsis, and composed or
decomposed letters (Unicode NFC, UAX #15). Letters, digits, the order of words and all other
punctuation stay as they are.
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

SINGLE = str.maketrans(
    {**dict.fromkeys(MARKS, MARK), **dict.fromkeys("‐‑⁃", "-"), **dict.fromkeys("‒–―", DASH)}
)
# An ellipsis: …, three dots with or without spaces, in square or round brackets or in none. Of
# four dots the first is a full stop.
_DOTS = rf"(?:…|\.(?:[{SPACES}]*\.){{2}}(?![{SPACES}]*\.))"
_BRACKETED = rf"\[[{SPACES}]*{_DOTS}[{SPACES}]*\]|\([{SPACES}]*{_DOTS}[{SPACES}]*\)"
RUNS = re.compile(
    rf"(?=[\[(.…—{SPACES}-])(?:"  # nothing else begins one: a quick look spares three long ones
    rf"(?P<ellipsis>[{SPACES}]*(?:{_BRACKETED}|{_DOTS})[{SPACES}]*)"
    rf"|(?P<dash>[{SPACES}]*(?:-{{2,3}}|—)[{SPACES}]*|[{SPACES}]+-[{SPACES}]+)"
    rf"|(?P<space>[{SPACES}]{{2,}}|[{SPACES[1:]}]))"  # one plain space stays what it is
)
_FOLDED = {"ellipsis": ELLIPSIS, "dash": DASH, "space": " "}
_NESTED = re.compile(r"\[…\]|\(…\)")  # a bracket around a bracketed ellipsis


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded, and the way back to the text as it was."""

    text: str
    starts: "array[int]"
    ends: "array[int]"
    """For each character, and for the end of the text: the code points that it was made of."""

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return what the stretch `[start, end)`, not empty, was made of."""
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
    folded = Folded(folded.text.translate(SINGLE), folded.starts, folded.ends)
    folded = _replaced(folded, re.finditer(SOFT_HYPHEN, folded.text), lambda hyphen: "")
    if not unicodedata.is_normalized("NFC", folded.text):
        folded = _replaced(folded, _clusters(folded.text), _composed)
    folded = _replaced(folded, RUNS.finditer(folded.text), _set)
    while _NESTED.search(folded.text):
        folded = _replaced(folded, RUNS.finditer(folded.text), _set)
    return folded


def _set(run: re.Match[str]) -> str:
    return _FOLDED[run.lastgroup or "space"]


def _composed(cluster: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", cluster[0])


def _clusters(text: str) -> Iterator[re.Match[str]]:
    """Find each letter with what combines with it."""
    # Hangul vowels and finals have combining class 0 and compose all the same.
    combining = {c for c in text if unicodedata.combining(c) or "\u1160" <= c <= "\u11ff"}
    return re.finditer(f"(?s:.)[{''.join(sorted(combining))}]*" if combining else "(?s:.)", text)


def _replaced(
    folded: Folded, found: Iterable[re.Match[str]], new: Callable[[re.Match[str]], str]
) -> Folded:
    """Return a folded text with what was found in it written anew."""
    text: list[str] = []
    starts, ends = array("I"), array("I")
    at = 0
    for match in found:
        first, last = match.span()
        text += folded.text[at:first], new(match)
        starts += folded.starts[at:first]
        ends += folded.ends[at:first]
        starts.extend(folded.starts[first : first + 1] * len(text[-1]))
        ends.extend(folded.ends[last - 1 : last] * len(text[-1]))
        at = last
    if not at:
        return folded
    return Folded(
        "".join([*text, folded.text[at:]]), starts + folded.starts[at:], ends + folded.ends[at:]
    )
