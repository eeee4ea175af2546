#!/usr/bin/env python3
"""Check that every quotation on a MkDocs site's pages traces to a source in its seeds folder.

Exit status: 0 every quotation traces; 1 one does not, a page cannot be read, or a run over the
whole site finds no quotation or a split that is not whole; 2 the check could not run.
"""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the check as the command line asks; return the exit status."""
    options = _parser().parse_args(arguments)
    from quotations.pages import ConfigError
    from quotations.source import SourceError

    try:
        if options.find is not None:
            return _find(options)
        return _check(options)
    except (ConfigError, SourceError) as error:
        print(f"check_quotes: {error}", file=sys.stderr)
    except BrokenPipeError:
        raise
    except OSError as error:
        what = f"{error.filename}: " if error.filename else ""
        print(f"check_quotes: {what}{error.strerror or error}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="check these pages only")
    parser.add_argument("--config-file", type=Path, help="the site's configuration: mkdocs.yml")
    parser.add_argument("--seeds", type=Path, help="the folder of sources: seeds, beside it")
    parser.add_argument("--format", choices=("text", "json", "github"), default="text")
    parser.add_argument("--find", metavar="WORDS", help="look words up in the sources, and stop")
    return parser


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"check_quotes: {message}; see --help\n")


def _config_file(options: argparse.Namespace) -> Path:
    return options.config_file or Path("mkdocs.yml")


def _seeds(options: argparse.Namespace) -> Path:
    return options.seeds or _config_file(options).parent / "seeds"


def _check(options: argparse.Namespace) -> int:
    from quotations import pages, report, source
    from quotations.whole import check_site

    sources = source.read(_seeds(options))
    site = pages.load(_config_file(options))
    chosen = pages.chosen_pages(site, options.pages) if options.pages else None
    outcome = check_site(site, sources, chosen, positions=options.format == "json")
    if options.format == "json":
        print(report.as_json(outcome.results, outcome.problems, outcome.counts, sources))
    elif options.format == "github":
        print(
            report.as_github(outcome.problems, outcome.counts, _folder_in_repository(site.docs_dir))
        )
    else:
        color = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        folder = pages.folder(site.docs_dir)
        print(report.as_text(outcome.problems, outcome.counts, folder, color))
    return 1 if outcome.problems else 0


def _folder_in_repository(docs_dir: Path) -> str:
    """Return the docs folder relative to the repository's root, with a slash."""
    docs_dir = docs_dir.resolve()
    root = next((folder for folder in docs_dir.parents if (folder / ".git").exists()), Path.cwd())
    return f"{os.path.relpath(docs_dir, root)}/"


def _find(options: argparse.Namespace) -> int:
    from quotations import source
    from quotations.lookup import look_up

    found, text = look_up(options.find, source.read(_seeds(options)))
    print(text)
    return 0 if found else 1


def _run() -> NoReturn:
    # Quotation marks go out whatever the locale; with no standard output there is none to tell.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    # A reader that stops listening (`… | head`) is no error to tell of.
    try:
        status = main()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(f"check_quotes: standard output: {error.strerror or error}", file=sys.stderr)
        status = 2
    sys.exit(status)


if __name__ == "__main__":
    _run()
