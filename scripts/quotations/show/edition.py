"""What showing a page takes: its passage and notes, all pages together, where a quotation leads."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from quotations.model import Checked, PageResult, Place, Run
from quotations.rule import Rule
from quotations.seed.source import Source


@dataclass(frozen=True)
class Note:
    """A note: the heading that quotes its lemma, and where the lemma stands in the passage."""

    number: int  # on the page, in the order of the notes
    identifier: str
    kind: str  # one of KINDS
    heading: Run
    lemma: Checked
    place: Place

    @property
    def start(self) -> int:
        """Where its lemma begins, in code points of the source."""
        return self.place.parts[0].start

    @property
    def end(self) -> int:
        """Where its lemma ends."""
        return self.place.parts[-1].end


@dataclass(frozen=True)
class Home:
    """A page's passage: whole paragraphs of a source in one block quote, and the notes on it."""

    source: Source
    paragraphs: tuple[int, ...]
    passage: Checked
    notes: tuple[Note, ...] = ()

    def holds(self, place: Place) -> bool:
        """Whether a place, none that goes on over paragraphs, stands in the passage."""
        part = place.parts[0]
        return part.source == self.source.id and part.paragraph in self.paragraphs


@dataclass(frozen=True)
class Edition:
    """What is known of all pages, for showing one of them."""

    results: Sequence[PageResult]  # in the order of the navigation
    homes: Mapping[str, Home]
    sources: Mapping[str, Source]
    address: Callable[[str, str], str]  # of a page, as another page links to it
    rules: Sequence[Rule] = ()  # every rule, to be shown

    @property
    def text(self) -> Source | None:
        """The text whose paragraphs are at home on pages, else the first."""
        at_home = (home.source for home in self.homes.values())
        return next(at_home, next(iter(self.sources.values()), None))


def leads_to(checked: Checked, page: str, homes: Mapping[str, Home]) -> tuple[Place, str | None]:
    """Return the place a quotation on a page leads to, and the page that is home to it, if one is.

    Of words that occur more than once it is the place on the page itself, else the first that is
    at home anywhere, else the first.
    """
    ends = [
        (place, name)
        for place in checked.trace.places
        for name, home in homes.items()
        if home.holds(place)
    ]
    here = [end for end in ends if end[1] == page]
    return (*here, *ends, (checked.trace.places[0], None))[0]
