"""The pages of a MkDocs site: its configuration, its Markdown files, their HTML.

The only module that knows MkDocs. It loads the site's own configuration, so that a page is
rendered with the extensions it is published with; plugins and hooks, which the check has no use
for, are not loaded. A plugin that rewrites pages is seen by the build's hook alone.
"""

import logging
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

_OPENED = re.compile(r"---[ \t]*\n[A-Za-z_][\w-]*:")  # and never closed; else a thematic break
_SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


class ConfigError(Exception):
    """A configuration or an argument that cannot be used; one line for a person."""


class PageError(Exception):
    """A page that cannot be read or rendered: its verdict, a line (from 1), one line of text."""

    def __init__(self, verdict: str, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.verdict = verdict
        self.line = line


class Site(NamedTuple):
    """What the check needs of a configuration."""

    config: Any
    config_file: Path
    docs_dir: Path
    markdown: Any
    """The one renderer for all pages."""


class PageText(NamedTuple):
    """A page as it was read: its Markdown without front matter, and the front matter."""

    source: str
    """The file's text."""
    body: str
    meta: dict[str, Any]


def load(config_file: Path) -> Site:
    """Load a site's configuration; raise ConfigError where it cannot be used."""
    import markdown
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    if not _is_file(config_file):
        raise ConfigError(f"{config_file}: no such file; name the site's with --config-file")
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
        raise ConfigError(f"{config_file}: {_one_line([*heard.messages, str(error)])}") from None
    except Exception as error:  # whatever an extension raises when it is loaded
        raise ConfigError(f"{config_file}: {_one_line([str(error) or repr(error)])}") from None
    finally:
        logger.removeHandler(heard)
        logger.propagate = propagate
    docs_dir = Path(config.docs_dir)
    if not docs_dir.is_dir():
        raise ConfigError(f"{config_file}: docs_dir {docs_dir} is no folder")
    return Site(config, config_file, docs_dir, renderer)


def all_pages(site: Site) -> list[str]:
    """Return the pages the site is built from, relative to the docs folder, drafts left out."""
    from mkdocs.structure.files import get_files

    files = get_files(site.config).documentation_pages()
    return [file.src_uri for file in files]


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


def read(site: Site, page: str) -> PageText:
    """Read a page of a site: see `read_file`."""
    return read_file(site.docs_dir / page)


def read_file(path: Path) -> PageText:
    """Read a page's file as the build does; raise PageError where that cannot be."""
    try:
        if path.exists() and not path.is_file():
            raise PageError("unreadable", "not a file")
        data = path.read_bytes()
    except OSError as error:
        raise PageError("unreadable", error.strerror or "cannot be read") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PageError("unreadable", f"byte {error.start} is not UTF-8", line) from None
    return parse(text)


def parse(text: str) -> PageText:
    """Return a page given as text; raise PageError where its front matter is none."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    body, meta = split_front_matter(text)
    return PageText(text, body, meta)


def split_front_matter(text: str) -> tuple[str, dict[str, Any]]:
    """Return a page's Markdown and its front matter.

    The build swallows front matter that is no YAML and shows it on the page: here it is an error.
    """
    from mkdocs.utils import meta as mkdocs_meta

    found = mkdocs_meta.YAML_RE.match(text)
    if found is None:
        if _OPENED.match(text):
            raise PageError("front-matter", "opened with --- and never closed")
        return mkdocs_meta.get_data(text)
    try:
        meta = yaml.load(found[1], mkdocs_meta.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 2 if mark else 1
        raise PageError("front-matter", f"not YAML: {error.problem}", line) from None
    except RecursionError:
        raise PageError("front-matter", "nested too deep, or in itself") from None
    except (yaml.YAMLError, ValueError) as error:
        raise PageError("front-matter", f"not YAML: {_one_line([str(error)])}") from None
    if meta is None:
        meta = {}
    if not isinstance(meta, dict):
        raise PageError("front-matter", "not a table of keys and values")
    return text[found.end() :].lstrip("\n"), meta


def render(site: Site, body: str) -> str:
    """Return a page's HTML; raise PageError where an extension gives up."""
    site.markdown.reset()
    try:
        html: str = site.markdown.convert(body)
    except Exception as error:  # whatever an extension raises
        message = _one_line([str(error) or repr(error)])
        raise PageError("unreadable", f"cannot be rendered: {message}") from None
    return html


def meta_texts(meta: dict[str, Any]) -> list[tuple[str, str]]:
    """Return every text in front matter with its key: any of them may be published."""
    texts: list[tuple[str, str]] = []
    seen: set[int] = set()  # an alias may make a list hold itself
    waiting: list[tuple[str, Any]] = [("", meta)]
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, str):
            texts.append((key, value))
        elif isinstance(value, (dict, list)) and id(value) not in seen:
            seen.add(id(value))
            inside = (
                [(str(name), item) for name, item in value.items()]
                if isinstance(value, dict)
                else [(key, item) for item in value]
            )
            waiting += reversed(inside)
    return texts


def own_texts(config: Any) -> list[tuple[str, str]]:
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


def _one_line(messages: list[str]) -> str:
    return "; ".join(" ".join(message.split()) for message in messages)[:800]


def folder(docs_dir: Path) -> str:
    """Return the docs folder as an editor here would type it, with a slash."""
    return f"{os.path.relpath(docs_dir)}/"
from quotations.model import Rule, PageText as PT, Problem
UNREADABLE=Rule("unreadable","s","see that the page is there, saved as UTF-8, and renders","g","b")
FRONT_MATTER=Rule("front-matter","s","mend the lines between the first two ---","g","b")
PageFile=PageText
def page_text(page, markdown, html, meta):
    return PT(page, markdown, html, tuple(meta_texts(meta)), tuple(meta.get("paragraphs",())))
def page_texts(site, chosen):
    out=[]
    for page in all_pages(site) if chosen is None else chosen:
        try:
            t=read(site,page); out.append(page_text(page,t.source,render(site,t.body),t.meta))
        except PageError as error: out.append(Problem(page,error.line,1,error.verdict,str(error)))
    return out
def html_files(config): return []
def site_texts(config,path):
    return PT(os.path.relpath(path,config.docs_dir), path.read_text(), "", tuple(own_texts(config)))
