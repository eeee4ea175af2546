"""Check pages: find each quotation, trace it, ask whose words it is.

What comes out serves the report and the site alike.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from quotations.find import Quotation, Stray, Surroundings, find
from quotations.flows import Flow
from quotations.locate import Locator
from quotations.match import Trace
from quotations.reader import read_html, read_text
from quotations.source import Source
from quotations.speakers import attribute
from quotations.trace import trace


class Checked(NamedTuple):
    """A quotation and what became of it."""

    quotation: Quotation
    trace: Trace


class Problem(NamedTuple):
    """Something that fails the check: where, what, and the words concerned."""

    page: str
    line: int
    column: int
    verdict: str
    message: str
    text: str = ""
    """What stands on the page: a quotation's text."""
    words: str = ""
    """The words in it that are wrong, where that is known."""


class PageText(NamedTuple):
    """What the check reads of a page."""

    page: str
    """Its path relative to the docs folder."""
    markdown: str
    """The whole file, to find lines in."""
    html: str
    """The page as rendered."""
    texts: tuple[tuple[str, str], ...] = ()
    """(key, text) of what else is published of it: its front matter."""
    paragraphs: tuple[int, ...] = ()
    """The paragraphs it is home to."""


@dataclass
class PageResult:
    """All that the check knows of a page."""

    page: PageText
    checked: list[Checked] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    positions: list[tuple[int, int]] = field(default_factory=list)
    """Line and column of each quotation; empty unless they were asked for."""
    flows: tuple[Flow, ...] = ()


class Checker:
    """Checks pages against the same sources; what it has traced once it knows."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = sources
        self._traces: dict[str, Trace] = {}
        people = (person for source in sources for person in source.people)
        self._names = tuple(name for person in people for name in person.names)

    def check(self, page: PageText, positions: bool = False) -> PageResult:
        """Check one page. `positions`: find line and column of every quotation, not only of the
        failing ones."""
        result = PageResult(page)
        locator = Locator(page.markdown)
        published = [read_text(text, key) for key, text in page.texts if text]
        body = read_html(page.html)
        result.flows = body.flows
        for part in (*published, body):
            quotations, strays = find(part, self._names)
            around = Surroundings(part.flows, quotations)
            for stray in strays:
                result.problems.append(_stray(page.page, stray, locator))
            for quotation in quotations:
                checked = Checked(quotation, self._trace(quotation, around))
                result.checked.append(checked)
                if positions or not checked.trace.ok:
                    marked = quotation.form == "inline"
                    words = checked.trace.line or quotation.text
                    line, column = locator.find(words, _kind(quotation), marked)
                    result.positions.append((line, column))
                    if not checked.trace.ok:
                        result.problems.append(_problem(page.page, checked, line, column))
                else:
                    locator.pass_over(quotation.text)
        return result

    def _trace(self, quotation: Quotation, around: Surroundings) -> Trace:
        found = self._traces.get(quotation.text)
        if found is None:
            found = self._traces[quotation.text] = trace(quotation.text, self.sources)
        if found.ok and self.sources:
            return attribute(quotation, found, self.sources, around)
        return found


def _kind(quotation: Quotation) -> str:
    if quotation.form == "block":
        return "block"
    return "heading" if quotation.flow.heading else "inline"


def _problem(page: str, checked: Checked, line: int, column: int) -> Problem:
    quotation, found = checked.quotation, checked.trace
    words = found.page_words
    return Problem(page, line, column, found.verdict, found.message, quotation.text, words)


def _stray(page: str, stray: Stray, locator: Locator) -> Problem:
    if stray.verdict == "opaque":
        tag = stray.text.partition(" ")[0].strip("<>")
        line, column = locator.text_position(f"<{tag}")
        return Problem(page, line, column, "opaque", f"{stray.text}: the check cannot see into it")
    if stray.verdict == "unclosed":
        line, column = locator.find(stray.text)
        message = "a quotation opens here and is never closed"
    else:
        line, column = locator.find_end(stray.text)
        message = "a mark here closes no quotation"
    return Problem(page, line, column, stray.verdict, message, stray.text)


def counted(results: Iterable[PageResult]) -> dict[str, int]:
    """Return how many pages, quotations and problems there are."""
    listed = list(results)
    return {
        "pages": len(listed),
        "quotations": sum(len(result.checked) for result in listed),
        "problems": sum(len(result.problems) for result in listed),
    }


def paragraphs_of(meta: dict[str, Any]) -> tuple[int, ...]:
    """Return the paragraphs that front matter declares; raise ValueError where it can't be."""
    declared = meta.get("paragraphs", [])
    if not isinstance(declared, list) or not all(type(number) is int for number in declared):
        raise ValueError("paragraphs: a list of numbers, like [7] or [8, 9, 10]")
    return tuple(declared)
