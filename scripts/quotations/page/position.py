"""Find the line and column in a Markdown file of what its page shows.

The renderer keeps no line numbers. So page and file are read as rows of tokens, which are words and
quotation marks, and a token of the page is found in the file where most tokens around it are the
same: of two places with “old bridge”, the one that has the same words before it and after it.

    It’s an “old *bridge*”.  →  It " s an " old bridge "
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise, takewhile
from operator import eq
from typing import NamedTuple

from quotations.model import PageText, Position, Quotation, Run
from quotations.page.file import line_and_column
from quotations.text.marks import ANY

_MARK = '"'  # the token for every quotation mark
_TOKEN = re.compile(rf"([^\W_]+|{_MARK})")
_REACH = 20  # tokens that are compared on either side
_MOST = 20  # places that are compared on either side of the likely one
# Markup whose quotation marks a page does not show, or shows though they are written otherwise.
_MARKUP = re.compile(
    r"""
    (?<!`)(?P<code>`+)(?!`) .*? (?<!`)(?P=code)(?!`)
        # <q> &ldquo; &#8220;
        | (?P<mark></?q\b[^<>]*>|&(?:[lr][ds]quo|[lr]s?aquo|bdquo|sbquo|quot|apos|\#\w+);)
        | <!--.*?-->
        | </?[a-zA-Z][\w-]*  # an element's name
        | \{[:\s]*[#.][\w-]+ (?:\s+[#.][\w-]+)*  # { #id .class
        | \[\^[^\]\s]+\]  # a footnote's mark
        # alt="words", !!! note "words"
        | (?:(?<![\w-])[\w-]+=|^[ \t]*(?:!!!|\?\?\?)[^"\n]*)
            (?P<delimiter>["'])(?P<value>[^\n]*?)(?P=delimiter)
    """,
    re.S | re.M | re.X,
)
Target = tuple[Run, int] | str
"""What to find: a token of the page, by run and offset, or a text that the file has as it is."""


class _Row(NamedTuple):
    """A text as a row of tokens."""

    tokens: list[str]  # the last two are empty, so that each has one before it and one behind it
    offsets: list[int]  # of each token, in code points; then the length of the text
    indices: Mapping[tuple[str, str], list[int]]  # where two tokens are side by side: the first's


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
    for _, target, place in candidates:  # a page may show twice what a file has once: a tooltip
        places.setdefault(target, place)
    found = [places.get(target, (0, 0)) for target in range(len(targets))]
    return [(files[file][0], *line_and_column(files[file][1], offset)) for file, offset in found]


def _candidates(
    texts: Sequence[str], runs: Sequence[Run], targets: Sequence[Target]
) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """Yield places in files where a target may be; the best sorts first.

    Each is minus the number of tokens around it that are the same, the index of the target, and
    the place: the index of the file and the offset in it.
    """
    page = _row("\n".join([run.text for run in runs]))
    starts = accumulate((len(run.text) + 1 for run in runs), initial=0)
    start_of = dict(zip(runs, starts, strict=False))  # the last is the end of the page
    for file, text in enumerate(texts):
        row = _row(_MARKUP.sub(_as_shown, text))
        for number, target in enumerate(targets):
            if isinstance(target, str):
                for match in re.finditer(re.escape(target), text):
                    yield 0, number, (file, match.start())
            else:
                run, offset = target
                index = bisect_left(page.offsets, start_of[run] + offset)
                for place in _likely_indices(row, page, index):
                    same = _count_same(row.tokens, place, page.tokens, index)
                    yield -same, number, (file, row.offsets[place])


@lru_cache(maxsize=8)  # every page may take in the same file
def _row(text: str) -> _Row:
    split = _TOKEN.split(ANY.sub(_MARK, text))  # gap, token, gap, …: each gap ends at a token
    tokens = [*map(str.lower, split[1::2]), "", ""]
    indices: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for index, pair in enumerate(pairwise(tokens[:-1])):
        indices[pair].append(index)
    return _Row(tokens, [*accumulate(map(len, split))][::2], indices)


def _as_shown(markup: re.Match[str]) -> str:
    """Return what markup shows, as long as it is and where it is, with spaces for the rest."""
    text = markup[0]
    if markup["code"]:
        return ANY.sub(" ", text)  # code has no marks
    if markup["mark"]:
        return _MARK.ljust(len(text))
    return f"{markup['value'] or ''} ".rjust(len(text))


def _likely_indices(row: _Row, page: _Row, index: int) -> list[int]:
    """Return the indices in the row of a file at which it may have a token of the page.

    They are those where the next token is the same too; if there are none, those where the one
    before is. Of many they are those around the same rank: the 300th on the page is about the 300th
    in the file. If there are none, they are those of the token or, for a mark, the word after it.
    """
    before, token, following = page.tokens[index - 1], page.tokens[index], page.tokens[index + 1]
    for pair, shift in (((token, following), 0), ((before, token), 1)):
        if indices := row.indices.get(pair):
            rank = min(bisect_left(page.indices.get(pair, []), index - shift), len(indices))
            return [i + shift for i in indices[max(0, rank - _MOST) : rank + _MOST]]
    word = following if token == _MARK else token
    return [i for i, other in enumerate(row.tokens[:-2]) if other == word][:_MOST]


def _count_same(tokens: list[str], i: int, others: list[str], j: int) -> int:
    """Return how many tokens are the same around an index of each of two rows."""
    before = map(eq, tokens[max(0, i - _REACH) : i][::-1], others[max(0, j - _REACH) : j][::-1])
    after = map(eq, tokens[i : i + _REACH], others[j : j + _REACH])
    return len([*takewhile(bool, before), *takewhile(bool, after)])
