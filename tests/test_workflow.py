"""What others see of the repository: the workflow, and how to cite the edition."""

import re
import tomllib

import yaml

from shared import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_workflow_runs_both_commands_on_the_oldest_python_that_is_promised() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/site.yml").read_text(encoding="utf-8"))
    job = workflow["jobs"]["test"]
    oldest, newest = job["strategy"]["matrix"]["python"]
    assert PROJECT["requires-python"] == f">={oldest}"
    assert newest == "3.x"
    commands = [step["run"] for step in job["steps"] if "run" in step]
    assert commands == ["./scripts/build", "./scripts/test"]
    assert all(command in (ROOT / ".ci/run").read_text() for command in commands)


def test_readers_report_by_a_form_that_is_there_unless_another_place_is_named() -> None:
    workflow = (ROOT / ".github/workflows/site.yml").read_text(encoding="utf-8")
    (form,) = re.findall(r"vars\.REPORT_ADDRESS \|\| .*\?template=([\w.]+)'", workflow)
    assert (ROOT / ".github/ISSUE_TEMPLATE" / form).is_file()


def test_the_citation_names_this_edition() -> None:
    citation = yaml.safe_load((ROOT / ".github/CITATION.cff").read_text(encoding="utf-8"))
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert f"site_name: {citation['title']}\n" in config
    assert citation["version"] == PROJECT["version"]
    assert {"cff-version", "message", "authors"} <= citation.keys()
