"""What signs a quotation: the last line of a block quote, or the block below it."""

import re
from collections.abc import Sequence
from functools import lru_cache

from quotations.model import Run

_DASH = re.compile(r"\s*(?:-{1,3}|[–—―‒])\s*")
_MORE = re.compile(r"[,;:]|\b(?:in|at|on|to)\b")  # what no name alone has
_PARAGRAPH = r"¶\s?\d+(?:[.–-]\d+)*"
_BARE = re.compile(rf"\s*\(({_PARAGRAPH})\)\s*$")
_STOPS = (".", ",", ":", ";", "?", "!")
_SIGNS = ("p", "div", "figcaption", "footer")


@lru_cache(maxsize=8)
def signing_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for a signature without its dash: a name, or a paragraph's number.

    Good: Radchenko; The author; President Putin, in Kyiv; Sergey Radchenko in The Times; ¶17.
    Bad: Trump is right; He will take Kyiv by May.
    """
    listed = sorted(
        {r"\s+".join(map(re.escape, n.split())) for n in names}, key=lambda name: (-len(name), name)
    )
    titles = r"(?:[Tt]he\s+(?:[\w.’'-]+\s+){0,2}?|(?:[A-Z][\w.’'-]*\s+){0,3}?)"
    rest = r"(?:\s*(?:[,(]|\b(?:in|at|on|to)\b).*|\.)?"
    name = rf"{titles}(?:{'|'.join(listed)})(?!\w){rest}" if listed else r"(?!)"
    return re.compile(rf"\s*((?:{name}|{_PARAGRAPH}))\s*", re.S)


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
    elif own and (run.element == "footer" or run.cite == 0 or "\n" not in text):
        line = 0
    dash = _DASH.match(text, line)
    signed = signing.fullmatch(text, dash.end() if dash else line)
    # The dash before a <cite> is part of the attribution.
    if signed and (line or own) and (dash or run.element == "footer" or run.cite == line):
        return len(text[:line].rstrip(" \n–—―‒-")), " ".join(signed[1].split())
    if bare := _BARE.search(text):
        return bare.start(), bare[1]
    return len(run.text), ""


def below(runs: Sequence[Run], at: int, signing: re.Pattern[str]) -> str:
    """Return what the block at `at` signs the words above it with."""
    run = runs[at] if at < len(runs) else None
    if not run or run.element not in _SIGNS or run.hidden or run.block is not None:
        return ""
    dash = _DASH.match(run.text)
    signed = signing.fullmatch(run.text, dash.end() if dash else 0)
    # A sentence below may open with a name too; a line that signs closes with no stop.
    sentence = run.element in ("p", "div") and run.text.rstrip().endswith(_STOPS)
    if not signed or (not dash and sentence and _MORE.search(signed[1])):
        return ""
    return " ".join(signed[1].split())
