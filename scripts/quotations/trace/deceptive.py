"""Characters that deceive: some cannot be seen, some look like letters that they are not."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from quotations.model import Trace
from quotations.seed.source import Source
from quotations.text.letters import skeleton, unseen


def deceptive(text: str, words: str, sources: Sequence[Source]) -> Iterator[Trace]:
    """Yield a failure for each character of a quotation that deceives; `words` is it folded."""
    yield from _invisible(text, sources)
    yield from _lookalike(words, sources)


def _invisible(text: str, sources: Sequence[Source]) -> Iterator[Trace]:
    for character in dict.fromkeys(text):
        if unseen(character) and not any(character in source.text for source in sources):
            name = f"U+{ord(character):04X} {unicodedata.name(character, '(no name)')}"
            at = text.index(character)
            around = text[max(0, at - 12) : at + 13].replace(character, "")
            yield Trace("invisible", (), f"{name} stands unseen in ‘{around.strip()}’", around)


def _lookalike(words: str, sources: Sequence[Source]) -> Iterator[Trace]:
    if words.isascii():
        return
    for word in dict.fromkeys(re.findall(r"[^\W_]+", words)):
        plain = skeleton(word)
        for source in sources if plain != word else ():
            # A letter of the text's own alphabet is none, also where the page changed its case.
            known = {word, word.swapcase(), word.capitalize(), word.lower()} & source.vocabulary
            if not known and plain.casefold() in _skeletons(source):
                odd = next(a for a in word if skeleton(a) != a)
                name = unicodedata.name(odd, "a letter")
                message = f"‘{word}’ looks like ‘{plain}’, but has {name} (U+{ord(odd):04X})"
                yield Trace("lookalike", (), message, word)


@lru_cache(maxsize=4)
def _skeletons(source: Source) -> frozenset[str]:
    return frozenset(skeleton(word).casefold() for word in source.vocabulary)
