"""What a site sets otherwise in `mkdocs.yml` does here what Material's documentation says."""

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator

import pytest

from shared import ROOT, build
from visits import PHONE, Visit

OTHERWISE = """
INHERIT: ours.yml
theme:
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: { icon: material/brightness-7, name: Switch to dark }
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: { icon: material/brightness-4, name: Switch to light }
  features: [search.suggest, search.highlight]
"""
NOTHING = """
INHERIT: ours.yml
theme:
  palette: { scheme: slate }
  features: []
plugins: []
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where two sites are, `otherwise/` and `nothing/`, that set other options."""
    top = tmp_path_factory.mktemp("options")
    for name, options in (("otherwise", OTHERWISE), ("nothing", NOTHING)):
        folder = top / f"{name}-source"
        for part in ("docs", "seeds", "scripts"):
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / part, folder / part, ignore=ignored)
        shutil.copy(ROOT / "mkdocs.yml", folder / "ours.yml")
        (folder / "mkdocs.yml").write_text(options, encoding="utf-8")
        done = build(folder, top / name)
        assert done.returncode == 0, done.stderr
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(top))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_palette_without_a_choice_for_the_system_follows_it_until_a_reader_chooses(
    visit: Callable[..., Visit], served: str
) -> None:
    page = visit(f"{served}otherwise/", color_scheme="dark").page
    worn = "document.body.dataset.mdColorScheme + localStorage.length"
    assert page.evaluate(worn) == "slate0"
    page.locator("label[for^=__palette]:visible").click()
    assert page.evaluate(worn) == "default1"
    page.reload()
    assert page.evaluate(worn) == "default1"


def test_search_suggests_and_highlights(visit: Callable[..., Visit], served: str) -> None:
    page = visit(f"{served}otherwise/").page
    page.locator(".md-search__input").press_sequentially("sanct")
    page.locator(".md-search__suggest", has_text="sanctions").wait_for()
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url("**h=sanct*")
    page.locator("article mark[data-md-highlight]").first.wait_for()


def test_without_search_and_palette_the_rest_works(
    visit: Callable[..., Visit], served: str
) -> None:
    seen = visit(f"{served}nothing/demands/territory/", viewport=PHONE)
    seen.page.locator(".lemma").first.click()
    assert seen.page.locator(".sheet").is_visible()
    assert seen.errors == []
