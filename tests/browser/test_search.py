"""Search, which is Material's: what readers type finds its place."""

from collections.abc import Callable

import pytest

from visits import PHONE, Visit, search


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Putin’s wish list", "demands/territory/#p7"),
        ("putin's WISH list", "demands/territory/#p7"),
        ("almost certainly", "demands/leadership/#p12"),
        ("zelenskiy", "call/#p4"),
        ("zelenskyy", "call/#p4"),
        ("85000", "demands/demilitarization/#p11"),
        ("peace keepers", "demands/neutrality/#p9"),
        ("cease-fire", "#"),
        ("Donbas", "#"),
        ("Putins demands", "summit/#p6"),
        ("NATO", "demands/neutrality/"),
        ("moscow-washington condominium", "conclusion/#p17"),
        ("privacy", "how-to-read/#privacy"),
    ],
)
def test_search_finds_a_place_among_the_first_five(
    visit: Callable[..., Visit], base: str, words: str, place: str
) -> None:
    first = search(visit(base).page, words)[:5]
    assert any(place in found for found in first), first


def test_who_wrote_this_is_answered_on_the_first_page(
    visit: Callable[..., Visit], base: str
) -> None:
    found = search(visit(base).page, "who wrote this")[0]
    assert not found.partition("#")[0]


def test_search_is_opened_read_and_left_by_keyboard(visit: Callable[..., Visit], base: str) -> None:
    page = visit(base + "how-to-read/").page
    page.keyboard.press("/")
    page.keyboard.type("repeatedly rejected")
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/demands/territory/**")
    page.keyboard.press("/")
    assert page.locator("#__search").is_checked()
    page.keyboard.press("Escape")
    assert not page.locator("#__search").is_checked()


def test_nothing_is_fetched_for_search_before_somebody_searches(
    visit: Callable[..., Visit], base: str
) -> None:
    seen = visit(base, viewport=PHONE)
    seen.page.wait_for_timeout(500)
    assert not [request for request in seen.requests if "search" in request]
    assert search(seen.page, "sanctions")
    assert len([request for request in seen.requests if "search" in request]) == 2


def test_the_address_does_not_carry_what_was_searched(
    visit: Callable[..., Visit], base: str
) -> None:
    page = visit(base).page
    search(page, "sanctions")
    page.locator(".md-search-result__link").first.click()
    assert "?" not in page.url
