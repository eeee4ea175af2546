"""What a page loads by itself, and whether any of it is from another host.

A link that a reader may follow is no load. A font, a picture, a script or a hint to connect is:
it would tell another host who reads this.
"""

import re
from html.parser import HTMLParser
from pathlib import Path

_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_CSS = re.compile(r"(?:url\(\s*|@import\s+)[\"']?([^\"')\s;]+)", re.IGNORECASE)
_ATTRIBUTES = ("src", "srcset", "imagesrcset", "poster", "data", "background", "action", "ping")
# Of what a <link> may be, these ask nothing of anybody.
_SILENT = frozenset("canonical alternate author help license next prev search".split())


def foreign(site: Path) -> list[str]:
    """Return one line for each thing the files of a built site would load from elsewhere."""
    found = []
    for file in sorted(site.rglob("*")):
        name = file.relative_to(site).as_posix()
        if file.suffix in (".html", ".svg"):
            reader = _Reader()
            reader.feed(file.read_text(encoding="utf-8"))
            reader.close()
            found += [f"{name}: loads {address}" for address in reader.addresses]
        elif file.suffix == ".css":
            addresses = _CSS.findall(file.read_text(encoding="utf-8"))
            found += [f"{name}: loads {a}" for a in addresses if _ELSEWHERE.match(a)]
    return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self._style = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self._style = tag == "style"
        loaded = [given[name] for name in _ATTRIBUTES if name in given]
        loaded += _CSS.findall(given.get("style", ""))
        if tag == "link" and not _SILENT.issuperset(given.get("rel", "").lower().split()):
            loaded.append(given.get("href", ""))
        if tag in ("use", "image", "feimage"):
            loaded += [given.get("href", ""), given.get("xlink:href", "")]
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            loaded.append(given.get("content", "").partition("=")[2])
        for value in loaded:
            parts = value.split(",") if "//" in value else [value]
            self.addresses += [part.strip() for part in parts if _ELSEWHERE.match(part)]

    def handle_data(self, data: str) -> None:
        if self._style:
            self.addresses += [a for a in _CSS.findall(data) if _ELSEWHERE.match(a)]

    def handle_endtag(self, tag: str) -> None:
        self._style = False
