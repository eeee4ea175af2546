"""A text as a row of words and quotation marks; of a Markdown file, without its markup."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from quotations.text.marks import ANY

_MARK = '"'  # stands in a row for every quotation mark
_TOKEN = re.compile(rf"[^\W_]+|{ANY.pattern}")
# Markup that shows no words, but for the words of code, an attribute's value, a box's title.
_MARKUP = re.compile(
    r"(?P<code>^[ \t]*(?P<fence>```+|~~~+).*?^[ \t]*(?P=fence)"
    r"|(?<!`)(?P<tick>`+)(?!`).*?(?<!`)(?P=tick)(?!`))"
    r"|(?P<mark></?q\b[^<>]*>|&(?:[lr][ds]quo|[lr]aquo|bdquo|quot|#\w+);)"
    r"|(?P<values></?[a-zA-Z][^<>]*>|^[ \t]*(?:!!!|\?\?\?)[^\n]*)"
    r"|<!--.*?-->|\]\([^\s()]*|\[\^[^\]\s]+\]|\{:?[ ]*[#.][^{}\n]*\}|&\w+;",
    re.S | re.M,
)
_VALUE = re.compile(r"(?<==\")[^\"]*(?=\")|(?<==')[^']*(?=')|(?<= \")[^\n]*(?=\"$)")


@dataclass(frozen=True)
class Row:
    """The words and marks of a text, in their order, and the offset of each in code points."""

    tokens: list[str]
    offsets: list[int]

    @cached_property
    def pairs(self) -> Mapping[tuple[str, ...], list[int]]:
        """Where each two that stand side by side do so."""
        pairs: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for at, pair in enumerate(pairwise(self.tokens)):
            pairs[pair].append(at)
        return pairs

    def like(self, other: list[str], at: int) -> list[int]:
        """Return the places of what stands at a place in another row, if the next is there too.

        Else those where the one before is; else of a mark those of the word that follows, and of a
        word all its places.
        """
        own = other[at : at + 1]
        if behind := self.pairs.get(tuple(other[at : at + 2])):
            return behind
        if before := self.pairs.get(tuple(other[max(0, at - 1) : at + 1])):
            return [place + 1 for place in before]
        if own == [_MARK]:
            return self.like(other, at + 1)
        return [place for place, token in enumerate(self.tokens) if [token] == own]


def row_of(text: str) -> Row:
    """Return the words and marks of a text that has no markup."""
    found = list(_TOKEN.finditer(text))
    tokens = [_MARK if ANY.match(token[0]) else token[0] for token in found]
    return Row(tokens, [token.start() for token in found])


def row_of_markdown(text: str) -> Row:
    """Return the words and marks that a Markdown file may show."""
    return row_of(_MARKUP.sub(_blank, text))


def _blank(markup: re.Match[str]) -> str:
    """Return what markup may show, with spaces in place of the rest."""
    text = markup[0]
    if markup["code"]:
        return ANY.sub(" ", text)  # it holds no marks
    if markup["mark"]:
        return _MARK + " " * (len(text) - 1)
    blank = " " * len(text)
    for value in _VALUE.finditer(text) if markup["values"] else ():
        blank = blank[: value.start()] + value[0] + blank[value.end() :]
    return blank
