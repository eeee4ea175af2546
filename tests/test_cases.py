"""What the rules say of some thousand pages: `cases/*.toml`, a file for each rule or topic; and
`cases/blind/*.toml`, pages by people who had not read the code and judged them before it did.

A case holds a page and the verdicts of its problems, in the page's order; `traces` where it has
none; `refused` where it must have one and any will do. The quotations are checked against the
op-ed, or against the texts in `seeds/` that it names. It may ask more: words that the messages
hold, how many quotations there are, the line and column of each problem.
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


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def cases() -> Iterator[Any]:
    for path in sorted(CASES.rglob("*.toml")):
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
    found = [p.verdict for p in result.problems]
    if case["verdict"] == "refused":
        assert found
    else:
        assert found == [v for v in listed(case["verdict"]) if v != "traces"], told
    if "count" in case:
        assert len(result.checked) == case["count"]
    for word in case.get("says", []):
        assert any(word in line for line in told), told
    if "line" in case:
        assert [p.line for p in result.problems] == listed(case["line"]), told
    if "column" in case:
        assert [p.column for p in result.problems] == listed(case["column"]), told
    for problem in result.problems:
        assert problem.message
        assert not stand_ins(problem.message), "a character that stands for another is shown"
    places = [(p.line, p.column) for p in result.problems]
    assert len(set(places)) == len(places), told


def stand_ins(text: str) -> list[str]:
    """The characters in a message that nobody can read."""
    return [c for c in text if c == "\ufffc" or unicodedata.category(c) in ("Co", "Cn", "Cc", "Cs")]
