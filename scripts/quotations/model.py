"""The nouns of the check, each defined once: what a source, a page, a quotation, a trace are.

First what a source has, then what a page has, then what the check makes of both. Facts only:
nothing here reads a file or decides anything. Offsets are code points, half open, from 0; numbers
of paragraphs, sentences, notes, lines and columns count from 1.
"""

from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

OBJECT = "\ufffc"  # stands for what is shown and is no text: a picture, another quotation's words
AUTHOR = "author"  # the key of the source's own author among its speakers


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a source."""

    number: int
    start: int
    end: int


@dataclass(frozen=True)
class Speaker:
    """Somebody whose words stand in a source, and by which names a page may call them."""

    key: str
    name: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Words that a source puts in quotation marks: what stands between them, and who speaks."""

    start: int
    end: int
    speaker: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a source, in one piece."""

    source: str
    paragraph: int
    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """One way a quotation stands in a source: several parts where something was left out."""

    parts: tuple[Part, ...]
    speakers: tuple[str, ...] = ()
    """Keys of those whose quoted words it touches."""


@dataclass(slots=True, eq=False)  # not frozen: there are many, and that costs several times as much
class Run:
    """A run of text that a reader sees, or hears, as one: a paragraph, a heading, a cell."""

    text: str = ""
    element: str = ""
    """The name of the block it stands in, or of the attribute, with an @ before it."""
    pieces: list[tuple[str, LexborNode | None]] = field(default_factory=list)
    """Its text in pieces, each with the node that shows it; None for what no text node shows."""
    number: int = 0
    """Its place among the page's runs, from 0."""
    parent: int = 0
    """A number for the element around the block: runs of one parent follow one another."""
    scopes: tuple[tuple[str, int], ...] = ()
    """(kind, number) of each item, row, table, figure, entry, box it stands in, innermost last."""
    section: int = 0
    """The number of the heading it stands under or is; 0 before the first."""
    note: bool = False
    """Whether that heading opens a note."""
    block: int | None = None
    """The number of the outermost block quote it stands in."""
    identifier: str = ""
    """The id of its block, if it has one."""
    classes: tuple[str, ...] = ()
    """The classes of its block."""
    hidden: bool = False
    """Whether it is not shown where it stands, and perhaps not at all."""
    cite: int | None = None
    """Where the <cite> begins in its text that ends it, if one does."""

    @property
    def heading(self) -> bool:
        """Whether it is a heading."""
        return self.element in ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation as the page shows it."""

    text: str
    """Its words, without the outer marks; several paragraphs have a line break between them."""
    form: str
    """`block` or `inline`."""
    parts: tuple[tuple[Run, int, int], ...]
    """Where its words stand, for each paragraph: the run, start and end in the run's text."""
    attribution: str = ""
    """What the page signs it with, without the dash."""

    @property
    def run(self) -> Run:
        """The run it begins in."""
        return self.parts[0][0]

    @property
    def own(self) -> tuple[int, int]:
        """Where its words stand in the text of `run`."""
        return self.parts[0][1:]

    @property
    def last(self) -> Run:
        """The run it ends in."""
        return self.parts[-1][0]

    @property
    def end(self) -> int:
        """Where it ends in the text of `last`."""
        return self.parts[-1][2]


@dataclass(frozen=True, slots=True)
class Stray:
    """A mark that is no quotation's, or something that cannot be read: a problem of its own."""

    verdict: str
    """`unopened`, `unclosed`, `empty` or `opaque`."""
    text: str
    """What stands there: the words after an unclosed mark, before an unopened one."""
    message: str
    place: tuple[Run, int] | None = None
    """Where it stands in a run's text; None where its text is what the file has."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as read: its runs in the order of the HTML, and what could not be read."""

    runs: tuple[Run, ...]
    strays: tuple[Stray, ...] = ()
    root: LexborNode | None = None
    """An element that holds the whole page as a tree."""


@dataclass(frozen=True, slots=True)
class PageText:
    """What the check reads of a page."""

    page: str
    """Its path relative to the docs folder."""
    markdown: str
    """The whole file, to find lines in."""
    html: str
    """The page as rendered."""
    texts: tuple[tuple[str, str], ...] = ()
    """(key, text) of what else is published of it: its front matter."""
    paragraphs: tuple[int, ...] = ()
    """The paragraphs it is home to."""
    quotes: tuple[str, ...] = ()
    """The ids of the sources it is held to; empty for all."""
    included: tuple[tuple[str, str], ...] = ()
    """(path, text) of the files that the page takes in; paths like the page's own."""
    moved: tuple[tuple[str, str], ...] = ()
    """(old id, where it leads now) of notes that are gone."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What became of a quotation."""

    verdict: str
    places: tuple[Place, ...] = ()
    message: str = ""
    """For a failure: what is wrong and what the source has."""
    page_words: str = ""
    """For a failure: the words of the page that are wrong."""

    @property
    def ok(self) -> bool:
        """Whether the quotation traces."""
        return self.verdict in TRACED


# A quotation traces word for word; but for its first letter or closing stop; or with something
# left out or put in that is marked so.
EXACT, ADJUSTED, MARKED = "exact", "adjusted", "marked"
TRACED = (EXACT, ADJUSTED, MARKED)


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation and what became of it."""

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
    text: str = ""
    """What stands on the page: a quotation's text."""
    words: str = ""
    """The words in it that are wrong, where that is known."""


Position = tuple[str, int, int]
"""A file, as its path from the docs folder; line and column in it, in code points, from 1."""


@dataclass
class PageResult:
    """All that the check knows of a page."""

    page: PageText
    runs: tuple[Run, ...] = ()
    root: LexborNode | None = None
    """An element that holds the page as a tree."""
    checked: list[Checked] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    """Where each quotation opens; empty unless a problem or the caller asked for that."""
