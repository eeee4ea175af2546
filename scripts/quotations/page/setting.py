"""What stands around a quotation: its sentence, what heads it, where a speaker's name is near."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from quotations.model import OBJECT, Page, Quotation, Run
from quotations.text.fold import SOFT_HYPHEN

_STOPS = (".", ",", "?", "!", "…")
_INTRODUCES = (":", ",", "—", "–", "-", "(")


@dataclass(frozen=True)
class Setting:
    """What stands around a quotation, as text; other quotations' words are OBJECT in it.

    Of another quotation stay its marks and its closing stop: “\ufffc.”
    """

    before: str
    """Its run up to the opening mark."""
    after: str
    """Its run from the closing mark on."""
    heads: tuple[str, ...]
    """What heads it, the nearest first: attribution, introducing block, row label, heading …"""
    read_around: Callable[[], tuple[str, ...]]

    @cached_property
    def around(self) -> tuple[str, ...]:
        """The texts in which a speaker's name is near enough: the paragraph, item, row, note."""
        return self.read_around()


def settings(page: Page, quotations: Sequence[Quotation]) -> Callable[[Quotation], Setting]:
    """Return what tells the setting of each of a page's quotations."""
    around = _Surroundings(page, quotations)

    def setting(quotation: Quotation) -> Setting:
        before = around.shown(quotation.run, 0, quotation.own[0])
        last = quotation.last
        after = around.shown(last, quotation.end, len(last.text))
        heads = tuple(around.heads(quotation, before, after))
        return Setting(before, after, heads, lambda: tuple(around.near(quotation, heads)))

    return setting


class _Surroundings:
    """A page's runs, by what they stand in; the words of quotations are left out of their text."""

    def __init__(self, page: Page, quotations: Sequence[Quotation]) -> None:
        self.runs = [run for run in page.runs if not run.hidden]
        self.places = {run.number: place for place, run in enumerate(self.runs)}
        self.quoted: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self.by_scope: defaultdict[tuple[str, int], list[Run]] = defaultdict(list)
        for quotation in quotations:
            for run, start, end in quotation.parts:
                self.quoted[run.number].append((start, end))
        for run in self.runs:
            if not run.element.startswith("@"):
                for scope in (*run.scopes, ("section", run.section)):
                    self.by_scope[scope].append(run)

    def shown(self, run: Run, start: int = 0, end: int | None = None) -> str:
        """Return a stretch of a run, OBJECT and the closing stop in place of quoted words."""
        end = len(run.text) if end is None else end
        pieces: list[str] = []
        at = start
        for first, last in self.quoted.get(run.number, ()):
            if at <= first < last <= end:
                stop = run.text[last - 1] if run.text[last - 1] in _STOPS else ""
                pieces += (run.text[at:first], OBJECT, stop)
                at = last
        return "".join([*pieces, run.text[at:end]]).replace(SOFT_HYPHEN, "")

    def heads(self, quotation: Quotation, before: str, after: str) -> Iterator[str]:
        """Yield what heads a quotation, the nearest first."""
        run = quotation.run
        if quotation.attribution:
            yield quotation.attribution
        previous = self._previous(run) if run.element not in ("td", "th") else None
        if previous is not None and not previous.heading:
            text = self.shown(previous)
            begins = not any(map(str.isalnum, before))
            alone = begins and not any(map(str.isalnum, after))
            introduced = begins and text.rstrip().endswith(_INTRODUCES)
            if alone or introduced or quotation.form == "block":
                yield text
        # A table's columns head its cells before what stands in the row does.
        outward = list(reversed(run.scopes))
        for scope in sorted(outward, key=lambda scope: scope[0] != "table"):
            yield from self._scope_heads(scope, run)
        if previous is not None and previous.heading:
            yield self.shown(previous)

    def _previous(self, run: Run) -> Run | None:
        """Return the run right before another, pictures passed over."""
        for place in range(self.places.get(run.number, 0) - 1, -1, -1):
            previous = self.runs[place]
            if not previous.element.startswith("@"):
                if previous.block is not None:
                    return None
                if any(map(str.isalpha, previous.text)):
                    return previous
        return None

    def _scope_heads(self, scope: tuple[str, int], run: Run) -> Iterator[str]:
        kind = scope[0]
        inside = self.by_scope[scope]
        if kind == "table":
            yield from self._column_head(inside, run)
            yield from (self.shown(head) for head in inside if head.element == "caption")
            above = self._previous(inside[0])
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
        column = [r.number for r in self.by_scope[row]].index(run.number)
        first = next((s for r in table for s in r.scopes if s[0] == "row"), None)
        cells = self.by_scope[first] if first and first != row else []
        if column < len(cells):
            yield self.shown(cells[column])

    def near(self, quotation: Quotation, heads: Sequence[str]) -> Iterator[str]:
        """Yield the texts in which a speaker's name is near enough."""
        run = quotation.run
        yield quotation.attribution
        if quotation.form == "block":
            yield from heads
        else:
            yield self.shown(run)
            for scope in run.scopes:
                yield from self._scope_heads(scope, run)
        group = run.scopes[-1:]
        if run.note or run.heading:
            group = (("section", run.section),)
        for other in self.by_scope[group[0]] if group else ():
            if other is not run and other.block is None:
                yield self.shown(other)
