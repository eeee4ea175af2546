"""The pages of a MkDocs site: its configuration, its Markdown files, their HTML.

It loads the site's own configuration, so that a page is rendered with the extensions that it is
published with. Plugins and hooks are not loaded: what a plugin does to a page is checked only when
the site is built.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from quotations.model import InputError, PageText, Problem
from quotations.page.file import UNREADABLE, PageError, one_line, parse, texts_in

_SNIPPET = re.compile(r"""^[ \t]*-+8<-+[ \t]+["']([^"']+)["'][ \t]*$""", re.M)


@dataclass(frozen=True)
class Site:
    """What the check needs of a configuration."""

    config: Any
    renderer: Any  # of all pages


def load(config_file: Path) -> Site:
    """Load a site's configuration; raise InputError where it cannot be used."""
    import markdown
    from mkdocs.config.defaults import MkDocsConfig

    if not config_file.is_file():
        raise InputError(
            f"{config_file}: not here; run this in its folder, or name it with --config-file"
        )
    config = MkDocsConfig(config_file_path=str(config_file))
    try:
        with config_file.open("rb") as stream:
            config.load_file(stream)
        config.load_dict({"plugins": [], "hooks": [], "theme": "mkdocs"})  # none need be installed
        errors, _ = config.validate()
        for key, message in errors:
            raise InputError(f"{key}: {message}")
        renderer = markdown.Markdown(
            extensions=config.markdown_extensions, extension_configs=config.mdx_configs
        )
    except (Exception, SystemExit) as error:  # whatever an extension raises when it is loaded
        raise InputError(f"{config_file}: {one_line(error)}") from None
    return Site(config, renderer)


def page_texts(site: Site, chosen: Sequence[str] | None) -> Iterator[PageText | Problem]:
    """Yield what the check reads of the chosen pages.

    If `chosen` is None, these are all that are published, and with them the HTML and SVG files.
    """
    from mkdocs.structure.files import get_files

    files = get_files(site.config)
    pages = [file.src_uri for file in files.documentation_pages()]
    return read_pages(
        [*pages, *raw_files(files, site.config)] if chosen is None else chosen,
        lambda name: Path(site.config.docs_dir, name).read_bytes(),
        lambda page: page.markdown if is_raw(page.path) else render(site, page.body),
        site.config,
    )


def read_pages(
    names: Iterable[str],
    read: Callable[[str], bytes],
    html_of: Callable[[PageText], str],
    config: Any,
) -> Iterator[PageText | Problem]:
    """Yield what the check reads of pages, or why one cannot be read or rendered."""
    for name in names:
        try:
            page = parse(read(name).decode("utf-8-sig"), name)
            included = tuple(_included(page.markdown, config))
            yield replace(page, html=html_of(page), included=included)
        except PageError as error:
            yield Problem(name, error.line, 1, error.verdict, str(error))
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            yield Problem(name, line, 1, UNREADABLE.name, f"byte {error.start} is not UTF-8")
        except OSError as error:
            yield Problem(name, 1, 1, UNREADABLE.name, error.strerror or "cannot be read")


def raw_files(files: Any, config: Any) -> list[str]:
    """Return those of a site's files that are HTML or SVG and published as they are."""
    own = (None, config.docs_dir)  # else it is the theme's
    published = [file for file in files if file.inclusion.is_included() and file.src_dir in own]
    return [file.src_uri for file in published if is_raw(file.src_uri)]


def is_raw(name: str) -> bool:
    """Whether a file of this name is published as it is, and shows text."""
    return name.lower().endswith((".html", ".htm", ".xhtml", ".svg"))


def _included(markdown: str, config: Any) -> Iterator[tuple[str, str]]:
    """Yield path and text of the files that a page takes in whole, as snippets."""
    options = config.mdx_configs.get("pymdownx.snippets", {})
    folders = options.get("base_path", ["."])
    names = dict.fromkeys([*_SNIPPET.findall(markdown), *options.get("auto_append", [])])
    for folder in folders if isinstance(folders, list) else [folders]:
        for path in filter(Path.is_file, (Path(folder, name) for name in names)):
            relative = Path(os.path.relpath(path, config.docs_dir)).as_posix()
            yield relative, path.read_text(encoding="utf-8-sig", errors="replace")


def site_texts(config: Any) -> PageText:
    """Return the site's own texts (its name, its navigation) as a page whose file is mkdocs.yml."""
    keys = ("site_name", "site_description", "site_author", "copyright", "nav")
    published = [config.get(key) for key in keys]
    published.append(config.mdx_configs.get("toc", {}).get("title"))
    path = Path(config.config_file_path)
    name = os.path.relpath(path, config.docs_dir)
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    return PageText(name, text, texts=tuple(texts_in(yaml.dump(published))))


def chosen_pages(site: Site, arguments: Sequence[str]) -> list[str]:
    """Return the pages that arguments name: paths from here, or relative to the docs folder."""
    from mkdocs.utils import is_markdown_file

    docs_dir = Path(site.config.docs_dir).resolve()
    pages = []
    for argument in arguments:
        path = Path(argument).resolve()
        if not path.is_relative_to(docs_dir):
            path = (docs_dir / argument).resolve()
        if not path.is_relative_to(docs_dir) or not is_markdown_file(path.name):
            raise InputError(f"{argument[:80]}: not a Markdown page below {site.config.docs_dir}")
        pages.append(path.relative_to(docs_dir).as_posix())
    return list(dict.fromkeys(pages))


def render(site: Site, body: str) -> str:
    """Return a page's HTML; raise PageError where an extension raises anything."""
    site.renderer.reset()
    try:
        html: str = site.renderer.convert(body)
    except Exception as error:
        raise PageError(UNREADABLE.name, f"cannot be rendered: {one_line(error)}") from None
    return html
