"""Say which pages are homes and what notes are on them, and what is wrong with either.

A page with `paragraphs: [8, 9]` in front matter is their home: it quotes them whole in one block
quote, the passage. There each heading of level 3 begins a note on words of the passage, its lemma:
`### “old bridge” { #bridge .claim }` is a claim, at the address `#bridge`. Where that leads once
the note is gone, front matter says: `moved: {bridge: the-river}`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from quotations.model import EXACT, OBJECT, PageResult, Problem, Run
from quotations.page.elements import NOTE_KINDS
from quotations.page.file import place_of_key
from quotations.page.position import locate
from quotations.rule import Rule
from quotations.seed.source import Source
from quotations.show.edition import Home, Note

_HOME = (
    "---\nparagraphs: [3]\n---\n\n> Would the town agree to pay for a new bridge? The old one"
    " should not be sold. Nobody has offered to buy it.\n"
)
SPLIT = Rule(
    name="split",
    sentence="A page that names paragraphs in its front matter is home to them: one block quote is"
    " exactly those, whole and word for word; and each paragraph of a text has one home.",
    mend="name the paragraphs in the page’s front matter, as in paragraphs: [8, 9], and put exactly"
    " those into one block quote, a line of > between two; name each on one page alone",
    good=_HOME,
    bad="---\nparagraphs: [3]\n---\n\n> The old one should not be sold.\n",
)
NOTE = Rule(
    name="note",
    sentence="The heading of a note is one quotation, which stands once in the passage of its"
    " page and shares no word with another note’s, and after it in braces the note’s id and kind;"
    " where the id of a note that is gone leads now stands in the front matter.",
    mend="write the heading as ### and words in quotation marks that stand once in the passage, and"
    " behind them { #an-id .claim }: no other note has the id, and the kind is one of"
    f" {', '.join(NOTE_KINDS)}; under moved: in the front matter, let each id that is gone lead"
    " to one that the page has",
    good=f"{_HOME}\n### “a new bridge” {{ #new-bridge .question }}\n",
    bad=f"{_HOME}\n### “a new bridge” {{ #new-bridge .qestion }}\n",
)
_RESERVED = re.compile(r"p\d+(?:-\d+)?|.*-words")  # the build gives: p7, p7-2, the-veto-words


def read_home(result: PageResult, sources: Sequence[Source]) -> Home | None:
    """Return a page as a home, if it is one, with its notes; add what is wrong to its problems."""
    page = result.page
    home = _home(result, sources)
    if page.paragraphs and not home:
        if not result.problems:  # else another is probably why
            message = f"paragraphs: {list(page.paragraphs)}, but no block quote is exactly those"
            position = place_of_key(page.markdown, "paragraphs")
            result.problems.append(Problem(page.path, *position, SPLIT.name, message))
        return None
    notes = _read_notes(result, home)
    result.problems += _moved_problems(result, home)
    return replace(home, notes=notes) if home else None


def _home(result: PageResult, sources: Sequence[Source]) -> Home | None:
    """Return a page as a home, without notes: one block quote is exactly its paragraphs."""
    numbers = result.page.paragraphs
    for checked in result.checked:
        is_block = checked.quotation.form == "block" and checked.trace.verdict == EXACT
        for place in checked.trace.places if is_block else ():
            (part,) = place.parts  # word for word, so in one piece, also over paragraphs
            source = next(source for source in sources if source.id == part.source)
            first, last = source.paragraph_at(part.start), source.paragraph_at(part.end - 1)
            is_whole = (first.start, last.end) == (part.start, part.end)
            if is_whole and numbers == tuple(range(first.number, last.number + 1)):
                return Home(source, numbers, checked)
    return None


def _read_notes(result: PageResult, home: Home | None) -> tuple[Note, ...]:
    """Return the notes of a page; add what is wrong with one to its problems."""
    notes: list[Note] = []
    for heading in result.runs:
        if (home and heading.block.element == "h3") or (heading.is_heading and heading.in_note):
            note = _read_note(result, heading, home, notes)
            if isinstance(note, Note):
                notes.append(note)
            elif note:
                (position,) = locate(result.page, result.runs, [(heading, 0)])
                result.problems.append(Problem(*position, NOTE.name, note, heading.text))
    return tuple(notes)


def _read_note(
    result: PageResult, heading: Run, home: Home | None, earlier: Sequence[Note]
) -> Note | str:
    """Return the note that a heading begins after the earlier ones, or what is wrong with it."""
    if home is None:
        return "a note on a page that is home to nothing: name paragraphs in the front matter"
    lemmas = [checked for checked in result.checked if checked.quotation.run is heading]
    if len(lemmas) != 1 or lemmas[0].quotation.text != heading.text.strip(f" {OBJECT}")[1:-1]:
        return "a heading of level 3 is a note’s here: one quotation, its lemma, and nothing else"
    # The id is an address, so it must be the author's, and not what Markdown makes of the words.
    identifier, markdown = heading.block.identifier, result.page.markdown
    is_own = f"#{identifier}" in markdown or f'id="{identifier}"' in markdown
    if not (identifier and is_own and heading.in_note):
        return "a note’s heading ends in an id of its own and a kind, like { #the-veto .claim }"
    ids = [run.block.identifier for run in result.runs if run.is_heading]
    if _RESERVED.fullmatch(identifier) or ids.count(identifier) > 1:
        return f"#{identifier} is the address of another heading, or one that the build gives"
    if not lemmas[0].trace.ok:
        return ""  # that is a problem already
    places = [place for place in lemmas[0].trace.places if home.has_beginning_of(place)]
    if len(places) != 1:
        return f"the lemma occurs {len(places)} times in the passage; it must occur once"
    parts = [part for note in earlier for part in note.place.parts]
    if any(p.start < q.end and q.start < p.end for p in places[0].parts for q in parts):
        return "the lemma shares words with another note’s; quote other words"
    kind = next(kind for kind in NOTE_KINDS if kind in heading.block.classes)
    return Note(identifier, kind, heading, places[0])


def _moved_problems(result: PageResult, home: Home | None) -> Iterator[Problem]:
    """Yield what is wrong with the ids that are `moved:` in a page's front matter."""
    page = result.page
    ids = {node.id for node in result.root.css("[id]")}
    if home:
        for number in home.paragraphs:
            sentences = home.source.paragraphs[number - 1].sentences
            ids |= {f"p{number}", *(f"p{number}-{sentence.number}" for sentence in sentences)}
    for old, target in page.moved:
        if old in ids or target not in ids:
            message = f"moved: #{old} must be gone from this page, and #{target} be an id on it"
            yield Problem(page.path, *place_of_key(page.markdown, old), NOTE.name, message)


def split_problems(
    homes: Mapping[str, Home], sources: Sequence[Source], config_path: str
) -> Iterator[Problem]:
    """Yield a problem for each paragraph that has no home, or more, where any of its source has.

    `homes` are by the paths of their pages. A missing one is reported at that of `mkdocs.yml`.
    """
    for source in sources:
        of_source = {path: home for path, home in homes.items() if home.source is source}
        for number in range(1, len(source.paragraphs) + 1) if of_source else ():
            paths = [path for path, home in of_source.items() if number in home.paragraphs]
            if len(paths) != 1:
                where = " and ".join(paths) or "no page"
                message = f"paragraph {number} of ‘{source.id}’ is at home on {where}"
                yield Problem((paths or [config_path])[-1], 1, 1, SPLIT.name, message)
