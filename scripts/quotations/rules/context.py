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

_STOPS = (".", "?", "!")
_INTRODUCED = ("table", "list", "box", "figure")  # what the line above may introduce
_CAPTIONS = ("caption", "figcaption")


class Context:
    """What stands around the quotations of a page.

    In each text that it returns, of a quotation's words only the closing stop is kept, behind an
    OBJECT: “She paid.” becomes “\ufffc.”
    """

    def __init__(self, page: Page, quotations: Sequence[Quotation]) -> None:
        self._runs = page.runs
        self._quoted: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for quotation in quotations:
            for run, start, end in quotation.parts:
                self._quoted[run.index].append((start, end))
        self._emptied: dict[int, tuple[str, dict[int, int]]] = {}

    def text(self, run: Run) -> str:
        """Return the text of a run without the words of its quotations."""
        return self._without_quotations(run)[0]

    def around(self, quotation: Quotation) -> tuple[str, int]:
        """Return the text around a quotation, and the offset in it of the quotation's OBJECT."""
        first, begins = self._without_quotations(quotation.run)
        last_run, last_start, _ = quotation.parts[-1]
        last, begins_again = self._without_quotations(last_run)
        at, end = begins[quotation.start], begins_again[last_start]
        return first[:at] + last[end:], at

    def _without_quotations(self, run: Run) -> tuple[str, dict[int, int]]:
        """Return a run's text without its quotations, and from where to where each has moved."""
        if run.index not in self._emptied:
            text, at = "", 0
            moved = {}
            for start, end in sorted(self._quoted[run.index]):
                text += run.text[at:start]
                moved[start] = len(text)
                stop = run.text[start:end].rstrip(MARKS)[-1:]
                text += OBJECT + (stop if stop in (*_STOPS, ",") else "")
                at = end
            self._emptied[run.index] = text + run.text[at:], moved
        return self._emptied[run.index]

    def labels(self, quotation: Quotation) -> Iterator[str]:
        """Yield the labels of a quotation, the nearest first; those of a table before others."""
        run = quotation.run
        if quotation.attribution:
            yield quotation.attribution
        above = self._above([run])
        if above and self._introduces(above, quotation):
            yield self.text(above)
        inner_first = run.block.scopes[::-1]
        for scope in sorted(inner_first, key=lambda scope: scope.kind != "table"):
            yield from (self.text(label) for label in self._labels_in(scope, run))
            above = self._above(self._members[scope]) if scope.kind in _INTRODUCED else None
            if above and not self.text(above).rstrip().endswith(_STOPS):
                yield self.text(above)
        above = self._above(self._members[inner_first[-1]] if inner_first else [run])
        if above and above.is_heading:
            yield self.text(above)

    def near(self, quotation: Quotation) -> Iterator[str]:
        """Yield the texts in which the name of a quotation's speaker may stand."""
        run = quotation.run
        yield self.text(run)
        yield from self.labels(quotation)
        around = [Scope("section", run.section)] if run.in_note else run.block.scopes[-1:]
        for scope in around:
            yield from (self.text(member) for member in self._members[scope] if member is not run)

    @cached_property
    def _members(self) -> defaultdict[Scope, list[Run]]:
        """The visible runs of each scope."""
        members: defaultdict[Scope, list[Run]] = defaultdict(list)
        for run in filter(_is_visible, self._runs):
            for scope in (*run.block.scopes, Scope("section", run.section)):
                members[scope].append(run)
        return members

    @cached_property
    def _captions(self) -> defaultdict[Scope, list[Run]]:
        """The captions in each table and figure."""
        captions: defaultdict[Scope, list[Run]] = defaultdict(list)
        for run in self._runs:
            if run.block.element in _CAPTIONS and _is_visible(run):
                for scope in run.block.scopes:
                    captions[scope].append(run)
        return captions

    def _above(self, runs: Sequence[Run]) -> Run | None:
        """Return the nearest visible run with words before the first of some runs."""
        for index in range(runs[0].index - 1 if runs else -1, -1, -1):
            above = self._runs[index]
            if _is_visible(above) and any(map(str.isalpha, above.text)):
                return above
        return None

    def _introduces(self, above: Run, quotation: Quotation) -> bool:
        """Whether the run right above a quotation introduces it.

        The quotation is all its block has, or opens it, and a colon or a comma ends the run above.
        """
        run = quotation.run
        if run.is_heading or above.is_heading or run.block.column:
            return False
        text, start = self.around(quotation)
        is_led = self.text(above).rstrip().endswith((":", ","))
        rest = text[:start] if is_led else text
        return above.block.scopes == run.block.scopes and not any(map(str.isalnum, rest))

    def _labels_in(self, scope: Scope, run: Run) -> Sequence[Run]:
        """Return the labels that a scope gives the runs in it, for one of these."""
        members = self._members[scope]
        match scope.kind:
            case "table" | "figure":
                return [*self._heads(members, run), *self._captions[scope]]
            case "row":  # the nearest first
                cells = [cell for cell in members if cell is not run]
                return sorted(cells, key=lambda cell: abs(cell.index - run.index))
            case "item" | "entry" | "box":  # what it begins with
                return [first for first in members[:1] if first is not run]
        return []

    def _heads(self, members: Sequence[Run], run: Run) -> list[Run]:
        """Return the cells above a run in the first row of a table with some members."""
        for member in members:
            for scope in member.block.scopes:
                if scope.kind == "row":
                    cells = (cell for cell in self._members[scope] if cell is not run)
                    return [cell for cell in cells if cell.block.column == run.block.column]
        return []


def _is_visible(run: Run) -> bool:
    """Whether a run is shown where it stands, and is no attribute's text."""
    return not run.block.is_hidden and not run.block.element.startswith("@")
