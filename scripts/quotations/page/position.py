"""Find the line and column in a Markdown file of what its page shows.

The renderer keeps no line numbers. So page and file are read as rows of words and quotation marks,
and what is looked for stands in the file where the rows around it are alike for the longest way.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from operator import eq

from quotations.model import PageText, Position, Quotation, Run
from quotations.page.markdown import Row, row_of_markdown

_FAR = 20  # words and marks that are compared on either side
_MANY = 20  # of more places that begin alike, so many on either side of the one as far down

Sought = tuple[Run, int] | str
"""A mark or word that the page shows, by its offset in a run; or what the file has as it is."""
_Place = tuple[int, int, tuple[int, int]]
"""Minus how much is alike around it; the number of what may stand there; the number of the file,
and the offset in it. Of several the best sorts first."""


def opening(quotation: Quotation) -> Sought:
    """Return where a quotation opens: its mark, or the first word of a block quote."""
    return quotation.run, quotation.start - (quotation.form == "inline")


def locate(page: PageText, runs: Iterable[Run], sought: Sequence[Sought]) -> list[Position]:
    """Return where things on a page stand in its files; (1, 1) for nowhere.

    `runs` are all there are, those of the front matter too. Of places that are as good, the first
    that is free is taken.
    """
    if not sought:
        return []
    files = [(page.path, page.markdown), *page.included]
    places = sorted(_places([text for _, text in files], runs, sought))
    chosen: dict[int, tuple[int, int]] = {}
    taken: set[tuple[int, int]] = set()
    for _, thing, place in places:
        if thing not in chosen and place not in taken:
            chosen[thing] = place
            taken.add(place)
    for _, thing, place in places:  # a tooltip is shown more often than it is written
        chosen.setdefault(thing, place)
    positions = []
    for number in range(len(sought)):
        file, offset = chosen.get(number, (0, 0))
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
    shown = []
    for run in runs:
        begins[id(run)] = length
        length += len(run.text) + 1
        shown.append(run.text)
    page = Row("\n".join(shown))
    for number, thing in enumerate(sought):
        if isinstance(thing, str):
            for file, text in enumerate(texts):
                for found in re.finditer(re.escape(thing), text) if thing else ():
                    yield 0, number, (file, found.start())
            continue
        at = bisect_left(page.offsets, begins[id(thing[0])] + thing[1])
        for file, row in enumerate(rows):
            alike = row.like(page.tokens, at)
            if len(alike) > 2 * _MANY:
                down = bisect_left(page.like(page.tokens, at), at)
                alike = alike[max(0, min(down, len(alike) - _MANY) - _MANY) : down + _MANY]
            for place in alike:
                same = _same(row.tokens, place, page.tokens, at)
                yield -same, number, (file, row.offsets[place])


def _same(one: list[str], i: int, other: list[str], j: int) -> int:
    """Return how many words and marks are the same around a place in each of two rows."""
    above = map(eq, one[max(0, i - _FAR) : i][::-1], other[max(0, j - _FAR) : j][::-1])
    below = map(eq, one[i : i + _FAR], other[j : j + _FAR])
    return len([*takewhile(bool, above), *takewhile(bool, below)])
