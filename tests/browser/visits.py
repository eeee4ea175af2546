"""What the browser tests share: three screens, a visit to a page."""

from dataclasses import dataclass, field

from playwright.sync_api import Page

PHONE = {"width": 360, "height": 740}
TABLET = {"width": 768, "height": 1024}
DESKTOP = {"width": 1280, "height": 900}


@dataclass
class Visit:
    """A page in a fresh browser profile, and what it did while it was open."""

    page: Page
    requests: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def search(page: Page, words: str) -> list[str]:
    """Search for words; return the addresses found, first to last, below the site's root."""
    size = page.viewport_size
    narrow = size and size["width"] < 960
    field = page.locator(".md-search__input")
    page.locator("label.md-header__button[for=__search]" if narrow else ".md-search__input").click()
    field.fill(words)
    page.keyboard.press("End")
    links = page.locator(".md-search-result__link")
    links.first.wait_for()
    page.wait_for_timeout(300)
    found = links.evaluate_all("all => all.map(link => link.href)")
    return [link.partition("/edition/")[2] for link in found]
