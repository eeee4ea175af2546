"""Parse HTML with lexbor, which builds the tree that browsers build: nothing is emulated here."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from quotations.page.elements import CODE

_END = "<br data-end>"  # is put after the HTML; if all is closed, it is the last thing in the tree


def parse(html: str) -> tuple[LexborNode, str]:
    """Return the `<body>` of some HTML, and what in it is opened and never closed.

    That is the name of an element for code; "-" for anything else in which the rest of the page
    is lost, as in a comment or a script; "" where nothing is.
    """
    body = _body(html + _END)
    last, names = body, []
    while last.last_child is not None:
        last = last.last_child
        names.append(last.tag or "")
    if last.tag != "br" or "data-end" not in last.attributes:
        return _body(html), "-"
    last.remove()
    return body, next((name for name in names if name in CODE), "")


def _body(html: str) -> LexborNode:
    body = LexborHTMLParser(f"<!doctype html><body>{html}").body
    assert body is not None
    return body
