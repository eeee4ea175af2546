"""Parse HTML with lexbor, which builds the tree that browsers build: nothing is emulated here."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from quotations.page.elements import CODE

_END = "<br data-end>"  # put after the HTML; it is the last thing in the tree if all is closed


def parse(html: str) -> tuple[LexborNode, str]:
    """Return the `<body>` of some HTML, and what in it is opened and never closed.

    That is the name of an element for code, as in `<p>a <code>b</p>`; "-" for anything else in
    which the rest of the page is lost, like a comment or a script; "" for nothing.
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
