"""The words and marks of a Markdown file, by offset, without the markup that shows none."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from quotations.text.marks import ANY, CLOSERS

_WORD = re.compile(r"[^\W_]+")
# What may stand between a mark, or the start of a line, and the first word of a quotation.
_OPENING = re.compile(r"[\s*_\[\](~=^>…—–.\\+#!?-]*")
_EDGE = re.compile(r"[\n|\"=:]")  # what parts one block, cell or attribute from another
_EMPTY = re.compile(r"[“\"«„‘][^\w“\"«„‘]{0,20}[”\"»’]|^>[> \t]*[^\w\s]+$", re.M)
# Markup that shows no words. The words of code are shown, and so may an attribute's value be.
_MARKUP = re.compile(
    r"(?P<code>^[ \t]*(?P<fence>```+|~~~+).*?^[ \t]*(?P=fence)"
    r"|(?<!`)(?P<tick>`+)(?!`).*?(?<!`)(?P=tick)(?!`))"
    r"|(?P<closes></q>|&(?:rdquo|rsquo|raquo);)"
    r"|(?P<opens><q\b[^<>]*>|&(?:quot|ldquo|lsquo|bdquo|laquo|#\w+);)"
    r"|(?P<tag></?[a-zA-Z][^<>]*>)"
    r"|<!--.*?-->|\]\([^\s()]*|\[\^[^\]\s]+\]|\{[:\s][^{}\n]*\}|&\w+;",
    re.S | re.M,
)
# Good: front matter, ![a picture], ](page.md "a title"), <img alt="a picture">, *[HTML]: a tooltip.
_READ_OUT = re.compile(
    r"\A---\n(?:.*\n)*?---$|!\[[^\]]*\]|\]\([^()]*\)|<[a-zA-Z][^<>]*>|^\*\[[^\]]*\]:.*$", re.M
)
_VALUE = re.compile(r"=(\"[^\"]*\"|'[^']*')")


class MarkdownFile:
    """Looks words up in a file; offsets are code points, words are counted from 0."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.shown = _MARKUP.sub(_blank, text)
        self.taken: set[int] = set()
        """Where a quotation or a stray was placed."""
        found = list(_WORD.finditer(self.shown))
        self.words = [word[0] for word in found]
        self.edges = [0, *(edge for word in found for edge in word.span()), len(text)]
        self._lines = [0, *(line.end() for line in re.finditer("\n", text))]
        self._read_out = [found.span() for found in _READ_OUT.finditer(text)]
        self._indexes: dict[tuple[str, int, int], dict[tuple[str, ...], list[int]]] = {}

    @cached_property
    def _ways(self) -> dict[str, Sequence[int]]:
        """Which words stand behind a mark or open a line, which before a mark; and all."""
        starts = self.edges[1::2]
        marks = [bisect_right(starts, mark.start()) for mark in ANY.finditer(self.shown)]
        lines = [bisect_right(starts, line - 1) for line in self._lines]
        count = len(self.words)
        return {
            "opening": sorted({at for at in (*marks, *lines) if at < count}),
            "closing": sorted({at - 1 for at in marks if at}),
            "any": range(count),
        }

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and column of an offset, from 1."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def find(self, words: Sequence[str], way: str, before: int = 0) -> Sequence[int]:
        """Return where some words stand in a row: the numbers of the first.

        `way`: "opening" those that a mark or a line opens, "closing" those before a mark, "any".
        `before`: so many of the words stand before the one that is opened.
        """
        count = len(words)
        if (way, count, before) not in self._indexes:
            index = self._indexes[way, count, before] = defaultdict(list)
            for at in self._ways[way]:
                first = at - count + 1 if way == "closing" else at - before
                index[tuple(self.words[max(0, first) : first + count])].append(first + before)
        return self._indexes[way, count, before].get(tuple(words), ())

    def start(self, at: int) -> int:
        """Return the offset of a word."""
        return self.edges[2 * at + 1]

    def opening(self, at: int, inside: int) -> int | None:
        """Return the mark that opens a quotation with a word; so many others stand after it."""
        start, gap = self._gap(at)
        found = [
            start + mark.start()
            for mark in ANY.finditer(gap)
            if mark[0] in CLOSERS and _OPENING.fullmatch(ANY.sub("", gap[mark.end() :]))
        ]
        return found[max(0, len(found) - 1 - inside)] if found else None

    def line_start(self, at: int) -> str | None:
        """Return what stands before a word that is the first of its line; None for another."""
        gap = self._gap(at)[1]
        start = gap.rpartition("\n")[2]
        first = (not at or "\n" in gap) and _OPENING.fullmatch(ANY.sub("", start))
        return start if first else None

    def is_read_out(self, offset: int) -> bool:
        """Whether what stands at an offset is an attribute's text, or a link's, an image's …"""
        index = bisect_right(self._read_out, offset, key=lambda span: span[0]) - 1
        return index >= 0 and offset < self._read_out[index][1]

    def marks(self, at: int) -> list[int]:
        """Return the offsets of the marks between a word and the one before."""
        start, gap = self._gap(at)
        return [start + mark.start() for mark in ANY.finditer(gap)]

    def alike(self, at: int, step: int, around: Sequence[str]) -> int:
        """Return how many words around a place are as wanted, going on by 1 or back by -1.

        Where fewer are wanted than there are, an edge counts as one: of a block, of a cell.
        """
        for count, word in enumerate(around):
            if not word:
                outside = not 0 <= at < len(self.words)
                edge = outside or _EDGE.search(self._gap(at if step > 0 else at + 1)[1])
                return count + bool(edge)
            if not 0 <= at < len(self.words) or self.words[at] != word:
                return count
            at += step
        return len(around)

    def empty(self) -> list[int]:
        """Return where marks stand with no words between them."""
        return [match.start() for match in _EMPTY.finditer(self.shown)]

    def _gap(self, at: int) -> tuple[int, str]:
        """Return what stands between a word and the one before, and its offset."""
        start, end = self.edges[2 * at : 2 * at + 2]
        return start, self.shown[start:end]


def _blank(markup: re.Match[str]) -> str:
    """Return as many characters as markup has: marks, shown words, spaces and line breaks."""
    text = markup[0]
    blank = re.sub(r"[^\n]", " ", text)
    if markup["code"]:
        return ANY.sub(" ", text)
    if markup["opens"] or markup["closes"]:
        return ("“" if markup["opens"] else "”") + blank[1:]
    if markup["tag"]:
        for value in _VALUE.finditer(text):
            if ANY.search(value[1][1:-1]) or " " in value[1]:
                blank = f"{blank[: value.start()]}={value[1]}{blank[value.end() :]}"
    return blank
