"""Find the line and column in a Markdown file of what its page shows.

The renderer keeps no line numbers. So page and file are read as rows of tokens, which are words and
quotation marks, and a token of the page is found in the file where most tokens around it are the
same: of two places with “old bridge”, that which has the same words before and after.

    It’s an “old *bridge*”.  →  It " s an " old bridge "
"""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import accumulate, product

from quotations.model import PageText, Position, Quotation, Run
from quotations.page.elements import TEXTS
from quotations.text.marks import ANY
from quotations.text.words import any_of

_MARK = '"'  # the token for every quotation mark
_END = "."  # the token for the end of a page or of a file
_TOKEN = re.compile(rf"[^\W_]+|{_MARK}")
_SIZES = (20, 8, 4, 2, 1, 0)
# How many tokens before and after one are compared, the most first.
_CONTEXTS = sorted(product(_SIZES, repeat=2), key=sum, reverse=True)
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
    re.S | re.M | re.X | re.I,
)
# What is shown of markup: the value of an attribute, the title of a box.
_VALUE = re.compile(
    rf"""(?:\b(?:{any_of(TEXTS)})\s*=\s*|^[ \t]*[!?][^"]*)(["'])(.*?)\1""", re.S | re.I
)
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
    lines = [(path, n) for path, text in files for n in range(1, text.count("\n") + 2)]
    places = _places("\n".join([text for _, text in files]), runs, targets)
    return [(*lines[index], column) for index, column in places]


def _places(text: str, runs: Sequence[Run], targets: Sequence[Target]) -> Iterator[tuple[int, int]]:
    """Yield the line, from 0, and the column, from 1, of each target in the files' text."""
    page, run_starts = _row([run.text for run in runs])
    start_of = dict(zip(runs, run_starts, strict=True))
    offset_of = {
        (run, at): start_of[run] + len(_spaced(run.text[:at]))
        for run, at in [target for target in targets if not isinstance(target, str)]
    }
    # What markup shows is as long as it, but may lack its line breaks: lines end where they did.
    shown = _MARKUP.sub(_as_shown, text)
    lines = [shown[slice(*line.span())] for line in re.finditer("^.*", text, re.M)]
    file, line_starts = _row(lines)
    places = _align(page, file, dict.fromkeys(offset_of.values()))
    found: dict[str, int] = {}
    searches: dict[str, Iterator[re.Match[str]]] = {}
    for target in targets:
        if isinstance(target, str):  # the next place, or else the last one again
            search = searches.setdefault(target, re.finditer(re.escape(target), text, re.I))
            at = found[target] = next((match.start() for match in search), found.get(target, 0))
            yield text.count("\n", 0, at), at - text.rfind("\n", 0, at)
        elif (place := places.get(offset_of[target])) is not None:
            index = bisect(line_starts, place) - 1
            tokens = _TOKEN.finditer(ANY.sub(_MARK, lines[index]))
            columns = [*(token.start() + 1 for token in tokens), len(lines[index]) + 1]  # of _END
            before = file.count(" ", line_starts[index], place)  # the tokens before it in its line
            yield index, columns[before]
        else:
            yield 0, 1


class _Characters(dict[int, str]):
    """What a row has for each character, for `str.translate`, which is faster than a pattern."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kept = character if character.isalnum() else " "
        return self.setdefault(code, f" {_MARK} " if ANY.match(character) else kept)


_CHARACTERS = _Characters()


def _spaced(text: str) -> str:
    """Return the tokens of a text, a space after each."""
    return " ".join([*text.translate(_CHARACTERS).split(), ""])


def _row(texts: Iterable[str]) -> tuple[str, list[int]]:
    """Return the tokens of some texts as one row, and where in it those of each text begin."""
    rows = list(map(_spaced, texts))
    return f" {''.join(rows)}{_END} ", [*accumulate(map(len, rows), initial=1)][:-1]


def _align(page: str, file: str, offsets: Iterable[int]) -> dict[int, int]:
    """Return where in the row of a file some tokens of that of a page are, by their offsets.

    The widest context is tried first, for all of them, and each gets the first place that none has.
    A token after it must be the same too, for what is before a mark does not tell whether it opens
    or closes. Then those that are left may share a place, as a page may show a tooltip twice, and
    the context before them is enough.
    """
    size = max(_SIZES)
    around = [(at, page[:at].rsplit(None, size), page[at:].split(None, size + 1)) for at in offsets]
    places: dict[int, int] = {}
    taken: set[int] = set()
    for may_share, (before, after) in product((False, True), _CONTEXTS):
        # For speed, a search goes on where it was: what it found before is taken.
        searches: dict[str, Iterator[int]] = {}
        for at, all_before, all_after in around:
            is_compared = before <= len(all_before) and after < len(all_after)
            if at in places or not is_compared or not (after or may_share):
                continue
            head = "".join([f"{token} " for token in all_before[len(all_before) - before :]])
            words = f" {head}{' '.join(all_after[: after + 1])} "
            search = _occurrences(file, words)
            for start in search if may_share else searches.setdefault(words, search):
                place = start + 1 + len(head)
                if may_share or place not in taken:
                    places[at] = place
                    taken.add(place)
                    break
    return places


def _occurrences(row: str, words: str) -> Iterator[int]:
    start = row.find(words)
    while start >= 0:
        yield start
        start = row.find(words, start + 1)


def _as_shown(markup: re.Match[str]) -> str:
    """Return what markup shows, as long as it is and where it is, with spaces for the rest."""
    text = markup[0]
    if markup["comment"]:
        return " " * len(text)
    if markup["code"]:
        return ANY.sub(" ", text)  # code has no marks
    if markup["entity"] or markup["q"]:
        return (_MARK if markup["q"] else unescape(text)).ljust(len(text))
    shown = ""
    for value in _VALUE.finditer(text):
        shown = shown.ljust(value.start(2)) + _MARKUP.sub(_as_shown, value[2])
    return shown.ljust(len(text))
