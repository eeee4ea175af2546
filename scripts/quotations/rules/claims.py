"""What in a text gives a quotation's words to somebody: a verb of saying, or a name as a label.

The caller puts QUOTED where the quotation stands. Each known name, with its title, becomes one
character, a NAME, while the text is looked at.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from quotations.model import OBJECT, Speaker
from quotations.text.fold import MARKS
from quotations.text.language import Language

QUOTED = "\U000f0000"
_NAMES = "\U000f0001-\U000ffffd"
NAME = f"[{_NAMES}]"
_DASH = r"(?:-{1,3}|[–—―])"
# What may stand between a name that is a label and its end: (in Kyiv); , 2025; on Friday.
_REST = (
    rf"\s*(?:\([^()]*\)|,[^,:{QUOTED}{_NAMES}]*,?"
    rf"|(?:in|at|on)\b[^:.;{QUOTED}{_NAMES}]{{0,60}})?\s*"
)
_WHO = rf"(?:{NAME}|[A-Z][\w-]+)"  # somebody, known or not
_SPELLED = re.compile(r"[\w’'-]+")  # a word that may be a verb
_BEHIND = re.compile(rf"{QUOTED}[^\w{_NAMES}]*$")  # right behind the quotation: “…”, claims
_WORD = re.compile(rf"{NAME}|[^\W\d_][\w’'-]*")  # a word that may be somebody


class Label(NamedTuple):
    """A form in which a name says whose the words are."""

    pattern: str
    """SAYINGS and ACCORDING in it stand for words of a language."""
    good: str
    """A text that has the form; N stands for a name, … for the quotation."""
    bad: str
    """A text that has it not."""


SIGNED = Label(
    rf"(?<={QUOTED})[^\w{_NAMES}]*(?:{_DASH}|[(\[])\s*(?:{_WHO}\s*)++(?=$|[.,;)\]])"
    rf"|(?<={QUOTED})[^\w{_NAMES}]*(?:{NAME}\s*)+\.?$",
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
        rf"^[^\w{QUOTED}{_NAMES}]*{NAME}{_REST}(?:\d|[^\w{QUOTED}])*$",
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
    text: str, known: re.Pattern[str], language: Language, signed: bool, reported: bool
) -> Iterator[tuple[str, str]]:
    """Yield each claim's words, and the name to which it gives the quotation, if one is near.

    `known` finds a name. Unless `signed`, a bare name behind the words (“wish list” — Putin) is no
    claim: it says who is meant. `reported`: the words are somebody's whom the text itself quotes;
    then of the verbs only the nearest counts.
    """
    titled = _titled(known, language)
    names: dict[str, str] = {}
    text = titled.sub(lambda m: _named(m[0], names), _phrases(language).sub("", text))
    shown = {ord(QUOTED): "…"}
    for label in compiled(language)[0 if signed else 1 :]:
        for found in label.finditer(text):
            name = re.search(NAME, found[0])
            claim = found[0].translate(shown | {ord(c): known for c, known in names.items()})
            yield claim.strip(), names[name[0]] if name else ""
    spelled = {ord(character): name for character, name in names.items()}
    text = _joined(language).sub(lambda m: _named(m[0].translate(spelled), names), text)
    verbs = [verb for verb in _SPELLED.finditer(text) if _is_said(verb, text, language)]
    for verb in _nearest(verbs, text) if reported else verbs:
        yield verb[0], names.get(_who(verb, text, language), "")


def others_removed(text: str, known: re.Pattern[str], language: Language) -> str:
    """Return a text without the names of which it says that they do not speak: unlike Putin."""
    return _silent(_titled(known, language), language).sub("", text)


def _named(name: str, names: dict[str, str]) -> str:
    """Return a character that stands for a name from now on."""
    character = chr(ord(_NAMES[0]) + len(names))
    names[character] = name
    return character


def _nearest(verbs: list[re.Match[str]], text: str) -> list[re.Match[str]]:
    """Return the last verb before the quotation since another; else the first behind it."""
    at = text.find(QUOTED)
    if at < 0:
        return verbs
    since = text.rfind(OBJECT, 0, at)
    before = [verb for verb in verbs if since < verb.start() < at]
    return before[-1:] or [verb for verb in verbs if verb.start() > at][:1]


def _who(verb: re.Match[str], text: str, language: Language) -> str:
    """Return the NAME of who says a verb; joined names (Trump and Putin) are one.

    That is the name right behind the verb (said Trump), unless it is a hearer's (told Putin) or
    another stands right before the verb; else the last name before it, or the first behind.
    """
    ahead, beyond = text[: verb.start()].rstrip(), text[verb.end() :]
    before: list[str] = re.findall(NAME, ahead)
    behind: list[str] = re.findall(NAME, beyond)
    inverted = re.match(rf"[ ,]*{NAME}", beyond) and not re.search(rf"{NAME}$", ahead)
    if behind and (not before or (inverted and verb[0].lower() not in language.telling)):
        return behind[0]
    return before[-1] if before else ""


def _is_said(verb: re.Match[str], text: str, language: Language) -> bool:
    """Whether a word is a verb of saying here, which somebody says and no thing (it says)."""
    if verb[0].lower() not in language.all_saying:
        return False
    ahead, beyond = text[: verb.start()].rstrip(), text[verb.end() :]
    before = re.split(rf"[^\w{_NAMES}’'-]+", ahead)
    while len(before) > 1 and _may_stand_between(before[-1].lower(), language):
        before.pop()
    if verb[0].lower() in language.saying_or_noun:
        other = re.match(rf"\s+(?:{_any(language.not_after)})\b", beyond)
        inverted = _BEHIND.search(ahead) and (next_word := _WORD.match(beyond.lstrip()))
        who = next_word[0] if inverted and next_word else before[-1]
        that = re.match(rf"\s+(?:{_any(language.that)})\s*[{MARKS}]?{QUOTED}", beyond)
        somebody = _can_say(who, language) or that is not None
        return somebody and verb[0].islower() and not other
    words = _WORD.findall(text)[1:]  # the first has a capital whatever it is
    named = re.search(NAME, text) or any(_can_say(word, language) for word in words)
    return bool(named) or before[-1].lower() not in language.things


def _may_stand_between(word: str, language: Language) -> bool:
    """Whether a word may stand between somebody and a verb: has, repeatedly."""
    endings = tuple(language.auxiliary_endings)
    return word in language.auxiliaries or bool(endings and word.endswith(endings))


def _can_say(word: str, language: Language) -> bool:
    """Whether a word is somebody: a known name, a pronoun or a title, any word with a capital."""
    lower = word.lower()
    capital = word[:1].isupper() and not re.search("['’]", word) and lower not in language.openers
    return re.fullmatch(NAME, word) is not None or lower in language.persons or capital


@cache
def names_pattern(people: tuple[Speaker | None, ...]) -> re.Pattern[str]:
    """Return a pattern for the names of some people, spaced or set in whatever way."""
    names = (name for person in people if person for name in person.names)
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
def _silent(names: re.Pattern[str], language: Language) -> re.Pattern[str]:
    silent = _any(language.silent | language.telling)  # also who is told something
    return re.compile(rf"\b(?:{silent})\s+(?:the\s+)?(?:{names.pattern})", re.I)


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
