"""Tell what the check found: as text, as JSON, as annotations for a pull request."""

import json
import os
from collections.abc import Iterable, Sequence
from typing import Any

from quotations.check import PageResult, Problem
from quotations.source import Source
from quotations.verdicts import ADVICE

VERSION = 1
_RED, _ITALIC, _DIM, _OFF = "\033[31m", "\033[3m", "\033[2m", "\033[0m"


def problem_text(problem: Problem, folder: str = "", color: bool = False) -> str:
    """Return a problem as lines of text, the first of which says it all.

    `folder` is put before the page's path, so that an editor can open it from here.
    """
    red, italic, dim, off = (_RED, _ITALIC, _DIM, _OFF) if color else ("", "", "", "")
    lines = [
        f"{_path(folder, problem)}:{problem.line}:{problem.column}:"
        f" {red}{problem.verdict}{off}: {problem.message}"
    ]
    if problem.text:
        shown = shown_quotation(problem.text, problem.words)
        lines.append(f"    on the page: “{italic}{shown}{off}”")
    lines.append(f"    {dim}to mend it: {ADVICE[problem.verdict]}{off}")
    return "\n".join(lines)


def _path(folder: str, problem: Problem) -> str:
    # The site's own configuration stands outside the docs folder.
    return os.path.normpath(folder + problem.page)


def summary(counts: dict[str, int]) -> str:
    """Return the last line: it counts."""
    problems = counts["problems"]
    return (
        f"{_count(counts['pages'], 'page')}, {_count(counts['quotations'], 'quotation')}:"
        f" {_count(problems, 'problem') if problems else 'all trace'}"
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def as_text(problems: Sequence[Problem], counts: dict[str, int], folder: str, color: bool) -> str:
    """Return the report for a person: every problem, then a line that counts."""
    return "\n".join([*(problem_text(p, folder, color) for p in problems), summary(counts)])


def as_github(problems: Sequence[Problem], counts: dict[str, int], folder: str) -> str:
    """Return workflow commands that put each message on its line in a pull request.

    `folder` is the docs folder relative to the repository, with a slash.
    """
    lines = []
    for problem in problems:
        text = problem.message
        if problem.text:
            text += f"\nOn the page: “{shown_quotation(problem.text, problem.words)}”"
        text += f"\nTo mend it: {ADVICE[problem.verdict]}"
        lines.append(
            f"::error file={_property(_path(folder, problem))},line={problem.line},"
            f"col={problem.column},title={_property('quotation ' + problem.verdict)}"
            f"::{_data(text)}"
        )
    return "\n".join([*lines, summary(counts)])


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(
    results: Iterable[PageResult],
    problems: Sequence[Problem],
    counts: dict[str, int],
    sources: Sequence[Source],
) -> str:
    """Return the report for a program: see “JSON” in the contributor's guide."""
    names = {source.id: source for source in sources}
    quotations: list[dict[str, Any]] = []
    for result in results:
        for checked, (line, column) in zip(result.checked, result.positions, strict=True):
            quotations.append(
                {
                    "page": result.page.page,
                    "line": line,
                    "column": column,
                    "text": checked.quotation.text,
                    "form": checked.quotation.form,
                    "verdict": checked.trace.verdict,
                    "ok": checked.trace.ok,
                    "places": [
                        {
                            "speakers": [
                                names[place.parts[0].source].speakers[key].name
                                for key in place.speakers
                            ],
                            "parts": [
                                {
                                    "source": part.source,
                                    "paragraph": part.paragraph,
                                    "sentence": part.sentence,
                                    "start": part.start,
                                    "end": part.end,
                                }
                                for part in place.parts
                            ],
                        }
                        for place in checked.trace.places
                    ],
                    "message": checked.trace.message,
                }
            )
    report = {
        "version": VERSION,
        "sources": [{"id": source.id, "sha256": source.sha256} for source in sources],
        "quotations": quotations,
        "problems": [
            {
                "page": problem.page,
                "line": problem.line,
                "column": problem.column,
                "verdict": problem.verdict,
                "message": problem.message,
            }
            for problem in problems
        ],
        "summary": counts,
    }
    return json.dumps(report, ensure_ascii=False, indent=2)


def shown_quotation(text: str, words: str = "", limit: int = 160) -> str:
    """Return a quotation's text for one line of a report; of a long one, what is around `words`."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    at = max(0, line.find(words)) if words else 0
    start = max(0, at - limit // 2)
    end = min(len(line), start + limit)
    before = line[start:end].partition(" ")[2] if start else line[:end]
    shown = before if end == len(line) else before.rpartition(" ")[0]
    return f"{'… ' if start else ''}{shown}{' …' if end < len(line) else ''}"
