"""Put elements around stretches of a page's text, in the page's tree.

An element never crosses another. If a stretch contains a whole element, the new one goes around
that; if it contains a part of one, the new one ends there and begins again inside. So around “one
two”, `<p>one <em>two three</em></p>` becomes `<p><a>one </a><em><a>two</a> three</em></p>`.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from selectolax.lexbor import LexborHTMLParser, LexborNode

from quotations.model import Run
from quotations.page.elements import ancestors


def ids(html: str) -> list[str]:
    """Return the ids of a page's HTML, in its order."""
    return [node.id or "" for node in LexborHTMLParser(html).css("[id]")]


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


def wrap(siblings: Sequence[LexborNode], opening: str) -> LexborNode:
    """Put a new element, given by its opening tag, around nodes side by side, and return it."""
    new = new_element(opening, siblings[0])
    siblings[0].insert_before(new, move=True)
    for node in siblings:
        new.insert_child(node, move=True)
    return new


def ancestors_of(run: Run) -> Iterator[LexborNode]:
    """Yield the first text of a run and the elements around it, the innermost first."""
    return ancestors(next(node for _, node in run.pieces if node is not None))


def following(node: LexborNode) -> Iterator[LexborNode]:
    """Yield the siblings after a node."""
    while node.next is not None:
        node = node.next
        yield node


def text_nodes(run: Run, start: int, end: int) -> list[list[LexborNode]]:
    """Return the nodes that show run.text[start:end] and nothing else, in the fewest groups.

    The nodes of a group are siblings, side by side: text nodes, cut at `start` and `end`, and
    elements that contain only such text.
    """
    _cut(run, start)
    _cut(run, end)
    offsets = accumulate((len(text) for text, _ in run.pieces), initial=0)
    pieces = zip(run.pieces, offsets, strict=False)  # the last offset is the end of the run
    selected = [node for (_, node), offset in pieces if node and start <= offset < end]
    for common in ancestors(selected[0].parent) if selected else ():
        if _texts(common).issuperset(selected):
            return list(_groups(common, set(selected)))
    return []


def _cut(run: Run, offset: int) -> None:
    """Cut a text node of a run in two, if an offset in the run's text falls inside it."""
    start = 0
    for index, (text, node) in enumerate(run.pieces):
        if node is not None and start < offset < start + len(text):
            cut = offset - start
            # In code `text` has other characters for the quotation marks; the page keeps those.
            content = node.text_content or ""
            node.insert_before(content[:cut])
            node.insert_after(content[cut:])
            run.pieces[index : index + 1] = [(text[:cut], node.prev), (text[cut:], node.next)]
            node.remove()
            return
        start += len(text)


def _texts(node: LexborNode) -> set[LexborNode]:
    return {text for text in node.traverse(include_text=True) if text.is_text_node}


def _groups(parent: LexborNode, selected: set[LexborNode]) -> Iterator[list[LexborNode]]:
    """Yield, in groups of siblings, the highest nodes in an element that have only selected text.

    A node without text, such as a picture, is in a group only between two nodes with text.
    """
    children = parent.iter(include_text=True)
    for is_selected, group in groupby(children, lambda node: _texts(node) <= selected):
        nodes = list(group)
        if not is_selected:
            for node in nodes:
                yield from _groups(node, selected)
        elif with_text := [index for index, node in enumerate(nodes) if _texts(node)]:
            yield nodes[with_text[0] : with_text[-1] + 1]
