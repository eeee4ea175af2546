"""Find the line and column in a Markdown file of what its page shows.

The renderer keeps no line numbers. So page and file are read as rows of words and quotation marks,
and what is looked for stands in the file where the rows around it are alike for the longest way.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quotations.model import PageText, Position, Quotation, Run
from quotations.page.markdown import Row, row_of_markdown

_FAR = 40  # words and marks that are compared on either side
_MANY = 20  # of more places that begin alike, so many on either side of the one as far down

Sought = tuple[Run, int] | str
"""A mark or word that the page shows, by its offset in a run; or what the file has as it is."""


class _Place(NamedTuple):
    """Where a thing may stand; of several places the best sorts first."""

    run: int
    """How much of its run is the same around it, in words and marks, as a negative number."""
    page: int
    """How much of the whole page is."""
    thing: int
    """The number of the thing."""
    file: int
    offset: int


def opening(quotation: Quotation) -> Sought:
    """Return where a quotation opens: its mark, or the first word of a block quote."""
    return quotation.run, quotation.own[0] - (quotation.form == "inline")


def locate(page: PageText, runs: Iterable[Run], sought: Sequence[Sought]) -> list[Position]:
    """Return where things on a page stand in its files; (1, 1) for nowhere.

    `runs` are all there are, those of the front matter too. Of places that are as good, the first
    that is free is taken.
    """
    if not sought:
        return []
    files = [(page.page, page.markdown), *page.included]
    places = sorted(_places([text for _, text in files], runs, sought))
    chosen: dict[int, _Place] = {}
    taken: set[tuple[int, int]] = set()
    for place in places:
        if place.thing not in chosen and (place.file, place.offset) not in taken:
            chosen[place.thing] = place
            taken.add((place.file, place.offset))
    for place in places:  # a tooltip is shown more often than it is written
        chosen.setdefault(place.thing, place)
    positions = []
    for number in range(len(sought)):
        *_, file, offset = chosen.get(number, (0, 0))
        name, text = files[file]
        line = text.count("\n", 0, offset) + 1
        positions.append((name, line, offset - text.rfind("\n", 0, offset)))
    return positions


def _places(
    texts: Sequence[str], runs: Iterable[Run], sought: Sequence[Sought]
) -> Iterator[_Place]:
    """Yield where things may stand in some files."""
    rows = [row_of_markdown(text) for text in texts]
    begins: dict[int, int] = {}
    length = 0
    shown = list(runs)
    for run in shown:
        begins[id(run)] = length
        length += len(run.text) + 1
    page = Row("\n".join([run.text for run in shown]))
    for number, thing in enumerate(sought):
        if isinstance(thing, str):
            for file, text in enumerate(texts):
                for found in re.finditer(re.escape(thing), text) if thing else ():
                    yield _Place(0, 0, number, file, found.start())
            continue
        run, offset = thing
        begin = begins[id(run)]
        at = bisect_left(page.offsets, begin + offset)
        before = at - bisect_left(page.offsets, begin)
        behind = bisect_left(page.offsets, begin + len(run.text)) - at
        for file, row in enumerate(rows):
            alike = row.like(page.tokens, at)
            if len(alike) > 2 * _MANY:
                down = bisect_left(page.like(page.tokens, at), at)
                alike = alike[max(0, min(down, len(alike) - _MANY) - _MANY) : down + _MANY]
            for place in alike:
                up = _same(
                    row.tokens[max(0, place - _FAR) : place][::-1],
                    page.tokens[max(0, at - _FAR) : at][::-1],
                )
                down = _same(row.tokens[place : place + _FAR], page.tokens[at : at + _FAR])
                here = min(up, before) + min(down, behind)
                yield _Place(-here, -up - down, number, file, row.offsets[place])


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how much of two rows is the same, from their beginnings on."""
    far = 0
    for token, like in zip(one, other):
        if token != like:
            break
        far += 1
    return far
