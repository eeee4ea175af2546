"""What the elements of HTML mean for the text in them: facts by name, and by attribute."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from selectolax.lexbor import LexborNode

_TAGS = {
    "block": "address article aside blockquote body button caption center col colgroup dd desc"
    " details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head"
    " header hgroup hr html label legend li main menu nav ol optgroup option p pre search section"
    " select summary svg table tbody td text textarea tfoot th thead title tr ul",
    "break": "br",
    "code": "code kbd samp tt",
    # Shown elsewhere, otherwise or not at all: no part of the run around it, checked by itself.
    "aside": "noscript rp meter progress datalist annotation annotation-xml del s strike",
    "object": "img input video audio",  # shown, and no text
    "opaque": "iframe object embed frame applet canvas xmp plaintext template",
    "quotation": "q",
    "unseen": "script style",
}
# What an element is; "" for one that means nothing for the text in it, like <b>.
_DISPLAY = {tag: display for display, tags in _TAGS.items() for tag in tags.split()}
KINDS = ("claim", "wording", "background", "tension", "question")  # classes of a note's heading
_SCOPE_KINDS = {
    **{"ul": "list", "ol": "list", "li": "item", "tr": "row", "figure": "figure", "table": "table"},
    **{"dt": "entry", "dd": "entry", "details": "box"},
}
_HIDING_ATTRIBUTES = frozenset(("hidden", "popover"))
_QUOTES = frozenset(("quote", "cite"))  # kinds of boxes
_APPARATUS = frozenset(("headerlink", "footnote-backref"))  # classes
# Attributes whose text a reader sees or hears.
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
    """Whether an element is not shown where it is, or by some browsers only, or is no text of it.

    The last are a heading's link to itself and a footnote's link back to the text.
    """
    return (
        element.display == "aside"
        or not _HIDING_ATTRIBUTES.isdisjoint(element.attributes)
        or not _APPARATUS.isdisjoint(element.classes)
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
    """Return the column of a table that a cell begins in, from 1, counted in its row alone."""
    number, sibling = 1, cell.prev
    while sibling is not None:
        if sibling.tag in ("td", "th"):
            span = sibling.attributes.get("colspan") or ""
            number += int(span) if span.isdecimal() else 1
        sibling = sibling.prev
    return number


def is_quote(element: Element) -> bool:
    """Whether an element is a block quote: by its name, its role, or as a box of that kind."""
    roles = (element.attributes.get("role") or "").lower().split()
    if "blockquote" in (element.tag, *roles):
        return True
    return scope_kind(element) == "box" and not _QUOTES.isdisjoint(element.classes)


def is_title(element: Element) -> bool:
    """Whether an element is the title of a box."""
    return element.tag == "summary" or "admonition-title" in element.classes
