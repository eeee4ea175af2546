"""Tie the quotation library to MkDocs: check every page, then show the traces on it.

A thin layer: MkDocs renders the pages, the library does the rest. A quotation that does not trace
ends a build before a page is written; a live preview shows the message on the page and goes on.
"""

import logging
from functools import cache
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.utils import get_relative_url

from quotations.check import RULES, Outcome, check_texts
from quotations.model import PageText, Problem
from quotations.page import file, site
from quotations.seed.read import SourceError, read
from quotations.show import pages, webannotation
from quotations.show.fill import FillError
from quotations.show.homes import Edition
from quotations.tell import ask, report

log = logging.getLogger("mkdocs.hooks.quotations")
_run: dict[str, Any] = {"serving": False}


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this is a live preview."""
    _run["serving"] = command == "serve"


def on_files(files: Any, config: Any) -> Any:
    """Read the sources and every page's file, so that a bad one is one clear line."""
    try:
        _run["sources"] = read(Path(config.config_file_path).parent / "seeds")
    except SourceError as error:
        raise PluginError(str(error)) from None
    texts: dict[str, file.PageFile | Problem] = {}
    for item in files.documentation_pages():
        try:
            if item.abs_src_path:  # else it is made by another hook, and parsed below
                texts[item.src_uri] = file.read_file(Path(item.abs_src_path))
        except file.PageError as error:
            name = item.src_uri
            texts[name] = Problem(name, error.line, 1, error.verdict, str(error))
            item.content_string = ""  # MkDocs would stop here, with the others unchecked
    _run["texts"] = texts
    return files


def on_nav(nav: Any, config: Any, files: Any) -> Any:
    """Remember the order of the pages."""
    _run["nav"] = nav
    return nav


def on_env(env: Any, config: Any, files: Any) -> None:
    """Check all pages as rendered; show what is wrong, or the traces."""
    shown = {item.src_uri: item.page for item in files.documentation_pages()}
    outcome = _checked(shown, config)
    _run["addresses"] = {name: f"{config.site_url or ''}{page.url}" for name, page in shown.items()}
    if outcome.problems:
        folder = site.folder(Path(config.docs_dir))
        _tell(f"\n{report.as_text(outcome.problems, outcome.counts, RULES, folder)}")
        for name, box in pages.messages(outcome.problems, RULES).items():
            if name in shown:
                shown[name].content = box + (shown[name].content or "")
    edition = _run["edition"] = _edition(shown, outcome)
    made = _asking(edition, shown, env, config, files)
    try:
        traced = pages.traces(edition, outcome.problems, RULES, made)
    except FillError as error:
        _tell(str(error))
        return
    for name, done in traced.items():
        shown[name].content = done.html
        shown[name].present_anchor_ids.update(done.ids)


def on_post_build(config: Any) -> None:
    """Publish every quotation as data."""
    where = f"{config.site_url or ''}quotations.json"
    data = webannotation.collection(_run["edition"], _run["addresses"], where)
    Path(config.site_dir, "quotations.json").write_text(data, encoding="utf-8")


def _checked(shown: dict[str, Any], config: Any) -> Outcome:
    """Check all pages as MkDocs rendered them, and the files that are published as they are."""
    texts: list[PageText | Problem] = []
    for name, page in shown.items():
        text = _run["texts"].get(name) or file.parse(page.file.content_string)
        if not isinstance(text, Problem):
            text = site.page_text(name, text.source, page.content, text.meta, config)
        texts.append(text)
    texts += site.html_files(config)
    published = site.site_texts(config, Path(config.config_file_path))
    return check_texts(texts, _run["sources"], published)


def _edition(shown: dict[str, Any], outcome: Outcome) -> Edition:
    """Return what showing a page takes: all pages in the order of the navigation."""
    in_order = [*(page.file.src_uri for page in _run["nav"].pages), *shown]
    titles = {name: shown[name].title or name for name in in_order if name in shown}
    order = {name: number for number, name in enumerate(titles)}
    results = [result for result in outcome.results if result.page.page in order]
    results.sort(key=lambda result: order[result.page.page])

    @cache  # most pages lead to few others, many times
    def address(page: str, other: str) -> str:
        return get_relative_url(shown[page].url, shown[other].url)

    by_id = {source.id: source for source in _run["sources"]}
    return Edition(results, outcome.homes, by_id, titles, address)


def _asking(
    edition: Edition, shown: dict[str, Any], env: Any, config: Any, files: Any
) -> dict[str, str]:
    """Give the theme's script what it must know to answer, and return the form that asks."""
    script = files.get_file_from_path("assets/javascripts/ask.js")
    source = edition.text
    if not script or not source:
        return {}
    homes = {
        number: shown[name].url
        for name, home in edition.homes.items()
        if home.source is source
        for number in home.paragraphs
    }
    data = ask.data(source, homes, config.extra.get("cite", source.id))
    script.content_string = ask.script(script.content_string, data)
    return {"ask": env.get_template("partials/ask.html").render()}


def _tell(message: str) -> None:
    """End a build with a message; in a live preview, tell it and go on."""
    if not _run["serving"]:
        raise PluginError(message)
    log.error("%s", message)
