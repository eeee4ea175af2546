"""Answer what the command line asks: check the pages, or look words up in the sources."""

import os
import sys
from argparse import Namespace
from pathlib import Path

from quotations.check import SENSE, check_site
from quotations.page import site
from quotations.seed.read import SourceError, read
from quotations.tell import report
from quotations.trace.trace import trace

CANNOT_RUN = (site.ConfigError, SourceError, OSError)


def check(options: Namespace) -> tuple[bool, str]:
    """Check the site or the pages asked for; return whether all is well, and the report."""
    loaded = site.load(options.config_file)
    sources = read(options.seeds)
    for source in sources:
        for warning in source.warnings:
            print(f"check-quotes: warning: {warning}", file=sys.stderr)
    chosen = site.chosen_pages(loaded, options.pages) if options.pages else None
    if watched := sys.stderr is not None and sys.stderr.isatty():
        print("checking …", end="", file=sys.stderr, flush=True)
    outcome = check_site(loaded, sources, chosen, positions=options.format == "json")
    if watched:
        print("\r\033[K", end="", file=sys.stderr, flush=True)
    if options.format == "json":
        text = report.as_json(outcome, sources)
    elif options.format == "github":
        folder = _folder_in_repository(loaded.docs_dir)
        text = report.as_github(outcome, folder)
        if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
            with Path(summary).open("a", encoding="utf-8") as file:
                file.write(report.as_summary(outcome, folder))
    else:
        color = sys.stdout is not None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
        text = report.as_text(outcome, site.folder(loaded.docs_dir), color)
    return not outcome.problems, text


def find(options: Namespace) -> tuple[bool, str]:
    """Look words up; return whether all of them may be quoted so, and where they stand."""
    from quotations.tell.lookup import look_up  # late: no check needs what it imports

    sources = read(options.seeds)
    return look_up(options.find, sources, lambda words: trace(words, sources, SENSE))


def _folder_in_repository(docs_dir: Path) -> str:
    """Return the docs folder relative to the repository's root, with a slash."""
    docs_dir = docs_dir.resolve()
    root = next((folder for folder in docs_dir.parents if (folder / ".git").exists()), Path.cwd())
    return f"{os.path.relpath(docs_dir, root)}/"
