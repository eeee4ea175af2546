"""Find the quotations in a page's runs, and the marks that are no quotation's.

A quotation is what stands between double marks, between single marks used as outer marks, in
`<q>`, or in a block quote. One inside another is part of it.
"""

import re
from collections.abc import Sequence

from quotations.model import Page, Quotation, Run, Stray
from quotations.page.signature import below, last_line, signing_pattern
from quotations.rules.rule import Rule
from quotations.text import marks
from quotations.text.fold import SPACES

UNCLOSED = Rule(
    "unclosed",
    "A quotation that opens is closed, in its paragraph or in one that opens with a mark again.",
    "close the quotation, in the same paragraph",
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
_MANY = 50  # paragraphs: no quotation goes on over more
_WORDS = 12  # told of what stands at a stray mark


def find(page: Page, names: Sequence[str] = ()) -> tuple[list[Quotation], list[Stray]]:
    """Return the quotations of a page, in its order, and what is wrong with its marks.

    `names` are those an attribution may open with: of speakers, authors, publishers.
    """
    signing = signing_pattern(tuple(names))
    found: list[Quotation | Stray] = []
    # What is read out stands between the runs it belongs to: each is a text by itself.
    shown = [run for run in page.runs if not run.element.startswith("@")]
    at = 0
    while at < len(shown):
        read = _inline if shown[at].block is None else _block
        more, at = read(shown, at, signing)
        found += more
    for run in page.runs:
        if run.element.startswith("@"):
            found += _inline([run], 0, signing)[0]
    quotations = [one for one in found if isinstance(one, Quotation)]
    return quotations, [*page.strays, *(one for one in found if isinstance(one, Stray))]


def _block(
    runs: Sequence[Run], first: int, signing: re.Pattern[str]
) -> tuple[list[Quotation | Stray], int]:
    """Return the block quote that begins with a run, and the index of what follows it."""
    behind = first + 1
    while behind < len(runs) and runs[behind].block == runs[first].block:
        behind += 1
    last = runs[behind - 1]
    end, signed = last_line(last, behind - first > 1, signing)
    found: list[Quotation | Stray] = []
    if signed:
        found, _ = _inline([last], 0, signing, end)
    else:
        signed = below(runs, behind, signing)
    parts = [_trimmed(run, len(run.text)) for run in runs[first : behind - 1]]
    if not parts or last.text[:end].strip():
        parts.append(_trimmed(last, end))
    return [*found, _quotation("block", _without_marks(parts), signed)], behind


def _inline(
    runs: Sequence[Run], at: int, signing: re.Pattern[str], start: int = 0
) -> tuple[list[Quotation | Stray], int]:
    """Return the quotations of a run, from an offset on, and the index of the next run."""
    run = runs[at]
    marked = marks.pair(run.text[start:] if start else run.text)
    found = [_stray("unopened", run, start + place) for place in marked.unopened]
    for pair in marked.pairs:
        a, b = start + pair.start, start + pair.end
        beside = _LETTER.search(run.text, 0, a) or _LETTER.search(run.text, b + 1)
        signed = "" if beside else below(runs, at + 1, signing)
        found.append(_quotation("inline", [(run, a + 1, b)], signed))
    if marked.unclosed is None:
        return found, at + 1
    parts = _over_paragraphs(runs, at, start + marked.unclosed)
    if not parts:
        return [*found, _stray("unclosed", run, start + marked.unclosed)], at + 1
    behind = at + len(parts)
    return [*found, _quotation("inline", parts, below(runs, behind, signing))], behind


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


def _over_paragraphs(runs: Sequence[Run], at: int, opening: int) -> list[tuple[Run, int, int]]:
    """Return the parts of a quotation that goes on over paragraphs; none where it does not.

    It opens its paragraph, or stands after a colon, a comma or a dash; each further paragraph
    opens with the mark again; and it closes at the end of the last.
    """
    run = runs[at]
    opener = run.text[opening]
    before = run.text[:opening].rstrip()
    if before and before[-1] not in ":,—–-([":
        return []
    parts = [(run, opening + 1, len(run.text))]
    for following in runs[at + 1 : at + _MANY]:
        beside = following.element == run.element == "p" and following.parent == run.parent
        opens = following.block is None and following.text.lstrip().startswith(opener)
        if not beside or not opens:
            return []
        start = following.text.index(opener) + 1
        rest = marks.pair(following.text[start:], opener)
        if not rest.pairs:
            parts.append((following, start, len(following.text)))
            continue
        end = start + rest.pairs[0].end
        if rest.pairs[0].start >= 0 or any(map(str.isalnum, following.text[end + 1 :])):
            return []
        return [*parts, (following, start, end)]
    return []


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
    return marks.pair(text).pairs == (marks.Pair(0, len(text) - 1),)


def _trimmed(run: Run, end: int) -> tuple[Run, int, int]:
    """Return a run's text up to an offset as a part, without the space around it."""
    text = run.text[:end]
    return run, len(text) - len(text.lstrip()), len(text.rstrip())
