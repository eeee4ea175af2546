"""Read HTML into runs of shown text, as a browser would show it.

The tree is lexbor's, a parser that builds what browsers build, and so nothing is emulated here.
Where the tree is not what stands in the source, reading stops and says so.
"""

import re
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from quotations.model import OBJECT, OffsetMap, Page, Run, Stray
from quotations.page import elements
from quotations.page.draft import Around, Draft
from quotations.page.stretches import RefusedError, Stretches
from quotations.rules.rule import Rule
from quotations.text.marks import ANY

OPAQUE = Rule(
    "opaque",
    "Whatever is published can be read, and browsers read it as it is written.",
    "put the words on the page itself",
    good="The report calls it an “old bridge”.",
    bad='<iframe src="report.html"></iframe>',
)
_DEPTH = 150  # elements in one another: more than any page has, and fewer than end the stack
# Of what shows code, each start and each end: they must be as many.
_CODE_OPENED = re.compile(r"<(?:code|kbd|samp|tt)\b", re.I)
_CODE_CLOSED = re.compile(r"</(?:code|kbd|samp|tt)\b", re.I)
_NOTHING = re.compile(r"<(?:code|kbd|samp|tt|script|style|template|!--)", re.I)


def read_html(html: str) -> Page:
    """Return the runs of a page's HTML. Takes any text and raises nothing."""
    reader = _Reader(Stretches(html))
    if len(_CODE_OPENED.findall(html)) != len(_CODE_CLOSED.findall(html)):
        message = "<code> is opened and never closed: all that follows would be code"
        reader.strays.append(Stray("opaque", "<code", message, max(0, html.find("<code"))))
    try:
        reader.read(LexborHTMLParser(html, is_fragment=True).root, Around())
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


class _Reader:
    """Walks the tree, and takes the source's stretches of text in step with it."""

    def __init__(self, stretches: Stretches) -> None:
        self.stretches = stretches
        self.runs: list[Run] = []
        self.strays: list[Stray] = []
        self.draft = Draft()
        self.count = self.section = self.term = 0
        self.note = False

    def read(self, node: LexborNode | None, around: Around) -> None:
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
        self._flush(Around())
        self.stretches.end()

    def _read_element(self, node: LexborNode, tag: str, around: Around) -> None:
        attributes = node.attributes
        if not attributes and tag in elements.PLAIN:
            self._read_plain(node, around)
            return
        classes = (attributes.get("class") or "").split()
        block = tag in elements.BLOCKS
        if tag in elements.UNSEEN:
            if "shadowrootmode" in attributes:
                self.refuse(tag, "with a shadow root is shown")
            return
        if elements.is_apparatus(tag, attributes, classes):
            self._read_apparatus(node, tag, attributes, around)
            return
        if block:
            self._flush(around)
        if tag in elements.OPAQUE:
            self.refuse(tag, "shows what is not on the page")
        if tag in elements.OBJECTS or ("style" in attributes and not block):
            self._add(OBJECT)
        elif tag == "br":
            self._add("\n")
        self._read_attributes(tag, attributes, around)
        if tag in elements.HOLLOW:
            return
        if not block and elements.sets_type(tag, attributes):
            self._read_plain(node, around)
        else:
            self._read_inside(node, tag, attributes, classes, around)

    def _read_plain(self, node: LexborNode, around: Around) -> None:
        """Read the text in an element as that of the element around it."""
        around.depth += 1
        if around.depth > _DEPTH:
            self.refuse(node.tag or "", "is nested too deep")
            raise RefusedError(self.stretches.at)
        self.read(node.child, around)
        around.depth -= 1

    def _read_inside(
        self,
        node: LexborNode,
        tag: str,
        attributes: elements.Attributes,
        classes: list[str],
        around: Around,
    ) -> None:
        inner = self._inner(tag, attributes, classes, around)
        draft = self.draft
        block = tag in elements.BLOCKS
        aside = inner.hidden and not around.hidden
        if aside:
            # What is around it must not close up over it: in some browser it may be shown.
            self._add(OBJECT)
            self.draft = Draft(tag, around.number, hidden=True)
        if block:
            self.draft.element, self.draft.parent = tag, around.number
            self.draft.identifier, self.draft.classes = attributes.get("id") or "", classes
        first = len(self.draft.pieces)
        if tag == "q":
            start = self.stretches.upcoming()
            self.draft.pieces.append(("“", start, start))
        self._read_plain(node, inner)
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
        return Around(number, *block, scopes, quote, hidden, code, around.depth)

    def _read_apparatus(
        self, node: LexborNode, tag: str, attributes: elements.Attributes, around: Around
    ) -> None:
        """Pass over a footnote's mark, or a heading's link to itself; it may hold no words."""
        if tag == "a":
            self._add(OBJECT)
        self._read_attributes(tag, attributes, around)
        draft, self.draft = self.draft, Draft()
        self._read_plain(node, around)
        text = "".join([piece[0] for piece in self.draft.pieces])
        if ANY.search(text) or (tag == "sup" and any(c.isalpha() for c in text)):
            self.refuse(tag, "for a mark alone holds words")
        self.draft = draft

    def refuse(self, tag: str, what: str) -> None:
        """Tell of an element that the check cannot read."""
        self.strays.append(_opaque(f"<{tag}", what, self.stretches.at))

    def _add(self, text: str) -> None:
        """Add what no stretch of the source shows."""
        self.draft.pieces.append((text, self.stretches.at, self.stretches.at))

    def _read_attributes(self, tag: str, attributes: elements.Attributes, around: Around) -> None:
        at = (self.stretches.at,)
        for name, value in elements.read_out(tag, attributes):
            run = Run(
                value, f"@{name}", OffsetMap((0,), at, at), len(self.runs), around.number,
                around.scopes, self.section, self.note,
            )  # fmt: skip
            self.runs.append(run)

    def _flush(self, around: Around) -> None:
        """End the run that is being read, and begin another like it."""
        draft = self.draft
        if not draft.pieces:
            draft.identifier, draft.classes = "", ()
            return
        self.draft = Draft(draft.element, draft.parent, hidden=draft.hidden)
        if run := draft.run(len(self.runs), around, self.section, self.note):
            self.runs.append(run)
