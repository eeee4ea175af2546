"""Find the line and column in a Markdown file where each quotation of its page opens.

The renderer keeps no line numbers, so a quotation is looked up by its words and the words around
it. Those that nothing tells apart take their places in the page's order.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotations.model import Quotation, Stray
from quotations.page.markdown import MarkdownFile
from quotations.text.marks import ANY

Position = tuple[str, int, int]
"""The file, "" for the page's own; line and column, in code points, from 1."""

_WORD = re.compile(r"[^\W_]+")
_TRIED = (16, 8, 4, 2, 1)  # words compared, fewer where markup stands among the first
_AROUND = 3  # words compared before and after
_MANY = 20  # places that are all looked at
_REACH = 200  # characters in which they stand


@dataclass(frozen=True)
class _Wanted:
    """What is looked for. An empty word around it stands for the edge of its run."""

    words: tuple[str, ...]
    before: tuple[str, ...]
    """The nearest first."""
    after: tuple[str, ...]
    block: bool
    inside: int
    """How many marks stand in it before its first word."""
    tooltip: str
    """The text it is read out in, which the page may show several times."""


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
    places: list[Position] = [("", 1, 1)] * len(quotations)
    alike: dict[_Wanted, list[int]] = {}
    for number, quotation in enumerate(quotations):
        alike.setdefault(_wanted(quotation), []).append(number)
    found = [
        (-score, rank, order, offset, wanted)
        for order, wanted in enumerate(alike)
        for rank, file in enumerate(files)
        for score, offset in _openings(file, wanted)
    ]
    first: dict[_Wanted, Position] = {}
    for _, rank, _, offset, wanted in sorted(found, key=lambda opening: opening[:4]):
        place = (files[rank].name, *files[rank].position(offset))
        first.setdefault(wanted, place)
        if alike[wanted] and offset not in files[rank].taken:
            files[rank].taken.add(offset)
            places[alike[wanted].pop(0)] = place
    # What is shown more often than it is written, like a tooltip, has one place.
    for wanted, place in first.items():
        for number in alike[wanted]:
            places[number] = place
    return places, list(_strays(files, strays))


def _wanted(quotation: Quotation) -> _Wanted:
    run, words = quotation.run, _WORD.findall(quotation.text)
    before = run.text[max(0, quotation.own[0] - _REACH) : quotation.own[0]]
    after = quotation.last.text[quotation.end : quotation.end + _REACH]
    block = quotation.form == "block"
    head = before if block else quotation.text.partition(words[0])[0]
    return _Wanted(
        tuple(words),
        () if block else (*_WORD.findall(before)[: -_AROUND - 1 : -1], "")[:_AROUND],
        () if block else (*_WORD.findall(after)[:_AROUND], "")[:_AROUND],
        block,
        len(ANY.findall(head)),
        run.text if run.element.startswith("@") else "",
    )


def _openings(file: MarkdownFile, wanted: _Wanted) -> list[tuple[int, int]]:
    """Return how much speaks for each place where a quotation may open, and its offset."""
    words = wanted.words
    for count in [count for count in _TRIED if count <= max(len(words), 1) or count == _TRIED[0]]:
        found = []
        for at in _nearest(file, wanted, words[:count]):
            offset = file.opening(at, wanted.inside)
            if wanted.block:
                offset = None if file.line_start(at) is None else file.start(at)
            if offset is not None:
                found.append((_score(file, at, wanted, offset, count >= len(words)), offset))
        if found:
            return found
    return [(0, file.start(at)) for at in (file.find(words[:4], "any") if len(words) > 1 else ())]


def _nearest(file: MarkdownFile, wanted: _Wanted, words: Sequence[str]) -> Sequence[int]:
    """Return where words stand that something opens; of too many, those with the right words
    before or after them, if there are any."""
    found = file.find(words, "opening")
    if len(found) > _MANY:
        before = [word for word in reversed(wanted.before) if word]
        after = [word for word in wanted.after if word]
        beside = [
            file.find((*before, *words), "opening", len(before)) if before else (),
            file.find((*words, *after), "opening") if after else (),
        ]
        return min([places for places in beside if places], key=len, default=found)
    return found


def _score(file: MarkdownFile, at: int, wanted: _Wanted, offset: int, whole: bool) -> int:
    """Return how much speaks for a place: the words around it, and what kind of place it is."""
    score = file.alike(at - 1, -1, wanted.before)
    if wanted.block:
        start = file.line_start(at) or ""
        score += _AROUND * (">" in start or start.startswith("    "))
        score += _AROUND * (wanted.inside == len(ANY.findall(start)))
    elif file.is_read_out(offset) == bool(wanted.tooltip):
        score += _AROUND
    if whole:
        behind = at + len(wanted.words)
        score += file.alike(behind, 1, wanted.after)
        score += 3 * _AROUND if wanted.block or file.marks(behind) else 0
    return score


def _strays(files: Sequence[MarkdownFile], strays: Sequence[Stray]) -> Iterator[Position]:
    """Yield where each stray stands; those that are alike take their places in order."""
    streams: dict[tuple[str, str], Iterator[tuple[MarkdownFile, int]]] = {}
    for stray in strays:
        places = ((file, offset) for file in files for offset in _stray_places(file, stray))
        stream = streams.setdefault((stray.verdict, stray.text), places)
        found = next(((file, at) for file, at in stream if at not in file.taken), None)
        if found:
            file, offset = found
            file.taken.add(offset)
        yield (file.name, *file.position(offset)) if found else ("", 1, 1)


def _stray_places(file: MarkdownFile, stray: Stray) -> Iterator[int]:
    """Yield where a stray may stand: before its words, or behind them where they end in a mark."""
    words = _WORD.findall(stray.text)
    if stray.verdict == "opaque":
        yield from (found.start() for found in re.finditer(re.escape(stray.text), file.text))
        yield from (file.start(at) for at in file.find(words[:4], "any"))
    elif stray.verdict == "empty":
        yield from file.empty()
    elif ANY.match(stray.text[-1:]):
        for count in _TRIED:
            for at in file.find(words[-count:], "closing"):
                yield from file.marks(at + len(words[-count:]))
    else:
        for count in _TRIED:
            openings = (file.opening(at, 0) for at in file.find(words[:count], "opening"))
            yield from (offset for offset in openings if offset is not None)
