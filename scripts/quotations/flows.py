"""Flows: runs of text that a reader sees, or hears, as one.

A paragraph, a heading, a table cell, an attribute that is read out: each is a flow. Every
character of a flow knows its place in the HTML. Code is not text: one character that no source
has (U+FFFC) stands for it, so that a quotation around it can't pass unseen.
"""

import bisect
from typing import NamedTuple

OBJECT = "\ufffc"  # stands for what is shown and is no text: code, a picture
KINDS = ("claim", "wording", "background", "tension", "question")
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())


class Flow(NamedTuple):
    """A run of shown text and where it stands."""

    text: str
    element: str
    """The name of the block it stands in, or of the attribute, with an @ before it."""
    parent: int
    """A number for the block's parent: flows of one parent follow one another on the page."""
    scopes: tuple[int, ...] = ()
    """Numbers of the list items, rows, figures, entries it stands in, the innermost last."""
    section: int = 0
    """The number of the heading it stands under or is; 0 before the first."""
    note: bool = False
    """Whether that heading opens a note."""
    block: int | None = None
    """The number of the block quote it stands in, the outermost one."""
    identifier: str = ""
    """The id of its block, if it has one."""
    classes: tuple[str, ...] = ()
    """The classes of its block."""
    hidden: bool = False
    """Whether it is not shown where it stands, and perhaps not at all."""
    pieces: tuple[int, ...] = ()
    """Where each stretch begins in the text, starts and ends in the HTML: three numbers for one."""

    @property
    def heading(self) -> bool:
        """Whether it is a heading."""
        return self.element in HEADINGS

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the text (start < end) stands in the HTML."""
        if not self.pieces:
            return (0, 0)
        return (self._at(start)[0], self._at(end - 1)[1])

    def _at(self, offset: int) -> tuple[int, int]:
        pieces = self.pieces
        begins = range(0, len(pieces), 3)
        index = 3 * max(0, bisect.bisect_right(begins, offset, key=pieces.__getitem__) - 1)
        begin, start, end = pieces[index : index + 3]
        following = pieces[index + 3] if index + 3 < len(pieces) else len(self.text)
        if end - start == following - begin:  # plain text: character for character
            return (start + offset - begin, start + offset - begin + 1)
        return (start, end)


class Opaque(NamedTuple):
    """Something on the page that the check cannot read, and where it stands in the HTML."""

    what: str
    start: int


class Page(NamedTuple):
    """All flows of a page, in the order of the HTML, and what could not be read."""

    flows: tuple[Flow, ...]
    opaque: tuple[Opaque, ...]
