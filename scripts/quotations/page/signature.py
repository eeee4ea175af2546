"""What signs a quotation: the last line of a block quote, or the block below it."""

import re
from functools import lru_cache

from quotations.model import Run
from quotations.text.words import any_of

_MORE = re.compile(r"[,;:]|\b(?:in|at|on|to)\b")  # what no name alone has
_PARAGRAPH = r"¶\s?\d+(?:[.–-]\d+)*"
_BARE = re.compile(rf"\s*\(({_PARAGRAPH})\)\s*$")
_STOPS = (".", ",", ":", ";", "?", "!")
_SIGNS = ("p", "div", "figcaption", "footer")


@lru_cache(maxsize=8)
def signing_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for a signature: a name, or a paragraph's number, behind a dash or none.

    Good: — Radchenko; The author; President Putin, in Kyiv; Sergey Radchenko in The Times; ¶17.
    Bad: — Trump is right; He will take Kyiv by May.
    """
    titles = r"(?:[Tt]he\s+(?:[\w.’'-]+\s+){0,2}?|(?:[A-Z][\w.’'-]*\s+){0,3}?)"
    rest = r"(?:\s*(?:[,(]|\b(?:in|at|on|to)\b).*|\.)?"
    name = rf"{titles}(?:{any_of(names)})(?!\w){rest}"
    dash = r"(?P<dash>-{1,3}|[–—―‒])?"
    return re.compile(rf"\s*{dash}\s*(?P<who>{name}|{_PARAGRAPH})\s*", re.S)


def last_line(run: Run, own: bool, signing: re.Pattern[str]) -> tuple[int, str]:
    """Return where the words of a block quote's last run end, and what signs them.

    `own`: the run may sign as a whole, for it is not the only one.
    """
    if run.hidden:
        return len(run.text), ""
    text = run.text.rstrip()
    line = text.rfind("\n") + 1
    if run.cite and text[: run.cite].strip():
        line = run.cite
    elif run.element == "footer" or run.cite == 0:
        line = 0
    signed = signing.fullmatch(text, line)
    # The dash before a <cite> is part of the attribution.
    marked = signed and (signed["dash"] or run.element == "footer" or run.cite == line)
    if signed and marked and (line or own):
        return len(text[:line].rstrip(" \n–—―‒-")), " ".join(signed["who"].split())
    if bare := _BARE.search(text):
        return bare.start(), bare[1]
    return len(run.text), ""


def below(run: Run | None, signing: re.Pattern[str]) -> str:
    """Return what a run signs the words above it with."""
    if not run or run.element not in _SIGNS or run.hidden or run.block is not None:
        return ""
    signed = signing.fullmatch(run.text)
    # A sentence below may open with a name too; a line that signs closes with no stop.
    sentence = run.element in ("p", "div") and run.text.rstrip().endswith(_STOPS)
    if not signed or (not signed["dash"] and sentence and _MORE.search(signed["who"])):
        return ""
    return " ".join(signed["who"].split())
