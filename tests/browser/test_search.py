"""Search: on the page itself, by keyboard alone, in our words and the op-ed's."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from visits import Visit


def search(page: Page, words: str) -> None:
    page.get_by_role("button", name="Search").click()
    page.get_by_role("searchbox", name="Search this edition").fill(words)


def test_search_works_by_keyboard_alone(visit: Callable[..., Visit], base: str) -> None:
    page = visit(base + "how-to-read/").page
    page.get_by_role("button", name="Search").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("repeatedly rejected")
    expect(page.get_by_role("status")).to_contain_text("found")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.tagName") == "A"
    page.keyboard.press("Enter")
    page.wait_for_url("**/demands/territory/#*")
    page.get_by_role("button", name="Search").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()
    assert page.evaluate("document.activeElement.textContent") == "Search"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Putin’s wish list", "demands/territory/#p7"),
        ("putin's WISH list", "demands/territory/#p7"),
        ("moscow-washington condominium", "conclusion/#p17"),
        ("privacy", "how-to-read/#privacy"),
        ("hurriyet", "references/#"),
    ],
)
def test_search_finds_a_place(
    visit: Callable[..., Visit], base: str, words: str, found: str
) -> None:
    page = visit(base).page
    search(page, words)
    first = page.locator(".results a").first
    first.wait_for()
    assert any(
        link.startswith(found) or found in link
        for link in page.locator(".results a").evaluate_all("all => all.map(a => a.href)")[:3]
    )


def test_search_says_when_there_is_nothing(visit: Callable[..., Visit], base: str) -> None:
    seen = visit(base)
    search(seen.page, "zzzz")
    status = seen.page.get_by_role("status")
    expect(status).to_have_text("Nothing found. Fewer words may find more.")
    for marks in ("(", "\\", "“", "<!--"):
        seen.page.get_by_role("searchbox").fill(marks)
        expect(status).to_have_text("")
    assert seen.errors == []


def test_the_address_does_not_carry_what_was_searched(
    visit: Callable[..., Visit], base: str
) -> None:
    page = visit(base).page
    search(page, "sanctions")
    page.locator(".results a").first.click()
    assert "?" not in page.url
