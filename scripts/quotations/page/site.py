"""The pages of a MkDocs site: its configuration, its Markdown files, their HTML.

The only module that knows MkDocs. It loads the site's own configuration, so that a page is
rendered with the extensions it is published with; plugins and hooks, which the check has no use
for, are not loaded. A plugin that rewrites pages is seen by the build's hook alone.
"""

import logging
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotations.model import PageText, Problem
from quotations.page.file import PageError, declared, line_of_key, meta_texts, one_line, read_file

_SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_SNIPPET = re.compile(r"""^[ \t]*-+8<-+[ \t]+["']([^"']+)["'][ \t]*$""", re.M)


class ConfigError(Exception):
    """A configuration or an argument that cannot be used; one line for a person."""


@dataclass(frozen=True)
class Site:
    """What the check needs of a configuration."""

    config: Any
    config_file: Path
    docs_dir: Path
    markdown: Any
    """The one renderer for all pages."""


def load(config_file: Path) -> Site:
    """Load a site's configuration; raise ConfigError where it cannot be used."""
    import markdown
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    if not _is_file(config_file):
        raise ConfigError(
            f"{config_file}: not here; run this in its folder, or name it with --config-file"
        )
    heard = _Listener()
    logger = logging.getLogger("mkdocs")
    propagate = logger.propagate
    logger.addHandler(heard)
    logger.propagate = False
    try:
        config = load_config(str(config_file), plugins=[], hooks=[], theme="mkdocs")
        renderer = markdown.Markdown(
            extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}
        )
    except (MkDocsException, SystemExit) as error:
        raise ConfigError(f"{config_file}: {one_line(*heard.messages, str(error))}") from None
    except Exception as error:  # whatever an extension raises when it is loaded
        raise ConfigError(f"{config_file}: {one_line(str(error) or repr(error))}") from None
    finally:
        logger.removeHandler(heard)
        logger.propagate = propagate
    docs_dir = Path(config.docs_dir)
    if not docs_dir.is_dir():
        raise ConfigError(f"{config_file}: docs_dir {docs_dir} is no folder")
    return Site(config, config_file, docs_dir, renderer)


def page_texts(site: Site, chosen: Sequence[str] | None) -> Iterator[PageText | Problem]:
    """Yield what the check reads of the chosen pages, or of all of them; drafts are left out.

    Of all of them: HTML files that are published as they are, too.
    """
    from mkdocs.structure.files import get_files

    if chosen is None:
        names = [file.src_uri for file in get_files(site.config).documentation_pages()]
    for name in names if chosen is None else chosen:
        try:
            file = read_file(site.docs_dir / name)
            html = render(site, file.body)
        except PageError as error:
            yield Problem(name, error.line, 1, error.verdict, str(error))
            continue
        yield page_text(name, file.source, html, file.meta, site.config)
    if chosen is None:
        yield from html_files(site.config)


def page_text(
    page: str, markdown: str, html: str, meta: dict[str, Any], config: Any
) -> PageText | Problem:
    """Return a page for the check, or the problem with its front matter."""
    try:
        told = declared(meta)
    except PageError as error:
        line = line_of_key(markdown, str(error).partition(":")[0])
        return Problem(page, line, 1, error.verdict, str(error))
    included = _included(markdown, config)
    texts = tuple(meta_texts({key: meta[key] for key in meta if key != "moved"}))
    return PageText(page, markdown, html, texts, told.paragraphs, told.quotes, included, told.moved)


def html_files(config: Any) -> Iterator[PageText]:
    """Yield the HTML files among a site's pages, which are published as they are."""
    docs_dir = Path(config.docs_dir)
    for path in sorted([*docs_dir.rglob("*.html"), *docs_dir.rglob("*.htm")]):
        name = path.relative_to(docs_dir).as_posix()
        if not any(part.startswith(".") for part in Path(name).parts):
            text = path.read_text(encoding="utf-8-sig", errors="replace")
            yield PageText(name, text, text)


def _included(markdown: str, config: Any) -> tuple[tuple[str, str], ...]:
    """Return path and text of the snippets that a page takes in, appended ones too."""
    options = (config.mdx_configs or {}).get("pymdownx.snippets", {})
    folders = options.get("base_path", ["."])
    folders = [folders] if isinstance(folders, str) else folders
    names = [*_SNIPPET.findall(markdown), *options.get("auto_append", [])]
    found = (_snippet(name, folders, config.docs_dir) for name in dict.fromkeys(names))
    return tuple(snippet for snippet in found if snippet)


def _snippet(name: str, folders: Sequence[str], docs_dir: str) -> tuple[str, str] | None:
    for folder in folders:
        path = Path(folder, name)
        if path.is_file():
            text = path.read_text(encoding="utf-8-sig", errors="replace")
            return Path(os.path.relpath(path, docs_dir)).as_posix(), text
    return None


def site_texts(config: Any, path: Path) -> PageText:
    """Return the site's own texts, from a MkDocs configuration and its file, as a page."""
    name = os.path.relpath(path, config.docs_dir)
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    return PageText(name, text, "", tuple(_own_texts(config)))


def chosen_pages(site: Site, arguments: Sequence[str]) -> list[str]:
    """Return the pages that arguments name: paths from here, or relative to the docs folder."""
    pages = []
    for argument in arguments:
        docs_dir = site.docs_dir.resolve()
        try:
            tried = [Path(argument).resolve(), (docs_dir / argument).resolve()]
            path = next((path for path in tried if path.exists()), None)
        except OSError as error:
            raise ConfigError(f"{argument[:80]}: {error.strerror}") from None
        # Of one that is not there, what would be below the docs folder.
        path = path or next((path for path in tried if path.is_relative_to(docs_dir)), tried[0])
        if not path.is_relative_to(docs_dir):
            raise ConfigError(f"{argument}: not a page below {site.docs_dir}")
        page = path.relative_to(docs_dir)
        if path.is_dir():
            raise ConfigError(f"{argument}: a folder; name the pages in it")
        if page.suffix not in _SUFFIXES:
            raise ConfigError(f"{argument}: not a Markdown page")
        pages.append(page.as_posix())
    return list(dict.fromkeys(pages))


def folder(docs_dir: Path) -> str:
    """Return the docs folder as an editor here would type it, with a slash."""
    return f"{os.path.relpath(docs_dir)}/"


def render(site: Site, body: str) -> str:
    """Return a page's HTML; raise PageError where an extension gives up."""
    site.markdown.reset()
    try:
        html: str = site.markdown.convert(body)
    except Exception as error:  # whatever an extension raises
        message = one_line(str(error) or repr(error))
        raise PageError("unreadable", f"cannot be rendered: {message}") from None
    return html


def _own_texts(config: Any) -> list[tuple[str, str]]:
    """Return the site's own texts that are published, with their keys."""
    texts = [
        (key, config[key])
        for key in ("site_name", "site_description", "site_author", "copyright")
        if config.get(key)
    ]

    def titles(item: Any) -> None:
        if isinstance(item, dict):
            for title, value in item.items():
                texts.append(("nav", str(title)))
                titles(value)
        elif isinstance(item, list):
            for value in item:
                titles(value)

    titles(config.get("nav") or [])
    return texts


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name too long, a folder closed to us
        return False
