"""Read HTML into runs of shown text, as a browser would show it.

The tree is lexbor's, a parser that builds what browsers build, and so nothing is emulated here.
What the page publishes is this tree, written out again: see `show/`.
"""

from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from quotations.model import OBJECT, Page, Run, Stray
from quotations.page import elements
from quotations.page.parse import parsed
from quotations.rules.rule import Rule
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


@dataclass(slots=True)
class Around:
    """What the text in an element has of it and of those around it."""

    number: int = 0
    block: str = ""
    """The name of the nearest block, and its number."""
    block_number: int = 0
    scopes: tuple[tuple[str, int], ...] = ()
    quote: int | None = None
    hidden: bool = False
    code: bool = False


def read_html(html: str) -> Page:
    """Return the runs of a page's HTML. Takes any text and raises nothing."""
    root, swallowing = parsed(html)
    reader = _Reader()
    reader.read(root.child, Around())
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
        return Page((Run(text, f"@{key}", parent=-1),))
    page = read_html(text)
    lowered = text.lower()
    strays = [_opaque(tag, "is shown here") for tag in _NOTHING for _ in range(lowered.count(tag))]
    for run in page.runs:
        run.element, run.parent, run.block = f"@{key}", -1, None
    return Page(page.runs, (*page.strays, *strays))


def _opaque(tag: str, what: str) -> Stray:
    return Stray("opaque", tag, f"{tag}> {what}: the check cannot see into it")


class _Reader:
    """Walks the tree and collects its runs; `run` is the one that is being read."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.strays: list[Stray] = []
        self.run = Run()
        self.cite: tuple[int, int] | None = None
        """The first piece of the run's last <cite>, and the first behind it."""
        self.count = self.section = self.term = self.depth = 0
        self.note = False

    def read(self, node: LexborNode | None, around: Around) -> None:
        """Read a node and those that follow it in the same element."""
        while node is not None:
            tag = node.tag or ""
            if tag == "-text":
                text = node.text_content or ""
                if around.code:  # it holds no marks
                    text = ANY.sub(OBJECT, text)
                if self.run.pieces or not text.isspace():  # a space opens no run
                    self.run.pieces.append((text, node))
            elif not tag.startswith(("-", "!")):
                self._read_element(node, tag, around)
            node = node.next

    def end_run(self, around: Around) -> None:
        """End the run that is being read, and begin another like it."""
        run = self.run
        if not run.pieces:
            run.identifier, run.classes = "", ()
            return
        run.text = "".join([piece[0] for piece in run.pieces])
        if run.text.strip():
            run.number, run.scopes, run.block = len(self.runs), around.scopes, around.quote
            run.section, run.note = self.section, self.note
            if self.cite:
                start, end = (len("".join([p[0] for p in run.pieces[:at]])) for at in self.cite)
                run.cite = None if run.text[end:].strip() else start
            self.runs.append(run)
        self.cite = None
        self.run = Run(element=run.element, parent=run.parent, hidden=run.hidden)

    def _read_element(self, node: LexborNode, tag: str, around: Around) -> None:
        attributes = node.attributes
        classes = (attributes.get("class") or "").split()
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
            self._read_inside(node, tag, attributes, classes, around)

    def _read_below(self, node: LexborNode, around: Around) -> None:
        """Read what stands in an element."""
        self.depth += 1
        if self.depth > _DEPTH:
            self._refuse(node.tag or "", "is nested too deep")
        else:
            self.read(node.child, around)
        self.depth -= 1

    def _read_inside(
        self,
        node: LexborNode,
        tag: str,
        attributes: elements.Attributes,
        classes: list[str],
        around: Around,
    ) -> None:
        inner = self._inner(tag, attributes, classes, around)
        outer = self.run
        block = tag in elements.BLOCKS
        aside = inner.hidden and not around.hidden
        if aside:
            # What is around it must not close up over it: in some browser it may be shown.
            self._add(OBJECT)
            self.run = Run(element=tag, parent=around.number, hidden=True)
        if block:
            self.run.element, self.run.parent = tag, around.number
            self.run.identifier, self.run.classes = attributes.get("id") or "", tuple(classes)
        first = len(self.run.pieces)
        if tag == "q":
            self._add("“")
        self._read_below(node, inner)
        if tag == "q":
            self._add("”")
        elif tag == "cite":
            self.cite = (first, len(self.run.pieces))
        if aside or block:
            self.end_run(inner)
        if aside:
            self.run = outer
        elif block:
            # What follows a block inside its parent has no element of its own.
            self.run.element, self.run.parent = around.block, around.block_number

    def _inner(
        self, tag: str, attributes: elements.Attributes, classes: list[str], around: Around
    ) -> Around:
        """Return what the text in an element has around it."""
        self.count += 1
        number = self.count
        scopes, quote = around.scopes, around.quote
        if tag in elements.HEADINGS:
            self.section += 1
            self.note = not set(elements.KINDS).isdisjoint(classes)
        if kind := elements.scope(tag, classes):
            if tag == "dt":
                self.term = number
            scopes = (*scopes, (kind, self.term or number if kind == "entry" else number))
        if quote is None and elements.is_quote(tag, attributes, classes):
            quote = number
        elif quote == around.number and elements.is_title(tag, classes):
            quote = None  # the title of the box that is the quote
        block = (tag, number)
        if tag not in elements.BLOCKS:
            block = (around.block, around.block_number)
        hidden = around.hidden or elements.hides(tag, attributes)
        code = tag in elements.CODE or (around.code and tag not in elements.BLOCKS)
        return Around(number, *block, scopes, quote, hidden, code)

    def _read_apparatus(
        self, node: LexborNode, tag: str, attributes: elements.Attributes, around: Around
    ) -> None:
        """Pass over a footnote's mark, or a heading's link to itself; it may hold no words."""
        if tag == "a":
            self._add(OBJECT)
        self._read_attributes(tag, attributes, around)
        outer, self.run = self.run, Run()
        self._read_below(node, around)
        text = "".join([piece[0] for piece in self.run.pieces])
        if ANY.search(text) or (tag == "sup" and any(c.isalpha() for c in text)):
            self._refuse(tag, "for a mark alone holds words")
        self.run = outer

    def _refuse(self, tag: str, what: str) -> None:
        """Tell of an element that the check cannot read."""
        self.strays.append(_opaque(f"<{tag}", what))

    def _add(self, text: str) -> None:
        """Add what no text of the tree shows."""
        self.run.pieces.append((text, None))

    def _read_attributes(self, tag: str, attributes: elements.Attributes, around: Around) -> None:
        for name, value in elements.read_out(tag, attributes):
            run = Run(value, f"@{name}", [], len(self.runs), around.number, around.scopes)
            run.section, run.note = self.section, self.note
            self.runs.append(run)
