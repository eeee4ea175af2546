"""Tie the quotation library to MkDocs: check every page, then show the traces on it.

A thin layer: MkDocs renders the pages, the library does the rest. A quotation that does not trace
ends a build before a page is written; a live preview shows the message on the page and goes on.
"""

import logging
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.utils import get_relative_url

from quotations import pages, report, source, webannotation
from quotations.annotate import annotate
from quotations.check import Problem
from quotations.fill import FillError, fill
from quotations.whole import Outcome, check_texts, page_text, site_texts

log = logging.getLogger("mkdocs.hooks.quotations")
_run: dict[str, Any] = {"serving": False, "outcome": None}


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this is a live preview."""
    _run["serving"] = command == "serve"


def on_files(files: Any, config: Any) -> Any:
    """Read the sources and every page's file, so that a bad one is one clear line."""
    folder = Path(config.config_file_path).parent / "seeds"
    try:
        _run["sources"] = source.read(folder)
    except source.SourceError as error:
        raise PluginError(str(error)) from None
    _run["texts"] = {}
    for file in files.documentation_pages():
        try:
            _run["texts"][file.src_uri] = pages.read_file(Path(file.abs_src_path))
        except pages.PageError as error:
            problem = Problem(file.src_uri, error.line, 1, error.verdict, str(error))
            _run["texts"][file.src_uri] = problem
            if not _run["serving"]:
                raise PluginError(report.problem_text(problem, _folder(config))) from None
            file.content_string = ""  # MkDocs would end the preview over it
    return files


def on_env(env: Any, config: Any, files: Any) -> None:
    """Check all pages as rendered; show what is wrong, or the traces."""
    shown = {file.src_uri: file.page for file in files.documentation_pages()}
    texts = []
    for name, page in shown.items():
        text = _run["texts"][name]
        if not isinstance(text, Problem):
            text = page_text(name, text.source, page.content, text.meta)
        texts.append(text)
    outcome = check_texts(texts, _run["sources"], site_texts(config))
    if outcome.problems:
        message = report.as_text(outcome.problems, outcome.counts, _folder(config), color=False)
        if not _run["serving"]:
            raise PluginError(f"\n{message}")
        log.error("%s", message)
        _show_problems(outcome, shown)
    _show_traces(outcome, shown, config)
    _run["outcome"] = outcome
    _run["addresses"] = {name: f"{config.site_url or ''}{page.url}" for name, page in shown.items()}


def on_post_build(config: Any) -> None:
    """Publish every quotation as data."""
    where = f"{config.site_url or ''}quotations.json"
    outcome, addresses = _run["outcome"], _run["addresses"]
    data = webannotation.collection(outcome.results, _run["sources"], addresses, where)
    Path(config.site_dir, "quotations.json").write_text(data, encoding="utf-8")


def _folder(config: Any) -> str:
    return pages.folder(Path(config.docs_dir))


def _show_traces(outcome: Outcome, shown: dict[str, Any], config: Any) -> None:
    sources = {item.id: item for item in _run["sources"]}
    titles = {name: page.title or name for name, page in shown.items()}
    bad = {problem.page for problem in outcome.problems}

    def address(page: str, other: str) -> str:
        return get_relative_url(shown[page].url, shown[other].url)

    for result in outcome.results:
        name = result.page.page
        if name in bad:
            continue
        done = annotate(result, outcome.homes, sources, address)
        try:
            shown[name].content = fill(
                done.html, name, outcome.results, outcome.homes, _run["sources"], titles, address
            )
        except FillError as error:
            raise PluginError(str(error)) from None
        shown[name].present_anchor_ids.update(done.ids)


def _show_problems(outcome: Outcome, shown: dict[str, Any]) -> None:
    for name, page in shown.items():
        own = [report.problem_text(p) for p in outcome.problems if p.page == name]
        if own:
            text = escape("\n".join(own))
            head = "<p>This page does not pass the quote check.</p>"
            box = f'<div class="quotation-problems" role="alert">{head}<pre>{text}</pre></div>'
            page.content = f"{box}\n{page.content}"
