"""Anyone's checkout: moved, oddly named, half-made, without Git, with other line ends."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from shared import ROOT

LEFT_OUT = (".git", ".venv", ".cache", ".*_cache", ".hypothesis", "__pycache__", "site")
OLD = f"""exec {shlex.quote(sys.executable)} -c "import sys; sys.version_info = (3, 10); $2" """
ODD = 'it\'s a "quoted" folder & more'


def copy(to: Path) -> Path:
    """Copy what the repository holds; the place copied to is no repository."""
    shutil.copytree(ROOT, to, ignore=shutil.ignore_patterns(*LEFT_OUT))
    return to


def lend(venv: Path) -> None:
    """Make an environment that has this one's packages, and commands of a folder long gone."""
    (venv / "bin").mkdir(parents=True)
    for path in Path(sys.prefix, "bin").iterdir():
        if path.read_bytes()[:2] == b"#!":
            (venv / "bin" / path.name).write_text("#!/gone/.venv/bin/python\n")
            (venv / "bin" / path.name).chmod(0o755)
        else:
            (venv / "bin" / path.name).symlink_to(path)
    (venv / "lib").symlink_to(Path(sys.prefix, "lib"))
    shutil.copy(Path(sys.prefix, "pyvenv.cfg"), venv)
    for name in ("requirements.txt", "requirements-test.txt"):
        shutil.copy(ROOT / "scripts" / name, venv)


def run(folder: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, as somebody would who works there and not here."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GITHUB_", "SITE_URL"))}
    return subprocess.run(
        command, cwd=folder, env=kept | variables, capture_output=True, text=True, check=False
    )


def make_environment(folder: Path, python: str, path: str = os.environ["PATH"]) -> tuple[int, str]:
    """Make a checkout's environment with this as its `python3`; return status and messages."""
    commands = folder.parent / "commands"
    commands.mkdir(exist_ok=True)
    (commands / "python3").write_text(f"#!/bin/sh\n{python}\n")
    (commands / "python3").chmod(0o755)
    call = ". scripts/environment; environment requirements.txt"
    done = run(folder, "sh", "-euc", call, "scripts/build", PATH=f"{commands}:{path}")
    return done.returncode, done.stderr


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    return copy(tmp_path / "edition")


@pytest.fixture
def lender(tmp_path: Path) -> str:
    """What stands for `python3 -m venv .venv` where nothing is to be installed."""
    lend(tmp_path / "lent")
    source = shlex.quote(str(tmp_path / "lent"))
    return f"if [ $1 = -m ]; then cp -R {source}/. .venv && echo made >>made; fi"


# Moved, oddly named, without Git


def test_a_checkout_is_built_then_moved_then_built_and_tested(tmp_path: Path) -> None:
    first = copy(tmp_path / ODD)
    lend(first / ".venv")
    done = run(first, "./scripts/build")
    assert done.returncode == 0, done.stderr
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    default = re.search(r'SITE_URL, "(.*?)"', config)
    assert default
    assert done.stdout.splitlines()[1:] == [
        "built: site/",
        f"its addresses begin with {default[1]}",
        "for others: SITE_URL=https://example.org/edition/ ./scripts/build",
    ]
    assert f'href="{default[1]}call/"' in (first / "site/call/index.html").read_text("utf-8")

    second = first.rename(tmp_path / "renamed")
    (tmp_path / "elsewhere" / "renamed" / "scripts").mkdir(parents=True)
    variables = {"SITE_URL": "https://example.org/e", "CDPATH": str(tmp_path / "elsewhere")}
    done = run(tmp_path, "renamed/scripts/build", **variables)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[2:] == ["its addresses begin with https://example.org/e/"]
    assert "https://example.org/e/call/" in (second / "site/sitemap.xml").read_text("utf-8")

    if (ROOT / ".mypy_cache").exists():  # spares most of the time
        shutil.copytree(ROOT / ".mypy_cache", second / ".mypy_cache")
    # A browser of any kind, so that none is installed for tests that do not open one.
    (tmp_path / "chromium").symlink_to("/bin/true")
    path = f"{tmp_path}:{os.environ['PATH']}"
    done = run(second, "./scripts/test", "tests/test_tree.py", PATH=path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"\d+ passed", done.stdout)


def test_a_preview_needs_no_command_that_names_a_folder(edition: Path) -> None:
    lend(edition / ".venv")
    done = run(edition, "./scripts/serve", "--help")
    assert done.returncode == 0, done.stderr
    assert "mkdocs serve" in done.stdout


# Line ends


@pytest.mark.parametrize("setting", ["core.autocrlf=true", "core.eol=crlf"])
def test_a_clone_has_the_same_bytes_whatever_git_is_set_to(
    edition: Path, tmp_path: Path, setting: str
) -> None:
    name = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    run(edition, "git", "init")
    run(edition, "git", "add", "--all")
    assert run(edition, "git", *name, "commit", "-m", "all").returncode == 0
    clone = tmp_path / "clone"
    assert run(tmp_path, "git", "clone", "-c", setting, "edition", "clone").returncode == 0
    files = [path.relative_to(edition) for path in edition.rglob("*") if path.is_file()]
    kept = [path for path in files if path.parts[0] != ".git"]
    assert [p for p in kept if (edition / p).read_bytes() != (clone / p).read_bytes()] == []


def test_a_seed_with_windows_line_ends_is_kept_as_it_is(edition: Path) -> None:
    (edition / "seeds" / "other.txt").write_bytes(b"One.\r\nTwo.\r\n")
    run(edition, "git", "init")
    run(edition, "git", "add", "--all")
    done = run(edition, "git", "cat-file", "blob", ":seeds/other.txt")
    assert done.returncode == 0, done.stderr
    (edition / "seeds" / "other.txt").unlink()
    run(edition, "git", "checkout", "seeds/other.txt")
    assert (edition / "seeds" / "other.txt").read_bytes() == b"One.\r\nTwo.\r\n"


# The environment


@pytest.mark.parametrize(
    "half_made",
    [
        "mkdir .venv",
        "mkdir -p .venv/bin && ln -s /gone/python .venv/bin/python",
        "python3 -m venv --without-pip .venv",
        "cp -R ../lent .venv && : >.venv/unfinished",
        "cp -R ../lent .venv && echo 1000000000 >.venv/unfinished",
    ],
    ids=["empty", "its Python gone", "no pip", "killed at once", "killed while installing"],
)
def test_a_half_made_environment_is_made_anew(edition: Path, lender: str, half_made: str) -> None:
    assert run(edition, "sh", "-c", half_made).returncode == 0
    assert make_environment(edition, lender) == (
        0,
        "scripts/build: making the environment in .venv\n",
    )
    assert not (edition / ".venv" / "unfinished").exists()
    # A second run finds it whole, and makes nothing.
    assert make_environment(edition, lender) == (0, "")
    assert (edition / "made").read_text() == "made\n"


@pytest.mark.parametrize(
    ("before", "killing"),
    [
        ("", "cp -R ../lent/. .venv; kill -9 $PPID"),
        ("", "mkdir .venv/bin; ln -s $PWD/../killer .venv/bin/python"),
        ("mkdir -p .venv/bin; ln -s $PWD/../killer .venv/bin/python", ":"),
    ],
    ids=["while it makes .venv", "while it installs", "while it installs what is pinned anew"],
)
def test_a_run_that_was_killed_leaves_nothing_to_rely_on(
    edition: Path, lender: str, before: str, killing: str
) -> None:
    killer = edition.parent / "killer"
    killer.write_text("#!/bin/sh\n[ $2 = pip ] && kill -9 $PPID\nexit 0\n")
    killer.chmod(0o755)
    assert run(edition, "sh", "-c", before).returncode == 0
    assert make_environment(edition, f"[ $1 = -c ] || {{ {killing}; }}")[0] == -9
    assert make_environment(edition, lender)[0] == 0
    assert (edition / "made").exists()


@pytest.mark.parametrize(
    ("python", "prepare", "message"),
    [
        (OLD, "", r"needs Python 3\.11 or later, .*; install it and run this again"),
        (
            "[ $1 = -c ] || { mkdir .venv/bin; ln -s /bin/false .venv/bin/python; }",
            "",
            r"could not install what scripts/requirements\.txt pins, .* with a network",
        ),
        (
            "exit 0",
            "mkdir .venv && echo {pid} >.venv/unfinished",
            r"another run \(process \d+\) is making \.venv: wait for its end, or delete \.venv",
        ),
        ("exit 0", "rm mkdocs.yml", r"no mkdocs\.yml in .*edition: the edition is not here.*"),
    ],
    ids=["no Python", "no network", "two at once", "another folder"],
)
def test_what_hinders_is_told_in_a_line(
    edition: Path, tmp_path: Path, python: str, prepare: str, message: str
) -> None:
    assert run(edition, "sh", "-c", prepare.format(pid=os.getpid())).returncode == 0
    tools = tmp_path / "tools"  # what the scripts need beside Python, and no Python
    tools.mkdir()
    for name in ("sh", "dirname", "rm", "mkdir", "cp", "cmp", "cat", "ln"):
        (tools / name).symlink_to(shutil.which(name) or name)
    status, said = make_environment(edition, python, str(tools))
    assert status == 2
    *steps, last = said.splitlines()
    assert re.fullmatch(f"scripts/build: {message}", last)
    assert all(re.match("scripts/build: (?:making|installing) ", step) for step in steps)


# In a workflow


def test_a_build_in_a_workflow_annotates_every_problem(edition: Path) -> None:
    lend(edition / ".venv")
    with (edition / "docs" / "call.md").open("a", encoding="utf-8") as page:
        page.write("".join(f"\n“These words, {n}, are nobody’s.”\n" for n in range(20)))
    done = run(edition, "./scripts/build", GITHUB_ACTIONS="true")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.count("::error file=docs/call.md,line=") == 20
    assert not (edition / "site").exists()


def test_the_audit_fails_on_an_action_that_is_not_pinned(edition: Path) -> None:
    path = edition / ".github/workflows/site.yml"
    text = path.read_text(encoding="utf-8")
    audit = [f"{sys.prefix}/bin/zizmor", "--offline", "--quiet", ".github"]
    assert run(edition, *audit).returncode == 0
    path.write_text(re.sub(r"(actions/checkout)@\w+", r"\1@v7", text), encoding="utf-8")
    assert run(edition, *audit).returncode > 10
