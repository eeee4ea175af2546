"""The tie to MkDocs: check every page as rendered, then show the traces on it.

A thin layer: MkDocs renders the pages, the library does the rest. A quotation that does not trace
ends a build before a page is written; a live preview shows the message on the page and goes on.

    plugins:
      - quotations:
          seeds: sources    # the folder of texts, seen from mkdocs.yml; else: seeds
"""

import logging
from functools import cache
from pathlib import Path
from typing import Any

from mkdocs.config import base, config_options
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.utils import get_relative_url

from quotations.check import RULES, Outcome, check_texts
from quotations.model import PageText, Problem
from quotations.page import file, site
from quotations.seed.read import SourceError
from quotations.seed.read import read as read_seeds
from quotations.seed.source import Source
from quotations.show import pages, webannotation
from quotations.show.homes import Edition
from quotations.show.tree import ids
from quotations.tell import report

log = logging.getLogger("mkdocs.plugins.quotations")


class Options(base.Config):  # type: ignore[no-untyped-call]  # MkDocs gives no types for it
    """What mkdocs.yml can say."""

    seeds = config_options.Type(str, default="seeds")


class Quotations(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """What one site needs between MkDocs's events; MkDocs asks that it be a class."""

    serving = False
    sources: tuple[Source, ...] = ()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether this is a live preview."""
        self.serving = command == "serve"

    def on_serve(self, server: Any, *, config: Any, builder: Any) -> Any:
        """Build anew when a text changes."""
        server.watch(str(self._folder(config)))
        return server

    def on_files(self, files: Any, *, config: Any) -> Any:
        """Read the sources and every page's file, so that a bad one is one clear line."""
        try:
            self.sources = read_seeds(self._folder(config))
        except SourceError as error:
            raise PluginError(str(error)) from None
        for source in self.sources:
            for warning in source.warnings:
                log.info("%s", warning)  # as a warning it would end a strict build
        self.texts: dict[str, file.PageFile | Problem] = {}
        for item in files.documentation_pages():
            try:
                if item.abs_src_path:  # else it is made by another plugin, and parsed below
                    self.texts[item.src_uri] = file.read_file(Path(item.abs_src_path))
            except file.PageError as error:
                self.texts[item.src_uri] = site.problem(item.src_uri, error)
                item.content_string = ""  # MkDocs would stop here, with the others unchecked
        return files

    def on_nav(self, nav: Any, *, config: Any, files: Any) -> Any:
        """Remember the order of the pages."""
        self.nav = nav
        return nav

    def on_env(self, env: Any, *, config: Any, files: Any) -> None:
        """Check all pages as rendered, none written; show what is wrong, or the traces."""
        shown = {item.src_uri: item.page for item in files.documentation_pages()}
        outcome = self._checked(shown, config, files)
        root = config.site_url or ""
        self.addresses = {name: f"{root}{page.url}" for name, page in shown.items()}
        if outcome.problems:
            folder = site.folder(Path(config.docs_dir))
            self._tell(f"\n{report.as_text(outcome, folder)}")
            for name, box in pages.messages(outcome.problems).items():
                if name in shown:
                    shown[name].content = box + (shown[name].content or "")
        self.edition = self._edition(shown, outcome)
        env.globals["edition"] = self.edition  # for templates and other hooks
        for name, html in pages.traces(self.edition, outcome.problems, RULES).items():
            shown[name].content = html
            shown[name].present_anchor_ids.update(ids(html))

    def on_post_build(self, *, config: Any) -> None:
        """Publish every quotation as data."""
        where = f"{config.site_url or ''}quotations.json"
        data = webannotation.collection(self.edition, self.addresses, where)
        Path(config.site_dir, "quotations.json").write_text(data, encoding="utf-8")

    def _folder(self, config: Any) -> Path:
        return Path(config.config_file_path).parent / self.config.seeds

    def _checked(self, shown: dict[str, Any], config: Any, files: Any) -> Outcome:
        """Check all pages as MkDocs rendered them, and the files published as they are."""
        texts: list[PageText | Problem] = []
        for name, page in shown.items():
            read = self.texts.get(name) or file.parse(page.file.content_string)
            texts.append(
                read
                if isinstance(read, Problem)
                else site.page_text(name, read, page.content, config)
            )
        texts += site.html_files(files)
        published = site.site_texts(config, Path(config.config_file_path))
        return check_texts(texts, self.sources, published)

    def _edition(self, shown: dict[str, Any], outcome: Outcome) -> Edition:
        """Return what showing a page takes: all pages in the order of the navigation."""
        in_order = [*(page.file.src_uri for page in self.nav.pages), *shown]
        titles = {name: shown[name].title or name for name in in_order if name in shown}
        order = {name: number for number, name in enumerate(titles)}
        results = [result for result in outcome.results if result.page.page in order]
        results.sort(key=lambda result: order[result.page.page])

        @cache  # most pages lead to few others, many times
        def address(page: str, other: str) -> str:
            return get_relative_url(shown[page].url, shown[other].url)

        by_id = {source.id: source for source in self.sources}
        return Edition(results, outcome.homes, by_id, titles, address)

    def _tell(self, message: str) -> None:
        """End a build with a message; in a live preview, tell it and go on."""
        if not self.serving:
            raise PluginError(message)
        log.error("%s", message)
