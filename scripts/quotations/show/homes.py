"""Homes: which page is home to which paragraphs; and where a quotation leads."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quotations.model import EXACT, Checked, PageResult, PageText, Part, Place, Problem
from quotations.page.file import place_of_key
from quotations.rules.rule import Rule
from quotations.seed.source import Source
from quotations.show.notes import Note, moved_problems, read_notes

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
    address: Callable[[str, str], str]
    """Of a page, as another page links to it."""
    rules: Sequence[Rule] = ()
    """Every rule, to be shown."""

    @property
    def text(self) -> Source | None:
        """The text whose paragraphs are at home on pages, else the first."""
        at_home = (home.source for home in self.homes.values())
        return next(at_home, next(iter(self.sources.values()), None))


def settle(result: PageResult, sources: Sequence[Source]) -> Home | None:
    """Return a page's home, and add to its problems what is wrong with the home or a note."""
    page, home, addresses = result.page, None, set[str]()
    if page.paragraphs:
        passage = next(_passages(result, sources), None)
        if passage is None:
            if not any(c.quotation.form == "block" and not c.trace.ok for c in result.checked):
                result.problems.append(_no_passage(page, sources))  # else it was told already
            return None
        checked, part, source = passage
        home = Home(source, page.paragraphs, checked, read_notes(result, part))
        addresses = _addresses(home)
    else:
        read_notes(result, None)
    result.problems += moved_problems(result, addresses)
    return home


def _passages(
    result: PageResult, sources: Sequence[Source]
) -> Iterator[tuple[Checked, Part, Source]]:
    """Yield the block quotes that are exactly a page's paragraphs, and where in which source."""
    by_id = {source.id: source for source in sources}
    for checked in result.checked:
        quotation, trace = checked.quotation, checked.trace
        if quotation.form == "block" and not quotation.run.hidden and trace.verdict == EXACT:
            for place in trace.places:
                (part,) = place.parts
                source = by_id[part.source]
                first, last = (source.paragraph_at(at) for at in (part.start, part.end - 1))
                is_whole = (first.start, last.end) == (part.start, part.end)
                if is_whole and (*range(first.number, last.number + 1),) == result.page.paragraphs:
                    yield checked, part, source


def _no_passage(page: PageText, sources: Sequence[Source]) -> Problem:
    numbers = ", ".join(map(str, page.paragraphs))
    quoted = [source for source in sources if source.id in page.quotes] or sources
    last = max((len(source.paragraphs) for source in quoted), default=0)
    why = "no block quote is exactly those paragraphs"
    if max(page.paragraphs) > last:
        why = f"the text has paragraphs 1 to {last} only"
    place = place_of_key(page.markdown, "paragraphs")
    return Problem(page.page, *place, SPLIT.name, f"paragraphs: [{numbers}], but {why}")


def _addresses(home: Home) -> set[str]:
    """Return the ids that the build gives on a home's page."""
    found = {note.identifier for note in home.notes}
    for number in home.paragraphs:
        paragraph = home.source.paragraphs[number - 1]
        found.add(f"p{number}")
        found.update(f"p{number}-{s.number}" for s in home.source.sentences(paragraph))
    return found


def split_problems(
    results: Sequence[PageResult],
    homes: Mapping[str, Home],
    sources: Sequence[Source],
    config_page: str,
) -> Iterator[Problem]:
    """Yield what keeps the split from being whole: each paragraph at home exactly once.

    That goes for every text of which a paragraph is at home anywhere. A page without its passage
    was told of, and its paragraphs may be at home on it once that is mended.
    """
    pages = {result.page.page: result.page for result in results if result.page.paragraphs}
    if pages.keys() != homes.keys():
        return
    at_home: dict[str, list[tuple[int, str]]] = {}
    for name, home in homes.items():
        numbered = [(number, name) for number in home.paragraphs]
        at_home.setdefault(home.source.id, []).extend(numbered)
    for source in sources:
        text = f" of ‘{source.id}’" if len(sources) > 1 else ""
        for paragraph in source.paragraphs if source.id in at_home else ():
            names = [name for number, name in at_home[source.id] if number == paragraph.number]
            where = " and ".join(names) or "no page"
            message = f"paragraph {paragraph.number}{text} is at home on {where}"
            if not names:
                yield Problem(config_page, 1, 1, SPLIT.name, message)
            elif len(names) > 1:
                place = place_of_key(pages[names[1]].markdown, "paragraphs")
                yield Problem(names[1], *place, SPLIT.name, message)


def leads_to(checked: Checked, page: str, homes: Mapping[str, Home]) -> tuple[Place, str | None]:
    """Return the place a quotation on a page leads to, and the page that is home to it, if one is.

    Of words that occur more than once it is the place on the page itself, else the first that is
    at home anywhere, else the first.
    """
    ends = [
        (place, name)
        for place in checked.trace.places
        for name, home in homes.items()
        if place.parts[0].source == home.source.id and place.parts[0].paragraph in home.paragraphs
    ]
    here = [end for end in ends if end[1] == page]
    return (*here, *ends, (checked.trace.places[0], None))[0]
