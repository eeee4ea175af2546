"""The MkDocs plugin: check every page as rendered, then show on it where its quotations come from.

A quotation that does not trace ends a build before a page is written; a live preview shows the
message on the page and goes on.

    plugins:
      - quotations:
          seeds: sources    # the folder of texts, relative to mkdocs.yml; without this, seeds
"""

import logging
import os
from pathlib import Path
from typing import Any

from mkdocs.config import base, config_options
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.utils import get_relative_url

from quotations.check import RULES, check_texts
from quotations.model import InputError, PageResult
from quotations.page import site
from quotations.seed.read import read as read_seeds
from quotations.seed.read import warnings
from quotations.show import webannotation
from quotations.show.edition import Edition
from quotations.show.pages import annotate
from quotations.tell import report

log = logging.getLogger("mkdocs.plugins.quotations")


class Options(base.Config):
    """The plugin's options in mkdocs.yml."""

    seeds = config_options.Type(str, default="seeds")


class Quotations(BasePlugin[Options]):
    """What MkDocs calls during a build, in this order; pages are known by their paths."""

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
        server.watch(str(self._seeds(config)))

    def on_files(self, files: Any, *, config: Any) -> None:
        """Read the sources, so that a bad one is one clear line."""
        try:
            self.sources = read_seeds(self._seeds(config))
        except InputError as error:
            raise PluginError(str(error)) from None
        for warning in warnings(self.sources):
            log.info("%s", warning)  # as a warning it would end a strict build

    def on_nav(self, nav: Any, *, config: Any, files: Any) -> None:
        """Remember the order of the pages in the navigation."""
        self.order = [page.file.src_uri for page in nav.pages]

    def on_page_read_source(self, *, page: Any, config: Any) -> str:
        """Give MkDocs a page also where it is not UTF-8, which it cannot read: the check tells."""
        text: str = page.file.content_bytes.decode("utf-8-sig", errors="replace")
        return text

    def on_env(self, env: Any, *, config: Any, files: Any) -> None:
        """Check all pages, which are rendered and not yet written; show the outcome on them."""
        pages = {item.src_uri: item.page for item in files.documentation_pages()}
        self.pages = {path: pages[path] for path in (*self.order, *pages) if path in pages}
        texts = site.read_pages(
            [*self.pages, *site.raw_files(files, config)],
            lambda name: files.src_uris[name].content_bytes,
            lambda page: page.markdown if site.is_raw(page.path) else pages[page.path].content,
            config,
        )
        results: dict[str, PageResult] = {}
        outcome = check_texts(
            texts,
            self.sources,
            site.site_texts(config),
            lambda result: results.setdefault(result.page.path, result),
        )
        if outcome.problems:
            message = report.as_text(outcome, f"{os.path.relpath(config.docs_dir)}/")
            if not self.serving:
                raise PluginError(f"\n{message}")
            log.error("\n%s", message)
        edition = self.edition = env.globals["edition"] = Edition(  # for templates and other hooks
            results=[result for path, result in results.items() if path in self.pages],
            homes=outcome.homes,
            sources={source.id: source for source in self.sources},
            relative_url=lambda target, path: get_relative_url(pages[target].url, pages[path].url),
            rules=tuple(RULES.values()),
        )
        for path, page in self.pages.items():
            if problems := [problem for problem in outcome.problems if problem.page == path]:
                page.content = report.as_box(problems) + page.content
            else:
                page.content = annotate(results[path], edition)
                elements = results[path].root.css("[id]")
                page.present_anchor_ids.update(e.id for e in elements)  # so MkDocs checks links

    def on_post_build(self, *, config: Any) -> None:
        """Publish every quotation as data."""
        addresses = {path: page.canonical_url or page.url for path, page in self.pages.items()}
        identifier = f"{config.site_url or ''}quotations.json"
        data = webannotation.collection(self.edition, addresses, identifier)
        Path(config.site_dir, "quotations.json").write_text(data, encoding="utf-8")

    def _seeds(self, config: Any) -> Path:
        """Return the folder of texts."""
        return Path(config.config_file_path).parent / self.config.seeds
