"""The pages of a MkDocs site: its configuration, its Markdown files, their HTML.

The only module that knows MkDocs. It loads the site's own configuration, so that a page is
rendered with the extensions it is published with; plugins and hooks, which the check has no use
for, are not loaded. A plugin that rewrites pages is seen by the build's hook alone.
"""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from quotations.model import PageText, Problem
from quotations.page.file import PageError, decode, one_line, read_file

_SNIPPET = re.compile(r"""^[ \t]*-+8<-+[ \t]+["']([^"']+)["'][ \t]*$""", re.M)


class ConfigError(Exception):
    """A configuration or an argument that cannot be used; one line for a person."""


@dataclass(frozen=True)
class Site:
    """What the check needs of a configuration."""

    config: Any
    docs_dir: Path
    markdown: Any  # the renderer of all pages


def load(config_file: Path) -> Site:
    """Load a site's configuration; raise ConfigError where it cannot be used."""
    import markdown
    from mkdocs.config.defaults import MkDocsConfig

    if not config_file.is_file():
        raise ConfigError(
            f"{config_file}: not here; run this in its folder, or name it with --config-file"
        )
    config = MkDocsConfig(config_file_path=str(config_file))
    try:
        with config_file.open("rb") as stream:
            config.load_file(stream)
        config.load_dict({"plugins": [], "hooks": [], "theme": "mkdocs"})
        errors, _ = config.validate()
        if errors:
            key, message = errors[0]
            raise ConfigError(f"{key}: {message}")
        renderer = markdown.Markdown(
            extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}
        )
    except (Exception, SystemExit) as error:  # whatever an extension raises when it is loaded
        raise ConfigError(f"{config_file}: {one_line(error)}") from None
    docs_dir = Path(config.docs_dir)
    if not docs_dir.is_dir():
        raise ConfigError(f"{config_file}: docs_dir {docs_dir} is no folder")
    return Site(config, docs_dir, renderer)


def page_texts(site: Site, chosen: Sequence[str] | None) -> Iterator[PageText | Problem]:
    """Yield what the check reads of the chosen pages, or of all of them; drafts are left out.

    Of all of them: HTML and SVG files that are published as they are, too.
    """
    from mkdocs.structure.files import get_files

    files = get_files(site.config)
    names = [file.src_uri for file in files.documentation_pages()] if chosen is None else chosen
    for name in names:
        try:
            page = read_file(site.docs_dir / name, name)
            yield with_html(page, render(site, page.body), site.config)
        except PageError as error:
            yield page_problem(name, error)
    if chosen is None:
        yield from html_files(files, site.docs_dir)


def page_problem(page: str, error: PageError) -> Problem:
    """Return why a page cannot be read or rendered."""
    return Problem(page, error.line, 1, error.verdict, str(error))


def with_html(page: PageText, html: str, config: Any) -> PageText:
    """Return a page with its HTML, and with the files that it takes in."""
    return replace(page, html=html, included=tuple(_included(page.markdown, config)))


def html_files(files: Any, docs_dir: Path) -> Iterator[PageText | Problem]:
    """Yield the HTML and SVG files among a site's files, which are published as they are."""
    for file in files:
        is_own = file.src_dir is None or Path(file.src_dir) == docs_dir  # else it is the theme's
        is_read = is_own and file.src_uri.lower().endswith((".html", ".htm", ".xhtml", ".svg"))
        if is_read and file.inclusion.is_included():
            try:
                text = decode(file.content_bytes)
                yield PageText(file.src_uri, text, text)
            except PageError as error:
                yield page_problem(file.src_uri, error)


def _included(markdown: str, config: Any) -> Iterator[tuple[str, str]]:
    """Yield path and text of the snippets that a page takes in, appended ones too."""
    options = (config.mdx_configs or {}).get("pymdownx.snippets", {})
    folders = options.get("base_path", ["."])
    folders = [folders] if isinstance(folders, str | os.PathLike) else folders
    names = [*_SNIPPET.findall(markdown), *options.get("auto_append", [])]
    for name in dict.fromkeys(names):
        path = next(filter(Path.is_file, (Path(folder, name) for folder in folders)), None)
        if path is not None:
            relative = Path(os.path.relpath(path, config.docs_dir)).as_posix()
            yield relative, path.read_text(encoding="utf-8-sig", errors="replace")


def site_texts(config: Any) -> PageText:
    """Return the site's own texts, from a MkDocs configuration and its file, as a page."""
    path = Path(config.config_file_path)
    keys = ("site_name", "site_description", "site_author", "copyright")
    texts = [(key, config[key]) for key in keys if config.get(key)]
    texts += [("nav", title) for title in _titles(config.get("nav"))]
    if title := (config.mdx_configs or {}).get("toc", {}).get("title"):
        texts.append(("title", title))
    name = os.path.relpath(path, config.docs_dir)
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    return PageText(name, text, "", tuple(texts))


def _titles(nav: Any) -> Iterator[str]:
    """Yield the titles in a navigation or a part of one."""
    if isinstance(nav, list):
        for item in nav:
            yield from _titles(item)
    elif isinstance(nav, dict):
        for title, below in nav.items():
            yield str(title)
            yield from _titles(below)


def chosen_pages(site: Site, arguments: Sequence[str]) -> list[str]:
    """Return the pages that arguments name: paths from here, or relative to the docs folder."""
    from mkdocs.utils import is_markdown_file

    docs_dir = site.docs_dir.resolve()
    pages = []
    for argument in arguments:
        path = Path(argument).resolve()
        if not path.is_relative_to(docs_dir):
            path = (docs_dir / argument).resolve()
        if not path.is_relative_to(docs_dir) or not is_markdown_file(path.name):
            raise ConfigError(f"{argument[:80]}: not a Markdown page below {site.docs_dir}")
        pages.append(path.relative_to(docs_dir).as_posix())
    return list(dict.fromkeys(pages))


def relative_folder(docs_dir: Path) -> str:
    """Return the docs folder as an editor here types it: relative, with a slash."""
    return f"{os.path.relpath(docs_dir)}/"


def render(site: Site, body: str) -> str:
    """Return a page's HTML; raise PageError where an extension gives up."""
    site.markdown.reset()
    try:
        html: str = site.markdown.convert(body)
    except Exception as error:  # whatever an extension raises
        raise PageError("unreadable", f"cannot be rendered: {one_line(error)}") from None
    return html
