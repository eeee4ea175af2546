"""The search index: an entry for each page, section, note and paragraph of the op-ed.

It is a script that sets one variable, for a page opened from a file may not fetch data.
"""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

_BLOCKS = frozenset("blockquote br dd div dt figcaption h1 h2 h3 h4 li p pre section td th".split())
_VOID = frozenset("br col embed hr img input link meta source track wbr".split())


def write(site: Path) -> None:
    """Write `search/index.js` for the pages of a built site."""
    entries = []
    for page in sorted(site.rglob("index.html")):
        location = page.parent.relative_to(site).as_posix() + "/"
        entries += read(page.read_text(encoding="utf-8"), location.removeprefix("./"))
    target = site / "search" / "index.js"
    target.parent.mkdir(exist_ok=True)
    data = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
    target.write_text(f"window.editionIndex={data};\n", encoding="utf-8")


def read(html: str, location: str) -> list[dict[str, str]]:
    """Return the entries of one page: location, title and text of each, and the page's name."""
    reader = _Reader(location)
    reader.feed(html)
    reader.close()
    entries = [{name: " ".join(text.split()) for name, text in e.items()} for e in reader.entries]
    name = reader.name.partition(" · ")[0]
    return [{**entry, "page": name} for entry in entries if entry["text"] and entry["title"]]


class _Reader(HTMLParser):
    """Collects the article's text, cut at headings with an id and at the op-ed's paragraphs."""

    def __init__(self, location: str) -> None:
        super().__init__()
        self.entries: list[dict[str, str]] = []
        self.name = ""  # what the page calls itself
        self._location = location
        self._in_title = False
        self._inside = False  # the article
        self._left_out: list[str] = []  # open elements, from the one that search leaves out
        self._heading = ""  # the open heading's tag

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self._in_title = tag == "title"
        if tag == "article":
            self._inside = True
        if not self._inside or tag in _VOID:
            self._add(" ")
            return
        if self._left_out or "data-search-exclude" in given or given.get("class") == "cite":
            self._left_out.append(tag)
            return
        name = given.get("id") or ""
        if tag == "h1":
            self._open(tag, self._location)
        elif tag in ("h2", "h3") and name:
            self._open(tag, f"{self._location}#{name}")
        elif tag == "p" and re.fullmatch(r"p\d+", name):
            self._open("", f"{self._location}#{name}", f"¶{name[1:]}")
        elif tag in _BLOCKS:
            self._add(" ")

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False
        if tag == "article":
            self._inside = False
        if self._left_out:
            if tag in self._left_out:
                while self._left_out.pop() != tag:
                    pass
        elif tag == self._heading:
            self._heading = ""
        elif tag in _BLOCKS:
            self._add(" ")

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.name += data
        if self._inside and not self._left_out:
            self._add(data)

    def _open(self, heading: str, location: str, title: str = "") -> None:
        self.entries.append({"location": location, "title": title, "text": ""})
        self._heading = heading

    def _add(self, text: str) -> None:
        if self._inside and self.entries:
            self.entries[-1]["title" if self._heading else "text"] += text
