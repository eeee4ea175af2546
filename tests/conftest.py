"""What most tests need: the op-ed, and a page checked as the site would render it."""

from collections.abc import Callable

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
def check(sources: tuple[Source, ...]) -> Callable[[str], PageResult]:
    """Check a page given as Markdown, front matter included."""
    renderer = markdown.Markdown(
        extensions=EXTENSIONS, extension_configs={"pymdownx.tabbed": {"alternate_style": True}}
    )
    checker = Checker(sources)

    def checked(text: str) -> PageResult:
        body, meta = pages.split_front_matter(text)
        renderer.reset()
        html = renderer.convert(body)
        return checker.check(PageText("page.md", text, html, tuple(pages.meta_texts(meta))), True)

    return checked
