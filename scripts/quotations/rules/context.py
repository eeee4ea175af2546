"""What stands around a quotation on its page: its sentence, its labels, the texts near it.

A label is a text that may say whose the words are: an attribution, the line that introduces them,
a heading, a caption, the title of a box, the other cells of a row and the head of the column. In

    <tr><th>Reed</th><td>“an old bridge”</td></tr>

the label of the quotation is “Reed”.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from quotations.model import OBJECT, Page, Quotation, Run, Scope
from quotations.text.fold import MARKS, SOFT_HYPHEN

_STOPS = (".", "?", "!")
_KEPT_STOPS = (*_STOPS, ",", "…")
_INTRODUCING = (":", ",", "—", "–", "-", "(")
_INTRODUCED = ("table", "list", "box", "figure")  # what the line above may introduce


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
        self._tables: dict[Scope, tuple[defaultdict[int, list[Run]], list[Run]]] = {}

    def text(self, run: Run) -> str:
        """Return the text of a run without the words of its quotations."""
        return self._without_quotations(run)[0]

    def around(self, quotation: Quotation) -> tuple[str, int]:
        """Return the text around a quotation, and the offset in it of the quotation's OBJECT."""
        first, begins = self._without_quotations(quotation.run)
        last, begins_again = self._without_quotations(quotation.last)
        at, end = begins[quotation.start], begins_again[quotation.parts[-1].start]
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
                text += OBJECT + (stop if stop in _KEPT_STOPS else "")
                at = end
            self._emptied[run.index] = text + run.text[at:].replace(SOFT_HYPHEN, ""), moved
        return self._emptied[run.index]

    def labels(self, quotation: Quotation) -> Iterator[str]:
        """Yield the labels of a quotation, the nearest first; those of a table before others."""
        run = quotation.run
        if quotation.attribution:
            yield quotation.attribution
        above = self._above(run)
        if above and self._introduces(above, quotation):
            yield self.text(above)
        tables = [scope for scope in run.block.scopes[::-1] if scope.kind == "table"]
        others = [scope for scope in run.block.scopes[::-1] if scope.kind != "table"]
        for scope in (*tables, *others):
            yield from map(self.text, self._labels_in(scope, run))
            above = self._above_scope(scope) if scope.kind in _INTRODUCED else None
            if above and not above.is_heading and not self.text(above).rstrip().endswith(_STOPS):
                yield self.text(above)
        above = self._above_scope(run.block.scopes[0]) if run.block.scopes else self._above(run)
        if above and above.is_heading:
            yield self.text(above)

    def near(self, quotation: Quotation) -> Iterator[str]:
        """Yield the texts in which the name of a quotation's speaker may stand."""
        run = quotation.run
        yield self.text(run)
        yield from self.labels(quotation)
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

    def _above_scope(self, scope: Scope) -> Run | None:
        """Return the nearest run with words before all that a scope shows."""
        members = self._members[scope]
        return self._above(members[0]) if members else None

    def _introduces(self, above: Run, quotation: Quotation) -> bool:
        """Whether the run right above a quotation introduces it.

        It does so for a block quote, and for a quotation that is all its paragraph has; for one
        that opens its paragraph, if the text above ends as an introduction does.
        """
        run = quotation.run
        if run.is_heading or run.block.column or above.block.scopes != run.block.scopes:
            return False
        if above.is_heading or quotation.form == "block":
            return not above.is_heading
        around, at = self.around(quotation)
        opens = not any(map(str.isalnum, around[:at]))
        is_all = opens and not any(map(str.isalnum, around[at:]))
        return is_all or (opens and self.text(above).rstrip().endswith(_INTRODUCING))

    def _labels_in(self, scope: Scope, run: Run) -> Iterable[Run]:
        """Return the labels that something gives the runs in it, for one of these."""
        members = self._members[scope]
        match scope.kind:
            case "table":
                heads, captions = self._heads(scope)
                return [
                    head for head in heads[run.block.column] if head.index < run.index
                ] + captions
            case "row":  # what stands on the left first, the nearest of it first
                cells = [cell for cell in members if cell is not run]
                return sorted(cells, key=lambda c: (c.index > run.index, abs(c.index - run.index)))
            case "figure":  # wherever its caption stands
                return [member for member in members if member.block.element == "figcaption"][:1]
            case "item" | "entry" | "box":  # what it begins with
                first = next(
                    (member for member in members if member.block.scopes[-1] == scope), run
                )
                return [first] if first.index < run.index else []
        return []

    def _heads(self, table: Scope) -> tuple[defaultdict[int, list[Run]], list[Run]]:
        """Return the cells of a table's first row, by their columns, and its captions."""
        if table not in self._tables:
            members = self._members[table]
            heads: defaultdict[int, list[Run]] = defaultdict(list)
            first = next(filter(None, (_row(member, table) for member in members)), None)
            for cell in self._members[first] if first else ():
                heads[cell.block.column].append(cell)
            captions = [member for member in members if member.block.element == "caption"]
            self._tables[table] = heads, captions
        return self._tables[table]


def _is_visible(run: Run) -> bool:
    """Whether a run is shown where it stands, and is no attribute's text."""
    return not run.block.is_hidden and not run.block.element.startswith("@")


def _row(run: Run, table: Scope) -> Scope | None:
    """Return the row of a table that a run stands in; not that of a table within it."""
    inside = run.block.scopes[run.block.scopes.index(table) :] if table in run.block.scopes else ()
    return next((scope for scope in inside if scope.kind == "row"), None)
