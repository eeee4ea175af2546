"""The zip opens from a disk with everything working: links, lemmas, search."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from visits import Visit, search


@pytest.fixture(scope="module")
def unzipped(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("disk")
    with zipfile.ZipFile(site / "putins-demands-annotated.zip") as archive:
        archive.extractall(folder)
    return folder / "putins-demands-annotated"


def test_every_page_opens_from_a_disk_and_asks_for_nothing_else(
    visit: Callable[..., Visit], unzipped: Path, address: str
) -> None:
    seen = visit((unzipped / address / "index.html").as_uri())
    assert all(request.startswith(unzipped.as_uri()) for request in seen.requests)
    assert seen.failed == []
    assert seen.errors == []
    links = seen.page.locator("a[href]").evaluate_all("all => all.map(a => a.href)")
    local = {link.partition("#")[0] for link in links if link.startswith("file:")}
    missing = [link for link in local if not Path(link.removeprefix("file://")).is_file()]
    assert missing == []
    assert seen.page.evaluate("[...document.fonts].some(f => f.status === 'loaded')")


def test_menu_lemmas_and_search_work_from_a_disk(
    visit: Callable[..., Visit], unzipped: Path
) -> None:
    page = visit((unzipped / "index.html").as_uri()).page
    page.locator(".md-tabs a", has_text="Neutrality").click()
    page.locator(".lemma").first.click()
    assert page.locator(":target").count() == 1
    search(page, "wish list")
    page.locator(".md-search-result__link[href*='#p7']").click()
    page.wait_for_url("file://**/demands/territory/index.html#p7")
    assert page.locator(":target").count() == 1


def test_the_copy_offers_no_download_it_does_not_hold(unzipped: Path) -> None:
    assert 'href="putins-demands-annotated.zip"' not in (unzipped / "index.html").read_text("utf-8")
