"""What in a text gives a quotation's words to somebody: a verb of saying, or a name as a label.

The caller puts QUOTED where the quotation stands. Each known name, with its title, becomes one
character, a NAME, while the text is looked at.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from quotations.model import OBJECT, Speaker
from quotations.text.fold import MARKS
from quotations.text.language import Language
from quotations.text.words import any_of

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


class Forms:
    """The forms of a language in which some people may be given words."""

    def __init__(self, language: Language, people: Iterable[Speaker]) -> None:
        self.language = language
        self.names = names_pattern(people)
        """Finds the name of any of them."""
        titles, joining = any_of(language.titles), any_of(language.joining)
        self.titled = re.compile(rf"(?<!\w)(?:(?:{titles})\.?\s+)*{self.names.pattern}", re.I)
        self.joined = re.compile(rf"{NAME}(?:(?:['’]s)?,?\s+(?:{joining})\s+{NAME})+", re.I)
        silent = any_of(language.silent | language.telling)  # also who is told something
        self.silent = re.compile(rf"\b(?:{silent})\s+{NAME}", re.I)
        self.phrases = re.compile(rf"\b(?:{any_of(language.said_phrases)})\b", re.I)
        self.other = re.compile(rf"\s+(?:{any_of(language.not_after)})\b")
        self.that = re.compile(rf"\s+(?:{any_of(language.that)})\s*[{MARKS}]?{QUOTED}")
        words = {"SAYINGS": any_of(language.sayings), "ACCORDING": any_of(language.according)}
        self.labels = [
            re.compile(re.sub("SAYINGS|ACCORDING", lambda m: words[m[0]], label.pattern))
            for label in (SIGNED, *LABELS)
        ]


class Claims:
    """What a text says of whose a quotation's words are."""

    def __init__(self, text: str, forms: Forms) -> None:
        self._forms, self._language = forms, forms.language
        self._names: dict[str, str] = {}
        self._text = forms.titled.sub(lambda name: self._named(name[0]), text)

    def _named(self, name: str) -> str:
        """Return a character that stands for a name, or for joined ones, from now on."""
        character = chr(ord(_NAMES[0]) + len(self._names))
        self._names[character] = name
        return character

    def _spelled(self, text: str) -> str:
        """Return a part of the text with its names, and … for the quotation."""
        return text.translate({ord(c): name for c, name in [*self._names.items(), (QUOTED, "…")]})

    def speaking(self) -> list[str]:
        """Return the names in it, but for those of whom it says that they do not speak."""
        return [self._names[c] for c in re.findall(NAME, self._forms.silent.sub("", self._text))]

    def found(self, signed: bool, reported: bool) -> Iterator[tuple[str, str]]:
        """Yield each claim's words, and the name to which it gives the quotation, if one is near.

        Unless `signed`, a bare name behind the words (“wish list” — Putin) is no claim: it says
        who is meant. `reported`: the words are somebody's whom the text itself quotes; then of the
        verbs only the nearest counts.
        """
        forms, self._text = self._forms, self._forms.phrases.sub("", self._text)
        for label in forms.labels[0 if signed else 1 :]:
            for found in label.finditer(self._text):
                name = re.search(NAME, found[0])
                yield self._spelled(found[0]).strip(), self._names[name[0]] if name else ""
        self._text = forms.joined.sub(lambda m: self._named(self._spelled(m[0])), self._text)
        verbs = [verb for verb in _SPELLED.finditer(self._text) if self._is_said(verb)]
        for verb in self._nearest(verbs) if reported else verbs:
            yield verb[0], self._names.get(self._who(verb), "")

    def _nearest(self, verbs: list[re.Match[str]]) -> list[re.Match[str]]:
        """Return the last verb before the quotation since another; else the first behind it."""
        at = self._text.find(QUOTED)
        if at < 0:
            return verbs
        since = self._text.rfind(OBJECT, 0, at)
        before = [verb for verb in verbs if since < verb.start() < at]
        return before[-1:] or [verb for verb in verbs if verb.start() > at][:1]

    def _around(self, verb: re.Match[str]) -> tuple[str, str]:
        return self._text[: verb.start()].rstrip(), self._text[verb.end() :]

    def _who(self, verb: re.Match[str]) -> str:
        """Return the NAME of who says a verb.

        That is the name right behind the verb (said Trump), unless it is a hearer's (told Putin) or
        another stands right before the verb; else the last name before it, or the first behind.
        """
        ahead, beyond = self._around(verb)
        before, behind = re.findall(NAME, ahead), re.findall(NAME, beyond)
        inverted = re.match(rf"[ ,]*{NAME}", beyond) and not re.search(rf"{NAME}$", ahead)
        if behind and (not before or (inverted and verb[0].lower() not in self._language.telling)):
            return str(behind[0])
        return str(before[-1]) if before else ""

    def _is_said(self, verb: re.Match[str]) -> bool:
        """Whether a word is a verb of saying here, which somebody says and no thing (it says)."""
        language, word = self._language, verb[0].lower()
        if word not in language.all_saying:
            return False
        ahead, beyond = self._around(verb)
        before = re.split(rf"[^\w{_NAMES}’'-]+", ahead)
        while len(before) > 1 and _may_stand_between(before[-1].lower(), language):
            before.pop()
        if word in language.saying_or_noun:
            inverted = _BEHIND.search(ahead) and _WORD.match(beyond.lstrip())
            somebody = self._can_say(inverted[0] if inverted else before[-1])
            somebody = somebody or self._forms.that.match(beyond) is not None
            return somebody and verb[0].islower() and not self._forms.other.match(beyond)
        words = _WORD.findall(self._text)[1:]  # the first has a capital whatever it is
        somebody = bool(self._names) or any(map(self._can_say, words))
        return somebody or before[-1].lower() not in language.things

    def _can_say(self, word: str) -> bool:
        """Whether a word is somebody: a known name, a pronoun or title, any word with a capital."""
        lower, language = word.lower(), self._language
        capital = word[:1].isupper() and not re.search("['’]", word)
        named = word in self._names or (capital and lower not in language.openers)
        return named or lower in language.persons


def _may_stand_between(word: str, language: Language) -> bool:
    """Whether a word may stand between somebody and a verb: has, repeatedly."""
    return word in language.auxiliaries or word.endswith(tuple(language.auxiliary_endings))


def names_pattern(people: Iterable[Speaker]) -> re.Pattern[str]:
    """Return a pattern for the names of some people, spaced or set in whatever way."""
    names = {name for person in people for name in person.names}
    spelled = re.sub("['’]", "['’]", any_of(names))
    return re.compile(rf"(?<!\w)(?:{spelled})(?:(?=ʼ)|(?!\w))", re.I)
