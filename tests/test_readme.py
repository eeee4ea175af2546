"""What the README shows is what happens."""

import re
import shutil
from pathlib import Path

import pytest

import check_quotes
from shared import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def shown(command: str) -> str:
    """Return what the README shows a command to print."""
    found = re.search(rf"^\$ {re.escape(command)}\n(.*?)^```$", README, re.M | re.S)
    assert found, command
    return found[1]


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("docs", "seeds"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "scripts").symlink_to(ROOT / "scripts")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_build_counts_what_the_readme_says(
    edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check_quotes.main([]) == 0
    assert shown("./scripts/build") == capsys.readouterr().out + "built: site/\n"


def test_a_wrong_word_is_told_as_the_readme_shows(
    edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = edition / "docs/demands/territory.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("He would insist on", "He would demand on"), encoding="utf-8")
    assert check_quotes.main(["docs/demands/territory.md"]) == 1
    command = ".venv/bin/python scripts/check_quotes.py docs/demands/territory.md"
    assert shown(command) == capsys.readouterr().out


def test_words_are_looked_up_as_the_readme_shows(
    edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check_quotes.main(["--find", "power of the dollar"]) == 0
    command = '.venv/bin/python scripts/check_quotes.py --find "power of the dollar"'
    assert shown(command) == capsys.readouterr().out


def test_every_file_the_documents_name_is_there() -> None:
    for document in ("README.md", "scripts/ARCHITECTURE.md", ".github/CONTRIBUTING.md"):
        text = (ROOT / document).read_text(encoding="utf-8")
        for path in re.findall(r"(?:\./)?((?:scripts|tests|docs|seeds|\.github)/[\w./-]*\w)", text):
            assert "NAME" in path or (ROOT / path).exists(), f"{document}: {path}"
