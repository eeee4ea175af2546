"""Find the line and column in a Markdown file of what its page shows.

The renderer keeps no line numbers. So page and file are read as rows of tokens, which are words and
quotation marks, and a token of the page is found in the file where most tokens around it are the
same: of two places with “old bridge”, that which has the same words before and after.

    It’s an “old *bridge*”.  →  It " s an " old bridge "
"""

import re
from bisect import bisect, bisect_left
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import accumulate, product

from quotations.model import PageText, Position, Quotation, Run
from quotations.page.elements import TEXTS
from quotations.page.file import line_and_column
from quotations.text.marks import ANY
from quotations.text.words import any_of

_MARK = '"'  # the token for every quotation mark
_TOKEN = re.compile(rf"([^\W_]+|{_MARK})")
_SIZES = (20, 8, 4, 2, 1, 0)
# How many tokens before and after one are compared, the most first. Without the next one it may be
# another mark of the same quotation, so that is tried last, when two may share a place too.
_CONTEXTS = sorted(product(_SIZES, repeat=2), key=lambda sizes: (sum(sizes), sizes), reverse=True)
_ROUNDS = [
    *((False, (before, after)) for before, after in _CONTEXTS if after),
    *((True, context) for context in _CONTEXTS),
]
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
    starts = [*accumulate((len(text) + 1 for _, text in files), initial=0)]
    positions = []
    for offset in _offsets("\n".join([text for _, text in files]), runs, targets):
        file = bisect(starts, offset) - 1
        path, text = files[file]
        positions.append((path, *line_and_column(text, offset - starts[file])))
    return positions


def _offsets(text: str, runs: Sequence[Run], targets: Sequence[Target]) -> Iterator[int]:
    """Yield the offset of each target in the files' text; 0 if it is nowhere."""
    starts = accumulate((len(run.text) + 1 for run in runs), initial=0)
    start_of = dict(zip(runs, starts, strict=False))  # the last is the end of the page
    page, page_offsets = _tokens("\n".join([run.text for run in runs]))
    file, file_offsets = _tokens(_MARKUP.sub(_as_shown, text))
    tokens = [target for target in targets if not isinstance(target, str)]
    indices = {(run, at): bisect_left(page_offsets, start_of[run] + at) for run, at in tokens}
    places = _align(page, file, indices.values())
    found = dict.fromkeys(targets, -1)
    for target in targets:
        if isinstance(target, str):
            found[target] = max(found[target], text.find(target, found[target] + 1))
        elif indices[target] in places:
            found[target] = file_offsets[places[indices[target]]]
        yield max(0, found[target])


def _align(page: list[str], file: list[str], indices: Iterable[int]) -> dict[int, int]:
    """Return which token of a file each of some tokens of a page is, by their indices.

    A token is found by what is around it on the page, as a row of tokens that the file has too.
    """
    row = " " + "".join(file)
    starts = [*accumulate(map(len, file), initial=0)]
    left = [*dict.fromkeys(indices)]
    places: dict[int, int] = {}
    taken: set[int] = set()
    # Up to where all places of a token with so many before it, and with these around it, are taken.
    passed: dict[tuple[int, str], int] = {}
    # Two get the same place only where there is no other: a page may show a tooltip twice.
    for may_share, (before, after) in _ROUNDS:
        left = [index for index in left if index not in places]
        for index in [i for i in left if before <= i < len(page) - after]:
            words = " " + "".join(page[index - before : index + after + 1])
            start = row.find(words, 0 if may_share else passed.get((before, words), 0))
            while start >= 0:
                place = bisect_left(starts, start) + before
                if may_share or place not in taken:
                    places[index] = place
                    taken.add(place)
                    break
                start = row.find(words, start + 1)
            passed[before, words] = start if start >= 0 else len(row)
    return places


def _tokens(text: str) -> tuple[list[str], list[int]]:
    """Return the tokens of a text, each with a space, the last one empty; and where each begins."""
    split = _TOKEN.split(ANY.sub(_MARK, text))  # gap, token, gap, …: tokens begin where gaps end
    return [f"{token} " for token in (*split[1::2], "")], [*accumulate(map(len, split))][::2]


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
