"""Say which pages are homes, and what is wrong with the split of a text over pages.

A page whose front matter has `paragraphs: [8, 9]` is their home: it quotes paragraphs 8 and 9
whole, in one block quote, the passage. If any paragraph of a text has a home, each has one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from quotations.model import EXACT, PageResult, Problem
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


def read_home(result: PageResult, sources: Sequence[Source]) -> Home | None:
    """Return a page as a home, if it is one, with its notes.

    Adds to the page's problems what is wrong with the home, or else with a note or a moved id. A
    missing passage is a problem only where the page has no other, for another is probably why.
    """
    page = result.page
    home = _home(result, sources)
    if page.paragraphs and not home:
        if not result.problems:
            numbers = ", ".join(map(str, page.paragraphs))
            message = f"paragraphs: [{numbers}], but no block quote is exactly those paragraphs"
            position = place_of_key(page.markdown, "paragraphs")
            result.problems.append(Problem(page.path, *position, SPLIT.name, message))
        return None
    notes = read_notes(result, home)
    result.problems += moved_problems(result, home)
    return replace(home, notes=notes) if home else None


def _home(result: PageResult, sources: Sequence[Source]) -> Home | None:
    """Return a page as a home, without notes: one block quote is exactly its paragraphs."""
    numbers = result.page.paragraphs
    by_id = {source.id: source for source in sources}
    for checked in result.checked:
        is_block = checked.quotation.form == "block" and checked.trace.verdict == EXACT
        for place in checked.trace.places if is_block else ():
            (part,) = place.parts  # word for word, so in one piece, also over paragraphs
            source = by_id[part.source]
            first, last = source.paragraph_at(part.start), source.paragraph_at(part.end - 1)
            is_whole = (first.start, last.end) == (part.start, part.end)
            if is_whole and numbers == tuple(range(first.number, last.number + 1)):
                return Home(source, numbers, checked)
    return None


def split_problems(
    homes: Mapping[str, Home], sources: Sequence[Source], config_path: str
) -> Iterator[Problem]:
    """Yield a problem for each paragraph that has no home, or more than one.

    `homes` are by the paths of their pages. A missing home is reported at `config_path`, the path
    of `mkdocs.yml`.
    """
    for source in sources:
        of_source = {path: home for path, home in homes.items() if home.source is source}
        if not of_source:
            continue
        label = f" of ‘{source.id}’" if len(sources) > 1 else ""
        for number in range(1, len(source.paragraphs) + 1):
            paths = [path for path, home in of_source.items() if number in home.paragraphs]
            if len(paths) != 1:
                where = " and ".join(paths) or "no page"
                message = f"paragraph {number}{label} is at home on {where}"
                yield Problem((paths or [config_path])[-1], 1, 1, SPLIT.name, message)
