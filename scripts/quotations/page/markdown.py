"""A text as a row of tokens, its words and quotation marks; of a Markdown file, without its markup.

It’s an “old *bridge*”.  →  It " s an " old bridge "
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from itertools import accumulate, pairwise

from quotations.text.marks import ALL, ANY

_MARK = '"'  # the token for every quotation mark
_TOKEN = re.compile(rf"([^\W_]+|{ANY.pattern})")
# Markup that shows no words, but for the words of code, an attribute's value, a box's title.
_MARKUP = re.compile(
    r"""
    ^[ \t]*(?:(?P<fence>```+|~~~+) .*? ^[ \t]*(?P=fence)      # a fenced block of code
        | (?P<box>(?:!!!|\?\?\?)[^\n]*))                      # !!! note "title"
    | (?=[`<&\]\[{])(?:                                       # to look no further elsewhere
        (?<!`)(?P<tick>`+)(?!`) .*? (?<!`)(?P=tick)(?!`)      # `code`
        | (?P<mark></?q\b[^<>]*>|&(?:[lr][ds]quo|[lr]aquo|bdquo|quot|\#\w+);)  # <q> &ldquo; &#8220;
        | (?P<tag></?[a-zA-Z][^<>]*>)                         # <img alt="words">
        | <!--.*?-->
        | \]\([^\s()]*                                        # a link's address
        | \[\^[^\]\s]+\]                                      # a footnote's mark
        | (?P<list>\{:?[ ]*[#.][^{}\n]*\})                     # { #id .class key="words" }
        | &\w+;)
    """,
    re.S | re.M | re.X,
)
# The value of an attribute that a reader sees or hears; the title of a box.
_VALUE = re.compile(
    r"(?<!href=\")(?<!src=\")(?<!class=\")(?<!id=\")(?<!style=\")(?<==\")[^\"]*(?=\")"
    r"|(?<==')[^']*(?=')|(?<= \")[^\n]*(?=\"$)"
)


class Row:
    """The tokens of a text, in their order."""

    def __init__(self, text: str) -> None:
        self._pieces = _TOKEN.split(text)  # what is no token, a token, what is no token, …
        self.tokens = [_MARK if token in ALL else token for token in self._pieces[1::2]]

    @cached_property
    def offsets(self) -> list[int]:
        """The offset of each token in the text, in code points; and the length of the text."""
        return list(accumulate(map(len, self._pieces)))[::2]

    @cached_property
    def _pairs(self) -> Mapping[tuple[str, ...], list[int]]:
        """The indices at which each two tokens follow one another."""
        pairs: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for index, pair in enumerate(pairwise(self.tokens)):
            pairs[pair].append(index)
        return pairs

    def indices_of(self, tokens: list[str], index: int) -> list[int]:
        """Return the indices at which this row may have the token at `index` of another row.

        They are those where the next token is the same too; if there are none, those where the one
        before is; if there are none, of a mark those of the next token, and of a word all it has.
        """
        if indices := self._pairs.get(tuple(tokens[index : index + 2])):
            return indices
        if indices := self._pairs.get(tuple(tokens[max(0, index - 1) : index + 1])):
            return [before + 1 for before in indices]
        token = tokens[index] if index < len(tokens) else ""
        if token == _MARK:
            return self.indices_of(tokens, index + 1)
        return [place for place, candidate in enumerate(self.tokens) if candidate == token]


def row_of_markdown(text: str) -> Row:
    """Return the tokens that a Markdown file may show."""
    return Row(_MARKUP.sub(_blank, text))


def _blank(markup: re.Match[str]) -> str:
    """Return what markup may show, with spaces in place of the rest."""
    text = markup[0]
    if markup["tick"] or markup["fence"]:
        return ANY.sub(" ", text)  # code has no marks
    if markup["mark"]:
        return _MARK.ljust(len(text))
    blank = " " * len(text)
    if markup["tag"] or markup["box"] or markup["list"]:
        for value in _VALUE.finditer(text):
            blank = blank[: value.start()] + value[0] + blank[value.end() :]
    return blank
