"""Put elements around stretches of a page's text, in the page's tree.

An element never crosses another: where a stretch holds one whole it goes around it, else it is cut
in pieces there.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

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


def made(html: str, tree: LexborNode) -> LexborNode:
    """Return a new element, given as HTML, for the tree that a node belongs to."""
    holder = tree.parser.create_node("div")
    holder.inner_html = html
    assert holder.child is not None
    return holder.child


def put_first(element: LexborNode, html: str) -> None:
    """Put a new element before all that another holds."""
    new = made(html, element)
    if element.child is None:
        element.insert_child(new, move=True)
    else:
        element.child.insert_before(new, move=True)


def wrap(siblings: Sequence[LexborNode], opening: str) -> LexborNode:
    """Put a new element around nodes that stand side by side, and return it."""
    new = made(opening, siblings[0])
    siblings[0].insert_before(new, move=True)
    for node in siblings:
        new.insert_child(node, move=True)
    return new


def up(node: LexborNode | None) -> Iterator[LexborNode]:
    """Yield a node and the elements around it, the innermost first."""
    while node is not None:
        yield node
        node = node.parent


def around(run: Run) -> Iterator[LexborNode]:
    """Yield the elements around the beginning of a run, the innermost first."""
    yield from up(next(node.parent for _, node in run.pieces if node is not None))


def shown(run: Run, start: int, end: int) -> list[list[LexborNode]]:
    """Return the nodes that show a stretch of a run's text and nothing else, in few groups.

    Those of a group stand side by side. Text nodes are cut where the stretch begins and ends.
    """
    _cut(run, start)
    _cut(run, end)
    inside: list[LexborNode] = []
    at = 0
    for text, node in run.pieces:
        if node is not None and start <= at < end:
            inside.append(node)
        at += len(text)
    if not inside:
        return []
    before = {element.mem_id for element in up(inside[0])}
    common = next(element for element in up(inside[-1].parent) if element.mem_id in before)
    return list(_groups(common, {node.mem_id for node in inside}))


def _cut(run: Run, edge: int) -> None:
    """Cut the text node of a run that shows what stands on both sides of an offset in its text."""
    at = 0
    for number, (text, node) in enumerate(run.pieces):
        if node is not None and at < edge < at + len(text):
            whole = node.text_content or ""  # of code, the run's text has no marks
            node.insert_before(whole[: edge - at])
            node.insert_after(whole[edge - at :])
            halves = (text[: edge - at], node.prev), (text[edge - at :], node.next)
            node.remove()
            run.pieces[number : number + 1] = halves
            return
        at += len(text)


def _groups(parent: LexborNode, inside: Collection[int]) -> Iterator[list[LexborNode]]:
    """Yield the nodes in an element that hold text, and only such as is `inside`.

    What holds no text goes with what is on both sides of it.
    """

    def texts(node: LexborNode) -> set[int]:
        return {n.mem_id for n in node.traverse(include_text=True) if n.is_text_node}

    children = parent.iter(include_text=True)
    for all_inside, found in groupby(children, lambda node: texts(node).issubset(inside)):
        nodes = list(found)
        if all_inside:
            holding = [at for at, node in enumerate(nodes) if texts(node)]
            if holding:
                yield nodes[holding[0] : holding[-1] + 1]
        else:
            for node in nodes:
                yield from _groups(node, inside)
