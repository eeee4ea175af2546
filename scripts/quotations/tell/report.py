"""Tell what a run found: as text, as JSON, as annotations and a summary for a pull request.

`folder` is the docs folder, with a slash, as whoever reads the report would name it.
"""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from html import escape
from typing import Any

from quotations.check import RULES, Outcome
from quotations.model import Checked, Place, Position, Problem
from quotations.seed.source import Source
from quotations.text.letters import shown_quotation

VERSION = 1


def as_text(outcome: Outcome, folder: str, color: bool = False) -> str:
    """Return the report for a person: every problem, then a line that counts."""
    told = [problem_text(problem, folder, color) for problem in outcome.problems]
    return "\n".join([*told, summary(outcome.counts)])


def problem_text(problem: Problem, folder: str = "", color: bool = False) -> str:
    """Return a problem as lines of text, the first of which says it all."""
    red, dim, off = ("\033[31m", "\033[2m", "\033[0m") if color else ("", "", "")
    where, more = _where(problem, folder), _more(problem).items()
    first = f"{where}: {red}{problem.verdict}{off}: {problem.message}"
    return "\n    ".join([first, *(f"{dim}{label}:{off} {text}" for label, text in more)])


def summary(counts: Mapping[str, int]) -> str:
    """Return the last line: it counts."""
    pages, quotations = _count(counts["pages"], "page"), _count(counts["quotations"], "quotation")
    problems = counts["problems"]
    return f"{pages}, {quotations}: {_count(problems, 'problem') if problems else 'all trace'}"


def as_github(outcome: Outcome, folder: str) -> str:
    """Return workflow commands that put each message on its line in a pull request."""
    lines = []
    for problem in outcome.problems:
        file = _escaped(_path(problem, folder), ":,")
        place = f"file={file},line={problem.line},col={problem.column}"
        more = (f"{label.capitalize()}: {text}" for label, text in _more(problem).items())
        text = _escaped("\n".join([problem.message, *more]))
        lines.append(f"::error {place},title=quotation {problem.verdict}::{text}")
    return "\n".join([*lines, summary(outcome.counts)])


def as_summary(outcome: Outcome, folder: str) -> str:
    """Return the report as Markdown, for the summary of a workflow's job.

    Only ten annotations of a step are shown on a pull request; this table has them all.
    """
    lines = ["### Quotations", "", summary(outcome.counts)]
    if outcome.problems:
        lines += ["", "| where | what | message | on the page |", "| --- | --- | --- | --- |"]
    for problem in outcome.problems:
        shown = _more(problem).get("on the page", "")
        cells = (_where(problem, folder), problem.verdict, problem.message, shown)
        lines.append(f"| {' | '.join(map(_cell, cells))} |")
    return "\n".join([*lines, ""])


def as_boxes(problems: Sequence[Problem]) -> dict[str, str]:
    """Return, for every page with problems, a box that tells them, as HTML."""
    told: dict[str, str] = {}
    for problem in problems:
        told[problem.page] = told.get(problem.page, "") + f"{escape(problem_text(problem))}\n"
    opening = (
        '<div class="quotation-problems" role="alert">'
        "<p>This page does not pass the quote check.</p>"
    )
    return {page: f"{opening}<pre>{text}</pre></div>\n" for page, text in told.items()}


def as_json(outcome: Outcome, sources: Sequence[Source]) -> str:
    """Return the report for a program: see “JSON” in the contributor's guide."""
    by_id = {source.id: source for source in sources}
    quotations = [
        _quotation(result.page.path, checked, position, by_id)
        for result in outcome.results
        for checked, position in zip(result.checked, result.positions, strict=True)
    ]
    told = ("page", "line", "column", "verdict", "message")
    report = {
        "version": VERSION,
        "sources": [{"id": source.id, "sha256": source.sha256} for source in sources],
        "quotations": quotations,
        "problems": [{name: getattr(one, name) for name in told} for one in outcome.problems],
        "summary": outcome.counts,
    }
    return json.dumps(report, ensure_ascii=False, indent=2)


def _quotation(
    page: str, checked: Checked, position: Position, sources: Mapping[str, Source]
) -> dict[str, Any]:
    quotation, trace = checked.quotation, checked.trace
    file, line, column = position
    return {
        "page": page,
        "line": line,
        "column": column,
        **({"file": file} if file != page else {}),
        "text": quotation.text,
        "form": quotation.form,
        "verdict": trace.verdict,
        "ok": trace.ok,
        "places": [_place(place, sources) for place in trace.places],
        "message": trace.message,
    }


def _place(place: Place, sources: Mapping[str, Source]) -> dict[str, Any]:
    speakers = sources[place.parts[0].source].speakers
    return {
        "speakers": [speakers[key].name for key in place.speakers],
        "parts": [asdict(part) for part in place.parts],
    }


def _more(problem: Problem) -> dict[str, str]:
    """Return what else is told of a problem, with its label."""
    shown = shown_quotation(problem.text, problem.words)
    on_page = {"on the page": f"“{shown}”"} if shown else {}
    return on_page | {"to mend it": RULES[problem.verdict].mend}


def _where(problem: Problem, folder: str) -> str:
    return f"{_path(problem, folder)}:{problem.line}:{problem.column}"


def _path(problem: Problem, folder: str) -> str:
    # The site's own configuration stands outside the docs folder.
    return os.path.normpath(folder + problem.page)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _escaped(text: str, others: str = "") -> str:
    """Escape what ends a workflow command's text, and in its properties also `others`."""
    return "".join(f"%{ord(c):02X}" if c in f"%\r\n{others}" else c for c in text)


def _cell(text: str) -> str:
    # What stands on a page must come out as text, not as markup of the summary.
    kept = "".join(f"\\{c}" if c in r"\`*_[]{}<>#|~$" else c for c in text)
    return " ".join(kept.split())
