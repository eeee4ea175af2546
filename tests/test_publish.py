"""What is done to a built site: policy, loads, search index, previews, the offline copy."""

import base64
import hashlib
import html
import importlib.util
import json
import os
import re
import shutil
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageColor, ImageFont

from publish import archive, finish, previews, styles
from shared import ROOT, SITE_URL, build

PAGES = sum(1 for _ in (ROOT / "docs").rglob("*.md"))
HEAD = '<!doctype html><html><head>\n<meta charset="utf-8">\n'
FONTS = ROOT / "scripts/theme/assets/fonts"


def small_site(
    folder: Path,
    page: str,
    name: str = "index.md",
    address: str = SITE_URL,
    site_name: str = "A",
    report: str = "",
) -> Path:
    """Write a site of one page in the edition's theme; return the folder to build it into."""
    path = folder / "docs" / name
    path.parent.mkdir(parents=True)
    path.write_text(f"{page}\nA page “quotes”.\n", "utf-8")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "text.txt").write_text("A text that quotes: no, or go.\n", "utf-8")
    (folder / "seeds" / "text.toml").write_text('language = "en"\n', "utf-8")
    config = {
        "site_name": site_name,
        "site_url": address,
        "strict": True,
        "theme": {"name": "material", "custom_dir": str(ROOT / "scripts/theme"), "font": False},
        "plugins": ["search"],
        "hooks": [str(ROOT / "scripts/hook.py"), str(ROOT / "scripts/publish_hook.py")],
        "extra": {"report": report, "cite": "A"},
    }
    (folder / "mkdocs.yml").write_text(json.dumps(config), "utf-8")
    return folder / "site"


def pages(site: Path) -> list[Path]:
    found = sorted(site.rglob("index.html"))
    assert len(found) == PAGES
    return found


def meta(text: str, name: str) -> str:
    """A meta element's content, read as a program that makes previews reads it."""
    found = re.findall(rf'<meta (?:name|property)="{re.escape(name)}" content="([^"]*)">', text)
    assert len(found) == 1, (name, found)
    return html.unescape(found[0])


# Styles


def test_the_theme_s_rules_are_left_out_where_no_page_and_no_script_has_their_class() -> None:
    known = {"tab", "md-fact--"}
    for css, kept in {
        ".tab{a:b}.tabs{a:b}": ".tab{a:b}",
        ".tab,.tabs>li{a:b}": ".tab{a:b}",
        "@media print{.tabs{a:b}}@media print{p{a:b}}": "@media print{p{a:b}}",
        "p:not(.tabs){a:b}p:is(.tab,.tabs) i{a:b}": "p:not(.tabs){a:b}p:is(.tab,.tabs) i{a:b}",
        ".md-fact--stars{a:b}.md-facts{a:b}": ".md-fact--stars{a:b}",
        "@keyframes in{0%{a:b}}@font-face{a:b}": "@keyframes in{0%{a:b}}@font-face{a:b}",
        '@charset "UTF-8";.tabs{a:url("b;c")}p{a:url("b;c")}': '@charset "UTF-8";p{a:url("b;c")}',
    }.items():
        assert styles.used(css, known) == kept


def test_a_rule_stays_for_every_class_of_a_page_that_the_theme_has_a_rule_for(site: Path) -> None:
    theme = Path(str(importlib.util.find_spec("material").submodule_search_locations[0]))
    ships = next((theme / "templates/assets/stylesheets").glob("main.*.min.css"))
    built = (site / "assets/stylesheets" / ships.name).read_text("utf-8")
    shipped = ships.read_text("utf-8").partition("/*# sourceMappingURL")[0]
    words = set(re.findall(r"[\w-]+", "".join(page.read_text("utf-8") for page in pages(site))))
    styled = set(re.findall(r"\.(md-[\w-]+)", shipped)) & words
    assert styled and styled <= set(re.findall(r"\.(md-[\w-]+)", built))
    assert len(built) < 0.7 * len(shipped)
    assert built.count("{") == built.count("}")


# Policy


def test_every_page_has_one_policy_before_anything_that_loads(site: Path) -> None:
    for page in sorted(site.rglob("*.html")):
        text = page.read_text("utf-8")
        assert text.count('http-equiv="Content-Security-Policy"') == 1
        assert text.index("Content-Security-Policy") < min(
            text.index("<link"), text.index("<script")
        )
        assert "unsafe" not in text.partition("Content-Security-Policy")[2][:400]


def test_an_inline_script_is_allowed_by_its_hash_and_data_needs_none(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    script = "let a = 1 && 2;"
    data = '<script type="application/ld+json">{}</script>'
    page.write_text(f"{HEAD}<script>{script}</script>{data}<style>p{{}}</style>", "utf-8")
    assert finish(tmp_path, []) == []
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    written = page.read_text("utf-8")
    assert f"script-src 'self' 'sha256-{digest}';" in written
    assert written.count("sha256-") == 2


@pytest.mark.parametrize(
    "markup",
    [
        '<p style="color:red">',
        '<a onclick="x()">',
        '<a href="javascript:x()">',
        '<a href=" JavaScript:x()">',
        "<td style>",
    ],
)
def test_what_no_policy_allows_is_a_problem(tmp_path: Path, markup: str) -> None:
    (tmp_path / "index.html").write_text(HEAD + markup, "utf-8")
    assert finish(tmp_path, [])


# Loads


def loaded(site: Path) -> list[str]:
    return [problem for problem in finish(site, []) if ": loads " in problem]


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="https://elsewhere.example/a.png">',
        '<img src="//elsewhere.example/a.png">',
        '<img srcset="a.png 1x, https://elsewhere.example/b.png 2x">',
        "<script src='HTTPS://elsewhere.example/a.js'></script>",
        '<link rel="stylesheet" href="https://elsewhere.example/a.css">',
        '<link rel="preconnect" href="https://elsewhere.example">',
        '<link rel="icon" href="https://elsewhere.example/i.ico">',
        '<iframe src="https://elsewhere.example/"></iframe>',
        '<video poster="https://elsewhere.example/a.jpg"></video>',
        '<object data="https://elsewhere.example/a"></object>',
        '<form action="https://elsewhere.example/"></form>',
        '<a href="x" ping="https://elsewhere.example/">x</a>',
        '<svg><use href="https://elsewhere.example/a.svg#b"/></svg>',
        '<meta http-equiv="refresh" content="0; url=https://elsewhere.example/">',
        "<style>@import 'https://elsewhere.example/a.css';</style>",
        '<p style="background:url(https://elsewhere.example/a.png)">',
    ],
)
def test_a_foreign_load_is_found(tmp_path: Path, markup: str) -> None:
    (tmp_path / "index.html").write_text(HEAD + markup, "utf-8")
    assert len(loaded(tmp_path)) == 1


def test_a_foreign_load_in_a_stylesheet_or_picture_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("p { background: url( 'https://elsewhere.example/a' ) }")
    (tmp_path / "a.svg").write_text('<svg><image href="https://elsewhere.example/a"/></svg>')
    assert len(loaded(tmp_path)) == 2


def test_a_link_to_follow_is_no_load(tmp_path: Path) -> None:
    text = '<a href="https://elsewhere.example/">x</a><link rel="canonical" href="https://a.b/">'
    (tmp_path / "index.html").write_text(HEAD + text, "utf-8")
    assert loaded(tmp_path) == []


# Headings


def test_headings_outline_every_page(site: Path) -> None:
    for page in sorted(site.rglob("*.html")):
        main = page.read_text("utf-8").partition("<main")[2].partition("</main>")[0]
        levels = [int(level) for level in re.findall(r"<h([1-6])", main)]
        assert levels[0] == 1 and levels.count(1) == 1, page
        assert all(after - before <= 1 for before, after in pairwise(levels)), page


# Search


def indexed(site: Path) -> dict[str, dict[str, Any]]:
    """What search knows, by address."""
    data = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    return {entry["location"]: entry for entry in data["docs"]}


def test_the_index_holds_the_op_ed_by_paragraph_and_nothing_of_ours_in_it(site: Path) -> None:
    seed = (ROOT / "seeds" / "op-ed.txt").read_text("utf-8").splitlines()
    found = [e for at, e in indexed(site).items() if re.search(r"#p\d+$", at)]
    held = {(e["title"], html.unescape(e["text"])) for e in found}
    assert {(f"¶{n}", seed[n - 1]) for n in range(1, 19)} <= held
    assert not any(at.endswith("#the-passage") for at in indexed(site))


def test_the_index_holds_other_spellings_and_no_addresses(site: Path) -> None:
    entries = indexed(site)
    assert "Zelenskiy" in entries["demands/leadership/#p12"]["also"]
    assert "85000" in entries["demands/demilitarization/#p11"]["also"]
    assert not any("://" in entry["text"] for entry in entries.values())
    assert not any(at.endswith("#references") for at in entries)


# Previews and what a page says of itself


def test_each_page_has_its_own_title_description_address_and_picture(site: Path) -> None:
    seen = set()
    for page in pages(site):
        text = page.read_text("utf-8")
        location = page.parent.relative_to(site).as_posix().removeprefix(".")
        address = SITE_URL + (f"{location}/" if location else "")
        assert f'<link rel="canonical" href="{address}">' in text
        assert meta(text, "og:url") == address
        assert 50 <= len(meta(text, "description")) <= 160
        assert meta(text, "og:description") == meta(text, "description")
        picture = site / meta(text, "og:image").removeprefix(SITE_URL)
        with Image.open(picture) as image:
            assert image.size == (1200, 630) and image.format == "PNG"
        assert picture.stat().st_size < 40_000
        seen.add((meta(text, "og:title"), meta(text, "description"), picture))
    assert [len(set(column)) for column in zip(*seen, strict=True)] == [PAGES] * 3


def test_a_preview_of_a_demand_page_says_which_demand(site: Path) -> None:
    text = (site / "demands" / "territory" / "index.html").read_text("utf-8")
    said = meta(text, "og:image:alt")
    assert "One of six demands" in said and "¶7" in said and "Territory" in said
    assert meta(text, "og:title") == "Territory: Recognition of Russia’s gains"
    sentence = said[said.index("“", said.index("Territory")) + 1 : -1]
    assert sentence in (ROOT / "seeds" / "op-ed.txt").read_text("utf-8")


def test_the_words_of_a_note_are_marked_in_the_sentence_of_a_picture() -> None:
    sentence = ("One two ", "three four", " five.")
    plain = previews.Picture("a.png", "Site", "¶7", "Title", "words", ("", "", "".join(sentence)))
    marked = plain._replace(sentence=sentence)
    color = ImageColor.getrgb(previews._MARK)
    counts = [
        dict(map(reversed, previews.draw(p, FONTS).getcolors(1 << 20))).get(color, 0)
        for p in (plain, marked)
    ]
    assert counts[0] == 0 < counts[1] and plain.words == marked.words


def test_a_picture_is_drawn_the_same_each_time_and_every_word_fits() -> None:
    picture = previews.Picture("a.png", "Site", "¶7", "Language and memory", "words " * 26)
    one, other = (previews.draw(picture, FONTS) for _ in range(2))
    assert one.tobytes() == other.tobytes()
    font = ImageFont.truetype(str(FONTS / "source-serif-4-latin-400-normal.woff2"), 36)
    lines = previews._lines(picture.description, font)
    assert " ".join(lines) == picture.description.strip() and len(lines) <= 4


def test_the_json_ld_says_what_the_page_is_and_claims_no_publisher(site: Path) -> None:
    for page in pages(site):
        text = page.read_text("utf-8")
        [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
        data = json.loads(block)
        assert data["@type"] == "WebPage" and data["url"].startswith(SITE_URL)
        assert data["about"]["@type"] == "OpinionNewsArticle"
        assert not {"publisher", "author", "copyrightHolder"} & {*data, *data["about"]}
    territory = json.loads(
        re.findall(
            r"ld\+json\">(.*?)</script>",
            (site / "demands" / "territory" / "index.html").read_text("utf-8"),
        )[0]
    )
    assert territory["about"]["pagination"] == "¶7" and len(territory["citation"]) > 5


def test_op_ed_is_never_broken_at_its_hyphen(site: Path) -> None:
    words = []
    for page in pages(site):
        body = page.read_text("utf-8").partition("<article")[2].partition("</article>")[0]
        shown = re.findall(r">([^<>]*)<", body)
        words += [(page, text) for text in shown if "op-ed" in text]
    assert words and [w for w in words if not re.fullmatch(r"op-ed(’s)?", w[1])] == []


def test_quotation_marks_in_a_title_cut_nothing_short(tmp_path: Path) -> None:
    title = "Say \"no\" & 'go'"
    twice = f"{title}, {title}"
    front = f"---\ntitle: {json.dumps(title)}\ndescription: {json.dumps(twice)}\n---\n"
    report = 'https://example.org/"><script>'
    done = build(
        tmp_path, small_site(tmp_path, f"{front}# Plain\n\nText.\n", site_name=title, report=report)
    )
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert '"><script>' not in text
    assert meta(text, "og:title") == title and meta(text, "description") == twice
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert json.loads(block)["name"] == title


# The site's own files


def test_the_sitemap_lists_every_page_and_no_date(site: Path) -> None:
    text = (site / "sitemap.xml").read_text("utf-8")
    assert text.startswith("<?xml")
    listed = re.findall(r"<loc>(.*?)</loc>", text)
    expected = [page.parent.relative_to(site).as_posix() for page in pages(site)]
    assert sorted(listed) == sorted(
        SITE_URL if name == "." else f"{SITE_URL}{name}/" for name in expected
    )
    assert "lastmod" not in text and not (site / "sitemap.xml.gz").exists()
    assert f"Sitemap: {SITE_URL}sitemap.xml" in (site / "robots.txt").read_text("utf-8")


def test_the_theme_ships_nothing_that_no_page_asks_for(site: Path) -> None:
    shipped = [file.relative_to(site).as_posix() for file in (site / "assets").rglob("*.*")]
    assert any("bundle" in name for name in shipped)  # Material's own script
    assert not [name for name in shipped if name.endswith(".map") or "/lunr/" in name]


def test_what_is_mended_in_the_theme_is_still_there_to_mend(site: Path) -> None:
    """A new version of Material that needs no mending, or another, is noticed here."""
    [theme] = importlib.util.find_spec("material").submodule_search_locations
    base = Path(theme, "templates", "base.html").read_text("utf-8")
    search = Path(theme, "templates", "partials", "search.html").read_text("utf-8")
    assert 'class="md-toggle" data-md-toggle="drawer" type="checkbox"' in base
    assert 'role="dialog">' in search
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        assert text.count('role="dialog" aria-label="Search this edition"') == 1
        assert 'tabindex=""' not in text
        assert not re.search(r'<input class="md-toggle"[^>]*autocomplete', text)
        assert not re.search(r'<link rel="(?:prev|next)"', text)


def test_the_unknown_address_page_links_from_any_depth(site: Path) -> None:
    text = (site / "404.html").read_text("utf-8")
    for address in re.findall(r'(?:href|src)="([^"#]+)"', text):
        assert address.startswith(("/edition/", "https://")), address
    assert 'content="noindex"' in text


def test_at_a_root_the_addresses_are_right_too(tmp_path: Path) -> None:
    site = small_site(tmp_path, "# A\n", "demands/territory.md", "https://example.org/")
    assert build(tmp_path, site).returncode == 0
    text = (tmp_path / "site" / "demands" / "territory" / "index.html").read_text("utf-8")
    assert 'rel="canonical" href="https://example.org/demands/territory/"' in text
    unknown = (tmp_path / "site" / "404.html").read_text("utf-8")
    assert 'href="/demands/territory/"' in unknown and "//demands" not in unknown


# The offline copy


@pytest.mark.parametrize(
    ("link", "offline"),
    [
        ('<a href="../neutrality/#p9">', '<a href="../neutrality/index.html#p9">'),
        ('<a class="x" href="..">', '<a class="x" href="../index.html">'),
        ('<a href="./">', '<a href="./index.html">'),
        ('<a href=".">', '<a href="./index.html">'),
        ('<a href="#p9">', '<a href="#p9">'),
        ('<a href="../quotations.json">', '<a href="../quotations.json">'),
        ('<a href="https://elsewhere.example/">', '<a href="https://elsewhere.example/">'),
        ('<a href="mailto:a@b.example">', '<a href="mailto:a@b.example">'),
        ('<link href="../a/">', '<link href="../a/">'),
        ('<a href="x/putins-demands-annotated.zip" download>all</a>', "all"),
    ],
)
def test_a_link_to_a_folder_names_its_page_in_the_offline_copy(link: str, offline: str) -> None:
    assert archive.offline(link) == offline


def test_the_same_site_gives_the_same_zip_whatever_the_clock_says(
    site: Path, tmp_path: Path
) -> None:
    one = (site / archive.NAME).read_bytes()
    site = Path(shutil.copytree(site, tmp_path / "edition"))
    for number, file in enumerate(sorted(site.rglob("*"))):
        os.utime(file, (1_000_000_000 + number, 1_000_000_000 + number))
    archive.write(site)
    assert (site / archive.NAME).read_bytes() == one
    with zipfile.ZipFile(site / archive.NAME) as zipped:
        names = zipped.namelist()
    assert names == sorted(names)
    assert not any(name.endswith((".zip", "404.html", "sitemap.xml")) for name in names)
    assert f"{archive.NAME.removesuffix('.zip')}/quotations.json" in names


# Reporting a mistake


@pytest.mark.parametrize(
    ("report", "shown"),
    [
        ("", "has set no address"),
        ("https://example.org/issues", 'href="https://example.org/issues"'),
        ("mistakes@example.org", 'href="mailto:mistakes@example.org"'),
        ("javascript:alert(1)", "has set no address"),
    ],
)
def test_the_foot_says_where_to_report_a_mistake(tmp_path: Path, report: str, shown: str) -> None:
    assert build(tmp_path, small_site(tmp_path, "# A\n", report=report)).returncode == 0
    assert shown in (tmp_path / "site" / "index.html").read_text("utf-8")


def test_a_build_stops_where_something_foreign_slips_in(tmp_path: Path) -> None:
    page = '# A\n\n<img src="https://elsewhere.example/a.png" alt="">\n'
    done = build(tmp_path, small_site(tmp_path, page))
    assert done.returncode != 0
    assert "index.html: loads https://elsewhere.example/a.png" in done.stderr
    assert "Traceback" not in done.stderr
