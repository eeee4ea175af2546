"""Find the line and column in a Markdown file of what its page shows.

The renderer keeps no line numbers. So page and file are read as rows of tokens, which are words and
quotation marks, and a token of the page is found in the file where most tokens around it are the
same: of two times “old bridge”, the one that has the same words before it and after it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile
from operator import eq
from typing import NamedTuple

from quotations.model import PageText, Position, Quotation, Run
from quotations.page.file import line_and_column
from quotations.page.markdown import Row, row_of_markdown

_REACH = 20  # tokens that are compared on either side
_MOST = 20  # places that are compared on either side, where a file has very many of a token

Target = tuple[Run, int] | str
"""What to find: a token of the page, by run and offset, or a text that the file has as it is."""


class _Candidate(NamedTuple):
    """A place in a file where a target may be; the best of a target's sorts first."""

    difference: int  # minus the number of tokens around it that are the same
    target: int  # its index
    place: tuple[int, int]  # the index of the file, the offset in it


def first_mark(quotation: Quotation) -> Target:
    """Return where a quotation opens: its mark, or the first word of a block quote."""
    return quotation.run, quotation.start - (1 if quotation.form == "inline" else 0)


def locate(page: PageText, runs: Sequence[Run], targets: Sequence[Target]) -> list[Position]:
    """Return the position of each target in the page's files; (1, 1) if it is nowhere.

    `runs` are all of the page, those of its front matter too. Of candidates that are as good, a
    target gets the first that no other has.
    """
    if not targets:
        return []
    files = [(page.path, page.markdown), *page.included]
    candidates = sorted(_candidates([text for _, text in files], runs, targets))
    places: dict[int, tuple[int, int]] = {}
    taken: set[tuple[int, int]] = set()
    for _, target, place in candidates:
        if target not in places and place not in taken:
            places[target] = place
            taken.add(place)
    for _, target, place in candidates:  # a tooltip is shown more often than it is in the file
        places.setdefault(target, place)
    positions = []
    for target in range(len(targets)):
        file, offset = places.get(target, (0, 0))
        path, text = files[file]
        positions.append((path, *line_and_column(text, offset)))
    return positions


def _candidates(
    texts: Sequence[str], runs: Sequence[Run], targets: Sequence[Target]
) -> Iterator[_Candidate]:
    """Yield the candidates for each target in some files."""
    rows = [row_of_markdown(text) for text in texts]
    page = Row("\n".join([run.text for run in runs]))
    starts = accumulate((len(run.text) + 1 for run in runs), initial=0)
    start_of = dict(zip(runs, starts, strict=False))  # the last is the end of the page
    for number, target in enumerate(targets):
        if isinstance(target, str):
            for file, text in enumerate(texts):
                for match in re.finditer(re.escape(target), text) if target else ():
                    yield _Candidate(0, number, (file, match.start()))
            continue
        run, offset = target
        index = bisect_left(page.offsets, start_of[run] + offset)
        for file, row in enumerate(rows):
            for place in _likely_indices(row, page, index):
                same = _count_same(row.tokens, place, page.tokens, index)
                yield _Candidate(-same, number, (file, row.offsets[place]))


def _likely_indices(row: Row, page: Row, index: int) -> list[int]:
    """Return the indices in the row of a file at which it may have a token of the page.

    If there are very many, only those that are about as far down: what is the 300th of 400 on the
    page is about the 300th in the file.
    """
    indices = row.indices_of(page.tokens, index)
    if len(indices) <= 2 * _MOST:
        return indices
    rank = bisect_left(page.indices_of(page.tokens, index), index)
    rank = min(rank, len(indices) - _MOST)
    return indices[max(0, rank - _MOST) : rank + _MOST]


def _count_same(tokens: list[str], i: int, others: list[str], j: int) -> int:
    """Return how many tokens are the same around an index of each of two rows."""
    before = map(eq, tokens[max(0, i - _REACH) : i][::-1], others[max(0, j - _REACH) : j][::-1])
    after = map(eq, tokens[i : i + _REACH], others[j : j + _REACH])
    return len([*takewhile(bool, before), *takewhile(bool, after)])
