"""Letters that deceive the eye: some look like others, some cannot be seen."""

import re
import unicodedata
from functools import lru_cache

from quotations.model import OBJECT
from quotations.text.fold import SOFT_HYPHEN, SPACES

# Letters that look like Latin ones (after Unicode's confusables, UTS #39).
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕһԁԛԝАВЕЅІЈКМНОРСТУХαινορυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧɡıոօսհց",
    "aeopcyxijshdqwABESIJKMHOPCTYXaivopuxABEZHIKMNOPTYXginouhg",
)
_UNSEEN_CATEGORIES = ("Cc", "Cf", "Co", "Cn")  # controls, formats, private use, unassigned
# Fillers, joiners and selectors that Unicode has among letters, marks and symbols.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)


def skeleton(word: str) -> str:
    """Return a word with its letters replaced by the Latin ones they look like."""
    return unicodedata.normalize("NFKC", word).translate(_LOOKALIKES)


def readable(text: str) -> str:
    """Return a text for a message, without pictures and characters that nobody can see."""
    left_out = {c for c in set(text) if c == OBJECT or unseen(c)}
    return "".join([c for c in text if c not in left_out]) if left_out else text


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


@lru_cache(maxsize=1024)
def unseen(character: str) -> bool:
    """Whether a character takes no space a reader could see, and folding does not drop it."""
    if character in (SOFT_HYPHEN, OBJECT, *SPACES):
        return False
    if _BLANK.match(character):
        return True
    return unicodedata.category(character) in _UNSEEN_CATEGORIES
