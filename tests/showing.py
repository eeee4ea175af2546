"""A small text, and pages about it checked and shown: for the tests of what stands on a page."""

from pathlib import Path
from typing import Any

import markdown
import pytest

from quotations.check import Checker
from quotations.model import PageText
from quotations.seed.read import read_source
from quotations.seed.source import Source
from quotations.show.edition import Edition
from quotations.show.homes import read_home
from quotations.show.pages import annotate

TEXT = (
    "First Ann “came home” & left. Then he said <b>nothing</b> at all to us.\n"
    "The second paragraph stands alone. It has two sentences.\n"
)
TABLE = """
language = "en"
[speakers.ann]
name = "Ann <O’Hara>"
names = ["Ann"]
[[spans]]
paragraph = 1
text = "came home"
speaker = "ann"
"""
PASSAGE = (
    "<h1>One</h1>\n<h2 id='p'>The passage</h2>\n<blockquote>\n"
    "<p>First Ann “came home” &amp; left. Then he said &lt;b&gt;nothing&lt;/b&gt; at all to us.</p>"
    "\n</blockquote>\n<h2 id='n'>Notes</h2>\n"
)


def write_source(folder: Path, text: str = TEXT, table: str = TABLE, name: str = "text") -> Source:
    """Write a text and what is known about it, and read it."""
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    path.with_suffix(".toml").write_text(table, encoding="utf-8")
    return read_source(path)


@pytest.fixture
def source(tmp_path: Path) -> Source:
    return write_source(tmp_path)


def note(identifier: str, lemma: str, kind: str = "claim", text: str = "Plain.") -> str:
    return f'<h3 class="{kind}" id="{identifier}">“{lemma}”</h3>\n<p>{text}</p>\n'


def address(page: str, other: str) -> str:
    return f"../{page.removesuffix('.md')}/"


def page(name: str, text: str, **known: Any) -> PageText:
    """Return a page given as HTML, or as Markdown with `markdown=True`."""
    html = text
    if known.pop("markdown", False):
        html = markdown.markdown(text, extensions=["attr_list", "fenced_code"])
    return PageText(name, text, html, **known)


def edition(pages: list[PageText], *sources: Source) -> Edition:
    """Return checked pages with their homes; their problems are those of the results."""
    checker = Checker(sources)
    results = [checker.check(text) for text in pages]
    homes = {r.page.path: home for r in results if (home := read_home(r, sources))}
    by_id = {source.id: source for source in sources}
    return Edition(results, homes, by_id, address)


def problems(known: Edition) -> list[tuple[str, int, int, str, str]]:
    return [
        (p.page, p.line, p.column, p.verdict, p.message)
        for result in known.results
        for p in result.problems
    ]


def shown(source: Source, html: str, *others: PageText, **known: Any) -> str:
    """Return the annotated HTML of a page that is home to the first paragraph."""
    pages = [page("one.md", html, paragraphs=(1,), **known), *others]
    all_pages = edition(pages, source)
    assert not problems(all_pages)
    return annotate(all_pages.results[0], all_pages)
