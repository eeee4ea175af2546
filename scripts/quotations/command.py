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

from quotations.check import SENSE, check_site
from quotations.page import site
from quotations.seed.read import SourceError, read
from quotations.tell import report
from quotations.trace.trace import trace


def run() -> int:
    """Run the command as from a shell; return the exit status."""
    for stream in (sys.stdout, sys.stderr):  # quotation marks go out whatever the locale
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = main()
        if sys.stdout:  # else it is closed, and nobody is told
            sys.stdout.flush()
        return status
    except OSError as error:
        # What could not be written is not to be tried again when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):  # a reader that stops listening: `… | head`
            return 1
        print(f"check-quotes: standard output: {error.strerror}", file=sys.stderr)
        return 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the check as the command line asks; return the exit status."""
    options = _parser().parse_args(arguments)
    options.seeds = options.seeds or options.config_file.parent / "seeds"
    try:
        well, text = _find(options) if options.find else _check(options)
    except (site.ConfigError, SourceError, OSError) as error:
        print(f"check-quotes: {error}", file=sys.stderr)
        return 2
    print(text)
    return 0 if well else 1


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"check-quotes: {message}; see --help\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        "check-quotes",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="check these pages only")
    parser.add_argument(
        "--config-file",
        type=Path,
        default=Path("mkdocs.yml"),
        help="the site's configuration: mkdocs.yml",
    )
    parser.add_argument("--seeds", type=Path, help="the folder of sources: seeds, beside it")
    parser.add_argument("--format", choices=("text", "json", "github"), default="text")
    parser.add_argument(
        "--find", nargs="+", metavar="WORDS", help="look words up in the sources, and stop"
    )
    return parser


def _check(options: argparse.Namespace) -> tuple[bool, str]:
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


def _folder_in_repository(docs_dir: Path) -> str:
    """Return the docs folder relative to the repository's root, with a slash."""
    docs_dir = docs_dir.resolve()
    root = next((folder for folder in docs_dir.parents if (folder / ".git").exists()), Path.cwd())
    return f"{os.path.relpath(docs_dir, root)}/"


def _find(options: argparse.Namespace) -> tuple[bool, str]:
    from quotations.tell.lookup import look_up  # late: no check needs what it imports

    sources = read(options.seeds)
    return look_up(options.find, sources, lambda words: trace(words, sources, SENSE))
