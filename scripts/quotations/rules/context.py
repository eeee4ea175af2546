"""What stands around a quotation on its page: its sentence, its labels, the texts near it.

A label is a text that may say whose the words are: an attribution, the line that introduces them,
a heading, a caption, the title of a box, the other cells of a row and the head of the column. In

    <tr><th>Reed</th><td>“an old bridge”</td></tr>

the label of the quotation is “Reed”.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from quotations.model import OBJECT, Page, Quotation, Run, Scope
from quotations.text.fold import MARKS
from quotations.text.words import WORD

_INTRODUCED = ("table", "list", "box", "figure")  # what the line above may introduce
_CAPTIONS = ("caption", "figcaption")


class Context:
    """What stands around the quotations of a page.

    In each text that it returns, a quotation's words are one OBJECT, and the stop that ends them is
    kept behind it: “She paid.” becomes “\ufffc.” It knows the quotations that it is made with.
    """

    def __init__(self, page: Page, quotations: Sequence[Quotation]) -> None:
        self._runs = page.runs
        self._texts: dict[int, str] = {}  # of the runs with quotations, by their index
        self._offsets: dict[tuple[int, int], int] = {}  # of each OBJECT, by where its words begin
        ends: defaultdict[int, int] = defaultdict(int)
        parts = [part for quotation in quotations for part in quotation.parts]
        for run, start, end in sorted(parts, key=lambda part: part.start):
            text = self._texts.get(run.index, "") + run.text[ends[run.index] : start]
            stop = run.text[start:end].rstrip(MARKS)[-1:]
            self._offsets[run.index, start] = len(text)
            self._texts[run.index] = text + OBJECT + (stop if stop in ".,?!" else "")
            ends[run.index] = end
        for index, end in ends.items():
            self._texts[index] += self._runs[index].text[end:]

    def text(self, run: Run) -> str:
        """Return the text of a run without the words of its quotations."""
        return self._texts.get(run.index, run.text)

    def around(self, quotation: Quotation) -> tuple[str, int]:
        """Return the text around a quotation, and the offset in it of the quotation's OBJECT."""
        first, last = quotation.parts[0], quotation.parts[-1]
        start = self._offsets[first.run.index, first.start]
        end = self._offsets[last.run.index, last.start]
        return self.text(first.run)[:start] + self.text(last.run)[end:], start

    def labels(self, quotation: Quotation) -> Iterator[str]:
        """Yield the labels of a quotation.

        They are its attribution, those of its table, those of what else it is in, from the inside
        out, and the run above it.
        """
        run = quotation.run
        if quotation.attribution:
            yield quotation.attribution
        inner_first = run.block.scopes[::-1]
        for scope in sorted(inner_first, key=lambda scope: scope.kind != "table"):
            for head in sorted(self._heads[scope], key=lambda head: abs(head.index - run.index)):
                # In a table these are the heads of its own column and, in column 0, its captions.
                is_of_column = scope.kind != "table" or head.block.column in (0, run.block.column)
                if head is not run and is_of_column and scope.kind != "list":
                    yield self.text(head)
        for scope in inner_first:
            heads = self._heads[scope]
            introduction = self._above(heads[0]) if heads and scope.kind in _INTRODUCED else None
            if introduction and not self._ends(introduction, ".?!"):
                yield self.text(introduction)
        above = self._above(run)
        if above and (above.is_heading or self._introduces(above, quotation)):
            yield self.text(above)

    def near(self, quotation: Quotation) -> Iterator[str]:
        """Yield the texts in which the name of a quotation's speaker may stand."""
        run = quotation.run
        yield self.text(run)
        yield from self.labels(quotation)
        if run.in_note:
            yield from map(self.text, self._notes[run.section])

    @cached_property
    def _notes(self) -> defaultdict[int, list[Run]]:
        """The visible runs of each note, by the number of its heading."""
        notes: defaultdict[int, list[Run]] = defaultdict(list)
        for run in filter(_is_visible, self._runs):
            if run.in_note:
                notes[run.section].append(run)
        return notes

    @cached_property
    def _heads(self) -> defaultdict[Scope, list[Run]]:
        """The visible runs that may head others in each scope.

        They are its captions and the first run in each of its columns: the top cell of each column
        of a table, every cell of a row, of anything else the first run.
        """
        heads: defaultdict[Scope, list[Run]] = defaultdict(list)
        seen = set()
        for run in filter(_is_visible, self._runs):
            for scope in run.block.scopes:
                column = (scope, run.block.column)
                if column not in seen or run.block.element in _CAPTIONS:
                    heads[scope].append(run)
                seen.add(column)
        return heads

    def _above(self, run: Run) -> Run | None:
        """Return the nearest visible run with words before a run."""
        for index in reversed(range(run.index)):
            above = self._runs[index]
            if _is_visible(above) and any(map(str.isalpha, above.text)):
                return above
        return None

    def _introduces(self, above: Run, quotation: Quotation) -> bool:
        """Whether the run right above a quotation introduces it.

        It does if the quotation is all that its block has; or if the quotation opens its block and
        the run above ends with a colon or a comma.
        """
        run = quotation.run
        if run.is_heading or above.block.scopes != run.block.scopes:
            return False
        text, start = self.around(quotation)
        return not WORD.search(text[:start] if self._ends(above, ":,") else text)

    def _ends(self, run: Run, stops: str) -> bool:
        """Whether a run ends with one of some stops, or with a quotation that does."""
        return self.text(run).rstrip(f"{MARKS} \n")[-1:] in tuple(stops)


def _is_visible(run: Run) -> bool:
    """Whether a run is shown where it stands, and is no attribute's text."""
    return not run.block.is_hidden and not run.block.element.startswith("@")
