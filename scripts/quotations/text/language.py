"""What the rules need to know of a language: lists of words, read from `languages/`.

A language without a file does without the rules that need its words, and a run says so.
"""

import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from quotations.text.words import WORD

_FOLDER = Path(__file__).parent / "languages"
Words = frozenset[str]


class Form(NamedTuple):
    """A form of words around a quotation that says whose they are, without a verb of saying."""

    good: str  # a text that matches; N stands for a name, “…” for the quotation
    bad: str  # a text much like it that does not match
    pattern: str  # words in capitals in it stand for what `languages/en.toml` says


@dataclass(frozen=True, eq=False)
class Language:
    """The lists of one language; all words in lower case, apostrophes straight.

    What each list is for is said above it in `languages/en.toml`.
    """

    elides: bool = False  # whether a word may begin after an apostrophe: l’indépendance
    turning: Words = frozenset()
    turning_endings: Words = frozenset()
    turning_nothing: Words = frozenset()
    lessening: Words = frozenset()
    weighing: Words = frozenset()
    hedging: Words = frozenset()
    limiting: Words = frozenset()
    conditional: Words = frozenset()
    relative: Words = frozenset()
    pronouns: Words = frozenset()
    determiners: Words = frozenset()
    prepositions: Words = frozenset()
    saying: Words = frozenset()
    saying_or_noun: Words = frozenset()
    that: Words = frozenset()
    saying_phrases: Words = frozenset()
    persons: Words = frozenset()
    things: Words = frozenset()
    silent: Words = frozenset()
    according: Words = frozenset()
    sayings: Words = frozenset()
    titles: Words = frozenset()
    abbreviations: Words = frozenset()
    openers: Words = frozenset()
    inside: Words = frozenset()
    forms: tuple[Form, ...] = ()

    @cached_property
    def all_saying(self) -> Words:
        """Every form of a verb of saying."""
        return self.saying | self.saying_or_noun | self.saying_phrases

    @property
    def has_lists(self) -> bool:
        """Whether there are lists for the rules about sense and speakers."""
        return bool(self.turning)

    def turning_word(self, text: str, listed: Words = frozenset()) -> str | None:
        """Return the last word of `text` (folded) that turns the sense or is listed.

        A word of a phrase that turns nothing is left out, like “not” in “not only”.
        """
        words = [match[0].lower() for match in WORD.finditer(text)]
        for index in reversed(range(len(words))):
            word = words[index]
            phrases = {" ".join(words[start : start + 2]) for start in (index, max(0, index - 1))}
            turns = word in self.turning or word.endswith(tuple(self.turning_endings))
            if (turns or word in listed) and phrases.isdisjoint(self.turning_nothing):
                return word
        return None


@cache
def language(code: str) -> Language:
    """Return what is known of a language (a BCP 47 tag; its region does not matter)."""
    name = code.split("-")[0].lower()
    path = _FOLDER / f"{name}.toml"
    if not path.is_file():
        return Language()
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    elides = table.pop("elides", False)
    forms = tuple(Form(**form) for form in table.pop("forms", ()))
    lists = {
        key: Words(value.split() if isinstance(value, str) else value)
        for key, value in table.items()
    }
    return Language(elides, forms=forms, **lists)
