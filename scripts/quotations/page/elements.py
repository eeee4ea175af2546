"""What the elements of HTML mean for the text in them: by name, or as CSS selectors."""

from selectolax.lexbor import LexborNode

# The text in one of these is a run by itself, whatever a style sheet says.
BLOCKS = frozenset(
    "address article aside blockquote button caption dd details dialog div dl dt fieldset"
    " figcaption figure form h1 h2 h3 h4 h5 h6 header hr label legend li main menu nav ol"
    " option p pre search section select summary svg table td text textarea th title tr ul".split()
)
CODE = frozenset(("code", "kbd", "samp", "tt"))
PICTURES = frozenset(("img", "input", "video", "audio"))  # shown, and no text
# The text of these is markup once the tree is written out: <![CDATA[<img>]]>.
FOREIGN_SILENT = ":is(svg, math) :is(script, style)"
OPAQUE = "iframe, object, embed, canvas, template"  # they may show what is not on the page
# Shown elsewhere, by some browsers only, or never; or a link back: of a heading to itself, of a
# footnote to the text. It is no part of the run around it.
HIDDEN = (
    "noscript, rp, meter, progress, datalist, annotation, annotation-xml, del, s, strike, [hidden],"
    " [popover], [style*='display:none' i], [style*='display: none' i], .headerlink,"
    " .footnote-backref"
)
QUOTES = (
    "blockquote, [role~=blockquote i], .admonition:is(.quote, .cite), details:is(.quote, .cite)"
)
# Attributes whose text a reader sees or hears, if only on some elements.
TEXTS = frozenset(
    "abbr alt aria-braillelabel aria-brailleroledescription aria-description aria-label"
    " aria-placeholder aria-roledescription aria-valuetext content label placeholder summary title"
    " value".split()
)
# Classes of boxes: an admonition, a tab.
BOXES = frozenset(("admonition", "tabbed-block"))
# By element, the kind of scope that it is.
SCOPES = {
    **{"ul": "list", "ol": "list", "dl": "list", "li": "item", "table": "table", "tr": "row"},
    **{"figure": "figure", "dt": "entry", "dd": "entry", "details": "box"},
}
# The kinds of notes, as classes of a note's heading, and what a page calls each.
NOTE_KINDS = {
    "claim": "Claim",
    "wording": "Wording",
    "background": "Background",
    "tension": "Tension",
    "question": "Open question",
}


def columns(cell: LexborNode) -> range:
    """Return the columns of a table that a cell is in, from 1, whatever rows above span."""
    start, sibling = 1, cell.prev
    while sibling is not None:
        if sibling.tag in ("td", "th"):
            start += _column_span(sibling)
        sibling = sibling.prev
    return range(start, start + _column_span(cell))


def _column_span(cell: LexborNode) -> int:
    span = (cell.attributes.get("colspan") or "")[:4]  # browsers know no wider one
    return max(1, int(span)) if span.isdecimal() else 1


def tabs_by_label(root: LexborNode) -> dict[int, int]:
    """Return, by the identity of the label of each tab on a page, that of the tab."""
    pairs: dict[int, int] = {}
    for group in root.css(".tabbed-set"):
        by_class = {child.attributes.get("class"): child for child in group.iter()}
        if "tabbed-labels" in by_class and "tabbed-content" in by_class:
            labels, tabs = by_class["tabbed-labels"].iter(), by_class["tabbed-content"].iter()
            pairs |= {a.mem_id: b.mem_id for a, b in zip(labels, tabs, strict=False)}
    return pairs
