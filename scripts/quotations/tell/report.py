"""Report what a run found: as text, as JSON, as annotations and a summary for a pull request.

As text, with `docs/` as the `folder` of the pages, as the reader of the report would name it:

    docs/bridge.md:3:9: altered: not ‘bridges’, but ‘bridge’
        on the page: “old bridges”
        to mend it: quote the words as they stand
    1 page, 2 quotations: 1 problem
"""

import json
import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from html import escape
from textwrap import indent
from typing import Any

from quotations.check import RULES, Outcome, positions
from quotations.model import Checked, Position, Problem
from quotations.seed.source import Source
from quotations.text.letters import excerpt

VERSION = 1


def as_text(outcome: Outcome, folder: str) -> str:
    """Return the report for a person: every problem, then a line that counts."""
    problems = [problem_text(problem, folder) for problem in outcome.problems]
    return "\n".join([*problems, summary(outcome.counts)])


def problem_text(problem: Problem, folder: str = "") -> str:
    """Return a problem as lines of text: the message, and what helps to mend it."""
    position = f"{_path(problem, folder)}:{problem.line}:{problem.column}"
    message = f"{position}: {problem.verdict}: {problem.message}"
    return "\n    ".join([message, *_details(problem)])


def summary(counts: Mapping[str, int]) -> str:
    """Return the line that counts: 1 page, 2 quotations: all trace."""
    pages, quotations = _count(counts["pages"], "page"), _count(counts["quotations"], "quotation")
    problems = _count(counts["problems"], "problem") if counts["problems"] else "all trace"
    return f"{pages}, {quotations}: {problems}"


def as_github(outcome: Outcome, folder: str) -> str:
    """Return workflow commands that put each message on its line in a pull request."""
    lines = []
    for problem in outcome.problems:
        file = _escape_command(_path(problem, folder), ":,")
        position = f"file={file},line={problem.line},col={problem.column}"
        text = _escape_command("\n".join([problem.message, *_details(problem)]))
        lines.append(f"::error {position},title=quotation {problem.verdict}::{text}")
    return "\n".join([*lines, summary(outcome.counts)])


def as_summary(outcome: Outcome, folder: str) -> str:
    """Return the report as Markdown, for the summary of a workflow's job.

    Only ten annotations of a step are shown on a pull request; this has every problem.
    """
    # Indented it is code, in which nothing is markup.
    return f"### Quotations\n\n{indent(as_text(outcome, folder), '    ')}\n"


def as_boxes(problems: Sequence[Problem]) -> dict[str, str]:
    """Return HTML for each page with problems, by its path: a box that lists them."""
    texts: defaultdict[str, str] = defaultdict(str)
    for problem in problems:
        texts[problem.page] += f"{escape(problem_text(problem))}\n"
    opening = (
        '<div class="quotation-problems" role="alert">'
        "<p>This page does not pass the quote check.</p>"
    )
    return {path: f"{opening}<pre>{text}</pre></div>\n" for path, text in texts.items()}


def as_json(outcome: Outcome, sources: Sequence[Source]) -> str:
    """Return the report for a program: see “JSON” in the contributor's guide."""
    quotations = [
        _quotation(result.page.path, checked, position)
        for result in outcome.results
        for checked, position in zip(result.checked, positions(result), strict=False)
    ]
    keys = ("page", "line", "column", "verdict", "message")
    problems = [{key: getattr(problem, key) for key in keys} for problem in outcome.problems]
    report = {
        "version": VERSION,
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


def _details(problem: Problem) -> list[str]:
    """Return lines that help to mend a problem: the page's words, if any, and the remedy."""
    words = excerpt(problem.text, problem.words)
    on_page = [f"on the page: “{words}”"] if words else []
    return [*on_page, f"to mend it: {RULES[problem.verdict].mend}"]


def _path(problem: Problem, folder: str) -> str:
    # Normalized, for the site's configuration is outside of the docs folder: docs/../mkdocs.yml.
    return os.path.normpath(folder + problem.page)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _escape_command(text: str, also: str = "") -> str:
    """Return text for a workflow command: what would end it escaped, and the characters `also`."""
    return "".join(f"%{ord(c):02X}" if c in f"%\r\n{also}" else c for c in text)
