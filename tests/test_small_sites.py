"""What only a whole site can get wrong: its files, its glossary, its several texts.

Each site is built from scratch and checked by the command.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from shared import ROOT

Site = Callable[[dict[str, str]], subprocess.CompletedProcess[str]]
CONFIG = "site_name: A small site\ntheme: mkdocs\n"
TEXT = "The mill will open in May.\nThe owner hopes for bread by June.\n"
TABLE = 'language = "en"\n'


@pytest.fixture
def check_site(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Write a site's files and check it; return what the command said."""

    def checked(files: dict[str, str | bytes], *arguments: str) -> subprocess.CompletedProcess[str]:
        for name, text in {
            "mkdocs.yml": CONFIG,
            "docs/index.md": "# Home\n\n“The mill will open”\n",
            "seeds/mill.txt": TEXT,
            "seeds/mill.toml": TABLE,
            **files,
        }.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        command = [sys.executable, str(ROOT / "scripts/check_quotes.py"), *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    return checked


def test_a_small_site_passes(check_site: Site) -> None:
    done = check_site({})
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("leaflet.html", "<!doctype html>\n<title>x</title>\n<p>On “The mill will close”</p>\n"),
        ("LEAFLET.HTM", "<!doctype html>\n<title>x</title>\n<p>On “The mill will close”</p>\n"),
        (
            "figure.svg",
            '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">\n'
            "<a>On “The mill will close”</a></svg>\n",
        ),
    ],
)
def test_a_false_quotation_in_a_file_published_as_it_is_fails(
    check_site: Site, name: str, page: str
) -> None:
    done = check_site({f"docs/extra/{name}": page})
    assert done.returncode == 1
    assert f"extra/{name}:3:7: altered: " in done.stdout
    assert done.stdout.count("altered: ") == 1


def test_a_file_that_is_not_published_is_not_checked(check_site: Site) -> None:
    page = "<p>On “The mill will close”</p>\n"
    left_out = f"{CONFIG}exclude_docs: |\n  extra/\n"
    assert check_site({"docs/extra/leaflet.html": page}).returncode == 1
    assert check_site({"docs/extra/leaflet.html": page, "mkdocs.yml": left_out}).returncode == 0


def test_a_false_quotation_in_the_glossary_is_told_once_at_its_line(check_site: Site) -> None:
    config = (
        f"{CONFIG}markdown_extensions:\n  - abbr\n  - pymdownx.snippets:\n"
        "      auto_append: [glossary.md]\n"
    )
    glossary = "*[May]: The fifth month\n*[mill]: On “The mill will close”\n"
    pages = {f"docs/{name}.md": "# Page\n\nThe mill.\n" for name in ("a", "b")}
    done = check_site({"mkdocs.yml": config, "glossary.md": glossary, **pages})
    assert done.returncode == 1
    assert done.stdout.count("altered: ") == 1
    assert "glossary.md:2:" in done.stdout


def test_a_text_whose_language_is_not_declared_is_one_clear_line(check_site: Site) -> None:
    done = check_site(
        {"seeds/mill.txt": "We can not dedicate this ground.\n", "seeds/mill.toml": ""}
    )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "language" in done.stderr
    assert "mill.toml" in done.stderr


def test_a_language_without_lists_of_words_is_told(check_site: Site) -> None:
    done = check_site({"seeds/mill.toml": 'language = "eo"\n'})
    assert done.returncode == 0
    assert "mill: no word lists for this language" in done.stderr


HOME = """---
paragraphs: [1, 2]
---
# Home

> The mill will open in May.
>
> The owner hopes for bread by June.
"""


@pytest.mark.parametrize("name", ["a-second", "z-second"])
def test_a_second_text_leaves_the_homes_of_the_first_alone(check_site: Site, name: str) -> None:
    done = check_site(
        {
            "docs/index.md": HOME + "\n“Bread is dear”\n",
            f"seeds/{name}.txt": "Bread is dear.\nSo is flour.\n",
            f"seeds/{name}.toml": TABLE,
        }
    )
    assert (done.returncode, done.stdout.split(":")[-1].strip()) == (0, "all trace"), done.stdout


def test_homes_are_not_judged_while_a_page_cannot_be_read(check_site: Site) -> None:
    done = check_site(
        {
            "docs/index.md": HOME.replace("[1, 2]", "[1]").replace(
                ">\n> The owner hopes for bread by June.\n", ""
            ),
            "docs/second.md": b"---\nparagraphs: [2]\n---\n> The owner hopes for bread by June\xff",
        }
    )
    assert done.returncode == 1
    assert "unreadable: " in done.stdout
    assert "split: " not in done.stdout


def test_a_place_in_one_text_hides_no_equal_place_in_another(check_site: Site) -> None:
    done = check_site({"seeds/other.txt": TEXT, "seeds/other.toml": TABLE}, "--format", "json")
    (found,) = json.loads(done.stdout)["quotations"]
    assert [part["source"] for place in found["places"] for part in place["parts"]] == [
        "mill",
        "other",
    ]


def test_words_that_stand_in_two_places_have_two_in_the_data(check_site: Site) -> None:
    done = check_site(
        {
            "docs/index.md": "# Home\n\n“mill will open”\n",
            "seeds/mill.txt": "The mill will open. So the mill will open.\n",
        },
        "--format",
        "json",
    )
    (found,) = json.loads(done.stdout)["quotations"]
    assert [part["sentence"] for place in found["places"] for part in place["parts"]] == [1, 2]
