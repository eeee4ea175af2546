#!/usr/bin/env python3
"""Measure the check and the build as ratios, each of two things timed in turn in this one run.

    .venv/bin/python scripts/proof/benchmark.py [NAME …]

Prints what was measured, the ratio or the figure, and the aim; seconds say only how long one side
took on this machine. Nothing is asserted: machines differ. Names choose measurements: pages,
growth, failing, site, hard, memory, command, build.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it runs as a program too

from proof import generated
from quotations.check import Checker, check_site
from quotations.model import PageText
from quotations.page import file, site
from quotations.seed.read import read, read_source
from quotations.seed.source import Source

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 5
# In a process of its own: memory grows by what is allocated, as Python counts it, at its highest.
MEMORY = """
import sys, tracemalloc
sys.path.insert(0, "scripts")
from pathlib import Path
from quotations.check import Checker
from quotations.model import PageText
from quotations.seed.read import read_source
path = Path(sys.argv[1])
body = path.with_suffix(".html").read_text(encoding="utf-8")
tracemalloc.start()
Checker([read_source(path)]).check(PageText("page.md", body, body))
print(tracemalloc.get_traced_memory()[1])
"""


def main(names: list[str]) -> int:
    """Print the measurements that are named, or all; return 0, or 2 for a name there is none of."""
    if unknown := set(names) - set(MEASUREMENTS):
        print(f"benchmark: no {', '.join(sorted(unknown))}; see --help", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        for name in names or MEASUREMENTS:
            below = Path(folder, name)
            below.mkdir()
            MEASUREMENTS[name](below)
    return 0


def timed(*tasks: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Return the median seconds of each task, all of them run in turn, so many rounds."""
    times: list[list[float]] = [[] for _ in tasks]
    for _ in range(rounds):
        for task, taken in zip(tasks, times, strict=True):
            start = time.perf_counter()
            task()
            taken.append(time.perf_counter() - start)
    return [median(taken) for taken in times]


def tell(what: str, figure: float, aim: str, seconds: float | None = None) -> None:
    """Print one measurement."""
    took = f"; {seconds:.2f} s" if seconds is not None else ""
    print(f"{what:66} {figure:6.2f}  ({aim}{took})", flush=True)


def site_of(folder: Path, pages: list[str]) -> site.Site:
    """Write a site of pages, to be rendered with this edition's own configuration."""
    docs_dir = folder / "docs"
    docs_dir.mkdir(parents=True)
    for number, text in enumerate(pages):
        name = f"page-{number}.md" if number else "index.md"
        (docs_dir / name).write_text(text, encoding="utf-8")
    loaded = site.load(ROOT / "mkdocs.yml")
    # This edition's own titles quote its op-ed, which the pages are not always about.
    loaded.config.update(docs_dir=str(docs_dir), nav=None, site_name="Generated pages")
    return loaded


def rendered(loaded: site.Site) -> None:
    """Render every page of a site, and do nothing else."""
    for path in sorted(Path(loaded.config.docs_dir).glob("*.md")):
        site.render(loaded, file.parse(path.read_text(encoding="utf-8"), path.name).body)


def checked(loaded: site.Site, sources: tuple[Source, ...]) -> int:
    """Check a site as the command does; return how many quotations fail."""
    return len(check_site(loaded, sources).problems)


def on_a_page(sources: tuple[Source, ...], quotations: list[str]) -> Callable[[], int]:
    """Return a task that checks quotations on one page, and returns how many fail."""
    body = "".join(f"<p>The op-ed says “{quoted}”.</p>\n" for quoted in quotations)
    return lambda: len(Checker(sources).check(PageText("page.md", body, body)).problems)


def over_pages(folder: Path) -> None:
    """The check over 1,000 pages: against Python-Markdown rendering them, and against 100."""
    sources = read(ROOT / "seeds")
    words = generated.fragments(sources[0])
    few, many = (
        site_of(folder / str(count), [generated.page(n, words) for n in range(count)])
        for count in (100, 1000)
    )
    assert not checked(few, sources)
    rendering, small, large = timed(
        lambda: rendered(many),
        lambda: checked(few, sources),
        lambda: checked(many, sources),
        rounds=3,
    )
    tell("check of 1,000 pages / plain rendering of them", large / rendering, "≤ 1.35", large)
    tell("check of 1,000 pages / 10 × check of 100", large / small / 10, "about 1", large)


def growth(folder: Path) -> None:
    """One page of 10, 1,000 and 10,000 quotations."""
    sources = read(ROOT / "seeds")
    words = generated.fragments(sources[0])
    listed = [words[number % len(words)] for number in range(10_000)]
    ten = on_a_page(sources, listed[:10])
    few, thousand, more = timed(
        lambda: [ten() for _ in range(100)],
        on_a_page(sources, listed[:1000]),
        on_a_page(sources, listed),
        rounds=3,
    )
    tell("1,000 quotations on a page / 100 × 10 on a page", thousand / few, "≤ 1", thousand)
    tell("10,000 quotations on a page / 10 × 1,000", more / thousand / 10, "about 1", more)


def failing(folder: Path) -> None:
    """400 quotations of a text of 1.5 MB that all trace, and 400 that all fail."""
    path = generated.seed(folder, "long", 1_500_000)
    texts = generated.quoted(path, 400)
    wrong = generated.spoiled(texts)

    def check(quotations: list[str], problems: int) -> None:
        assert on_a_page((read_source(path),), quotations)() == problems

    good, bad = timed(lambda: check(texts, 0), lambda: check(wrong, 400), rounds=3)
    tell("400 that fail, of a text of 1.5 MB / 400 that trace", bad / good, "≤ 3", bad)


def failing_site(folder: Path) -> None:
    """A site of 62 pages about four texts of 0.5 MB in all, on which 469 quotations fail."""
    paths = [generated.seed(folder / "seeds", f"text-{n}", 125_000, n) for n in range(4)]
    texts = [text for path in paths for text in generated.quoted(path, 248)]
    loaded = site_of(folder, generated.pages(generated.spoiled(texts[:469]) + texts[469:], 62))

    def check() -> None:
        assert checked(loaded, read(folder / "seeds")) == 469

    rendering, checking = timed(lambda: rendered(loaded), check, rounds=3)
    tell("check of 62 pages with 469 that fail, 0.5 MB of texts: seconds", checking, "< 3")
    tell("the same / plain rendering of them", checking / rendering, "none", checking)


def hard(folder: Path) -> None:
    """800 pages of all that has marks, half of it wrong: among as much text as here, and little."""
    sources = read(ROOT / "seeds")
    words = generated.fragments(sources[0])
    bare = [generated.hard_page(number, words) for number in range(800)]
    full = [generated.with_text(page, 22) for page in bare]
    for name, pages, aim in (("full", full, "≤ 1.6"), ("bare", bare, "none")):
        loaded = site_of(folder / name, pages)
        quotations = check_site(loaded, sources).counts["quotations"]
        rendering, checking = timed(
            partial(rendered, loaded), partial(checked, loaded, sources), rounds=3
        )
        density = sum(len(page.split()) for page in pages) / quotations
        what = f"check of 800 hard pages, {density:.0f} words to a quotation / rendering"
        tell(what, checking / rendering, aim, checking)


def memory(folder: Path) -> None:
    """What a text of 1 MB and 100 quotations of it take, half of which fail: the highest sum."""
    path = generated.seed(folder, "long", 1_000_000)
    texts = generated.quoted(path, 100)
    quotations = generated.spoiled(texts[:50]) + texts[50:]
    body = "".join(f"<p>The op-ed says “{text}”.</p>\n" for text in quotations)
    path.with_suffix(".html").write_text(body, encoding="utf-8")
    told = run(sys.executable, "-c", MEMORY, str(path))
    tell("memory for a text of 1 MB, MB at the highest (tracemalloc)", int(told) / 1e6, "≤ 40")


def command_against_build(folder: Path) -> None:
    """The whole command on this site, against `mkdocs build` of it, start-up included."""
    python = sys.executable
    building, checking = timed(
        lambda: run(python, "-m", "mkdocs", "build", "--site-dir", str(folder)),
        lambda: run(python, "scripts/check_quotes.py"),
    )
    tell("check_quotes.py on this site / mkdocs build of it", checking / building, "≤ 1", checking)


def build_with_and_without(folder: Path) -> None:
    """A build of this site with the traces on its pages, against one without them."""
    code = (
        "import sys\n"
        "from mkdocs.commands.build import build\n"
        "from mkdocs.config import load_config\n"
        "build(load_config(strict=False, site_dir=sys.argv[1], hooks=sys.argv[2:]))"
    )
    command = (sys.executable, "-c", code, str(folder), "scripts/publish_hook.py")
    run(*command, "scripts/hook.py")  # leaves our byte code, as installing leaves MkDocs's
    without, with_traces = timed(
        lambda: run(*command), lambda: run(*command, "scripts/hook.py"), rounds=2 * ROUNDS
    )
    tell("build with the traces / build without", with_traces / without, "≤ 1.1", with_traces)


def run(*command: str) -> str:
    """Run a command in the repository and return what it prints; stop where it fails."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"benchmark: {' '.join(command)} failed:\n{done.stderr or done.stdout}")
    return done.stdout


MEASUREMENTS: dict[str, Callable[[Path], None]] = {
    "pages": over_pages,
    "growth": growth,
    "failing": failing,
    "site": failing_site,
    "hard": hard,
    "memory": memory,
    "command": command_against_build,
    "build": build_with_and_without,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
