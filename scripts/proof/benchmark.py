#!/usr/bin/env python3
"""Measure the check and the build as ratios, each of two things timed in turn in this one run.

Prints what was measured, the aim, and the ratio; a figure in seconds says only how long one side
took on this machine. Nothing is asserted: machines differ.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from quotations.whole import check_site

from quotations import pages, source
from quotations.check import Checker, PageText

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
PROSE = "Plain words about *nothing in particular*, with [a link](index.md) and `code`, go on here."


def main() -> int:
    """Print every measurement; return 0."""
    sources = source.read(ROOT / "seeds")
    words = fragments(sources[0])
    with tempfile.TemporaryDirectory() as folder:
        over_many_pages(Path(folder), sources, words)
    growth_on_one_page(sources, words)
    command_against_build()
    build_with_and_without()
    return 0


def fragments(op_ed: source.Source) -> list[str]:
    """Return quotable fragments of a text: the first words of each sentence's clauses."""
    found = []
    for paragraph in op_ed.paragraphs:
        for sentence in paragraph.sentences:
            text = op_ed.text[sentence.start : sentence.end]
            if not any(mark in text for mark in "“”") and not op_ed.language.turning_word(text):
                found.append(" ".join(text.split()[:9]).rstrip(".,"))
    return found


def page(number: int, words: list[str], quotations: int = 20) -> str:
    """Return a generated page of about 3 KB with so many quotations, all of which trace."""
    lines = [f"# Page {number}"]
    for at in range(quotations):
        quoted = words[(number * 7 + at) % len(words)]
        lines.append(f"The op-ed says “{quoted}”. {PROSE}")
    return "\n\n".join(lines) + "\n"


def site_of(folder: Path, count: int, words: list[str]) -> pages.Site:
    """Write a site of generated pages, rendered as this edition's are."""
    docs = folder / f"docs-{count}"
    docs.mkdir()
    (docs / "index.md").write_text(page(0, words), encoding="utf-8")
    for number in range(1, count):
        (docs / f"page-{number}.md").write_text(page(number, words), encoding="utf-8")
    site = pages.load(ROOT / "mkdocs.yml")
    site.config.docs_dir = str(docs)
    return site._replace(docs_dir=docs)


def timed(*tasks: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Return the median seconds of each task, all of them run in turn, so many rounds."""
    times: list[list[float]] = [[] for _ in tasks]
    for _ in range(rounds):
        for task, taken in zip(tasks, times, strict=True):
            start = time.perf_counter()
            task()
            taken.append(time.perf_counter() - start)
    return [median(taken) for taken in times]


def tell(what: str, ratio: float, aim: str, seconds: float) -> None:
    """Print one measurement."""
    print(f"{what:66} {ratio:6.2f}  ({aim}; {seconds:.2f} s)", flush=True)


def over_many_pages(folder: Path, sources: tuple[source.Source, ...], words: list[str]) -> None:
    """The check over 1,000 pages: against Python-Markdown rendering them, and against 100."""
    few, many = site_of(folder, 100, words), site_of(folder, 1000, words)

    def render() -> None:
        for name in pages.all_pages(many):
            pages.render(many, pages.read(many, name).body)

    def check(site: pages.Site) -> None:
        outcome = check_site(site, sources)
        assert not outcome.problems, outcome.problems[0]

    rendering, small, large = timed(render, lambda: check(few), lambda: check(many), rounds=3)
    tell("check of 1,000 pages / plain rendering of them", large / rendering, "≤ 1.5", large)
    tell("check of 1,000 pages / 10 × check of 100", large / small / 10, "about 1", large)


def growth_on_one_page(sources: tuple[source.Source, ...], words: list[str]) -> None:
    """One page of 10, 1,000 and 10,000 quotations; and 1,000 that fail."""

    def check(quotations: list[str]) -> Callable[[], object]:
        body = "".join(f"<p>The op-ed says “{quoted}”.</p>\n" for quoted in quotations)
        return lambda: Checker(sources).check(PageText("page.md", body, body))

    def numbered(count: int) -> Iterator[str]:
        return (words[number % len(words)] for number in range(count))

    bad = [f"{quoted} {number}" for number, quoted in enumerate(numbered(1000))]
    ten, thousand, more, failing = timed(
        lambda: [check([*numbered(10)])() for _ in range(100)],
        check([*numbered(1000)]),
        check([*numbered(10_000)]),
        check(bad),
        rounds=3,
    )
    tell("1,000 quotations on a page / 100 × 10 on a page", thousand / ten, "≤ 1", thousand)
    tell("10,000 quotations on a page / 10 × 1,000", more / thousand / 10, "about 1", more)
    tell("1,000 that fail, each another / 1,000 that trace", failing / thousand, "seconds", failing)


def command_against_build() -> None:
    """The whole command on this site, against `mkdocs build` of it, start-up included."""
    python = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        building, checking = timed(
            lambda: run(python, "-m", "mkdocs", "build", "--site-dir", folder),
            lambda: run(python, "scripts/check_quotes.py"),
        )
    tell("check_quotes.py on this site / mkdocs build of it", checking / building, "≤ 1", checking)


def build_with_and_without() -> None:
    """A build of this site with the traces on its pages, against one without them."""
    code = (
        "import sys\n"
        "from mkdocs.commands.build import build\n"
        "from mkdocs.config import load_config\n"
        "build(load_config(strict=False, site_dir=sys.argv[1], hooks=sys.argv[2:]))"
    )
    with tempfile.TemporaryDirectory() as folder:
        command = (sys.executable, "-c", code, folder, "scripts/publish_hook.py")
        run(*command, "scripts/hook.py")  # leaves our byte code, as installing leaves MkDocs's
        without, with_traces = timed(
            lambda: run(*command), lambda: run(*command, "scripts/hook.py"), rounds=2 * ROUNDS
        )
    tell("build with the traces / build without", with_traces / without, "≤ 1.1", with_traces)


def run(*command: str) -> None:
    """Run a command in the repository; stop where it fails."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"benchmark: {' '.join(command)} failed:\n{done.stderr or done.stdout}")


if __name__ == "__main__":
    sys.exit(main())
