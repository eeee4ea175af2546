"""Split a paragraph into sentences.

The numbers of sentences are addresses, so the split must not change once a text is published; a
test holds all of it for the edition's own text.
"""

import re
from itertools import pairwise

from quotations.text.language import Language

_CLOSING = "”’\"'»“)\\]」』"
_END = re.compile(
    rf"(?<![.!?…])(?P<stop>[.!?…]++)(?P<closing>[{_CLOSING}]*)(?=\s+(?P<next>\S+(?:\s+\S+){{0,4}}))"
    rf"|[。！？]++[{_CLOSING}]*(?=\s*\S)"  # written without spaces
)


def split(text: str, language: Language) -> list[tuple[int, int]]:
    """Return where each sentence of `text` starts and ends (code points), spaces left out.

    A sentence ends with a stop, a question or an exclamation mark, then closing marks if any, then
    space, then something that can open a sentence. An abbreviation or an initial ends none, unless
    a word follows that opens a sentence; nor does a quotation that its speaker follows.
    """
    ends = [found.end() for found in _END.finditer(text) if _ends(found, language)]
    bounds = pairwise([0, *ends, len(text)])
    return [(end - len(text[start:end].lstrip()), end) for start, end in bounds]


def _ends(found: re.Match[str], language: Language) -> bool:
    stop, following = found["stop"], found["next"]
    if stop is None:
        return True
    opening = following.lstrip("“‘„«\"'([—–- ")
    if not opening or opening[0].islower():
        return False
    if stop == "." and _abbreviates(found.string[: found.start()], following, language):
        return False
    return not (found["closing"] and stop[-1] in "!?…" and _names_speaker(following, language))


def _abbreviates(before: str, following: str, language: Language) -> bool:
    word = re.split(r"[\s(\[“‘\"'—–]", before[-40:])[-1]
    if not (word.lower() in language.abbreviations or re.fullmatch(r"[^\W\d_]", word)):
        return False
    opener = re.match(r"[^\W\d_]+", following.lstrip("“‘\"'(["))
    return not (opener and opener[0].lower() in language.openers)


def _names_speaker(following: str, language: Language) -> bool:
    """Whether what follows a quotation is its speaker and a verb of saying."""
    clause = re.split(r"[.,;:!?]", following)[0]
    return any(w.lower() in language.all_saying for w in re.findall(r"[^\W_]+", clause))
