"""A text as a row of words and quotation marks; of a Markdown file, without its markup."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from itertools import accumulate, pairwise

from quotations.text.marks import ALL, ANY

_MARK = '"'  # stands in a row for every quotation mark
_TOKEN = re.compile(rf"([^\W_]+|{ANY.pattern})")
# Markup that shows no words, but for the words of code, an attribute's value, a box's title.
_MARKUP = re.compile(
    r"^[ \t]*(?:(?P<fenced>(?P<fence>```+|~~~+).*?^[ \t]*(?P=fence))|(?P<box>(?:!!!|\?\?\?)[^\n]*))"
    r"|(?=[`<&\]\[{])(?:(?P<code>(?<!`)(?P<tick>`+)(?!`).*?(?<!`)(?P=tick)(?!`))"
    r"|(?P<mark></?q\b[^<>]*>|&(?:[lr][ds]quo|[lr]aquo|bdquo|quot|#\w+);)"
    r"|(?P<tag></?[a-zA-Z][^<>]*>)"
    r"|<!--.*?-->|\]\([^\s()]*|\[\^[^\]\s]+\]|\{:?[ ]*[#.][^{}\n]*\}|&\w+;)",
    re.S | re.M,
)
_VALUE = re.compile(r"(?<==\")[^\"]*(?=\")|(?<==')[^']*(?=')|(?<= \")[^\n]*(?=\"$)")


class Row:
    """The words and marks of a text, in their order."""

    def __init__(self, text: str) -> None:
        self._pieces = _TOKEN.split(text)  # what is none, a token, what is none …
        self.tokens = [_MARK if token in ALL else token for token in self._pieces[1::2]]

    @cached_property
    def offsets(self) -> list[int]:
        """Where each begins in the text, in code points; and where the text ends."""
        return list(accumulate(map(len, self._pieces)))[::2]

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


def row_of_markdown(text: str) -> Row:
    """Return the words and marks that a Markdown file may show."""
    return Row(_MARKUP.sub(_blank, text))


def _blank(markup: re.Match[str]) -> str:
    """Return what markup may show, with spaces in place of the rest."""
    text = markup[0]
    if markup["code"] or markup["fenced"]:
        return ANY.sub(" ", text)  # it holds no marks
    if markup["mark"]:
        return _MARK + " " * (len(text) - 1)
    blank = " " * len(text)
    for value in _VALUE.finditer(text) if markup["tag"] or markup["box"] else ():
        blank = blank[: value.start()] + value[0] + blank[value.end() :]
    return blank
