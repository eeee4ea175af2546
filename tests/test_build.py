"""The build: what reaches the site, what never does; the same input gives the same bytes."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest

import addresses
from addresses import ids
from quotations.check import Checker, check_site
from quotations.model import PageResult, PageText
from quotations.page import site as pages
from quotations.seed.read import read
from quotations.show.edition import Edition, link_target
from shared import ROOT, build


def copy(to: Path) -> Path:
    """Copy what the site is made of."""
    for name in ("docs", "seeds", "scripts"):
        shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", to)
    return to


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    return copy(tmp_path / "edition")


def falsify(folder: Path) -> None:
    page = folder / "docs" / "demands" / "territory.md"
    text = page.read_text(encoding="utf-8")
    assert "He would insist" in text
    page.write_text(text.replace("He would insist", "He would demand", 1), encoding="utf-8")


def test_a_plain_build_fails_with_the_scripts_own_message_and_writes_no_page(edition: Path) -> None:
    falsify(edition)
    done = build(edition, edition / "site")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    command = [sys.executable, "scripts/check_quotes.py"]
    said = subprocess.run(command, cwd=edition, capture_output=True, text=True, check=False)
    assert said.returncode == 1
    assert "‘insist’ where the page has ‘demand’" in said.stdout
    assert said.stdout.strip() in done.stderr
    assert not list(edition.glob("site/**/*.html"))


def _new_seed(folder: Path, text: bytes) -> None:
    (folder / "seeds/other.txt").write_bytes(text)
    (folder / "seeds/other.toml").write_text('language = "en"\n')


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda folder: (folder / "seeds/op-ed.txt").unlink(), "no op-ed.txt beside it|no seed"),
        (lambda folder: _new_seed(folder, b"\xff"), r"other.txt: cannot be read as UTF-8"),
        (lambda folder: (folder / "seeds/op-ed.txt").write_text("Other."), "sha256"),
        (lambda folder: (folder / "docs/call.md").write_bytes(b"\xff"), r"call.md:1.*not UTF-8"),
        (
            lambda folder: (folder / "docs/call.md").write_text("---\ntitle: [x\n---\n"),
            r"call.md:\d+:1: front-matter",
        ),
        (
            lambda folder: (folder / "docs/call.md").write_text('<i data-fill="x"></i>“'),
            "unclosed",
        ),
    ],
    ids=["no seed", "seed not UTF-8", "other seed", "page not UTF-8", "front matter", "mark"],
)
def test_bad_input_ends_a_build_with_what_and_where(
    edition: Path, damage: Callable[[Path], object], message: str
) -> None:
    damage(edition)
    done = build(edition, edition / "site")
    assert done.returncode != 0
    assert re.search(message, done.stderr), done.stderr
    assert "Traceback" not in done.stderr


def break_link(folder: Path) -> None:
    with (folder / "docs" / "call.md").open("a", encoding="utf-8") as page:
        page.write("\n[nowhere](nowhere.md)\n")


def test_a_build_of_some_pages_is_refused_in_one_line(edition: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "-q", "build", "--dirty"]
    done = subprocess.run(command, cwd=edition, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("Error: --dirty renders only some pages")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("damage", [falsify, break_link])
def test_a_failed_build_leaves_the_site_that_stood_there(
    edition: Path, damage: Callable[[Path], None]
) -> None:
    (edition / ".venv").symlink_to(ROOT / ".venv")
    (edition / "site").mkdir()
    (edition / "site" / "index.html").write_text("before")
    damage(edition)
    command = [str(edition / "scripts" / "build")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert (edition / "site" / "index.html").read_text() == "before"
    assert not list(edition.glob(".cache/site*"))


def test_the_script_and_the_build_see_the_same_quotations(site: Path) -> None:
    sources = {source.id: source for source in read(ROOT / "seeds")}
    results: list[PageResult] = []
    loaded = pages.load(ROOT / "mkdocs.yml")
    outcome = check_site(loaded, tuple(sources.values()), use=results.append)
    data = json.loads((site / "quotations.json").read_text(encoding="utf-8"))
    edition = Edition(results, outcome.homes, sources, lambda target, path: target)
    script = [
        sources[part.source].text[part.start : part.end]
        for result in results
        for checked in result.checked
        for part in link_target(checked, result.page.path, edition)[0].parts
    ]
    published = [
        target["selector"][0]["exact"]
        for item in data["items"]
        for target in (item["target"] if isinstance(item["target"], list) else [item["target"]])
    ]
    assert sorted(script) == sorted(published)


def test_no_shown_text_of_a_built_page_has_a_quotation_that_does_not_trace(site: Path) -> None:
    """What the theme shows counts too: titles, navigation, the foot of the page."""
    checker = Checker(read(ROOT / "seeds"))
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        # The sentence shown on demand is the source's own, marks and all; what is left out of
        # search (numbers, names of speakers) is put in by the build.
        html = re.sub(r' aria-description="[^"]*"', "", html)
        html = re.sub(r"<(sup|a|span) [^>]*data-search-exclude.*?</\1>", "", html)
        # The contents repeat the headings of notes, whose speakers the notes name.
        html = re.sub(r'<a href="#[^"]*" class="md-nav__link">.*?</a>', "", html, flags=re.DOTALL)
        problems = checker.check(PageText(path.name, html, html)).problems
        # A list of contents repeats headings without the notes that name their speakers.
        problems = [problem for problem in problems if problem.verdict != "unattributed"]
        article = "".join(html[html.index("<article") :].partition("</article>")[:2])
        problems += checker.check(PageText(path.name, article, article)).problems
        assert not problems, f"{path.relative_to(site)}: {problems[0]}"


def test_every_fragment_link_resolves(site: Path) -> None:
    """Over the built HTML, so that links in raw HTML count as well."""
    known: dict[str, set[str]] = {}
    links: list[tuple[str, str]] = []
    for path in site.rglob("*.html"):
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        html = path.read_text(encoding="utf-8")
        known[address] = set(ids(html))
        links += [(address, link) for link in re.findall(r'\shref="([^"]*)"', html)]
    base = "https://site.invalid/"
    checked = 0
    for address, link in links:
        absolute, fragment = urldefrag(urljoin(base + address, link.replace("&amp;", "&")))
        target = absolute.removeprefix(base)
        if absolute.startswith(base) and fragment and target in known:
            checked += 1
            assert unquote(fragment) in known[target], f"{address}: {link}"
    assert checked > 500


def test_ids_are_unique_on_each_page(site: Path) -> None:
    for path in site.rglob("*.html"):
        found = ids(path.read_text(encoding="utf-8"))
        assert len(found) == len(set(found)), path


def test_what_was_published_keeps_its_address(site: Path) -> None:
    now = addresses.addresses(site)
    gone = addresses.missing(addresses.published(), now)
    assert not gone, "an address that was published is gone: bring it back"
    assert addresses.listed() == sorted(set(now)), (
        "run ./scripts/build, then scripts/addresses.py, and commit the list"
    )


def test_the_drop_in_successor_builds_the_same_pages(site: Path, tmp_path: Path) -> None:
    done = build(ROOT, tmp_path / "site", "properdocs")
    assert done.returncode == 0, done.stderr
    for path in site.rglob("*.html"):
        other = tmp_path / "site" / path.relative_to(site)
        assert _article(path) == _article(other), path


def _article(path: Path) -> str:
    return path.read_text(encoding="utf-8").partition("<article")[2].partition("</article>")[0]


def test_two_builds_are_the_same_bytes(site: Path, tmp_path: Path) -> None:
    """From another folder, on another date, with another hash seed, locale and time zone."""
    folder = copy(tmp_path / "another-folder")
    for path in folder.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    done = build(
        folder,
        tmp_path / "site",
        PYTHONHASHSEED="2",
        LC_ALL="C",
        TZ="Asia/Tokyo",
        SOURCE_DATE_EPOCH="1900000000",
        PYTHONUTF8="0",
    )
    assert done.returncode == 0, done.stderr
    first, second = (
        {path.relative_to(root): path for path in root.rglob("*") if path.is_file()}
        for root in (site, tmp_path / "site")
    )
    assert first.keys() == second.keys()
    differing = [str(n) for n in first if first[n].read_bytes() != second[n].read_bytes()]
    assert not differing


def test_a_preview_tells_what_is_wrong_and_recovers(edition: Path) -> None:
    good = (edition / "docs" / "demands" / "territory.md").read_text(encoding="utf-8")
    falsify(edition)
    port = 8000 + os.getpid() % 1000 + 50
    command = [sys.executable, "-m", "mkdocs", "serve", "--no-strict", "-a", f"127.0.0.1:{port}"]
    address = f"http://127.0.0.1:{port}/demands/territory/"
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "SITE_URL": f"http://127.0.0.1:{port}/",
    }
    with subprocess.Popen(
        command, cwd=edition, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as server:
        try:
            shown = _wait_for(address, "quotation-problems")
            assert "altered" in shown
            assert 'class="lemma' in _get(address.replace("territory", "leadership"))
            page = edition / "docs" / "demands" / "territory.md"
            page.write_text(good, encoding="utf-8")
            shown = _wait_for(address, 'class="lemma')
            assert "quotation-problems" not in shown
        finally:
            said = _end(server)
    assert "‘insist’ where the page has ‘demand’" in said


def _end(server: subprocess.Popen[bytes]) -> str:
    """End a preview, one that does not listen too; return what it said."""
    for end in (server.terminate, server.kill):
        end()
        try:
            return server.communicate(timeout=20)[0].decode()
        except subprocess.TimeoutExpired:
            continue
    raise AssertionError("the preview outlives its end")


def _get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        text: str = answer.read().decode("utf-8")
    return text


def _wait_for(address: str, wanted: str) -> str:
    last = ""
    for _ in range(150):
        try:
            last = _get(address)
        except OSError as error:
            last = str(error)
        if wanted in last:
            return last
        time.sleep(0.2)
    raise AssertionError(f"{address} never shows {wanted!r}: {last[:200]}")
