"""Put elements around stretches of HTML, by offset; every other byte stays as it is."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

_TAG = re.compile(
    r"<!--.*?-->|<(?P<end>/)?(?P<name>[A-Za-z][^\s/>]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>", re.S
)
_ID = re.compile(r"""\sid=["']?([^"'\s>]+)""")
_Wall = tuple[int, int, int, int]  # what an element has, without its name
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


class Element(NamedTuple):
    """An element of the page: `html[start:inner]` is its start tag, `html[close:end]` its end."""

    name: str
    start: int
    inner: int
    close: int
    end: int


@dataclass(frozen=True, slots=True)
class Wrap:
    """Something to put around `html[start:end]`: text before it and after it.

    Where it must be cut in pieces, `before` opens the first, `again` the others; `after` closes
    the last, `until` the others. An empty stretch takes `before` alone.
    """

    start: int
    end: int
    before: str
    after: str = ""
    again: str = ""
    until: str = ""


def elements(html: str) -> list[Element]:
    """Return the page's elements, in the order of their start tags; what is not closed is none."""
    found: list[Element] = []
    opened: list[tuple[int, int]] = []
    names: list[str] = []  # theirs
    for tag in _TAG.finditer(html):
        ends, name = tag.group("end", "name")
        name = (name or "").lower()
        at, after = tag.span()
        if not name or name in _VOID or html.startswith("/>", after - 2):
            continue
        if not ends:
            opened.append((at, after))
            names.append(name)
        elif name in names:
            while True:
                start, inner = opened.pop()
                if names.pop() == name:
                    found.append(Element(name, start, inner, at, after))
                    break
    return sorted(found, key=lambda element: element.start)


def body_ids(html: str) -> list[str]:
    """Return the ids of a page's HTML, in its order."""
    tags = (html[element.start : element.inner] for element in elements(html))
    return [found[1] for tag in tags if (found := _ID.search(tag))]


def splice(html: str, layers: Iterable[Sequence[Wrap]], around: Iterable[Element]) -> str:
    """Return `html` with all wraps put in.

    A wrap never crosses an element of `around` nor a wrap of an earlier layer: where it holds one
    whole it goes around it, else it is cut in pieces there. Wraps of one layer must not overlap.
    """
    walls = [(e.start, e.inner, e.close, e.end) for e in around]
    pieces: list[tuple[Wrap, int]] = []
    for depth, layer in enumerate(layers):
        edges = sorted((edge, wall) for wall in walls for edge in (wall[0], wall[3]))
        cut = [piece for wrap in layer for piece in _cut(wrap, edges)]
        pieces += [(wrap, depth) for wrap in cut]
        walls += [(w.start, w.start, w.end, w.end) for w in cut if w.start < w.end]
    # At one offset: what ends there first, the innermost before the others; then what is empty;
    # then what begins, the outermost first.
    marks: list[tuple[tuple[int, int, int, int], str]] = []
    for wrap, depth in pieces:
        if wrap.start == wrap.end:
            marks.append(((wrap.start, 1, depth, 0), wrap.before))
        else:
            marks.append(((wrap.start, 2, -wrap.end, depth), wrap.before))
            marks.append(((wrap.end, 0, -wrap.start, -depth), wrap.after))
    marks.sort(key=lambda mark: mark[0])
    out: list[str] = []
    at = 0
    for (offset, *_), text in marks:
        out += (html[at:offset], text)
        at = offset
    return "".join([*out, html[at:]])


def _cut(wrap: Wrap, edges: list[tuple[int, _Wall]]) -> list[Wrap]:
    """Cut a wrap wherever it would cross an element without containing it or lying in it.

    `edges` are where elements start and end, in order: one that has no edge inside the wrap is
    not crossed.
    """
    if wrap.start == wrap.end:
        return [wrap]
    first = bisect_left(edges, wrap.start, key=lambda edge: edge[0])
    last = bisect_right(edges, wrap.end, key=lambda edge: edge[0])
    walls = dict.fromkeys(wall for _, wall in edges[first:last])
    stretches = [_widened(wrap.start, wrap.end, walls)]
    for start, inner, close, end in walls:
        following: list[tuple[int, int]] = []
        for a, b in stretches:
            if b <= start or a >= end or (a <= start and b >= end) or (a >= inner and b <= close):
                following.append((a, b))
            elif a < start:
                following += [(a, start), (inner, min(b, close))]
            else:
                following += [(max(a, inner), close), (end, b)]
        stretches = [(a, b) for a, b in following if a < b]
    last = len(stretches) - 1
    return [
        replace(
            wrap,
            start=a,
            end=b,
            before=wrap.again if number else wrap.before,
            after=wrap.until if number < last else wrap.after,
        )
        for number, (a, b) in enumerate(stretches)
    ]


def _widened(a: int, b: int, walls: Iterable[_Wall]) -> tuple[int, int]:
    """Take in the tags of an element that is held whole, from its first word or to its last."""
    while True:
        starts = [start for start, inner, _, end in walls if start < a == inner and end <= b]
        ends = [end for start, _, close, end in walls if close == b < end and a <= start]
        if not starts and not ends:
            return a, b
        a, b = min([a, *starts]), max([b, *ends])
