"""The nouns of the check, each defined once: what a source, a page, a quotation, a trace are.

First what a source has, then what a page has, then what the check makes of both. Facts only:
nothing here reads a file or decides anything. Offsets are code points, half open, from 0; numbers
of paragraphs, sentences, notes, lines and columns count from 1.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from selectolax.lexbor import LexborNode

OBJECT = "\ufffc"  # in place of what is shown and is no text: a picture, a quotation's words
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class InputError(Exception):
    """A configuration, an argument or a seed that cannot be used; one line for a person."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph of a source, or a sentence of a paragraph, with its number among these."""

    number: int
    start: int
    end: int
    sentences: tuple["Unit", ...] = ()  # of a paragraph


@dataclass(frozen=True)
class Speaker:
    """Somebody whose words a source has."""

    name: str
    names: tuple[str, ...]  # what a page may call them by


@dataclass(frozen=True, slots=True)
class Span:
    """Words of somebody else that a source has between quotation marks."""

    start: int
    end: int
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a source, in one piece."""

    source: str
    paragraph: int
    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """A place where a source has a quotation: of several parts if something is left out."""

    parts: tuple[Part, ...]
    speakers: tuple[Speaker, ...] = ()  # those whose quoted words it touches


class Scope(NamedTuple):
    """An element that holds runs together: a list item, a row, a table."""

    kind: str  # list, item, table, row, figure, entry (of a definition list) or box
    number: int  # its identity: no other of its kind on the page has it


class Block(NamedTuple):
    """The block element that a run is in, and what it has from the elements around it."""

    element: str = ""  # its name; for the text of an attribute the attribute's, as in @title
    scopes: tuple[Scope, ...] = ()  # what it is in or is, the innermost last
    columns: range = range(0)  # those of a table that its cell is in, from 1; none outside of one
    quote: int | None = None  # the identity of the outermost block quote that it is in or is
    identifier: str = ""  # its id
    classes: tuple[str, ...] = ()
    is_hidden: bool = False  # whether it is shown elsewhere, or by some browsers only, or never
    is_code: bool = False


# A piece of a run's text, with the node that shows it; None for what no text node shows.
Piece = tuple[str, LexborNode | None]


@dataclass(slots=True, eq=False)  # not frozen: there are many, and that costs several times as much
class Run:
    """A run of text that a reader sees, or hears, as one: a paragraph, a heading, a cell.

    `<p>An <em>old</em> bridge</p>` is the run “An old bridge”, in three pieces.
    """

    text: str
    block: Block
    pieces: list[Piece]  # one, without a node, for what is read out
    index: int  # its place among the page's runs, from 0
    section: int  # the number of the heading it is under or is; 0 before the first
    in_note: bool  # whether that heading opens a note

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.block.element in HEADINGS


class Segment(NamedTuple):
    """The words of a quotation in one run, by their offsets in its text."""

    run: Run
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation as the page shows it."""

    text: str  # without the outer marks; a line break between paragraphs
    form: str  # `block` or `inline`
    parts: tuple[Segment, ...]  # one for each paragraph
    attributions: tuple[str, ...] = ()  # what the page signs it with, without the dash

    @property
    def run(self) -> Run:
        """The run it begins in."""
        return self.parts[0].run

    @property
    def start(self) -> int:
        """The offset in the text of `run` at which its words begin."""
        return self.parts[0].start


@dataclass(frozen=True, slots=True)
class Stray:
    """A mark that is no quotation's, or something that cannot be read: a problem of its own."""

    verdict: str  # `unopened`, `unclosed`, `empty` or `opaque`
    text: str  # the words from an unclosed mark on, before an unopened one; or what is not readable
    message: str
    # A run and the offset in its text; None if `text` is what the file has.
    place: tuple[Run, int] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page as read: its runs in the order of the HTML, and what could not be read."""

    runs: tuple[Run, ...]
    strays: tuple[Stray, ...]
    root: LexborNode  # an element with the whole page as a tree


@dataclass(frozen=True, slots=True)
class PageText:
    """What the check reads of a page."""

    path: str  # relative to the docs folder
    markdown: str  # the whole file, to find lines in
    html: str = ""  # as rendered
    texts: tuple[str, ...] = ()  # what front matter publishes of it
    paragraphs: tuple[int, ...] = ()  # those whose home it is: the page that shows them
    quotes: tuple[str, ...] = ()  # the ids of the sources it may quote; empty for all
    included: tuple[tuple[str, str], ...] = ()  # (path, text) of files it takes in, as snippets
    moved: tuple[tuple[str, str], ...] = ()  # (old id, new id) of notes that are gone
    body: str = ""  # the Markdown without front matter, to be rendered


# A quotation traces word for word; but for its first letter or closing stop; or with something
# left out or put in that is marked so.
EXACT, ADJUSTED, MARKED = "exact", "adjusted", "marked"
TRACED = (EXACT, ADJUSTED, MARKED)


@dataclass(frozen=True, slots=True)
class Trace:
    """Where the sources have a quotation; or why none has it, as a verdict and a message."""

    verdict: str
    places: tuple[Place, ...] = ()
    message: str = ""  # for a failure: what is wrong and what the source has
    page_words: str = ""  # for a failure: the words of the page that are wrong

    @property
    def ok(self) -> bool:
        """Whether the quotation traces."""
        return self.verdict in TRACED


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation and its trace."""

    quotation: Quotation
    trace: Trace


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that fails the check."""

    page: str
    line: int
    column: int
    verdict: str
    message: str
    text: str = ""  # the page's, of the quotation or at the stray
    words: str = ""  # those of the text that are wrong, where that is known


# A file, as its path from the docs folder; line and column in it, in code points, from 1.
Position = tuple[str, int, int]


@dataclass
class PageResult:
    """All that the check knows of a page."""

    page: PageText
    runs: list[Run]  # of what front matter publishes, then of the page
    root: LexborNode  # an element with the whole page as a tree
    checked: list[Checked] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
