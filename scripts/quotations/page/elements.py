"""What the elements of HTML mean for the text in them: facts by name, and by attribute."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from selectolax.lexbor import LexborNode

# What elements are to the text in them, whatever a style sheet says.
_TAGS = {
    "block": "address article aside blockquote body button caption center col colgroup dd desc"
    " details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head"
    " header hgroup hr html label legend li main menu nav ol optgroup option p pre search section"
    " select summary svg table tbody td text textarea tfoot th thead title tr ul",
    "break": "br",
    "code": "code kbd samp tt",
    # Shown elsewhere, otherwise or not at all: no part of the run around it, a run by itself.
    "apart": "noscript rp meter progress datalist annotation annotation-xml del s strike",
    "picture": "img input video audio",  # shown, and no text
    # It may show what is not on the page.
    "opaque": "iframe object embed frame applet canvas xmp plaintext template",
    "quotation": "q",
    "unseen": "script style",  # its text is for no reader
}
_DISPLAY = {tag: display for display, tags in _TAGS.items() for tag in tags.split()}
# Scopes: elements that hold runs together.
_SCOPE_TAGS = {
    "list": "ul ol",
    "item": "li",
    "table": "table",
    "row": "tr",
    "figure": "figure",
    "entry": "dt dd",
    "box": "details",
}
_SCOPE_KINDS = {tag: kind for kind, tags in _SCOPE_TAGS.items() for tag in tags.split()}
# The kinds of notes, as classes of a note's heading, and what a page calls each.
NOTE_KINDS = {
    "claim": "Claim",
    "wording": "Wording",
    "background": "Background",
    "tension": "Tension",
    "question": "Open question",
}
_HIDING_ATTRIBUTES = frozenset(("hidden", "popover"))
_QUOTE_CLASSES = frozenset(("quote", "cite"))  # of boxes
_BACK_LINK_CLASSES = frozenset(("headerlink", "footnote-backref"))
# Attributes whose text a reader sees or hears, if only on some elements.
TEXTS = frozenset(
    "abbr alt aria-braillelabel aria-brailleroledescription aria-description aria-label"
    " aria-placeholder aria-roledescription aria-valuetext content label placeholder summary title"
    " value".split()
)
# What an extension of Python-Markdown writes: a footnote's mark in the text.
_FOOTNOTE = re.compile(
    r'<sup id="fnref[^"]*"><a class="footnote-ref" href="[^"]*">\W?\d+\W?</a></sup>'
)


class Element(NamedTuple):
    """An element of the tree, with what is asked of it often."""

    node: LexborNode
    tag: str
    display: str
    """A key of _TAGS; "" for what means nothing for the text in it, like <b>."""
    attributes: Mapping[str, str | None]
    classes: tuple[str, ...]


def element(node: LexborNode) -> Element:
    """Return an element of the tree with what is asked of it."""
    tag, attributes = node.tag or "", node.attributes
    classes = tuple((attributes.get("class") or "").split()) if attributes else ()
    return Element(node, tag, _DISPLAY.get(tag, ""), attributes, classes)


def ancestors(node: LexborNode | None) -> Iterator[LexborNode]:
    """Yield a node itself and the elements around it, the innermost first."""
    while node is not None:
        yield node
        node = node.parent


def is_hidden(element: Element) -> bool:
    """Whether an element's text is no part of the text around it.

    It is shown elsewhere, by some browsers only, or never; or it is a link back: of a heading to
    itself, of a footnote to the text.
    """
    return (
        element.display == "apart"
        or not _HIDING_ATTRIBUTES.isdisjoint(element.attributes)
        or not _BACK_LINK_CLASSES.isdisjoint(element.classes)
        or "display:none" in (element.attributes.get("style") or "").replace(" ", "")
    )


def is_footnote_mark(element: Element) -> bool:
    """Whether an element is a footnote's mark in the text, as an extension writes it."""
    return element.tag == "sup" and bool(_FOOTNOTE.fullmatch(element.node.html or ""))


def scope_kind(element: Element) -> str:
    """Return the kind of scope that an element is, "" for none.

    A box is something with a title: an admonition, or what opens and closes.
    """
    if element.tag == "div" and "admonition" in element.classes:
        return "box"
    return _SCOPE_KINDS.get(element.tag, "")


def column(cell: LexborNode) -> int:
    """Return the column of a table that a cell begins in, from 1, whatever rows above span."""
    number, sibling = 1, cell.prev
    while sibling is not None:
        if sibling.tag in ("td", "th"):
            span = sibling.attributes.get("colspan") or ""
            number += max(1, int(span)) if span.isdecimal() else 1
        sibling = sibling.prev
    return number


def is_quote(element: Element) -> bool:
    """Whether an element is a block quote: by its name, its role, or as a box of that kind."""
    roles = (element.attributes.get("role") or "").lower().split()
    if "blockquote" in (element.tag, *roles):
        return True
    return scope_kind(element) == "box" and not _QUOTE_CLASSES.isdisjoint(element.classes)


def is_title(element: Element) -> bool:
    """Whether an element is the title of a box."""
    return element.tag == "summary" or "admonition-title" in element.classes
