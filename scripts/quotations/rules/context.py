"""What stands around a quotation on its page: the text it is in, its labels, the texts near it.

A label is a text that may say whose the words are: an attribution, the line that introduces them,
a heading, a caption, the title of a box, the other cells of a row and the head of the column. In

    <tr><th>Reed</th><td>“an old bridge”</td></tr>

the label of the quotation is “Reed”.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby

from quotations.model import OBJECT, Page, Quotation, Run, Scope
from quotations.text.fold import MARKS, SPACES
from quotations.text.words import WORD

_CAPTIONS = ("caption", "figcaption")
_ENDS = (".", "?", "!")  # a line that ends so introduces no table, list, box or figure
_STOPS = (*_ENDS, ",")


class Context:
    """What stands around the quotations of a page: ask only about those it was made with.

    In each text that it returns, a quotation's words are one OBJECT, followed by the stop that ends
    them, if one does: of `“She paid.” No more.` it is `“\ufffc.” No more.`
    """

    def __init__(self, page: Page, quotations: Sequence[Quotation]) -> None:
        self._runs = page.runs
        self._texts: dict[int, str] = {}  # of each run with a quotation, by its index
        self._offsets: dict[tuple[int, int], int] = {}  # of each OBJECT, by where its words begin
        parts = [part for quotation in quotations for part in quotation.parts]
        parts.sort(key=lambda part: (part.run.index, part.start))
        for run, segments in groupby(parts, key=lambda part: part.run):
            text, copied = "", 0
            for _, start, end in segments:
                text += run.text[copied:start]
                self._offsets[run.index, start] = len(text)
                stop = run.text[start:end].rstrip(MARKS)[-1:]
                text += OBJECT + (stop if stop in _STOPS else "")
                copied = end
            self._texts[run.index] = text + run.text[copied:]

    def text(self, run: Run) -> str:
        """Return the text of a run without the words of its quotations."""
        return self._texts.get(run.index, run.text)

    def around(self, quotation: Quotation) -> tuple[str, int]:
        """Return the text that a quotation is in, and the offset of its OBJECT there.

        Of a block quote of several paragraphs it is the last one, which an attribution may end.
        """
        last = quotation.parts[-1]
        return self.text(last.run), self._offsets[last.run.index, last.start]

    def labels(self, quotation: Quotation) -> Iterator[str]:
        """Yield the labels of a quotation, those that say most surely whose the words are first.

        1. its attributions
        2. what heads its table, then what heads anything else that it is in, from the inside out
        3. the line that introduces its table, list, box or figure, from the inside out
        4. the heading right above it, or a line there that introduces it
        """
        run = quotation.run
        yield from quotation.attributions
        inner_first = run.block.scopes[::-1]
        tables_first = sorted(inner_first, key=lambda scope: scope.kind != "table")
        for scope in tables_first:
            yield from map(self.text, self._heads_of(run, scope))
        for scope in inner_first:
            if introduction := self._introduction_of(scope):
                yield self.text(introduction)
        above = self._above(run, self._lines)
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

        In a row these are all other cells; in a list none; in anything else its captions and its
        first run, in a table the first one of the run's own column.
        """
        heads = [] if scope.kind == "list" else self._firsts[scope]
        if scope.kind != "row":  # what is in no cell, as a caption is, has no columns
            column = run.block.columns.start
            in_column = [head for head in heads if column in head.block.columns]
            heads = [*in_column[:1], *(head for head in heads if not head.block.columns)]
        others = [head for head in heads if head is not run]
        return sorted(others, key=lambda head: abs(head.index - run.index))

    @cached_property
    def _firsts(self) -> defaultdict[Scope, list[Run]]:
        """The first visible run in each column of each scope, and the captions of the scope."""
        firsts: defaultdict[Scope, list[Run]] = defaultdict(list)
        seen = set()
        for run in self._visible:
            for scope in run.block.scopes:
                place = (scope, run.block.columns)
                is_caption = run.block.element in _CAPTIONS and scope == run.block.scopes[-1]
                if place not in seen or is_caption:
                    firsts[scope].append(run)
                seen.add(place)
        return firsts

    @cached_property
    def _visible(self) -> list[Run]:
        """The runs with words that a reader sees where they stand, and no attribute's text."""
        return [
            run
            for run in self._runs
            if not run.block.is_hidden
            and not run.block.element.startswith("@")
            and any(map(str.isalnum, run.text))
        ]

    def _above(self, run: Run, runs: Sequence[Run]) -> Run | None:
        """Return the nearest of some runs before a run."""
        index = bisect_left(runs, run.index, key=lambda other: other.index)
        return runs[index - 1] if index else None

    @cached_property
    def _lines(self) -> list[Run]:
        """The visible runs that have words besides those of their quotations."""
        return [run for run in self._visible if any(map(str.isalnum, self.text(run)))]

    def _introduction_of(self, scope: Scope) -> Run | None:
        """Return the line above a scope, if it introduces it: if it does not end a sentence.

        That line is in whatever the scope is in, and not in another table or list before it.
        """
        if not self._firsts[scope]:  # all of it is hidden
            return None
        first = self._firsts[scope][0]
        outer = first.block.scopes[: first.block.scopes.index(scope)]
        above = self._above(first, self._lines)
        if above and above.block.scopes == outer and not self._ends(above, _ENDS):
            return above
        return None

    def _introduces(self, above: Run, quotation: Quotation) -> bool:
        """Whether the run right above that of a quotation introduces the quotation.

        It does if the quotation is alone in its run; or if the quotation opens its run, and nothing
        stands between it and the run above, which ends with a colon or a comma.
        """
        run = quotation.run
        if run.is_heading or above.block.scopes != run.block.scopes:
            return False
        text, start = self.around(quotation)
        if not WORD.search(text):
            return True
        is_next = above is self._above(run, self._visible)
        return not WORD.search(text[:start]) and is_next and self._ends(above, (":", ","))

    def _ends(self, run: Run, stops: tuple[str, ...]) -> bool:
        """Whether a run ends with one of some stops, or with a quotation that does."""
        return self.text(run).rstrip(f"{MARKS}{SPACES}").endswith(stops)
