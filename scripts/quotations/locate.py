"""Find the line and column in a Markdown file where a quotation's words stand.

The renderer keeps no line numbers, so the words are looked up: those that follow a quotation mark
first. Markup between words does not matter, for only the words are compared; what stands in code
or in a comment counts only where the words stand nowhere else.
"""

import bisect
import itertools
import re

from quotations.fold import MARKS

_WORD = re.compile(r"[^\W_]+")
_TRIED = (8, 4, 2, 1)  # words compared, fewer where markup stands among the first
_MARK_BEFORE = re.compile(
    rf"(?:[{re.escape(MARKS)}]|&(?:[lr]?[sdb]?quo|quot|laquo|ldquo|#\w+);?|<q\b[^<>]*>)"
    r"(?:[\s*_\[\](~=^>…—–.\-]|<[^<>]*>|\\)*$"
)
_MARK_AFTER = re.compile(rf"[^\w\n]*?[{re.escape(MARKS)}]")
_FENCE = re.compile(r"^[ \t]*(```+|~~~+)", re.M)
_TICKS = re.compile(r"(?<!`)`++")
_EMPTY = re.compile(r"[“\"«„‘]\W{0,20}?[”\"»’]")
# Where a quotation of a kind stands: what its line begins with.
_LINES = {
    "heading": re.compile(r"[ \t]*#|.*\n[=-]+[ \t]*$"),
    "block": re.compile(r"[ \t]*(?:>|<blockquote)"),
    "inline": re.compile(r"(?![ \t]*[>#])"),
}


class Locator:
    """Looks up quotations in one file; the same words asked for again are found further on."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: list[str] = []
        self._starts: list[int] = []
        self._index: dict[tuple[str, ...], list[int]] = {}
        self._lines: list[int] = []
        self._unshown: list[tuple[int, int]] = []
        self._asked: dict[tuple[str, ...], int] = {}
        self._found: dict[tuple[tuple[str, ...], str, bool], list[int]] = {}
        self._passed: list[str] = []

    def find(self, words: str, kind: str = "inline", marked: bool = True) -> tuple[int, int]:
        """Return line and column (code points), from 1, of a quotation's opening.

        `kind` is `heading`, `block` or `inline`; `marked`: a quotation mark stands before it.
        (1, 1) where the words are not in the file.
        """
        self._prepare()
        for passed in self._passed:
            self._count(_first_words(passed))
        self._passed.clear()
        wanted = _first_words(words)
        nth = self._count(wanted)
        key = (wanted, kind, marked)
        if key not in self._found:
            self._found[key] = self._places(wanted, kind, marked)
        found = self._found[key]
        return self._position(found[min(nth, len(found) - 1)]) if found else (1, 1)

    def find_end(self, words: str) -> tuple[int, int]:
        """Return line and column of the mark that stands after some words."""
        self._prepare()
        wanted = tuple(match[0] for match in _WORD.finditer(words))[-_TRIED[0] :]
        key = (wanted, "end", True)
        if key not in self._found:
            self._found[key] = self._ends(wanted)
        nth = self._count((*wanted, ""))
        found = self._found[key]
        return self._position(found[min(nth, len(found) - 1)]) if found else (1, 1)

    def pass_over(self, words: str) -> None:
        """Count a quotation that nobody asks the place of, so that the next like it is found."""
        self._passed.append(words)

    def text_position(self, text: str) -> tuple[int, int]:
        """Return line and column of the first place where `text` stands, whatever its case."""
        self._prepare()
        return self._position(max(0, self._text.lower().find(text.lower())))

    def _count(self, wanted: tuple[str, ...]) -> int:
        """Return how often some words were asked for before."""
        nth = self._asked.get(wanted, 0)
        self._asked[wanted] = nth + 1
        return nth

    def _prepare(self) -> None:
        if self._lines:
            return
        self._lines = [0, *(match.end() for match in re.finditer("\n", self._text))]
        self._unshown = sorted([*_comments(self._text), *_code(self._text)])
        for match in _WORD.finditer(self._text):
            self._words.append(match[0])
            self._starts.append(match.start())
        for at in range(len(self._words)):
            for count in _TRIED:
                if at + count <= len(self._words):
                    self._index.setdefault(tuple(self._words[at : at + count]), []).append(at)

    def _places(self, wanted: tuple[str, ...], kind: str, marked: bool) -> list[int]:
        """Return where a quotation may open, in order; those that fit best, if any do."""
        if not wanted:
            return [match.start() for match in _EMPTY.finditer(self._text)]
        for count in _TRIED:
            hits = self._hits(wanted[:count])
            openings = [self._opening(hit) for hit in hits] if marked else hits
            found = [hit for hit in openings if hit is not None]
            if not found and count > 1:
                found = hits
            if found:
                fitting = [hit for hit in found if self._fits(hit, kind)]
                return fitting or [hit for hit in found if not self._is_unshown(hit)] or found
        return []

    def _ends(self, wanted: tuple[str, ...]) -> list[int]:
        """Return where a mark stands after some words, in order."""
        for count in _TRIED:
            last = wanted[-count:]
            found = []
            for start in self._hits(last) if last else ():
                at = bisect.bisect_left(self._starts, start) + len(last) - 1
                end = self._starts[at] + len(self._words[at])
                if mark := _MARK_AFTER.match(self._text, end):
                    found.append(mark.end() - 1)
            if found:
                return [at for at in found if not self._is_unshown(at)] or found
        return []

    def _hits(self, wanted: tuple[str, ...]) -> list[int]:
        if len(wanted) not in _TRIED:
            shorter = next((count for count in _TRIED if count < len(wanted)), 0)
            found = self._index.get(wanted[:shorter], [])
            found = [at for at in found if tuple(self._words[at : at + len(wanted)]) == wanted]
        else:
            found = self._index.get(wanted, [])
        return [self._starts[at] for at in found]

    def _fits(self, offset: int, kind: str) -> bool:
        line = self._lines[bisect.bisect_right(self._lines, offset) - 1]
        return not self._is_unshown(offset) and _LINES[kind].match(self._text, line) is not None

    def _is_unshown(self, offset: int) -> bool:
        at = bisect.bisect_right(self._unshown, (offset, len(self._text))) - 1
        return at >= 0 and self._unshown[at][0] <= offset < self._unshown[at][1]

    def _opening(self, start: int) -> int | None:
        before = self._text[max(0, start - 60) : start]
        mark = _MARK_BEFORE.search(before)
        return start - len(before) + mark.start() if mark else None

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect.bisect_right(self._lines, offset)
        return (line, offset - self._lines[line - 1] + 1)


def _first_words(text: str) -> tuple[str, ...]:
    return tuple(match[0] for match in itertools.islice(_WORD.finditer(text), _TRIED[0]))


def _comments(text: str) -> list[tuple[int, int]]:
    """Return where comments stand; what is never closed is none."""
    found = []
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start)) >= 0:
        found.append((start, end + 3))
        start = text.find("<!--", end)
    return found


def _code(text: str) -> list[tuple[int, int]]:
    """Return where code stands, between fences or between runs of as many backticks."""
    fences = list(_FENCE.finditer(text))
    found = [(a.start(), b.end()) for a, b in zip(fences[::2], fences[1::2], strict=False)]
    runs = list(_TICKS.finditer(text))
    following: dict[int, int] = {}
    closer: list[int] = [0] * len(runs)
    for number in range(len(runs) - 1, -1, -1):
        length = len(runs[number][0])
        closer[number] = following.get(length, 0)
        following[length] = number
    number = 0
    while number < len(runs):
        if closer[number]:
            found.append((runs[number].start(), runs[closer[number]].end()))
            number = closer[number]
        number += 1
    return found
