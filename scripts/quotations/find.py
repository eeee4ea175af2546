"""Find the quotations in a page's flows.

A quotation is what stands between double marks, between curly single marks used as outer marks,
in `<q>`, or in a block quote. One inside another is part of it.
"""

import bisect
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from quotations import marks
from quotations.flows import Flow, Page
from quotations.fold import SPACES


class Quotation(NamedTuple):
    """A quotation as the page shows it, and what stands around it."""

    text: str
    """Its words, without the outer marks; several paragraphs have a line break between them."""
    form: str
    """`block` or `inline`."""
    flow: Flow
    """The flow it begins in."""
    spans: tuple[tuple[int, int], ...]
    """Where its words stand in the HTML, one span for each paragraph; (0, 0) for nowhere."""
    own: tuple[int, int]
    """Where its words stand in the text of `flow`."""
    before: str = ""
    """The text up to its opening mark, as much of it as a sentence may need."""
    after: str = ""
    """The text from its closing mark on, likewise."""
    attribution: str = ""
    """A block quote's attribution, without the dash."""
    introduction: str = ""
    """The block before a block quote, or before a quotation that opens its own block."""


class Stray(NamedTuple):
    """A mark that is no quotation's, or something that cannot be read: a problem of its own."""

    verdict: str
    """`unopened`, `unclosed` or `opaque`."""
    text: str
    """What stands there: the words after an unclosed mark, before an unopened one."""
    flow: Flow | None
    start: int
    """Where it stands in the HTML."""


_INTRODUCES = ("p", "li", "dt", "dd", "div", "td", "blockquote", "summary", "figcaption")
_DASH = re.compile(r"\s*(?:-{1,3}|[–—―‒])")
_TITLES = re.compile(r"^\s*(?:-{1,3}|[–—―‒])\s*(?:[A-Z][\w.]*\s+){0,3}?(?=[A-Z]\w+\s*(?:[.,(]|$))")
_SIGNS = ("p", "div", "figcaption", "footer")
REACH = 300  # characters: as far as the words that give a quotation its speaker may stand


def find(page: Page, names: tuple[str, ...] = ()) -> tuple[list[Quotation], list[Stray]]:
    """Return the quotations of a page, in its order, and what is wrong with its marks.

    `names` are those an attribution may open with: of speakers, authors, publishers.
    """
    attribution = _attribution_pattern(names)
    quotations: list[Quotation] = []
    strays = [Stray("opaque", item.what, None, item.start) for item in page.opaque]
    # What is read out stands between the flows it belongs to: each is a text by itself.
    flows = tuple(flow for flow in page.flows if not flow.element.startswith("@"))
    at = 0
    while at < len(flows):
        if flows[at].block is not None:
            last = at
            while last + 1 < len(flows) and flows[last + 1].block == flows[at].block:
                last += 1
            at = _block_quote(flows, at, last + 1, attribution, quotations, strays)
        else:
            at = _running_text(flows, at, quotations, strays, attribution)
    for flow in page.flows:
        if flow.element.startswith("@"):
            _running_text((flow,), 0, quotations, strays)
    return quotations, strays


@lru_cache(maxsize=8)
def _attribution_pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    listed = sorted({r"\s+".join(map(re.escape, n.split())) for n in names}, key=len, reverse=True)
    if not listed:
        return None
    return re.compile(
        rf"\s*(?:-{{1,3}}|[–—―‒])\s*(?:[Tt]he\s+)?((?:{'|'.join(listed)})\s*(?:,.*)?)$", re.S
    )


def _block_quote(
    flows: tuple[Flow, ...],
    first: int,
    last: int,
    attribution: re.Pattern[str] | None,
    quotations: list[Quotation],
    strays: list[Stray],
) -> int:
    """Make a quotation of a block quote; return the index of the first flow not looked at."""
    shown = list(flows[first:last])
    said = ""
    signed = attribution.match(shown[-1].text) if attribution and len(shown) > 1 else None
    if signed and not shown[-1].hidden:
        _running_text((shown.pop(),), 0, quotations, strays)
        said = " ".join(signed[1].split())
    else:
        said = _signature(flows, last, attribution)
    introduction = _introduction(flows, first)
    quotations.append(
        Quotation(
            text="\n".join(_one_line(flow.text) for flow in shown),
            form="block",
            flow=shown[0],
            spans=tuple(_trimmed_span(flow) for flow in shown),
            own=(0, len(shown[0].text)),
            before=_announcing(introduction),
            attribution=said,
            introduction=introduction,
        )
    )
    return last


def _signature(flows: tuple[Flow, ...], at: int, attribution: re.Pattern[str] | None) -> str:
    """Return whose name the block at `at` gives as that of who said what stands above it."""
    below = flows[at] if at < len(flows) else None
    if not attribution or not below or below.element not in _SIGNS or below.hidden:
        return ""
    text = below.text
    if below.element == "figcaption" and not _DASH.match(text):
        text = f"—{text}"
    # Outside the quotation a title may go before the name, and more may follow it.
    signed = attribution.match(_TITLES.sub("—", text)) or attribution.match(
        re.sub(r"\s*(?:\.|\([^()]*\)\.?)\s*$", "", _TITLES.sub("—", text))
    )
    return " ".join(signed[1].split()) if signed else ""


def _introduction(flows: tuple[Flow, ...], at: int) -> str:
    """Return the text of the block before the one at `at`, if it can introduce it."""
    if at > 1 and not any(character.isalpha() for character in flows[at - 1].text):
        at -= 1  # a picture
    before = flows[at - 1] if at else None
    if not before or before.hidden or not (before.heading or before.element in _INTRODUCES):
        return ""
    return _one_line(before.text)


def _announcing(introduction: str) -> str:
    """Return an introduction's end where it goes on into what follows it."""
    text = introduction[-REACH:]
    if text.endswith(("—", "–", "-")):
        return text.rstrip("—–- ") + ": "
    return f"{text} " if text.endswith((":", ",")) else ""


def _running_text(
    flows: tuple[Flow, ...],
    at: int,
    quotations: list[Quotation],
    strays: list[Stray],
    attribution: re.Pattern[str] | None = None,
) -> int:
    """Find the quotations of one flow and of those its last one goes on into.

    Returns the index of the first flow not looked at.
    """
    flow = flows[at]
    found = marks.pair(flow.text)
    _strays(flow, found.unopened, strays)
    if not found.pairs and found.unclosed is None:
        return at + 1
    introduction = _introduction(flows, at)
    for pair in found.pairs:
        quotation = _inline([(flow, pair.start + 1, pair.end)], introduction)
        if not any(c.isalpha() for c in quotation.before + quotation.after):  # it fills its block
            quotation = quotation._replace(attribution=_signature(flows, at + 1, attribution))
        quotations.append(quotation)
    if found.unclosed is None:
        return at + 1
    opener = flow.text[found.unclosed]
    run = [(flow, found.unclosed + 1, len(flow.text))]
    following = at + 1
    while following < len(flows) and _goes_on(flow, flows[following], opener):
        flow = flows[following]
        start = flow.text.index(opener) + 1
        rest = marks.pair(flow.text[start:], opener)
        if rest.pairs and rest.pairs[0].start == -1:
            run.append((flow, start, start + rest.pairs[0].end))
            quotations.append(_inline(run, introduction))
            _strays(flow, tuple(start + place for place in rest.unopened), strays)
            later = rest.pairs[1:]
            for pair in later:
                words = [(flow, start + pair.start + 1, start + pair.end)]
                quotations.append(_inline(words))
            if rest.unclosed is not None:
                strays.append(_unclosed(flow, start + rest.unclosed))
            return following + 1
        run.append((flow, start, len(flow.text)))
        following += 1
    strays.append(_unclosed(flows[at], found.unclosed))
    return following


def _goes_on(flow: Flow, following: Flow, opener: str) -> bool:
    """Whether a quotation still open at the end of a paragraph goes on in the next."""
    return (
        following.element == "p" == flow.element
        and following.parent == flow.parent
        and following.block is None
        and following.text.lstrip().startswith(opener)
    )


def _inline(run: list[tuple[Flow, int, int]], introduction: str = "") -> Quotation:
    first, start, _ = run[0]
    last, _, end = run[-1]
    before = first.text[max(0, start - 1 - REACH) : start - 1]
    return Quotation(
        text="\n".join(_one_line(flow.text[a:b]) for flow, a, b in run),
        form="inline",
        flow=first,
        spans=tuple(flow.span(a, b) if a < b else (0, 0) for flow, a, b in run),
        own=(start, end if first is last else len(first.text)),
        before=before if any(c.isalnum() for c in before) else _announcing(introduction),
        after=last.text[end + 1 : end + 1 + REACH],
    )


def _strays(flow: Flow, places: tuple[int, ...], strays: list[Stray]) -> None:
    for place in places:
        words = _one_line(flow.text[max(0, place - 80) : place + 1])
        words = words.partition(" ")[2] if place > 80 else words
        strays.append(Stray("unopened", words, flow, flow.span(place, place + 1)[0]))


def _unclosed(flow: Flow, place: int) -> Stray:
    words = _one_line(flow.text[place + 1 : place + 80])
    return Stray("unclosed", words, flow, flow.span(place, place + 1)[0])


def _one_line(text: str) -> str:
    return text.replace("\n", " ").strip(SPACES)


def _trimmed_span(flow: Flow) -> tuple[int, int]:
    text = flow.text
    start = len(text) - len(text.lstrip())
    return flow.span(start, len(text.rstrip()))


class Surroundings:
    """What stands around a page's quotations, and whether it names somebody.

    A quotation's surroundings are its note (or, for a heading, the section it opens), its list
    item, table row or figure, else its paragraph; for a block quote also its attribution and the
    paragraph before it. What is hidden, or read out alone, names nobody; nor do the words of
    another quotation.
    """

    def __init__(self, flows: tuple[Flow, ...], quotations: Iterable[Quotation]) -> None:
        self._groups: dict[tuple[str, int], list[Flow]] = {}
        self._places: dict[tuple[int, str], list[tuple[int, int]]] = {}
        self._naming: dict[tuple[str, int, str], list[Flow]] = {}
        self._quoted: dict[int, list[tuple[int, int]]] = {}
        for quotation in quotations:
            if quotation.form == "inline":
                self._quoted.setdefault(id(quotation.flow), []).append(quotation.own)
        for flow in flows:
            if flow.hidden or flow.element.startswith("@"):
                continue
            for scope in flow.scopes:
                self._groups.setdefault(("scope", scope), []).append(flow)
            self._groups.setdefault(("section", flow.section), []).append(flow)

    def name(self, quotation: Quotation, pattern: re.Pattern[str]) -> bool:
        """Whether what stands around a quotation matches a pattern; no quoted words count."""
        flow = quotation.flow
        if pattern.search(quotation.attribution):
            return True
        if quotation.form == "block" and pattern.search(quotation.introduction):
            return True
        if quotation.form == "inline" and self._matches(flow, pattern):
            return True
        group = self._group(flow)
        if group is None:
            return False
        key = (*group, pattern.pattern)
        if key not in self._naming:
            around = self._groups.get(group, [])
            self._naming[key] = [f for f in around if self._matches(f, pattern)]
        return any(f is not flow and f.block is None for f in self._naming[key])

    def _group(self, flow: Flow) -> tuple[str, int] | None:
        if flow.note or flow.heading:
            return ("section", flow.section)
        return ("scope", flow.scopes[-1]) if flow.scopes else None

    def _matches(self, flow: Flow, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
        """Return where a pattern matches in a flow outside its quotations."""
        key = (id(flow), pattern.pattern)
        if key not in self._places:
            quoted = self._quoted.get(id(flow), [])
            starts = [start for start, _ in quoted]
            found = []
            for match in pattern.finditer(flow.text):
                at = bisect.bisect_right(starts, match.start()) - 1
                if at < 0 or match.start() >= quoted[at][1]:
                    found.append(match.span())
            self._places[key] = found
        return self._places[key]
