"""Show on its pages what a run found: traces where they hold, messages where they do not."""

from collections.abc import Mapping, Sequence
from html import escape

from quotations.model import Problem
from quotations.rules.rule import Rule
from quotations.show.annotate import annotate
from quotations.show.homes import Edition
from quotations.tell.report import problem_text


def traces(
    edition: Edition,
    problems: Sequence[Problem],
    rules: Mapping[str, Rule],
) -> dict[str, str]:
    """Return every page without a problem, with its traces shown and its placeholders filled."""
    bad = {problem.page for problem in problems}
    return {
        result.page.page: annotate(result, edition, tuple(rules.values()))
        for result in edition.results
        if result.page.page not in bad
    }


def messages(problems: Sequence[Problem]) -> dict[str, str]:
    """Return, for every page with problems, a box that tells them, as HTML."""
    told: dict[str, list[str]] = {}
    for problem in problems:
        told.setdefault(problem.page, []).append(problem_text(problem))
    head = "<p>This page does not pass the quote check.</p>"
    return {
        page: f'<div class="quotation-problems" role="alert">{head}'
        f"<pre>{escape(chr(10).join(texts))}</pre></div>\n"
        for page, texts in told.items()
    }
