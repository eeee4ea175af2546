"""The layers of the library: nothing imports what stands above it, and no module is long."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared import ROOT

LIBRARY = ROOT / "scripts" / "quotations"
MODULES = sorted(LIBRARY.rglob("*.py"))
# From the ground up.
LAYERS = "model rule text seed trace rules page show check tell plugin command".split()


def layer(name: str) -> int:
    """Return the number of a module's layer, from its dotted name below the library."""
    return LAYERS.index(name.split(".")[0])


def imported(path: Path) -> Iterator[str]:
    """Yield the names below the library that a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and "quotations" in node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name.removeprefix("quotations.") for name in names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(LIBRARY)))
def test_a_module_imports_from_its_own_layer_or_from_below(path: Path) -> None:
    own = path.relative_to(LIBRARY).parts[0].removesuffix(".py")
    above = [name for name in imported(path) if layer(name) > layer(own)]
    assert not above
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250
