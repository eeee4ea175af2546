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

_WORDS_BEFORE = 3  # that may have the speaker of a word like “claims”: Reed always claims
QUOTED = "\U000f0000"  # stands for the quotation that is asked about; any other is an OBJECT
_NAMES = "\U000f0001-\U000ffffd"  # stand for names; for use in square brackets
_NAME = f"[{_NAMES}]"
_WORD = rf"[\w{_NAMES}’'-]+"
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"  # or a letter that is not Latin, or has a rare accent
_DASHES = "–—―‒‐⁃−⸺\\-"  # in square brackets
# What may follow a name in a label: (in Kyiv); , 2025; on Friday.
_REST = rf"\s*(?:(?:[(,]|(?:in|at|on)\b)[^:;{QUOTED}{_NAMES}]*)?\s*"
_WHO = rf"(?:{_NAME}|(?<![\w-]){_CAPITAL}[\w-]+)"  # somebody: a name, or any word with a capital
# What stands before and after the name in a label that is nothing but a name (V. N, 2025), or has
# it in brackets (The mayor (N): “…”), before a colon (N, in Kyiv: now “…”) or after the quotation
# (“…” N).
_HEAD = (
    rf"\W{QUOTED}\W\s"  # the quotation
    rf"|[^\w{QUOTED}{_NAMES}]*(?:\w+:\s*|{_CAPITAL}\.\s*)*"  # nothing but: Speaker: V.
    rf"|[^{QUOTED}]*\("  # anything up to a bracket
)
_TAIL = (
    rf"[^\w{QUOTED}]*$"  # nothing more
    rf"|(?::.*|\))[^\w{_NAMES}]*{QUOTED}"  # a colon or the end of the bracket, then the quotation
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
    Label(  # after the quotation: a dash or a bracket and somebody, or its stop and a name
        rf"(?<={QUOTED})[^\w{_NAMES}]*"
        # A run of words with capitals can be cut up in many ways: ++ keeps it from trying them all.
        rf"(?:[{_DASHES}(\[]\s*(?:{_WHO}\s*)++|[.,?!][^\w{_NAMES}]*(?:{_NAME}\s*)+)(?=$|[.,;)\]])",
        good="“…” — N, 2025",
        bad="“…” — N would like it",
    ),
    Label(rf"(?<={QUOTED})[^\w{_NAMES}]*\sby\s+{_NAME}", good="“…” by N", bad="“…” of N"),
    Label(  # a name, then a colon or a dash right before the quotation
        rf"{_NAME}[^{QUOTED}{_NAMES}]*[:{_DASHES}]\s*[{MARKS}]?(?:{QUOTED}|$)",
        good="On Friday, N (in Kyiv) — “…”",
        bad="N is “…”",
    ),
    Label(
        rf"^(?:{_HEAD}){_NAME}{_REST}(?:{_TAIL})",
        good="Speaker: V. N, in Kyiv 2025",
        bad="N and Kyiv",
    ),
    Label(rf"{_WHO}['’]s?\s+(?:\w+\s+)?(?i:SAYINGS)\b", good="N’s exact words", bad="N’s wish"),
    Label(
        rf"(?i:\b(?:SAYINGS)\s+(?:by|of|from))\s+{_WHO}", good="Statement by N", bad="a sign of N"
    ),
    Label(
        rf"(?i:\b(?:ACCORDING))\s+(?:the\s+)?(?:{_NAME}|[^\W\d_]+)",
        good="According to N",
        bad="according to 12 people",
    ),
)


class Patterns:
    """What finds the claims of a language about some people."""

    def __init__(self, language: Language, people: tuple[Speaker, ...]) -> None:
        self.language = language
        # The name of any of them.
        self.names = names_pattern(people)
        # A name with what stands before it: the Russian president Putin.
        titled = rf"(?<!\w)(?:(?:the|{any_of(language.titles)})\.?\s+){{0,4}}{self.names.pattern}"
        self.titled = re.compile(titled, re.I)
        # A name that does not speak: unlike Reed, told Reed.
        self.silent = re.compile(rf"\b({any_of(language.silent)})\s+{titled}", re.I)
        # A word, or several that are a verb of saying together: made clear.
        self.word = re.compile(rf"(?:{any_of(language.saying_phrases)})\b|{_WORD}", re.I)
        # What may stand right after a word that is a verb or a noun: who speaks (claims the mayor),
        self.speaker = re.compile(rf"\s(?:the\s)?({_WORD})")
        # the quotation, after that (claims that “…”),
        self.that = re.compile(rf"\s+(?:{any_of(language.that)})[^\w{_NAMES}]*{QUOTED}")
        # or what makes another verb of it (calls for “…”).
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
        *others, last = text.split(OBJECT, quotation + 1)  # that OBJECT becomes QUOTED
        text = OBJECT.join(others) + QUOTED + last
    text = patterns.silent.sub(r"\1 ", " ".join(text.replace(SOFT_HYPHEN, "").split()))
    names: dict[str, str] = {}  # as the text has them, by the characters that stand for them

    def character(name: re.Match[str]) -> str:
        new = chr(ord(_NAMES[0]) + len(names))
        names[new] = name[0]
        return new

    text = patterns.titled.sub(character, text)
    spelled = str.maketrans({**names, QUOTED: "…", OBJECT: "…"})

    def spell(characters: list[str]) -> str:
        return characters[0].translate(spelled) if characters else ""

    claims = []
    for pattern in patterns.labels:
        for label in pattern.finditer(text):
            words = label[0].translate(spelled).strip(f"{MARKS}… (—–-?!.")
            claims.append(Claim(words, spell(re.findall(_NAME, label[0])[-1:])))
    if verb := _verb(text, patterns):
        before = re.findall(_NAME, text[: verb.start()])
        after = re.findall(_NAME, text[verb.end() :])
        claims.append(Claim(verb[0], spell(before[-1:] or after)))
    return Statement(tuple(names.values()), tuple(claims))


def _verb(text: str, patterns: Patterns) -> re.Match[str] | None:
    """Return the last verb of saying before the quotation, or else the first after it.

    Where the quotation is not in the text, it is the first. After a word for a thing it is none (it
    says), unless a name goes before (Reed’s text says).
    """
    language = patterns.language
    quoted = text.find(QUOTED)  # -1 if it is not there: then the first verb ends the search
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
                not is_of_thing or re.search(_NAME, text[: word.start()]) is not None
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
    if re.fullmatch(_NAME, word) or lower in language.persons or lower in language.titles:
        return True
    # Reed’s is nobody here: in “Reed’s claims” the claims are a noun.
    return word[:1].isupper() and not re.search("['’]", word) and lower not in language.openers


@cache
def names_pattern(people: tuple[Speaker, ...]) -> re.Pattern[str]:
    """Return a pattern for the names of some people, in any case, with any space and apostrophe."""
    names = {name for person in people for name in person.names}
    spelled = re.sub("['’]", "['’]", any_of(names))
    # No letter may follow but ʼ, which Unicode takes for one: Reedʼs.
    return re.compile(rf"(?<!\w)(?:{spelled})(?![^\Wʼ])", re.I)
