"""What stands around a quotation on its page: its sentence, its labels, the texts near it.

A label is a text that may say whose the words are: an attribution, the line that introduces them,
a heading, a caption, the title of a box, the other cells of a row and the head of the column. In

    <tr><th>Reed</th><td>“an old bridge”</td></tr>

the label of the quotation is “Reed”.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from quotations.model import OBJECT, Page, Quotation, Run, Scope
from quotations.text.fold import MARKS, SPACES
from quotations.text.words import WORD

_INTRODUCED = ("table", "list", "box", "figure")  # what the line above may introduce
_CAPTIONS = ("caption", "figcaption")
_ENDS = (".", "?", "!")  # of a sentence, and so of no introduction
_STOPS = (*_ENDS, ",")


class Context:
    """What stands around the quotations of a page; it is asked only about those it is made with.

    In each text that it returns, a quotation's words are one OBJECT, and the stop that ends them is
    kept behind it: of `“She paid.” No more.` it is `“\ufffc.” No more.`
    """

    def __init__(self, page: Page, quotations: Sequence[Quotation]) -> None:
        self._runs = page.runs
        self._texts: dict[int, str] = {}  # those with an OBJECT, by the index of their run
        self._offsets: dict[tuple[int, int], int] = {}  # of each OBJECT, by where its words begin
        copied: defaultdict[int, int] = defaultdict(int)  # how much of each run `_texts` has
        parts = [part for quotation in quotations for part in quotation.parts]
        for run, start, end in sorted(parts, key=lambda part: (part.run.index, part.start)):
            text = self._texts.get(run.index, "") + run.text[copied[run.index] : start]
            stop = run.text[start:end].rstrip(MARKS)[-1:]
            self._offsets[run.index, start] = len(text)
            self._texts[run.index] = text + OBJECT + (stop if stop in _STOPS else "")
            copied[run.index] = end
        for index, end in copied.items():
            self._texts[index] += self._runs[index].text[end:]

    def text(self, run: Run) -> str:
        """Return the text of a run without the words of its quotations."""
        return self._texts.get(run.index, run.text)

    def around(self, quotation: Quotation) -> tuple[str, int]:
        """Return the text before and after a quotation, and the offset in it of its OBJECT.

        What stands between the paragraphs of a block quote is its own text, and left out.
        """
        first, last = quotation.parts[0], quotation.parts[-1]
        start = self._offsets[first.run.index, first.start]
        end = self._offsets[last.run.index, last.start]
        return self.text(first.run)[:start] + self.text(last.run)[end:], start

    def labels(self, quotation: Quotation) -> Iterator[str]:
        """Yield the labels of a quotation, those that say most surely whose the words are first.

        1. its attribution
        2. what heads its table, then what heads else it is in, from the inside out
        3. the line above each of these
        4. the line right above it
        """
        run = quotation.run
        if quotation.attribution:
            yield quotation.attribution
        inner_first = run.block.scopes[::-1]
        tables = [scope for scope in inner_first if scope.kind == "table"]
        for scope in (*tables, *(scope for scope in inner_first if scope not in tables)):
            yield from map(self.text, self._heads_of(run, scope))
        introduced = [scope for scope in inner_first if scope.kind in _INTRODUCED]
        for first in (first for scope in introduced for first in self._firsts[scope][:1]):
            above = self._above(first)
            if above and not self._ends(above, _ENDS):
                yield self.text(above)
        above = self._above(run)
        if above and (above.is_heading or self._introduces(above, quotation)):
            yield self.text(above)

    def near(self, quotation: Quotation) -> Iterator[str]:
        """Yield the texts that may name the speaker of a quotation: its own, its labels, its note.

        A note is all that stands under a heading that opens one.
        """
        run = quotation.run
        yield self.text(run)
        yield from self.labels(quotation)
        if run.in_note:
            yield from (self.text(other) for other in self._visible if other.section == run.section)

    def _heads_of(self, run: Run, scope: Scope) -> list[Run]:
        """Return what heads a run in a scope that it is in, the nearest first.

        In a table these are its captions and the top cell of the run's own column, in a row all its
        cells, in anything else but a list the first run.
        """
        heads = self._firsts[scope] if scope.kind != "list" else []
        if scope.kind == "table":  # a caption is in column 0
            heads = [head for head in heads if head.block.column in (0, run.block.column)]
        elif scope.kind != "row":
            heads = [head for head in heads if head is heads[0] or head.block.element in _CAPTIONS]
        others = [head for head in heads if head is not run]
        return sorted(others, key=lambda head: abs(head.index - run.index))

    @cached_property
    def _firsts(self) -> defaultdict[Scope, list[Run]]:
        """The first visible run of each scope, the first in each of its columns, its captions."""
        firsts: defaultdict[Scope, list[Run]] = defaultdict(list)
        seen = set()
        for run in self._visible:
            for scope in run.block.scopes:
                place = (scope, run.block.column)
                if place not in seen or run.block.element in _CAPTIONS:
                    firsts[scope].append(run)
                seen.add(place)
        return firsts

    @cached_property
    def _visible(self) -> list[Run]:
        """The runs with words that are shown where they stand, and are no attribute's text."""
        return [
            run
            for run in self._runs
            if not run.block.is_hidden
            and not run.block.element.startswith("@")
            and any(map(str.isalnum, run.text))
        ]

    def _above(self, run: Run) -> Run | None:
        """Return the nearest visible run before a run."""
        index = bisect_left(self._visible, run.index, key=lambda other: other.index)
        return self._visible[index - 1] if index else None

    def _introduces(self, above: Run, quotation: Quotation) -> bool:
        """Whether the run right above a quotation introduces it.

        It does if no word but the quotation's stands in its run; or if none goes before it there,
        and the run above ends with a colon or a comma.
        """
        run = quotation.run
        if run.is_heading or above.block.scopes != run.block.scopes:
            return False
        text, start = self.around(quotation)
        is_opening = not WORD.search(text[:start])
        return not WORD.search(text) or (is_opening and self._ends(above, (":", ",")))

    def _ends(self, run: Run, stops: tuple[str, ...]) -> bool:
        """Whether a run ends with one of some stops, or with a quotation that does."""
        return self.text(run).rstrip(f"{MARKS}{SPACES}").endswith(stops)
