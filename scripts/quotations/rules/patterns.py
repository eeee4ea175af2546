"""Patterns for what gives a quotation's words to somebody in a language: labels, names, phrases.

In the texts that they are for, each name that the seeds list is one character, and so is the
quotation: that keeps the patterns short.
"""

import re
from functools import cache
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

    pattern: str  # SAYINGS and ACCORDING in it stand for words of a language
    good: str  # a text that has the form; N stands for a name, … for the quotation
    bad: str  # a text that has it not


LABELS = (
    Label(  # after the quotation a dash, a bracket or its stop, then somebody
        rf"(?<={QUOTED})[^\w{NAMES}]*"
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
    Label(  # a name that is all of a text, or ends it in brackets, or begins it before a colon
        rf"^(?:[^\w{QUOTED}{NAMES}]*(?:\w+:\s*|[A-Z]\.\s*)*|[^{QUOTED}]*\()"
        rf"{NAME}{_REST}(?:[^\w{QUOTED}]*$|(?::.*|\))[^\w{NAMES}]*{QUOTED})",
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

    def __init__(self, language: Language, people: tuple[Speaker, ...]) -> None:
        self.language = language
        self.names = names_pattern(people)
        """Finds the name of any of them."""
        titled = rf"(?<!\w)(?:(?:{any_of(language.titles)})\.?\s+)*{self.names.pattern}"
        self.titled = re.compile(titled, re.I)
        self.silent = re.compile(rf"\b({any_of(language.silent)})\s+{titled}", re.I)
        self.word = re.compile(rf"(?:{any_of(language.saying_phrases)})\b|{WORD}", re.I)
        self.that = re.compile(rf"\s+(?:{any_of(language.that)})\W*{QUOTED}")
        words = {"SAYINGS": any_of(language.sayings), "ACCORDING": any_of(language.according)}
        self.labels = [
            re.compile(re.sub("SAYINGS|ACCORDING", lambda m: words[m[0]], label.pattern))
            for label in LABELS
        ]


@cache
def names_pattern(people: tuple[Speaker, ...]) -> re.Pattern[str]:
    """Return a pattern for the names of some people, spaced or set in whatever way."""
    names = {name for person in people for name in person.names}
    spelled = re.sub("['’]", "['’]", any_of(names))
    return re.compile(rf"(?<!\w)(?:{spelled})(?![^\Wʼ])", re.I)
