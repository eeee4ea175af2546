"""Reading: words lead to notes and back, addresses arrive, quotations show their sentence."""

import re
import time
from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageChops
from playwright.sync_api import Browser, Locator, Page, Route

from visits import DESKTOP, PHONE, ROOT, Visit

TERRITORY = "demands/territory/"


def in_view(target: Locator) -> bool:
    """Whether an element's top stands on the screen with nothing over it."""
    return bool(
        target.evaluate(
            """element => {
              const box = element.getClientRects()[0];
              const top = document.elementFromPoint(box.left + 3, box.top + box.height / 2);
              return element.contains(top) || top?.contains(element) || false;
            }"""
        )
    )


def test_marked_words_lead_to_their_note_and_the_note_leads_back_without_a_script(
    visit: Callable[..., Visit], base: str
) -> None:
    for viewport in (DESKTOP, PHONE):
        page = visit(base + TERRITORY, viewport=viewport, java_script_enabled=False).page
        for lemma in page.locator(".lemma[id]").all():
            lemma.click()
            note = page.locator(":target")
            assert page.url.endswith(lemma.get_attribute("href") or "?")
            assert in_view(note), page.url
            page.locator(".note", has=note).locator(".back").click()
            assert page.url.endswith("-words")
            assert in_view(page.locator(":target")), page.url


def test_without_a_script_all_is_there_and_no_button_is_dead(
    visit: Callable[..., Visit], base: str, address: str
) -> None:
    off = visit(base + address, java_script_enabled=False).page
    on = visit(base + address).page
    assert off.locator("main").inner_text() == on.locator("main").inner_text()
    assert off.locator("button:visible").count() == 0
    assert off.locator(".demand-row a:visible").count() == 6
    assert off.locator("footer a:visible").count() >= 14


def test_an_address_arrives_at_its_words_and_shows_which(
    visit: Callable[..., Visit], base: str
) -> None:
    for viewport in (DESKTOP, PHONE):
        page = visit(base, viewport=viewport).page
        for fragment in ("p7", "p7-2", "the-recognition", "references"):
            page.goto("about:blank")
            page.goto(f"{base}{TERRITORY}#{fragment}")
            target = page.locator(":target")
            assert target.get_attribute("id") == fragment
            assert in_view(target), fragment
        page.goto(f"{base}{TERRITORY}#p7-2")
        colors = page.locator("#p7-1, #p7-2").evaluate_all(
            "both => both.map(one => getComputedStyle(one).backgroundColor)"
        )
        assert colors[0] != colors[1]


def test_copying_a_passage_copies_the_op_eds_words_and_nothing_else(
    visit: Callable[..., Visit], base: str
) -> None:
    paragraphs = (ROOT / "seeds" / "op-ed.txt").read_text(encoding="utf-8").splitlines()[:18]
    for address, first, last in ((TERRITORY, 7, 7), ("call/", 1, 4), ("conclusion/", 16, 18)):
        page = visit(base + address).page
        copied = page.evaluate(
            """() => {
              getSelection().selectAllChildren(document.querySelector("blockquote.home"));
              return getSelection().toString();
            }"""
        )
        lines = [line.strip() for line in re.split(r"\n+", copied.strip())]
        assert lines == paragraphs[first - 1 : last]


def tip(quotation: Locator) -> dict[str, str]:
    """The sentence drawn for a quotation, if it is."""
    shown: dict[str, str] = quotation.evaluate(
        """element => {
          const style = getComputedStyle(element, "::after");
          return { content: style.content, position: style.position, width: style.width,
                   left: style.left, right: style.right };
        }"""
    )
    return shown


def test_a_quotation_shows_its_sentence_on_pointing_and_on_focus_until_escape(
    visit: Callable[..., Visit], base: str
) -> None:
    page = visit(base).page
    quotation = page.locator(".demands .quotation").first
    sentence = quotation.get_attribute("aria-description") or "?"
    assert tip(quotation)["content"] == "none"
    quotation.hover()
    assert sentence in tip(quotation)["content"].replace('\\"', '"')
    page.keyboard.press("Escape")
    assert tip(quotation)["content"] == "none"
    page.mouse.move(0, 0)
    quotation.hover()
    assert sentence in tip(quotation)["content"].replace('\\"', '"')
    page.mouse.move(0, 0)
    page.keyboard.press("Tab")
    quotation.focus()
    assert sentence in tip(quotation)["content"].replace('\\"', '"')


def drawn(page: Page) -> tuple[int, int, int, int]:
    """Where the one difference between two pictures of the page lies."""
    before = Image.open(BytesIO(page.screenshot()))
    page.evaluate("document.querySelector('.quotation.hushed').classList.remove('hushed')")
    after = Image.open(BytesIO(page.screenshot()))
    difference = ImageChops.difference(before.convert("L"), after.convert("L"))
    # Its border and letters, not the faint shadow around it.
    box = difference.point(lambda value: 255 if value > 60 else 0).getbbox()
    assert box
    return box


def test_the_sentence_stays_inside_the_screen_wherever_the_quotation_stands(
    visit: Callable[..., Visit], base: str
) -> None:
    for viewport in (PHONE, {"width": 700, "height": 600}, DESKTOP):
        page = visit(base, viewport=viewport).page
        for quotation in page.locator(".demands .quotation").all()[::3]:
            quotation.evaluate("element => element.classList.add('hushed')")
            quotation.hover()
            left, top, right, bottom = drawn(page)
            # Its border is part of what is drawn: whole on all four sides.
            assert left > 2 and right < viewport["width"] - 2
            assert top > 2 and bottom < viewport["height"] - 2


def test_the_passage_stays_in_view_beside_its_notes(visit: Callable[..., Visit], base: str) -> None:
    page = visit(f"{base}{TERRITORY}#rejected").page
    assert in_view(page.locator("#p7-1"))
    passage, notes = (page.locator(name).bounding_box() for name in (".passage", ".notes"))
    assert passage and notes and passage["x"] + passage["width"] <= notes["x"]


def test_the_passage_has_a_comfortable_line(visit: Callable[..., Visit], base: str) -> None:
    page = visit(base + "how-to-read/").page
    width = """element => {
      const probe = document.createElement("span");
      probe.textContent = "In mid-February 2025 an op-ed set out what Vladimir Putin would ask";
      probe.style.cssText = "position:absolute;white-space:nowrap";
      element.append(probe);
      const one = probe.getBoundingClientRect().width / probe.textContent.length;
      probe.remove();
      return element.clientWidth / one;
    }"""
    assert 60 <= page.locator("#privacy + p").evaluate(width) <= 78


def test_nothing_jumps_when_font_and_script_come_late(browser: Browser, base: str) -> None:
    shifts = """() => new Promise(done => new PerformanceObserver(list => done(
      list.getEntries().reduce((sum, entry) => sum + entry.value, 0)
    )).observe({type: "layout-shift", buffered: true}) || setTimeout(() => done(0), 500))"""

    def late(route: Route) -> None:
        time.sleep(0.5)
        route.continue_()

    for address in ("", TERRITORY, "map/"):
        page = browser.new_page(viewport={"width": 412, "height": 823})
        page.route(re.compile(r"\.(woff2|js)$"), late)
        page.goto(base + address)
        page.wait_for_timeout(300)
        assert page.evaluate(shifts) < 0.01, address
        page.close()


def test_previous_and_next_follow_the_op_ed(visit: Callable[..., Visit], base: str) -> None:
    page = visit(base).page
    way = []
    while page.locator("[rel=next]").count() and len(way) < 9:
        page.locator("[rel=next]").click()
        way.append(page.url.removeprefix(base))
        paragraphs = page.locator("blockquote.home > p").evaluate_all("all => all.map(p => p.id)")
        assert paragraphs
    assert way[0] == "call/" and way[-1] == "conclusion/"


def test_an_unknown_address_helps_on_at_any_depth(visit: Callable[..., Visit], base: str) -> None:
    page = visit(base + "demands/teritory/typo/").page
    assert "no page at this address" in page.locator("h1").inner_text()
    page.locator("main a", has_text="Territory").click()
    assert page.url == base + TERRITORY
