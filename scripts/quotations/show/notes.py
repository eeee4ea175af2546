"""Read a page's notes, and say what is wrong with them.

A note begins with a heading that quotes the words of the passage that it is about, its lemma:
`### “old bridge” { #the-bridge .claim }` is a claim, at the address `#the-bridge`. Front matter
says where the address of a note that is gone leads: `moved: {the-bridge: the-river}`.
"""

import re
from collections.abc import Iterator

from quotations.model import Checked, PageResult, Place, Problem, Run
from quotations.page.elements import NOTE_KINDS
from quotations.page.file import place_of_key
from quotations.page.position import locate
from quotations.rule import Rule
from quotations.show.edition import Home, Note
from quotations.text.fold import MARKS, SPACES

_PASSAGE = (
    "---\nparagraphs: [3]\n---\n\n> Would the town agree to pay for a new bridge? The old one"
    " should not be sold. Nobody has offered to buy it.\n\n"
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
    good=f"{_PASSAGE}### “a new bridge” {{ #new-bridge .question }}\n",
    bad=f"{_PASSAGE}### “a new bridge” {{ #new-bridge .qestion }}\n",
)
_RESERVED = re.compile(r"p\d+(?:-\d+)?|.*-words")  # the build gives: p7, p7-2, the-veto-words
_AROUND = MARKS + SPACES


def read_notes(result: PageResult, home: Home | None) -> tuple[Note, ...]:
    """Return the notes of a page, and add to its problems what is wrong with one."""
    notes: list[Note] = []
    for heading in [run for run in result.runs if run.is_heading]:
        quoted = [checked for checked in result.checked if checked.quotation.run is heading]
        # On a home, a heading of level 3 that begins with a quotation is meant to begin a note,
        # also where its id or its kind is forgotten.
        before = heading.text[: quoted[0].quotation.start] if quoted else heading.text
        is_meant = home and heading.block.element == "h3" and not before.strip(_AROUND)
        if not heading.in_note and not is_meant:
            continue
        if fault := _fault(result, heading, quoted, home, notes):
            (position,) = locate(result.page, result.runs, [(heading, 0)])
            text = heading.text.strip(_AROUND)
            result.problems.append(Problem(*position, NOTE.name, fault, text))
        elif home and quoted[0].trace.ok:  # a lemma that does not trace is a problem already
            kind = next(kind for kind in NOTE_KINDS if kind in heading.block.classes)
            (place,) = _places(quoted[0], home)
            notes.append(Note(heading.block.identifier, kind, heading, place))
    return tuple(notes)


def _places(lemma: Checked, home: Home) -> list[Place]:
    """Return where a lemma occurs in the passage."""
    return [place for place in lemma.trace.places if home.has_beginning_of(place)]


def _fault(
    result: PageResult, heading: Run, quoted: list[Checked], home: Home | None, earlier: list[Note]
) -> str:
    """Return the first thing that is wrong with a note's heading, "" if nothing is.

    `quoted` are the quotations in the heading, `earlier` the notes before it on the page.
    """
    if home is None:
        return "a note on a page that is home to nothing: name paragraphs in the front matter"
    if len(quoted) != 1:
        return "a note’s heading is one quotation: its lemma"
    start, end = quoted[0].quotation.start, quoted[0].quotation.end
    if extra := (heading.text[:start] + heading.text[end:]).strip(_AROUND):
        return f"a note’s heading is its lemma, and its id and kind in braces: ‘{extra}’ is neither"
    # The id is an address, so it must be the author's, and not what Markdown makes of the words.
    identifier = heading.block.identifier
    given = rf"(#|id=[\"']?){re.escape(identifier)}(?![\w-])"
    is_own = identifier and re.search(given, result.page.markdown)
    if not heading.in_note or not is_own:
        return "a note’s heading ends in an id of its own and a kind, like { #the-veto .claim }"
    if _RESERVED.fullmatch(identifier):
        return f"#{identifier} is an address that the build gives"
    if [run.block.identifier for run in result.runs if run.is_heading].count(identifier) > 1:
        return f"two notes have the id #{identifier}"
    return _fault_of_lemma(quoted[0], home, earlier)


def _fault_of_lemma(lemma: Checked, home: Home, earlier: list[Note]) -> str:
    """Return what is wrong with the place of a lemma: no word may link to two notes."""
    places = _places(lemma, home)
    if lemma.trace.ok and len(places) != 1:
        occurs = f"occurs {len(places)} times" if places else "does not occur"
        return f"the lemma {occurs} in the passage of this page; it must occur once"
    parts = [part for place in places for part in place.parts]
    for note in earlier:
        if any(p.start < q.end and q.start < p.end for p in parts for q in note.place.parts):
            return f"the lemma shares words with that of #{note.identifier}; quote other words"
    return ""


def moved_problems(result: PageResult, home: Home | None) -> Iterator[Problem]:
    """Yield what is wrong with the ids that are `moved:` in a page's front matter."""
    page = result.page
    ids = {node.id for node in result.root.css("[id]")}
    if home:
        for number in home.paragraphs:
            sentences = home.source.paragraphs[number - 1].sentences
            ids |= {f"p{number}", *(f"p{number}-{sentence.number}" for sentence in sentences)}
    for old, target in page.moved:
        if old in ids:
            message = f"moved: #{old} is an id on this page, so it is not gone"
        elif target not in ids:
            message = f"moved: #{old} leads to #{target}, and nothing on this page has that id"
        else:
            continue
        yield Problem(page.path, *place_of_key(page.markdown, old), NOTE.name, message)
