"""What is known of a run while the HTML it stands in is being read."""

from collections.abc import Sequence
from dataclasses import dataclass, field

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
