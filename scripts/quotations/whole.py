"""Check a whole site, or some pages of it, from its Markdown files."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from quotations import pages
from quotations.check import Checker, PageResult, PageText, Problem, counted, paragraphs_of
from quotations.homes import Home, settle, split_problems
from quotations.source import Source


class Outcome(NamedTuple):
    """What a run found; problems are in the order of the pages, then of their lines."""

    results: tuple[PageResult, ...]
    homes: dict[str, Home]
    problems: tuple[Problem, ...]
    counts: dict[str, int]


def check_site(
    site: pages.Site,
    sources: Sequence[Source],
    chosen: Sequence[str] | None = None,
    positions: bool = False,
) -> Outcome:
    """Check the chosen pages, or all of them and what only the whole can show."""
    texts: list[PageText | Problem] = []
    for page in pages.all_pages(site) if chosen is None else chosen:
        texts.append(_read(site, page))
    published = site_texts(site.config, site.config_file) if chosen is None else None
    return check_texts(texts, sources, published, positions)


def check_texts(
    texts: Sequence[PageText | Problem],
    sources: Sequence[Source],
    published: PageText | None,
    positions: bool = False,
) -> Outcome:
    """Check pages that were read already: the one path of the script and the build.

    A page that could not be read stands in `texts` as its problem. `published` are the site's own
    texts, as a page; where it is given, the run is over the whole site.
    """
    checker = Checker(sources)
    results: list[PageResult] = []
    homes: dict[str, Home] = {}
    problems: list[Problem] = []
    for text in texts:
        if isinstance(text, Problem):
            problems.append(text)
            continue
        result = checker.check(text, positions)
        home = settle(result, sources)
        if home:
            homes[text.page] = home
        results.append(result)
        problems += sorted(result.problems, key=lambda problem: (problem.line, problem.column))
    if published:
        own = checker.check(published, positions)
        problems += own.problems
        if len(results) == len(texts):  # else a home may stand on a page that cannot be read
            problems += split_problems(results, sources, published.page)
        if not any(result.checked for result in results):
            message = "no quotation on any page: nothing was checked"
            problems.append(Problem(published.page, 1, 1, "no-quotations", message))
    counts = counted(results) | {"pages": len(texts), "problems": len(problems)}
    return Outcome(tuple(results), homes, tuple(problems), counts)


def site_texts(config: Any, path: Path) -> PageText:
    """Return the site's own texts, from a MkDocs configuration and its file, as a page."""
    name = os.path.relpath(path, config.docs_dir)
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    return PageText(name, text, "", tuple(pages.own_texts(config)))


def page_text(page: str, markdown: str, html: str, meta: dict[str, object]) -> PageText | Problem:
    """Return a page for the check, or the problem with its front matter."""
    try:
        paragraphs = paragraphs_of(meta)
    except ValueError as error:
        return Problem(page, 1, 1, "front-matter", str(error))
    return PageText(page, markdown, html, tuple(pages.meta_texts(meta)), paragraphs)


def _read(site: pages.Site, page: str) -> PageText | Problem:
    try:
        text = pages.read(site, page)
        html = pages.render(site, text.body)
    except pages.PageError as error:
        return Problem(page, error.line, 1, error.verdict, str(error))
    return page_text(page, text.source, html, text.meta)
