"""The words and marks of a Markdown file, by offset, without the markup that shows none."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from quotations.text.marks import ANY, CLOSERS

_WORD = re.compile(r"[^\W_]+")
_EDGE = re.compile(r"[\n|\"=:]")  # what parts one block, cell or attribute from another
_INDEXED = 3  # words
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
        self._edges = [0, *(edge for word in found for edge in word.span()), len(text)]
        self._lines = [0, *(line.end() for line in re.finditer("\n", text))]
        self._read_out = [found.span() for found in _READ_OUT.finditer(text)]
        self._indexes: dict[int, dict[tuple[str, ...], list[int]]] = {}

    def rows(self, words: Sequence[str]) -> list[int]:
        """Return where some words stand in a row: the numbers of the first."""
        count = min(len(words), _INDEXED)
        if count not in self._indexes:
            index = self._indexes[count] = defaultdict(list)
            for at in range(len(self.words)):
                index[tuple(self.words[at : at + count])].append(at)
        found = self._indexes[count].get(tuple(words[:count]), ())
        return [at for at in found if self.words[at : at + len(words)] == words]

    def position(self, offset: int) -> tuple[str, int, int]:
        """Return the file's name, and the line and column of an offset, from 1."""
        line = bisect_right(self._lines, offset)
        return self.name, line, offset - self._lines[line - 1] + 1

    def start(self, at: int) -> int:
        """Return the offset of a word."""
        return self._edges[2 * at + 1]

    def opening(self, at: int, inside: int) -> int | None:
        """Return the mark that opens a quotation with a word; so many others stand after it."""
        start, gap = self._gap(at)
        opening = [start + mark.start() for mark in ANY.finditer(gap) if mark[0] in CLOSERS]
        return opening[max(0, len(opening) - 1 - inside)] if opening else None

    def line_start(self, at: int) -> str | None:
        """Return what stands before a word that is the first of its line; None for another."""
        gap = self._gap(at)[1]
        return gap.rpartition("\n")[2] if not at or "\n" in gap else None

    def edge(self, at: int) -> bool:
        """Whether a block, a cell or an attribute ends between a word and the one before."""
        return at in (0, len(self.words)) or _EDGE.search(self._gap(at)[1]) is not None

    def is_read_out(self, offset: int) -> bool:
        """Whether what stands at an offset is an attribute's text, or a link's, an image's …"""
        index = bisect_right(self._read_out, offset, key=lambda span: span[0]) - 1
        return index >= 0 and offset < self._read_out[index][1]

    def marks(self, at: int) -> list[int]:
        """Return the offsets of the marks between a word and the one before."""
        start, gap = self._gap(at)
        return [start + mark.start() for mark in ANY.finditer(gap)]

    def empty(self) -> list[int]:
        """Return where marks stand with no words between them."""
        return [match.start() for match in _EMPTY.finditer(self.shown)]

    def _gap(self, at: int) -> tuple[int, str]:
        """Return what stands between a word and the one before, and its offset."""
        start, end = self._edges[2 * at : 2 * at + 2]
        return start, self.shown[start:end]


def words_of(text: str) -> list[str]:
    """Return the words of a text, without what stands between them."""
    return _WORD.findall(text)


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
