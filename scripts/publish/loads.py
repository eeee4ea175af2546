"""What a page loads by itself, and whether any of it is from another host.

A link that a reader may follow is no load. A font, a picture, a script or a hint to connect is:
it would tell another host who reads this.
"""

import re
from pathlib import Path

from publish.markup import Attributes, read

_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_CSS = re.compile(r"(?:url\(\s*|@import\s+)[\"']?([^\"')\s;]+)", re.IGNORECASE)
_ATTRIBUTES = frozenset("src srcset imagesrcset poster data background action ping".split())
_ELEMENTS = frozenset("link use image feimage meta".split())  # these load by other attributes
# Of what a <link> may be, these ask nothing of anybody.
_SILENT = frozenset("canonical alternate author help license next prev search".split())


def foreign(site: Path) -> list[str]:
    """Return one line for each thing a built site's styles and pictures load from elsewhere."""
    problems = []
    for file in sorted(site.rglob("*")):
        name = file.relative_to(site).as_posix()
        if file.suffix == ".svg":
            loads = Loads()
            read(file.read_text(encoding="utf-8"), loads)
            problems += [f"{name}: {problem}" for problem in loads.problems]
        elif file.suffix == ".css":
            addresses = _CSS.findall(file.read_text(encoding="utf-8"))
            problems += [f"{name}: loads {a}" for a in addresses if _ELSEWHERE.match(a)]
    return problems


class Loads:
    """Collects what a page, or an SVG picture, would load from elsewhere."""

    def __init__(self) -> None:
        self._addresses: list[str] = []
        self._style = False

    @property
    def problems(self) -> list[str]:
        """One for each address."""
        return [f"loads {address}" for address in self._addresses]

    def start(self, tag: str, attributes: Attributes, line: int) -> None:
        """See what an element loads."""
        self._style = tag == "style"
        given = {name: value or "" for name, value in attributes}
        if tag not in _ELEMENTS and "style" not in given and _ATTRIBUTES.isdisjoint(given):
            return
        loaded = [value for name, value in given.items() if name in _ATTRIBUTES]
        loaded += _CSS.findall(given.get("style", ""))
        if tag == "link" and not _SILENT.issuperset(given.get("rel", "").lower().split()):
            loaded.append(given.get("href", ""))
        if tag in ("use", "image", "feimage"):
            loaded += [given.get("href", ""), given.get("xlink:href", "")]
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            loaded.append(given.get("content", "").partition("=")[2])
        for value in loaded:
            parts = value.split(",") if "//" in value else [value]
            self._addresses += [part.strip() for part in parts if _ELSEWHERE.match(part)]

    def text(self, data: str) -> None:
        """See what a style loads."""
        if self._style:
            self._addresses += [a for a in _CSS.findall(data) if _ELSEWHERE.match(a)]

    def end(self, tag: str) -> None:
        """A style ends with its tag."""
        self._style = False
