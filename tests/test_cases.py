"""What the rules say of several hundred pages: `cases/*.toml`, a file for each rule or topic.

A case holds a page and the verdicts of its problems, in the page's order, or `traces` where it has
none. The quotations are checked against the op-ed, or against the texts in `seeds/` it names.
"""

import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from quotations.check import PageResult

CASES = Path(__file__).resolve().parent / "cases"
KEYS = {"page", "verdict", "seed", "says", "count", "line", "column", "why"}


def listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for number, case in enumerate(table["case"], 1):
            first = " ".join(case["page"].split()[:5])
            yield pytest.param(case, id=f"{path.stem}:{number}:{first}")


@pytest.mark.parametrize("case", list(cases()))
def test_a_page_has_the_problems_it_should_and_no_others(
    check: Callable[..., PageResult], case: dict[str, Any]
) -> None:
    assert set(case) <= KEYS
    result = check(case["page"], *listed(case.get("seed", "op-ed")))
    told = [f"{p.line}:{p.column} {p.verdict}: {p.message}" for p in result.problems]
    expected = [] if case["verdict"] == "traces" else listed(case["verdict"])
    assert [p.verdict for p in result.problems] == expected, told
    if "count" in case:
        assert len(result.checked) == case["count"]
    for word in case.get("says", []):
        assert any(word in line for line in told), told
    if "line" in case:
        assert (result.problems[0].line, told) == (case["line"], told)
    if "column" in case:
        assert (result.problems[0].column, told) == (case["column"], told)
    for problem in result.problems:
        assert problem.message
        assert not stand_ins(problem.message), "a character that stands for another is shown"
    places = [(p.line, p.column) for p in result.problems]
    assert len(set(places)) == len(places), told


def stand_ins(text: str) -> list[str]:
    """The characters in a message that nobody can read."""
    return [c for c in text if c == "\ufffc" or unicodedata.category(c) in ("Co", "Cn", "Cc", "Cs")]
