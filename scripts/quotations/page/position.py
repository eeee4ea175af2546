"""Find the line and column in a Markdown file where each quotation of its page opens.

The renderer keeps no line numbers, so a quotation is looked up by its words and the words around
it: first each that the most words tell from others, then the rest with fewer and fewer. Those
that nothing tells apart take their places in the page's order.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from quotations.model import Position, Quotation, Stray
from quotations.page.markdown import MarkdownFile, words_of
from quotations.text.marks import ANY

_AROUND = 3
_FEW = 4
_FEWER = (16, 8, 4, 2, 1)  # where markup stands among the first words
# Words compared before a quotation, in it, and after it; None for all of its words.
_LOOKS: tuple[tuple[int, int | None, int], ...] = (
    *((3, None, 3), (3, None, 0), (0, None, 3), (1, None, 1), (1, None, 0), (0, None, 1)),
    (0, None, 0),
    *((0, count, 0) for count in _FEWER),
)
_REACH = 200  # characters in which the words around a quotation stand


@dataclass(frozen=True)
class _Wanted:
    """What is looked for."""

    before: list[str]
    words: list[str]
    after: list[str]
    block: bool
    inside: int
    """How many marks stand in it before its first word."""
    read_out: bool


def locate(
    markdown: str,
    quotations: Sequence[Quotation],
    strays: Sequence[Stray],
    included: Sequence[tuple[str, str]] = (),
) -> tuple[list[Position], list[Position]]:
    """Return where a page's quotations open, and where its strays stand; (1, 1) for nowhere.

    `included` are (path, text) of the files that the page takes in.
    """
    files = [MarkdownFile(name, text) for name, text in (("", markdown), *included)]
    wanted = dict(enumerate(map(_wanted, quotations)))
    places: dict[int, Position] = {}
    for look in _LOOKS:
        for number, sought in list(wanted.items()):
            if place := _first(files, sought, look):
                places[number] = place
                del wanted[number]
    for number, sought in wanted.items():
        places[number] = _free(files, partial(_written, sought.words))
    openings = [places[number] for number in range(len(quotations))]
    return openings, [_free(files, partial(_stray_places, stray)) for stray in strays]


def _wanted(quotation: Quotation) -> _Wanted:
    run, last, words = quotation.run, quotation.last, words_of(quotation.text)
    before = run.text[max(0, quotation.own[0] - _REACH) : quotation.own[0]]
    after = last.text[quotation.end : quotation.end + _REACH]
    block = quotation.form == "block"
    head = before if block else quotation.text.partition(words[0])[0]
    return _Wanted(
        [] if block else words_of(before)[-_AROUND:],
        words,
        [] if block else words_of(after)[:_AROUND],
        block,
        len(ANY.findall(head)),
        run.element.startswith("@"),
    )


def _first(
    files: Sequence[MarkdownFile], wanted: _Wanted, look: tuple[int, int | None, int]
) -> Position | None:
    """Take the first place that is right as far as a look goes, of those with the least doubt."""
    found = [
        (_doubt(file, at, offset, wanted), rank, offset)
        for rank, file in enumerate(files)
        for at, offset in _openings(file, wanted, *look)
    ]
    free = [place for place in found if place[2] not in files[place[1]].taken]
    # What is read out more often than it is written, like a tooltip, has one place.
    if not free and not (found and wanted.read_out and look[0]):
        return None
    _, rank, offset = min(free or found)
    files[rank].taken.add(offset)
    return files[rank].position(offset)


def _openings(
    file: MarkdownFile, wanted: _Wanted, before: int, count: int | None, after: int
) -> Iterator[tuple[int, int]]:
    """Yield where a quotation may open, by so many words before it, in it and after it: the first
    word and an offset."""
    if len(wanted.before) < before or len(wanted.after) < after:
        return
    words = [*wanted.words[:count], *wanted.after[:after]]
    ahead = wanted.before[len(wanted.before) - before :]
    for at in file.rows(words):
        if file.words[max(0, at - before) : at] != ahead:
            continue
        if wanted.block:
            if file.line_start(at) is not None:
                yield at, file.start(at)
        elif count or file.marks(at + len(wanted.words)):
            offset = file.opening(at, wanted.inside)
            if offset is not None:
                yield at, offset


def _doubt(file: MarkdownFile, at: int, offset: int, wanted: _Wanted) -> int:
    """Return how much speaks against a place whose words are right."""
    if wanted.block:
        start = file.line_start(at) or ""
        quoted = ">" in start or start.startswith("    ")
        return (not quoted) + (len(ANY.findall(start)) != wanted.inside)
    return (
        (file.is_read_out(offset) != wanted.read_out)
        + (not wanted.before and not file.edge(at))
        + (not wanted.after and not file.edge(at + len(wanted.words)))
    )


def _free(
    files: Sequence[MarkdownFile], offsets: Callable[[MarkdownFile], Iterable[int]]
) -> Position:
    """Take the first of some places that is not taken; (1, 1) for none."""
    for file in files:
        for offset in offsets(file):
            if offset not in file.taken:
                file.taken.add(offset)
                return file.position(offset)
    return ("", 1, 1)


def _written(words: Sequence[str], file: MarkdownFile) -> Iterator[int]:
    """Yield where the first of some words stand, opened by nothing."""
    return (file.start(at) for at in file.rows(words[:_FEW]))


def _stray_places(stray: Stray, file: MarkdownFile) -> Iterator[int]:
    """Yield where a stray may stand: before its words, or behind them where they end in a mark."""
    words = words_of(stray.text)
    if stray.verdict == "opaque":
        yield from (found.start() for found in re.finditer(re.escape(stray.text), file.text))
        yield from _written(words, file)
    elif stray.verdict == "empty":
        yield from file.empty()
    elif ANY.match(stray.text[-1:]):
        for count in _FEWER:
            for at in file.rows(words[-count:]):
                yield from file.marks(at + len(words[-count:]))
    else:
        for count in _FEWER:
            openings = (file.opening(at, 0) for at in file.rows(words[:count]))
            yield from (offset for offset in openings if offset is not None)
