"""The stretches of text between the tags of an HTML source, taken in step with its tree.

The parser's tree has the texts that browsers show and no offsets; the source has the offsets. A
text of the tree is made of one stretch or, where a browser ignores the tag between them, several.
"""

import re
from html import unescape

# Good: <p>, </p>, <a title=">">, a comment, a script with all it holds. Bad: a < b.
_MARKUP = re.compile(
    r"</?(?!(?:script|style|template|noembed|noframes|iframe|xmp)\b)[a-z]"
    r"[^>\"']*+(?:(?:\"[^\"]*+\"|'[^']*+')[^>\"']*+)*+>"
    r"|<(?P<raw>script|style|template|noembed|noframes|iframe|xmp)\b[^>]*>.*?</(?P=raw)\s*>"
    r"|<!--.*?-->|<[!?][^>]*>",
    re.S | re.I,
)
_REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]+|#\d+|[A-Za-z][A-Za-z\d]*);?")

Piece = tuple[str, int, int]
"""A piece of a text, and the start and end of what it was made of in the source."""


class RefusedError(Exception):
    """The source and the tree part ways: browsers re-arrange what is written at `start`."""

    def __init__(self, start: int) -> None:
        super().__init__()
        self.start = start


class Stretches:
    """The stretches of a source that were not taken yet."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._next = 0
        self.at = 0
        """Where the last one that was taken ends."""
        edges = [0]
        for markup in _MARKUP.finditer(html):
            edges += markup.span()
        edges.append(len(html))
        pairs = zip(edges[::2], edges[1::2], strict=True)
        self._spans = [(start, end) for start, end in pairs if start < end]

    def take(self, shown: str) -> list[Piece]:
        """Return the pieces that a text of the tree is made of; raise RefusedError for none."""
        start, end = self._spans[self._next] if self._next < len(self._spans) else (0, 0)
        if self._html[start:end] == shown:  # nearly always
            self._next += 1
            self.at = end
            return [(shown, start, end)]
        taken: list[Piece] = []
        while shown:
            start, end = self._spans[self._next] if self._next < len(self._spans) else (self.at, -1)
            self._next += 1
            text = self._html[start:end] if end >= 0 else ""
            pieces = [(text, start, end)]
            if "&" in text:
                pieces = _resolved(text, start)
                text = "".join([piece for piece, _, _ in pieces])
            if not text or not shown.startswith(text):
                if text.startswith("\n") and shown.startswith(text[1:]):  # the first in <pre>
                    text = text[1:]
                    pieces[0] = (pieces[0][0][1:], start + 1, pieces[0][2])
                elif text.isspace():  # between a table's rows and the like, it may be nothing
                    continue
                else:
                    raise RefusedError(start)
            taken += pieces
            shown = shown[len(text) :]
            self.at = end
        return taken

    def upcoming(self) -> int:
        """Return where the next one starts."""
        return self._spans[self._next][0] if self._next < len(self._spans) else self.at

    def end(self) -> None:
        """Raise RefusedError where the source has text left that the tree has not."""
        for start, end in self._spans[self._next :]:
            if not self._html[start:end].isspace():
                raise RefusedError(start)


def _resolved(text: str, start: int) -> list[Piece]:
    """Return a stretch's text, in pieces that are each itself or one character reference."""
    pieces = []
    at = 0
    for found in _REFERENCE.finditer(text):
        if at < found.start():
            pieces.append((text[at : found.start()], start + at, start + found.start()))
        pieces.append((unescape(found[0]), start + found.start(), start + found.end()))
        at = found.end()
    if at < len(text):
        pieces.append((text[at:], start + at, start + len(text)))
    return pieces
