"""Draw the figures: each is a file here, which a page takes in as a snippet.

    .venv/bin/python scripts/figures/draw.py [folder]

draws them again after a change, here or in another folder. They are drawn from what these
programs hold and from outline.json alone.
"""

import sys
from pathlib import Path

import army
import territory
import timelines

FIGURES = {
    "army": army.draw,
    "documents": timelines.draw_documents,
    "territory": territory.draw,
    "timeline": timelines.draw_war,
}


def main(folder: Path) -> None:
    """Write every figure into a folder."""
    for name, draw in FIGURES.items():
        (folder / f"{name}.html").write_text(draw(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent)
