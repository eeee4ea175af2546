"""Find the quotations in a page's runs, and the marks that are no quotation's.

A quotation is what is between double marks, between single marks used as outer marks, in
`<q>`, or in a block quote. One inside another is part of it.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from quotations.model import Page, Quotation, Run, Segment, Stray
from quotations.page.attribution import attribution_below, attribution_within
from quotations.rule import Rule
from quotations.text import marks
from quotations.text.fold import SPACES

UNCLOSED = Rule(
    "unclosed",
    "A quotation that opens is closed in its paragraph.",
    "close the quotation, in the same paragraph; make several paragraphs a block quote",
    good="The report calls it an “old bridge”.",
    bad="The report calls it an “old bridge.",
)
UNOPENED = Rule(
    "unopened",
    "A mark that could close a quotation closes one.",
    "open the quotation, or delete the mark",
    good="The report calls it an “old bridge”.",
    bad="The report calls it an old bridge”.",
)
EMPTY = Rule(
    "empty",
    "There are words between the marks.",
    "put the words in, or leave out the marks",
    good="The report calls it an “old bridge”.",
    bad="The report calls it “…”.",
)
_MOST_WORDS = 12  # that a message shows at a stray mark


def find(page: Page, names: tuple[str, ...] = ()) -> tuple[list[Quotation], list[Stray]]:
    """Return the quotations of a page and what is wrong with its marks, those of hidden runs last.

    `names` are those that an attribution may name: of speakers, authors, publishers.
    """
    visible = [run for run in page.runs if not run.block.is_hidden]
    # The runs of a block quote are a group; any other run is one by itself.
    groups = [list(group) for _, group in groupby(visible, lambda run: run.block.quote or run)]
    findings: list[Quotation | Stray] = []
    for runs, next_runs in zip(groups, [*groups[1:], []], strict=False):
        next_run = next_runs[0] if next_runs else None
        if runs[0].block.quote is None:
            findings += _inline(runs[0], next_run, names)
        else:
            findings += _block(runs, next_run, names)
    for run in page.runs:
        if run.block.is_hidden:  # a tooltip, say: no block quote, and nothing below signs it
            findings += _inline(run, None, names)
    quotations = [finding for finding in findings if isinstance(finding, Quotation)]
    strays = [finding for finding in findings if isinstance(finding, Stray)]
    return quotations, [*page.strays, *strays]


def _block(
    runs: Sequence[Run], next_run: Run | None, names: tuple[str, ...]
) -> Iterator[Quotation | Stray]:
    """Yield the block quote that some runs are, and the quotations in its attribution."""
    *first_runs, last = runs
    end, attribution = attribution_within(last, names)
    yield from _inline(last, None, names, end)
    parts = [_segment(run, len(run.text)) for run in first_runs]
    if not parts or last.text[:end].strip():  # else the last run is the attribution alone
        parts.append(_segment(last, end))
    below = attribution_below(last, next_run, names, True)
    yield _quotation("block", _without_marks(parts), attribution, below)


def _segment(run: Run, end: int) -> Segment:
    """Return the text of a run up to an offset, without the space around it."""
    text = run.text[:end]
    return Segment(run, len(text) - len(text.lstrip()), len(text.rstrip()))


def _inline(
    run: Run, next_run: Run | None, names: tuple[str, ...], start: int = 0
) -> Iterator[Quotation | Stray]:
    """Yield the quotations in marks of a run, and its stray marks, from an offset on.

    In a block quote that is where its attribution begins.
    """
    found = marks.pair(run.text, start)
    for offset in found.unopened:
        words = run.text[: offset + 1].rsplit(None, _MOST_WORDS)[-_MOST_WORDS:]
        yield Stray("unopened", " ".join(words), "a mark here closes no quotation", (run, offset))
    for opening, closing in found.pairs:
        is_last = not any(map(str.isalpha, run.text[closing:]))
        is_alone = is_last and not any(map(str.isalpha, run.text[:opening]))
        attribution = attribution_below(run, next_run, names, is_alone) if is_last else ""
        yield _quotation("inline", [Segment(run, opening + 1, closing)], attribution)
    if found.unclosed is not None:
        words = run.text[found.unclosed :].split(None, _MOST_WORDS)[:_MOST_WORDS]
        message = "a quotation opens here and is never closed"
        yield Stray("unclosed", " ".join(words), message, (run, found.unclosed))


def _quotation(form: str, parts: list[Segment], *attributions: str) -> Quotation | Stray:
    """Return a quotation, or the stray that it is if there are no words in it."""
    lines = [run.text[start:end].replace("\n", " ").strip(SPACES) for run, start, end in parts]
    text = "\n".join(lines)
    if any(map(str.isalnum, text)):
        return Quotation(text, form, tuple(parts), tuple(filter(None, attributions)))
    run, start, _ = parts[0]
    where = "in this block quote" if form == "block" else "between the marks"
    return Stray("empty", text, f"there are no words {where}", (run, max(0, start - 1)))


def _without_marks(parts: list[Segment]) -> list[Segment]:
    """Return the parts of a block quote without the marks around them all: of “a b” it is a b.

    By custom each paragraph may open with a mark, and only the last one closes: “a⏎“b”.
    """
    run, start, end = parts[0]
    mark = run.text[start:end][:1]
    if mark not in marks.CLOSERS:
        return parts
    inner = [
        Segment(run, start + 1 if run.text.startswith(mark, start) else start, end)
        for run, start, end in parts
    ]
    text = mark + "\n".join([run.text[start:end] for run, start, end in inner])
    if marks.pair(text).pairs != [(0, len(text) - 1)]:
        return parts
    run, start, end = inner[-1]
    return [*inner[:-1], Segment(run, start, end - 1)]
