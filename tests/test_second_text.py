"""Another site, another text, other languages: nothing in the check knows the op-ed.

Built from scratch with what is documented alone: a seeds folder, a configuration, the hook, the
command.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GERMAN = (
    "Die Gärtnerin sagte: „Der Regen kommt morgen.“ Niemand glaubte ihr.\n"
    "Am nächsten Tag – es war ein Montag – regnete es bis zum Abend, d. h. zwölf Stunden lang.\n"
)
GERMAN_TABLE = """
language = "de"
[speakers.gardener]
name = "die Gärtnerin"
names = ["Die Gärtnerin", "Gärtnerin"]
[[spans]]
paragraph = 1
text = "Der Regen kommt morgen."
speaker = "gardener"
"""
FRENCH = "Le maire a dit\u00a0: «\u00a0Le pont sera fermé.\u00a0» C’est l’été qu’on l’a rouvert.\n"
PAGE = """---
title: Der Regen
paragraphs: [1, 2]
---
# Der Regen

> Die Gärtnerin sagte: „Der Regen kommt morgen.“ Niemand glaubte ihr.
>
> Am nächsten Tag – es war ein Montag – regnete es bis zum Abend, d. h. zwölf Stunden lang.

### „regnete es bis zum Abend“ { #abend .wording }

Die Gärtnerin hatte „Der Regen kommt“ gesagt; „Niemand glaubte ihr“ steht danach.
"""
OTHER = "# Le pont\n\nOn lit «\u00a0C’est l’été\u00a0» et « l'été qu'on l'a rouvert ».\n"
CONFIG = f"""site_name: Zwei Texte
site_url: https://example.org/
theme: mkdocs
markdown_extensions: [attr_list]
hooks: ['{ROOT / "scripts/hook.py"}']
nav: [index.md, pont.md]
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in {
        "seeds/a-regen.txt": GERMAN,
        "seeds/a-regen.toml": GERMAN_TABLE,
        "seeds/pont.txt": FRENCH,
        "seeds/pont.toml": 'language = "fr"\n',
        "docs/index.md": PAGE,
        "docs/pont.md": OTHER,
        "mkdocs.yml": CONFIG,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def run(site: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command], cwd=site, capture_output=True, text=True, check=False
    )


def check(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(site, str(ROOT / "scripts/check_quotes.py"), *arguments)


def test_the_check_works_there(site: Path) -> None:
    done = check(site)
    assert done.returncode == 0
    warned = [line.split(": ")[2:4] for line in done.stderr.splitlines()]
    lacking = "no word lists for this language"
    assert warned == [["a-regen", lacking], ["pont", lacking]], done.stderr
    assert done.stdout == "2 pages, 6 quotations: all trace\n"


@pytest.mark.parametrize(
    ("page", "old", "new", "verdict"),
    [
        ("index.md", "„regnete es bis zum Abend“", "„regnete es bis zum Mittag“", "altered"),
        ("index.md", "Niemand glaubte", "Keiner glaubte", "altered"),
        ("index.md", "Die Gärtnerin hatte „Der", "Sie hatte „Der", "unattributed"),
        ("index.md", "„Der Regen kommt“", "»Der Regen kommt heute«", "altered"),
        ("pont.md", "C’est l’été", "C’est l’hiver", "altered"),
        ("pont.md", "l'été qu'on l'a rouvert", "l'été qu'on l'a rou", "cut-word"),
        ("pont.md", "l'été qu'on l'a rouvert", "té qu'on l'a rouvert", "cut-word"),
        ("pont.md", " »", "", "unclosed"),
    ],
)
def test_a_false_quotation_fails_there(
    site: Path, page: str, old: str, new: str, verdict: str
) -> None:
    path = site / "docs" / page
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    done = check(site)
    assert done.returncode == 1
    assert f": {verdict}: " in done.stdout


def test_an_elided_word_begins_behind_its_apostrophe(site: Path) -> None:
    path = site / "docs" / "pont.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("l'été qu'on", "été qu'on"), encoding="utf-8")
    assert check(site).returncode == 0


def test_a_failure_says_in_which_text(site: Path) -> None:
    path = site / "docs" / "pont.md"
    path.write_text(path.read_text(encoding="utf-8").replace("l’été", "l’hiver"), encoding="utf-8")
    assert "(pont ¶1.2)" in check(site).stdout


def test_words_are_looked_up_in_either_text(site: Path) -> None:
    assert "‘pont’, ¶1, sentence 1" in check(site, "--find", "Le pont sera fermé").stdout
    assert "die Gärtnerin" in check(site, "--find", "Regen kommt").stdout


def test_the_build_shows_the_traces_there(site: Path) -> None:
    done = run(site, "-m", "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    page = (site / "site" / "index.html").read_text(encoding="utf-8")
    for name in ("p1", "p1-1", "p1-2", "p2", "p2-1", "abend", "abend-words"):
        assert f'id="{name}"' in page
    assert 'id="p2-2"' not in page, "an abbreviation ends no sentence"
    assert "[die Gärtnerin]" in page
    data = json.loads((site / "site" / "quotations.json").read_text(encoding="utf-8"))
    assert data["partOf"]["total"] == 6


@pytest.mark.parametrize(
    ("text", "told"),
    [(b"\xff", "unreadable: byte 0"), (b"---\na: [\n---\n", "front-matter: cannot")],
)
def test_a_build_tells_of_a_page_that_cannot_be_read(site: Path, text: bytes, told: str) -> None:
    (site / "docs" / "pont.md").write_bytes(text)
    done = run(site, "-m", "mkdocs", "build")
    assert done.returncode == 1
    assert f": {told}" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (site / "site" / "index.html").exists()
