"""Who a text says speaks the words of a quotation: by a verb of saying, or by a name as a label.

Reed said that “the council would close the bridge”    →  Claim("said", "Reed")
In Reed’s words: “the council would close the bridge”  →  Claim("Reed’s words", "Reed")
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from quotations.model import OBJECT
from quotations.rules.patterns import NAME, NAMES, QUOTED, Patterns
from quotations.rules.verbs import nearest, speaker, verbs
from quotations.text.fold import MARKS, SOFT_HYPHEN


class Claim(NamedTuple):
    """That a text gives the words of a quotation to somebody."""

    words: str
    """The words of the text that say so: a verb, a label."""
    name: str
    """The name of who is said to speak; empty where it is none that the seeds list."""


@dataclass(frozen=True)
class Statement:
    """A text in which each name is one character."""

    text: str
    joined: str
    """The same with names that *and* joins as one, without phrases like *needless to say*, and
    without the names of those who do not speak: *unlike Reed*, *told Reed*."""
    names: Mapping[str, str]
    """The name for which each character stands."""
    speaking: tuple[str, ...]
    """The names of those who may speak."""

    def spelled(self, text: str) -> str:
        """Return a part of its text with the names as they are spelled, and … for the quotation."""
        return text.translate({ord(c): name for c, name in [*self.names.items(), (QUOTED, "…")]})


@lru_cache(maxsize=4096)  # one line may stand around many quotations
def statement(text: str, patterns: Patterns) -> Statement:
    """Return a text with its names, and with OBJECT for each quotation, as a statement."""
    names: dict[str, str] = {}

    def named(found: re.Match[str]) -> str:
        character = chr(ord(NAMES[0]) + len(names))
        names[character] = "".join(names.get(c, c) for c in found[0])
        return character

    line = " ".join(text.replace(SOFT_HYPHEN, "").split())
    replaced = patterns.titled.sub(named, line)
    present = patterns.silent.sub(r"\1 ", patterns.phrases.sub("", replaced))
    speaking = tuple(names[character] for character in re.findall(NAME, present))
    joined = patterns.joined.sub(named, present)
    return Statement(replaced, joined, names, speaking)


@lru_cache(maxsize=4096)
def claims(
    text: str, quotation: int | None, patterns: Patterns, is_reported: bool
) -> tuple[Claim, ...]:
    """Return the claims that a text makes about one of the quotations in it, or in what follows.

    `text` has an OBJECT for each quotation, and `quotation` is the number of that OBJECT, from 0.
    `is_reported`: the words are somebody's whom the source quotes; then of the verbs only the
    nearest counts, and else the first, for it does not matter who says it.
    """
    known = statement(text, patterns)
    claimed = []
    labelled = _with_quoted(known.text, quotation)
    for pattern in patterns.labels:
        for label in pattern.finditer(labelled):
            names = re.findall(NAME, label[0])
            words = known.spelled(label[0]).strip(f"{MARKS}… (—–-?!.")
            claimed.append(Claim(words, known.names[names[-1]] if names else ""))
    joined = _with_quoted(known.joined, quotation)
    found = verbs(joined, patterns)
    for verb in nearest(found, joined) if is_reported else found[:1]:
        claimed.append(Claim(verb[0], known.names.get(speaker(verb), "")))
    return tuple(claimed)


def _with_quoted(text: str, quotation: int | None) -> str:
    """Return a text with QUOTED in place of one OBJECT."""
    if quotation is None:
        return text
    *before, after = text.split(OBJECT, quotation + 1)
    return OBJECT.join(before) + QUOTED + after
