"""Find the line and column in a Markdown file of what its page shows.

The renderer keeps no line numbers. So page and file are read as rows of tokens, which are words and
quotation marks, and a token of the page is found in the file where most tokens around it are the
same: of two places with “old bridge”, that which has the same words before and after.

    It’s an “old *bridge*”.  →  It " s an " old bridge "
"""

import re
from bisect import bisect, bisect_left
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import accumulate, count, product
from operator import add

from quotations.model import PageText, Position, Quotation, Run
from quotations.page.elements import TEXTS
from quotations.page.file import line_and_column
from quotations.text.marks import ANY
from quotations.text.words import any_of

_MARK = '"'  # the token for every quotation mark
_TOKEN = re.compile(rf"([^\W_]+|{_MARK})")
_SIZES = (20, 8, 4, 2, 1, 0)
# How many tokens before and after one are compared, the most first.
_CONTEXTS = sorted(product(_SIZES, repeat=2), key=lambda sizes: (sum(sizes), sizes), reverse=True)
# Markup, of which a page shows other characters or none.
_MARKUP = re.compile(
    r"""
    ^[ \t]*(?:!!!|\?\?\?\+?)[ ][^\n]*  # !!! note "words"
    | (?=[`&<{\[])  # a quick look at the first character, for speed
    (?: (?<!`)(?P<code>`+)(?!`) (?:(?!\n\s*\n).)*? (?<!`)(?P=code)(?!`)
        | (?P<entity>&\#?\w+;)
        | (?P<q></?q\b[^<>]*>)
        | (?P<comment><!--.*?-->)
        | </?[a-zA-Z][\w-]*(?=[\s/>])[^<>]*>  # <img alt="words">
        | \{[:\s]*[#.\w][^{}]*\}  # { #id .class title="words" }
        | \[\^[^\]\s]+\]  # a footnote's mark
    )
    """,
    re.S | re.M | re.X,
)
# What is shown of markup: the value of an attribute, the title of a box.
_VALUE = re.compile(rf"""(?:\b(?:{any_of(TEXTS)})=|^[ \t]*[!?][^"]*)(["'])(.*?)\1""", re.S)
Target = tuple[Run, int] | str
"""What to find: a token of the page, by run and offset, or a text that the file has as it is."""


def first_mark(quotation: Quotation) -> Target:
    """Return where a quotation opens: its mark, or the first word of a block quote."""
    return quotation.run, quotation.start - (1 if quotation.form == "inline" else 0)


def locate(page: PageText, runs: Sequence[Run], targets: Sequence[Target]) -> list[Position]:
    """Return the position of each target in the page's files; (1, 1) if it is nowhere.

    `runs` are all of the page, those of its front matter too. Of a text that a file has several
    times, the first target gets the first.
    """
    if not targets:
        return []
    files = [(page.path, page.markdown), *page.included]
    file_starts = [*accumulate((len(text) + 1 for _, text in files), initial=0)]
    positions = []
    for offset in _offsets("\n".join([text for _, text in files]), runs, targets):
        file = bisect(file_starts, offset) - 1
        path, text = files[file]
        positions.append((path, *line_and_column(text, offset - file_starts[file])))
    return positions


def _offsets(text: str, runs: Sequence[Run], targets: Sequence[Target]) -> Iterator[int]:
    """Yield the offset of each target in the files' text; 0 if it is nowhere."""
    run_starts = accumulate((len(run.text) + 1 for run in runs), initial=0)
    start_of = dict(zip(runs, run_starts, strict=False))  # the last is the end of the page
    page, page_offsets = _tokens("\n".join([run.text for run in runs]))
    file, file_offsets = _tokens(_MARKUP.sub(_as_shown, text))  # as long as it was
    tokens = [target for target in targets if not isinstance(target, str)]
    indices = {(run, at): bisect_left(page_offsets, start_of[run] + at) for run, at in tokens}
    places = _align(page, file, [*dict.fromkeys(indices.values())])
    found: dict[Target, int] = {
        token: file_offsets[places[index]] for token, index in indices.items() if index in places
    }
    for target in targets:
        if isinstance(target, str):  # the next place, or else the last one again
            at = text.find(target, found.get(target, -1) + 1)
            found[target] = at if at >= 0 else found.get(target, 0)
        yield found.get(target, 0)


def _align(page: list[str], file: list[str], indices: Sequence[int]) -> dict[int, int]:
    """Return which token of a file each of some tokens of a page is, by their indices.

    The most of what is around them is tried first, for all of them, and each gets the first place
    that none has; something after it must be the same, for what is before a mark does not tell
    whether it opens or closes. What then is left may share a place, as a page may show a tooltip
    twice, and need have nothing after it.
    """
    row = _row(file)
    starts = [*map(add, accumulate(map(len, file), initial=0), count())]  # each has a space before
    places: dict[int, int] = {}
    taken: set[int] = set()
    for may_share, (before, after) in product((False, True), _CONTEXTS):
        # What is left of each search, for speed: what came before it is taken.
        searches: dict[str, Iterator[int]] = {}
        for index in indices:
            is_compared = before <= index < len(page) - after and (after or may_share)
            if index in places or not is_compared:
                continue
            words = _row(page[index - before : index + after + 1])
            search = _occurrences(row, words)
            for start in search if may_share else searches.setdefault(words, search):
                place = bisect_left(starts, start) + before
                if may_share or place not in taken:
                    places[index] = place
                    taken.add(place)
                    break
    return places


def _row(tokens: Sequence[str]) -> str:
    return f" {' '.join(tokens)} "


def _occurrences(row: str, words: str) -> Iterator[int]:
    start = row.find(words)
    while start >= 0:
        yield start
        start = row.find(words, start + 1)


def _tokens(text: str) -> tuple[list[str], list[int]]:
    """Return the tokens of a text, the last one empty for its end, and where each begins."""
    split = _TOKEN.split(ANY.sub(_MARK, text))  # gap, token, gap, …: tokens begin where gaps end
    return [*split[1::2], ""], [*accumulate(map(len, split))][::2]


def _as_shown(markup: re.Match[str]) -> str:
    """Return what markup shows, as long as it is and where it is, with spaces for the rest."""
    text = markup[0]
    if markup["code"]:
        return ANY.sub(" ", text)  # code has no marks
    if markup["entity"] or markup["q"]:
        return (_MARK if markup["q"] else unescape(text)).ljust(len(text))
    shown = ""
    for value in () if markup["comment"] else _VALUE.finditer(text):
        shown = shown.ljust(value.start(2)) + _MARKUP.sub(_as_shown, value[2])
    return shown.ljust(len(text))
