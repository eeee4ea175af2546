"""Read a page's markup once, for all who look for something in it."""

from html.parser import HTMLParser
from typing import Protocol

Attributes = list[tuple[str, str | None]]


class Reader(Protocol):
    """Looks for something in a page: it is told what stands there, in order.

    Names of elements and attributes are in lower case; lines count from 1.
    """

    def start(self, tag: str, attributes: Attributes, line: int) -> None:
        """Take a start tag."""

    def end(self, tag: str) -> None:
        """Take an end tag."""

    def text(self, data: str) -> None:
        """Take a run of text, references resolved; of a script or a style, its source."""


def read(html: str, *readers: Reader) -> None:
    """Tell every reader what stands in a page's HTML, or in an SVG picture."""
    parser = _Parser(readers)
    parser.feed(html)
    parser.close()


class _Parser(HTMLParser):
    def __init__(self, readers: tuple[Reader, ...]) -> None:
        super().__init__()
        self._readers = readers

    def handle_starttag(self, tag: str, attributes: Attributes) -> None:
        line, _ = self.getpos()
        for reader in self._readers:
            reader.start(tag, attributes, line)

    def handle_endtag(self, tag: str) -> None:
        for reader in self._readers:
            reader.end(tag)

    def handle_data(self, data: str) -> None:
        for reader in self._readers:
            reader.text(data)
