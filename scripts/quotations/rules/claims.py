"""Who a text says speaks the words of a quotation: by a verb of saying, or by a name as a label.

Reed said that “the council would close the bridge”    →  Claim("said", "Reed")
In Reed’s words, “the council would close the bridge”  →  Claim("Reed’s words", "Reed")

While a text is looked at, each name that the seeds list is one character in it, and so is the
quotation: that keeps the patterns short.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from quotations.model import OBJECT, Speaker
from quotations.text.fold import MARKS, SOFT_HYPHEN
from quotations.text.language import Language
from quotations.text.words import any_of

_WORDS_BEFORE = 3  # among so many is who says what may be a noun: Reed always claims
QUOTED = "\U000f0000"  # stands for the quotation; any other is an OBJECT
NAMES = "\U000f0001-\U000ffffd"
NAME = f"[{NAMES}]"  # stands for a name
WORD = rf"[\w{NAMES}’'-]+"
_DASHES = "–—―‒‐⁃−⸺\\-"  # in square brackets
# What may follow a name in a label: (in Kyiv); , 2025; on Friday.
_REST = rf"\s*(?:(?:[(,]|(?:in|at|on)\b)[^:;{QUOTED}{NAMES}]*)?\s*"
_WHO = rf"(?:{NAME}|(?<![\w-])[A-Z][\w-]+)"  # somebody: a name, or any word with a capital
# What a name is all of, or ends in brackets, or begins before a colon.
_HEAD = (
    rf"\W{QUOTED}\W\s"  # the quotation itself, then the name: “…” N
    rf"|[^\w{QUOTED}{NAMES}]*(?:\w+:\s*|[A-Z]\.\s*)*"  # nothing, or what is no name: Speaker: V. N
    rf"|[^{QUOTED}]*\("  # anything, then a bracket: The mayor (N
)
_TAIL = (
    rf"[^\w{QUOTED}]*$"  # nothing more
    rf"|(?::.*|\))[^\w{NAMES}]*{QUOTED}"  # a colon or the end of the bracket, then the quotation
)


class Claim(NamedTuple):
    """That a text gives the words of a quotation to somebody."""

    words: str  # the words of the text that say so: a verb, a label
    name: str  # of who is said to speak; empty where it is none that the seeds list


class Statement(NamedTuple):
    """What a text says of the words of a quotation."""

    names: tuple[str, ...]  # but for those who do not speak: unlike Reed, told Reed
    claims: tuple[Claim, ...]


class Label(NamedTuple):
    """A form in which a name says whose the words are."""

    pattern: str  # SAYINGS and ACCORDING in it stand for words of a language
    good: str  # a text that matches; N stands for a name, “…” for the quotation
    bad: str  # a text much like it that does not match


LABELS = (
    Label(  # after the quotation a dash, a bracket or its stop, then somebody
        rf"(?<={QUOTED})[^\w{NAMES}]*"
        # A run of words with capitals can be cut up in many ways: ++ keeps it from trying them all.
        rf"(?:[{_DASHES}(\[]\s*(?:{_WHO}\s*)++|[.,?!][^\w{NAMES}]*(?:{NAME}\s*)+)(?=$|[.,;)\]])",
        good="“…” — N, 2025",
        bad="“…” — N would like it",
    ),
    Label(rf"(?<={QUOTED})[^\w{NAMES}]*\sby\s+{NAME}", good="“…” by N", bad="“…” of N"),
    Label(  # a name, then a colon or a dash right before the quotation
        rf"{NAME}[^{QUOTED}{NAMES}]*[:{_DASHES}]\s*[{MARKS}]?(?:{QUOTED}|$)",
        good="On Friday, N (in Kyiv) — “…”",
        bad="N is “…”",
    ),
    Label(
        rf"^(?:{_HEAD}){NAME}{_REST}(?:{_TAIL})",
        good="Speaker: V. N, in Kyiv 2025",
        bad="N and Kyiv",
    ),
    Label(rf"{_WHO}['’]s?\s+(?:\w+\s+)?(?i:SAYINGS)\b", good="N’s exact words", bad="N’s wish"),
    Label(
        rf"(?i:\b(?:SAYINGS)\s+(?:by|of|from))\s+{_WHO}", good="Statement by N", bad="a sign of N"
    ),
    Label(
        rf"(?i:\b(?:ACCORDING))\s+(?:the\s+)?(?:{NAME}|[^\W\d_]+)",
        good="According to N",
        bad="according to 12 people",
    ),
)


class Patterns:
    """What finds the claims of a language about some people."""

    def __init__(self, language: Language, people: tuple[Speaker, ...]) -> None:
        self.language = language
        self.names = names_pattern(people)
        """Finds the name of any of them."""
        # A name with what stands before it: the Russian president Putin.
        titled = rf"(?<!\w)(?:(?:the|{any_of(language.titles)})\.?\s+){{0,4}}{self.names.pattern}"
        self.titled = re.compile(titled, re.I)
        # A name that does not speak: unlike Reed, told Reed.
        self.silent = re.compile(rf"\b({any_of(language.silent)})\s+{titled}", re.I)
        # A word, or several that are a verb of saying together: made clear.
        self.word = re.compile(rf"(?:{any_of(language.saying_phrases)})\b|{WORD}", re.I)
        # What may stand right after a verb that is a noun too: who speaks (claims the mayor), that
        # and the quotation (claims that “…”), or what makes it another verb (calls for “…”).
        self.speaker = re.compile(rf"\s(?:the\s)?({WORD})")
        self.that = re.compile(rf"\s+(?:{any_of(language.that)})[^\w{NAMES}]*{QUOTED}")
        self.other_verb = re.compile(rf"\s+(?:{any_of(language.not_after)})\W*{QUOTED}")
        sayings, according = any_of(language.sayings), any_of(language.according)
        self.labels = [
            re.compile(label.pattern.replace("SAYINGS", sayings).replace("ACCORDING", according))
            for label in LABELS
        ]


@lru_cache(maxsize=4096)  # one line may stand around many quotations
def statement(text: str, quotation: int | None, patterns: Patterns) -> Statement:
    """Return what a text says of the words of a quotation.

    `text` has an OBJECT for each quotation in it, and `quotation` is the number of one, from 0; or
    None where the quotation is not in the text, which is a label, or the sentence before.
    """
    if quotation is not None:
        *others, last = text.split(OBJECT, quotation + 1)
        text = OBJECT.join(others) + QUOTED + last
    text = patterns.silent.sub(r"\1 ", " ".join(text.replace(SOFT_HYPHEN, "").split()))
    names: dict[str, str] = {}  # as the text has them, by the characters that stand for them

    def character(name: re.Match[str]) -> str:
        new = chr(ord(NAMES[0]) + len(names))
        names[new] = name[0]
        return new

    text = patterns.titled.sub(character, text)
    spelled = str.maketrans({**names, QUOTED: "…", OBJECT: "…"})
    claims = []
    for pattern in patterns.labels:
        for label in pattern.finditer(text):
            words = label[0].translate(spelled).strip(f"{MARKS}… (—–-?!.")
            claims.append(Claim(words, "".join(re.findall(NAME, label[0])[-1:]).translate(spelled)))
    if verb := _verb(text, patterns):
        before = re.findall(NAME, text[: verb.start()])
        after = re.findall(NAME, text[verb.end() :])
        claims.append(Claim(verb[0], "".join(before[-1:] or after[:1]).translate(spelled)))
    return Statement(tuple(names.values()), tuple(claims))


def _verb(text: str, patterns: Patterns) -> re.Match[str] | None:
    """Return the last verb of saying before the quotation, or else the first of the text.

    Behind a word for a thing it is none (it says), unless a name goes before (Reed’s text says).
    """
    language = patterns.language
    quoted = text.find(QUOTED)
    nearest = None
    before: list[str] = []  # the words before this one
    for word in patterns.word.finditer(text):
        if nearest and word.start() > quoted:
            break
        lower = word[0].lower()
        if lower in language.saying_or_noun:
            is_verb = _is_verb(word, before[-_WORDS_BEFORE:], patterns)
        else:
            is_of_thing = bool(before) and before[-1].lower() in language.things
            is_verb = lower in language.all_saying and (
                not is_of_thing or re.search(NAME, text[: word.start()]) is not None
            )
        if is_verb:
            nearest = word
        before.append(word[0])
    return nearest


def _is_verb(word: re.Match[str], before: list[str], patterns: Patterns) -> bool:
    """Whether a word that may be a verb of saying or a noun (claims) is the verb here."""
    text, end = word.string, word.end()
    speaker = patterns.speaker.match(text, end)
    around = [*before, speaker[1]] if speaker else before
    if any(_is_somebody(other, patterns.language) for other in around):
        return not patterns.other_verb.match(text, end)
    return bool(patterns.that.match(text, end))


def _is_somebody(word: str, language: Language) -> bool:
    """Whether a word is somebody: a known name, a pronoun or title, any word with a capital."""
    lower = word.lower()
    if re.fullmatch(NAME, word) or lower in language.persons | language.titles:
        return True
    return word[:1].isupper() and not re.search("['’]", word) and lower not in language.openers


@cache
def names_pattern(people: tuple[Speaker, ...]) -> re.Pattern[str]:
    """Return a pattern for the names of some people, in any case, with any space and apostrophe."""
    names = {name for person in people for name in person.names}
    spelled = re.sub("['’]", "['’]", any_of(names))
    return re.compile(rf"(?<!\w)(?:{spelled})(?![^\Wʼ])", re.I)  # ʼ is a letter, and ends a name
