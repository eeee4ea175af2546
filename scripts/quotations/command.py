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


def run() -> int:
    """Run the command as from a shell; return the exit status."""
    for stream in (sys.stdout, sys.stderr):  # for quotation marks in any locale
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = main()
        if sys.stdout:  # None if the shell closed it
            sys.stdout.flush()
        return status
    except OSError as error:
        # The interpreter flushes standard output when it ends, which must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):  # the reader has read enough: `… | head`
            return 1
        print(f"check-quotes: standard output: {error.strerror}", file=sys.stderr)
        return 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the check as the command line asks; return the exit status."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = _Parser("check-quotes", description=__doc__, formatter_class=raw)
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="check these pages only")
    help = "the site's configuration (default: mkdocs.yml)"
    parser.add_argument("--config-file", type=Path, default=Path("mkdocs.yml"), help=help)
    parser.add_argument(
        "--seeds", type=Path, help="the folder of sources (default: seeds, beside mkdocs.yml)"
    )
    parser.add_argument("--format", choices=("text", "json", "github"), default="text")
    help = "look these words up in the sources, and stop"
    parser.add_argument("--find", nargs="+", action="append", metavar="WORDS", help=help)
    options = parser.parse_args(arguments)
    if options.find and (options.pages or options.format != "text"):
        parser.error("--find looks words up, it checks no PAGE and has no --format")
    options.seeds = options.seeds or options.config_file.parent / "seeds"
    # Imported here, so that --help is fast and a check does not load what only --find needs.
    from quotations.model import InputError

    if options.find:
        from quotations.tell.lookup import find as answer
    else:
        from quotations.tell.report import check as answer
    try:
        is_ok, text = answer(options)
    except (InputError, OSError) as error:
        print(f"check-quotes: {error}", file=sys.stderr)
        return 2
    print(text)
    return 0 if is_ok else 1


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"check-quotes: {message}; see --help\n")
