"""Patterns for what gives a quotation's words to somebody in a language: labels, names, phrases.

In the texts that they are for, each name that the seeds list is one character, and so is the
quotation: that keeps the patterns short.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from quotations.model import Speaker
from quotations.text.fold import MARKS
from quotations.text.language import Language
from quotations.text.words import any_of

QUOTED = "\U000f0000"  # stands for the quotation; other quotations are an OBJECT
NAMES = "\U000f0001-\U000ffffd"
NAME = f"[{NAMES}]"  # stands for a name
WORD = rf"[\w{NAMES}’'-]+"
_DASHES = "–—―\\-"  # in square brackets
# What may stand between a name that is a label and its end: (in Kyiv); , 2025; on Friday.
_REST = rf"\s*(?:(?:[(,]|(?:in|at|on)\b)[^:;{QUOTED}{NAMES}]*)?\s*"
_WHO = rf"(?:{NAME}|[A-Z][\w-]+)"  # somebody, known or not


class Label(NamedTuple):
    """A form in which a name says whose the words are."""

    pattern: str
    """SAYINGS and ACCORDING in it stand for words of a language."""
    good: str
    """A text that has the form; N stands for a name, … for the quotation."""
    bad: str
    """A text that has it not."""


LABELS = (
    Label(  # after the quotation, a dash or a bracket and somebody
        rf"(?<={QUOTED})[^\w{NAMES}]*[{_DASHES}(\[]\s*(?:{_WHO}\s*)++(?=$|[.,;)\]])",
        good="“…” — N, 2025",
        bad="“…” — N would like it",
    ),
    Label(rf"(?<={QUOTED})[^\w{NAMES}]*\sby\s+{NAME}", good="“…” by N", bad="“…” of N"),
    Label(  # after the quotation and its stop, a name and no more
        rf"(?<={QUOTED})[.,?!][^\w{NAMES}]*(?:{NAME}\s*)+\.?$",
        good="“….” N.",
        bad="“…” N would like",
    ),
    Label(  # a name, then a colon right before the quotation
        rf"{NAME}[^{QUOTED}{NAMES}]*:\s*[{MARKS}]?(?:{QUOTED}|$)",
        good="N on Friday: “…”",
        bad="N is “…”",
    ),
    Label(  # a name, then a dash right before the quotation
        rf"{NAME}(?:['’]s?)?{_REST}[{_DASHES}]\s*[{MARKS}]?{QUOTED}",
        good="On Friday, N (in Kyiv) — “…”",
        bad="N wants a summit — “…”",
    ),
    Label(  # at the end of a text without the quotation, a name in brackets
        rf"^[^{QUOTED}]*\({NAME}{_REST}\)\W*$", good="Of the day (N)", bad="He (N) is here"
    ),
    Label(  # a name that begins a text and is all of it, or leads to the quotation
        rf"^[^\w{QUOTED}{NAMES}]*(?:\w+:\s*|[A-Z]\.\s*)*{NAME}{_REST}"
        rf"(?:[^\w{QUOTED}]*$|(?::.*|[){_DASHES}])[^\w{NAMES}]*{QUOTED})",
        good="Speaker: V. N, in Kyiv 2025",
        bad="N and Kyiv",
    ),
    Label(rf"{NAME}['’]s?\s+(?:\w+\s+)?(?:SAYINGS)\b", good="N’s exact words", bad="N’s wish"),
    Label(rf"\b(?:SAYINGS)\s+(?:by|of|from)\s+{_WHO}", good="a statement by N", bad="a sign of N"),
    Label(
        rf"(?i:\b(?:ACCORDING))\s+(?:the\s+)?(?:{NAME}|[^\W\d_]+)",
        good="According to N",
        bad="according to 12 people",
    ),
)


class Patterns:
    """What finds the claims of a language about some people."""

    def __init__(self, language: Language, people: Iterable[Speaker]) -> None:
        self.language = language
        self.names = names_pattern(people)
        """Finds the name of any of them."""
        titles, joining = any_of(language.titles), any_of(language.joining)
        self.titled = re.compile(rf"(?<!\w)(?:(?:{titles})\.?\s+)*{self.names.pattern}", re.I)
        self.joined = re.compile(rf"{NAME}(?:(?:['’]s)?,?\s+(?:{joining})\s+{NAME})+", re.I)
        self.silent = re.compile(rf"\b({any_of(language.silent)})\s+{NAME}", re.I)
        self.word = re.compile(rf"(?:{any_of(language.saying_phrases)})\b|{WORD}", re.I)
        self.phrases = re.compile(rf"\b(?:{any_of(language.said_phrases)})\b", re.I)
        self.that = re.compile(rf"\s+(?:{any_of(language.that)})\s*[{MARKS}]?{QUOTED}")
        self.other_verb = re.compile(rf"\s+(?:{any_of(language.not_after)})\b")
        auxiliary = (
            rf"(?:{any_of(language.auxiliaries)}|\w*(?:{any_of(language.auxiliary_endings)}))"
        )
        self.subject = re.compile(rf"({WORD})\s+(?:{auxiliary}\s+)*$", re.I)
        words = {"SAYINGS": any_of(language.sayings), "ACCORDING": any_of(language.according)}
        self.labels = [
            re.compile(re.sub("SAYINGS|ACCORDING", lambda m: words[m[0]], label.pattern))
            for label in LABELS
        ]


def names_pattern(people: Iterable[Speaker]) -> re.Pattern[str]:
    """Return a pattern for the names of some people, spaced or set in whatever way."""
    names = {name for person in people for name in person.names}
    spelled = re.sub("['’]", "['’]", any_of(names))
    return re.compile(rf"(?<!\w)(?:{spelled})(?![^\Wʼ])", re.I)
