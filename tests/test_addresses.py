"""The list of addresses: what was published stays, what never was is forgotten."""

import subprocess
from pathlib import Path

import pytest

import addresses


def put(site: Path, *names: str) -> None:
    """Make a built site of one page that has these ids."""
    (site / "call").mkdir(parents=True, exist_ok=True)
    ids = "".join(f'<p id="{name}"></p>' for name in names)
    text = f"<body><article>{ids}</article></body>"
    (site / "call" / "index.html").write_text(text, encoding="utf-8")


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def names(tmp_path: Path) -> Path:
    """A list that was published, in a repository, on a branch of its own."""
    path = tmp_path / "addresses.txt"
    path.write_text("call/\ncall/#old\n", encoding="utf-8")
    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "published")
    git(tmp_path, "switch", "-c", "work")
    return path


def test_an_address_that_goes_is_noticed() -> None:
    assert addresses.missing(["call/", "call/#p1"], ["call/", "call/#p2"]) == ["call/#p1"]


def test_a_new_address_is_added(names: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(names.parent / "site", "old", "new")
    assert addresses.main(names.parent / "site", names) == 0
    assert addresses.listed(names) == ["call/", "call/#new", "call/#old"]
    assert "3, of them 1 new; 0 forgotten" in capsys.readouterr().out


def test_nothing_is_written_where_a_published_address_is_gone(
    names: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(names.parent / "site", "new")
    before = names.read_bytes()
    assert addresses.main(names.parent / "site", names) == 1
    assert names.read_bytes() == before
    said = capsys.readouterr()
    assert "call/#old was published and is gone" in said.err and not said.out


def test_striking_a_published_address_from_the_list_does_not_help(names: Path) -> None:
    put(names.parent / "site", "new")
    names.write_text("call/\n", encoding="utf-8")
    git(names.parent, "commit", "-a", "-m", "struck")
    assert addresses.main(names.parent / "site", names) == 1


def test_an_address_that_was_never_published_is_forgotten(names: Path) -> None:
    put(names.parent / "site", "old", "draft")
    assert addresses.main(names.parent / "site", names) == 0
    git(names.parent, "commit", "-a", "-m", "a draft, with its address")
    put(names.parent / "site", "old", "better")
    assert addresses.main(names.parent / "site", names) == 0
    assert addresses.listed(names) == ["call/", "call/#better", "call/#old"]


def test_what_others_published_since_is_not_asked_of_this_branch(names: Path) -> None:
    git(names.parent, "switch", "main")
    names.write_text("call/\ncall/#old\ncall/#theirs\n", encoding="utf-8")
    git(names.parent, "commit", "-a", "-m", "theirs")
    git(names.parent, "switch", "work")
    put(names.parent / "site", "old")
    assert addresses.main(names.parent / "site", names) == 0
    assert addresses.listed(names) == ["call/", "call/#old"]


def test_without_git_whatever_is_listed_was_published(tmp_path: Path) -> None:
    path = tmp_path / "addresses.txt"
    path.write_text("call/\ncall/#old\n", encoding="utf-8")
    put(tmp_path / "site", "new")
    assert addresses.main(tmp_path / "site", path) == 1


def test_without_a_site_it_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert addresses.main(tmp_path / "site", tmp_path / "addresses.txt") == 2
    assert "run ./scripts/build first" in capsys.readouterr().err
    assert not (tmp_path / "addresses.txt").exists()


def test_the_ids_of_a_page_are_those_of_its_elements() -> None:
    html = """<h2 class=x id="a">A</h2><!-- <p id="no"> --><p data-id="no" id=b>id="no"</p>"""
    assert addresses.ids(html) == ["a", "b"]
