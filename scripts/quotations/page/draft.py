"""A run while it is being read: its pieces so far, and what stands around it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from quotations.model import OffsetMap, Run
from quotations.page.stretches import Piece


@dataclass(slots=True)
class Around:
    """What the text in an element has of it and of those around it."""

    number: int = 0
    block: str = ""
    """The name of the nearest block, and its number."""
    block_number: int = 0
    scopes: tuple[tuple[str, int], ...] = ()
    quote: int | None = None
    hidden: bool = False
    code: bool = False
    depth: int = 0


@dataclass(slots=True)
class Draft:
    """A run while it is being read."""

    element: str = ""
    parent: int = 0
    identifier: str = ""
    classes: Sequence[str] = ()
    hidden: bool = False
    pieces: list[Piece] = field(default_factory=list)
    cite: tuple[int, int] = (-1, 0)
    """The first piece of the last <cite>, and the first behind it."""

    def run(self, number: int, around: Around, section: int, note: bool) -> Run | None:
        """Return the run that it is when it ends; None where it shows nothing."""
        texts = [piece[0] for piece in self.pieces]
        text = "".join(texts)
        if not text.strip():
            return None
        begins = [*accumulate(map(len, texts), initial=0)]
        starts, ends = [piece[1] for piece in self.pieces], [piece[2] for piece in self.pieces]
        origin = OffsetMap(begins, starts, ends)  # the last of `begins` is where the text ends
        first, behind = self.cite
        cite = begins[first] if first >= 0 and not text[begins[behind] :].strip() else None
        return Run(
            text, self.element, origin, number, self.parent, around.scopes, section, note,
            around.quote, self.identifier, tuple(self.classes), self.hidden, cite,
        )  # fmt: skip
