"""What stands around a quotation on its page: its sentence, its labels, the texts near it.

A label is a text that may say whose the words are: an attribution, the line that introduces them,
a heading, a caption, the title of a box, the other cells of a row and the head of the column. In

    <tr><th>Reed</th><td>“an old bridge”</td></tr>

the label of the quotation is “Reed”.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from quotations.model import OBJECT, Page, Quotation, Run, Scope
from quotations.text.fold import MARKS, SOFT_HYPHEN

_STOPS = (".", ",", "?", "!", "…")
_INTRODUCING = (":", ",", "—", "–", "-", "(")
_SENTENCE_ENDS = (".", "!", "?")


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
        last, begins_again = self._without_quotations(quotation.last)
        at, end = begins[quotation.start], begins_again[quotation.parts[-1][1]]
        return first[:at] + last[end:], at

    def _without_quotations(self, run: Run) -> tuple[str, dict[int, int]]:
        """Return a run's text without its quotations, and from where to where each has moved."""
        if run.index not in self._emptied:
            text, at = "", 0
            moved = {}
            for start, end in sorted(self._quoted[run.index]):
                text += run.text[at:start].replace(SOFT_HYPHEN, "")
                moved[start] = len(text)
                stop = run.text[start:end].rstrip(MARKS)[-1:]
                text += OBJECT + (stop if stop in _STOPS else "")
                at = end
            self._emptied[run.index] = text + run.text[at:].replace(SOFT_HYPHEN, ""), moved
        return self._emptied[run.index]

    def labels(self, quotation: Quotation) -> Iterator[str]:
        """Yield the labels of a quotation, the nearest first; those of a table before others."""
        run = quotation.run
        if quotation.attribution:
            yield quotation.attribution
        above = self._above(run) if not run.block.column else None
        if above and not above.is_heading and self._introduces(self.text(above), quotation):
            yield self.text(above)
        tables = [scope for scope in run.block.scopes[::-1] if scope.kind == "table"]
        others = [scope for scope in run.block.scopes[::-1] if scope.kind != "table"]
        for scope in (*tables, *others):
            yield from self._labels_in(scope, run)
        if above and above.is_heading:
            yield self.text(above)

    def near(self, quotation: Quotation) -> Iterator[str]:
        """Yield the texts in which the name of a quotation's speaker may stand."""
        run = quotation.run
        if quotation.form == "block":
            yield from self.labels(quotation)
        else:
            yield from (quotation.attribution, self.text(run))
            for scope in run.block.scopes:
                yield from self._labels_in(scope, run)
        in_note = run.in_note or run.is_heading
        around = [Scope("section", run.section)] if in_note else run.block.scopes[-1:]
        for scope in around:
            others = (other for other in self._members[scope] if other is not run)
            yield from (self.text(other) for other in others if other.block.quote is None)

    @cached_property
    def _members(self) -> defaultdict[Scope, list[Run]]:
        """The visible runs of each scope."""
        members: defaultdict[Scope, list[Run]] = defaultdict(list)
        for run in filter(_is_visible, self._runs):
            for scope in (*run.block.scopes, Scope("section", run.section)):
                members[scope].append(run)
        return members

    def _above(self, run: Run) -> Run | None:
        """Return the nearest run with words before another, unless it is of a block quote."""
        for index in range(run.index - 1, -1, -1):
            above = self._runs[index]
            if _is_visible(above):
                if above.block.quote is not None:
                    return None
                if any(map(str.isalpha, above.text)):
                    return above
        return None

    def _introduces(self, above: str, quotation: Quotation) -> bool:
        """Whether the text above a quotation introduces it.

        It does so for a block quote, and for a quotation that is all its paragraph has; for one
        that opens its paragraph, if the text above ends as an introduction does.
        """
        if quotation.form == "block":
            return True
        around, at = self.around(quotation)
        opens = not any(map(str.isalnum, around[:at]))
        is_all = opens and not any(map(str.isalnum, around[at:]))
        return is_all or (opens and above.rstrip().endswith(_INTRODUCING))

    def _labels_in(self, scope: Scope, run: Run) -> Iterator[str]:
        """Yield the labels that what is around a run gives it."""
        members = self._members[scope]
        own = [member for member in members if member.block.scopes[-1] == scope]
        match scope.kind:
            case "table":
                yield from self._labels_in_table(scope, run)
            case "row":  # what stands on the left first, the nearest of it first
                cells = [cell for cell in members if cell is not run]
                cells.sort(key=lambda cell: (cell.index > run.index, abs(cell.index - run.index)))
                yield from map(self.text, cells)
            case "figure":  # wherever its caption stands
                captions = (
                    one for one in own if one.block.element == "figcaption" and one is not run
                )
                yield from map(self.text, islice(captions, 1))
            case _:  # what a list item, a definition or a box begins with
                yield from (self.text(first) for first in own[:1] if first.index < run.index)

    def _labels_in_table(self, table: Scope, run: Run) -> Iterator[str]:
        """Yield the head of a run's column, the table's caption, the line that introduces it."""
        members = self._members[table]
        if not members:
            return
        head_row, row = _row(members[0], table), _row(run, table)
        for cell in members:
            if _row(cell, table) == head_row != row and cell.block.column == run.block.column != 0:
                yield self.text(cell)
        yield from (self.text(member) for member in members if member.block.element == "caption")
        above = self._above(members[0])
        if above is not None and not self.text(above).rstrip().endswith(_SENTENCE_ENDS):
            yield self.text(above)


def _is_visible(run: Run) -> bool:
    """Whether a run is shown where it stands, and is no attribute's text."""
    return not run.block.is_hidden and not run.block.element.startswith("@")


def _row(run: Run, table: Scope) -> Scope | None:
    """Return the row of a table that a run stands in; not that of a table within it."""
    inside = run.block.scopes[run.block.scopes.index(table) :] if table in run.block.scopes else ()
    return next((scope for scope in inside if scope.kind == "row"), None)
