"""Read HTML into runs of shown text, as a browser would show it.

    <p>An <em>old</em> bridge</p><p>A new one<br>too</p>

has two runs, “An old bridge” and “A new one\\ntoo”. Lexbor builds the tree that browsers build, so
nothing is emulated here. What the page publishes is that tree, written out again: see `show/`.
"""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from quotations.model import HEADINGS, OBJECT, Block, Page, Piece, Run, Scope, Stray
from quotations.page import elements
from quotations.page.elements import Element
from quotations.rule import Rule
from quotations.text.marks import ANY

OPAQUE = Rule(
    "opaque",
    "Whatever is published can be read; nothing that is never closed swallows what follows.",
    "put the words on the page itself",
    good="The report calls it an “old bridge”.",
    bad='<iframe src="report.html"></iframe>',
)
_MAX_DEPTH = 150  # elements in one another: more than any page has, and fewer than end the stack
_END = "<br data-end>"  # put after a page's HTML, to see what it is in there
# Markup that shows no text in HTML. In a title it is shown as it is typed.
_SILENT = re.compile(r"<(?:code|kbd|samp|tt|script|style|template|!--)", re.I)


def read_html(html: str) -> Page:
    """Return the runs of a page's HTML. Takes any text and raises nothing."""
    root = _body(html + _END)
    end = root.css_first("br[data-end]")
    around = [elements.element(node) for node in elements.ancestors(end)]
    code = [element.tag for element in around if element.display == "code"]
    is_last = end is not None and all(node.next is None for node in elements.ancestors(end))
    if end is None:  # it is in a comment, a script or the like
        root = _body(html)
    else:
        end.remove()
    reader = _Reader()
    reader.read(root, Block())
    reader.end_run(Block())
    if code:
        message = f"<{code[0]}> is opened and never closed: all that follows would be code"
        reader.strays.append(Stray("opaque", f"<{code[0]}", message))
    elif not is_last:  # or it is before a table that is never closed
        reader.strays.append(_swallowed(reader.runs))
    return Page(tuple(reader.runs), tuple(reader.strays), root)


def read_text(text: str, key: str) -> Page:
    """Return the runs of a text that is published apart: a title, a description."""
    page = read_html(text)
    for run in page.runs:
        run.block = run.block._replace(element=f"@{key}", is_hidden=True)
    strays = [_opaque(tag.lower(), "is shown here") for tag in _SILENT.findall(text)]
    return Page(page.runs, (*page.strays, *strays), page.root)


def _body(html: str) -> LexborNode:
    body = LexborHTMLParser(f"<!doctype html><body>{html}").body
    assert body is not None
    return body


def _opaque(tag: str, what: str) -> Stray:
    return Stray("opaque", tag, f"{tag}> {what}: the check cannot see into it")


def _swallowed(runs: list[Run]) -> Stray:
    """Return the problem of something that is opened after some runs and never closed."""
    message = "what is opened behind these words is never closed, and what follows not shown"
    if not runs:
        return Stray("opaque", "", message)
    words = runs[-1].text.split()[-4:]
    return Stray("opaque", " ".join(words), message, (runs[-1], runs[-1].text.rfind(words[0])))


class _Reader:
    """Walks the tree of a page and collects its runs."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.strays: list[Stray] = []
        self.pieces: list[Piece] = []  # of the run that is being read
        self.section = 0  # the number of the last heading
        self.in_note = False
        self.term = 0  # the identity of the last <dt>
        self.depth = 0

    def read(self, parent: LexborNode, block: Block) -> None:
        """Read what is in an element; `block` is the block that its text is in."""
        if self.depth > _MAX_DEPTH:
            self.strays.append(_opaque(f"<{parent.tag}", "is nested too deep"))
            return
        self.depth += 1
        for node in parent.iter(include_text=True):
            if node.tag == "-text":
                text = node.text_content or ""
                if block.is_code:  # it has no marks
                    text = ANY.sub(OBJECT, text)
                self.pieces.append((text, node))
            elif node.is_element_node:  # and no comment
                element = elements.element(node)
                if element.display or element.attributes:
                    self._read_element(element, block)
                else:  # it means nothing for the text in it: <b>, <em>
                    self.read(node, block)
        self.depth -= 1

    def end_run(self, block: Block) -> None:
        """End the run that is being read, which is in `block`."""
        self._add_run("".join([text for text, _ in self.pieces]), block, self.pieces)
        self.pieces = []

    def _add_run(self, text: str, block: Block, pieces: list[Piece]) -> None:
        """Add a run, unless it has no text."""
        if text.strip():
            if block.element in HEADINGS:
                self.section += 1
                self.in_note = not elements.NOTE_KINDS.keys().isdisjoint(block.classes)
            place = (len(self.runs), self.section, self.in_note)
            self.runs.append(Run(text, block, pieces, *place))

    def _read_element(self, element: Element, block: Block) -> None:
        display = element.display
        if display == "unseen":
            return
        if display == "block":
            self.end_run(block)
        elif display == "opaque":
            self.strays.append(_opaque(f"<{element.tag}", "shows what is not on the page"))
        elif display == "break":
            self._add("\n")
        elif display == "picture" or "style" in element.attributes:
            self._add(OBJECT)
        for name, value in element.attributes.items():
            if name in elements.TEXTS and "http-equiv" not in element.attributes:
                read_out = Block(f"@{name}", block.scopes, block.column, is_hidden=True)
                self._add_run(value or "", read_out, [])
        if elements.is_footnote_mark(element):
            return
        inner = self._block_within(element, block)
        if display == "block":
            self.read(element.node, inner)
            self.end_run(inner)
        elif inner.is_hidden and not block.is_hidden:
            # The text before and after must not join: some browser may show what is hidden.
            self._add(OBJECT)
            pieces, self.pieces = self.pieces, []
            self.read(element.node, inner)
            self.end_run(inner)
            self.pieces = pieces
        elif display == "quotation":
            self._add("“")
            self.read(element.node, inner)
            self._add("”")
        else:
            self.read(element.node, inner)

    def _block_within(self, element: Element, block: Block) -> Block:
        """Return the block of the text in an element that is itself in `block`."""
        tag, node = element.tag, element.node
        is_hidden = block.is_hidden or elements.is_hidden(element)
        quote = block.quote
        if quote is None and elements.is_quote(element):
            quote = node.mem_id
        elif quote and elements.is_title(element) and node.parent and node.parent.mem_id == quote:
            quote = None  # the title of the box that is the quote
        if element.display != "block":
            # An inline element that is hidden is a run of its own, by its own name.
            name = tag if is_hidden and not block.is_hidden else block.element
            is_code = block.is_code or element.display == "code"
            return block._replace(element=name, quote=quote, is_hidden=is_hidden, is_code=is_code)
        if tag == "dt":
            self.term = node.mem_id
        scopes = block.scopes
        if kind := elements.scope_kind(element):
            scopes = (*scopes, Scope(kind, self.term if kind == "entry" else node.mem_id))
        column = elements.column(node) if tag in ("td", "th") else block.column
        identifier = element.attributes.get("id") or ""
        return Block(tag, scopes, column, quote, identifier, element.classes, is_hidden)

    def _add(self, text: str) -> None:
        """Add text that no text node shows to the run that is being read."""
        self.pieces.append((text, None))
