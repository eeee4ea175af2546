"""Read HTML into runs of shown text, as a browser would show it.

What the page publishes is the tree that is read here, written out again: see `show/`.
"""

from typing import NamedTuple

from selectolax.lexbor import LexborNode

from quotations.model import OBJECT, Page, Run, Scope, Stray
from quotations.page import elements
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
_DEPTH = 150  # elements in one another: more than any page has, and fewer than end the stack
# Where a text is published as text, what is nothing in HTML is shown as well.
_NOTHING = tuple(f"<{name}" for name in (*elements.CODE, "script", "style", "template", "!--"))


class Around(NamedTuple):
    """What the text in an element has of it and of those around it; for most, see Run."""

    element: str = ""
    number: int = 0
    """The number of that element."""
    parent: int = 0
    scopes: tuple[Scope, ...] = ()
    column: int = 0
    quote: int | None = None
    identifier: str = ""
    classes: tuple[str, ...] = ()
    hidden: bool = False
    code: bool = False


def read_html(html: str) -> Page:
    """Return the runs of a page's HTML. Takes any text and raises nothing."""
    root, swallowing = parse(html)
    reader = _Reader()
    reader.read(root, Around())
    reader.end_run(Around())
    if swallowing in elements.CODE:
        message = f"<{swallowing}> is opened and never closed: all that follows would be code"
        reader.strays.append(Stray("opaque", f"<{swallowing}", message))
    elif swallowing:
        message = "what is opened behind these words is never closed, and what follows not shown"
        run = reader.runs[-1] if reader.runs else Run()
        last = " ".join(run.text.split()[-4:])
        at = max(0, run.text.rfind(last.partition(" ")[0]))
        reader.strays.append(Stray("opaque", last, message, (run, at) if last else None))
    return Page(tuple(reader.runs), tuple(reader.strays), root)


def read_text(text: str, key: str) -> Page:
    """Return the runs of a text that is published apart: a title, a description."""
    if "<" not in text and "&" not in text:
        return Page((Run(text, f"@{key}"),))
    page = read_html(text)
    lowered = text.lower()
    strays = [_opaque(tag, "is shown here") for tag in _NOTHING for _ in range(lowered.count(tag))]
    for run in page.runs:
        run.element = f"@{key}"
    return Page(page.runs, (*page.strays, *strays))


def _opaque(tag: str, what: str) -> Stray:
    return Stray("opaque", tag, f"{tag}> {what}: the check cannot see into it")


class _Reader:
    """Walks the tree and collects its runs."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.strays: list[Stray] = []
        self.pieces: list[tuple[str, LexborNode | None]] = []
        """Those of the run that is being read."""
        self.cite: tuple[int, int] | None = None
        """Where its last <cite> begins and ends in its text."""
        self.count = self.section = self.term = self.depth = 0
        self.note = False

    def read(self, element: LexborNode, around: Around) -> None:
        """Read what stands in an element."""
        if self.depth > _DEPTH:
            self._refuse(element.tag or "", "is nested too deep")
            return
        self.depth += 1
        node = element.child
        while node is not None:
            tag = node.tag or ""
            if tag == "-text":
                text = node.text_content or ""
                if around.code:  # it holds no marks
                    text = ANY.sub(OBJECT, text)
                if self.pieces or not text.isspace():  # a space opens no run
                    self.pieces.append((text, node))
            elif node.is_element_node:
                attributes = node.attributes
                if elements.is_plain(tag, attributes):
                    self.read(node, around)
                else:
                    self._read_element(node, tag, attributes, around)
            node = node.next
        self.depth -= 1

    def end_run(self, around: Around) -> None:
        """End the run that is being read, if there is any."""
        text = self._text()
        if text.strip():
            a = around
            cite = self.cite[0] if self.cite and not text[self.cite[1] :].strip() else None
            own = (len(self.runs), a.parent, a.scopes, a.column, self.section, self.note, a.quote)
            told = (a.identifier, a.classes, a.hidden, cite)
            self.runs.append(Run(text, a.element, self.pieces, *own, *told))
        self.pieces, self.cite = [], None

    def _text(self) -> str:
        return "".join([piece[0] for piece in self.pieces])

    def _read_element(
        self, node: LexborNode, tag: str, attributes: elements.Attributes, around: Around
    ) -> None:
        classes = tuple((attributes.get("class") or "").split())
        block = tag in elements.BLOCKS
        if tag in elements.UNSEEN:
            if "shadowrootmode" in attributes:
                self._refuse(tag, "with a shadow root is shown")
            return
        if elements.is_apparatus(tag, attributes, classes):
            self._read_apparatus(node, tag, attributes, around)
            return
        if block:
            self.end_run(around)
        if tag in elements.OPAQUE:
            self._refuse(tag, "shows what is not on the page")
        if tag in elements.OBJECTS or ("style" in attributes and not block):
            self._add(OBJECT)
        elif tag == "br":
            self._add("\n")
        self._read_attributes(tag, attributes, around)
        if tag not in elements.HOLLOW:
            inner = self._inner(node, tag, attributes, classes, around)
            if inner.hidden and not around.hidden:
                # What is around it must not close up over it: in some browser it may be shown.
                self._add(OBJECT)
                outer, self.pieces = self.pieces, []
                self._read_inside(node, tag, inner)
                self.end_run(inner)
                self.pieces = outer
            else:
                self._read_inside(node, tag, inner)
                if block:
                    self.end_run(inner)

    def _read_inside(self, node: LexborNode, tag: str, inner: Around) -> None:
        start = len(self._text()) if tag == "cite" else 0
        if tag == "q":
            self._add("“")
        self.read(node, inner)
        if tag == "q":
            self._add("”")
        elif tag == "cite":
            self.cite = start, len(self._text())

    def _inner(
        self,
        node: LexborNode,
        tag: str,
        attributes: elements.Attributes,
        classes: tuple[str, ...],
        around: Around,
    ) -> Around:
        """Return what the text in an element has around it."""
        self.count += 1
        number = self.count
        hidden = around.hidden or elements.hides(tag, attributes)
        quote = around.quote
        if quote is None and elements.is_quote(tag, attributes, classes):
            quote = number
        elif quote == around.number and elements.is_title(tag, classes):
            quote = None  # the title of the box that is the quote
        if tag not in elements.BLOCKS:
            code = around.code or tag in elements.CODE
            element = tag if hidden and not around.hidden else around.element
            return around._replace(element=element, quote=quote, hidden=hidden, code=code)
        if tag in elements.HEADINGS:
            self.section += 1
            self.note = not set(elements.KINDS).isdisjoint(classes)
        scopes = around.scopes
        if kind := elements.scope(tag, classes):
            if tag == "dt":
                self.term = number
            scopes = (*scopes, Scope(kind, self.term if kind == "entry" else number))
        column = elements.column(node) if tag in ("td", "th") else around.column * (tag != "table")
        around_it = (tag, number, around.number, scopes, column, quote)
        return Around(*around_it, attributes.get("id") or "", classes, hidden)

    def _read_apparatus(
        self, node: LexborNode, tag: str, attributes: elements.Attributes, around: Around
    ) -> None:
        """Pass over a footnote's mark, or a heading's link to itself; it may hold no words."""
        if tag == "a":
            self._add(OBJECT)
        self._read_attributes(tag, attributes, around)
        outer, self.pieces = self.pieces, []
        self.read(node, around)
        text = self._text()
        if ANY.search(text) or (tag == "sup" and any(map(str.isalpha, text))):
            self._refuse(tag, "for a mark alone holds words")
        self.pieces = outer

    def _refuse(self, tag: str, what: str) -> None:
        """Tell of an element that the check cannot read."""
        self.strays.append(_opaque(f"<{tag}", what))

    def _add(self, text: str) -> None:
        """Add what no text of the tree shows."""
        self.pieces.append((text, None))

    def _read_attributes(self, tag: str, attributes: elements.Attributes, around: Around) -> None:
        for name, value in elements.read_out(tag, attributes):
            own = (
                len(self.runs),
                around.number,
                around.scopes,
                around.column,
                self.section,
                self.note,
            )
            self.runs.append(Run(value, f"@{name}", [], *own))
