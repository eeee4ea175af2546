"""The command: arguments in, a report and an exit status out."""

import argparse
import io
import os
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

_SLOW = 2.0  # seconds after which a person at a terminal is told how far a run is


def run(description: str | None = None) -> int:
    """Run the command as from a shell; return the exit status."""
    # Quotation marks go out whatever the locale; with no standard output there is none to tell.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    # A reader that stops listening (`… | head`) is no error to tell of.
    try:
        status = main(description=description)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(f"check_quotes: standard output: {error.strerror or error}", file=sys.stderr)
        return 2
    return status


def main(arguments: Sequence[str] | None = None, description: str | None = None) -> int:
    """Run the check as the command line asks; return the exit status."""
    options = _parser(description).parse_args(arguments)
    from quotations.page.site import ConfigError
    from quotations.seed.read import SourceError

    try:
        return _find(options) if options.find is not None else _check(options)
    except (ConfigError, SourceError) as error:
        print(f"check_quotes: {error}", file=sys.stderr)
    except BrokenPipeError:
        raise
    except OSError as error:
        what = f"{error.filename}: " if error.filename else ""
        print(f"check_quotes: {what}{error.strerror or error}", file=sys.stderr)
    return 2


def _parser(description: str | None) -> argparse.ArgumentParser:
    parser = _Parser(
        "check_quotes",
        description=description or "Check that every quotation on a MkDocs site's pages traces.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="check these pages only")
    parser.add_argument("--config-file", type=Path, help="the site's configuration: mkdocs.yml")
    parser.add_argument("--seeds", type=Path, help="the folder of sources: seeds, beside it")
    parser.add_argument("--format", choices=("text", "json", "github"), default="text")
    parser.add_argument(
        "--find", nargs="+", metavar="WORDS", help="look words up in the sources, and stop"
    )
    return parser


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"check_quotes: {message}; see --help\n")


def _config_file(options: argparse.Namespace) -> Path:
    return options.config_file or Path("mkdocs.yml")


def _seeds(options: argparse.Namespace) -> Path:
    return options.seeds or _config_file(options).parent / "seeds"


def _check(options: argparse.Namespace) -> int:
    from quotations.check import RULES, check_site
    from quotations.page import site
    from quotations.seed.read import read
    from quotations.tell import report

    loaded = site.load(_config_file(options))
    sources = read(_seeds(options))
    for source in sources:
        for warning in source.warnings:
            print(f"check_quotes: warning: {warning}", file=sys.stderr)
    chosen = site.chosen_pages(loaded, options.pages) if options.pages else None
    with _progress():
        outcome = check_site(loaded, sources, chosen, positions=options.format == "json")
    problems, counts = outcome.problems, outcome.counts
    if options.format == "json":
        print(report.as_json(outcome.results, problems, counts, sources))
    elif options.format == "github":
        folder = _folder_in_repository(loaded.docs_dir)
        print(report.as_github(problems, counts, RULES, folder))
        if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
            with Path(summary).open("a", encoding="utf-8") as file:
                file.write(report.as_summary(problems, counts, folder))
    else:
        color = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        print(report.as_text(problems, counts, RULES, site.folder(loaded.docs_dir), color))
    return 1 if problems else 0


@contextmanager
def _progress() -> Iterator[None]:
    """Tell a person at a terminal that a long run goes on."""
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    started = time.monotonic()

    def tell() -> None:
        while not done.wait(_SLOW):
            print(f"\rchecking … {time.monotonic() - started:.0f} s", end="", file=sys.stderr)

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()
        if time.monotonic() - started > _SLOW:
            print("\r\033[K", end="", file=sys.stderr)


def _folder_in_repository(docs_dir: Path) -> str:
    """Return the docs folder relative to the repository's root, with a slash."""
    docs_dir = docs_dir.resolve()
    root = next((folder for folder in docs_dir.parents if (folder / ".git").exists()), Path.cwd())
    return f"{os.path.relpath(docs_dir, root)}/"


def _find(options: argparse.Namespace) -> int:
    from quotations.check import SENSE
    from quotations.seed.read import read
    from quotations.tell.lookup import look_up, phrases
    from quotations.trace.trace import trace

    sources = read(_seeds(options))
    found, text = look_up(
        phrases(options.find), sources, lambda words: trace(words, sources, SENSE)
    )
    print(text)
    return 0 if found else 1
