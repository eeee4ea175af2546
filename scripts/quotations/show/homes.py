"""Homes: which page is home to which paragraphs, and what is wrong with that."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from quotations.model import EXACT, PageResult, PageText, Problem
from quotations.page.file import place_of_key
from quotations.rule import Rule
from quotations.seed.source import Source
from quotations.show.edition import Home
from quotations.show.notes import moved_problems, read_notes

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


def settle(result: PageResult, sources: Sequence[Source]) -> Home | None:
    """Return a page's home, and add to its problems what is wrong with the home or a note."""
    page = result.page
    home = next(_homes(result, sources), None)
    if page.paragraphs and not home:
        if not any(c.quotation.form == "block" and not c.trace.ok for c in result.checked):
            result.problems.append(_no_passage(page, sources))  # else it was told already
        return None
    notes = read_notes(result, home)
    if home:
        home = replace(home, notes=notes)
    result.problems += moved_problems(result, _addresses(home) if home else ())
    return home


def _homes(result: PageResult, sources: Sequence[Source]) -> Iterator[Home]:
    """Yield a home for each block quote that is exactly a page's paragraphs, word for word."""
    by_id = {source.id: source for source in sources}
    for checked in result.checked:
        quotation, trace = checked.quotation, checked.trace
        if (
            quotation.form == "block"
            and not quotation.run.block.is_hidden
            and trace.verdict == EXACT
        ):
            for place in trace.places:
                (part,) = place.parts
                source = by_id[part.source]
                first, last = (source.paragraph_at(at) for at in (part.start, part.end - 1))
                is_whole = (first.start, last.end) == (part.start, part.end)
                if is_whole and (*range(first.number, last.number + 1),) == result.page.paragraphs:
                    yield Home(source, result.page.paragraphs, checked)


def _no_passage(page: PageText, sources: Sequence[Source]) -> Problem:
    numbers = ", ".join(map(str, page.paragraphs))
    quoted = [source for source in sources if source.id in page.quotes] or sources
    last = max(len(source.paragraphs) for source in quoted)
    why = "no block quote is exactly those paragraphs"
    if max(page.paragraphs) > last:
        why = f"the text has paragraphs 1 to {last} only"
    place = place_of_key(page.markdown, "paragraphs")
    return Problem(page.path, *place, SPLIT.name, f"paragraphs: [{numbers}], but {why}")


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
    pages = {result.page.path: result.page for result in results if result.page.paragraphs}
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
