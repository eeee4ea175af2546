"""Split a paragraph into sentences: “He met Mr. Hill. “Why?” Reed asked.” has two.

The numbers of sentences are addresses, so the split must not change once a text is published; a
test has every sentence of the edition's own text.
"""

import re
from itertools import pairwise

from quotations.text.language import Language

_CLOSING = "”’\"'»“)\\]」』"
# Where a sentence may end: a stop, then closing marks, then space. In `He came. “Why?” Reed said.`
# it may after `came.` and after `?”`; in `3.5 miles` nowhere. `next` are up to five words after it.
_END = re.compile(
    rf"(?P<stop>[.!?…]++)(?P<closing>[{_CLOSING}]*)(?=\s+(?P<next>\S+(?:\s+\S+){{0,4}}))"
    rf"|[。！？]++[{_CLOSING}]*(?=\s*\S)"  # written without spaces
)


def split(text: str, language: Language) -> list[tuple[int, int]]:
    """Return where each sentence of a paragraph starts and ends (code points).

    A sentence ends with a stop, a question or an exclamation mark, then closing marks if any, then
    space, then something that can begin a sentence. An abbreviation or an initial ends one only
    before a word that often begins sentences. A quotation that ends in ?, ! or … ends none if a
    verb of saying follows within five words.
    """
    ends = [match.end() for match in _END.finditer(text) if _is_end(match, language)]
    bounds = pairwise([0, *ends, len(text)])
    return [(end - len(text[start:end].lstrip()), end) for start, end in bounds]


def _is_end(match: re.Match[str], language: Language) -> bool:
    """Whether a sentence ends at a match of _END."""
    stop = match["stop"]
    if stop is None:  # 。！？ always end one
        return True
    following = match["next"].lstrip("“‘„«\"'([—–- ")
    if not following or following[0].islower():
        return False
    clause = re.split(r"[.,;:!?]", following)[0]
    words = re.findall(r"[^\W_]+", clause.lower())
    has_speaker = not language.all_saying.isdisjoint(words)  # “Why?” Reed asked.
    if match["closing"] and stop[-1] in "!?…" and has_speaker:
        return False
    before = match.string[max(0, match.start() - 40) : match.start()]  # more than any abbreviation
    last_word = re.split(r"[\s(\[“‘\"'—–]", before)[-1]
    is_initial = re.fullmatch(r"[^\W\d_]", last_word)
    is_abbreviation = last_word.lower() in language.abbreviations or is_initial
    if stop == "." and is_abbreviation:  # not in: Mr. Hill; but in: the U.S. It was
        return bool(words) and words[0] in language.openers
    return True
