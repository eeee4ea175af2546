"""Notes: headings that quote the words of the passage that a note is about, its lemma."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from quotations.model import Checked, PageResult, Part, Place, Problem, Run
from quotations.page.elements import KINDS
from quotations.page.position import locate
from quotations.rules.rule import Rule
from quotations.text.fold import MARKS, SPACES

_NAMES = ("Claim", "Wording", "Background", "Tension", "Open question")
KIND_NAMES = dict(zip(KINDS, _NAMES, strict=True))  # what a page calls each kind
NOTE = Rule(
    name="note",
    sentence="The heading of a note is one quotation, which stands once in the passage of its"
    " page, and after it in braces the note’s id and kind; where the id of a note that is gone"
    " leads now stands in the front matter.",
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
_IDS = re.compile(r"^#.*\{[^{}\n]*#([^\s{}]+)|\bid=[\"']?([^\s\"'>]+)", re.M)
_RESERVED = re.compile(r"p\d+(?:-\d+)?|.*-words")


@dataclass(frozen=True)
class Note:
    """A note: the heading that quotes its lemma, and where the lemma stands in the passage."""

    number: int
    """Its number on the page, in the order of the notes."""
    identifier: str
    heading: Run
    lemma: Checked
    place: Place

    @property
    def kind(self) -> str:
        """One of KINDS."""
        return next(kind for kind in KINDS if kind in self.heading.classes)

    @property
    def start(self) -> int:
        """Where its lemma begins, in code points of the source."""
        return self.place.parts[0].start

    @property
    def end(self) -> int:
        """Where its lemma ends."""
        return self.place.parts[-1].end


def read_notes(result: PageResult, passage: Part) -> tuple[Note, ...]:
    """Return the notes of a page, and add to its problems what is wrong with one."""
    notes: list[Note] = []
    for run in result.runs:
        if run.heading:
            quoted = _quoted(result, run)
            if fault := _fault(result, run, quoted, passage):
                result.problems.append(_problem(result, run, fault))
            elif run.note and quoted[0].trace.ok:  # else it was told as a quotation
                place = _places(quoted[0], passage)[0]
                notes.append(Note(len(notes) + 1, run.identifier, run, quoted[0], place))
    return tuple(notes)


def homeless_notes(result: PageResult) -> Iterator[Problem]:
    """Yield the notes of a page that is home to nothing: each is a problem."""
    for run in result.runs:
        if run.note and run.heading:
            yield _problem(
                result,
                run,
                "a note on a page that is home to nothing: name paragraphs in the front matter",
            )


def moved_problems(result: PageResult, addresses: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with the ids that front matter lets lead elsewhere.

    `addresses` are the ids that the build gives on the page.
    """
    markdown = result.page.markdown
    given = {*addresses, *(run.identifier for run in result.runs), *_given_ids(markdown)}
    for old, target in result.page.moved:
        message = ""
        if old in given:
            message = f"moved: #{old} is an id on this page, so it is not gone"
        elif target not in given:
            message = f"moved: #{old} leads to #{target}, and nothing on this page has that id"
        if message:
            where = line_of(markdown, rf"(?:^|[\s{{,])[\"']?(?P<at>{re.escape(old)})[\"']?[ \t]*:")
            yield Problem(result.page.page, *where, "note", message)


def _fault(result: PageResult, run: Run, quoted: list[Checked], passage: Part) -> str:
    """Return what is wrong with a heading as a note's; nothing where it is none."""
    if not run.note:
        return _braces_fault(run, quoted) if run.element == "h3" else ""
    if len(quoted) != 1:
        return "a note’s heading is one quotation: its lemma"
    if fault := _identifier_fault(result, run.identifier):
        return fault
    times = len(_places(quoted[0], passage))
    if quoted[0].trace.ok and times != 1:
        occurs = "does not occur" if not times else f"occurs {times} times"
        return f"the lemma {occurs} in the passage of this page; it must occur once"
    return ""


def _braces_fault(run: Run, quoted: list[Checked]) -> str:
    """Return what is wrong where a heading is a quotation, as a note's is, and opens no note."""
    if len(quoted) != 1:
        return ""
    start, end = quoted[0].quotation.own
    before, after = run.text[:start].strip(MARKS + SPACES), run.text[end:].strip(MARKS + SPACES)
    if not before and after.startswith("{") != after.endswith("}"):
        return f"the braces behind the lemma are open at one end: {after}"
    if before or after:
        return ""
    if not run.classes:
        return "a note’s heading ends in its id and kind, like { #the-veto .claim }"
    return f"‘.{' .'.join(run.classes)}’ is no kind of note"


def _places(lemma: Checked, passage: Part) -> list[Place]:
    return [
        place
        for place in lemma.trace.places
        if all(
            part.source == passage.source
            and passage.start <= part.start
            and part.end <= passage.end
            for part in place.parts
        )
    ]


def _identifier_fault(result: PageResult, identifier: str) -> str:
    """Return what is wrong with a note's id: it is its address, so the author gives it."""
    if identifier not in _given_ids(result.page.markdown):
        return "a note needs an id of its own, like { #the-veto .claim }"
    if _RESERVED.fullmatch(identifier):
        return f"#{identifier} is an address that the build gives"
    same = [r for r in result.runs if r.note and r.heading and r.identifier == identifier]
    return f"two notes have the id #{identifier}" if len(same) > 1 else ""


def _given_ids(markdown: str) -> set[str]:
    """Return the ids that a page gives its headings, or an element in HTML."""
    return {one or other for one, other in _IDS.findall(markdown)}


def _quoted(result: PageResult, run: Run) -> list[Checked]:
    return [checked for checked in result.checked if checked.quotation.run is run]


def _problem(result: PageResult, run: Run, message: str) -> Problem:
    """Return a problem with a heading, at its first quotation if it has one."""
    page, text = result.page, run.text.strip(MARKS + SPACES)
    name, line, column = locate(page, result.runs, [(run, 0)])[0]
    return Problem(name or page.page, line, column, "note", message, text)


def line_of(markdown: str, pattern: str) -> tuple[int, int]:
    """Return line and column where a pattern's group `at` stands first; (1, 1) for nowhere."""
    found = re.search(pattern, markdown, re.M)
    at = found.start("at") if found else 0
    return markdown.count("\n", 0, at) + 1, at - markdown.rfind("\n", 0, at)
