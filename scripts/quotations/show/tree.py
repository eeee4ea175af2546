"""Put elements around stretches of a page's text, in the page's tree.

An element never crosses another. If a stretch contains a whole element, the new one goes around
that; if it contains a part of one, the new one ends there and begins again inside. So around “one
two”, `<p>one <em>two three</em></p>` becomes `<p><a>one </a><em><a>two</a> three</em></p>`.
"""

from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborNode

from quotations.model import Run


def new_element(html: str, neighbor: LexborNode) -> LexborNode:
    """Return an element made of HTML, in the tree of `neighbor` but not yet placed there."""
    holder = neighbor.parser.create_node("div")
    holder.inner_html = html
    assert holder.child is not None
    return holder.child


def put_first(element: LexborNode, html: str) -> None:
    """Put a new element, given as HTML, before all else in `element`."""
    put = element.child.insert_before if element.child else element.insert_child
    put(new_element(html, element), move=True)


def wrap(nodes: Iterable[LexborNode], opening: str) -> list[LexborNode]:
    """Put elements, given by their opening tag, around nodes, one around all side by side."""
    wrappers: list[LexborNode] = []
    for node in nodes:
        before = node.prev
        if not wrappers or before is None or before.mem_id != wrappers[-1].mem_id:
            wrappers.append(new_element(opening, node))
            node.insert_before(wrappers[-1], move=True)
        wrappers[-1].insert_child(node, move=True)
    return wrappers


def ancestors(node: LexborNode | None) -> Iterator[LexborNode]:
    """Yield a node itself and the elements around it, the innermost first."""
    while node is not None:
        yield node
        node = node.parent


def block_of(run: Run) -> LexborNode:
    """Return the element that a run is in: a paragraph, a heading, a cell."""
    text = next(node for _, node in run.pieces if node is not None)
    return next(element for element in ancestors(text) if element.tag == run.block.element)


def following(node: LexborNode) -> Iterator[LexborNode]:
    """Yield the siblings after a node."""
    while node.next is not None:
        node = node.next
        yield node


def text_nodes(run: Run, start: int, end: int) -> list[LexborNode]:
    """Return the nodes that show run.text[start:end] and nothing else; cuts its text nodes."""
    first, after = _cut(run, start), _cut(run, end)
    texts = [node for _, node in run.pieces[first:after] if node is not None]
    for element in ancestors(texts[0].parent) if texts else ():
        if _texts(element).issuperset(texts):  # the innermost that has all, which stays outside
            return list(_highest(element, set(texts)))
    return []


def _cut(run: Run, offset: int) -> int:
    """Cut the text node that an offset of a run falls into; return the index of the piece there."""
    start = 0
    for index, (text, node) in enumerate(run.pieces):
        cut = offset - start
        if cut <= 0:
            return index
        if node is not None and cut < len(text):
            # In code `text` has other characters for the quotation marks; the page keeps those.
            content = node.text_content or ""
            node.insert_before(content[:cut])
            node.insert_after(content[cut:])
            run.pieces[index : index + 1] = [(text[:cut], node.prev), (text[cut:], node.next)]
            node.remove()
            return index + 1
        start += len(text)
    return len(run.pieces)


def _highest(parent: LexborNode, texts: set[LexborNode]) -> Iterator[LexborNode]:
    """Yield the highest nodes in an element that have some of the texts, and no other."""
    for node in parent.iter(include_text=True):
        inner = _texts(node)
        if inner and inner <= texts:
            yield node
        elif inner & texts:
            yield from _highest(node, texts)


def _texts(node: LexborNode) -> set[LexborNode]:
    return {text for text in node.traverse(include_text=True) if text.is_text_node}
