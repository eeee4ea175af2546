"""Find the line and column in a Markdown file where a quotation's words stand.

The renderer keeps no line numbers, so the words are looked up: those that follow a quotation mark
first. Markup between words does not matter, for only the words are compared.
"""

import bisect
import itertools
import re

from quotations.fold import MARKS

_WORD = re.compile(r"[^\W_]+")
_TRIED = (8, 4, 2, 1)  # words compared, fewer where markup stands among the first
_MARK_BEFORE = re.compile(
    rf"(?:[{re.escape(MARKS)}]|&(?:[lr]?[sdb]?quo|quot|laquo|ldquo|#\w+);?|<q\b[^<>]*>)"
    r"(?:[\s*_\[(~=^>…—–.\-]|<[^<>]*>|\\)*$"
)


class Locator:
    """Looks up quotations in one file; the same words asked for again are found further on."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: list[str] = []
        self._starts: list[int] = []
        self._index: dict[tuple[str, ...], list[int]] = {}
        self._lines: list[int] = []
        self._asked: dict[tuple[str, ...], int] = {}

    def find(self, words: str, marked: bool = True) -> tuple[int, int]:
        """Return line and column (code points), from 1, of a quotation's opening.

        `marked`: a quotation mark stands before it. (1, 1) where the words are not in the file.
        """
        if not self._lines:
            self._prepare()
        wanted = _first_words(words)
        if not wanted:
            return self._position(self._empty_marks())
        nth = self._asked.get(wanted, 0)
        self._asked[wanted] = nth + 1
        for count in _TRIED:
            hits = self._hits(wanted[:count])
            if hits:
                openings = [self._opening(hit) for hit in hits] if marked else hits
                found = [hit for hit in openings if hit is not None] or hits
                return self._position(found[min(nth, len(found) - 1)])
        return (1, 1)

    def pass_over(self, words: str) -> None:
        """Count a quotation that nobody asks the place of, so that the next like it is found."""
        wanted = _first_words(words)
        self._asked[wanted] = self._asked.get(wanted, 0) + 1

    def text_position(self, text: str) -> tuple[int, int]:
        """Return line and column of the first place where `text` stands as it is."""
        if not self._lines:
            self._prepare()
        return self._position(max(0, self._text.find(text)))

    def _empty_marks(self) -> int:
        found = re.search(rf"[{re.escape(MARKS)}]\W{{0,20}}[{re.escape(MARKS)}]", self._text)
        return found.start() if found else 0

    def _prepare(self) -> None:
        self._lines = [0, *(match.end() for match in re.finditer("\n", self._text))]
        for match in _WORD.finditer(self._text):
            self._words.append(match[0])
            self._starts.append(match.start())
        for at, word in enumerate(self._words):
            self._index.setdefault((word,), []).append(at)
            self._index.setdefault(tuple(self._words[at : at + 2]), []).append(at)

    def _hits(self, wanted: tuple[str, ...]) -> list[int]:
        if not wanted:
            return []
        length = len(wanted)
        candidates = self._index.get(wanted[:2], [])
        if length > 2:
            candidates = [at for at in candidates if tuple(self._words[at : at + length]) == wanted]
        return [self._starts[at] for at in candidates]

    def _opening(self, start: int) -> int | None:
        before = self._text[max(0, start - 60) : start]
        mark = _MARK_BEFORE.search(before)
        return start - len(before) + mark.start() if mark else None

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect.bisect_right(self._lines, offset)
        return (line, offset - self._lines[line - 1] + 1)


def _first_words(text: str) -> tuple[str, ...]:
    return tuple(match[0] for match in itertools.islice(_WORD.finditer(text), _TRIED[0]))
