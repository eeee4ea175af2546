"""Read HTML into runs of shown text, as a browser would show it.

The tree is lexbor's, a parser that builds what browsers build. It gives no offsets: they come from
the stretches of the source between its tags, which are walked in step with the tree's texts. Where
the two disagree, browsers re-arrange what is written, and reading stops with a stray.
"""

import re
from dataclasses import dataclass, field, replace
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from quotations.model import OBJECT, OffsetMap, Page, Rule, Run, Stray
from quotations.page.marks import ANY

OPAQUE = Rule(
    "opaque",
    "What the check cannot read, or browsers read otherwise than it is written, is not published.",
    "put the words on the page itself, in plain HTML",
    good="“Bread is made of flour.”",
    bad='<iframe src="bread.html"></iframe>',
)
KINDS = ("claim", "wording", "background", "tension", "question")  # classes of a note's heading

_BLOCKS = frozenset(
    "address article aside blockquote body button caption center col colgroup dd desc details"
    " dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header"
    " hgroup hr html label legend li main menu nav ol optgroup option p pre search section select"
    " summary svg table tbody td text textarea tfoot th thead title tr ul".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_PLAIN = frozenset("em strong b i u small span sub".split())  # these set type alone
_CODE = frozenset("code kbd samp tt".split())
_UNSEEN = frozenset("script style template noembed noframes".split())
_OPAQUE = frozenset("iframe object embed frame applet canvas xmp plaintext".split())
_RAW = frozenset("iframe xmp plaintext".split())  # what stands in these is no markup
# Shown elsewhere, otherwise or not at all: no part of the run around it, checked by itself.
_ASIDE = frozenset(
    "noscript rp meter progress datalist annotation annotation-xml del s strike".split()
)
_HIDING = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0(?![.\d])|font-size:0(?![.\d])"
)
_OBJECTS = frozenset("img input video audio".split())
_READ_OUT = (
    "alt title aria-label aria-description aria-roledescription aria-placeholder aria-valuetext"
    " aria-braillelabel aria-brailleroledescription placeholder label summary"
).split()
# Attributes that are shown or heard on some elements alone.
_READ_ON = {
    **dict.fromkeys(("input", "option", "button"), "value"),
    "th": "abbr",
    "meta": "content",
}
_SCOPES = {"li": "item", "tr": "row", "figure": "figure", "table": "table"}
_DEPTH = 400  # elements in one another; browsers give up at some 500

# Good: <p>, </p>, <a title=">">, a comment, a script with all it holds. Bad: a < b.
_MARKUP = re.compile(
    r"<(?P<raw>script|style|template|noembed|noframes|iframe|xmp)\b[^>]*>.*?</(?P=raw)\s*>"
    r"|<!--.*?-->|<[!?][^>]*>"
    r"|</?[a-z](?:[^>\"']|\"[^\"]*\"|'[^']*')*+>",
    re.S | re.I,
)
_REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]+|#\d+|[A-Za-z][A-Za-z\d]*);?")
_NOTHING = re.compile(r"<(?:code|kbd|samp|tt|script|style|template|!--)", re.I)


def read_html(html: str) -> Page:
    """Return the runs of a page's HTML. Takes any text and raises nothing."""
    reader = _Reader(html)
    try:
        reader.read(LexborHTMLParser(html, is_fragment=True).root, _Around())
        reader.end()
    except _RefusedError as refused:
        words = " ".join(html[refused.start : refused.start + 60].split())
        message = f"browsers read this HTML otherwise than it is written: {words[:40]}"
        reader.strays.append(Stray("opaque", words, message, refused.start))
    return Page(tuple(reader.runs), tuple(reader.strays))


def read_text(text: str, key: str) -> Page:
    """Return the runs of a text that is published apart: a title, a description."""
    if "<" not in text and "&" not in text:
        return Page((Run(text, f"@{key}", OffsetMap((0,), (0,), (0,)), parent=-1),))
    page = read_html(text)
    # Where it is published as text, what is nothing in HTML is shown as well.
    strays = [_opaque(found[0], "shows in a title", 0) for found in _NOTHING.finditer(text)]
    runs = (replace(run, element=f"@{key}", parent=-1, block=None) for run in page.runs)
    return Page(tuple(runs), (*page.strays, *strays))


def _opaque(tag: str, what: str, start: int) -> Stray:
    return Stray("opaque", tag, f"{tag}> {what}: the check cannot see into it", start)


class _RefusedError(Exception):
    """The source and the tree part ways at an offset."""

    def __init__(self, start: int) -> None:
        super().__init__()
        self.start = start


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
    classes: tuple[str, ...] = ()
    hidden: bool = False
    texts: list[str] = field(default_factory=list)
    begins: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    length: int = 0
    cite: int = -1
    """Where the last <cite> in it begins, and where it ends."""
    cite_end: int = 0

    def add(self, text: str, start: int, end: int) -> None:
        self.begins.append(self.length)
        self.starts.append(start)
        self.ends.append(end)
        self.texts.append(text)
        self.length += len(text)


class _Reader:
    """Walks the tree and the source's stretches of text together."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.runs: list[Run] = []
        self.strays: list[Stray] = []
        self.draft = _Draft()
        self.count = self.section = self.term = 0
        self.note = False
        self.at = 0  # the end of what was read of the source
        self.next = 0  # the stretch to come
        edges = [0]
        for markup in _MARKUP.finditer(html):
            edges += markup.span()
        edges.append(len(html))
        pairs = zip(edges[::2], edges[1::2], strict=True)
        self.stretches = [(start, end) for start, end in pairs if start < end]

    def read(self, node: LexborNode | None, around: _Around) -> None:
        """Read a node and those that follow it in the same element."""
        while node is not None:
            tag = node.tag or ""
            if tag == "-text":
                self._read_text(node.text_content or "", around.code)
            elif not tag.startswith(("-", "!")):
                self._read_element(node, tag, around)
            node = node.next

    def end(self) -> None:
        """End the last run; refuse where the source has text that the tree has not."""
        self._flush(_Around())
        for start, end in self.stretches[self.next :]:
            if not self.html[start:end].isspace():
                raise _RefusedError(start)

    def _read_text(self, shown: str, code: bool) -> None:
        """Add a text of the tree, made of one stretch of the source or several."""
        at = 0
        while at < len(shown):
            if self.next == len(self.stretches):
                raise _RefusedError(self.at)
            start, end = self.stretches[self.next]
            stretch = self.html[start:end]
            pieces = [(stretch, start, end)] if "&" not in stretch else _pieces(stretch, start)
            text = "".join(piece[0] for piece in pieces)
            if not shown.startswith(text, at):
                if text.startswith("\n") and shown.startswith(text[1:], at):  # the first in <pre>
                    pieces[0] = (pieces[0][0][1:], start + 1, pieces[0][2])
                    text = text[1:]
                elif text.isspace():  # between a table's rows and the like, it may be nothing
                    pieces = []
                    text = ""
                else:
                    raise _RefusedError(start)
            for piece, *origin in pieces:
                self.draft.add(ANY.sub(OBJECT, piece) if code else piece, *origin)
            at += len(text)
            self.next += 1
            self.at = end

    def _read_element(self, node: LexborNode, tag: str, around: _Around) -> None:
        attributes = node.attributes
        if around.depth > _DEPTH:
            self.strays.append(_opaque(f"<{tag}", "is nested too deep", self.at))
            raise _RefusedError(self.at)
        if not attributes and tag in _PLAIN:
            around.depth += 1
            self.read(node.child, around)
            around.depth -= 1
            return
        classes = (attributes.get("class") or "").split()
        if tag in _UNSEEN:
            if "shadowrootmode" in attributes:
                self.strays.append(_opaque(f"<{tag}", "with a shadow root is shown", self.at))
        elif _is_apparatus(tag, attributes, classes):
            self._read_apparatus(node, tag, around)
        else:
            self._start(tag, attributes, around)
            if tag not in _VOID and tag not in _RAW:
                self._read_inside(node, tag, classes, around)

    def _start(self, tag: str, attributes: dict[str, str | None], around: _Around) -> None:
        """Read what an element is by itself, without what stands in it."""
        if tag in _BLOCKS:
            self._flush(around)
        if tag in _OPAQUE:
            self.strays.append(_opaque(f"<{tag}", "shows what is not on the page", self.at))
        if tag in _OBJECTS or ("style" in attributes and tag not in _BLOCKS):
            self.draft.add(OBJECT, self.at, self.at)
        elif tag == "br":
            self.draft.add("\n", self.at, self.at)
        self._read_attributes(tag, attributes, around)

    def _read_inside(
        self, node: LexborNode, tag: str, classes: list[str], around: _Around
    ) -> None:
        attributes = node.attributes
        inner = self._inner(tag, attributes, classes, around)
        draft = self.draft
        aside = inner.hidden and not around.hidden
        if aside:
            # What is around it must not close up over it: in some browser it may be shown.
            draft.add(OBJECT, self.at, self.at)
            self.draft = _Draft(tag, around.number, hidden=True)
        if tag in _BLOCKS:
            self.draft.element, self.draft.parent = tag, around.number
            self.draft.identifier, self.draft.classes = attributes.get("id") or "", tuple(classes)
        elif tag == "cite":
            self.draft.cite = self.draft.length
        if tag == "q":
            self._add_mark("“")
        self.read(node.child, inner)
        if tag == "q":
            self._add_mark("”")
        elif tag == "cite":
            self.draft.cite_end = self.draft.length
        if aside or tag in _BLOCKS:
            self._flush(inner)
        if aside:
            self.draft = draft
        elif tag in _BLOCKS:
            # What follows a block inside its parent has no element of its own.
            self.draft.element, self.draft.parent = around.block, around.block_number
            self.draft.hidden = around.hidden

    def _inner(
        self, tag: str, attributes: dict[str, str | None], classes: list[str], around: _Around
    ) -> _Around:
        """Return what the text in an element has around it."""
        self.count += 1
        number = self.count
        if tag in _HEADINGS:
            self.section += 1
            self.note = not set(KINDS).isdisjoint(classes)
        box = tag == "details" or (tag == "div" and "admonition" in classes)
        scope: tuple[tuple[str, int], ...] = ()
        if tag in _SCOPES or box:
            scope = ((_SCOPES.get(tag, "box"), number),)
        elif tag in ("dt", "dd"):
            self.term = number if tag == "dt" else self.term or number
            scope = (("entry", self.term),)
        quote = around.quote
        if quote is None and _is_quote(tag, attributes, classes, box):
            quote = number
        elif quote == around.number and (tag == "summary" or "admonition-title" in classes):
            quote = None  # the title of the box that is the quote
        return _Around(
            number,
            *((tag, number) if tag in _BLOCKS else (around.block, around.block_number)),
            around.scopes + scope,
            quote,
            around.hidden or tag in _ASIDE or _hides(attributes),
            around.code or tag in _CODE,
            around.depth + 1,
        )

    def _read_apparatus(self, node: LexborNode, tag: str, around: _Around) -> None:
        """Pass over a footnote's mark, or a heading's link to itself; it may hold no words."""
        if tag == "a":
            self.draft.add(OBJECT, self.at, self.at)
        self._read_attributes(tag, node.attributes, around)
        draft, self.draft = self.draft, _Draft()
        start = self.at
        self.read(node.child, around)
        text = "".join(self.draft.texts)
        if ANY.search(text) or (tag == "sup" and any(c.isalpha() for c in text)):
            self.strays.append(_opaque(f"<{tag}", "for a mark alone holds words", start))
        self.draft = draft

    def _add_mark(self, mark: str) -> None:
        start = self.at
        if mark == "“" and self.next < len(self.stretches):
            start = self.stretches[self.next][0]
        self.draft.add(mark, start, start)

    def _read_attributes(
        self, tag: str, attributes: dict[str, str | None], around: _Around
    ) -> None:
        for name in (*_READ_OUT, _READ_ON.get(tag, "")) if attributes else ():
            value = attributes.get(name)
            if value and value.strip():
                self.runs.append(
                    Run(
                        value,
                        f"@{name}",
                        OffsetMap((0,), (self.at,), (self.at,)),
                        len(self.runs),
                        around.number,
                        around.scopes,
                        self.section,
                        self.note,
                    )
                )

    def _flush(self, around: _Around) -> None:
        """End the run that is being read, and begin another like it."""
        draft = self.draft
        if not draft.texts:
            draft.identifier, draft.classes = "", ()
            return
        text = "".join(draft.texts)
        if text.strip():
            last = draft.ends[-1]
            self.runs.append(
                Run(
                    text,
                    draft.element,
                    OffsetMap((*draft.begins, len(text)), (*draft.starts, last), (*draft.ends, last)),
                    len(self.runs),
                    draft.parent,
                    around.scopes,
                    self.section,
                    self.note,
                    around.quote,
                    draft.identifier,
                    draft.classes,
                    draft.hidden,
                    draft.cite if draft.cite >= 0 and not text[draft.cite_end :].strip() else None,
                )
            )
        self.draft = _Draft(draft.element, draft.parent, hidden=draft.hidden)


def _pieces(stretch: str, start: int) -> list[tuple[str, int, int]]:
    """Return a stretch's text, in pieces that are each itself or one reference."""
    pieces = []
    at = 0
    for found in _REFERENCE.finditer(stretch):
        if at < found.start():
            pieces.append((stretch[at : found.start()], start + at, start + found.start()))
        pieces.append((unescape(found[0]), start + found.start(), start + found.end()))
        at = found.end()
    if at < len(stretch):
        pieces.append((stretch[at:], start + at, start + len(stretch)))
    return pieces


def _is_quote(tag: str, attributes: dict[str, str | None], classes: list[str], box: bool) -> bool:
    """Whether an element is a block quote: by its name, its role, or its box's kind."""
    quoting = box and ("quote" in classes or "cite" in classes)
    return tag == "blockquote" or quoting or attributes.get("role") == "blockquote"


def _hides(attributes: dict[str, str | None]) -> bool:
    """Whether an element's attributes say that it is not shown where it stands."""
    if "hidden" in attributes or "popover" in attributes:
        return True
    style = attributes.get("style")
    return bool(style and _HIDING.search("".join(style.lower().split())))


def _is_apparatus(tag: str, attributes: dict[str, str | None], classes: list[str]) -> bool:
    """Whether an element is apparatus: a footnote's mark, a heading's link to itself."""
    if tag == "sup":
        return (attributes.get("id") or "").startswith("fnref")
    return tag == "a" and ("headerlink" in classes or "footnote-backref" in classes)
