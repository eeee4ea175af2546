"""Nobody but the site's own host learns what is read, and nothing of it stays in the browser."""

import gzip
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from visits import PHONE, Visit, search

STORED = """async () => ({
  local: localStorage.length,
  session: sessionStorage.length,
  cookies: document.cookie,
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"local": 0, "session": 0, "cookies": "", "databases": 0, "caches": 0, "workers": 0}


def test_a_page_asks_its_own_host_only_stores_nothing_and_makes_no_error(
    visit: Callable[..., Visit], base: str, address: str
) -> None:
    seen = visit(base + address)
    search(seen.page, "guarantees")
    hosts = {urlsplit(request).netloc for request in seen.requests}
    assert hosts == {urlsplit(base).netloc}
    assert seen.failed == []
    assert seen.errors == []
    assert seen.page.evaluate(STORED) == NOTHING
    assert seen.page.context.cookies() == []


def test_a_choice_of_light_or_dark_is_remembered_and_forgotten_again(
    visit: Callable[..., Visit], base: str
) -> None:
    page = visit(base).page
    shown = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(shown)
    toggle = page.locator("label[for^=__palette]:visible")
    toggle.click()  # light
    assert page.evaluate("localStorage.length") == 1
    toggle.click()  # dark
    dark = page.evaluate(shown)
    assert dark != light
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    colors = page.locator("meta[name=theme-color]").evaluate_all("all => all.map(m => m.content)")
    assert colors == [dark, dark]
    page.goto(base + "call/")
    assert page.evaluate(shown) == dark
    toggle.click()  # as the system has it
    assert page.evaluate("localStorage.length") == 0 and page.evaluate(shown) == light
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(shown) == dark
    page.emulate_media(color_scheme="light")
    page.locator("[name=__palette]:checked").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.evaluate(shown) == dark
    assert page.locator("[name=__palette]:focus + label").is_visible()


def test_the_policy_forbids_what_it_says_it_does(visit: Callable[..., Visit], base: str) -> None:
    seen = visit(base)
    policy = seen.page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert policy and policy.startswith("default-src 'none'; ") and "unsafe" not in policy
    seen.page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.inlineRan = true";
          const style = document.createElement("style");
          style.textContent = "body { color: rgb(1, 2, 3) !important }";
          const picture = new Image();
          picture.src = "https://elsewhere.example/pixel.gif";
          document.head.append(script, style, picture);
          return fetch("https://elsewhere.example/data.json").catch(() => {});
        }"""
    )
    assert seen.page.evaluate("window.inlineRan") is None
    assert seen.page.evaluate("getComputedStyle(document.body).color") != "rgb(1, 2, 3)"
    assert any("elsewhere.example" in error for error in seen.errors)
    assert any("connect" in error.lower() for error in seen.errors)


def test_a_link_that_leads_out_carries_no_referrer(visit: Callable[..., Visit], base: str) -> None:
    seen = visit(base + "references/")
    assert seen.page.locator("meta[name=referrer]").get_attribute("content") == "no-referrer"
    links = seen.page.locator('a[href^="http"]')
    assert links.count() > 20
    for rel in links.evaluate_all("links => links.map(link => link.rel)"):
        assert {"noreferrer", "noopener", "external"} <= set(rel.split())


def test_a_first_page_with_an_empty_cache_weighs_at_most_140_kilobytes(
    visit: Callable[..., Visit], base: str, site: Path
) -> None:
    largest = max(site.rglob("index.html"), key=lambda page: page.stat().st_size)
    for folder in (site, largest.parent):
        address = f"{folder.relative_to(site).as_posix()}/".removeprefix("./")
        seen = visit(f"{base}{address}", viewport=PHONE)
        weight = 0
        for request in set(seen.requests):
            path = urlsplit(request).path.removeprefix("/edition/").rstrip("/")
            file = site / path / "index.html" if (site / path).is_dir() else site / path
            data = file.read_bytes()
            # What a host sends compressed; a font is compressed already.
            weight += len(data) if file.suffix == ".woff2" else len(gzip.compress(data))
        # Every page but the references, the largest, has at most 140 kB.
        assert 50_000 < weight <= (140_000 if folder == site else 152_000)
