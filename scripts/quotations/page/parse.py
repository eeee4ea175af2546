"""Parse HTML as browsers do, and see whether something in it swallows what follows."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from quotations.page import elements

_END = "<br data-end>"  # stands behind what is read, and shows whether all of it was


def parsed(html: str) -> tuple[LexborNode, str]:
    """Return an element that holds what the HTML shows, and what swallows all that follows it.

    That is <code> or the like, something else that is never closed ("-"), or nothing.
    """
    root = _tree(html + _END)
    last, around = root, []
    while last.last_child is not None:
        last = last.last_child
        around.append(last.tag or "")
    if last.tag != "br" or "data-end" not in last.attributes:
        return _tree(html), "-"
    last.remove()
    return root, next((tag for tag in around if tag in elements.CODE), "")


def _tree(html: str) -> LexborNode:
    tree = LexborHTMLParser(html, is_fragment=True)
    root = tree.create_node("div")
    node = tree.root
    while node is not None:
        following = node.next
        root.insert_child(node, move=True)
        node = following
    return root
