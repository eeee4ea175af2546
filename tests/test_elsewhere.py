"""The check in somebody else's repository: installed, as a plugin, from pre-commit, in a workflow.

The library is installed once, by the workflow's own step, into an environment of its own; what it
needs is lent to it from here, so that no network is asked. `example/` is that repository.
"""

import json
import os
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from shared import ROOT

ACTION = ".github/actions/check-quotes/action.yml"
FALSE = ("with the lamp broken", "with the lamp lit")
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository as others get it; beside it what a build and a careless hand leave there."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("pyproject.toml", "scripts", "docs", "seeds", ".github"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    (folder / "site/quotations").mkdir(parents=True)
    (folder / "site/quotations/__init__.py").write_text("raise SystemExit('the wrong one')\n")
    return folder


@pytest.fixture(scope="session")
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a runner empties after a job."""
    return tmp_path_factory.mktemp("runner")


@pytest.fixture(scope="session")
def step(checkout: Path, temporary: Path) -> Run:
    """Run a step of the action as a runner does, with these inputs; return what came of it."""
    action = yaml.safe_load((checkout / ACTION).read_text(encoding="utf-8"))
    given = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GITHUB")},
        "GITHUB_ACTION_PATH": str((checkout / ACTION).parent),
        "RUNNER_TEMP": str(temporary),
        "PYTHONPATH": sysconfig.get_path("purelib"),
        "PIP_NO_BUILD_ISOLATION": "false",  # pip's way to say that there is none
        "PIP_NO_DEPS": "1",
        "PIP_NO_INDEX": "1",
    }

    def run(number: int, folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
        values = {name: entry["default"] for name, entry in action["inputs"].items()} | inputs
        wanted: dict[str, Any] = action["runs"]["steps"][number]
        assert wanted["shell"] == "bash"
        environment = {
            name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: values[m[1]], text)
            for name, text in wanted["env"].items()
        }
        script = temporary / "step.sh"
        script.write_text(wanted["run"], encoding="utf-8")
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=folder,
            env=given | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def installed(step: Run, checkout: Path, temporary: Path) -> Path:
    """Return the folder of commands of an environment into which the check was installed."""
    done = step(0, checkout)
    assert done.returncode == 0, done.stderr
    return temporary / "check-quotes/bin"


@pytest.fixture
def example(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "tests/example", tmp_path / "example"))


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    lent = os.environ | {"PYTHONPATH": sysconfig.get_path("purelib")}
    return subprocess.run(
        command, cwd=folder, env=lent, capture_output=True, text=True, check=False
    )


def break_page(example: Path) -> None:
    page = example / "docs/index.md"
    text = page.read_text(encoding="utf-8")
    assert FALSE[0] in text
    page.write_text(text.replace(*FALSE), encoding="utf-8")


def test_the_package_is_the_library_and_nothing_of_this_edition(installed: Path) -> None:
    (record,) = installed.parent.glob("lib/python3*/site-packages/check_quotes-*/RECORD")
    names = [line.partition(",")[0] for line in record.read_text(encoding="utf-8").splitlines()]
    there = {name for name in names if ".dist-info/" not in name and not name.endswith(".pyc")}
    library = ROOT / "scripts/quotations"
    wanted = {path.relative_to(library.parent) for path in library.rglob("*") if path.is_file()}
    assert there == {
        "../../../bin/check-quotes",
        *(path.as_posix() for path in wanted if path.parent.name != "__pycache__"),
    }


def test_the_command_checks_a_site(installed: Path, example: Path) -> None:
    done = run([str(installed / "check-quotes")], example)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "2 pages, 5 quotations: all trace\n"


def test_the_plugin_builds_what_traces_and_stops_at_what_does_not(
    installed: Path, example: Path
) -> None:
    (example / "seeds").rename(example / "sources")
    config = (example / "mkdocs.yml").read_text(encoding="utf-8")
    told = config.replace("[quotations]", "[{quotations: {seeds: sources}}]")
    assert told != config
    (example / "mkdocs.yml").write_text(told, encoding="utf-8")
    leaflet = "<p>The letter has “the lamp broken”.</p>\n"  # published as it is, with no traces
    (example / "docs/leaflet.html").write_text(leaflet, encoding="utf-8")
    build = [str(installed / "python"), "-m", "mkdocs", "build", "--strict"]
    done = run(build, example)
    assert done.returncode == 0, done.stderr
    page = (example / "site/index.html").read_text(encoding="utf-8")
    assert all(f'id="{name}"' in page for name in ("p1", "p2", "the-lamp-words"))
    assert json.loads((example / "site/quotations.json").read_text(encoding="utf-8"))
    assert (example / "site/leaflet.html").read_text(encoding="utf-8") == leaflet
    break_page(example)
    done = run(build, example)
    assert done.returncode == 1
    assert "docs/index.md:8:3: altered: " in done.stderr


def test_pre_commit_checks_the_pages_that_changed(installed: Path, example: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["language"] == "python"
    changed = ["docs/index.md", "docs/weather.md", "mkdocs.yml", "seeds/letter.txt"]
    given = [name for name in changed if re.search(hook["files"], name)]
    assert given == changed[:2]
    command = [str(installed / hook["entry"]), *given]
    assert run(command, example).returncode == 0
    break_page(example)
    done = run(command, example)
    assert done.returncode == 1
    assert "docs/index.md:8:3: altered: " in done.stdout


def test_the_workflows_step_puts_the_message_on_its_line(
    installed: Path, step: Run, example: Path
) -> None:
    assert step(1, example).returncode == 0
    break_page(example)
    done = step(1, example.parent, **{"config-file": "example/mkdocs.yml"})
    assert done.returncode == 1
    assert "::error file=example/docs/index.md,line=8,col=3," in done.stdout, done.stdout
    chosen = step(1, example, pages="docs/weather.md", seeds="seeds")
    assert (chosen.returncode, chosen.stdout) == (0, "1 page, 2 quotations: all trace\n")
    assert step(1, example, seeds="nowhere").returncode == 2
