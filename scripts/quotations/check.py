"""Check pages: find each quotation, trace it, hold it to the rules. The one path of script and
build."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from quotations.model import Checked, PageResult, PageText, Problem, Quotation, Run, Stray, Trace
from quotations.page import file, find, html, site
from quotations.page.position import first_mark, locate
from quotations.rule import Rule, first_breach
from quotations.rules import sense, speakers, words
from quotations.rules.context import Context
from quotations.rules.patterns import Patterns
from quotations.seed.source import Source
from quotations.show import fill, homes, notes
from quotations.show.edition import Home
from quotations.text.letters import readable
from quotations.trace.trace import trace

SENSE = (sense.turned, sense.swallowed, sense.clipped, sense.question, sense.insertion)
_SPEAKERS = (speakers.unattributed, speakers.misattributed)
NO_QUOTATIONS = Rule(
    "no-quotations",
    "A run over a whole site finds at least one quotation.",
    "check that this is the site you meant",
    good="The report calls it an “old bridge”.",
    bad="A page without any quotation.",
)
# Every way to fail, in the order in which they are looked for.
RULES: Mapping[str, Rule] = {
    rule.name: rule
    for rule in (
        *(file.UNREADABLE, file.FRONT_MATTER, html.OPAQUE),
        *(find.UNCLOSED, find.UNOPENED, find.EMPTY),
        *SENSE,
        *(words.INVISIBLE, words.LOOKALIKE, words.DISORDERED, words.APART, words.CASE),
        *(words.LEFT_OUT, words.CUT_WORD, words.STITCHED, words.ALTERED, words.NOT_FOUND),
        *_SPEAKERS,
        *(notes.NOTE, homes.SPLIT, fill.PLACEHOLDER, NO_QUOTATIONS),
    )
}


@dataclass(frozen=True)
class Outcome:
    """What a run found; problems are in the order of the pages, then of their lines."""

    results: tuple[PageResult, ...]
    homes: dict[str, Home]
    problems: tuple[Problem, ...]
    counts: dict[str, int]


class Checker:
    """Checks pages against the same sources; what it has traced once it knows."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = tuple(sources)
        everybody = [person for source in sources for person in source.people]
        self._names = [name for person in everybody for name in person.names]
        self._told_of = {s.id: (s, Patterns(s.language, everybody)) for s in sources}
        called = {word for source in sources for word in source.language.words_for_words}
        self._called = re.compile(rf"\b(?:{'|'.join(sorted(called)) or '(?!)'})\s+\S$")
        self._trace = cache(partial(trace, rules=SENSE))

    def check(self, page: PageText, positions: bool = False) -> PageResult:
        """Check one page. `positions`: find each quotation's line and column, also if all trace."""
        result = PageResult(page)
        held_to = self._held_to(result)
        body = html.read_html(page.html)
        result.runs, result.root = body.runs, body.root
        if body.root is not None:
            result.problems += fill.unknown_placeholders(page, body.root, self.sources)
        strays: list[Stray] = []
        parts = [*(html.read_text(text, key) for key, text in page.texts if text), body]
        for part in parts:
            quotations, found = find.find(part, self._names)
            strays += found
            context = Context(part, quotations)
            for quotation in quotations:
                traced = self._traced(quotation, context, held_to)
                result.checked.append(Checked(quotation, traced))
        if positions or strays or not all(checked.trace.ok for checked in result.checked):
            _tell(result, strays, [run for part in parts for run in part.runs])
        return result

    def _held_to(self, result: PageResult) -> tuple[Source, ...]:
        """Return the texts that a page quotes, and tell of one that is not there."""
        known = {source.id: source for source in self.sources}
        for name in result.page.quotes:
            if name not in known:
                message = f"quotes: there is no text ‘{name}’; there is {', '.join(known)}"
                place = file.place_of_key(result.page.markdown, "quotes")
                problem = Problem(result.page.path, *place, file.FRONT_MATTER.name, message)
                result.problems.append(problem)
        return tuple(known[name] for name in known if name in result.page.quotes) or self.sources

    def _traced(self, quotation: Quotation, context: Context, held_to: tuple[Source, ...]) -> Trace:
        before = quotation.run.text[: quotation.start]
        named = " " not in quotation.text and self._called.search(before) is not None
        asked = quotation.last.text[quotation.end + 1 :][:1] == "?"
        found = self._trace(quotation.text, held_to, is_named_word=named, is_asked=asked)
        kept, refusals = [], []
        for place in found.places:
            source, patterns = self._told_of[place.parts[0].source]
            placed = speakers.Placed(quotation, context, place, source, patterns)
            if refusal := first_breach(_SPEAKERS, placed):
                refusals.append(refusal)
            else:
                kept.append(place)
        if not refusals:
            return found
        return replace(found, places=tuple(kept)) if kept else refusals[0]


def _tell(result: PageResult, strays: Sequence[Stray], runs: Sequence[Run]) -> None:
    """Find where a page's quotations stand in its Markdown, and tell what is wrong there."""
    targets = [first_mark(checked.quotation) for checked in result.checked]
    targets += [stray.place or stray.text for stray in strays]
    positions = locate(result.page, runs, targets)
    result.positions, places = positions[: len(result.checked)], positions[len(result.checked) :]
    failures = [
        (place, stray.verdict, stray.message, stray.text, "")
        for stray, place in zip(strays, places, strict=True)
    ]
    for checked, place in zip(result.checked, result.positions, strict=True):
        if not checked.trace.ok:
            why, text = checked.trace, readable(checked.quotation.text)
            failures.append((place, why.verdict, why.message, text, why.page_words))
    result.problems += (Problem(*place, *told) for place, *told in failures)


def check_site(
    loaded: site.Site,
    sources: Sequence[Source],
    chosen: Sequence[str] | None = None,
    positions: bool = False,
) -> Outcome:
    """Check the chosen pages, or all of them and what only the whole can show."""
    texts = site.page_texts(loaded, chosen)
    published = site.site_texts(loaded.config, loaded.config_file) if chosen is None else None
    return check_texts(texts, sources, published, positions)


def check_texts(
    texts: Iterable[PageText | Problem],
    sources: Sequence[Source],
    published: PageText | None,
    positions: bool = False,
) -> Outcome:
    """Check pages that were read already.

    A page that could not be read stands in `texts` as its problem. `published` are the site's own
    texts, as a page; where it is given, the run is over the whole site.
    """
    checker = Checker(sources)
    results: list[PageResult] = []
    at_home: dict[str, Home] = {}
    problems: list[Problem] = []
    told: set[Problem] = set()
    unread = 0
    for text in texts:
        if isinstance(text, Problem):
            problems.append(text)
            unread += 1
            continue
        result = checker.check(text, positions)
        home = homes.read_home(result, sources)
        if home:
            at_home[text.path] = home
        results.append(result)
        found = sorted(result.problems, key=lambda problem: (problem.line, problem.column))
        # What stands in a file that several pages take in is told once.
        problems += (problem for problem in found if problem not in told)
        told.update(found)
    counts = {
        "pages": len(results) + unread,
        "quotations": sum(len(result.checked) for result in results),
    }
    if published:
        problems += checker.check(published, positions).problems
        if not unread:  # else a home may stand on a page that cannot be read
            problems += homes.split_problems(results, at_home, sources, published.path)
        if not counts["quotations"]:
            message = "no quotation on any page: nothing was checked"
            problems.append(Problem(published.path, 1, 1, NO_QUOTATIONS.name, message))
    counts["problems"] = len(problems)
    return Outcome(tuple(results), at_home, tuple(problems), counts)
