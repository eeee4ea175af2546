"""Notes: headings that quote the words of the passage that a note is about, its lemma."""

import re
from collections.abc import Collection, Iterator, Sequence

from quotations.model import Checked, PageResult, Problem, Run
from quotations.page.elements import KINDS
from quotations.page.file import place_of_key
from quotations.page.position import locate, opening
from quotations.rule import Rule
from quotations.show.edition import Home, Note
from quotations.text.fold import MARKS, SPACES

_NAMES = ("Claim", "Wording", "Background", "Tension", "Open question")
KIND_NAMES = dict(zip(KINDS, _NAMES, strict=True))  # what a page calls each kind
NOTE = Rule(
    name="note",
    sentence="The heading of a note is one quotation, which stands once in the passage of its"
    " page and shares no word with another note’s, and after it in braces the note’s id and kind;"
    " where the id of a note that is gone leads now stands in the front matter.",
    mend="write the heading as ### and words in quotation marks that stand once in the passage, and"
    " behind them { #an-id .claim }: no other note has the id, and the kind is one of"
    f" {', '.join(KINDS)}; under moved: in the front matter, let each id that is gone lead"
    " to one that the page has",
    good="---\nparagraphs: [3]\n---\n\n> Would the town agree to pay for a new bridge? The old one"
    " should not be sold. Nobody has offered to buy it.\n\n"
    "### “a new bridge” { #new-bridge .question }\n",
    bad="---\nparagraphs: [3]\n---\n\n> Would the town agree to pay for a new bridge? The old one"
    " should not be sold. Nobody has offered to buy it.\n\n"
    "### “a new bridge” { #new-bridge .qestion }\n",
)
_RESERVED = re.compile(r"p\d+(?:-\d+)?|.*-words")  # addresses that the build gives
_BLANK = MARKS + SPACES


def read_notes(result: PageResult, home: Home | None) -> tuple[Note, ...]:
    """Return the notes of a page, and add to its problems what is wrong with one.

    On a page with a passage, a heading of level 3 that opens with a quotation is a note's; and
    everywhere one that has a note's kind.
    """
    notes: list[Note] = []
    for run in filter(lambda run: run.is_heading, result.runs):
        quoted = [checked for checked in result.checked if checked.quotation.run is run]
        opens = quoted and not run.text[: quoted[0].quotation.start].strip(_BLANK)
        if not run.in_note and not (home and run.block.element == "h3" and opens):
            continue
        if fault := next(_faults(result, run, quoted, home, notes), ""):
            sought = opening(quoted[0].quotation) if quoted else (run, 0)
            (where,) = locate(result.page, result.runs, [sought])
            result.problems.append(Problem(*where, NOTE.name, fault, run.text.strip(_BLANK)))
        elif home and quoted[0].trace.ok:  # else it was told as a quotation
            kind = next(kind for kind in KINDS if kind in run.block.classes)
            (place,) = filter(home.has_beginning_of, quoted[0].trace.places)
            notes.append(Note(len(notes) + 1, run.block.identifier, kind, run, quoted[0], place))
    return tuple(notes)


def _faults(
    result: PageResult,
    run: Run,
    quoted: Sequence[Checked],
    home: Home | None,
    notes: Sequence[Note],
) -> Iterator[str]:
    """Yield what is wrong with a note's heading; each is asked only where none before it is."""
    if home is None:
        yield "a note on a page that is home to nothing: name paragraphs in the front matter"
        return
    if len(quoted) != 1:
        yield "a note’s heading is one quotation: its lemma"
    (lemma,) = quoted
    start, end = lemma.quotation.start, lemma.quotation.end
    if other := (run.text[:start] + run.text[end:]).strip(_BLANK):
        yield f"a note’s heading is its lemma, and its id and kind in braces: ‘{other}’ is neither"
    if not run.in_note and run.block.classes:
        yield f"‘.{' .'.join(run.block.classes)}’ is no kind of note"
    if not run.in_note:
        yield "a note’s heading ends in its id and kind, like { #the-veto .claim }"
    yield from _faults_of_id(result, run.block.identifier)
    places = [*filter(home.has_beginning_of, lemma.trace.places)]
    if lemma.trace.ok and len(places) != 1:
        occurs = f"occurs {len(places)} times" if places else "does not occur"
        yield f"the lemma {occurs} in the passage of this page; it must occur once"
    parts = [part for place in places for part in place.parts]
    for note in notes:  # no word leads to two notes
        for one in note.place.parts:
            if any(part.start < one.end and one.start < part.end for part in parts):
                yield f"the lemma shares words with that of #{note.identifier}; quote other words"


def _faults_of_id(result: PageResult, identifier: str) -> Iterator[str]:
    """Yield what is wrong with a note's id: it is its address, so the author gives it."""
    name = re.escape(identifier)
    given = rf"\{{[^{{}}\n]*#{name}[\s}}]|\bid=[\"']?{name}[\s\"'>]"
    if not identifier or not re.search(given, result.page.markdown):
        yield "a note needs an id of its own, like { #the-veto .claim }"
    if _RESERVED.fullmatch(identifier):
        yield f"#{identifier} is an address that the build gives"
    if [run.block.identifier for run in result.runs if run.is_heading].count(identifier) > 1:
        yield f"two notes have the id #{identifier}"


def moved_problems(result: PageResult, addresses: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with the ids that front matter lets lead elsewhere.

    `addresses` are the ids that the build gives on the page.
    """
    page, root = result.page, result.root
    if not page.moved:
        return
    given = {*addresses, *(node.id for node in (root.css("[id]") if root else ()))}
    for old, target in page.moved:
        place = place_of_key(page.markdown, old)
        if old in given:
            message = f"moved: #{old} is an id on this page, so it is not gone"
            yield Problem(page.path, *place, NOTE.name, message)
        elif target not in given:
            message = f"moved: #{old} leads to #{target}, and nothing on this page has that id"
            yield Problem(page.path, *place, NOTE.name, message)
