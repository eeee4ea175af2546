"""What a small site shows and what the command tells of it, to the letter: `shown/told/`.

Its pages have what the traces are shown on: passages, notes, links, reported words, two texts. So
nothing of it changes unseen: after a change that is meant, write the files anew and read what
differs.

    ./scripts/test tests/test_shown.py --write
"""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from quotations.command import main

SITE = Path(__file__).resolve().parent / "shown"
TOLD = SITE / "told"
COMMAND = ["--config-file", str(SITE / "mkdocs.yml")]
Hold = Callable[[str, Iterable[str]], None]
PAGES = {"index": "index.html", "end": "end/index.html", "elsewhere": "elsewhere/index.html"}
SOUGHT = [
    "the wheel turned",
    "it turns",
    "“nobody pays”",
    "Ada came with five sheep",
    "Ada rode home",
    "the mill fell on Tuesday, they say",
    "…",
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    config = load_config(str(SITE / "mkdocs.yml"), site_dir=str(tmp_path_factory.mktemp("shown")))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return Path(config.site_dir)


@pytest.fixture
def hold(pytestconfig: pytest.Config) -> Hold:
    """Hold lines to those of a file; write them, if that is asked."""

    def held(name: str, lines: Iterable[str]) -> None:
        told, path = "\n".join([*lines, ""]), TOLD / name
        if pytestconfig.getoption("--write"):
            path.write_text(told, encoding="utf-8")
        assert told.splitlines() == path.read_text(encoding="utf-8").splitlines()

    return held


@pytest.mark.parametrize("name", PAGES)
def test_a_page_shows_what_was_read_and_found_right(built: Path, hold: Hold, name: str) -> None:
    hold(f"{name}.html", (built / PAGES[name]).read_text(encoding="utf-8").splitlines())


def test_the_data_has_what_was_read_and_found_right(built: Path, hold: Hold) -> None:
    text = (built / "quotations.json").read_text(encoding="utf-8")
    assert "“It turns,”" in text, "no letter is written as a number"
    data = json.loads(text)
    hold("quotations.txt", (json.dumps(item, ensure_ascii=False) for item in data["items"]))


def test_the_command_tells_what_was_read_and_found_right(
    hold: Hold, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*COMMAND, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    hold("checked.txt", (json.dumps(item, ensure_ascii=False) for item in told["quotations"]))


def test_words_looked_up_are_found_as_they_were_read_and_found_right(
    hold: Hold, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*COMMAND, "--find", *SOUGHT]) == 1
    hold("found.txt", capsys.readouterr().out.splitlines())
