"""What the elements of HTML mean for the text in them: facts by name, and by attribute."""

import re
from collections.abc import Mapping, Sequence

from selectolax.lexbor import LexborNode

Attributes = Mapping[str, str | None]

BLOCKS = frozenset(
    "address article aside blockquote body button caption center col colgroup dd desc details"
    " dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header"
    " hgroup hr html label legend li main menu nav ol optgroup option p pre search section select"
    " summary svg table tbody td text textarea tfoot th thead title tr ul".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
# What has nothing in it, and what has something that is no markup and that nobody sees.
HOLLOW = frozenset(
    "area base br col embed hr img input link meta source track wbr iframe xmp plaintext".split()
)
CODE = frozenset("code kbd samp tt".split())
UNSEEN = frozenset("script style template noembed noframes".split())
OPAQUE = frozenset("iframe object embed frame applet canvas xmp plaintext".split())
OBJECTS = frozenset("img input video audio".split())  # shown, and no text
_SCOPES = {
    **{"li": "item", "tr": "row", "figure": "figure", "table": "table"},
    **{"dt": "entry", "dd": "entry", "details": "box"},
}
KINDS = ("claim", "wording", "background", "tension", "question")  # classes of a note's heading

# Shown elsewhere, otherwise or not at all: no part of the run around it, checked by itself.
_ASIDE = frozenset(
    "noscript rp meter progress datalist annotation annotation-xml del s strike".split()
)
_HIDING = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0(?![.\d])|font-size:0(?![.\d])"
)
_READ_OUT = (
    "alt title aria-label aria-description aria-roledescription aria-placeholder aria-valuetext"
    " aria-braillelabel aria-brailleroledescription placeholder label summary"
).split()
_READ_ON = {"input": "value", "option": "value", "button": "value", "th": "abbr", "meta": "content"}
_HEARD = frozenset((*_READ_OUT, *_READ_ON.values()))
_MEANT = BLOCKS | HOLLOW | CODE | UNSEEN | OPAQUE | OBJECTS | _ASIDE | {"q", "cite", "sup"}
_TOLD = _HEARD | {"class", "role", "style", "hidden", "popover"}


def is_plain(tag: str, attributes: Attributes) -> bool:
    """Whether an element, by name and by attributes, means nothing for the text in it."""
    return tag not in _MEANT and _TOLD.isdisjoint(attributes)


def read_out(tag: str, attributes: Attributes) -> list[tuple[str, str]]:
    """Return the names and values of an element's attributes that a reader sees or hears."""
    if _HEARD.isdisjoint(attributes) or "http-equiv" in attributes:  # that is told to browsers
        return []
    names = (*_READ_OUT, _READ_ON.get(tag, ""))
    values = [(name, attributes.get(name) or "") for name in names]
    return [(name, value) for name, value in values if value.strip()]


def hides(tag: str, attributes: Attributes) -> bool:
    """Whether an element is not shown where it stands, or by some browsers only."""
    if tag in _ASIDE or "hidden" in attributes or "popover" in attributes:
        return True
    style = attributes.get("style")
    return bool(style and _HIDING.search("".join(style.lower().split())))


def scope(tag: str, classes: Sequence[str]) -> str:
    """Return what kind of thing an element is that holds together what stands in it; "" for none.

    A box has a title: an admonition, or what opens and closes.
    """
    return "box" if tag == "div" and "admonition" in classes else _SCOPES.get(tag, "")


def column(cell: LexborNode) -> int:
    """Return the column of a table that a cell begins in, from 1, as its row alone tells."""
    begins, before = 1, cell.prev
    while before is not None:
        if before.tag in ("td", "th"):
            span = before.attributes.get("colspan") or ""
            begins += int(span) if span.isdecimal() else 1
        before = before.prev
    return begins


def is_quote(tag: str, attributes: Attributes, classes: Sequence[str]) -> bool:
    """Whether an element is a block quote: by its name, its role, or as a box of that kind."""
    if tag == "blockquote" or attributes.get("role") == "blockquote":
        return True
    return ("quote" in classes or "cite" in classes) and scope(tag, classes) == "box"


def is_title(element: str, classes: Sequence[str]) -> bool:
    """Whether a block is the title of a box."""
    return element == "summary" or "admonition-title" in classes


def is_apparatus(tag: str, attributes: Attributes, classes: Sequence[str]) -> bool:
    """Whether an element is apparatus: a footnote's mark, a heading's link to itself."""
    if tag == "sup":
        return (attributes.get("id") or "").startswith("fnref")
    return tag == "a" and ("headerlink" in classes or "footnote-backref" in classes)
