"""The search index: an entry for each page, section, note and paragraph of the op-ed.

It is a script that sets one variable, for a page opened from a file may not fetch data.
"""

import json
import re
from collections.abc import Sequence
from pathlib import Path

from publish.markup import Attributes

_BLOCKS = frozenset("blockquote br dd div dt figcaption h1 h2 h3 h4 li p pre section td th".split())
_VOID = frozenset("br col embed hr img input link meta source track wbr".split())


def write(site: Path, entries: Sequence[dict[str, str]]) -> None:
    """Write `search/index.js` into a built site."""
    target = site / "search" / "index.js"
    target.parent.mkdir(exist_ok=True)
    data = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
    target.write_text(f"window.editionIndex={data};\n", encoding="utf-8")


class Entries:
    """Collects the article's text, cut at headings with an id and at the op-ed's paragraphs."""

    def __init__(self, location: str) -> None:
        self._entries: list[dict[str, str]] = []
        self._name = ""  # what the page calls itself
        self._location = location
        self._in_title = False
        self._inside = False  # the article
        self._left_out: list[str] = []  # open elements, from the one that search leaves out
        self._heading = ""  # the open heading's tag

    def found(self) -> list[dict[str, str]]:
        """Return the page's entries: location, title and text of each, and the page's name."""
        page = self._name.partition(" · ")[0]
        entries = [{key: " ".join(text.split()) for key, text in e.items()} for e in self._entries]
        return [{**entry, "page": page} for entry in entries if entry["text"] and entry["title"]]

    def start(self, tag: str, attributes: Attributes, line: int) -> None:
        """Open an entry, or leave out what search is not for."""
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

    def end(self, tag: str) -> None:
        """Close what is open."""
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

    def text(self, data: str) -> None:
        """Add to the open entry."""
        if self._in_title:
            self._name += data
        if self._inside and not self._left_out:
            self._add(data)

    def _open(self, heading: str, location: str, title: str = "") -> None:
        self._entries.append({"location": location, "title": title, "text": ""})
        self._heading = heading

    def _add(self, text: str) -> None:
        if self._inside and self._entries:
            self._entries[-1]["title" if self._heading else "text"] += text
