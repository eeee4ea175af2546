"""Who reads by keyboard, by ear, in large print or in the dark misses nothing."""

from collections.abc import Callable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from visits import DESKTOP, PHONE, Visit, search

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS: dict[str, Any] = {"resultTypes": ["violations"], "runOnly": RULES}

# An outline of the focused element that is seen: drawn, on the screen, and under nothing.
FOCUSED = """() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const box = element.getClientRects()[0];
  const x = box.left + Math.min(box.width / 2, 20);
  const y = box.top + box.height / 2;
  const top = document.elementFromPoint(x, y);
  return {
    what: element.outerHTML.slice(0, 90),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
    uncovered: element.contains(top) || top?.contains(element),
  };
}"""

SMALL = """() => [...document.querySelectorAll(
  ".md-header a, .md-header label, .md-tabs a, .pilcrow, .back, .permalink, a.ref"
)].filter(element => {
  const box = element.getBoundingClientRect();
  return box.width && (box.width < 24 || box.height < 24);
}).map(element => element.outerHTML.slice(0, 120))"""


# Colors fade into one another for an eighth of a second; what is seen then is neither.
SETTLED = "Promise.allSettled(document.getAnimations().map(animation => animation.finished))"


def violations(page: Page) -> list[str]:
    page.evaluate(SETTLED)
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{one['id']}: {node['html'][:150]}" for one in found for node in one["nodes"]]


def test_axe_finds_nothing_in_light_and_dark_on_phone_and_desktop(
    visit: Callable[..., Visit], base: str, address: str
) -> None:
    page = visit(base + address).page
    for viewport, scheme in ((DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "dark")):
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == [], (viewport, scheme)


def test_axe_finds_nothing_with_search_or_a_note_open_and_on_an_unknown_address(
    visit: Callable[..., Visit], base: str
) -> None:
    for address in ("demands/territory/", "no/such/page"):
        for viewport, scheme in ((DESKTOP, "light"), (PHONE, "dark")):
            page = visit(base + address, viewport=viewport, color_scheme=scheme).page
            assert violations(page) == []
            search(page, "istanbul")
            assert violations(page) == []
    for scheme in ("light", "dark"):
        page = visit(base + "demands/territory/", viewport=PHONE, color_scheme=scheme).page
        page.locator(".lemma").first.click()
        page.locator(".sheet").wait_for()
        assert violations(page) == []


def test_the_keyboard_reaches_the_text_with_a_focus_that_is_seen(
    visit: Callable[..., Visit], base: str
) -> None:
    for viewport in (DESKTOP, PHONE):
        page = visit(base + "demands/demilitarization/", viewport=viewport).page
        page.locator("article a").first.focus()
        for _ in range(page.locator("article a, article abbr").count() - 1):
            seen = page.evaluate(FOCUSED)
            assert seen["outlined"] and seen["uncovered"], seen
            page.keyboard.press("Tab")


def test_the_skip_link_leads_past_the_menus(visit: Callable[..., Visit], base: str) -> None:
    page = visit(base + "demands/territory/").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList.contains('md-skip')")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


def test_nothing_is_lost_or_runs_off_the_side_at_320_pixels_or_400_percent(
    visit: Callable[..., Visit], base: str, address: str
) -> None:
    page = visit(base + address, viewport={"width": 320, "height": 256}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    over = """() => [
      ...document.querySelectorAll("article *, footer *, .md-header__title *")
    ].filter(e => {
      const box = e.getBoundingClientRect();
      const hidden = e.closest("thead, svg, .md-typeset__scrollwrap, .md-header__topic + *");
      return box.width > 1 && !hidden && (box.right > 321 || box.left < -1);
    }).map(e => e.outerHTML.slice(0, 90))"""
    assert page.evaluate(over) == []
    assert page.evaluate(SMALL) == []


def test_links_and_kinds_of_note_can_be_told_without_color(
    visit: Callable[..., Visit], base: str
) -> None:
    page = visit(base + "demands/territory/").page
    plain = page.locator(".note p:not(.kind) a, article li a, .lead a, .lemma").evaluate_all(
        "all => all.filter(a => !getComputedStyle(a).textDecorationLine.includes('underline'))"
        ".map(a => a.outerHTML)"
    )
    assert plain == []
    shapes = {}
    for address in ("call/", "summit/", "demands/territory/", "demands/leadership/", "conclusion/"):
        page.goto(base + address)
        found = page.locator(".note").evaluate_all(
            """notes => notes.map(note => {
              const back = note.querySelector(".back");
              const own = getComputedStyle(back), before = getComputedStyle(back, "::before");
              return [note.querySelector(".kind").innerText.split(/\\s+/)[1],
                      [own.borderStyle, own.borderRadius, before.rotate].join(" ")];
            })"""
        )
        shapes.update(found)
    assert len(shapes) == 5 and len(set(shapes.values())) == 5, shapes


def test_high_contrast_keeps_marks_and_focus(visit: Callable[..., Visit], base: str) -> None:
    page = visit(base + "demands/territory/#p7-2", forced_colors="active").page
    lemma = page.locator(".lemma").first
    assert "underline" in lemma.evaluate("e => getComputedStyle(e).textDecorationLine")
    target = page.locator("#p7-2").evaluate("e => getComputedStyle(e).outlineStyle")
    assert target == "solid"


def test_nothing_moves_for_who_wants_no_motion(visit: Callable[..., Visit], base: str) -> None:
    page = visit(base + "demands/territory/", reduced_motion="reduce").page
    moving = """() => [...document.querySelectorAll("*")].filter(e => {
      const style = getComputedStyle(e);
      return style.animationName !== "none" || style.scrollBehavior === "smooth"
        || style.transitionDuration.split(", ").some(time => time !== "0s");
    }).map(e => e.outerHTML.slice(0, 80))"""
    assert page.evaluate(moving) == []
