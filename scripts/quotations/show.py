"""Show on its pages what a run found: traces where they hold, messages where they do not."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from html import escape

from quotations import report
from quotations.annotate import Annotated, annotate
from quotations.fill import fill
from quotations.source import Source
from quotations.whole import Outcome


def traces(
    outcome: Outcome,
    sources: Sequence[Source],
    titles: Mapping[str, str],
    address: Callable[[str, str], str],
) -> dict[str, Annotated]:
    """Return every page without a problem, with its traces shown and its placeholders filled.

    `titles` are the pages', in the order of the navigation; `address(page, other)` is a page's
    address from another. Raises FillError where a placeholder asks for nothing known.
    """
    address = cache(address)  # most pages lead to few others, many times
    by_id = {source.id: source for source in sources}
    order = {name: number for number, name in enumerate(titles)}
    results = sorted(outcome.results, key=lambda result: order[result.page.page])
    bad = {problem.page for problem in outcome.problems}
    shown = {}
    for result in results:
        name = result.page.page
        if name not in bad:
            done = annotate(result, outcome.homes, by_id, address)
            html = fill(done.html, name, results, outcome.homes, sources, titles, address)
            shown[name] = Annotated(html, done.ids)
    return shown


def messages(outcome: Outcome) -> dict[str, str]:
    """Return, for every page with problems, a box that tells them, as HTML."""
    told: dict[str, list[str]] = {}
    for problem in outcome.problems:
        told.setdefault(problem.page, []).append(report.problem_text(problem))
    head = "<p>This page does not pass the quote check.</p>"
    return {
        page: f'<div class="quotation-problems" role="alert">{head}'
        f"<pre>{escape(chr(10).join(texts))}</pre></div>\n"
        for page, texts in told.items()
    }
