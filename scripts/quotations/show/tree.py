"""Put elements around stretches of a page's text, in the page's tree.

An element never crosses another: where a stretch holds one whole it goes around it, else it is cut
in pieces there.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser, LexborNode

from quotations.model import Run


def ids(html: str) -> list[str]:
    """Return the ids of a page's HTML, in its order."""
    return [node.id or "" for node in LexborHTMLParser(html).css("[id]")]


def written(root: LexborNode) -> str:
    """Return what an element holds as HTML."""
    for block in root.css("pre, textarea"):  # in these a line break that comes first is ignored
        if block.child and (block.child.text_content or "").startswith("\n"):
            block.child.insert_before("\n")
    return root.inner_html or ""


def made(root: LexborNode, html: str) -> LexborNode:
    """Return a new element of a tree, given as HTML."""
    holder = root.parser.create_node("div")
    holder.inner_html = html
    assert holder.child is not None
    return holder.child


def put_first(element: LexborNode, new: LexborNode) -> None:
    """Put an element before all that another holds."""
    if element.child is None:
        element.insert_child(new, move=True)
    else:
        element.child.insert_before(new, move=True)


def wrap(siblings: Iterable[LexborNode], new: LexborNode) -> LexborNode:
    """Put an element around nodes that stand side by side, and return it."""
    for number, node in enumerate(siblings):
        if number == 0:
            node.insert_before(new, move=True)
        new.insert_child(node, move=True)
    return new


def up(node: LexborNode | None) -> Iterator[LexborNode]:
    """Yield a node and the elements around it, the innermost first."""
    while node is not None:
        yield node
        node = node.parent


def closest(node: LexborNode, names: Collection[str]) -> LexborNode | None:
    """Return the innermost of the elements around a node that has one of these names."""
    return next((element for element in up(node) if element.tag in names), None)


def siblings(first: LexborNode) -> Iterator[LexborNode]:
    """Yield a node and those that follow it in the same element."""
    node: LexborNode | None = first
    while node is not None:
        following = node.next
        yield node
        node = following


def texts(run: Run) -> list[LexborNode]:
    """Return the text nodes that show a run, in order."""
    return [node for _, node in run.pieces if node is not None]


def shown(run: Run, start: int, end: int) -> list[list[LexborNode]]:
    """Return the nodes that show a stretch of a run's text and nothing else, in few groups.

    Those of a group stand side by side. Text nodes are cut where the stretch begins and ends.
    """
    _cut(run, (start, end))
    inside: list[LexborNode] = []
    at = 0
    for text, node in run.pieces:
        if node is not None and start <= at < end:
            inside.append(node)
        at += len(text)
    if not inside:
        return []
    around = {element.mem_id for element in up(inside[0])}
    common = next(element for element in up(inside[-1].parent) if element.mem_id in around)
    return list(_groups(common, {node.mem_id for node in inside}))


def _cut(run: Run, edges: Sequence[int]) -> None:
    """Cut the text nodes of a run at some offsets in its text."""
    pieces: list[tuple[str, LexborNode | None]] = []
    at = 0
    for text, node in run.pieces:
        inside = sorted({edge - at for edge in edges if at < edge < at + len(text)})
        if node is None or not inside:
            pieces.append((text, node))
        else:
            whole = node.text_content or ""  # of code, the run's text has no marks
            for start, end in pairwise((0, *inside, len(text))):
                node.insert_before(whole[start:end])
                pieces.append((text[start:end], node.prev))
            node.remove()
        at += len(text)
    run.pieces = pieces


def _groups(parent: LexborNode, inside: Collection[int]) -> Iterator[list[LexborNode]]:
    """Yield the nodes in an element that hold text, and only such as is `inside`.

    What holds no text goes with what is on both sides of it.
    """
    group: list[LexborNode] = []
    empty: list[LexborNode] = []
    for node in siblings(parent.child) if parent.child else ():
        held = [n.mem_id in inside for n in node.traverse(include_text=True) if n.is_text_node]
        if not held:
            empty.append(node)
        elif all(held):
            group += (*empty, node) if group else (node,)
            empty = []
        else:
            if group:
                yield group
            group, empty = [], []
            if any(held):
                yield from _groups(node, inside)
    if group:
        yield group
