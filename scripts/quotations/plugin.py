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
from quotations.show import pages, webannotation
from quotations.show.edition import Edition
from quotations.show.tree import ids
from quotations.tell import report

log = logging.getLogger("mkdocs.plugins.quotations")


class Options(base.Config):  # type: ignore[no-untyped-call]  # MkDocs gives no types for it
    """What mkdocs.yml can say."""

    seeds = config_options.Type(str, default="seeds")


class Quotations(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """What one site needs between MkDocs's events; MkDocs asks that it be a class."""

    serving = False

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether this is a live preview."""
        if dirty:
            raise PluginError(
                "--dirty renders only some pages, and all are to be checked: leave it out"
            )
        self.serving = command == "serve"

    def on_serve(self, server: Any, *, config: Any, builder: Any) -> None:
        """Build anew when a text changes."""
        server.watch(str(self._folder(config)))

    def on_files(self, files: Any, *, config: Any) -> None:
        """Read the sources, so that a bad one is one clear line."""
        try:
            self.sources = read_seeds(self._folder(config))
        except SourceError as error:
            raise PluginError(str(error)) from None
        for source in self.sources:
            for warning in source.warnings:
                log.info("%s", warning)  # as a warning it would end a strict build
        self.read: dict[str, PageText] = {}
        self.unread: dict[str, Problem] = {}

    def on_nav(self, nav: Any, *, config: Any, files: Any) -> None:
        """Remember the order of the pages."""
        self.order = [page.file.src_uri for page in nav.pages]

    def on_page_read_source(self, *, page: Any, config: Any) -> str | None:
        """Read a page as the check does; of one that cannot be read, MkDocs reads nothing."""
        name, path = page.file.src_uri, page.file.abs_src_path
        try:
            # One without a file is made by another plugin.
            made = "" if path else page.file.content_string
            self.read[name] = file.read_file(Path(path), name) if path else file.parse(made, name)
        except file.PageError as error:
            self.unread[name] = site.problem(name, error)
        return "" if name in self.unread else None

    def on_env(self, env: Any, *, config: Any, files: Any) -> None:
        """Check all pages as rendered, none written; show what is wrong, or the traces."""
        found = {item.src_uri: item.page for item in files.documentation_pages()}
        self.shown = {name: found[name] for name in (*self.order, *found) if name in found}
        outcome = self._checked(config, files)
        if outcome.problems:
            message = report.as_text(outcome, site.folder(Path(config.docs_dir)))
            if not self.serving:
                raise PluginError(f"\n{message}")
            log.error("\n%s", message)
            for name, box in report.as_boxes(outcome.problems).items():
                if name in self.shown:
                    self.shown[name].content = box + self.shown[name].content
        self.edition = self._edition(outcome)
        env.globals["edition"] = self.edition  # for templates and other hooks
        for name, html in pages.annotated_pages(self.edition, outcome.problems).items():
            self.shown[name].content = html
            self.shown[name].present_anchor_ids.update(ids(html))

    def on_post_build(self, *, config: Any) -> None:
        """Publish every quotation as data."""
        addresses = {name: page.canonical_url or page.url for name, page in self.shown.items()}
        where = f"{config.site_url or ''}quotations.json"
        data = webannotation.collection(self.edition, addresses, where)
        Path(config.site_dir, "quotations.json").write_text(data, encoding="utf-8")

    def _folder(self, config: Any) -> Path:
        return Path(config.config_file_path).parent / self.config.seeds

    def _checked(self, config: Any, files: Any) -> Outcome:
        """Check all pages as MkDocs rendered them, and the files published as they are."""
        texts = [
            self.unread.get(name) or site.rendered(self.read[name], page.content, config)
            for name, page in self.shown.items()
        ]
        published = site.site_texts(config, Path(config.config_file_path))
        return check_texts([*texts, *site.html_files(files)], self.sources, published)

    def _edition(self, outcome: Outcome) -> Edition:
        """Return what showing a page takes."""
        shown = self.shown

        @cache  # most pages lead to few others, many times
        def address(page: str, other: str) -> str:
            return get_relative_url(shown[page].url, shown[other].url)

        results = [result for result in outcome.results if result.page.path in shown]
        by_id = {source.id: source for source in self.sources}
        return Edition(results, outcome.homes, by_id, address, tuple(RULES.values()))
