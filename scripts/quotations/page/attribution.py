"""What says whose words a quotation is: the last line of a block quote, or the block below it.

    > an old bridge
    >
    > — Reed, in London

has the attribution “Reed, in London”, if Reed is somebody known.
"""

import re
from functools import cache

from quotations.model import Run
from quotations.text.fold import DASHES, SPACES
from quotations.text.words import APOSTROPHE, any_of

_OPENING = f"([{DASHES}{SPACES}"  # characters that may stand before a name
_PARAGRAPH = r"¶\s?\d+(?:[.–-]\d+)*"
# The small words of a place and a date.
_SMALL = r"(?:in|at|on|to|of|the|and|an?|his|her|their|pp?|page|paragraph|sentence)\b"
# Code points of what is behind a name and is more than a place: , in his op-ed of Thursday
_MAX_BEHIND = 50
_DASH = re.compile(rf"[{DASHES}]\s*(?=[^\W\d])|—\s*")  # no minus: -5; no --option


@cache
def _patterns(names: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return a pattern for a text that somebody may sign with, and one for what is only a place.

    The first matches “The Russian president Putin” and “Reed’s ¶7, he says”; its group `behind` is
    “, he says”. The second matches “, in London on 5 May”.
    """
    name = rf"(?i:{any_of(names)})(?!\w)"
    title = r"(?:[Tt]he\s+(?:[\w.’'-]+\s+){0,2}?|(?:[A-Z][\w.’'-]*\s+){0,3}?)"
    who = rf"(?:{title}{name}(?:{APOSTROPHE}s\s+{_PARAGRAPH})?|{_PARAGRAPH})"
    behind = r"(?P<behind>\.?|\s*(?:[,(\d]|(?:in|at|on|to|of)\b).*)"
    place = rf"(?:[^\w)\]]*+(?:[A-Z\d][\w.’'-]*+|{_SMALL}|{name}))*+[^\w)\]]*"
    return re.compile(who + behind, re.S), re.compile(place)


def _signer(text: str, has_mark: bool, names: tuple[str, ...]) -> tuple[str, bool]:
    """Return who signs with a text, "" if nobody; and whether at most a place is behind the name.

    `has_mark` says whether a dash or a bracket is before the text. One signs with: Reed; Ann Reed,
    in London; The author in his letter of May; ¶17. One does not with: Reed is right; He will take
    Kyiv by May; and, as it has no mark and is a sentence, with: Reed, by contrast, agrees.
    """
    signature, place = _patterns(names)
    match = signature.fullmatch(re.sub(r"[)\]]\.?$", "", text))
    if match is None:
        return "", False
    behind = match["behind"]
    is_plain = place.fullmatch(behind) is not None
    is_sentence = behind.endswith((".", ",", ":", ";", "?", "!"))
    if (is_sentence and not has_mark) or not (is_plain or len(behind) <= _MAX_BEHIND):
        return "", False
    return " ".join(match[0].split()), is_plain


def attribution_within(run: Run, names: tuple[str, ...]) -> tuple[int, str]:
    """Return where the words of a block quote end in its last run, and the attribution after them.

    It is all of the run, or all from its second line, its last line or its last bracket on: of
    “a b\n— Reed” it is (3, "Reed"). A bracket within a line has a name and a place, and no more.
    """
    text = run.text.rstrip()
    lines = (0, text.find("\n") + 1, text.rfind("\n") + 1)
    for start in (*lines, max(0, text.rfind("("))):
        mark = text[start:].lstrip()[:1]
        who, is_plain = _signer(text[start:].lstrip(_OPENING), True, names)
        if who and (is_plain if mark in "([" else mark in DASHES):
            return len(text[:start].rstrip(f" \n{DASHES}")), who
    return len(run.text), ""


def attribution_below(above: Run, run: Run | None, names: tuple[str, ...], is_alone: bool) -> str:
    """Return the attribution that a run is for the words in the run above it, "" if it is none.

    Below a quotation whatever begins with a dash is one, whoever is named. Without a dash it must
    be a known name, and `is_alone`: there is nothing but the quotation above.
    """
    if run is None or run.block.element in ("td", "th", "pre"):
        return ""
    if run.block.element == "li" and run.block.scopes != above.block.scopes:  # another item
        return ""
    text = run.text.strip()
    signature, dash = text.lstrip(_OPENING), _DASH.match(text)
    who, _ = _signer(signature, signature != text, names)
    if who and (dash or (is_alone and run.block.element in ("p", "div"))):
        return who
    return " ".join(text[dash.end() :].split()) if dash else ""
