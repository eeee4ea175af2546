"""What the rules need to know of a language: lists of words, read from `languages/`.

A language without a file does without the rules that need its words, and a run says so.
"""

import tomllib
from dataclasses import dataclass, fields
from functools import cache, cached_property
from pathlib import Path

from quotations.text.words import WORD

_FOLDER = Path(__file__).parent / "languages"


@dataclass(frozen=True, eq=False)
class Language:
    """The lists of one language; all words in lower case, apostrophes straight."""

    code: str = ""
    elides: bool = False
    """A word may begin behind an apostrophe: l’indépendance."""
    turning: frozenset[str] = frozenset()
    """Words that turn the sense of their clause: not, never, doubtful."""
    turning_endings: frozenset[str] = frozenset()
    turning_nothing: frozenset[str] = frozenset()
    """Phrases with such a word that turn nothing: not only."""
    lessening: frozenset[str] = frozenset()
    """Words that turn what follows within three words: too clever to."""
    weighing: frozenset[str] = frozenset()
    """Words that hedge, limit, condition or weigh: no omission hides one."""
    limiting: frozenset[str] = frozenset()
    """What a closing stop must not leave off: only, unless."""
    denying: frozenset[str] = frozenset()
    """What, besides all of these, no bracket brings in."""
    relative: frozenset[str] = frozenset()
    """Words that open another clause without a stop: who, which."""
    pronouns: frozenset[str] = frozenset()
    """What a bracket may stand in place of."""
    determiners: frozenset[str] = frozenset()
    """Articles, possessives, demonstratives: the same, where their noun is quoted."""
    remarks: frozenset[str] = frozenset()
    """What an editor may say in brackets of the words before: sic."""
    words_for_words: frozenset[str] = frozenset()
    """What calls a quoted word a word: the verb “deign”."""
    saying: frozenset[str] = frozenset()
    """Forms of verbs of saying."""
    saying_or_noun: frozenset[str] = frozenset()
    """Forms that are nouns too: they say something right behind a name or a pronoun only."""
    telling: frozenset[str] = frozenset()
    """Those before whose hearer, not speaker, a name may stand: told Putin."""
    not_after: frozenset[str] = frozenset()
    """What makes another verb of one of these: call for, put off."""
    said_phrases: frozenset[str] = frozenset()
    """Phrases with such a verb that say nothing: goes without saying."""
    persons: frozenset[str] = frozenset()
    """Pronouns and titles of those who can say something."""
    things: frozenset[str] = frozenset()
    """What says something without being somebody: it says, the text says."""
    that: frozenset[str] = frozenset()
    """What may stand between a verb of saying and the words."""
    silent: frozenset[str] = frozenset()
    """What says of the name behind it that it does not speak here: unlike."""
    according: frozenset[str] = frozenset()
    """What gives the words to the name after it: according to."""
    auxiliaries: frozenset[str] = frozenset()
    """What may stand between a name and its verb: has, was, also."""
    auxiliary_endings: frozenset[str] = frozenset()
    """How such words end: repeatedly."""
    sayings: frozenset[str] = frozenset()
    """Nouns that do so behind a possessive: Trump’s words."""
    joining: frozenset[str] = frozenset()
    """What makes one of two names: and."""
    titles: frozenset[str] = frozenset()
    """What may stand before a name and be part of it."""
    abbreviations: frozenset[str] = frozenset()
    """Words with a full stop that ends no sentence."""
    openers: frozenset[str] = frozenset()
    """Words that open a sentence even after an abbreviation."""

    @cached_property
    def all_saying(self) -> frozenset[str]:
        """Every form of a verb of saying."""
        return self.saying | self.saying_or_noun

    @property
    def known(self) -> bool:
        """Whether there are lists for the rules about sense and speakers."""
        return bool(self.turning)

    def turns(self, word: str) -> bool:
        """Whether a word (folded) turns the sense of its clause."""
        word = word.lower()
        return word in self.turning or word.endswith(tuple(self.turning_endings) or ("\0",))

    def turning_word(self, text: str) -> str | None:
        """Return the last word of `text` (folded) that turns the sense."""
        return self._last(text, frozenset())

    def weighty_word(self, text: str) -> str | None:
        """Return a word of `text` (folded) that turns, lessens, hedges, limits or weighs."""
        return self._last(text, self.weighing | self.lessening | self.limiting - self.joining)

    def forbidden_word(self, text: str) -> str | None:
        """Return a word of `text` (folded) that no bracket brings in."""
        others = self.weighing | self.lessening | self.limiting | self.denying | self.saying
        return self._last(text, others)

    def _last(self, text: str, others: frozenset[str]) -> str | None:
        words = [match[0].lower() for match in WORD.finditer(text)]
        for number in range(len(words) - 1, -1, -1):
            word = words[number]
            pairs = {" ".join(words[number : number + 2])}
            if number:
                pairs.add(f"{words[number - 1]} {word}")
            if self.turning_nothing.isdisjoint(pairs) and (self.turns(word) or word in others):
                return word
        return None


@cache
def language(code: str) -> Language:
    """Return what is known of a language (a BCP 47 tag; its region does not matter)."""
    name = code.split("-")[0].lower()
    path = _FOLDER / f"{name}.toml"
    if not path.is_file():
        return Language(name)
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    lists = {}
    for field in fields(Language):
        value = table.get(field.name)
        if isinstance(value, str):
            lists[field.name] = frozenset(value.split())
        elif isinstance(value, list):
            lists[field.name] = frozenset(value)
    return Language(name, table.get("elides", False), **lists)
