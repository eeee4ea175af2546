"""Find the line and column in a Markdown file where each quotation of its page opens.

The renderer keeps no line numbers, so a quotation's first words are looked up where a mark opens
them. A page's quotations are placed in their order, and no place is given twice. What stands in a
comment is not shown and is passed over; so is code, unless the words stand nowhere else.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from quotations.model import Quotation, Stray
from quotations.text.fold import MARKS
from quotations.text.marks import ANY

Position = tuple[str, int, int]
"""The file, "" for the page's own; line and column, in code points, from 1."""

_WORD = re.compile(r"[^\W_]+")
_TRIED = (8, 4, 2, 1)  # words compared, fewer where markup stands among the first
_OPENS = re.compile(
    rf"(?:[{re.escape(MARKS)}]|&(?:[lr]?[sdb]?quo|quot|laquo|#\w+);?|<q\b[^<>]*>)"
    r"(?:[\s*_\[\](~=^>…—–.\-]|<[^<>]*>|\\)*$"
)
_CLOSES = re.compile(rf"[^\w\n]*?{ANY.pattern}")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_CODE = re.compile(r"^[ \t]*(```+|~~~+).*?^[ \t]*\1|(?<!`)(`+)(?!`).*?(?<!`)\2(?!`)", re.S | re.M)
_EMPTY = re.compile(r"[“\"«„‘]\W{0,20}?[”\"»’]")
# What the line of a heading or of a block quote begins with.
_HEADING = re.compile(r"[ \t]*(?:#|<h\d)|.*\n[=-]+[ \t]*$")
_BLOCK = re.compile(r"[ \t]*(?:>|<blockquote|!!!|\?\?\?)|[ \t]{4}")
_REACH = 60  # characters of markup between a mark and its first word


def locate(
    markdown: str,
    quotations: Sequence[Quotation],
    strays: Sequence[Stray],
    included: Sequence[tuple[str, str]] = (),
) -> tuple[list[Position], list[Position]]:
    """Return where a page's quotations open, and where its strays stand.

    `included` are (path, text) of the files that the page takes in: what stands not in the page's
    own file is looked for there.
    """
    files = [_File(name, text) for name, text in (("", markdown), *included)]
    # In the order of the page, so that a mark without its partner takes no quotation's place.
    things: list[tuple[tuple[int, int], Quotation | Stray]] = []
    things += (((q.spans[0][0], number), q) for number, q in enumerate(quotations))
    things += (((stray.start, number), stray) for number, stray in enumerate(strays))
    things.sort(key=lambda thing: thing[0])
    found = {id(thing): _first(files, [file.find(thing) for file in files]) for _, thing in things}
    return [found[id(q)] for q in quotations], [found[id(stray)] for stray in strays]


def _first(files: "list[_File]", found: list[int | None]) -> Position:
    for file, offset in zip(files, found, strict=True):
        if offset is not None:
            file.taken.add(offset)
            return (file.name, *file.position(offset))
    return ("", 1, 1)


class _File:
    """A file's words and where they stand; what was asked for so far."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self.taken: set[int] = set()
        self.last = -1  # where the quotation before stands
        self.lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self.comments = _spans(_COMMENT, text)
        self.code = _spans(_CODE, text)
        self.words: list[str] = []
        self.starts: list[int] = []
        self.index: dict[str, list[int]] = {}
        for match in _WORD.finditer(text):
            if not _inside(match.start(), self.comments):
                self.index.setdefault(match[0], []).append(len(self.words))
                self.words.append(match[0])
                self.starts.append(match.start())

    def position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.lines, offset)
        return line, offset - self.lines[line - 1] + 1

    def find(self, thing: Quotation | Stray) -> int | None:
        """Return where a quotation opens, or where a stray stands."""
        return self.opening(thing) if isinstance(thing, Quotation) else self.stray(thing)

    def opening(self, quotation: Quotation) -> int | None:
        """Return where a quotation opens: the first fitting place behind the one before."""
        wanted = [match[0] for match in _WORD.finditer(quotation.text)][: _TRIED[0]]
        for count in _TRIED:
            found = list(self._candidates(wanted[:count], quotation))
            if found:
                behind = [offset for offset in found if offset > self.last]
                chosen = (behind or found)[0]
                if not quotation.run.element.startswith("@"):
                    self.last = max(self.last, chosen)
                return chosen
        return None

    def _candidates(self, wanted: list[str], quotation: Quotation) -> Iterator[int]:
        """Yield the free places where a quotation may open; those that fit its form, if any do."""
        loose: list[int] = []
        fitting = False
        for offset in self._places(wanted, quotation.form != "block"):
            if offset in self.taken:
                continue
            line = self.lines[bisect_right(self.lines, offset) - 1]
            heading = _HEADING.match(self.text, line) is not None
            block = quotation.form == "block" and _BLOCK.match(self.text, line) is None
            if heading == quotation.run.heading and not block and not _inside(offset, self.code):
                fitting = True
                yield offset
            else:
                loose.append(offset)
        if not fitting:
            yield from loose

    def _places(self, wanted: list[str], marked: bool) -> Iterator[int]:
        for at in self.index.get(wanted[0], ()) if wanted else ():
            if self.words[at : at + len(wanted)] == wanted:
                start = self.starts[at]
                if not marked:
                    yield start
                elif mark := _OPENS.search(self.text, max(0, start - _REACH), start):
                    yield mark.start()

    def stray(self, stray: Stray) -> int | None:
        """Return where a stray stands: before its words, or behind them for an unopened mark."""
        if stray.verdict == "opaque":
            tag = stray.text.partition(" ")[0].strip("<>")
            at = self.text.lower().find(f"<{tag}".lower())
            return at if at >= 0 else None
        if stray.verdict == "empty":
            found = [match.start() for match in _EMPTY.finditer(self.text)]
        else:
            words = [match[0] for match in _WORD.finditer(stray.text)]
            closing = stray.verdict == "unopened"
            found = list(self._stray_places(words, closing))
        free = [at for at in found if at not in self.taken and not _inside(at, self.code)]
        return free[0] if free else None

    def _stray_places(self, words: list[str], closing: bool) -> Iterator[int]:
        for count in _TRIED:
            wanted = words[-count:] if closing else words[:count]
            for at in self.index.get(wanted[0], ()) if wanted else ():
                if self.words[at : at + len(wanted)] != wanted:
                    continue
                last = at + len(wanted) - 1
                end = self.starts[last] + len(self.words[last])
                start = self.starts[at]
                if closing and (mark := _CLOSES.match(self.text, end)):
                    yield mark.end() - 1
                elif not closing and (
                    mark := _OPENS.search(self.text, max(0, start - _REACH), start)
                ):
                    yield mark.start()


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


def _inside(offset: int, spans: list[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (offset, 1 << 60)) - 1
    return at >= 0 and spans[at][0] <= offset < spans[at][1]
