"""What the elements of HTML mean for the text in them: facts by name, and by attribute."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from selectolax.lexbor import LexborNode

BLOCKS = frozenset(
    "address article aside blockquote body button caption center col colgroup dd desc details"
    " dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header"
    " hgroup hr html label legend li main menu nav ol optgroup option p pre search section select"
    " summary svg table tbody td text textarea tfoot th thead title tr ul".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
# Elements with nothing in them; of the last two, what is in them is no markup.
HOLLOW = frozenset(
    "area base br col embed hr img input link meta source track wbr iframe xmp plaintext".split()
)
CODE = frozenset("code kbd samp tt".split())
UNSEEN = frozenset("script style template noembed noframes".split())  # nobody sees their text
OPAQUE = frozenset("iframe object embed frame applet canvas xmp plaintext".split())
OBJECTS = frozenset("img input video audio".split())  # shown, and no text
KINDS = ("claim", "wording", "background", "tension", "question")  # classes of a note's heading

_SCOPE_KINDS = {
    **{"ul": "list", "ol": "list", "li": "item", "tr": "row", "figure": "figure", "table": "table"},
    **{"dt": "entry", "dd": "entry", "details": "box"},
}
# Shown elsewhere, otherwise or not at all: no part of the run around it, checked by itself.
_ASIDE = frozenset(
    "noscript rp meter progress datalist annotation annotation-xml del s strike".split()
)
_HIDING_STYLE = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0(?![.\d])|font-size:0(?![.\d])"
)
# Attributes whose text a reader sees or hears: of any element, and of one alone.
_TEXTS = frozenset(
    "alt title aria-label aria-description aria-roledescription aria-placeholder aria-valuetext"
    " aria-braillelabel aria-brailleroledescription placeholder label summary".split()
)
_TEXT_OF = {"input": "value", "option": "value", "button": "value", "th": "abbr", "meta": "content"}
# The elements and attributes that mean something here.
_ELEMENTS = BLOCKS | HOLLOW | CODE | UNSEEN | OPAQUE | OBJECTS | _ASIDE | {"q", "cite", "sup"}
_ATTRIBUTES = _TEXTS.union(_TEXT_OF.values(), "class role style hidden popover".split())


class Element(NamedTuple):
    """An element of the tree, with what is asked of it often."""

    node: LexborNode
    tag: str
    attributes: Mapping[str, str | None]
    classes: tuple[str, ...]


def meaningful(node: LexborNode) -> Element | None:
    """Return an element, or None for one that means nothing for the text in it, like `<b>`."""
    tag, attributes = node.tag or "", node.attributes
    if tag not in _ELEMENTS and _ATTRIBUTES.isdisjoint(attributes):
        return None
    return Element(node, tag, attributes, tuple((attributes.get("class") or "").split()))


def texts_of_attributes(element: Element) -> list[tuple[str, str]]:
    """Return the names and values of an element's attributes that a reader sees or hears."""
    if "http-equiv" in element.attributes:  # that is for browsers
        return []
    name_here = _TEXT_OF.get(element.tag)
    return [
        (name, value)
        for name, value in element.attributes.items()
        if (name in _TEXTS or name == name_here) and value and value.strip()
    ]


def is_hidden(element: Element) -> bool:
    """Whether an element is not shown where it is, or by some browsers only."""
    attributes = element.attributes
    if element.tag in _ASIDE or "hidden" in attributes or "popover" in attributes:
        return True
    style = attributes.get("style")
    return bool(style and _HIDING_STYLE.search("".join(style.lower().split())))


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
    if element.tag == "blockquote" or "blockquote" in roles:
        return True
    is_named_quote = "quote" in element.classes or "cite" in element.classes
    return is_named_quote and scope_kind(element) == "box"


def is_title(element: Element) -> bool:
    """Whether an element is the title of a box."""
    return element.tag == "summary" or "admonition-title" in element.classes


def is_apparatus(element: Element) -> bool:
    """Whether an element is apparatus: a footnote's mark, a heading's link to itself."""
    if element.tag == "sup":
        return (element.attributes.get("id") or "").startswith("fnref")
    links = ("headerlink", "footnote-backref")
    return element.tag == "a" and any(name in element.classes for name in links)
