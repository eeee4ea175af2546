"""Tie the quotation library to MkDocs: check every page, then show the traces on it.

A thin layer: MkDocs renders the pages, the library does the rest. A quotation that does not trace
ends a build before a page is written; a live preview shows the message on the page and goes on.
"""

import logging
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.utils import get_relative_url

from quotations import pages, report, show, source, webannotation
from quotations.check import Problem
from quotations.fill import FillError
from quotations.whole import check_texts, page_text, site_texts

log = logging.getLogger("mkdocs.hooks.quotations")
_run: dict[str, Any] = {"serving": False, "outcome": None}


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this is a live preview."""
    _run["serving"] = command == "serve"


def on_files(files: Any, config: Any) -> Any:
    """Read the sources and every page's file, so that a bad one is one clear line."""
    try:
        _run["sources"] = source.read(Path(config.config_file_path).parent / "seeds")
    except source.SourceError as error:
        raise PluginError(str(error)) from None
    texts: dict[str, Any] = {}
    for file in files.documentation_pages():
        try:
            if file.abs_src_path:  # else it is made by another hook, and parsed below
                texts[file.src_uri] = pages.read_file(Path(file.abs_src_path))
        except pages.PageError as error:
            uri = file.src_uri
            texts[uri] = Problem(uri, error.line, 1, error.verdict, str(error))
            file.content_string = ""  # MkDocs would stop here, with the others unchecked
    _run["texts"] = texts
    return files


def on_nav(nav: Any, config: Any, files: Any) -> Any:
    """Remember the order of the pages."""
    _run["nav"] = nav
    return nav


def on_env(env: Any, config: Any, files: Any) -> None:
    """Check all pages as rendered; show what is wrong, or the traces."""
    shown = {file.src_uri: file.page for file in files.documentation_pages()}
    texts = []
    for name, page in shown.items():
        text = _run["texts"].get(name) or pages.parse(page.file.content_string)
        if not isinstance(text, Problem):
            text = page_text(name, text.source, page.content, text.meta)
        texts.append(text)
    outcome = check_texts(texts, _run["sources"], site_texts(config, Path(config.config_file_path)))
    _run["outcome"] = outcome
    _run["addresses"] = {name: f"{config.site_url or ''}{page.url}" for name, page in shown.items()}
    if outcome.problems:
        message = report.as_text(outcome.problems, outcome.counts, _folder(config), color=False)
        if not _run["serving"]:
            raise PluginError(f"\n{message}")
        log.error("%s", message)
    for name, box in show.messages(outcome).items():
        if name in shown:
            shown[name].content = box + (shown[name].content or "")
    in_order = [*(page.file.src_uri for page in _run["nav"].pages), *shown]
    titles = {name: shown[name].title or name for name in in_order if name in shown}

    def address(page: str, other: str) -> str:
        return get_relative_url(shown[page].url, shown[other].url)

    try:
        traced = show.traces(outcome, _run["sources"], titles, address)
    except FillError as error:
        if not _run["serving"]:
            raise PluginError(str(error)) from None
        log.error("%s", error)
        return
    for name, done in traced.items():
        shown[name].content = done.html
        shown[name].present_anchor_ids.update(done.ids)


def on_post_build(config: Any) -> None:
    """Publish every quotation as data."""
    where = f"{config.site_url or ''}quotations.json"
    data = webannotation.collection(_run["outcome"], _run["sources"], _run["addresses"], where)
    Path(config.site_dir, "quotations.json").write_text(data, encoding="utf-8")


def _folder(config: Any) -> str:
    return pages.folder(Path(config.docs_dir))
