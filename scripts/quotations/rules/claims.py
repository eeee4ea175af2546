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
from quotations.text.fold import DASHES, MARKS, SOFT_HYPHEN
from quotations.text.language import Language
from quotations.text.words import any_of

_WORDS_BEFORE = 3  # that may have the speaker of a word like “claims”: Reed always claims
QUOTED = "\U000f0000"  # stands for the quotation that is asked about; any other is an OBJECT
_NAMES = "\U000f0001-\U000ffffd"  # stand for names; for use in square brackets
_NAME = f"[{_NAMES}]"
_WORD = rf"[\w{_NAMES}’'-]+"
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"  # or a letter that is not Latin, or has a rare accent
# Somebody: a name, or any word with a capital, an initial too.
_WHO = rf"(?:{_NAME}|(?<![\w-]){_CAPITAL}[\w-]*\.?)"
_GAP = rf"[^\w{QUOTED}{_NAMES}]*"  # marks and spaces
_MAX_PLACE = 30  # code points of a place or a day behind a name
_FEWEST = 3  # words of a sentence, besides names and figures


class Claim(NamedTuple):
    """That a text gives the words of a quotation to somebody."""

    words: str  # the words of the text that say so: a verb, a name
    name: str  # of who is said to speak; empty where it is none that the seeds list


class Statement(NamedTuple):
    """What a text says of the words of a quotation."""

    names: tuple[str, ...]  # but for those who do not speak: unlike Reed, told Reed
    claims: tuple[Claim, ...]
    is_sentence: bool  # and not only a name, perhaps with a place and a date: Reed, Lisbon 2025.


class Form(NamedTuple):
    """A form of words around a quotation that says whose they are, without a verb of saying."""

    pattern: str  # SAYINGS and ACCORDING in it stand for words of a language
    good: str  # a text that matches; N stands for a name, “…” for the quotation
    bad: str  # a text much like it that does not match


FORMS = (
    Form(  # a dash or a bracket after the quotation, then somebody
        # A run of words with capitals can be cut up in many ways: ++ keeps it from trying them all.
        rf"{QUOTED}{_GAP}[(\[{DASHES}]{_GAP}(?:{_WHO}\s*)++"
        rf"(?:(?:in|on|at|to)\s[^,;:{DASHES}]{{1,{_MAX_PLACE}}})?(?=$|[.,;!)\]])",
        good="“…” — N on Friday, 2025",
        bad="“…” — N would like it",
    ),
    Form(  # a stop after the quotation, or nothing before it, then a name
        rf"(?:^{_GAP}{QUOTED}|{QUOTED}{_GAP}[.,?!]){_GAP}(?:{_NAME}\s*)++(?=$|[.,;!)\]])",
        good="“…” N",
        bad="“…” N would like it",
    ),
    Form(rf"{QUOTED}{_GAP}\sby\s+{_NAME}", good="“…” by N", bad="“…” of N"),
    Form(  # a name, then a colon or a dash right before the quotation
        rf"{_NAME}[^{QUOTED}{_NAMES}]*[:{DASHES}]{_GAP}{QUOTED}",
        good="On Friday, N (in Kyiv) — “…”",
        bad="N is “…”",
    ),
    Form(  # nothing but a name before a colon, wherever the quotation is; or a name in brackets
        rf"^{_GAP}{_NAME}{_GAP}:\s[^{QUOTED}{_NAMES}]*{QUOTED}"
        rf"|(?<=\(){_NAME}[^{QUOTED}]*(?=\){_GAP}{QUOTED})"
        rf"|{QUOTED}{_GAP}\([^)]*{_NAME}\s*[,;)]",
        good="(N, 2025) “…”",
        bad="N’s (long) “…”",
    ),
    Form(
        rf"(?:{_WHO}['’]s?|(?i:\b(?:his|her|their)))\s+(?:\w+\s+)?(?i:SAYINGS)\b",
        good="N’s exact words",
        bad="N’s wish",
    ),
    Form(
        rf"(?i:\b(?:SAYINGS)\s+(?:by|of|from))\s+{_WHO}", good="Statement by N", bad="a sign of N"
    ),
    Form(
        rf"(?i:\b(?:ACCORDING))\s+(?:the\s+)?(?:{_NAME}|[^\W\d_]+)",
        good="According to N",
        bad="according to 12 people",
    ),
)


class Patterns:
    """What finds the claims of a language about some people."""

    def __init__(self, language: Language, people: tuple[Speaker, ...]) -> None:
        self.language = language
        # A name with what stands before it: the Russian president Putin.
        names = names_pattern(people).pattern
        titled = rf"(?<!\w)(?:(?:the|{any_of(language.titles)})\.?\s+){{0,4}}{names}"
        self.titled = re.compile(titled, re.I)
        sayings, according = any_of(language.sayings), any_of(language.according)
        # A name for a place where something is said: in the op-ed, but not: in the op-ed’s words.
        self.place = re.compile(rf"\bin\s+{titled}(?!\w|['’])", re.I)
        # A name that does not speak: unlike Reed, to Reed (but: according to Reed), Reed’s adviser.
        others = any_of((language.persons | language.titles) - language.pronouns)
        adviser = rf"{names}(?=['’]s?\s+(?:\w+\s+){{0,2}}(?:{others})\b)"
        silent = rf"\b({any_of(language.silent)})\s+{titled}|{adviser}"
        self.silent = re.compile(rf"(\b(?:{according})\s+{titled})|{silent}", re.I)
        # A word, or several that are a verb of saying together: made clear.
        self.word = re.compile(rf"(?:{any_of(language.saying_phrases)})\b|{_WORD}", re.I)
        # What may stand right after a verb: who speaks (claims the mayor), or that “…”.
        self.speaker = re.compile(rf"\s(?:the\s)?({_WORD})")
        self.that = re.compile(rf"\s+(?:{any_of(language.that)}){_GAP}{QUOTED}")
        self.forms = [
            re.compile(form.pattern.replace("SAYINGS", sayings).replace("ACCORDING", according))
            for form in FORMS
        ]


@lru_cache(maxsize=4096)  # one line may stand around many quotations
def statement(text: str, quotation: int | None, patterns: Patterns) -> Statement:
    """Return what a text says of the words of a quotation.

    `text` has an OBJECT for each quotation in it, and `quotation` is the number of one, from 0. It
    is None where the quotation is not in the text, which is a label, or the sentence before.
    """
    if quotation is not None:
        *others, last = text.split(OBJECT, quotation + 1)  # that OBJECT becomes QUOTED
        text = OBJECT.join(others) + QUOTED + last
    text = patterns.silent.sub(r"\1\2 ", " ".join(text.replace(SOFT_HYPHEN, "").split()))
    names: dict[str, str] = {}  # as the text has them, by the characters that stand for them

    def character(name: re.Match[str]) -> str:
        new = chr(ord(_NAMES[0]) + len(names))
        names[new] = name[0]
        return new

    text = patterns.titled.sub(character, text)
    spelled = str.maketrans({**names, QUOTED: "…", OBJECT: "…"})
    claims = []
    for match in (match for form in patterns.forms for match in form.finditer(text)):
        words = re.sub(r"^\W+|[^\w)]+$", "", match[0].translate(spelled))
        claims.append(Claim(words, "".join(re.findall(_NAME, match[0])[-1:]).translate(spelled)))
    if verb := _verb(text, patterns):
        before = re.findall(_NAME, text[: verb.start()])
        after = re.findall(_NAME, text[verb.end() :])
        claims.append(Claim(verb[0], "".join(before[-1:] or after[:1]).translate(spelled)))
    has_stop = text.rstrip(f"{MARKS})]").endswith((".", "?", "!", "…"))
    is_sentence = has_stop and len(re.findall(rf"[^\W\d_]+|{OBJECT}", text)) >= _FEWEST
    return Statement(tuple(names.values()), tuple(claims), is_sentence)


def _verb(text: str, patterns: Patterns) -> re.Match[str] | None:
    """Return the last verb of saying before the quotation, or else the first after it.

    Where the quotation is not in the text, it is the first.
    """
    words = list(patterns.word.finditer(text))
    verbs = [
        word
        for index, word in enumerate(words)
        if _is_verb(word, [w[0] for w in words[max(0, index - _WORDS_BEFORE) : index]], patterns)
    ]
    quoted = text.find(QUOTED)
    before = [verb for verb in verbs if verb.start() < quoted]
    return next(iter(before[-1:] or verbs), None)


def _is_verb(word: re.Match[str], before: list[str], patterns: Patterns) -> bool:
    """Whether a word, with some words before it, is a verb of saying.

    After a word for a thing it is none (it says), unless a name goes before (Reed’s text says). One
    that may be a noun (claims) is a verb where somebody is near, or that “…” follows. One that
    opens the text is a request (Explain the phrase), unless somebody comes next (Says Reed).
    """
    language, lower, text = patterns.language, word[0].lower(), word.string
    speaker = patterns.speaker.match(text, word.end())
    if lower in language.saying_or_noun:
        around = [*before, speaker[1]] if speaker else before
        is_near = any(_is_somebody(other, language) for other in around)
        return is_near or patterns.that.match(text, word.end()) is not None
    is_request = word.start() == 0 and not (speaker and _is_somebody(speaker[1], language))
    if lower not in language.all_saying or is_request:
        return False
    is_of_thing = bool(before) and before[-1].lower() in language.things
    return not is_of_thing or re.search(_NAME, text[: word.start()]) is not None


def _is_somebody(word: str, language: Language) -> bool:
    """Whether a word is somebody: a known name, a pronoun or title, any word with a capital."""
    lower = word.lower()
    if re.fullmatch(_NAME, word) or lower in language.persons or lower in language.titles:
        return True
    # Reed’s is nobody here: in “Reed’s claims” the claims are a noun.
    return word[:1].isupper() and not re.search("['’]", word) and lower not in language.openers


@cache
def names_pattern(people: tuple[Speaker, ...]) -> re.Pattern[str]:
    """Return a pattern for the names of some people, in any case."""
    names = {name for person in people for name in person.names}
    # No letter may follow but ʼ, which Unicode takes for one: Reedʼs.
    return re.compile(rf"(?<!\w)(?:{any_of(names)})(?![^\Wʼ])", re.I)
