"""What most tests need: the op-ed, and a page checked as the site would render it."""

from collections.abc import Callable
from pathlib import Path

import markdown
import pytest

from quotations import pages
from quotations.check import Checker, PageResult, PageText
from quotations.source import Source, read
from shared import EXTENSIONS, ROOT


@pytest.fixture(scope="session")
def sources() -> tuple[Source, ...]:
    return read(ROOT / "seeds")


@pytest.fixture(scope="session")
def op_ed(sources: tuple[Source, ...]) -> Source:
    return sources[0]


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
        body, meta = pages.split_front_matter(text)
        renderer.reset()
        html = renderer.convert(body)
        page = PageText("page.md", text, html, tuple(pages.meta_texts(meta)))
        return checkers[names].check(page, True)

    return checked
