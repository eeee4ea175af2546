"""Find the line and column in a Markdown file of what its page shows.

The renderer keeps no line numbers. So page and file are read as rows of words and quotation marks,
and what is looked for stands in the file where the rows around it are alike for the longest way.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quotations.model import PageText, Position, Quotation, Run
from quotations.page.markdown import Row, row_of, row_of_markdown

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
    files = [row_of_markdown(text) for text in texts]
    tokens: list[str] = []
    stretches: dict[int, tuple[int, Row]] = {}
    for run in runs:
        row = row_of(run.text)
        stretches[id(run)] = len(tokens), row
        tokens += row.tokens
    page = Row(tokens, [])
    for number, thing in enumerate(sought):
        if isinstance(thing, str):
            for file, text in enumerate(texts):
                for found in re.finditer(re.escape(thing), text) if thing else ():
                    yield _Place(0, 0, number, file, found.start())
            continue
        begin, row = stretches[id(thing[0])]
        own = bisect_left(row.offsets, thing[1])
        for file, in_file in enumerate(files):
            alike = in_file.like(tokens, begin + own)
            if len(alike) > 2 * _MANY:
                down = bisect_left(page.like(tokens, begin + own), begin + own)
                alike = alike[max(0, min(down, len(alike) - _MANY) - _MANY) : down + _MANY]
            for place in alike:
                before = _same(in_file.tokens, place - 1, tokens, begin + own - 1, -1)
                behind = _same(in_file.tokens, place, tokens, begin + own, 1)
                here = min(before, own) + min(behind, len(row.tokens) - own)
                yield _Place(-here, -before - behind, number, file, in_file.offsets[place])


def _same(one: Sequence[str], i: int, other: Sequence[str], j: int, step: int) -> int:
    """Return how much is the same in two rows, from a place in each on, in steps of 1 or -1."""
    far = 0
    while far < _FAR and 0 <= i < len(one) and 0 <= j < len(other) and one[i] == other[j]:
        i, j, far = i + step, j + step, far + 1
    return far
