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
_SMALL = r"(?:in|at|on|to|of|the|and|an?)\b"  # the small words of a place
_MAX_PLACE = 50  # code points behind a name: (New York, 14 February 2025), ¶17


@cache
def attribution_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for an attribution: a name, or a paragraph's number, after a dash or none.

    Good: — Radchenko; The author; (President Putin, in Kyiv); Sergey Radchenko in The Times; ¶17.
    Bad: — Trump is right; He will take Kyiv by May; (Trump, to be clear, is right).
    """
    opening = rf"(?P<opening>(?:(?P<bracket>[(\[])|[{DASHES}])[\s(\[{DASHES}]*)?"
    title = r"(?:[Tt]he\s+(?:[\w.’'-]+\s+){0,2}?|(?:[A-Z][\w.’'-]*\s+){0,3}?)"
    who = rf"(?:{title}(?i:{any_of(names)})(?!\w)(?:['’]s\s+{_PARAGRAPH})?|{_PARAGRAPH})"
    # A sentence may begin with a name too: “Reed, by contrast, agrees.” It opens with no dash, and
    # has a stop; one in brackets has other words than a place and a date have.
    is_no_sentence = r"(?(opening)|(?<![.,:;?!]))"
    in_brackets = rf"(?:[^\w)\]]*+(?:[A-Z\d][\w.’'-]*+|{_SMALL}))*+[^\w)\]]*"
    place = rf"(?(bracket){in_brackets}|.{{,{_MAX_PLACE}}}){is_no_sentence}"
    behind = rf"(?:\s*(?=[,(]|(?:in|at|on|to|of)\b){place}|\.)?"
    return re.compile(rf"\s*{opening}(?P<who>{who}{behind})[)\]]?", re.S)


def attribution_within(run: Run, pattern: re.Pattern[str]) -> tuple[int, str]:
    """Return where the words of a block quote end in its last run, and the attribution after them.

    It is all of the run, or all from its second line, its last line or its last bracket on: of
    “a b\n— Reed” it is (3, "Reed").
    """
    text = run.text.rstrip()
    for start in (0, text.find("\n") + 1, text.rfind("\n") + 1, text.rfind("(")):
        match = pattern.fullmatch(text, start)
        if match and match["opening"]:
            return len(text[:start].rstrip(f" \n{DASHES}")), " ".join(match["who"].split())
    return len(run.text), ""


def attribution_below(run: Run | None, pattern: re.Pattern[str]) -> str:
    """Return the attribution that a run is for the words above it, "" if it is none.

    Below a quotation whatever begins with a dash is one, whoever is named.
    """
    if run is None or run.block.element in ("td", "th"):
        return ""
    text = run.text.strip()
    match = pattern.fullmatch(text)
    if text[:1] in DASHES:
        who = match["who"] if match else text.lstrip(f"{DASHES} ")
    else:
        who = match["who"] if match and run.block.element in ("p", "div") else ""
    return " ".join(who.split())
