"""Find the quotations in a page's runs, and the marks that are no quotation's.

A quotation is what is between double marks, between single marks used as outer marks, in
`<q>`, or in a block quote. One inside another is part of it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from quotations.model import Page, Quotation, Run, Segment, Stray
from quotations.page.attribution import attribution_below, attribution_pattern, attribution_within
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
_LETTER = re.compile(r"[^\W\d_]")
_MOST_WORDS = 12  # of what a message shows at a stray mark


def find(page: Page, names: Sequence[str] = ()) -> tuple[list[Quotation], list[Stray]]:
    """Return the quotations of a page, in its order, and what is wrong with its marks.

    `names` are those an attribution may begin with: of speakers, authors, publishers.
    """
    pattern = attribution_pattern(tuple(names))
    # What is hidden or read out is between the runs it belongs to: each is a text by itself.
    hidden = [run for run in page.runs if run.block.is_hidden]
    visible = [run for run in page.runs if not run.block.is_hidden]
    findings: list[Quotation | Stray] = []
    position = 0
    for quote, group in groupby(visible, key=lambda run: run.block.quote):
        runs = list(group)
        position += len(runs)
        next_run = visible[position] if position < len(visible) else None
        if quote is None:
            for run, following in zip(runs, [*runs[1:], next_run], strict=True):
                findings += _inline(run, following, pattern)
        else:
            findings += _block(runs, next_run, pattern)
    for run in hidden:
        findings += _inline(run, None, pattern)
    quotations = [finding for finding in findings if isinstance(finding, Quotation)]
    strays = [finding for finding in findings if isinstance(finding, Stray)]
    return quotations, [*page.strays, *strays]


def _block(
    runs: Sequence[Run], next_run: Run | None, pattern: re.Pattern[str]
) -> Iterator[Quotation | Stray]:
    """Yield the block quote that some runs are, and the quotations in its attribution."""
    *first_runs, last = runs
    end, attribution = attribution_within(last, bool(first_runs), pattern)
    if attribution:
        yield from _inline(last, None, pattern, end)
    parts = [_segment(run, len(run.text)) for run in first_runs]
    if not parts or last.text[:end].strip():
        parts.append(_segment(last, end))
    attribution = attribution or attribution_below(next_run, pattern)
    yield _quotation("block", _without_marks(parts), attribution)


def _segment(run: Run, end: int) -> Segment:
    """Return the text of a run up to an offset, without the space around it."""
    text = run.text[:end]
    return Segment(run, len(text) - len(text.lstrip()), len(text.rstrip()))


def _inline(
    run: Run, next_run: Run | None, pattern: re.Pattern[str], start: int = 0
) -> Iterator[Quotation | Stray]:
    """Yield the quotations in marks of a run, and its stray marks, from an offset on."""
    found = marks.pair(run.text[start:])
    for offset in found.unopened:
        yield _stray("unopened", "a mark here closes no quotation", run, start + offset)
    for opening, closing in found.pairs:
        words = Segment(run, start + opening + 1, start + closing)
        is_alone = not _LETTER.search(run.text[: words.start] + run.text[words.end :])
        attribution = attribution_below(next_run, pattern) if is_alone else ""
        yield _quotation("inline", [words], attribution)
    if found.unclosed is not None:
        message = "a quotation opens here and is never closed"
        yield _stray("unclosed", message, run, start + found.unclosed)


def _quotation(form: str, parts: list[Segment], attribution: str) -> Quotation | Stray:
    """Return a quotation, or what is wrong with it: there are no words in it."""
    lines = [run.text[start:end].replace("\n", " ").strip(SPACES) for run, start, end in parts]
    text = "\n".join(lines)
    if any(map(str.isalnum, text)):
        return Quotation(text, form, tuple(parts), attribution)
    run, start, _ = parts[0]
    mark = start - 1 if form == "inline" else start
    return Stray("empty", text, "there are no words between the marks", (run, mark))


def _stray(verdict: str, message: str, run: Run, mark: int) -> Stray:
    """Return a mark that is no quotation's, with the words that follow it or come before it."""
    before, after = run.text[: mark + 1].split(), run.text[mark + 1 :].split()
    words = before[-_MOST_WORDS:] if verdict == "unopened" or not after else after[:_MOST_WORDS]
    return Stray(verdict, " ".join(words), message, (run, mark))


def _without_marks(parts: list[Segment]) -> list[Segment]:
    """Take the outer marks off a block quote.

    They are around each of its paragraphs, “a” “b”, or around all, “a b”, where each paragraph may
    begin with an opening mark: “a “b”.
    """
    texts = [run.text[start:end] for run, start, end in parts]
    if all(map(_is_quoted, texts)):
        return [Segment(run, start + 1, end - 1) for run, start, end in parts]
    mark = texts[0][:1]
    marked = parts if all(text.startswith(mark) for text in texts) else parts[:1]
    inner = [Segment(run, start + 1, end) for run, start, end in marked] + parts[len(marked) :]
    if not _is_quoted(mark + "\n".join([run.text[start:end] for run, start, end in inner])):
        return parts
    run, start, end = inner[-1]
    return [*inner[:-1], Segment(run, start, end - 1)]


def _is_quoted(text: str) -> bool:
    """Whether a text is one quotation in marks."""
    return marks.pair(text).pairs == [(0, len(text) - 1)]
