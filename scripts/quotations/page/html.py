"""Read HTML into runs of shown text, as a browser would show it.

The tree is lexbor's, a parser that builds what browsers build, and so nothing is emulated here.
Where the tree is not what stands in the source, reading stops and says so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from selectolax.lexbor import LexborHTMLParser, LexborNode

from quotations.model import OBJECT, OffsetMap, Page, Rule, Run, Stray
from quotations.page import elements
from quotations.page.stretches import Piece, RefusedError, Stretches
from quotations.text.marks import ANY

OPAQUE = Rule(
    "opaque",
    "Whatever is published can be read, and browsers read it as it is written.",
    "put the words on the page itself",
    good="The report calls it an “old bridge”.",
    bad='<iframe src="report.html"></iframe>',
)
_DEPTH = 400  # elements in one another; browsers give up at some 500
_NOTHING = re.compile(r"<(?:code|kbd|samp|tt|script|style|template|!--)", re.I)


def read_html(html: str) -> Page:
    """Return the runs of a page's HTML. Takes any text and raises nothing."""
    reader = _Reader(Stretches(html))
    try:
        reader.read(LexborHTMLParser(html, is_fragment=True).root, _Around())
        reader.end()
    except RefusedError as refused:
        words = " ".join(html[refused.start : refused.start + 80].split())[:40]
        message = f"browsers read this HTML otherwise than it is written, from here on: {words}"
        reader.strays.append(Stray("opaque", words, message, refused.start))
    return Page(tuple(reader.runs), tuple(reader.strays))


def read_text(text: str, key: str) -> Page:
    """Return the runs of a text that is published apart: a title, a description."""
    if "<" not in text and "&" not in text:
        return Page((Run(text, f"@{key}", OffsetMap((0,), (0,), (0,)), parent=-1),))
    page = read_html(text)
    # Where it is published as text, what is nothing in HTML is shown as well.
    strays = [_opaque(found[0], "is shown here", 0) for found in _NOTHING.finditer(text)]
    runs = (replace(run, element=f"@{key}", parent=-1, block=None) for run in page.runs)
    return Page(tuple(runs), (*page.strays, *strays))


def _opaque(tag: str, what: str, start: int) -> Stray:
    return Stray("opaque", tag, f"{tag}> {what}: the check cannot see into it", start)


@dataclass(slots=True)
class _Around:
    """What the text in an element has of it and of those around it."""

    number: int = 0
    block: str = ""
    """The name of the nearest block, and its number."""
    block_number: int = 0
    scopes: tuple[tuple[str, int], ...] = ()
    quote: int | None = None
    hidden: bool = False
    code: bool = False
    depth: int = 0


@dataclass(slots=True)
class _Draft:
    """A run while it is being read."""

    element: str = ""
    parent: int = 0
    identifier: str = ""
    classes: Sequence[str] = ()
    hidden: bool = False
    pieces: list[Piece] = field(default_factory=list)
    cite: tuple[int, int] = (-1, 0)
    """The first piece of the last <cite>, and the first behind it."""


class _Reader:
    """Walks the tree, and takes the source's stretches of text in step with it."""

    def __init__(self, stretches: Stretches) -> None:
        self.stretches = stretches
        self.runs: list[Run] = []
        self.strays: list[Stray] = []
        self.draft = _Draft()
        self.count = self.section = self.term = 0
        self.note = False

    def read(self, node: LexborNode | None, around: _Around) -> None:
        """Read a node and those that follow it in the same element."""
        while node is not None:
            tag = node.tag or ""
            if tag == "-text":
                text = node.text_content or ""
                pieces = self.stretches.take(text)
                if not self.draft.pieces and text.isspace():  # it opens no run
                    pieces = []
                elif around.code:  # it holds no marks
                    pieces = [(ANY.sub(OBJECT, piece[0]), *piece[1:]) for piece in pieces]
                self.draft.pieces += pieces
            elif not tag.startswith(("-", "!")):
                self._read_element(node, tag, around)
            node = node.next

    def end(self) -> None:
        """End the last run."""
        self._flush(_Around())
        self.stretches.end()

    def _read_element(self, node: LexborNode, tag: str, around: _Around) -> None:
        attributes = node.attributes
        if around.depth > _DEPTH:
            self.strays.append(_opaque(f"<{tag}", "is nested too deep", self.stretches.at))
            raise RefusedError(self.stretches.at)
        if not attributes and tag in elements.PLAIN:
            around.depth += 1
            self.read(node.child, around)
            around.depth -= 1
            return
        classes = (attributes.get("class") or "").split()
        if tag in elements.UNSEEN:
            if "shadowrootmode" in attributes:
                self.strays.append(
                    _opaque(f"<{tag}", "with a shadow root is shown", self.stretches.at)
                )
        elif elements.is_apparatus(tag, attributes, classes):
            self._read_apparatus(node, tag, attributes, around)
        else:
            self._start(tag, attributes, around)
            if tag not in elements.HOLLOW:
                self._read_inside(node, tag, attributes, classes, around)

    def _start(self, tag: str, attributes: elements.Attributes, around: _Around) -> None:
        """Read what an element is by itself, without what stands in it."""
        if tag in elements.BLOCKS:
            self._flush(around)
        if tag in elements.OPAQUE:
            self.strays.append(
                _opaque(f"<{tag}", "shows what is not on the page", self.stretches.at)
            )
        if tag in elements.OBJECTS or ("style" in attributes and tag not in elements.BLOCKS):
            self._add(OBJECT)
        elif tag == "br":
            self._add("\n")
        self._read_attributes(tag, attributes, around)

    def _read_inside(
        self,
        node: LexborNode,
        tag: str,
        attributes: elements.Attributes,
        classes: list[str],
        around: _Around,
    ) -> None:
        inner = self._inner(tag, attributes, classes, around)
        draft = self.draft
        block = tag in elements.BLOCKS
        aside = inner.hidden and not around.hidden
        if aside:
            # What is around it must not close up over it: in some browser it may be shown.
            self._add(OBJECT)
            self.draft = _Draft(tag, around.number, hidden=True)
        if block:
            self.draft.element, self.draft.parent = tag, around.number
            self.draft.identifier, self.draft.classes = attributes.get("id") or "", classes
        first = len(self.draft.pieces)
        if tag == "q":
            start = self.stretches.upcoming()
            self.draft.pieces.append(("“", start, start))
        self.read(node.child, inner)
        if tag == "q":
            self._add("”")
        elif tag == "cite":
            self.draft.cite = (first, len(self.draft.pieces))
        if aside or block:
            self._flush(inner)
        if aside:
            self.draft = draft
        elif block:
            # What follows a block inside its parent has no element of its own.
            self.draft.element, self.draft.parent = around.block, around.block_number
            self.draft.hidden = around.hidden

    def _inner(
        self, tag: str, attributes: elements.Attributes, classes: list[str], around: _Around
    ) -> _Around:
        """Return what the text in an element has around it."""
        self.count += 1
        number = self.count
        if tag in elements.HEADINGS:
            self.section += 1
            self.note = not set(elements.KINDS).isdisjoint(classes)
        scopes = around.scopes
        if tag in elements.SCOPES:
            scopes = (*scopes, (elements.SCOPES[tag], number))
        elif tag in ("dt", "dd"):
            self.term = number if tag == "dt" else self.term or number
            scopes = (*scopes, ("entry", self.term))
        elif elements.is_box(tag, classes):
            scopes = (*scopes, ("box", number))
        quote = around.quote
        if quote is None and elements.is_quote(tag, attributes, classes):
            quote = number
        elif quote == around.number and elements.is_title(tag, classes):
            quote = None  # the title of the box that is the quote
        block = tag in elements.BLOCKS
        return _Around(
            number,
            tag if block else around.block,
            number if block else around.block_number,
            scopes,
            quote,
            around.hidden or elements.hides(tag, attributes),
            around.code or tag in elements.CODE,
            around.depth + 1,
        )

    def _read_apparatus(
        self, node: LexborNode, tag: str, attributes: elements.Attributes, around: _Around
    ) -> None:
        """Pass over a footnote's mark, or a heading's link to itself; it may hold no words."""
        if tag == "a":
            self._add(OBJECT)
        self._read_attributes(tag, attributes, around)
        draft, self.draft = self.draft, _Draft()
        start = self.stretches.at
        self.read(node.child, around)
        text = "".join([piece[0] for piece in self.draft.pieces])
        if ANY.search(text) or (tag == "sup" and any(c.isalpha() for c in text)):
            self.strays.append(_opaque(f"<{tag}", "for a mark alone holds words", start))
        self.draft = draft

    def _add(self, text: str) -> None:
        """Add what no stretch of the source shows."""
        self.draft.pieces.append((text, self.stretches.at, self.stretches.at))

    def _read_attributes(self, tag: str, attributes: elements.Attributes, around: _Around) -> None:
        at = (self.stretches.at,)
        for name, value in elements.read_out(tag, attributes):
            run = Run(
                value, f"@{name}", OffsetMap((0,), at, at), len(self.runs), around.number,
                around.scopes, self.section, self.note,
            )  # fmt: skip
            self.runs.append(run)

    def _flush(self, around: _Around) -> None:
        """End the run that is being read, and begin another like it."""
        draft = self.draft
        draft_pieces = draft.pieces
        if not draft_pieces:
            draft.identifier, draft.classes = "", ()
            return
        self.draft = _Draft(draft.element, draft.parent, hidden=draft.hidden)
        texts = [piece[0] for piece in draft_pieces]
        text = "".join(texts)
        if not text.strip():
            return
        _, starts, ends = zip(*draft_pieces, strict=True)
        begins = tuple(accumulate(map(len, texts), initial=0))
        first, behind = draft.cite
        cited = first >= 0 and not text[begins[behind] :].strip()
        run = Run(
            text, draft.element, OffsetMap(begins, (*starts, ends[-1]), (*ends, ends[-1])),
            len(self.runs), draft.parent, around.scopes, self.section, self.note, around.quote,
            draft.identifier, tuple(draft.classes), draft.hidden, begins[first] if cited else None,
        )  # fmt: skip
        self.runs.append(run)
