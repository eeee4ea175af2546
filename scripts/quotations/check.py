"""Check pages: find each quotation, trace it, hold it to the rules.

Both the command line and the build of a site do it through this module.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from quotations.model import Checked, PageResult, PageText, Position, Problem, Quotation, Trace
from quotations.page import file, find, html, site
from quotations.page.position import first_mark, locate
from quotations.rule import Rule, first_breach
from quotations.rules import sense, speakers, words
from quotations.rules.claims import Patterns
from quotations.rules.context import Context
from quotations.seed.source import Source
from quotations.show import fill, homes
from quotations.show.edition import Home
from quotations.text.letters import readable
from quotations.trace.trace import trace

SENSE = (sense.turned, sense.swallowed, sense.clipped, sense.question, sense.insertion)
_SENSE_ASKED = tuple(rule for rule in SENSE if rule is not sense.question)
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
        *(homes.NOTE, homes.SPLIT, fill.PLACEHOLDER, NO_QUOTATIONS),
    )
}


@dataclass(frozen=True)
class Outcome:
    """What a run found; problems are in the order of the pages, then of their lines."""

    homes: dict[str, Home]  # for each page that is home to paragraphs, by its path
    problems: tuple[Problem, ...]
    counts: dict[str, int]


class Checker:
    """Checks pages against the same sources; the same words are traced once."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = tuple(sources)
        self._by_id = {source.id: source for source in sources}
        people = tuple(person for source in sources for person in source.people)
        self._names = tuple(name for person in people for name in person.names)
        self._patterns = {source.id: Patterns(source.language, people) for source in sources}
        self._trace = cache(trace)

    def check(self, page: PageText) -> PageResult:
        """Return what is known of a page."""
        body = html.read_html(page.html)
        parts = [*map(html.read_text, page.texts), body]
        result = PageResult(page, [run for part in parts for run in part.runs], body.root)
        sources = tuple(s for s in self.sources if s.id in page.quotes) or self.sources
        for part in parts:
            quotations, strays = find.find(part, self._names)
            result.strays += strays
            context = Context(part, quotations)
            for quotation in quotations:
                checked = Checked(quotation, self._trace_in(context, quotation, sources))
                result.checked.append(checked)
        for name in page.quotes:
            if name not in self._by_id:
                message = f"quotes: there is no text ‘{name}’; there is {', '.join(self._by_id)}"
                position = file.place_of_key(page.markdown, "quotes")
                problem = Problem(page.path, *position, file.FRONT_MATTER.name, message)
                result.problems.append(problem)
        result.problems += fill.unknown_placeholders(page, body.root, self.sources)
        if result.strays or not all(checked.trace.ok for checked in result.checked):
            result.problems += _problems(result)
        return result

    def _trace_in(
        self, context: Context, quotation: Quotation, sources: tuple[Source, ...]
    ) -> Trace:
        """Return the trace of a quotation, with those places that its context gives to nobody else.

        If there is none, return the failure of the first.
        """
        last, _, end = quotation.parts[-1]
        is_asked = last.text.startswith("?", end + 1)  # the page asks it
        traced = self._trace(quotation.text, sources, _SENSE_ASKED if is_asked else SENSE)
        places, refusals = [], []
        for place in traced.places:
            source = self._by_id[place.parts[0].source]
            placed = speakers.Placed(quotation, context, place, source, self._patterns[source.id])
            if refusal := first_breach(_SPEAKERS, placed):
                refusals.append(refusal)
            else:
                places.append(place)
        if not refusals:
            return traced
        return replace(traced, places=tuple(places)) if places else refusals[0]


def positions(result: PageResult) -> list[Position]:
    """Return the position of each quotation of a page, then that of each stray."""
    targets = [first_mark(checked.quotation) for checked in result.checked]
    targets += [stray.place or stray.text for stray in result.strays]
    return locate(result.page, result.runs, targets)


def _problems(result: PageResult) -> Iterator[Problem]:
    """Yield a problem for each stray of a page and for each quotation that does not trace."""
    positions_of_all = positions(result)
    positions_of_strays = positions_of_all[len(result.checked) :]
    for stray, position in zip(result.strays, positions_of_strays, strict=True):
        yield Problem(*position, stray.verdict, stray.message, stray.text)
    for checked, position in zip(result.checked, positions_of_all, strict=False):
        failure, text = checked.trace, readable(checked.quotation.text)
        if not failure.ok:
            yield Problem(*position, failure.verdict, failure.message, text, failure.page_words)


def check_site(
    loaded: site.Site,
    sources: Sequence[Source],
    chosen: Sequence[str] | None = None,
    use: Callable[[PageResult], object] | None = None,
) -> Outcome:
    """Check the chosen pages; without a choice, all of them and what only the whole site shows.

    `use` is called as `check_texts` says.
    """
    texts = site.page_texts(loaded, chosen)
    published = site.site_texts(loaded.config) if chosen is None else None
    return check_texts(texts, sources, published, use)


def check_texts(
    texts: Iterable[PageText | Problem],
    sources: Sequence[Source],
    published: PageText | None,
    use: Callable[[PageResult], object] | None = None,
) -> Outcome:
    """Check pages that were read already.

    `texts` has a problem in place of a page that could not be read. `published` are the site's own
    texts, as a page; they are None unless the run is over the whole site. `use` is called with all
    that is known of each page: nothing here keeps it, for that would take much memory and time.
    """
    checker = Checker(sources)
    page_homes: dict[str, Home] = {}
    problems: list[Problem] = []
    pages = quotations = 0
    for text in texts:
        pages += 1
        if isinstance(text, Problem):
            problems.append(text)
            continue
        result = checker.check(text)
        if home := homes.read_home(result, sources):
            page_homes[text.path] = home
        quotations += len(result.checked)
        if use:
            use(result)
        problems += sorted(result.problems, key=lambda problem: (problem.line, problem.column))
    problems = list(dict.fromkeys(problems))  # several pages may include the file of one
    if published:
        problems += checker.check(published).problems
        if not problems:  # else a home may be on a page with one
            problems += homes.split_problems(page_homes, sources, published.path)
        if not quotations:
            message = "no quotation on any page: nothing was checked"
            problems.append(Problem(published.path, 1, 1, NO_QUOTATIONS.name, message))
    counts = {"pages": pages, "quotations": quotations, "problems": len(problems)}
    return Outcome(page_homes, tuple(problems), counts)
