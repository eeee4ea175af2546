"""Tie what `publish` does to MkDocs: data for the templates, and the steps after a build."""

import re
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError

import publish
from publish import linked_data, previews

_OUTGOING = re.compile(r'<a (?=[^>]*\bhref="https?://)(?![^>]*\brel=)')
_TEXT = re.compile(r">([^<>]*\bop-ed[^<>]*)<")
_UNBROKEN = re.compile(r"\bop-ed(?:’s)?")
_run: dict[str, Any] = {"serving": False, "pictures": []}


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this is a live preview."""
    _run["serving"] = command == "serve"


def on_files(files: Any, config: Any) -> Any:
    """Leave out what the overridden theme would ship: no page of ours asks for any of it."""
    ours = (Path(config.docs_dir), Path(config.theme.custom_dir or config.docs_dir))
    for file in list(files):
        source = Path(file.abs_src_path) if file.abs_src_path else None
        if source and not any(source.is_relative_to(folder) for folder in ours):
            files.remove(file)
    _run["pictures"] = []
    return files


def on_page_context(context: Any, page: Any, config: Any, nav: Any) -> Any:
    """Give the templates a page's preview and its JSON-LD."""
    paragraphs = page.meta.get("paragraphs") or []
    picture = previews.Picture(
        path=f"previews/{page.url.strip('./').replace('/', '-') or 'index'}.png",
        site="" if page.is_homepage else config.site_name,
        place=_place(page, paragraphs),
        title=page.meta.get("title") or page.title,
        description=page.meta.get("description") or config.site_description or "",
    )
    _run["pictures"].append(picture)
    address = f"{(config.site_url or '').rstrip('/')}/{picture.path}"
    width, height = previews.SIZE
    context["preview"] = {
        "address": address,
        "words": picture.words,
        "width": width,
        "height": height,
    }
    context["linked_data"] = linked_data.describe(page, config, address)
    return context


def on_post_page(output: str, page: Any, config: Any) -> str:
    """Let links that lead out carry no word of where the reader came from; keep op-ed on a line."""
    output = _OUTGOING.sub('<a rel="noreferrer noopener external" ', output)
    head, body, shown = output.partition("<body")  # no stylesheet can forbid a break at a hyphen
    return head + body + _TEXT.sub(lambda text: f">{_unbroken(text[1])}<", shown)


def _unbroken(text: str) -> str:
    return _UNBROKEN.sub(r'<span class="unbroken">\g<0></span>', text)


def on_post_build(config: Any) -> None:
    """Finish the built site; stop where something in it must not be published."""
    problems = publish.finish(Path(config.site_dir), _run["pictures"], serving=_run["serving"])
    if problems:
        raise PluginError("\n".join(["This site must not be published:", *problems]))


def _place(page: Any, paragraphs: list[int]) -> str:
    if not paragraphs:
        return ""
    first, last = paragraphs[0], paragraphs[-1]
    range_ = f"¶{first}" if first == last else f"¶{first}–{last}"
    demand = page.url.startswith("demands/")
    return f"One of six demands · {range_}" if demand else f"From the op-ed · {range_}"
