"""What showing a page takes of all pages together: homes, notes, targets of links.

A home is a page with a passage: whole paragraphs of a source in one block quote. A note is on
words of the passage, which are its lemma. If `bridge.md` is home to paragraph 3, then words of
paragraph 3 that any page quotes link to `bridge.md`.
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


def link_target(checked: Checked, path: str, homes: Mapping[str, Home]) -> tuple[Place, str | None]:
    """Return the place that a quotation on a page links to, and the path of its home, if any.

    The quotation traces. Of several places it is one in the passage of the page itself, else the
    first that is in any passage, else the first.
    """
    targets = [
        (place, home_path)
        for place in checked.trace.places
        for home_path, home in homes.items()
        if home.has_beginning_of(place)
    ]
    no_home = checked.trace.places[0], None
    return min(targets, key=lambda target: target[1] != path, default=no_home)
