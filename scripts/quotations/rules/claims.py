"""Who a text says speaks the words of a quotation: by a verb of saying, or by a name as a label.

Reed said that “the council would close the bridge”    →  Claim("said", "Reed")
In Reed’s words: “the council would close the bridge”  →  Claim("Reed’s words", "Reed")
"""

import re
from functools import lru_cache
from typing import NamedTuple

from quotations.model import OBJECT
from quotations.rules.patterns import NAME, NAMES, QUOTED, Patterns
from quotations.text.fold import MARKS, SOFT_HYPHEN
from quotations.text.language import Language

_WORDS_BEFORE = 3  # a verb; who says it is one of these: “Reed has always claimed”


class Claim(NamedTuple):
    """That a text gives the words of a quotation to somebody."""

    words: str
    """The words of the text that say so: a verb, a label."""
    name: str
    """The name of who is said to speak; empty where it is none that the seeds list."""


class Statement(NamedTuple):
    """What a text says of the words of a quotation."""

    names: tuple[str, ...]
    """The names of those who may speak: Reed’s, but not in *unlike Reed*, *told Reed*."""
    claims: tuple[Claim, ...]


@lru_cache(maxsize=4096)  # one line may stand around many quotations
def statement(text: str, quotation: int | None, patterns: Patterns) -> Statement:
    """Return what a text says of one of the quotations in it, or of what follows it.

    `text` has an OBJECT for each quotation, and `quotation` is the number of that OBJECT, from 0.
    """
    if quotation is not None:
        *others, last = text.split(OBJECT, quotation + 1)
        text = OBJECT.join(others) + QUOTED + last
    text = patterns.silent.sub(r"\1 ", " ".join(text.replace(SOFT_HYPHEN, "").split()))
    names: list[str] = []

    def character(name: re.Match[str]) -> str:
        names.append(name[0])
        return chr(ord(NAMES[0]) + len(names) - 1)

    text = patterns.titled.sub(character, text)
    name_of = {chr(ord(NAMES[0]) + number): name for number, name in enumerate(names)}
    spelled = str.maketrans({**name_of, QUOTED: "…"})
    claims = []
    for pattern in patterns.labels:
        for label in pattern.finditer(text):
            words = label[0].translate(spelled).strip(f"{MARKS}… (—–-?!.")
            claims.append(Claim(words, name_of.get(_last_name(label[0]), "")))
    if verb := _verb(text, patterns):
        before, after = text[: verb.start()], text[verb.end() :]
        speaker = _last_name(before) or next(iter(re.findall(NAME, after)), "")
        claims.append(Claim(verb[0], name_of.get(speaker, "")))
    return Statement(tuple(names), tuple(claims))


def _last_name(text: str) -> str:
    """Return the last NAME of a text; empty if it has none."""
    return next(iter(re.findall(NAME, text)[::-1]), "")


def _verb(text: str, patterns: Patterns) -> re.Match[str] | None:
    """Return the last verb of saying before the quotation, or else the first of a text.

    What only a thing says (it says) is none.
    """
    language = patterns.language
    words = list(patterns.word.finditer(text))
    quoted = text.find(QUOTED)
    first_name = re.search(NAME, text)
    nearest = None
    for index, word in enumerate(words):
        lower = word[0].lower()
        if nearest and word.start() > quoted:
            break
        if lower in language.saying_or_noun:  # a noun in: a claim, Trump’s claims
            after = patterns.word.match(text, word.end() + 1)
            around = [*words[max(0, index - _WORDS_BEFORE) : index], after]
            is_said = any(_is_somebody(other[0], language) for other in around if other)
            if is_said or patterns.that.match(text, word.end()):
                nearest = word
        elif lower in language.all_saying:
            is_thing = index and words[index - 1][0].lower() in language.things
            if not is_thing or (first_name and first_name.start() < word.start()):
                nearest = word
    return nearest


def _is_somebody(word: str, language: Language) -> bool:
    """Whether a word is somebody: a known name, a pronoun or title, any word with a capital."""
    lower = word.lower()
    if re.fullmatch(NAME, word) or lower in language.persons | language.titles:
        return True
    return word[:1].isupper() and not re.search("['’]", word) and lower not in language.openers
