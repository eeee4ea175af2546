"""Split a paragraph into sentences.

The numbers of sentences are addresses, so the split must not change once a text is published; a
test holds all of it for the edition's own text.
"""

import re

from quotations.text.language import Language

_CLOSING = "”’\"'»“)\\]」』"
_END = re.compile(
    rf"(?<![.!?…])([.!?…]++)([{_CLOSING}]*)(\s+)(?=(\S+(?:\s+\S+){{0,4}}))"
    rf"|([。！？]++)([{_CLOSING}]*)(\s*)(?=(\S))"  # written without spaces
)
_BEFORE = re.compile(r"[^\s(\[“‘\"'—–]*$")


def split(text: str, language: Language) -> list[tuple[int, int]]:
    """Return where each sentence of `text` starts and ends (code points), spaces left out.

    A sentence ends with a stop, a question or an exclamation mark, then closing marks if any, then
    space, then something that can open a sentence. An abbreviation or an initial ends none, unless
    a word follows that opens a sentence; nor does a quotation that its speaker follows.
    """
    sentences = []
    start = 0
    for found in _END.finditer(text):
        if found[5]:
            sentences.append((start, found.end(6)))
            start = found.end(7)
            continue
        stop, closing, following = found[1], found[2], found[4]
        if not _may_open(following):
            continue
        if stop == "." and _abbreviates(text, found.start(), following, language):
            continue
        if closing and stop[-1] in "!?…" and _names_speaker(following, language):
            continue
        sentences.append((start, found.end(2)))
        start = found.end(3)
    sentences.append((start, len(text)))
    return sentences


def _may_open(following: str) -> bool:
    opening = following.lstrip("“‘„«\"'([—–- ")
    return bool(opening) and not opening[0].islower()


def _abbreviates(text: str, stop: int, following: str, language: Language) -> bool:
    before = _BEFORE.search(text, max(0, stop - 40), stop)
    word = before[0] if before else ""
    if not (word.lower() in language.abbreviations or re.fullmatch(r"[^\W\d_]", word)):
        return False
    opener = re.match(r"[^\W\d_]+", following.lstrip("“‘\"'(["))
    return not (opener and opener[0].lower() in language.openers)


def _names_speaker(following: str, language: Language) -> bool:
    """Whether what follows a quotation is its speaker and a verb of saying."""
    clause = re.split(r"[.,;:!?]", following)[0]
    return any(w.lower() in language.all_saying for w in re.findall(r"[^\W_]+", clause))
