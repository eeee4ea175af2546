"""Characters that deceive: some cannot be seen, some look like letters that they are not."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from quotations.model import Trace
from quotations.seed.source import Source
from quotations.text.letters import skeleton, unseen

_CONTEXT = 12  # code points that a message shows on either side


def deceptive(text: str, words: str, sources: Sequence[Source]) -> Iterator[Trace]:
    """Yield a failure for each deceptive character of a quotation; `words` is its text folded."""
    for character in unseen(text):
        if not any(character in source.text for source in sources):
            name = f"U+{ord(character):04X} {unicodedata.name(character, '(no name)')}"
            offset = text.index(character)
            context = text[max(0, offset - _CONTEXT) : offset + _CONTEXT + 1]
            context = context.replace(character, "")
            yield Trace("invisible", (), f"{name} stands unseen in ‘{context.strip()}’", context)
    for word in re.findall(r"[^\W_]+", words) if not words.isascii() else ():
        plain = skeleton(word)
        for source in sources if plain != word else ():
            # The source's own alphabet deceives nobody, also where the page changed a word's case.
            known = _by_skeleton(source).get(plain.casefold(), {word.lower()})
            if word.lower() not in known:
                letter = next(letter for letter in word if skeleton(letter) != letter)
                name = f"{unicodedata.name(letter, 'a letter')} (U+{ord(letter):04X})"
                message = f"‘{word}’ looks like ‘{plain}’, but has {name}"
                yield Trace("lookalike", (), message, word)


@lru_cache(maxsize=4)
def _by_skeleton(source: Source) -> dict[str, set[str]]:
    """Return the words of a source in lower case, by the Latin letters that they look like."""
    words: defaultdict[str, set[str]] = defaultdict(set)
    for word in source.vocabulary:
        words[skeleton(word).casefold()].add(word.lower())
    return words
