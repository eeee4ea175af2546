"""Where the edition is, and how the tests' own pages are rendered."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "pymdownx.details",
    "pymdownx.superfences",
    "pymdownx.tabbed",
]
