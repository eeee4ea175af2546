"""Find the quotations in a page's runs, and the marks that are no quotation's.

A quotation is what stands between double marks, between single marks used as outer marks, in
`<q>`, or in a block quote. One inside another is part of it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from quotations.model import Page, Quotation, Run, Stray
from quotations.page.signature import below, last_line, signing_pattern
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
_WORDS = 12  # told of what stands at a stray mark


def find(page: Page, names: Sequence[str] = ()) -> tuple[list[Quotation], list[Stray]]:
    """Return the quotations of a page, in its order, and what is wrong with its marks.

    `names` are those an attribution may open with: of speakers, authors, publishers.
    """
    signing = signing_pattern(tuple(names))
    # What is read out stands between the runs it belongs to: each is a text by itself.
    shown = [run for run in page.runs if not run.element.startswith("@")]
    read_out = [run for run in page.runs if run.element.startswith("@")]
    found: list[Quotation | Stray] = []
    followed = groupby(pairwise([*shown, None]), key=lambda pair: pair[0] and pair[0].block)
    for block, pairs in followed:
        runs, following = zip(*pairs, strict=True)
        if block is None:
            for run, after in zip(runs, following, strict=True):
                found += _inline(run, after, signing)
        else:
            found += _block(runs, following[-1], signing)
    for run in read_out:
        found += _inline(run, None, signing)
    quotations = [one for one in found if isinstance(one, Quotation)]
    return quotations, [*page.strays, *(one for one in found if isinstance(one, Stray))]


def _block(
    runs: Sequence[Run], after: Run | None, signing: re.Pattern[str]
) -> Iterator[Quotation | Stray]:
    """Yield the block quote that some runs are, and the quotations in the line that signs it."""
    *others, last = runs
    end, signed = last_line(last, bool(others), signing)
    if signed:
        yield from _inline(last, None, signing, end)
    parts = [_trimmed(run, len(run.text)) for run in others]
    if not parts or last.text[:end].strip():
        parts.append(_trimmed(last, end))
    yield _quotation("block", _without_marks(parts), signed or below(after, signing))


def _inline(
    run: Run, after: Run | None, signing: re.Pattern[str], start: int = 0
) -> Iterator[Quotation | Stray]:
    """Yield the quotations of a run, from an offset on; `after` is the run behind it."""
    marked = marks.pair(run.text[start:])
    for place in marked.unopened:
        yield _stray("unopened", run, start + place)
    for a, b in ((start + opens, start + closes) for opens, closes in marked.pairs):
        alone = not (_LETTER.search(run.text, 0, a) or _LETTER.search(run.text, b + 1))
        yield _quotation("inline", [(run, a + 1, b)], below(after, signing) if alone else "")
    if marked.unclosed is not None:
        yield _stray("unclosed", run, start + marked.unclosed)


def _quotation(form: str, parts: list[tuple[Run, int, int]], signed: str) -> Quotation | Stray:
    text = "\n".join([run.text[a:b].replace("\n", " ").strip(SPACES) for run, a, b in parts])
    if any(map(str.isalnum, text)):
        return Quotation(text, form, tuple(parts), signed)
    run, start, _ = parts[0]
    place = (run, start - (form == "inline"))
    return Stray("empty", text, "there are no words between the marks", place)


def _stray(verdict: str, run: Run, place: int) -> Quotation | Stray:
    """Return a mark that is no quotation's, with the words that follow it, or lead up to it."""
    before, behind = run.text[: place + 1].split(), run.text[place + 1 :].split()
    is_before = verdict == "unopened" or not behind
    words = " ".join(before[-_WORDS:] if is_before else behind[:_WORDS])
    opened = "a quotation opens here and is never closed"
    message = opened if verdict == "unclosed" else "a mark here closes no quotation"
    return Stray(verdict, words, message, (run, place))


def _without_marks(parts: list[tuple[Run, int, int]]) -> list[tuple[Run, int, int]]:
    """Take the outer marks off a block quote: around it, or around each of its paragraphs.

    A mark that stands again at the head of each paragraph goes as well.
    """
    texts = [run.text[a:b] for run, a, b in parts]
    if all(map(_is_quoted, texts)):
        return [(run, a + 1, b - 1) for run, a, b in parts]
    opener = texts[0][:1]
    again = len(parts) > 1 and all(text.startswith(opener) for text in texts)
    inner = [(run, a + (again or not number), b) for number, (run, a, b) in enumerate(parts)]
    if not _is_quoted(opener + "\n".join([run.text[a:b] for run, a, b in inner])):
        return parts
    run, start, end = inner[-1]
    return [*inner[:-1], (run, start, end - 1)]


def _is_quoted(text: str) -> bool:
    """Whether a text is one quotation in marks."""
    return marks.pair(text).pairs == [(0, len(text) - 1)]


def _trimmed(run: Run, end: int) -> tuple[Run, int, int]:
    """Return a run's text up to an offset as a part, without the space around it."""
    text = run.text[:end]
    return run, len(text) - len(text.lstrip()), len(text.rstrip())
