"""Letters that deceive the eye: some look like others, some cannot be seen."""

import unicodedata
from functools import lru_cache

from quotations.text.fold import SOFT_HYPHEN, SPACES

# Letters that look like Latin ones (after Unicode's confusables, UTS #39).
_LOOKALIKES = str.maketrans(
    dict(
        zip(
            "аеорсухіјѕһԁԛԝАВЕЅІЈКМНОРСТУХαινορυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧɡıոօսհց",
            "aeopcyxijshdqwABESIJKMHOPCTYXaivopuxABEZHIKMNOPTYXginouhg",
            strict=True,
        )
    )
)


def skeleton(word: str) -> str:
    """Return a word with its letters replaced by the Latin ones they look like."""
    return unicodedata.normalize("NFKC", word).translate(_LOOKALIKES)


def readable(text: str) -> str:
    """Return a text for a message, without what stands for a picture and what nobody can see."""
    return "".join(c for c in text if c != "\ufffc" and not unseen(c))


@lru_cache(maxsize=1024)
def unseen(character: str) -> bool:
    """Whether a character takes no space a reader could see, and folding does not drop it."""
    if character in (SOFT_HYPHEN, "\ufffc", *SPACES):
        return False
    if (
        "\u180b" <= character <= "\u180f"
        or character in "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
    ):
        return True
    if "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return True
    category = unicodedata.category(character)
    return category in ("Cc", "Cf", "Co", "Cn")
