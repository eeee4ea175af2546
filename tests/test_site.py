"""What the check reads of a MkDocs site: pages, front matter, what is published beside them."""

from pathlib import Path

import pytest

from quotations.model import InputError, PageText, Problem
from quotations.page.file import PageError, parse
from quotations.page.site import chosen_pages, load, page_texts, site_texts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "mkdocs.yml": (
            "site_name: On “a”\nnav: [{On “b”: index.md}, {More: [{On “c”: more.md}]}]\n"
            "markdown_extensions:\n  - toc: {title: On “h”}\n  - abbr\n  - pymdownx.snippets:\n"
            "      base_path: [!relative $config_dir]\n      auto_append: [glossary.md, gone.md]\n"
        ),
        "glossary.md": "*[HTML]: on “d”",
        "docs/index.md": "---\nparagraphs: [1]\nquotes: [op-ed]\nmoved: {old: new}\n---\nHTML “e”",
        "docs/more.md": "---\ntitle: [\n---\nx\n",
        "docs/raw.html": "<title>On “f”</title><p>“g”</p>",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_pages_are_read_with_their_front_matter_and_what_they_take_in(folder: Path) -> None:
    page, broken, raw = page_texts(load(folder / "mkdocs.yml"), None)
    assert isinstance(page, PageText)
    assert (page.path, page.paragraphs, page.quotes) == ("index.md", (1,), ("op-ed",))
    assert page.moved == (("old", "new"),)
    assert page.included == (("../glossary.md", "*[HTML]: on “d”"),)
    assert '<abbr title="on “d”">HTML</abbr> “e”' in page.html
    assert isinstance(broken, Problem)
    assert (broken.page, broken.verdict, broken.line) == ("more.md", "front-matter", 3)
    assert isinstance(raw, PageText)
    assert raw.path == "raw.html"
    assert "“g”" in raw.html


def test_snippets_are_taken_from_one_folder_as_from_several(folder: Path) -> None:
    config = (folder / "mkdocs.yml").read_text().replace("[!relative $config_dir]", "BASE")
    for base_path in ("!relative $config_dir", str(folder)):
        (folder / "mkdocs.yml").write_text(config.replace("BASE", base_path))
        page, *_ = page_texts(load(folder / "mkdocs.yml"), None)
        assert isinstance(page, PageText)
        assert page.included == (("../glossary.md", "*[HTML]: on “d”"),)


def test_what_is_published_as_it_is_and_cannot_be_read_is_told(folder: Path) -> None:
    (folder / "docs/raw.html").write_bytes(b"<p>\n\x93g\x94</p>")
    *_, raw = page_texts(load(folder / "mkdocs.yml"), None)
    assert isinstance(raw, Problem)
    assert (raw.page, raw.line, raw.verdict) == ("raw.html", 2, "unreadable")


def test_the_sites_own_texts_are_its_name_and_its_navigation(folder: Path) -> None:
    site = load(folder / "mkdocs.yml")
    texts = [text for text in site_texts(site.config).texts if text.startswith("On ")]
    assert texts == ["On “a”", "On “b”", "On “c”", "On “h”"]


def test_chosen_pages_are_named_from_here_or_from_the_docs_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = load(folder / "mkdocs.yml")
    monkeypatch.chdir(folder)
    assert chosen_pages(site, ["docs/more.md", "index.md", "more.md"]) == ["more.md", "index.md"]
    for wrong in ("../glossary.md", "docs", "docs/raw.html", "../x.md"):
        with pytest.raises(InputError, match="^" + wrong):
            chosen_pages(site, [wrong])


def test_without_a_configuration_it_is_said_what_is_missing_and_what_to_do(folder: Path) -> None:
    with pytest.raises(InputError, match=r"mkdocs.yml: not here; .* --config-file"):
        load(folder / "docs" / "mkdocs.yml")


@pytest.mark.parametrize(
    ("front", "line"),
    [
        ("title: [", 3),
        ("- a", 1),
        ("date: 2024-13-45", 1),
        ("paragraphs: 7", 2),
        ("paragraphs: [true]", 2),
        ("quotes: op-ed", 2),
        ("quotes: [1]", 2),
        ("moved: [a]", 2),
        ("moved: {a: [b]}", 2),
    ],
)
def test_front_matter_of_another_form_is_one_clear_line(front: str, line: int) -> None:
    with pytest.raises(PageError) as refused:
        parse(f"---\n{front}\n---\nx", "page.md")
    assert refused.value.verdict == "front-matter"
    assert refused.value.line == line
    assert "\n" not in str(refused.value)


def test_what_is_no_yaml_is_told_in_the_words_of_its_reader_alone() -> None:
    with pytest.raises(PageError, match=r"^cannot be read: could not find expected ':'$"):
        parse("---\ntitle: x\ny\nz: 1\n---\nx", "page.md")


def test_every_text_in_front_matter_may_be_published() -> None:
    page = parse("---\ntitle: “a”\nextra: {b: [“c”, {“d”: “e”}], f: 1}\n---\nx", "page.md")
    assert page.texts == ("“a”", "“c”", "“d”", "“e”")
