"""Who a text says speaks the words of a quotation: by a verb of saying, or by a name as a label.

Reed said that “the council would close the bridge”    →  Claim("said", "Reed")
In Reed’s words, “the council would close the bridge”  →  Claim("Reed’s words", "Reed")

While a text is looked at, each name in it that the seeds list is one character, here ① or ②, and
the quotation is another, here Q. In a pattern these are no \\w, and so no words. For example:

    In the report, Reed told Hill that Q  →  In ①, ② told that Q  →  Claim("told", "Reed")

Hill, who is told, does not speak, and is left out; nor does the report, in which it is said.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from quotations.model import OBJECT, Speaker
from quotations.text.fold import DASHES, MARKS, SOFT_HYPHEN
from quotations.text.language import Language
from quotations.text.words import APOSTROPHE, any_of

_NEAR = 3  # how many words back the speaker of a word like “claims” may be: Reed always claims
QUOTED = "\U000f0000"  # stands for the quotation that is asked about; any other is an OBJECT
_NAMES = "\U000f0001-\U000ffffd"  # each stands for a name; for use in square brackets
_NAME = f"[{_NAMES}]"
_WORD = rf"[\w{_NAMES}’'-]+"
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"  # any letter but a common small one
# Somebody: a name, or any word with a capital, an initial too.
_WHO = rf"(?:{_NAME}|(?<![\w-]){_CAPITAL}[\w-]*\.?)"
_GAP = rf"[^\w{QUOTED}{_NAMES}]*"  # marks, spaces, another quotation
# What the words in capitals in a language's forms stand for; `languages/en.toml` explains them.
_IN_FORMS = {
    "QUOTE": QUOTED,
    "DASH": DASHES,  # several characters, for use in square brackets
    "NAME": _NAME,
    "WHO": _WHO,
    "GAP": _GAP,
    "OTHER": f"[^{QUOTED}{_NAMES}]",
    "END": r"(?=$|[.,;!)\]])",
}
_MIN_SENTENCE = 3  # words of one, besides names and figures


class Claim(NamedTuple):
    """That a text gives the words of a quotation to somebody."""

    words: str  # the words of the text that say so: a verb, a name
    name: str  # of who is said to speak; empty where it is none that the seeds list


class Statement(NamedTuple):
    """What a text says of the words of a quotation."""

    text: str
    speakers: tuple[str, ...]  # names of who may speak, so not Reed in: unlike Reed, told Reed
    inside: tuple[str, ...]  # names in which something is said: in the report
    claims: tuple[Claim, ...]
    is_sentence: bool  # and not only a name, perhaps with a place and a date: Reed, Lisbon 2025.

    @property
    def names(self) -> tuple[str, ...]:
        """The names of who speaks, and in what."""
        return (*self.speakers, *self.inside)


class Patterns:
    """What finds the claims of a language about some people."""

    def __init__(self, language: Language, people: tuple[Speaker, ...]) -> None:
        self.language = language
        names = names_pattern(people).pattern
        titles, sayings = any_of(language.titles), any_of(language.sayings)
        according = any_of(language.according)
        # A name with what stands before it: the Russian president Putin.
        titled = rf"(?<!\w)(?:(?:the|{titles})\.?\s+){{0,4}}{names}"
        self.name = re.compile(titled, re.I)
        # A name whose adviser speaks: Reed’s adviser; but not: Reed’s answer to advisers.
        others = any_of(language.persons - language.pronouns)
        between = rf"(?:(?!(?:{any_of(language.silent)})\b)\w+\s+){{0,2}}"
        self.of_another = re.compile(rf"{names}{APOSTROPHE}s?\s+(?={between}(?:{others})\b)", re.I)
        # A name after “to”, “unlike” or “told”, which does not speak, but for: according to Reed.
        speaks = rf"\b(?:{according})\s+{titled}"
        silent = rf"\b(?P<word>{any_of(language.silent)})\s+{titled}(?!{APOSTROPHE})"
        self.silent = re.compile(rf"(?P<speaks>{speaks})|{silent}", re.I)
        # A name in which something is said: in the report, but not: in the report’s words.
        inside = any_of(language.inside)
        self.inside = re.compile(rf"\b(?i:{inside})\s+({_NAME})(?!\w|{APOSTROPHE})")
        # A word, or several that are a verb of saying together: made clear.
        self.word = re.compile(rf"(?:{any_of(language.saying_phrases)})\b|{_WORD}", re.I)
        # What may stand right after a verb: its speaker (claims the mayor), or that “…”.
        self.next_word = re.compile(rf"\s(?:the\s)?({_WORD})")
        self.that = re.compile(rf"\s+(?:{any_of(language.that)})\b")
        self.that_quoted = re.compile(rf"{self.that.pattern}{_GAP}{QUOTED}")
        stand_for = {**_IN_FORMS, "SAYINGS": sayings, "ACCORDING": according}
        self.forms = [
            re.compile(re.sub(r"[A-Z]{3,}", lambda word: stand_for[word[0]], form.pattern), re.X)
            for form in language.forms
        ]


@lru_cache(maxsize=4096)  # one text may be the label of many quotations
def statement(text: str, quotation: int | None, patterns: Patterns) -> Statement:
    """Return what a text says of the words of a quotation.

    `text` has an OBJECT for each quotation in it, and `quotation` is the number of one, from 0. It
    is None where the quotation is not in the text, which is a label, or the sentence before.
    """
    original = text
    text = re.sub(f"[{SOFT_HYPHEN}{QUOTED}{_NAMES}]", "", text)  # the page’s own, which nobody sees
    if quotation is not None:
        parts = text.split(OBJECT)
        before, after = parts[: quotation + 1], parts[quotation + 1 :]
        text = f"{OBJECT.join(before)}{QUOTED}{OBJECT.join(after)}"
    text, names = _names_as_characters(_without_silent(text, patterns), patterns)
    is_sentence = _is_sentence(text)  # before a name becomes an OBJECT, which counts as a word
    inside = patterns.inside.findall(text)
    text = text.translate({ord(character): OBJECT for character in inside})  # it does not speak
    spelled = str.maketrans({**names, QUOTED: "…", OBJECT: "…"})
    claims = [
        Claim(re.sub(r"^\W+|[^\w)]+$", "", words.translate(spelled)), name.translate(spelled))
        for words, name in (*_form_claims(text, patterns), *_verb_claims(text, patterns))
    ]
    speakers = [name for character, name in names.items() if character not in inside]
    in_which = [names[character] for character in inside]
    return Statement(original, tuple(speakers), tuple(in_which), tuple(claims), is_sentence)


def _without_silent(text: str, patterns: Patterns) -> str:
    """Return a text without the names of those who do not speak in it."""
    text = patterns.of_another.sub("", text)
    # What is “according to Reed” is matched too, to be kept.
    text = patterns.silent.sub(lambda match: match["speaks"] or f"{match['word']} ", text)
    return " ".join(text.split())


def _names_as_characters(text: str, patterns: Patterns) -> tuple[str, dict[str, str]]:
    """Return a text with a character for each name, and the names by their characters."""
    names: dict[str, str] = {}

    def character(name: re.Match[str]) -> str:
        new = chr(ord(QUOTED) + 1 + len(names))  # the next one of _NAMES
        names[new] = name[0]
        return new

    return patterns.name.sub(character, text), names


def _is_sentence(text: str) -> bool:
    has_stop = text.rstrip(f"{MARKS})]").endswith((".", "?", "!", "…"))
    return has_stop and len(re.findall(rf"[^\W\d_]+|{OBJECT}", text)) >= _MIN_SENTENCE


def _form_claims(text: str, patterns: Patterns) -> Iterator[tuple[str, str]]:
    """Yield what each form of the language finds: the words, and the last name in them."""
    for form in patterns.forms:
        for match in form.finditer(text):
            yield match[0], "".join(re.findall(_NAME, match[0])[-1:])


def _verb_claims(text: str, patterns: Patterns) -> Iterator[tuple[str, str]]:
    """Yield the last verb of saying before the quotation, or else the first one, and its name."""
    words = list(patterns.word.finditer(text))
    verbs = [word for index, word in enumerate(words) if _is_verb(index, words, patterns)]
    before = [verb for verb in verbs if verb.start() < text.find(QUOTED)]
    if verbs:
        verb = before[-1] if before else verbs[0]
        yield verb[0], _name_of(verb, patterns)


def _name_of(verb: re.Match[str], patterns: Patterns) -> str:
    """Return the name of who speaks with a verb, "" if there is none."""
    # What is before the verb: on its side of the quotation, and beyond a quotation before it.
    beyond, quoted, before = verb.string[: verb.start()].rpartition(QUOTED)
    after = verb.string[verb.end() :]
    names: list[str] = re.findall(_NAME, before)[::-1]  # Reed said “…”; “…”, Reed said
    if quoted and re.fullmatch(_GAP, before) and (word := patterns.next_word.match(after)):
        names += re.findall(_NAME, word[1])  # “…”, said Reed
    names += re.findall(_NAME, beyond)[::-1]  # Reed’s “…”, she said
    names += re.findall(_NAME, patterns.that.split(after)[0])  # said a proud Reed
    return (names or [""])[0]


def _is_verb(index: int, words: Sequence[re.Match[str]], patterns: Patterns) -> bool:
    """Whether a word of a text is a verb of saying; `words` are all of them."""
    language, word = patterns.language, words[index]
    text, lower = word.string, word[0].lower()
    if lower not in language.all_saying:
        return False
    before = [other[0] for other in words[max(0, index - _NEAR) : index]]
    next_word = patterns.next_word.match(text, word.end())
    has_speaker_next = next_word is not None and _is_somebody(next_word[1], language)
    if lower in language.saying_or_noun:  # a verb where somebody is near: Reed claims
        is_near = has_speaker_next or any(_is_somebody(other, language) for other in before)
        return is_near or patterns.that_quoted.match(text, word.end()) is not None
    if text[: word.start()] in ("", "("):  # a request: Explain the phrase; but: Says Reed
        return has_speaker_next
    # A thing says nothing, unless it is somebody’s: it says; but: Reed’s text says.
    is_of_thing = bool(before) and before[-1].lower() in language.things
    return not is_of_thing or re.search(_NAME, text[: word.start()]) is not None


def _is_somebody(word: str, language: Language) -> bool:
    """Whether a word is somebody: a known name, a pronoun or title, any word with a capital."""
    lower = word.lower()
    if re.fullmatch(_NAME, word) or lower in language.persons or lower in language.titles:
        return True
    # Reed’s is nobody here: in “Reed’s claims” the claims are a noun.
    return word[:1].isupper() and not re.search(APOSTROPHE, word) and lower not in language.openers


@cache
def names_pattern(people: tuple[Speaker, ...]) -> re.Pattern[str]:
    """Return a pattern for the names of some people, in any case."""
    names = {name for person in people for name in person.names}
    # No letter may follow but ʼ, which Unicode takes for one: Reedʼs.
    return re.compile(rf"(?<!\w)(?:{any_of(names)})(?![^\Wʼ])", re.I)
