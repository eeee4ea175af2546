"""What says whose words a quotation is: the last line of a block quote, or the block below it.

    > an old bridge
    >
    > — Reed, in London

has the attribution “Reed, in London”, if Reed is somebody known.
"""

import re
from functools import cache

from quotations.model import Run
from quotations.text.fold import DASHES
from quotations.text.words import any_of

_PARAGRAPH = r"¶\s?\d+(?:[.–-]\d+)*"
_MAX_PLACE = 50  # code points behind a name: (New York, 14 February 2025), ¶17


@cache
def attribution_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for an attribution: a name, or a paragraph's number, after a dash or none.

    Good: — Radchenko; The author; (President Putin, in Kyiv); Sergey Radchenko in The Times; ¶17.
    Bad: — Trump is right; He will take Kyiv by May.
    """
    dash = rf"(?P<dash>[(\[{DASHES}][\s(\[{DASHES}]*)?"  # a bracket does as well
    title = r"(?:[Tt]he\s+(?:[\w.’'-]+\s+){0,2}?|(?:[A-Z][\w.’'-]*\s+){0,3}?)"
    # A sentence may begin with a name too: “Reed, by contrast, agrees.” It has no dash, and a stop.
    is_no_sentence = r"(?(dash)|(?<![.,:;?!]))"
    place = rf"(?:\s*(?:[,(]|\b(?:in|at|on|to)\b).{{,{_MAX_PLACE}}}{is_no_sentence}|\.)?"
    name = rf"{title}(?i:{any_of(names)})(?!\w){place}"
    return re.compile(rf"\s*{dash}(?P<who>{name}|{_PARAGRAPH})[)\]]?", re.S)


def attribution_within(run: Run, pattern: re.Pattern[str]) -> tuple[int, str]:
    """Return where the words of a block quote end in its last run, and the attribution after them.

    It is all of the run, or all from its second line, its last line or its last bracket on: of
    “a b\n— Reed” it is (3, "Reed").
    """
    text = run.text.rstrip()
    for start in (0, text.find("\n") + 1, text.rfind("\n") + 1, text.rfind("(")):
        match = pattern.fullmatch(text, start)
        if match and match["dash"]:
            return len(text[:start].rstrip(f" \n{DASHES}")), " ".join(match["who"].split())
    return len(run.text), ""


def attribution_below(run: Run | None, pattern: re.Pattern[str]) -> str:
    """Return the attribution that a run is for the words above it, "" if it is none.

    Below a quotation whatever begins with a dash is one, whoever is named.
    """
    if run is None or run.block.element not in ("p", "div"):
        return ""
    text = run.text.strip()
    match = pattern.fullmatch(text)
    who = match["who"] if match else text.lstrip(f"{DASHES} ") if text[:1] in DASHES else ""
    return " ".join(who.split())
