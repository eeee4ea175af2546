"""Read HTML into runs of shown text, as a browser would show it.

    <p>An <em>old</em> bridge</p><p>A new one<br>too</p>

has two runs, “An old bridge” and “A new one\\ntoo”. Lexbor builds the tree that browsers build, so
nothing is emulated here. What the page publishes is that tree, written out again: see `show/`.
"""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from quotations.model import HEADINGS, OBJECT, Block, Page, Piece, Run, Scope, Stray
from quotations.page import elements
from quotations.rule import Rule
from quotations.text.marks import ANY

OPAQUE = Rule(
    "opaque",
    "Whatever is published can be read; nothing that is never closed swallows what follows.",
    "put the words on the page itself",
    good="The report calls it an “old bridge”.",
    bad='<iframe src="report.html"></iframe>',
)
_END = '<hr data-end="">.'  # put after a page's HTML, it stays last, unless something is open
# Markup that shows no text in HTML. In a title it is shown as it is typed.
_SILENT = re.compile(r"<(code|kbd|samp|tt|script|style|template|!--)", re.I)


def read_html(html: str) -> Page:
    """Return the runs of a page's HTML. Takes any text and raises nothing."""
    root = _body(html + _END)
    is_closed = _take_end(root)
    if not is_closed:
        root = _body(html)
    reader = _Reader(root)
    silent = [node for node in root.css(elements.FOREIGN_SILENT) if "<" in (node.text() or "")]
    opaque = (*root.css(elements.OPAQUE), *silent)
    strays = [_opaque(node.tag, "shows what is not here") for node in opaque]
    try:
        reader.read_block(root, Block())
    except RecursionError:
        strays.append(Stray("opaque", "", "elements are nested too deep to be read"))
    if not is_closed:
        message = "something here or above is opened and never closed, and may swallow what follows"
        place = (reader.runs[-1], 0) if reader.runs else None
        strays.append(Stray("opaque", "", message, place))
    return Page(tuple(reader.runs), tuple(strays), root)


def read_text(text: str) -> Page:
    """Return the runs of a text that is published apart: a title, a description."""
    page = read_html(text)
    for run in page.runs:
        run.block = run.block._replace(element="@text", is_hidden=True)
    strays = [_opaque(tag.lower(), "is shown here") for tag in _SILENT.findall(text)]
    return Page(page.runs, (*page.strays, *strays), page.root)


def _body(html: str) -> LexborNode:
    body = LexborHTMLParser(f"<!doctype html><body>{html}").body
    assert body is not None
    return body


def _take_end(root: LexborNode) -> bool:
    """Take what was put after a page's HTML out of its tree; return whether it was last there."""
    stop = root.last_child
    line = stop.prev if stop and stop.is_text_node else None
    if stop is None or line is None or "data-end" not in line.attributes:
        return False
    stop.remove()
    line.remove()
    return True


def _opaque(tag: str | None, what: str) -> Stray:
    return Stray("opaque", f"<{tag}", f"<{tag}> {what}: the check cannot see into it")


class _Reader:
    """Walks the tree of a page and collects its runs."""

    def __init__(self, root: LexborNode) -> None:
        self.runs: list[Run] = []
        self._section = 0  # the number of the last heading
        self._in_note = False
        self._term = 0  # the identity of the last <dt>
        self._hidden = {element.mem_id for element in root.css(elements.HIDDEN)}
        self._quotes = {element.mem_id for element in root.css(elements.QUOTES)}
        self._tab_of = elements.tabs_by_label(root)

    def read_block(self, node: LexborNode, block: Block) -> None:
        """Read an element whose text is a run by itself; `block` says what it is."""
        pieces: list[Piece] = []
        self._read(node, block, pieces)
        self._end_run(pieces, block)

    def _read(self, parent: LexborNode, block: Block, pieces: list[Piece]) -> None:
        """Read what is in an element; its text is a part of the run of `pieces`, in `block`."""
        for node in parent.iter(include_text=True):
            if node.is_text_node:
                text = node.text_content or ""
                pieces.append((ANY.sub(OBJECT, text) if block.is_code else text, node))
            elif node.is_element_node:  # and no comment
                self._read_element(node, block, pieces)

    def _end_run(self, pieces: list[Piece], block: Block) -> None:
        """Add the run of some pieces, if it has text, and empty these for the next one."""
        text = "".join([text for text, _ in pieces])
        if text.strip():
            if block.element in HEADINGS:
                self._section += 1
                self._in_note = not elements.NOTE_KINDS.keys().isdisjoint(block.classes)
            place = (len(self.runs), self._section, self._in_note)
            self.runs.append(Run(text, block, pieces[:], *place))
        pieces.clear()

    def _read_element(self, node: LexborNode, block: Block, pieces: list[Piece]) -> None:
        tag, attributes = node.tag or "", node.attributes
        if tag in ("script", "style"):
            return
        is_hidden = node.mem_id in self._hidden
        is_block = tag in elements.BLOCKS or node.mem_id in self._quotes
        if is_block:
            self._end_run(pieces, block)
        elif tag == "br":
            pieces.append(("\n", None))
        elif tag in ("cite", "footer") and block.quote is not None:  # an attribution
            pieces.append(("\n— ", None))  # it is read as what is typed more often
        elif tag in elements.PICTURES or is_hidden or "style" in attributes:
            pieces.append((OBJECT, None))  # some browser may show something in between
        for name, value in attributes.items():
            if name in elements.TEXTS and "http-equiv" not in attributes:  # <meta content>
                read_out = Block(f"@{name}", block.scopes, block.columns, is_hidden=True)
                self._end_run([(value or "", None)], read_out)
        if is_block or (is_hidden and not block.is_hidden and block.quote is None):
            self.read_block(node, self._block_of(node, block))
        elif attributes.get("class") == "footnote-ref":  # the text before and after it is one
            self.read_block(node, Block(tag, is_hidden=True))
        elif tag == "q":
            pieces.append(("“", None))
            self._read(node, block, pieces)
            pieces.append(("”", None))
        else:
            inner = Block(*block[:-1], is_code=True) if tag in elements.CODE else block
            self._read(node, inner, pieces)

    def _block_of(self, node: LexborNode, outer: Block) -> Block:
        """Return the block that an element is; `outer` is the one around it."""
        tag, identity, attributes = node.tag or "", node.mem_id, node.attributes
        classes = tuple((attributes.get("class") or "").split())
        is_title = tag == "summary" or "admonition-title" in classes
        quote = outer.quote
        if quote is None and identity in self._quotes:
            quote = identity
        elif is_title and node.parent and node.parent.mem_id == quote:
            quote = None  # the title of the box that is the quote
        if tag == "dt":
            self._term = identity
        scopes = outer.scopes
        is_box = identity in self._tab_of or not elements.BOXES.isdisjoint(classes)
        if kind := "box" if is_box else elements.SCOPES.get(tag):
            number = self._term if kind == "entry" else self._tab_of.get(identity, identity)
            scopes = (*scopes, Scope(kind, number))
        columns = elements.columns(node) if tag in ("td", "th") else outer.columns
        is_hidden = outer.is_hidden or (quote is None and identity in self._hidden)
        return Block(tag, scopes, columns, quote, attributes.get("id") or "", classes, is_hidden)
