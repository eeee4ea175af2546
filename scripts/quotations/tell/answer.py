"""Answer what the command line asks: check the pages, or look words up in the sources."""

import os
import sys
from argparse import Namespace
from pathlib import Path
from textwrap import indent

from quotations.check import check_site
from quotations.page import site
from quotations.seed.read import read, warnings
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
    if options.format == "json":
        text = report.as_json(outcome, sources)
    elif options.format == "text":
        text = report.as_text(outcome, site.relative_folder(loaded.docs_dir))
    else:
        root = os.environ.get("GITHUB_WORKSPACE", os.curdir)
        folder = f"{os.path.relpath(loaded.docs_dir, root)}/"
        text = report.as_github(outcome, folder)
        if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
            # Of the annotations only ten are shown. Indented, the text is code and no markup.
            lines = indent(report.as_text(outcome, folder), "    ")
            with Path(summary).open("a", encoding="utf-8") as file:
                file.write(f"### Quotations\n\n{lines}\n")
    return not outcome.problems, text


def find(options: Namespace) -> tuple[bool, str]:
    """Look phrases up; return whether all of them may be quoted so, and where they occur.

    Where an argument of `--find` has a space, each is a phrase; else they are the words of one.
    """
    from quotations.tell.lookup import look_up  # here, for a check needs nothing that it imports

    phrases: list[str] = []
    for words in options.find:
        phrases += words if any(" " in word for word in words) else [" ".join(words)]
    return look_up(phrases, read(options.seeds))
