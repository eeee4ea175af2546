"""Read rendered HTML into flows, as a browser would show it."""

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from quotations.flows import HEADINGS, KINDS, OBJECT, Flow, Opaque, Page
from quotations.fold import MARKS

_BLOCKS = frozenset(
    "address article aside blockquote body button caption center col colgroup dd desc details"
    " dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header"
    " hgroup hr html label legend li main menu nav ol optgroup option p pre search section select"
    " summary svg table tbody td text textarea tfoot th thead title tr ul".split()
)
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr frame".split()
)
_CODE = frozenset("code kbd samp tt".split())
_UNSEEN = frozenset("script style template".split())
# Shown elsewhere, otherwise or not at all: no part of the run around it, checked by itself.
_ASIDE = frozenset(
    "noscript noembed noframes rp meter progress datalist annotation annotation-xml"
    " del s strike".split()
)
_HIDING = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0(?![.\d])|font-size:0(?![.\d])"
)
_OPAQUE = frozenset("iframe object embed frame applet canvas xmp plaintext".split())
_RAW = frozenset("textarea select".split())  # markup in these is text, or nothing
_OBJECTS = frozenset("img input video audio".split())
_SCOPES = frozenset("li tr figure table".split())
_READ_OUT = (
    "alt title aria-label aria-description aria-roledescription aria-placeholder aria-valuetext"
    " aria-braillelabel aria-brailleroledescription placeholder label summary"
).split()
_HEARD = frozenset([*_READ_OUT, "value", "abbr"])
_PLAIN = frozenset("em strong b i u small span sub".split())  # these do nothing but set type
_VALUES = frozenset("input option button".split())  # their value is shown
_DEPTH = 400  # elements in one another; browsers give up at some 500
# Stands for & while the parser reads: it gives up on some that browsers take for text.
_AMPERSAND = "\ufdd0"
_REFERENCE = re.compile(rf"{_AMPERSAND}(?:#[xX][0-9a-fA-F]+|#\d+|[A-Za-z][A-Za-z\d]*)?;?")
# Where browsers end a comment or a raw text, and the parser does not.
_ODD = re.compile(r"<!--(?:-?>)|--!>|</(?:script|style|textarea|title)(?:/|\s+[^\s>])[^>]*>", re.I)
_NOTHING = re.compile(r"<(?:code|kbd|samp|tt|script|style|template|!--)", re.I)
# What a start tag closes where its end tag was left out (HTML, 13.1.2.4).
_IMPLIED = {
    "li": ("li", ("ul", "ol", "menu")),
    "dt": ("dt dd", ("dl",)),
    "dd": ("dt dd", ("dl",)),
    "td": ("td th", ("tr", "table")),
    "th": ("td th", ("tr", "table")),
    "tr": ("tr td th", ("table", "thead", "tbody", "tfoot")),
    "option": ("option", ("select", "datalist", "optgroup")),
}


def read_html(html: str) -> Page:
    """Return the flows of a page's HTML. Takes any text and raises nothing."""
    reader = _Reader()
    reader.feed(html.replace("&", _AMPERSAND))
    reader.close()
    for odd in _ODD.finditer(html):
        reader.opaque.append(Opaque(f"{odd[0]} ends what browsers end elsewhere", odd.start()))
    return reader.finish()


def read_text(text: str, key: str) -> Page:
    """Return the flows of a text that is published apart: a title, a description."""
    if "<" not in text and "&" not in text:
        return Page((Flow(text, f"@{key}", parent=-1),), ())
    page = read_html(text)
    flows = (flow._replace(element=f"@{key}", parent=-1, block=None) for flow in page.flows)
    # Where it is published as text, what is nothing in HTML is shown as well.
    nothing = [Opaque(found[0], 0) for found in _NOTHING.finditer(text)]
    return Page(tuple(flows), (*page.opaque, *nothing))


@dataclass(slots=True)
class _Element:
    tag: str
    number: int
    scope: int | None = None
    quote: int | None = None
    aside: bool = False
    hidden: bool = False
    identifier: str = ""


@dataclass(slots=True)
class _Draft:
    """A flow while it is being read."""

    element: str = ""
    parent: int = 0
    identifier: str = ""
    classes: tuple[str, ...] = ()
    hidden: bool = False
    texts: list[str] = field(default_factory=list)
    pieces: list[int] = field(default_factory=list)
    length: int = 0


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)  # there are none: see _AMPERSAND
        self.position = 0  # in the HTML, of what is being handled
        self.stack: list[_Element] = [_Element("", 0)]
        self.flows: list[Flow] = []
        self.opaque: list[Opaque] = []
        self.draft = _Draft()
        self.asides: list[_Draft] = []
        self.count = 0
        self.section = 0
        self.note = False
        self.term_scope = 0
        self.skipped: list[tuple[str, int]] = []  # open elements whose text is not searched
        self.too_deep = False
        self.apparatus = False  # whether they are a footnote's mark or the like

    # What HTMLParser calls.

    def updatepos(self, i: int, j: int) -> int:
        """Count characters, where the parser would count lines: offsets are what is wanted."""
        self.position += j - i
        return j

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._start(tag, _attributes(attrs), closed=tag in _VOID)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Only in SVG and MathML does the slash close anything.
        foreign = any(element.tag in ("svg", "math") for element in self.stack)
        self._start(tag, _attributes(attrs), closed=tag in _VOID or foreign)

    def handle_endtag(self, tag: str) -> None:
        if self.skipped:
            name = self.skipped[-1][0]
            if tag == name:
                self.skipped.pop()
                return
            if name not in ("kbd", "samp") or not self._has_open(tag) or tag not in _BLOCKS:
                return
            self.skipped.clear()  # these end with the block they stand in
        if self._has_open(tag):
            while self._leave() != tag:
                pass

    def _has_open(self, tag: str) -> bool:
        """Whether an end tag ends an element: one of running text ends none across a block."""
        for element in reversed(self.stack[1:]):
            if element.tag == tag:
                return True
            if tag not in _BLOCKS and element.tag in _BLOCKS:
                return False
        return False

    def handle_data(self, data: str) -> None:
        start = self.position
        if self.skipped:
            text = unescape(data.replace(_AMPERSAND, "&"))
            tag = self.skipped[-1][0]
            if self.apparatus and any(c in MARKS or (tag == "sup" and c.isalpha()) for c in text):
                self.opaque.append(Opaque(f"<{tag}> for a mark alone holds words", start))
            return
        if _AMPERSAND not in data:
            self._add(data, start, start + len(data))
            return
        at = 0
        for found in _REFERENCE.finditer(data):
            self._add(data[at : found.start()], start + at, start + found.start())
            shown = unescape(found[0].replace(_AMPERSAND, "&"))
            self._add(shown, start + found.start(), start + found.end())
            at = found.end()
        self._add(data[at:], start + at, start + len(data))

    def unknown_decl(self, data: str) -> None:
        """Report <![CDATA[…]]> and its like: in a picture a text, elsewhere a comment."""
        self.opaque.append(Opaque("<![ is shown in some places", self.position))

    def handle_comment(self, data: str) -> None:
        if data.startswith("[") or self.stack[-1].tag in _RAW:  # what newer parsers make of it
            self.unknown_decl(data)

    # What it comes to.

    def finish(self) -> Page:
        for tag, start in self.skipped[:1]:
            self.opaque.append(Opaque(f"<{tag}> is opened and never closed", start))
        while len(self.stack) > 1:
            self._leave()
        self._flush()
        return Page(tuple(self.flows), tuple(self.opaque))

    def _start(self, tag: str, attrs: dict[str, str | None], closed: bool) -> None:
        start = self.position
        if self.skipped:
            name = self.skipped[-1][0]
            if name in _CODE or self.apparatus:
                self._read_attributes(tag, attrs, start)
            if name in _CODE and tag in ("td", "th"):
                self.opaque.append(Opaque(f"<{name}> is open across cells", start))
            if not closed and tag == name:
                self.skipped.append((tag, start))
            if not (name in ("kbd", "samp") and tag in _BLOCKS and self.stack[-1].tag == "p"):
                return
            self.skipped.clear()
        if self.stack[-1].tag in _RAW and tag not in ("option", "optgroup"):
            self.opaque.append(Opaque(f"<{tag}> in <{self.stack[-1].tag}> is text", start))
        if not attrs and tag in _PLAIN and not closed and len(self.stack) <= _DEPTH:
            self.count += 1
            self.stack.append(_Element(tag, self.count, hidden=self.stack[-1].hidden))
            return
        classes = (attrs.get("class") or "").split() if attrs else []
        mark = bool(attrs) and _is_mark(tag, attrs, classes)
        if tag in _UNSEEN or tag in _CODE or mark:
            if tag in _CODE or (mark and tag == "a"):
                self._add(OBJECT, start, start)
            if tag in _CODE or mark:
                self._read_attributes(tag, attrs, start)
            if "shadowrootmode" in attrs:
                self.opaque.append(Opaque("<template> with a shadow root is shown", start))
            if not closed:
                self.skipped.append((tag, start))
                self.apparatus = mark
            return
        self._close_implied(tag)
        if tag in _BLOCKS:
            if tag == "p" or self.stack[-1].tag == "p":
                self._close_paragraph()
            self._flush()
        if tag in _OPAQUE:
            self.opaque.append(Opaque(f"<{tag}> shows what is not on the page", start))
        if tag in _OBJECTS or ("style" in attrs and tag not in _BLOCKS):
            self._add(OBJECT, start, start)
        elif tag == "br":
            self._add("\n", start, start)
        self._read_attributes(tag, attrs, start)
        if not closed and len(self.stack) <= _DEPTH:
            self._enter(tag, attrs, classes)
        elif not closed and not self.too_deep:
            self.too_deep = True
            self.opaque.append(Opaque(f"<{tag}> is nested too deep", start))

    def _enter(self, tag: str, attrs: dict[str, str | None], classes: list[str]) -> None:
        self.count += 1
        around = self.stack[-1]
        hidden = around.hidden or tag in _ASIDE or (bool(attrs) and _hides(attrs))
        element = _Element(tag, self.count, hidden=hidden, identifier=attrs.get("id") or "")
        if hidden and not around.hidden:
            # What is around it must not close up over it: in some browser it may be shown.
            self._add(OBJECT, self.position, self.position)
            element.aside = True
            self.asides.append(self.draft)
            self.draft = _Draft(tag, around.number, hidden=True)
        if tag in _SCOPES:
            element.scope = self.count
        elif tag in ("dt", "dd"):
            if tag == "dt":
                self.term_scope = self.count
            element.scope = self.term_scope or self.count
        elif tag == "blockquote":
            element.quote = self.count
        if tag in HEADINGS:
            self.section += 1
            self.note = any(kind in classes for kind in KINDS)
        if tag in _BLOCKS:
            draft = self.draft
            draft.element, draft.parent = tag, around.number
            draft.identifier, draft.classes = element.identifier, tuple(classes)
        self.stack.append(element)
        if tag == "q":
            self._add("“", self._end_of_tag(), self._end_of_tag())

    def _leave(self) -> str:
        """Close the innermost open element; return its name."""
        element = self.stack[-1]
        if element.tag == "q":
            self._add("”", self.position, self.position)
        if element.aside or element.tag in _BLOCKS:
            self._flush()
        self.stack.pop()
        if element.aside:
            self.draft = self.asides.pop()
        elif element.tag in _BLOCKS:
            # What follows a block inside its parent has no element of its own.
            around = self.stack[-1]
            if around.tag not in _BLOCKS:
                around = next((e for e in reversed(self.stack) if e.tag in _BLOCKS), self.stack[0])
            draft = self.draft
            draft.element, draft.parent = around.tag, around.number
            draft.hidden = self.stack[-1].hidden
        return element.tag

    def _close_implied(self, tag: str) -> None:
        if tag not in _IMPLIED:
            return
        closes, limits = _IMPLIED[tag]
        for depth in range(len(self.stack) - 1, 0, -1):
            if self.stack[depth].tag in limits:
                return
            if tag in ("li", "dt", "dd") and self.stack[depth].tag == "blockquote":
                return
            if self.stack[depth].tag in closes.split():
                while len(self.stack) > depth:
                    self._leave()
                return

    def _close_paragraph(self) -> None:
        for depth in range(len(self.stack) - 1, 0, -1):
            if self.stack[depth].tag == "p":
                while len(self.stack) > depth:
                    self._leave()
                return
            if self.stack[depth].tag in _BLOCKS:
                return

    def _add(self, text: str, start: int, end: int) -> None:
        draft = self.draft
        draft.pieces += (draft.length, start, end)
        draft.texts.append(text)
        draft.length += len(text)

    def _flush(self) -> None:
        draft = self.draft
        if not draft.texts:
            draft.identifier, draft.classes = "", ()
            return
        text = "".join(draft.texts)
        if text.strip():
            self.flows.append(
                Flow(
                    text,
                    draft.element,
                    draft.parent,
                    self._scopes(),
                    self.section,
                    self.note,
                    self._block(),
                    draft.identifier,
                    draft.classes,
                    draft.hidden,
                    tuple(draft.pieces),
                )
            )
        self.draft = _Draft(draft.element, draft.parent, hidden=draft.hidden)

    def _read_attributes(self, tag: str, attrs: dict[str, str | None], start: int) -> None:
        if _HEARD.isdisjoint(attrs):
            return
        names = [
            *_READ_OUT,
            *(["value"] if tag in _VALUES else []),
            *(["abbr"] if tag == "th" else []),
        ]
        for name in names:
            value = attrs.get(name)
            if value and value.strip():
                self.flows.append(
                    Flow(
                        value,
                        "@" + name,
                        self.stack[-1].number,
                        self._scopes(),
                        self.section,
                        self.note,
                        pieces=(0, start, start),
                    )
                )

    def _scopes(self) -> tuple[int, ...]:
        return tuple(e.scope for e in self.stack if e.scope is not None)

    def _block(self) -> int | None:
        return next((e.quote for e in self.stack if e.quote is not None), None)

    def _end_of_tag(self) -> int:
        return self.position + len(self.get_starttag_text() or "")


def _hides(attrs: dict[str, str | None]) -> bool:
    """Whether an element's attributes say that it is not shown where it stands."""
    if "hidden" in attrs or "popover" in attrs:
        return True
    style = attrs.get("style")
    return bool(style and _HIDING.search("".join(style.lower().split())))


def _attributes(attrs: list[tuple[str, str | None]]) -> dict[str, str | None]:
    """Return an element's attributes; of two with one name the first counts (HTML, 13.2.5.33)."""
    if not attrs:
        return {}
    return {
        name: unescape(value.replace(_AMPERSAND, "&")) if value and _AMPERSAND in value else value
        for name, value in reversed(attrs)
    }


def _is_mark(tag: str, attrs: dict[str, str | None], classes: list[str]) -> bool:
    """Whether an element is apparatus: a footnote's mark, a heading's link to itself."""
    if tag == "sup":
        return (attrs.get("id") or "").startswith("fnref")
    return tag == "a" and ("headerlink" in classes or "footnote-backref" in classes)
