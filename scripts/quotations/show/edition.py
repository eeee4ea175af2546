"""What showing a page takes of all pages together: homes, notes, targets of links.

If `bridge.md` is home to paragraph 3, words of that paragraph link to it wherever they are quoted.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from quotations.model import Checked, PageResult, Place, Run
from quotations.rule import Rule
from quotations.seed.source import Source


@dataclass(frozen=True)
class Note:
    """A note: the heading that quotes its lemma, and the place of the lemma in the passage."""

    identifier: str
    kind: str  # one of NOTE_KINDS
    heading: Run
    place: Place


@dataclass(frozen=True)
class Home:
    """A page's passage, the paragraphs of a source that it is, and the notes on it."""

    source: Source
    paragraphs: tuple[int, ...]
    passage: Checked
    notes: tuple[Note, ...] = ()

    def has_beginning_of(self, place: Place) -> bool:
        """Whether the passage has the paragraph in which a place begins."""
        first = place.parts[0]
        return first.source == self.source.id and first.paragraph in self.paragraphs


@dataclass(frozen=True)
class Edition:
    """All pages that were checked, and what showing one of them takes."""

    results: Sequence[PageResult]  # in the order of the navigation
    homes: Mapping[str, Home]  # by the path of the page
    sources: Mapping[str, Source]  # by id
    relative_url: Callable[[str, str], str]  # (target, path): how the page at `path` links to it
    rules: Sequence[Rule] = ()  # every rule, to be shown


def link_target(checked: Checked, path: str, edition: Edition) -> tuple[Place, str]:
    """Return the place that a quotation which traces on the page at `path` links to, and its URL.

    Of several places it is one in the passage of the page itself, else the first in any passage; if
    none is, it is the first, and the URL is empty.
    """
    targets = [
        (place, home_path)
        for place in checked.trace.places
        for home_path, home in edition.homes.items()
        if home.has_beginning_of(place)
    ]
    if not targets:
        return checked.trace.places[0], ""
    place, home_path = min(targets, key=lambda target: target[1] != path)
    for note in edition.homes[home_path].notes:
        if note.heading is checked.quotation.run:  # the lemma, not its sentence
            return place, f"#{note.identifier}-words"
    url = "" if home_path == path else edition.relative_url(home_path, path)
    first = place.parts[0]
    return place, f"{url}#p{first.paragraph}-{first.sentence}"
