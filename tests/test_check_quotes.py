"""The command: what it prints, where it points, how it exits, what it makes of bad input."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from quotations import command
from shared import ROOT

HOME = "---\nparagraphs: [1]\n---\n> He would insist on peace. “Never,” Ann said.\n"
SEED = "He would insist on peace. “Never,” Ann said.\nThe second paragraph.\n"
TABLE = """
language = "en"
[speakers.ann]
name = "Ann"
[[spans]]
paragraph = 1
text = "Never,"
speaker = "ann"
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small site of another text, with one page that is well."""
    write(tmp_path / "mkdocs.yml", "site_name: Another\nmarkdown_extensions: [attr_list]\n")
    write(tmp_path / "seeds/text.txt", SEED)
    write(tmp_path / "seeds/text.toml", TABLE)
    write(tmp_path / "docs/index.md", "# Start\n\nIt says “would insist”.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str | bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    if isinstance(text, bytes):
        path.write_bytes(text)
    else:
        path.write_text(text, encoding="utf-8")


def run(*arguments: str) -> int:
    try:
        return command.main(arguments)
    except SystemExit as stop:
        assert isinstance(stop.code, int)
        return stop.code


def test_a_good_site_passes_and_the_last_line_counts(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run() == 0
    assert capsys.readouterr().out == "1 page, 1 quotation: all trace\n"


def test_whoever_waits_at_a_terminal_is_told_so_on_a_line_that_is_cleared(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run() == 0
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert run() == 0
    assert capsys.readouterr().err == "checking …\r\033[K"


def test_a_failure_is_told_with_place_words_and_what_to_do(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site / "docs/index.md", "# Start\n\nIt says “would demand on peace”.\n")
    assert run() == 1
    assert capsys.readouterr().out == (
        "docs/index.md:3:9: altered: the text has ‘insist’ where the page has ‘demand’:"
        " “He would insist on peace.” (¶1.1)\n"
        "    on the page: “would demand on peace”\n"
        "    to mend it: quote the words as they stand\n"
        "1 page, 1 quotation: 1 problem\n"
    )


def test_github_annotations_point_at_the_file_in_the_repository(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(site.parent))
    write(site / "docs/index.md", "# Start\n\nIt says “would demand on 100% peace”.\n")
    assert run("--format", "github") == 1
    first, last = capsys.readouterr().out.splitlines()
    file = f"{site.name}/docs/index.md"
    assert first.startswith(f"::error file={file},line=3,col=9,title=quotation altered::")
    assert "%0A    on the page: “would demand on 100%25 peace”" in first
    assert last == "1 page, 1 quotation: 1 problem"


def test_json_is_of_the_documented_form(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(
        site / "docs/index.md",
        "So Ann: “peace. […] Never”, “insists”.\n\n> The second paragraph.\n",
    )
    assert run("--format", "json") == 1
    output = capsys.readouterr().out
    assert output.startswith('{\n  "version": 1,\n')
    report = json.loads(output)
    assert list(report) == ["version", "sources", "quotations", "problems", "summary"]
    assert report["version"] == 1
    assert [list(entry) for entry in report["sources"]] == [["id", "sha256"]]
    assert [(q["form"], q["verdict"], q["ok"]) for q in report["quotations"]] == [
        ("inline", "marked", True),
        ("inline", "altered", False),
        ("block", "exact", True),
    ]
    first = report["quotations"][0]
    assert (first["page"], first["line"], first["column"]) == ("index.md", 1, 9)
    assert first["places"][0]["speakers"] == ["Ann"]
    assert [SEED[p["start"] : p["end"]] for p in first["places"][0]["parts"]] == ["peace.", "Never"]
    assert set(first["places"][0]["parts"][0]) == {
        "source",
        "paragraph",
        "sentence",
        "start",
        "end",
    }
    assert [list(p) for p in report["problems"]] == [
        ["page", "line", "column", "verdict", "message"]
    ]
    assert report["summary"] == {"pages": 1, "quotations": 3, "problems": 1}


def test_arguments_limit_the_check_to_some_pages(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site / "docs/bad.md", "“would demand”")
    assert run("docs/index.md") == 0
    assert run("bad.md") == 1
    assert run("docs/index.md", "docs/bad.md", "docs/bad.md") == 1
    assert "2 pages, 2 quotations: 1 problem" in capsys.readouterr().out


def test_find_tells_where_words_stand_and_who_speaks(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--find", "Never") == 0
    out = capsys.readouterr().out
    assert "“Never”\n    ¶1, sentence 2, with words of Ann: “Never,” Ann said." in out
    assert run("--find", "elephant") == 1
    assert "“elephant” cannot be quoted so: no passage" in capsys.readouterr().out
    for typed in ("“Never”", "'Never'", "«Never»", " Never "):
        assert run("--find", typed) == 0
    for nothing in ("“…”", "", " "):
        assert run("--find", nothing) == 1
        assert "there are no words to look up" in capsys.readouterr().out
    assert run("--find", "on peas") == 1
    assert "cannot be quoted so: the text has" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [("index.md",), ("--format", "json")])
def test_words_are_looked_up_on_no_page_and_in_no_other_form(
    site: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert run(*arguments, "--find", "Never") == 2
    assert capsys.readouterr().err == (
        "check-quotes: --find looks words up, it checks no PAGE and has no --format; see --help\n"
    )


@pytest.mark.parametrize(
    ("damage", "message", "status"),
    [
        ({"seeds/text.txt": b""}, "there is no text in text.txt", 2),
        ({"seeds/text.txt": b"\xff"}, "text.txt: cannot be read as UTF-8", 2),
        ({"seeds/text.toml": b"language = 'en'\nsha256 = '0'"}, "its sha256 differs", 2),
        ({"seeds/text.toml": b"="}, "not TOML", 2),
        ({"mkdocs.yml": b"site_name: [x"}, "mkdocs.yml:", 2),
        ({"mkdocs.yml": b"site_name: x\nmarkdown_extensions: [nope.nope]"}, "nope", 2),
        (
            {"mkdocs.yml": b"site_name: x\nmarkdown_extensions: [{toc: {nope: 1}}]"},
            "Failed to load extension 'toc'. KeyError: 'nope'",
            2,
        ),
        ({"mkdocs.yml": b"site_name: x\ndocs_dir: nowhere"}, "nowhere", 2),
        ({"docs/index.md": b"\xff"}, "index.md:1:1: unreadable: byte 0 is not UTF-8", 1),
        ({"docs/index.md": b"---\ntitle: [x\n---\n"}, r"index.md:\d+:1: front-matter", 1),
        (
            {"docs/index.md": b"---\ntitle: x\n"},
            "front-matter: cannot be read: opened with --- and never",
            1,
        ),
        ({"docs/index.md": b"---\n- x\n---\n"}, "front-matter: cannot be read: not a table", 1),
        ({"docs/index.md": b"---\nparagraphs: x\n---\n"}, "front-matter: paragraphs", 1),
        ({"docs/index.md": b"---\nparagraphs: 0\n---\n"}, "front-matter: paragraphs", 1),
        ({"docs/index.md": b"---\nx: !!bool y\n---\n"}, "front-matter: cannot be read", 1),
        ({"docs/index.md": b"# No quotation"}, "mkdocs.yml:1:1: no-quotations", 1),
        (
            {"docs/index.md": HOME.encode()},
            "mkdocs.yml:1:1: split: paragraph 2 of ‘text’ is at home on no",
            1,
        ),
        ({"docs/index.md": "---\nparagraphs: [9]\n---\n“peace”".encode()}, "split", 1),
        ({"docs/index.md": "### “peace” { .claim }".encode()}, "home to nothing", 1),
        ({"mkdocs.yml": "site_name: On “war”\n".encode()}, "mkdocs.yml:1:15: not-found", 1),
        ({"mkdocs.yml": b"site_name: x\ncopyright: <q>war</q>\n"}, "not-found", 1),
        ({"docs/index.md": b"---\na: &x [*x]\n---\n"}, "no-quotations", 1),
        (
            {"docs/index.md": b"---\na: " + b"[" * 4000 + b"]" * 4000 + b"\n---\n"},
            "nested|no-quotations",
            1,
        ),
        (
            {"seeds/text.toml": b"language = " + b"[" * 4000},
            "text.toml: not TOML: maximum recursion",
            2,
        ),
        (
            {"seeds/text.toml": b"language = 'en'\n[speakers.a]\nname = 'A'\nnames = 'A'"},
            "text.toml: speakers a names must be a list",
            2,
        ),
        ({"seeds/text.toml": b"language = 'en'\nlines = []"}, "two numbers", 2),
        ({"seeds/text.toml": b"language = 'English'"}, "is no tag; write a line like", 2),
        ({"seeds/text.toml": b""}, "no language declared; write a line like", 2),
    ],
)
def test_bad_input_gets_one_clear_line_and_its_status(
    site: Path,
    capsys: pytest.CaptureFixture[str],
    damage: dict[str, bytes],
    message: str,
    status: int,
) -> None:
    for name, data in damage.items():
        write(site / name, data)
    assert run() == status
    captured = capsys.readouterr()
    assert re.search(message, captured.out + captured.err), captured
    assert "Traceback" not in captured.err
    if status == 2:
        assert captured.err.count("\n") == 1
        assert not captured.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nonsense"],
        ["--format", "xml"],
        ["nowhere.txt"],
        ["../elsewhere.md"],
        ["docs"],
        ["--config-file", "nowhere.yml"],
        ["--seeds", "nowhere"],
        ["--config-file", "x" * 300],
    ],
)
def test_a_call_that_cannot_run_exits_with_2_and_one_line(
    site: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert run(*arguments) == 2
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    assert captured.err.startswith("check-quotes: ")


def test_a_page_that_cannot_be_read_does_not_keep_the_others_from_being_checked(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site / "docs/a.md", b"\xff")
    write(site / "docs/b.md", "“would demand”")
    assert run("docs/a.md", "docs/gone.md", "docs/b.md") == 1
    out = capsys.readouterr().out
    assert "a.md:1:1: unreadable" in out
    assert "gone.md:1:1: unreadable" in out
    assert "b.md:1:1: altered" in out
    assert "3 pages" in out
    assert run("x" * 300 + ".md") == 1
    assert "unreadable: File name too long" in capsys.readouterr().out


def test_homes_are_not_judged_while_a_page_cannot_be_read(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """For a paragraph may be at home on it."""
    home = "---\nparagraphs: [{}]\n---\n> {}\n"
    write(site / "docs/one.md", home.format(2, "The second paragraph."))
    assert run() == 1
    assert "paragraph 1 of ‘text’ is at home on no page" in capsys.readouterr().out
    write(site / "docs/two.md", b"\xff")
    assert run() == 1
    out = capsys.readouterr().out
    assert "two.md:1:1: unreadable" in out
    assert "split" not in out


def test_a_page_that_is_gone_is_told_where_it_was(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("docs/gone.md") == 1
    assert capsys.readouterr().out.startswith("docs/gone.md:1:1: unreadable: No such file")


@pytest.mark.parametrize(
    ("start", "status"),
    [
        ("PYTHONIOENCODING=ascii", 1),
        ("LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0", 1),
    ],
)
def test_marks_go_out_whatever_the_locale(site: Path, start: str, status: int) -> None:
    write(site / "docs/index.md", "“would demand”")
    command = f"{start} {sys.executable} {ROOT / 'scripts/check_quotes.py'}"
    done = subprocess.run(command, shell=True, cwd=site, capture_output=True, check=False)
    assert done.returncode == status
    assert "on the page: “would demand”" in done.stdout.decode("utf-8")
    assert not done.stderr


@pytest.mark.parametrize(("end", "status"), [(">&-", 0), ("<&-", 0), (">/dev/full", 2)])
def test_streams_that_are_closed_or_full_give_no_traceback(
    site: Path, end: str, status: int
) -> None:
    command = f"{sys.executable} {ROOT / 'scripts/check_quotes.py'} {end}"
    done = subprocess.run(command, shell=True, cwd=site, capture_output=True, check=False)
    assert done.returncode == status
    assert done.stderr.count(b"\n") == (1 if status else 0)


def test_a_lemma_must_stand_once_in_its_passage(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = "---\nparagraphs: [2]\n---\n> The second paragraph.\n\n### {} {{ {} .claim }}\n\nNote.\n"
    for heading, identifier, verdicts in (
        ("“second paragraph”", "#a", []),
        ("“would insist”", "#a", ["note"]),
        ("Second", "#a", ["note"]),
        ("“second” “paragraph”", "#a", ["note"]),
        ("“second paragraph”", "", ["note"]),
        ("“second paragraph”", "#p2-1", ["note"]),
    ):
        write(site / "docs/two.md", page.format(heading, identifier))
        run("--format", "json", "docs/two.md")
        report = json.loads(capsys.readouterr().out)
        assert [p["verdict"] for p in report["problems"]] == verdicts, heading


def imported(site: Path, arguments: list[str]) -> set[str]:
    """Return the modules that the command has imported when it ends."""
    code = (
        f"import atexit, sys; sys.path.insert(0, {str(ROOT / 'scripts')!r});"
        " atexit.register(lambda: print(*sys.modules));"
        f" from quotations import command; command.main({arguments})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=site, capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


def test_the_command_imports_nothing_it_does_not_use(site: Path) -> None:
    loaded = imported(site, [])
    assert "quotations.check" in loaded
    assert not loaded & {"quotations.show.pages", "quotations.tell.lookup", "PIL", "difflib"}
    loaded = imported(site, ["--help"])
    assert {name for name in loaded if name.startswith("quotations.")} == {"quotations.command"}
