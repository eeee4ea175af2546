"""Tie what `publish` does to MkDocs: data for the templates, and the steps after a build."""

import re
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError

import publish
from publish import asking, linked_data, previews

_OUTGOING = re.compile(r'<a (?=[^>]*\bhref="https?://)(?![^>]*\brel=)')
_ADDRESS = re.compile(r'(<a href="https?://(?:www\.)?([^/"]+)[^"]*")>https?://[^<]*</a>')
_TEXT = re.compile(r">([^<>]*\bop-ed[^<>]*)<")
_UNBROKEN = re.compile(r"\bop-ed(?:’s)?")
_BOX = re.compile(r'(<h2 id="at-a-glance">.*?</h2>)\s*(<dl>.*?</dl>)', re.DOTALL)
_UNUSED = re.compile(r"assets/(?:.*\.map|javascripts/lunr/.*|images/favicon\.png)")
_INVALID = re.compile(r' tabindex=""|(<input class="md-toggle"[^>]*?) autocomplete="off"')
_LARGE = 200  # characters of a sentence for which a picture has room in large letters
_LAST = re.compile(r"<lastmod>.*?</lastmod>")
_run: dict[str, Any] = {"serving": False, "pictures": [], "edition": None}


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this is a live preview."""
    _run["serving"] = command == "serve"


def on_files(files: Any, config: Any) -> Any:
    """Leave out what the theme ships and no page asks for: two thirds of the site, unread."""
    for file in list(files):
        if _UNUSED.fullmatch(file.src_uri):
            files.remove(file)
    _run["pictures"] = []
    return files


def on_page_content(html: str, page: Any, config: Any, files: Any) -> str:
    """Show of an address its host; on paper the style sheet writes all of it."""
    return _ADDRESS.sub(r'\1 class="host">\2</a>', html)


def on_env(env: Any, config: Any, files: Any) -> None:
    """Give the script that answers a reader what it must know of the text."""
    edition = _run["edition"] = env.globals.get("edition")
    if edition is None or not edition.homes:  # a site whose pages nothing checked
        return
    source = next(iter(edition.homes.values())).source
    homes = {
        number: files.get_file_from_path(page).url
        for page, home in edition.homes.items()
        if home.source is source
        for number in home.paragraphs
    }
    script = files.get_file_from_path("assets/javascripts/ask.js")
    json_data = asking.data(source, homes, config.extra["cite"])
    script.content_string = asking.script(script.content_string, json_data)


def on_page_context(context: Any, page: Any, config: Any, nav: Any) -> Any:
    """Give the templates a page's preview and JSON-LD; fold its box; give it room."""
    paragraphs = page.meta.get("paragraphs") or []
    first = context["first"] = page.file.src_uri == "index.md"  # MkDocs knows no home in a section
    if paragraphs or first:
        page.meta.setdefault("hide", ["navigation"] if paragraphs else ["navigation", "toc"])
    page.content = _BOX.sub(
        r'<details class="glance"><summary>\1</summary>\2</details>', page.content, count=1
    )
    picture = previews.Picture(
        path=f"previews/{page.url.strip('./').replace('/', '-') or 'index'}.png",
        site="" if first else config.site_name,
        place=_place(page, paragraphs),
        title=page.meta.get("title") or page.title,
        description=page.meta.get("description") or config.site_description or "",
        sentence=_sentence(page.file.src_uri),
    )
    _run["pictures"].append(picture)
    address = f"{(config.site_url or '').rstrip('/')}/{picture.path}"
    width, height = previews.SIZE
    context["preview"] = {
        "title": _whole_title(page, picture.title),
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
    output = _valid(output)
    before, start, rest = output.partition("<article")
    article, end, after = rest.partition("</article>")
    # No style can forbid a break at a hyphen.
    article = _TEXT.sub(lambda text: f">{_unbroken(text[1])}<", article)
    return before + start + article + end + after


def on_post_template(output_content: str, template_name: str, config: Any) -> str:
    """Mend the 404 page too, and take the day of the build out of the sitemap."""
    return _LAST.sub("", _valid(output_content))


def _valid(output: str) -> str:
    """Take out the two attributes that Material writes where HTML forbids them."""
    return _INVALID.sub(lambda found: found[1] or "", output)


def _unbroken(text: str) -> str:
    return _UNBROKEN.sub(r'<span class="unbroken">\g<0></span>', text)


def on_post_build(config: Any) -> None:
    """Finish the built site; stop where something in it must not be published."""
    problems = publish.finish(Path(config.site_dir), _run["pictures"], serving=_run["serving"])
    if problems:
        raise PluginError("\n".join(["This site must not be published:", *problems]))


def _sentence(path: str) -> tuple[str, str, str] | None:
    """Return a sentence of a page's passage in three: before a note's words, these, after them.

    It is the first that has room in a picture in large letters, else the shortest.
    """
    home = _run["edition"].homes.get(path) if _run["edition"] else None
    if home is None:
        return None
    sentences: list[tuple[str, str, str]] = []
    for note in home.notes:
        start, end = note.place.parts[0].start, note.place.parts[-1].end
        text, sentence = home.source.text, home.source.sentence_at(start)
        if end <= sentence.end:
            sentences.append(
                (text[sentence.start : start], text[start:end], text[end : sentence.end])
            )
    return min(sentences, key=lambda parts: max(_LARGE, len("".join(parts))), default=None)


def _whole_title(page: Any, short: str) -> str:
    """Return a page's title with its heading, which says in whole words what is demanded."""
    heading = page.toc.items[0].title if page.toc.items else short
    whole = heading if heading.startswith(short) else f"{short}: {heading}"
    return whole if page.url.startswith("demands/") else short


def _place(page: Any, paragraphs: list[int]) -> str:
    if not paragraphs:
        return ""
    first, last = paragraphs[0], paragraphs[-1]
    range_ = f"¶{first}" if first == last else f"¶{first}–{last}"
    demand = page.url.startswith("demands/")
    return f"One of six demands · the op-ed, {range_}" if demand else f"From the op-ed · {range_}"
