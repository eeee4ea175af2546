"""Letters that deceive the eye: some look like others, some cannot be seen."""

import re
import unicodedata

from quotations.model import OBJECT
from quotations.text.fold import SOFT_HYPHEN, SPACES

# Letters that look like Latin ones (after Unicode's confusables, UTS #39).
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕһԁԛԝАВЕЅІЈКМНОРСТУХαινορυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧɡıոօսհց",
    "aeopcyxijshdqwABESIJKMHOPCTYXaivopuxABEZHIKMNOPTYXginouhg",
)
# Fillers, joiners and selectors that Unicode has among letters, marks and symbols.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)


def skeleton(word: str) -> str:
    """Return a word with its letters replaced by the Latin ones they look like."""
    return unicodedata.normalize("NFKC", word).translate(_LOOKALIKES)


def readable(text: str) -> str:
    """Return a text for a message, without pictures and characters that nobody can see."""
    for character in (OBJECT, *unseen(text)):
        text = text.replace(character, "")
    return text


def excerpt(text: str, words: str = "", limit: int = 160) -> str:
    """Return a text for one line of a report; of a long one, what is around `words`.

    `limit` is in code points.
    """
    line = " ".join(text.split())
    start = line.find(words) - limit // 2
    if start > 0 and len(line) > limit:
        line = f"… {line[start:].partition(' ')[2]}"
    if len(line) > limit:
        line = f"{line[: limit - 1].rpartition(' ')[0]} …".lstrip()
    return line


def unseen(text: str) -> list[str]:
    """Return the characters of a text, each once, that no reader could see and folding keeps."""
    if text.isprintable() and not _BLANK.search(text):
        return []
    blank = [c for c in dict.fromkeys(text) if _BLANK.match(c) or not c.isprintable()]
    return [c for c in blank if c not in (SOFT_HYPHEN, *SPACES)]
