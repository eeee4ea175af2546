"""What most tests need: the op-ed, and a page checked as the site would render it."""

import fcntl
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import markdown
import pytest

from quotations.check import Checker
from quotations.model import PageResult, PageText, Problem
from quotations.page import file
from quotations.seed.read import read, read_source
from quotations.seed.source import Source
from shared import EXTENSIONS, ROOT, build


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write", action="store_true", help="write tests/told/ anew")


@pytest.fixture(scope="session")
def op_ed() -> Source:
    return read_source(ROOT / "seeds" / "op-ed.txt")


@pytest.fixture(scope="session")
def sources(op_ed: Source) -> tuple[Source, ...]:
    """The op-ed alone: what else editors may put into `seeds/` changes no test of it."""
    return (op_ed,)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site, which no test may change: built once, on however many processes tests run."""
    folder = tmp_path_factory.getbasetemp()
    folder = (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "served"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the others wait here for the first
        if not (folder / "edition").exists():
            done = build(ROOT, folder / "new")
            assert done.returncode == 0, done.stderr
            (folder / "new").rename(folder / "edition")
    return folder / "edition"


@pytest.fixture(scope="session")
def check(sources: tuple[Source, ...]) -> Callable[..., PageResult]:
    """Check a page given as Markdown, front matter included, against the texts of some names.

    The texts are the op-ed and those in `seeds/` beside this file; without a name, the op-ed.
    """
    renderer = markdown.Markdown(
        extensions=EXTENSIONS, extension_configs={"pymdownx.tabbed": {"alternate_style": True}}
    )
    beside = read(Path(__file__).resolve().parent / "seeds")
    known = {source.id: source for source in (*sources, *beside)}
    checkers: dict[tuple[str, ...], Checker] = {}

    def checked(text: str, *names: str) -> PageResult:
        if names not in checkers:
            checkers[names] = Checker([known[name] for name in names or ("op-ed",)])
        try:
            parsed = file.parse(text, "page.md")
        except file.PageError as error:
            problem = Problem("page.md", error.line, 1, error.verdict, str(error))
            result = checkers[names].check(PageText("page.md", text))
            result.problems.append(problem)
            return result
        renderer.reset()
        page = replace(parsed, html=renderer.convert(parsed.body))
        return checkers[names].check(page)

    return checked
