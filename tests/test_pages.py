"""Whole pages, one for each way of failing, and one that traces: `pages/NAME.md`.

A page says what it expects in its comments, all of it and in order:

    <!-- expect 3:16 altered: ‘insist’ where the page has ‘demand’ -->
"""

import re
from pathlib import Path

import pytest

from quotations.check import RULES, check_site
from quotations.page import site as pages
from quotations.seed.source import Source
from shared import ROOT

PAGES = Path(__file__).resolve().parent / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.md"))
EXPECTED = re.compile(r"<!-- expect (\d+):(\d+) ([\w-]+): (.*?) -->")


@pytest.fixture(scope="module")
def site() -> pages.Site:
    loaded = pages.load(ROOT / "mkdocs.yml")
    loaded.config.docs_dir = str(PAGES)
    return loaded


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_the_problems_it_says_and_no_others(
    site: pages.Site, sources: tuple[Source, ...], name: str
) -> None:
    page = f"{name}.md"
    expected = EXPECTED.findall((PAGES / page).read_text(encoding="utf-8", errors="replace"))
    problems = check_site(site, sources, [page]).problems
    found = [(str(p.line), str(p.column), p.verdict) for p in problems]
    assert found == [(line, column, verdict) for line, column, verdict, _ in expected]
    for problem, (*_, words) in zip(problems, expected, strict=True):
        assert words in problem.message
    assert {problem.verdict for problem in problems} == {name} - {"traces"}


def test_every_way_of_failing_has_its_page() -> None:
    """But one, which no single page can have: a whole site without a quotation."""
    assert {*NAMES, "no-quotations"} == {*RULES, "traces"}
