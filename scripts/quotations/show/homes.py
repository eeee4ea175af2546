"""Find the home of each paragraph, and say what is wrong with the split of a text over pages.

A page whose front matter has `paragraphs: [8, 9]` is their home: it quotes paragraphs 8 and 9
whole, in one block quote, the passage. Each paragraph of a text has one home.
"""

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


def read_home(result: PageResult, sources: Sequence[Source]) -> Home | None:
    """Return a page as a home, if it is one, with its notes.

    Adds to the page's problems what is wrong with the home, with a note, or with a moved id.
    """
    page = result.page
    home = _home(result, sources)
    if page.paragraphs and not home:
        # A block quote that does not trace is a problem already, and may be meant as the passage.
        if not any(c.quotation.form == "block" and not c.trace.ok for c in result.checked):
            result.problems.append(_no_passage(page, sources))
        return None
    notes = read_notes(result, home)
    if home:
        home = replace(home, notes=notes)
    result.problems += moved_problems(result, _built_ids(home) if home else ())
    return home


def _home(result: PageResult, sources: Sequence[Source]) -> Home | None:
    """Return a page as a home, without notes: one block quote is exactly its paragraphs."""
    numbers = result.page.paragraphs
    by_id = {source.id: source for source in sources}
    for checked in result.checked:
        quotation, trace = checked.quotation, checked.trace
        is_shown = not quotation.run.block.is_hidden
        if quotation.form == "block" and is_shown and trace.verdict == EXACT:
            for place in trace.places:
                (part,) = place.parts  # word for word, so in one piece
                source = by_id[part.source]
                first, last = source.paragraph_at(part.start), source.paragraph_at(part.end - 1)
                is_whole = (first.start, last.end) == (part.start, part.end)
                if is_whole and numbers == tuple(range(first.number, last.number + 1)):
                    return Home(source, numbers, checked)
    return None


def _no_passage(page: PageText, sources: Sequence[Source]) -> Problem:
    """Return the problem of a page that names paragraphs and does not quote them whole."""
    numbers = ", ".join(map(str, page.paragraphs))
    quoted = [source for source in sources if source.id in page.quotes] or sources
    last = max((len(source.paragraphs) for source in quoted), default=0)
    why = "no block quote is exactly those paragraphs"
    if max(page.paragraphs) > last:
        why = f"the text has paragraphs 1 to {last} only"
    position = place_of_key(page.markdown, "paragraphs")
    return Problem(page.path, *position, SPLIT.name, f"paragraphs: [{numbers}], but {why}")


def _built_ids(home: Home) -> set[str]:
    """Return the ids that the build gives on a home, and those of its notes: p7, p7-1, the-veto."""
    ids = {note.identifier for note in home.notes}
    for number in home.paragraphs:
        sentences = home.source.sentences(home.source.paragraphs[number - 1])
        ids |= {f"p{number}", *(f"p{number}-{sentence.number}" for sentence in sentences)}
    return ids


def split_problems(
    results: Sequence[PageResult],
    homes: Mapping[str, Home],
    sources: Sequence[Source],
    config_page: str,
) -> Iterator[Problem]:
    """Yield a problem for each paragraph that has no home, or more than one.

    Only a text that has a home for one of its paragraphs needs homes for all. Where a page without
    its passage is a problem already, nothing is yielded: its paragraphs may yet have a home there.
    `config_page` is the path of `mkdocs.yml`, where a missing home is reported.
    """
    pages = {result.page.path: result.page for result in results if result.page.paragraphs}
    if pages.keys() != homes.keys():
        return
    for source in sources:
        of_source = {path: home for path, home in homes.items() if home.source.id == source.id}
        label = f" of ‘{source.id}’" if len(sources) > 1 else ""
        for paragraph in source.paragraphs if of_source else ():
            number = paragraph.number
            paths = [path for path, home in of_source.items() if number in home.paragraphs]
            where = " and ".join(paths) or "no page"
            message = f"paragraph {number}{label} is at home on {where}"
            if not paths:
                yield Problem(config_page, 1, 1, SPLIT.name, message)
            elif len(paths) > 1:
                position = place_of_key(pages[paths[1]].markdown, "paragraphs")
                yield Problem(paths[1], *position, SPLIT.name, message)
