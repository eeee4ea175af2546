"""The program that flips the library's logic: what it draws, what it makes of it, what it tells."""

from pathlib import Path

import pytest

from proof import flip

MODULE = '''"""A library."""


def is_late(hour: int, limit: int = 22) -> bool:
    """Whether it is late (“spät”)."""
    return hour >= limit and not hour > 23
'''
TEST = (
    "from late import is_late\n\n\ndef test_late():\n    assert is_late(22) and not is_late(21)\n"
)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    library = tmp_path / flip.LIBRARY
    library.mkdir(parents=True)
    (library / "late.py").write_text(MODULE, encoding="utf-8")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_late.py").write_text(TEST, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(
        f'[tool.pytest]\npythonpath = ["{flip.LIBRARY}"]\n', encoding="utf-8"
    )
    return tmp_path


def test_every_flip_is_made_where_it_stands() -> None:
    made = {f.after: flip.flipped(MODULE, f) for f in flip.flips("late.py", MODULE)}
    assert "    return (hour > limit) and not hour > 23\n" in made["(hour > limit)"]
    assert "    return hour >= limit and (hour > 23)\n" in made["(hour > 23)"]
    assert "limit: int = (21)) -> bool" in made["(21)"]
    assert "return (not (hour >= limit and (not hour > 23)))" in "".join(made.values())
    for text in made.values():
        compile(text, "late.py", "exec")


def test_the_same_seed_draws_the_same_flips(repository: Path) -> None:
    drawn = flip.drawn(repository, 6, 1)
    assert drawn == flip.drawn(repository, 6, 1)
    assert drawn != flip.drawn(repository, 6, 2)
    assert len(set(drawn)) == 6


@pytest.mark.parametrize(
    ("before", "after", "status", "told"),
    [
        ("hour >= limit", "(hour > limit)", 0, "1 flips, 1 caught"),
        ("hour > 23", "(hour >= 23)", 1, "1 flips, 0 caught"),
    ],
)
def test_it_tells_a_flip_that_a_test_catches_from_one_that_none_does(
    repository: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    before: str,
    after: str,
    status: int,
    told: str,
) -> None:
    every = flip.drawn(repository, 1000, 1)
    chosen = [f for f in every if (f.before, f.after) == (before, after)]
    monkeypatch.setattr(flip, "ROOT", repository)
    monkeypatch.setattr(flip, "drawn", lambda root, count, seed: chosen)
    assert flip.main(["tests"]) == status
    line, last = capsys.readouterr().out.splitlines()
    assert f"{flip.LIBRARY}/late.py:6: {before} → {after}" in line
    assert line.startswith("MISSED" if status else "caught")
    assert last == told
    assert (repository / flip.LIBRARY / "late.py").read_text(encoding="utf-8") == MODULE


def test_tests_that_fail_as_they_are_prove_nothing(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "tests" / "test_late.py").write_text("def test_no():\n    assert 0\n")
    monkeypatch.setattr(flip, "ROOT", repository)
    assert flip.main(["tests"]) == 2
    assert capsys.readouterr().err == "flip: the tests fail as they are; mend that first\n"
