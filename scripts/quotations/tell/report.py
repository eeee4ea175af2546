"""Check a site and report what was found: as text, JSON, annotations, or a box on a page.

As text, with `docs/` as the pages' `folder`, as the reader of the report would name it:

    docs/bridge.md:3:9: altered: not ‘bridges’, but ‘bridge’
        on the page: “old bridges”
        to mend it: quote the words as they stand
    1 page, 2 quotations: 1 problem
"""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from html import escape
from typing import Any

from quotations.check import RULES, Outcome, check_site, positions
from quotations.model import Checked, PageResult, Position, Problem
from quotations.page import site
from quotations.seed.read import read, warnings
from quotations.seed.source import Source
from quotations.text.letters import excerpt


def check(options: Namespace) -> tuple[bool, str]:
    """Check the site, or the pages named; return whether all is well, and the report."""
    loaded = site.load(options.config_file)
    sources = read(options.seeds)
    for warning in warnings(sources):
        print(f"check-quotes: warning: {warning}", file=sys.stderr)
    pages = site.chosen_pages(loaded, options.pages) if options.pages else None
    is_watched = sys.stderr is not None and sys.stderr.isatty()  # None if the shell closed it
    if is_watched:
        print("checking …", end="", file=sys.stderr, flush=True)
    quotations: list[dict[str, Any]] = []
    is_json = options.format == "json"
    use = (lambda result: quotations.extend(quotations_of(result))) if is_json else None
    outcome = check_site(loaded, sources, pages, use)
    if is_watched:
        print("\r\033[K", end="", file=sys.stderr, flush=True)  # clears the line
    if is_json:
        text = as_json(outcome, sources, quotations)
    elif options.format == "text":
        text = as_text(outcome, f"{os.path.relpath(loaded.config.docs_dir)}/")
    else:
        folder = os.path.relpath(loaded.config.docs_dir, os.environ.get("GITHUB_WORKSPACE"))
        text = as_github(outcome, f"{folder}/")
    return not outcome.problems, text


def as_text(outcome: Outcome, folder: str) -> str:
    """Return the report for a person: every problem, then a line that counts."""
    problems = [problem_text(problem, folder) for problem in outcome.problems]
    return "\n".join([*problems, summary(outcome.counts)])


def problem_text(problem: Problem, folder: str = "") -> str:
    """Return a problem as lines of text: the message, the page's words, if any, what mends it."""
    position = f"{_path(problem, folder)}:{problem.line}:{problem.column}"
    lines = [f"{position}: {problem.verdict}: {problem.message}"]
    if words := excerpt(problem.text, problem.words):
        lines.append(f"on the page: “{words}”")
    return "\n    ".join([*lines, f"to mend it: {RULES[problem.verdict].mend}"])


def summary(counts: Mapping[str, int]) -> str:
    """Return the line that counts: 1 page, 2 quotations: all trace."""
    pages, quotations, problems = [
        f"{number} {name.removesuffix('s') if number == 1 else name}"
        for name, number in counts.items()
    ]
    return f"{pages}, {quotations}: {problems if counts['problems'] else 'all trace'}"


def as_github(outcome: Outcome, folder: str) -> str:
    """Return workflow commands that put each message on its line in a pull request."""
    lines = []
    for problem in outcome.problems:
        file = _escape_command(_path(problem, folder), ":,")
        position = f"file={file},line={problem.line},col={problem.column}"
        text = _escape_command(problem_text(problem, folder))
        lines.append(f"::error {position},title=quotation {problem.verdict}::{text}")
    return "\n".join([*lines, summary(outcome.counts)])


def as_box(problems: Iterable[Problem]) -> str:
    """Return HTML of a box that lists the problems of a page."""
    text = escape("\n".join(problem_text(problem) for problem in problems))
    message = f"<p>This page does not pass the quote check.</p><pre>{text}</pre>"
    return f'<div class="quotation-problems" role="alert">{message}</div>\n'


def quotations_of(result: PageResult) -> list[dict[str, Any]]:
    """Return the quotations of a page for a program."""
    placed = zip(result.checked, positions(result), strict=False)  # the strays come after them
    return [_quotation(result.page.path, checked, position) for checked, position in placed]


def as_json(
    outcome: Outcome, sources: Sequence[Source], quotations: Sequence[dict[str, Any]]
) -> str:
    """Return the report for a program: see “JSON” in the contributor's guide."""
    keys = ("page", "line", "column", "verdict", "message")
    problems = [{key: getattr(problem, key) for key in keys} for problem in outcome.problems]
    report = {
        "version": 1,
        "sources": [{"id": source.id, "sha256": source.sha256} for source in sources],
        "quotations": quotations,
        "problems": problems,
        "summary": outcome.counts,
    }
    return json.dumps(report, ensure_ascii=False, indent=2)


def _quotation(path: str, checked: Checked, position: Position) -> dict[str, Any]:
    quotation, trace = checked.quotation, checked.trace
    file, line, column = position
    return {
        "page": path,
        "line": line,
        "column": column,
        **({"file": file} if file != path else {}),
        "text": quotation.text,
        "form": quotation.form,
        "verdict": trace.verdict,
        "ok": trace.ok,
        "places": [
            {
                "speakers": [speaker.name for speaker in place.speakers],
                "parts": [asdict(part) for part in place.parts],
            }
            for place in trace.places
        ],
        "message": trace.message,
    }


def _path(problem: Problem, folder: str) -> str:
    # Normalized, for the site's configuration is outside of the docs folder: docs/../mkdocs.yml.
    return os.path.normpath(folder + problem.page)


def _escape_command(text: str, also: str = "") -> str:
    """Return text for a workflow command: what would end it escaped, and the characters `also`."""
    return "".join(f"%{ord(c):02X}" if c in f"%\r\n{also}" else c for c in text)
