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
_MAX_REST = 50  # code points of whatever else is behind a name: , in his op-ed of Thursday
# The small words of a place and a date.
_SMALL = r"(?:in|at|on|to|of|the|and|an?|his|her|their|pp?|page|paragraph|sentence)\b"
_DASH = re.compile(rf"[{DASHES}]\s*(?=[^\W\d])|—\s*")  # no minus: -5; no --option


@cache
def attribution_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for an attribution: a name, or a paragraph's number, after a dash or none.

    Good: — Radchenko; The author; (President Putin, in Kyiv); Sergey Radchenko in The Times; ¶17.
    Bad: — Trump is right; He will take Kyiv by May. The group `sentence` has what may be words of a
    sentence, as in (Trump, to be clear, is right), and not only a place and a date.
    """
    dash = rf"(?P<dash>[(\[{DASHES}][\s(\[{DASHES}]*)?"  # a bracket does as well
    title = r"(?:[Tt]he\s+(?:[\w.’'-]+\s+){0,2}?|(?:[A-Z][\w.’'-]*\s+){0,3}?)"
    name = rf"(?i:{any_of(names)})(?!\w)"
    who = rf"(?:{title}{name}(?:['’]s\s+{_PARAGRAPH})?|{_PARAGRAPH})"
    place = rf"(?:[^\w)\]]*+(?:[A-Z\d][\w.’'-]*+|{_SMALL}|{name}))*+[^\w)\]]*"
    # A sentence may begin with a name too: “Reed, by contrast, agrees.” It has no dash, and a stop.
    is_no_sentence = r"(?(dash)|(?<![.,:;?!]))"
    sentence = rf"(?P<sentence>.{{,{_MAX_REST}}}){is_no_sentence}"
    behind = rf"(?:\s*(?=[,(]|(?:in|at|on|to|of)\b)(?:{place}{is_no_sentence}|{sentence})|\.)?"
    return re.compile(rf"\s*{dash}(?P<who>{who}{behind})[)\]]?", re.S)


def attribution_within(run: Run, pattern: re.Pattern[str]) -> tuple[int, str]:
    """Return where the words of a block quote end in its last run, and the attribution after them.

    It is all of the run, or all from its second line, its last line or its last bracket on: of
    “a b\n— Reed” it is (3, "Reed"). A bracket within a line is one only without such a sentence.
    """
    text = run.text.rstrip()
    lines = (0, text.find("\n") + 1, text.rfind("\n") + 1)
    for start in (*lines, text.rfind("(")):
        match = pattern.fullmatch(text, start)
        if match and match["dash"] and (start in lines or match["sentence"] is None):
            return len(text[:start].rstrip(f" \n{DASHES}")), " ".join(match["who"].split())
    return len(run.text), ""


def attribution_below(above: Run, run: Run | None, pattern: re.Pattern[str], is_alone: bool) -> str:
    """Return the attribution that a run is for the words in the run above it, "" if it is none.

    Below a quotation whatever begins with a dash is one, whoever is named. Without a dash it must
    be a known name, and `is_alone`: there is nothing but the quotation above.
    """
    if run is None or run.block.element in ("td", "th", "pre"):
        return ""
    if run.block.element == "li" and run.block.scopes != above.block.scopes:  # another item
        return ""
    text = run.text.strip()
    match = pattern.fullmatch(text)
    if dash := _DASH.match(text):
        who = match["who"] if match else text[dash.end() :]
    else:
        is_signed = match is not None and is_alone and run.block.element in ("p", "div")
        who = match["who"] if match and is_signed else ""
    return " ".join(who.split())
