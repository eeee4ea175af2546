"""Find the line and column in a Markdown file of what its page shows.

The renderer keeps no line numbers. So page and file are read as rows of tokens, which are words and
quotation marks, and a token of the page is found in the file where the longest run of tokens around
it is the same: of two places with “old bridge”, that which has the same words before and after.

    It’s an “old *bridge*”.  →  It " s an " old bridge "
"""

import re
from bisect import bisect, bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from html import unescape
from itertools import accumulate, takewhile
from operator import eq

from quotations.model import PageText, Position, Quotation, Run
from quotations.page.elements import TEXTS
from quotations.page.file import line_and_column
from quotations.text.marks import ANY
from quotations.text.words import any_of

_MARK = '"'  # the token for every quotation mark
_TOKEN = re.compile(rf"([^\W_]+|{_MARK})")
_REACH = 20  # tokens that are compared on either side
_MOST = 20  # places that are compared on either side of the likely one
# Markup, of which a page shows other characters or none.
_MARKUP = re.compile(
    r"""
    ^[ \t]*(?:!!!|\?\?\?\+?)[ ][^\n]*  # !!! note "words"
    | (?=[`&<{\[])  # a quick look at the first character, for speed
    (?: (?<!`)(?P<code>`+)(?!`) (?:(?!\n\s*\n).)*? (?<!`)(?P=code)(?!`)
        | (?P<entity>&\#?\w+;)
        | (?P<q></?q\b[^<>]*>)
        | <!--.*?-->
        | </?[a-zA-Z][\w-]*(?=[\s/>])[^<>]*>  # <img alt="words">
        | \{[:\s]*[#.\w][^{}]*\}  # { #id .class title="words" }
        | \[\^[^\]\s]+\]  # a footnote's mark
    )
    """,
    re.S | re.M | re.X,
)
# What is shown of markup: the value of an attribute, the title of a box.
_VALUE = re.compile(rf"""(?:\b(?:{any_of(TEXTS)})=|^[ \t]*[!?][^"]*)(["'])(.*?)\1""", re.S)
_Key = str | tuple[str, str]  # a token, or two side by side
Target = tuple[Run, int] | str
"""What to find: a token of the page, by run and offset, or a text that the file has as it is."""


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
    candidates = sorted(_candidates("\n".join([text for _, text in files]), runs, targets))
    places: dict[int, int] = {}
    taken: set[int] = set()
    for _, target, offset in candidates:
        if target not in places and offset not in taken:
            places[target] = offset
            taken.add(offset)
    for _, target, offset in candidates:  # a page may show twice what a file has once: a tooltip
        places.setdefault(target, offset)
    starts = [*accumulate((len(text) + 1 for _, text in files), initial=0)]
    found = []
    for offset in (places.get(target, 0) for target in range(len(targets))):
        file = bisect(starts, offset) - 1
        found.append((files[file][0], *line_and_column(files[file][1], offset - starts[file])))
    return found


def _candidates(
    text: str, runs: Sequence[Run], targets: Sequence[Target]
) -> Iterator[tuple[int, int, int]]:
    """Yield places in the files' text where a target may be; the best sorts first.

    Each is minus what `_count_same` counts there, the index of the target, and the offset.
    """
    page, page_offsets = _tokens("\n".join([run.text for run in runs]))
    file, file_offsets = _tokens(_MARKUP.sub(_as_shown, text))
    starts = accumulate((len(run.text) + 1 for run in runs), initial=0)
    start_of = dict(zip(runs, starts, strict=False))  # the last is the end of the page
    indices: dict[int, int] = {}  # among the page's tokens, of each target that is one
    for number, target in enumerate(targets):
        if isinstance(target, str):
            for match in re.finditer(re.escape(target), text):
                yield 0, number, match.start()
        else:
            run, offset = target
            indices[number] = bisect_left(page_offsets, start_of[run] + offset)
    keys = {key for index in indices.values() for key in _keys(page, index)}
    in_page, in_file = _indices(page, keys), _indices(file, keys)
    for number, index in indices.items():
        key = next(filter(in_file.get, _keys(page, index)), None)
        if key is not None:
            # Of many, those around the same rank: the 300th on the page is about the 300th here.
            rank = min(bisect_left(in_page[key], index), len(in_file[key]))
            for place in in_file[key][max(0, rank - _MOST) : rank + _MOST]:
                yield -_count_same(file, place, page, index), number, file_offsets[place]


def _tokens(text: str) -> tuple[list[str], list[int]]:
    """Return the tokens of a text, the last two empty, and the offset of each but the last."""
    split = _TOKEN.split(ANY.sub(_MARK, text))  # gap, token, gap, …: tokens begin where gaps end
    return [*split[1::2], "", ""], [*accumulate(map(len, split))][::2]


def _keys(tokens: list[str], index: int) -> tuple[_Key, _Key]:
    """Return what to look for first to find a token: it with the next one, then it alone."""
    return (tokens[index], tokens[index + 1]), tokens[index]


def _indices(tokens: list[str], keys: Set[_Key]) -> defaultdict[_Key, list[int]]:
    """Return the indices at which some tokens have each of some keys."""
    indices: defaultdict[_Key, list[int]] = defaultdict(list)
    for index in [index for index, token in enumerate(tokens[:-1]) if token in keys]:
        token, pair = tokens[index], (tokens[index], tokens[index + 1])
        indices[token].append(index)
        if pair in keys:
            indices[pair].append(index)
    return indices


def _as_shown(markup: re.Match[str]) -> str:
    """Return what markup shows, as long as it is and where it is, with spaces for the rest."""
    text = markup[0]
    if markup["code"]:
        return ANY.sub(" ", text)  # code has no marks
    if markup["entity"] or markup["q"]:
        return (_MARK if markup["q"] else unescape(text)).ljust(len(text))
    shown = [" "] * len(text)
    for value in _VALUE.finditer(text):
        shown[slice(*value.span(2))] = _MARKUP.sub(_as_shown, value[2])
    return "".join(shown)


def _count_same(tokens: list[str], i: int, others: list[str], j: int) -> int:
    """Return how many tokens are the same on both sides of two indices, up to the first other."""
    before = map(eq, tokens[max(0, i - _REACH) : i][::-1], others[max(0, j - _REACH) : j][::-1])
    after = map(eq, tokens[i : i + _REACH], others[j : j + _REACH])
    return len([*takewhile(bool, before), *takewhile(bool, after)])
