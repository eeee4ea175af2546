"""What stands around a quotation: its sentence, what heads it, where a speaker's name is near."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from quotations.model import OBJECT, Page, Quotation, Run
from quotations.text.fold import MARKS, SOFT_HYPHEN

_STOPS = (".", ",", "?", "!", "…")
_INTRODUCES = (":", ",", "—", "–", "-", "(")


class Setting:
    """What stands around the quotations of a page.

    In each text that is told, only the marks and the closing stop of a quotation stay: “\ufffc.”
    """

    def __init__(self, page: Page, quotations: Sequence[Quotation]) -> None:
        self._runs = page.runs
        self._quoted: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for quotation in quotations:
            for run, start, end in quotation.parts:
                self._quoted[run.number].append((start, end))
        self._shown: dict[int, str] = {}
        self._places: dict[tuple[int, int], int] = {}

    @cached_property
    def _by_scope(self) -> defaultdict[tuple[str, int], list[Run]]:
        by_scope: defaultdict[tuple[str, int], list[Run]] = defaultdict(list)
        for run in self._runs:
            if _stands_by_itself(run):
                for scope in (*run.scopes, ("section", run.section)):
                    by_scope[scope].append(run)
        return by_scope

    def around(self, quotation: Quotation) -> tuple[str, int]:
        """Return what stands around a quotation in its run, and where it stands in that."""
        first, last = self.shown(quotation.run), self.shown(quotation.last)
        (run, start, _), (other, again, _) = quotation.parts[0], quotation.parts[-1]
        at = self._places[run.number, start]
        return first[:at] + last[self._places[other.number, again] :], at

    def shown(self, run: Run) -> str:
        """Return a run's text, OBJECT and its closing stop in place of each quotation."""
        if run.number not in self._shown:
            text, at = "", 0
            for start, end in sorted(self._quoted[run.number]):
                text += run.text[at:start].replace(SOFT_HYPHEN, "")
                self._places[run.number, start] = len(text)
                stop = run.text[start:end].rstrip(MARKS)[-1:]
                text += OBJECT + (stop if stop in _STOPS else "")
                at = end
            self._shown[run.number] = text + run.text[at:].replace(SOFT_HYPHEN, "")
        return self._shown[run.number]

    def heads(self, quotation: Quotation) -> Iterator[str]:
        """Yield what heads a quotation, the nearest first."""
        run = quotation.run
        if quotation.attribution:
            yield quotation.attribution
        above = self._above(run) if run.element not in ("td", "th") else None
        if above and not above.heading and self._introduces(self.shown(above), quotation):
            yield self.shown(above)
        # A table's columns head its cells before what stands in the row does.
        outward = run.scopes[::-1]
        for scope in sorted(outward, key=lambda scope: scope[0] != "table"):
            yield from self._scope_heads(scope, run)
        if above and above.heading:
            yield self.shown(above)

    def _introduces(self, above: str, quotation: Quotation) -> bool:
        """Whether the text above a quotation that opens its run leads up to it."""
        around, at = self.around(quotation)
        if quotation.form == "block":
            return True
        begins = not any(map(str.isalnum, around[:at]))
        alone = begins and not any(map(str.isalnum, around[at:]))
        return alone or (begins and above.rstrip().endswith(_INTRODUCES))

    def _above(self, run: Run) -> Run | None:
        """Return the run right before another, pictures passed over."""
        for number in range(run.number - 1, -1, -1):
            above = self._runs[number]
            if _stands_by_itself(above):
                if above.block is not None:
                    return None
                if any(map(str.isalpha, above.text)):
                    return above
        return None

    def _scope_heads(self, scope: tuple[str, int], run: Run) -> Iterator[str]:
        kind = scope[0]
        inside = self._by_scope[scope]
        if kind == "table":
            yield from self._column_head(inside, run)
            yield from (self.shown(head) for head in inside if head.element == "caption")
            above = self._above(inside[0])
            if above is not None and self.shown(above).rstrip().endswith(":"):
                yield self.shown(above)
            return
        if kind == "row":  # the nearest on the left first, then what stands on the right
            cells = sorted(inside, key=lambda cell: (cell.number > run.number, -cell.number))
            yield from (self.shown(cell) for cell in cells if cell is not run)
            return
        # A caption heads its figure wherever it stands; any other thing is headed by its first run.
        own = [other for other in inside if other.scopes[-1] == scope]
        named = [other for other in own if kind != "figure" or other.element == "figcaption"]
        for head in named[:1]:
            if head is not run and (kind == "figure" or head.number < run.number):
                yield self.shown(head)

    def _column_head(self, table: list[Run], run: Run) -> Iterator[str]:
        row = next((scope for scope in reversed(run.scopes) if scope[0] == "row"), None)
        if row is None or run.element not in ("td", "th"):
            return
        column = [r.number for r in self._by_scope[row]].index(run.number)
        first = next((s for r in table for s in r.scopes if s[0] == "row"), None)
        cells = self._by_scope[first] if first and first != row else []
        if column < len(cells):
            yield self.shown(cells[column])

    def near(self, quotation: Quotation) -> Iterator[str]:
        """Yield the texts in which a speaker's name is near enough."""
        run = quotation.run
        if quotation.form == "block":
            yield from self.heads(quotation)
        else:
            yield from (quotation.attribution, self.shown(run))
            for scope in run.scopes:
                yield from self._scope_heads(scope, run)
        group = run.scopes[-1:]
        if run.note or run.heading:
            group = (("section", run.section),)
        for other in self._by_scope[group[0]] if group else ():
            if other is not run and other.block is None:
                yield self.shown(other)


def _stands_by_itself(run: Run) -> bool:
    return not run.hidden and not run.element.startswith("@")
