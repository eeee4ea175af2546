"""Find the quotations in a page's runs, and the marks that are no quotation's.

A quotation is what stands between double marks, between single marks used as outer marks, in
`<q>`, or in a block quote. One inside another is part of it.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from quotations.model import Page, Quotation, Run, Stray
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
_MESSAGES = {
    "unclosed": "a quotation opens here and is never closed",
    "unopened": "a mark here closes no quotation",
    "empty": "there are no words between the marks",
}
_DASH = re.compile(r"\s*(?:-{1,3}|[–—―‒])\s*")
_MORE = re.compile(r"[,;:]|\b(?:in|at|on|to)\b")  # what no name alone has
_PARAGRAPH = r"¶\s?\d+(?:[.–-]\d+)*"
_BARE = re.compile(rf"\s*\(({_PARAGRAPH})\)\s*$")
_LETTER = re.compile(r"[^\W\d_]")
_SIGNS = ("p", "div", "figcaption", "footer")
_MANY = 50  # paragraphs: no quotation goes on over more
_WORDS = 80  # characters told of what stands at a stray mark


def find(page: Page, names: Sequence[str] = ()) -> tuple[list[Quotation], list[Stray]]:
    """Return the quotations of a page, in its order, and what is wrong with its marks.

    `names` are those an attribution may open with: of speakers, authors, publishers.
    """
    finder = _Finder(page, _signing(tuple(names)))
    # What is read out stands between the runs it belongs to: each is a text by itself.
    runs = [run for run in page.runs if not run.element.startswith("@")]
    at = 0
    while at < len(runs):
        at = (finder.inline if runs[at].block is None else finder.block)(runs, at)
    for run in page.runs:
        if run.element.startswith("@"):
            finder.inline([run], 0)
    return finder.quotations, finder.strays


@lru_cache(maxsize=8)
def _signing(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for a signature without its dash: a name, or a paragraph's number.

    Good: Radchenko; The author; President Putin, in Kyiv; Sergey Radchenko in The Times; ¶17.
    Bad: Trump is right; He will take Kyiv by May.
    """
    listed = sorted(
        {r"\s+".join(map(re.escape, n.split())) for n in names}, key=lambda name: (-len(name), name)
    )
    titles = r"(?:[Tt]he\s+(?:[\w.’'-]+\s+){0,2}?|(?:[A-Z][\w.’'-]*\s+){0,3}?)"
    rest = r"(?:\s*(?:[,(]|\b(?:in|at|on|to)\b).*|\.)?"
    name = rf"{titles}(?:{'|'.join(listed)})(?!\w){rest}" if listed else r"(?!)"
    return re.compile(rf"\s*((?:{name}|{_PARAGRAPH}))\s*", re.S)


class _Finder:
    """Collects what it finds, run by run."""

    def __init__(self, page: Page, signing: re.Pattern[str]) -> None:
        self.quotations: list[Quotation] = []
        self.strays = list(page.strays)
        self.signing = signing

    def block(self, runs: Sequence[Run], first: int) -> int:
        """Find the block quote that begins with a run; return the index of what follows it."""
        behind = first + 1
        while behind < len(runs) and runs[behind].block == runs[first].block:
            behind += 1
        shown = list(runs[first:behind])
        at, signed = self._last_line(shown[-1], len(shown) > 1)
        if signed:
            self.inline([shown[-1]], 0, at)
        else:
            signed = self._below(runs, behind)
        parts = [(run, *_trimmed(run.text, 0, len(run.text))) for run in shown[:-1]]
        start, end = _trimmed(shown[-1].text, 0, at)
        if start < end or not parts:
            parts.append((shown[-1], start, max(start, end)))
        self._add("block", _without_marks(parts), signed)
        return behind

    def inline(self, runs: Sequence[Run], at: int, start: int = 0) -> int:
        """Find the quotations of a run, from an offset on; return the index of the next run."""
        run = runs[at]
        found = marks.pair(run.text[start:] if start else run.text)
        for place in found.unopened:
            self._stray("unopened", run, start + place)
        for pair in found.pairs:
            a, b = start + pair.start, start + pair.end
            beside = _LETTER.search(run.text, 0, a) or _LETTER.search(run.text, b + 1)
            signed = "" if beside else self._below(runs, at + 1)
            self._add("inline", [(run, a + 1, b)], signed)
        if found.unclosed is None:
            return at + 1
        parts = _over_paragraphs(runs, at, start + found.unclosed)
        if not parts:
            self._stray("unclosed", run, start + found.unclosed)
            return at + 1
        self._add("inline", parts, self._below(runs, at + len(parts)))
        return at + len(parts)

    def _last_line(self, run: Run, own: bool) -> tuple[int, str]:
        """Return where the words of a block quote's last run end, and what signs them.

        `own`: the run may sign as a whole, for it is not the only one.
        """
        if run.hidden:
            return len(run.text), ""
        text = run.text.rstrip()
        line = text.rfind("\n") + 1
        if run.cite and text[: run.cite].strip():
            line = run.cite
        elif own and (run.element == "footer" or run.cite == 0 or "\n" not in text):
            line = 0
        marked = run.element == "footer" or run.cite == line
        dash = _DASH.match(text, line)
        # The dash before a <cite> is part of the attribution.
        signs = (line or own) and (dash or marked)
        if signs and (signed := self.signing.fullmatch(text, dash.end() if dash else line)):
            return len(text[:line].rstrip(" \n–—―‒-")), " ".join(signed[1].split())
        if bare := _BARE.search(text):
            return bare.start(), bare[1]
        return len(run.text), ""

    def _below(self, runs: Sequence[Run], at: int) -> str:
        """Return what the block at `at` signs the words above it with."""
        run = runs[at] if at < len(runs) else None
        if not run or run.element not in _SIGNS or run.hidden or run.block is not None:
            return ""
        dash = _DASH.match(run.text)
        signed = self.signing.fullmatch(run.text, dash.end() if dash else 0)
        if not signed or (not dash and run.element in ("p", "div") and _MORE.search(signed[1])):
            return ""
        return " ".join(signed[1].split())

    def _add(self, form: str, parts: list[tuple[Run, int, int]], signed: str = "") -> None:
        text = "\n".join([_one_line(run.text[a:b]) for run, a, b in parts])
        if not any(map(str.isalnum, text)):
            run, start, _ = parts[0]
            place = (run, start - (form == "inline"))
            self.strays.append(Stray("empty", text, _MESSAGES["empty"], place))
            return
        self.quotations.append(Quotation(text, form, tuple(parts), signed))

    def _stray(self, verdict: str, run: Run, place: int) -> None:
        """Add a mark that is no quotation's, with the words that follow it, or lead up to it."""
        words = _one_line(run.text[place + 1 : place + _WORDS])
        if verdict == "unopened" or not any(map(str.isalnum, words)):
            words = _one_line(run.text[max(0, place - _WORDS) : place + 1])
            words = words.partition(" ")[2] if place > _WORDS else words
        self.strays.append(Stray(verdict, words, _MESSAGES[verdict], (run, place)))


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
        if not _follows(run, following) or not following.text.lstrip().startswith(opener):
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


def _follows(run: Run, following: Run) -> bool:
    """Whether one paragraph follows another, with nothing between them."""
    paragraphs = following.element == "p" == run.element
    return paragraphs and following.parent == run.parent and following.block is None


def _without_marks(parts: list[tuple[Run, int, int]]) -> list[tuple[Run, int, int]]:
    """Take the outer marks off a block quote: around it, or around each of its paragraphs.

    A mark that stands again at the head of each paragraph goes as well.
    """
    run, start, end = parts[0]
    opener = run.text[start : start + 1]
    if opener not in marks.CLOSERS or start == end:
        return parts
    texts = [run.text[a:b] for run, a, b in parts]
    if all(marks.pair(text).pairs == (marks.Pair(0, len(text) - 1),) for text in texts):
        return [(run, a + 1, b - 1) for run, a, b in parts]
    heads = [text.startswith(opener) for text in texts[1:]]
    if any(heads) and not all(heads):
        return parts
    again = 1 if any(heads) else 0
    joined = "\n".join([texts[0], *(text[again:] for text in texts[1:])])
    if marks.pair(joined).pairs != (marks.Pair(0, len(joined) - 1),):
        return parts
    inner = [(run, a + (again if number else 1), b) for number, (run, a, b) in enumerate(parts)]
    run, start, end = inner[-1]
    return [*inner[:-1], (run, start, end - 1)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    stretch = text[start:end]
    return end - len(stretch.lstrip()), start + len(stretch.rstrip())


def _one_line(text: str) -> str:
    return text.replace("\n", " ").strip(SPACES)
