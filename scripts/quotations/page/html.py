"""Read HTML into runs of shown text, as a browser would show it.

    <p>An <em>old</em> bridge</p><p>A new one<br>too</p>

has two runs, “An old bridge” and “A new one\\ntoo”. What the page publishes is the tree that is
read here, written out again: see `show/`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from selectolax.lexbor import LexborNode

from quotations.model import OBJECT, Block, Page, Run, Scope, Stray
from quotations.page import elements
from quotations.page.elements import Element
from quotations.page.parse import parse
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
# Markup that shows no text in HTML. In a title it is shown as it is typed.
_SILENT = tuple(
    f"<{name}" for name in (*sorted(elements.CODE), "script", "style", "template", "!--")
)


def read_html(html: str) -> Page:
    """Return the runs of a page's HTML. Takes any text and raises nothing."""
    root, swallowing = parse(html)
    reader = _Reader()
    reader.read(root, Block())
    reader.end_run(Block())
    if swallowing:
        reader.strays.append(_swallowed(swallowing, reader.runs))
    return Page(tuple(reader.runs), tuple(reader.strays), root)


def read_text(text: str, key: str) -> Page:
    """Return the runs of a text that is published apart: a title, a description."""
    if "<" not in text and "&" not in text:
        return Page((Run(text, Block(f"@{key}")),))
    page = read_html(text)
    lowered = text.lower()
    strays = [_opaque(tag, "is shown here") for tag in _SILENT for _ in range(lowered.count(tag))]
    for run in page.runs:
        run.block = run.block._replace(element=f"@{key}")
    return Page(page.runs, (*page.strays, *strays))


def _opaque(tag: str, what: str) -> Stray:
    return Stray("opaque", tag, f"{tag}> {what}: the check cannot see into it")


def _swallowed(element: str, runs: list[Run]) -> Stray:
    """Return the problem of an element that is never closed, see `parse`, at the last run."""
    if element in elements.CODE:
        message = f"<{element}> is opened and never closed: all that follows would be code"
        return Stray("opaque", f"<{element}", message)
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
        # Of the run that is being read: its pieces; where its last <cite> begins and ends.
        self.pieces: list[tuple[str, LexborNode | None]] = []
        self.cite: tuple[int | None, int] = (None, 0)
        # Of the last element, the last heading and the last <dt>: its number, from 1.
        self.number = self.section = self.term = 0
        self.in_note = False
        self.depth = 0

    def read(self, parent: LexborNode, block: Block) -> None:
        """Read what is in an element; `block` is the block that its text is in."""
        if self.depth > _MAX_DEPTH:
            self._refuse(parent.tag or "", "is nested too deep")
            return
        self.depth += 1
        for node in parent.iter(include_text=True):
            if node.tag == "-text":
                text = node.text_content or ""
                if block.is_code:  # it has no marks
                    text = ANY.sub(OBJECT, text)
                if self.pieces or not text.isspace():  # a run begins with no space
                    self.pieces.append((text, node))
            elif element := elements.meaningful(node):
                self._read_element(element, block)
            elif node.is_element_node:  # and no comment
                self.read(node, block)
        self.depth -= 1

    def end_run(self, block: Block) -> None:
        """End the run that is being read, which is in `block`; one without text is none."""
        text = self._text()
        if text.strip():
            cite_start, cite_end = self.cite
            if text[cite_end:].strip():
                cite_start = None
            place = (len(self.runs), self.section, self.in_note)
            self.runs.append(Run(text, block, self.pieces, *place, cite_start))
        self.pieces, self.cite = [], (None, 0)

    def _text(self) -> str:
        """Return the text of the run that is being read, so far."""
        return "".join([text for text, _ in self.pieces])

    @contextmanager
    def _apart(self) -> Iterator[None]:
        """Read text apart from the run that is being read, which goes on afterwards."""
        run = self.pieces, self.cite
        self.pieces, self.cite = [], (None, 0)
        yield
        self.pieces, self.cite = run

    def _read_element(self, element: Element, block: Block) -> None:
        tag, attributes = element.tag, element.attributes
        is_block = tag in elements.BLOCKS
        if tag in elements.UNSEEN:
            if "shadowrootmode" in attributes:
                self._refuse(tag, "with a shadow root is shown")
            return
        if elements.is_apparatus(element):
            self._read_apparatus(element, block)
            return
        if is_block:
            self.end_run(block)
        if tag in elements.OPAQUE:
            self._refuse(tag, "shows what is not on the page")
        if tag in elements.OBJECTS or ("style" in attributes and not is_block):
            self._add(OBJECT)
        elif tag == "br":
            self._add("\n")
        self._read_attributes(element, block)
        if tag in elements.HOLLOW:
            return
        self._count(element)
        inner = self._block_within(element, block)
        if inner.is_hidden and not block.is_hidden:
            # The text before and after must not join: some browser may show what is hidden.
            self._add(OBJECT)
            with self._apart():
                self._read_inside(element, inner)
                self.end_run(inner)
        else:
            self._read_inside(element, inner)
            if is_block:
                self.end_run(inner)

    def _read_inside(self, element: Element, block: Block) -> None:
        """Read what is in an element, with the marks that a <q> shows around it."""
        if element.tag == "q":
            self._add("“")
            self.read(element.node, block)
            self._add("”")
        elif element.tag == "cite":
            start = len(self._text())
            self.read(element.node, block)
            self.cite = start, len(self._text())
        else:
            self.read(element.node, block)

    def _count(self, element: Element) -> None:
        """Count an element, also as a heading or a term."""
        self.number += 1
        if element.tag in elements.HEADINGS:
            self.section += 1
            self.in_note = not set(elements.KINDS).isdisjoint(element.classes)
        elif element.tag == "dt":
            self.term = self.number

    def _block_within(self, element: Element, block: Block) -> Block:
        """Return the block of the text in an element that is itself in `block`."""
        is_hidden = block.is_hidden or elements.is_hidden(element)
        quote = block.quote
        if quote is None and elements.is_quote(element):
            quote = self.number
        elif quote == block.number and elements.is_title(element):
            quote = None  # the title of the box that is the quote
        if element.tag not in elements.BLOCKS:
            # An inline element that is hidden is a run of its own, by its own name.
            name = element.tag if is_hidden and not block.is_hidden else block.element
            is_code = block.is_code or element.tag in elements.CODE
            return block._replace(element=name, quote=quote, is_hidden=is_hidden, is_code=is_code)
        scopes = block.scopes
        if kind := elements.scope_kind(element):
            scopes = (*scopes, Scope(kind, self.term if kind == "entry" else self.number))
        is_cell = element.tag in ("td", "th")
        column = elements.column(element.node) if is_cell else block.column
        identifier = element.attributes.get("id") or ""
        place = (self.number, scopes, column, quote)
        return Block(element.tag, *place, identifier, element.classes, is_hidden)

    def _read_apparatus(self, element: Element, block: Block) -> None:
        """Pass over a footnote's mark, or a heading's link to itself; it may hold no words."""
        if element.tag == "a":
            self._add(OBJECT)
        self._read_attributes(element, block)
        with self._apart():
            self.read(element.node, block)
            text = self._text()
        if ANY.search(text) or (element.tag == "sup" and any(map(str.isalpha, text))):
            self._refuse(element.tag, "for a mark alone holds words")

    def _read_attributes(self, element: Element, block: Block) -> None:
        """Add a run for each text of an element's attributes."""
        for name, value in elements.texts_of_attributes(element):
            place = (len(self.runs), self.section, self.in_note)
            own_block = Block(f"@{name}", scopes=block.scopes, column=block.column)
            self.runs.append(Run(value, own_block, [], *place))

    def _refuse(self, tag: str, reason: str) -> None:
        """Report an element that the check cannot read."""
        self.strays.append(_opaque(f"<{tag}", reason))

    def _add(self, text: str) -> None:
        """Add text that no text node shows to the run that is being read."""
        self.pieces.append((text, None))
