#!/usr/bin/env python3
"""Show what the tests are worth: flip the logic of the library here and there, and run them.

    .venv/bin/python scripts/proof/flip.py [--count 60] [--seed 1] [TEST …]

Draws so many flips at random, the same ones for the same seed: a comparison negated or moved by
one, and for or, an operand left out, a condition turned round or taken as settled, a number one
more or less, something else returned. Each is made in a copy of the repository, in which the fast
tests run up to their first failure. Prints each flip and whether a test caught it. A flip that no
test catches is a test to be written, unless it changes nothing that can be seen: those are drawn
and counted too, for only a person can tell. Nothing is drawn within f-strings, patterns,
annotations and decorators.
"""

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = "scripts/quotations"
# The fast tests of the library, those first that catch most.
TESTS = [
    f"tests/test_{name}.py"
    for name in (
        "told cases shown rules marks html finding position report homes show traces fill tree"
        " pages second_text example source webannotation ask site check_quotes small_sites"
    ).split()
]
PATIENCE = 5  # times what the tests take as they are; what takes longer hangs, and is caught
IGNORED = shutil.ignore_patterns(".git", ".venv", "__pycache__", "site", ".*_cache", ".hypothesis")
NEGATED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE,
    ast.LtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
MOVED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt
}  # fmt: skip
OPPOSITE = {"any": "all", "all": "any", "min": "max", "max": "min"}
EMPTY = {"str": "''", "tuple": "()", "list": "[]", "dict": "{}", "int": "0"}


@dataclass(frozen=True)
class Flip:
    """One change of one expression or statement."""

    path: str
    line: int
    start: int
    end: int
    """Where it stands in the file, in bytes."""
    before: str
    after: str


def flips(path: str, source: str) -> list[Flip]:
    """Return every flip of a module, in the order in which they stand there."""
    data = source.encode()
    lines = [0]
    for line in data.splitlines(keepends=True):
        lines.append(lines[-1] + len(line))
    found = set()
    for node, after in _changes(ast.parse(source), ""):
        start = lines[node.lineno - 1] + node.col_offset
        end = lines[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        before = data[start:end].decode()
        if after not in (before, ast.unparse(node)):
            found.add(Flip(path, node.lineno, start, end, before, after))
    return sorted(found, key=lambda flip: (flip.start, flip.end, flip.after))


def flipped(source: str, flip: Flip) -> str:
    """Return a module with one flip made."""
    data = source.encode()
    return (data[: flip.start] + flip.after.encode() + data[flip.end :]).decode()


def _changes(node: ast.AST, returned: str) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    """Yield each node below one that can be changed, and what to write in its place.

    `returned` is the type that the function around it says it returns.
    """
    if isinstance(node, ast.FunctionDef):
        returned = ast.unparse(node.returns) if node.returns else ""
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if name in ("annotation", "returns", "decorator_list"):
                continue
            if not isinstance(child, ast.AST) or isinstance(child, ast.JoinedStr):
                continue  # the parts of an f-string have no places of their own
            if isinstance(child, ast.expr | ast.stmt):
                yield from ((child, text) for text in _others(child, returned))
            if isinstance(child, ast.expr) and name in ("test", "ifs"):
                text = ast.unparse(child)
                yield from ((child, other) for other in (f"(not ({text}))", "True", "False"))
            yield from _changes(child, returned)


def _others(node: ast.expr | ast.stmt, returned: str) -> Iterator[str]:
    """Yield what may be written in place of a node."""
    match node:
        case ast.Compare():
            yield from _compared_otherwise(node)
        case ast.BoolOp(op=op, values=values):
            other = "and" if isinstance(op, ast.Or) else "or"
            yield "(" + f" {other} ".join(f"({ast.unparse(value)})" for value in values) + ")"
            yield from (f"({ast.unparse(value)})" for value in values)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield f"({ast.unparse(operand)})"
        case ast.Constant(value=bool()):
            yield str(not node.value)
        case ast.Constant(value=int(value)):
            yield from (f"({value + 1})", f"({value - 1})")
        case ast.Call(func=ast.Name(id=name)) if name in OPPOSITE:
            yield OPPOSITE[name] + ast.unparse(node)[len(name) :]
        case ast.BinOp(op=ast.Add() | ast.Sub(), left=left, right=right):
            sign = "-" if isinstance(node.op, ast.Add) else "+"
            yield f"(({ast.unparse(left)}) {sign} ({ast.unparse(right)}))"
        case ast.Return(value=ast.expr() as value):
            kind = returned.split("[")[0]
            yield f"return (not ({ast.unparse(value)}))" if kind == "bool" else "return None"
            yield from ((f"return {EMPTY[kind]}",) if kind in EMPTY else ())
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            yield "yield from ()"
        case ast.Break():
            yield "continue"
        case ast.Continue():
            yield "break"


def _compared_otherwise(node: ast.Compare) -> Iterator[str]:
    for number, op in enumerate(node.ops):
        for table in (NEGATED, MOVED):
            if type(op) in table:
                other = deepcopy(node)
                other.ops[number] = table[type(op)]()
                yield f"({ast.unparse(other)})"


def drawn(root: Path, count: int, seed: int) -> list[Flip]:
    """Return so many flips of the library of a repository, drawn at random."""
    paths = sorted((root / LIBRARY).rglob("*.py"))
    every = [
        flip
        for path in paths
        for flip in flips(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
    ]
    return random.Random(seed).sample(every, min(count, len(every)))


def caught(root: Path, tests: list[str], timeout: float | None = None) -> bool:
    """Whether a test of a repository fails, or, flipped, does not end in so many seconds."""
    # Hypothesis alone takes as long to load as many a flip to be caught.
    plugins = ["-p", "no:cacheprovider", "-p", "no:hypothesispytest", "-p", "no:xdist"]
    command = [sys.executable, "-m", "pytest", "-x", "-q", *plugins, *tests]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    if timeout:  # no byte code of a flip: the next may be as long, and made in the same second
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
    try:
        done = subprocess.run(
            command, cwd=root, env=environment, capture_output=True, check=False, timeout=timeout
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def main(arguments: list[str] | None = None) -> int:
    """Draw flips and try them; return 1 where one was not caught, 2 where none can be tried."""
    parser = argparse.ArgumentParser("flip", description="Flip logic, and see the tests catch it.")
    parser.add_argument("tests", nargs="*", metavar="TEST", default=TESTS)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    missed = 0
    chosen = drawn(ROOT, options.count, options.seed)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "copy")
        shutil.copytree(ROOT, copy, ignore=IGNORED)
        begun = time.monotonic()
        if caught(copy, options.tests):
            print("flip: the tests fail as they are; mend that first", file=sys.stderr)
            return 2
        timeout = PATIENCE * (time.monotonic() - begun)
        for flip in chosen:
            path = copy / flip.path
            source = path.read_text(encoding="utf-8")
            path.write_text(flipped(source, flip), encoding="utf-8")
            found = caught(copy, options.tests, timeout)
            path.write_text(source, encoding="utf-8")
            missed += not found
            change = f"{_line(flip.before)} → {_line(flip.after)}"
            print(
                f"{'caught' if found else 'MISSED'} {flip.path}:{flip.line}: {change}", flush=True
            )
    print(f"{len(chosen)} flips, {len(chosen) - missed} caught")
    return 1 if missed else 0


def _line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 90 else f"{line[:60]} … {line[-29:]}"


if __name__ == "__main__":
    sys.exit(main())
