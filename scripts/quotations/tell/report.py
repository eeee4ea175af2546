"""Tell what the check found: as text, as JSON, as annotations and a summary for a pull request.

`rules` are those by which a quotation or a page can fail, by name: a problem's is its verdict.
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from quotations.model import Checked, PageResult, Place, Position, Problem
from quotations.rules.rule import Rule
from quotations.seed.source import Source

VERSION = 1
_RED, _ITALIC, _DIM, _OFF = "\033[31m", "\033[3m", "\033[2m", "\033[0m"


def as_text(
    problems: Sequence[Problem],
    counts: Mapping[str, int],
    rules: Mapping[str, Rule],
    folder: str,
    color: bool = False,
) -> str:
    """Return the report for a person: every problem, then a line that counts.

    `folder` is put before each page's path, so that an editor can open it from here.
    """
    told = [problem_text(problem, rules, folder, color) for problem in problems]
    return "\n".join([*told, summary(counts)])


def problem_text(
    problem: Problem, rules: Mapping[str, Rule], folder: str = "", color: bool = False
) -> str:
    """Return a problem as lines of text, the first of which says it all."""
    red, italic, dim, off = (_RED, _ITALIC, _DIM, _OFF) if color else ("", "", "", "")
    lines = [
        f"{_path(folder, problem)}:{problem.line}:{problem.column}:"
        f" {red}{problem.verdict}{off}: {problem.message}"
    ]
    if problem.text:
        shown = shown_quotation(problem.text, problem.words)
        lines.append(f"    on the page: “{italic}{shown}{off}”")
    lines.append(f"    {dim}to mend it: {rules[problem.verdict].mend}{off}")
    return "\n".join(lines)


def summary(counts: Mapping[str, int]) -> str:
    """Return the last line: it counts."""
    problems = counts["problems"]
    return (
        f"{_count(counts['pages'], 'page')}, {_count(counts['quotations'], 'quotation')}:"
        f" {_count(problems, 'problem') if problems else 'all trace'}"
    )


def as_github(
    problems: Sequence[Problem], counts: Mapping[str, int], rules: Mapping[str, Rule], folder: str
) -> str:
    """Return workflow commands that put each message on its line in a pull request.

    `folder` is the docs folder relative to the repository, with a slash.
    """
    lines = []
    for problem in problems:
        text = problem.message
        if problem.text:
            text += f"\nOn the page: “{shown_quotation(problem.text, problem.words)}”"
        text += f"\nTo mend it: {rules[problem.verdict].mend}"
        lines.append(
            f"::error file={_property(_path(folder, problem))},line={problem.line},"
            f"col={problem.column},title={_property('quotation ' + problem.verdict)}"
            f"::{_data(text)}"
        )
    return "\n".join([*lines, summary(counts)])


def as_summary(problems: Sequence[Problem], counts: Mapping[str, int], folder: str) -> str:
    """Return the report as Markdown, for the summary of a workflow's job.

    Only ten annotations of a step are shown on a pull request; this table has them all.
    """
    lines = ["### Quotations", "", summary(counts)]
    if problems:
        lines += ["", "| where | what | message | on the page |", "| --- | --- | --- | --- |"]
    for problem in problems:
        where = f"{_path(folder, problem)}:{problem.line}:{problem.column}"
        shown = shown_quotation(problem.text, problem.words)
        cells = (where, problem.verdict, problem.message, f"“{shown}”" if shown else "")
        lines.append(f"| {' | '.join(map(_cell, cells))} |")
    return "\n".join([*lines, ""])


def as_json(
    results: Iterable[PageResult],
    problems: Sequence[Problem],
    counts: Mapping[str, int],
    sources: Sequence[Source],
) -> str:
    """Return the report for a program: see “JSON” in the contributor's guide."""
    by_id = {source.id: source for source in sources}
    fields = ("page", "line", "column", "verdict", "message")
    report = {
        "version": VERSION,
        "sources": [{"id": source.id, "sha256": source.sha256} for source in sources],
        "quotations": [
            _quotation(result.page.page, *found, by_id)
            for result in results
            for found in zip(result.checked, result.positions, strict=True)
        ],
        "problems": [{name: getattr(problem, name) for name in fields} for problem in problems],
        "summary": counts,
    }
    return json.dumps(report, ensure_ascii=False, indent=2)


def shown_quotation(text: str, words: str = "", limit: int = 160) -> str:
    """Return a quotation's text for one line of a report; of a long one, what is around `words`.

    `limit` is in code points.
    """
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    at = max(0, line.find(words)) if words else 0
    start = max(0, at - limit // 2)
    end = min(len(line), start + limit)
    before = line[start:end].partition(" ")[2] if start else line[:end]
    shown = before if end == len(line) else before.rpartition(" ")[0]
    return f"{'… ' if start else ''}{shown}{' …' if end < len(line) else ''}"


def _quotation(
    page: str, checked: Checked, position: Position, sources: Mapping[str, Source]
) -> dict[str, Any]:
    file, line, column = position
    return {
        "page": page,
        "line": line,
        "column": column,
        **({"file": file} if file else {}),
        "text": checked.quotation.text,
        "form": checked.quotation.form,
        "verdict": checked.trace.verdict,
        "ok": checked.trace.ok,
        "places": [_place(place, sources) for place in checked.trace.places],
        "message": checked.trace.message,
    }


def _place(place: Place, sources: Mapping[str, Source]) -> dict[str, Any]:
    speakers = sources[place.parts[0].source].speakers
    fields = ("source", "paragraph", "sentence", "start", "end")
    return {
        "speakers": [speakers[key].name for key in place.speakers],
        "parts": [{name: getattr(part, name) for name in fields} for part in place.parts],
    }


def _path(folder: str, problem: Problem) -> str:
    # The site's own configuration stands outside the docs folder.
    return os.path.normpath(folder + problem.page)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _cell(text: str) -> str:
    # What stands on a page must come out as text, not as markup of the summary.
    kept = "".join(f"\\{c}" if c in r"\`*_[]{}<>#|~$" else c for c in text)
    return " ".join(kept.split())
