"""What says whose words a quotation is: the last line of a block quote, or the block below it.

    > an old bridge
    >
    > — Reed, in London

has the attribution “Reed, in London”, if Reed is somebody known.
"""

import re
from functools import lru_cache

from quotations.model import Run
from quotations.page.elements import ancestors
from quotations.text.words import any_of

_PARAGRAPH = r"¶\s?\d+(?:[.–-]\d+)*"
_BRACKETED_PARAGRAPH = re.compile(rf"\s*\(({_PARAGRAPH})\)\s*$")
_DASHES = "–—―‒-"
_CLAUSE = re.compile(r"[,;:]|\b(?:in|at|on|to)\b")  # what no name alone has
_STOPS = (".", ",", ":", ";", "?", "!")


@lru_cache(maxsize=8)
def attribution_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for an attribution: a name, or a paragraph's number, after a dash or none.

    Good: — Radchenko; The author; (President Putin, in Kyiv); Sergey Radchenko in The Times; ¶17.
    Bad: — Trump is right; He will take Kyiv by May.
    """
    title = r"(?:[Tt]he\s+(?:[\w.’'-]+\s+){0,2}?|(?:[A-Z][\w.’'-]*\s+){0,3}?)"
    place = r"(?:\s*(?:[,(]|\b(?:in|at|on|to)\b).*|\.)?"
    name = rf"{title}(?:{any_of(names)})(?!\w){place}"
    dash = rf"(?P<dash>-{{1,3}}|[(\[{_DASHES}])?"  # a bracket does as well
    return re.compile(rf"\s*{dash}\s*(?P<who>{name}|{_PARAGRAPH})[)\]]?\s*", re.S)


def attribution_within(run: Run, may_be_all: bool, pattern: re.Pattern[str]) -> tuple[int, str]:
    """Return where the words of a block quote end in its last run, and the attribution after them.

    It is the last line, a <cite> or a <footer>: of “a b\n— Reed” it is (3, "Reed"). `may_be_all`:
    the run may have no other words, as there are runs before it.
    """
    text = run.text.rstrip()
    cite_start = _cite_start(run)
    for start in (0, cite_start, text.rfind("\n") + 1):
        match = pattern.fullmatch(text, start)
        is_marked = run.block.element == "footer" or start == cite_start
        if match and (match["dash"] or is_marked) and (text[:start].strip() or may_be_all):
            # A dash before a <cite> belongs to the attribution.
            return len(text[:start].rstrip(f" \n{_DASHES}")), " ".join(match["who"].split())
    if number := _BRACKETED_PARAGRAPH.search(text):
        return number.start(), number[1]
    return len(run.text), ""


def _cite_start(run: Run) -> int:
    """Return the offset of the <cite> that ends the text of a run; its length if none does."""
    start = len(run.text)
    for text, node in reversed(run.pieces):
        if text.strip() and "cite" not in [ancestor.tag for ancestor in ancestors(node)]:
            break
        start -= len(text)
    return start


def attribution_below(run: Run | None, pattern: re.Pattern[str]) -> str:
    """Return the attribution that a run is for the words above it, "" if it is none."""
    if run is None or run.block.quote is not None:
        return ""
    match = pattern.fullmatch(run.text)
    if run.block.element not in ("p", "div") or match is None:
        return ""
    # A sentence may begin with a name too: “Reed, by contrast, agrees.” It ends with a stop.
    is_sentence = run.text.rstrip().endswith(_STOPS) and _CLAUSE.search(match["who"])
    if is_sentence and not match["dash"]:
        return ""
    return " ".join(match["who"].split())
