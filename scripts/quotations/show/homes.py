"""Homes: which page is home to which paragraphs; and where a quotation leads."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from quotations.model import EXACT, Checked, PageResult, PageText, Part, Place, Problem
from quotations.rules.rule import Rule
from quotations.seed.source import Source
from quotations.show.notes import Note, homeless_notes, line_of, moved_problems, read_notes

SPLIT = Rule(
    name="split",
    sentence="A page that names paragraphs in its front matter is home to them: one block quote is"
    " exactly those, whole and word for word; and each paragraph of a text has one home.",
    mend="name the paragraphs in the page’s front matter, as in paragraphs: [8, 9], and put exactly"
    " those into one block quote, a line of > between two; name each on one page alone",
    good="---\nparagraphs: [3]\n---\n\n> Would the town agree to pay for a new bridge? The old one"
    " should not be sold. Nobody has offered to buy it.\n",
    bad="---\nparagraphs: [3]\n---\n\n> The old one should not be sold.\n",
)


@dataclass(frozen=True)
class Home:
    """A page's passage: whole paragraphs of a source in one block quote, and the notes on it."""

    source: Source
    paragraphs: tuple[int, ...]
    passage: Checked
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Edition:
    """What is known of all pages, for showing one of them."""

    results: Sequence[PageResult]
    """In the order of the navigation."""
    homes: Mapping[str, Home]
    sources: Mapping[str, Source]
    titles: Mapping[str, str]
    address: Callable[[str, str], str]
    """Of a page, as another page links to it."""

    @property
    def text(self) -> Source | None:
        """The text whose paragraphs are at home on pages, else the first."""
        at_home = (home.source for home in self.homes.values())
        return next(at_home, next(iter(self.sources.values()), None))

    @cached_property
    def uses(self) -> tuple[tuple[str, tuple[Part, ...]], ...]:
        """Each quotation that traces, passages left out: its page, and the parts it leads to."""
        passages = {id(home.passage) for home in self.homes.values()}
        return tuple(
            (result.page.page, leads_to(checked, result.page.page, self.homes)[0].parts)
            for result in self.results
            for checked in result.checked
            if checked.trace.ok and id(checked) not in passages
        )


def settle(result: PageResult, sources: Sequence[Source]) -> Home | None:
    """Return a page's home, and add to its problems what is wrong with the home or a note."""
    page = result.page
    if not page.paragraphs:
        result.problems += homeless_notes(result)
        result.problems += moved_problems(result, ())
        return None
    for source in _texts(page, sources):
        for checked, part in _blocks(result):
            if part.source == source.id and _is_exactly(part, page.paragraphs, source):
                notes = read_notes(result, part)
                home = Home(source, page.paragraphs, checked, notes)
                result.problems += moved_problems(result, _addresses(home))
                return home
    if not any(c.quotation.form == "block" and not c.trace.ok for c in result.checked):
        result.problems.append(_no_passage(page, sources))  # else it was told already
    return None


def split_problems(
    results: Sequence[PageResult],
    homes: Mapping[str, Home],
    sources: Sequence[Source],
    config_page: str,
) -> list[Problem]:
    """Return what keeps the split from being whole: each paragraph at home exactly once.

    That goes for every text of which a paragraph is at home anywhere.
    """
    used = Counter(home.source.id for home in homes.values())
    at_home: dict[str, dict[int, list[PageText]]] = {}
    for result in results:
        page = result.page
        if page.paragraphs and sources:
            # A page without its passage was told of; its paragraphs are at home all the same.
            texts = _texts(page, sources)
            home = homes.get(page.page)
            name = home.source.id if home else max(texts, key=lambda text: used[text.id]).id
            for number in page.paragraphs:
                at_home.setdefault(name, {}).setdefault(number, []).append(page)
    problems: list[Problem] = []
    for source in sources:
        if source.id in at_home:
            name = f" of ‘{source.id}’" if len(sources) > 1 else ""
            problems += _not_whole(source, at_home[source.id], name, config_page)
    return problems


def leads_to(checked: Checked, page: str, homes: Mapping[str, Home]) -> tuple[Place, str | None]:
    """Return the place a quotation on a page leads to, and the page that is home to it, if one is.

    Of words that occur more than once it is the place on the page itself, else the first that is
    at home anywhere, else the first.
    """
    places = checked.trace.places
    here = homes.get(page)
    for place in places:
        if here and _at_home(place.parts[0], here):
            return place, page
    for place in places:
        for name, home in homes.items():
            if _at_home(place.parts[0], home):
                return place, name
    return places[0], None


def _at_home(part: Part, home: Home) -> bool:
    return part.source == home.source.id and part.paragraph in home.paragraphs


def _texts(page: PageText, sources: Sequence[Source]) -> list[Source]:
    """Return the sources a page can be home to: those it says it quotes, else all."""
    return [source for source in sources if source.id in page.quotes] or list(sources)


def _blocks(result: PageResult) -> Iterator[tuple[Checked, Part]]:
    """Yield the block quotes that trace word for word, with each place where they stand."""
    for checked in result.checked:
        quotation, trace = checked.quotation, checked.trace
        if quotation.form == "block" and not quotation.run.hidden and trace.verdict == EXACT:
            for place in trace.places:
                yield checked, place.parts[0]


def _is_exactly(part: Part, numbers: tuple[int, ...], source: Source) -> bool:
    inside = [p for p in source.paragraphs if part.start <= p.start and p.end <= part.end]
    return tuple(paragraph.number for paragraph in inside) == numbers and (
        inside[0].start,
        inside[-1].end,
    ) == (part.start, part.end)


def _no_passage(page: PageText, sources: Sequence[Source]) -> Problem:
    numbers = ", ".join(map(str, page.paragraphs))
    message = f"paragraphs: [{numbers}], but no block quote is exactly those paragraphs"
    last = max((len(text.paragraphs) for text in _texts(page, sources)), default=0)
    if max(page.paragraphs) > last:
        message = f"paragraphs: [{numbers}], but the text has paragraphs 1 to {last} only"
    return Problem(page.page, *_declared(page), "split", message)


def _not_whole(
    source: Source, at_home: Mapping[int, list[PageText]], name: str, config_page: str
) -> Iterator[Problem]:
    for paragraph in source.paragraphs:
        pages = at_home.get(paragraph.number, [])
        which = f"paragraph {paragraph.number}{name} is at home on"
        if not pages:
            yield Problem(config_page, 1, 1, "split", f"{which} no page")
        elif len(pages) > 1:
            message = f"{which} {' and '.join(page.page for page in pages)}"
            where = _declared(pages[1])
            yield Problem(pages[1].page, *where, "split", message)


def _addresses(home: Home) -> set[str]:
    """Return the ids that the build gives on a home's page."""
    found = {note.identifier for note in home.notes}
    for number in home.paragraphs:
        paragraph = home.source.paragraphs[number - 1]
        found.add(f"p{number}")
        found.update(f"p{number}-{s.number}" for s in home.source.sentences(paragraph))
    return found


def _declared(page: PageText) -> tuple[int, int]:
    return line_of(page.markdown, "^(?P<at>paragraphs)[ \t]*:")
