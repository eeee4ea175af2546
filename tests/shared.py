"""Where the edition is, how it is built, and how the tests' own pages are rendered."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITE_URL = "https://example.org/edition/"
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


def build(
    folder: Path, site: Path, generator: str = "mkdocs", **variables: str
) -> subprocess.CompletedProcess[str]:
    """Build a folder's site with a generator's own command, as a reader of its manual would."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": SITE_URL, **variables}
    command = [sys.executable, "-m", generator, "build", "--site-dir", str(site)]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
