"""What in a text gives a quotation's words to somebody: a verb of saying, or a name as a label.

The quotation stands in the text as QUOTED, and each known name, with its title, as NAME.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from quotations.model import Speaker
from quotations.text.fold import MARKS
from quotations.text.language import Language

QUOTED, NAME = "\U000f0000", "\U000f0001"
_DASH = r"(?:-{1,3}|[–—―])"
# What may stand behind a name that is a label: (in Kyiv); , 2025; on Friday.
_REST = rf"\s*(?:\([^()]*\)|,[^,:{QUOTED}]*,?|(?:in|at|on)\b[^:.;{QUOTED}]{{0,60}})?\s*"
_WHO = rf"(?:{NAME}|[A-Z][\w-]+)"  # somebody, known or not
_SPELLED = re.compile(r"[\w’'-]+")
_WORD = re.compile(rf"{NAME}|[^\W\d_][\w’'-]*")


class Label(NamedTuple):
    """A form in which a name says whose the words are, and a text that has it and one that has not.

    In the examples N stands for NAME and … for QUOTED; SAYINGS and ACCORDING for the words of a
    language.
    """

    pattern: str
    good: str
    bad: str


SIGNED = Label(
    rf"(?<={QUOTED})[^\w{NAME}]*(?:{_DASH}|[(\[])\s*(?:{_WHO}\s*)++(?=$|[.,;)\]])",
    good="“…” — N, 2025",
    bad="“…” — N would like it",
)
LABELS = (
    Label(
        rf"{NAME}(?:['’]s?)?{_REST}(?::|{_DASH})\s*[{MARKS}]?{QUOTED}",
        good="On Friday, N (in Kyiv): “…”",
        bad="N wants a summit: “…”",
    ),
    Label(
        rf"^[^\w{QUOTED}{NAME}]*{NAME}{_REST}(?:\d|[^\w{QUOTED}])*$",
        good="N, in Kyiv 2025",
        bad="N and Kyiv",
    ),
    Label(rf"{NAME}['’]s?\s+(?:own\s+)?(?:SAYINGS)\b", good="N’s own words", bad="N’s wish"),
    Label(rf"\b(?:SAYINGS)\s+(?:by|of|from)\s+{_WHO}", good="a statement by N", bad="a sign of N"),
    Label(
        rf"(?i:\b(?:ACCORDING))\s+(?:the\s+)?(?:{NAME}|[^\W\d_]+)",
        good="According to N",
        bad="according to 12 people",
    ),
)


def claims(
    text: str, known: re.Pattern[str], language: Language, signed: bool = True
) -> Iterator[tuple[str, str]]:
    """Yield each claim's words, and the name to which it gives the quotation, if one is near.

    `known` finds a name. Unless `signed`, a bare name behind the words says
    who is meant.
    """
    text = _phrases(language).sub("", text)
    titled = _titled(known, language)
    names, text = titled.findall(text), titled.sub(NAME, text)
    for label in compiled(language)[0 if signed else 1 :]:
        for found in label.finditer(text):
            name = names[text.count(NAME, 0, found.start())] if NAME in found[0] else ""
            yield found[0].replace(NAME, name).replace(QUOTED, "…").strip(), name
    yield from _said(text, names, language)


def _said(text: str, names: list[str], language: Language) -> Iterator[tuple[str, str]]:
    """Yield each verb of saying, and the name right behind it, else the nearest before it.

    Names that are joined (Trump and Putin) are one.
    """
    joined = _joined(language)
    left = iter(names)
    names = [" ".join(next(left) for _ in range(m[0].count(NAME))) for m in joined.finditer(text)]
    text = joined.sub(NAME, text)
    for verb in _SPELLED.finditer(text):
        if verb[0].lower() in language.all_saying and _is_said(verb, text, language):
            at = text.count(NAME, 0, verb.start())
            inverted = text[verb.end() :].lstrip(" ,").startswith(NAME)
            if at and not (inverted and verb[0].lower() not in language.telling):
                at -= 1
            yield verb[0], names[at] if names else ""


def _is_said(verb: re.Match[str], text: str, language: Language) -> bool:
    """Whether a word is a verb of saying here, which somebody says and no thing (it says)."""
    before = re.split(rf"[^\w{NAME}’'-]+", text[: verb.start()].rstrip())
    while len(before) > 1 and before[-1].lower() in language.auxiliaries:
        before.pop()
    if verb[0].lower() in language.saying_or_noun:
        other = re.match(rf"\s+(?:{_any(language.not_after)})\b", text[verb.end() :])
        return _can_say(before[-1], language) and verb[0].islower() and not other
    words = _WORD.findall(text)[1:]  # the first has a capital whatever it is
    named = NAME in text or any(_can_say(word, language) for word in words)
    return named or before[-1].lower() not in language.things


def _can_say(word: str, language: Language) -> bool:
    """Whether a word is somebody: a known name, a pronoun or a title, any word with a capital."""
    lower = word.lower()
    capital = word[:1].isupper() and not re.search("['’]", word) and lower not in language.openers
    return word == NAME or lower in language.persons or capital


def names_pattern(people: Iterable[Speaker]) -> re.Pattern[str]:
    """Return a pattern for the names of some people, spaced or set in whatever way."""
    return _names(tuple(name for person in people for name in person.names))


@cache
def _names(names: tuple[str, ...]) -> re.Pattern[str]:
    spelled = _any({" ".join(name.split()) for name in names}).replace(r"\ ", r"\s+")
    spelled = re.sub("['’]", "['’]", spelled)
    return re.compile(rf"(?<!\w)(?:{spelled})(?:(?=ʼ)|(?!\w))", re.I)


@cache
def compiled(language: Language) -> list[re.Pattern[str]]:
    """Return the patterns of SIGNED and LABELS, with the words of a language."""
    sayings, according = _any(language.sayings), _any(language.according)
    found = (label.pattern.replace("SAYINGS", sayings) for label in (SIGNED, *LABELS))
    return [re.compile(pattern.replace("ACCORDING", according)) for pattern in found]


@cache
def _phrases(language: Language) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(language.said_phrases)})\b", re.I)


@cache
def _joined(language: Language) -> re.Pattern[str]:
    joining = _any(language.joining)
    return re.compile(rf"{NAME}(?:(?:['’]s)?,?\s+(?:{joining})\s+{NAME})*", re.I)


@cache
def _titled(names: re.Pattern[str], language: Language) -> re.Pattern[str]:
    titles = _any(language.titles)
    return re.compile(rf"(?:(?<!\w)(?:{titles})\.?\s+)*{names.pattern}", re.I)


def _any(words: Iterable[str]) -> str:
    """Return a pattern for one of some words; for none of them, one that matches nothing."""
    # In an order that is the same in every run: longer words first, for one may begin another.
    listed = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in listed) or "(?!)"
