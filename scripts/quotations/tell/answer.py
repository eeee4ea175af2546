"""Answer what the command line asks: check the pages, or look words up in the sources."""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from quotations.check import Outcome, check_site
from quotations.page import site
from quotations.seed.read import read, warnings
from quotations.seed.source import Source
from quotations.seed.table import SourceError
from quotations.tell import report

CANNOT_RUN = (site.ConfigError, SourceError, OSError)


def check(options: Namespace) -> tuple[bool, str]:
    """Check the site, or the pages named; return whether all is well, and the report."""
    loaded = site.load(options.config_file)
    sources = read(options.seeds)
    for warning in warnings(sources):
        print(f"check-quotes: warning: {warning}", file=sys.stderr)
    pages = site.chosen_pages(loaded, options.pages) if options.pages else None
    outcome = check_site(loaded, sources, pages)
    return not outcome.problems, _report(outcome, sources, loaded.docs_dir, options.format)


def _report(outcome: Outcome, sources: Sequence[Source], docs_dir: Path, form: str) -> str:
    """Return the report in the form that `--format` names; for `github`, write its summary too."""
    if form == "json":
        return report.as_json(outcome, sources)
    if form == "text":
        return report.as_text(outcome, site.relative_folder(docs_dir))
    root = os.environ.get("GITHUB_WORKSPACE", os.curdir)
    folder = f"{os.path.relpath(docs_dir, root)}/"
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(report.as_summary(outcome, folder))
    return report.as_github(outcome, folder)


def find(options: Namespace) -> tuple[bool, str]:
    """Look phrases up; return whether all of them may be quoted so, and where they occur."""
    from quotations.tell import lookup  # here, for a check needs nothing that it imports

    phrases = [phrase for words in options.find for phrase in lookup.phrases_of(words)]
    return lookup.look_up(phrases, read(options.seeds))
