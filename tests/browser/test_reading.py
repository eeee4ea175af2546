"""Reading: words lead to notes and back, addresses arrive, quotations show their sentence."""

import re
import time
from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageChops
from playwright.sync_api import Browser, Locator, Page, Route

from shared import ROOT
from visits import DESKTOP, PHONE, TABLET, Visit

TERRITORY = "demands/territory/"


def in_view(target: Locator) -> bool:
    """Whether an element's top stands on the screen with nothing over it."""
    return bool(
        target.evaluate(
            """element => {
              const box = element.getClientRects()[0];
              const top = document.elementFromPoint(box.left + 3, box.top + box.height / 2);
              // The kind of a note stands over the room above its heading.
              const seen = element.closest("h3")?.parentElement ?? element;
              return seen.contains(top) || top?.contains(element) || false;
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


def test_without_a_script_all_is_there(
    visit: Callable[..., Visit], base: str, address: str
) -> None:
    off = visit(base + address, java_script_enabled=False).page
    on = visit(base + address).page
    needs_script = "all => all.forEach(part => part.remove())"
    for page in (off, on):  # the field, and what stands there instead
        page.locator(".ask, .without-script").evaluate_all(needs_script)
    off.wait_for_load_state()
    shown = [" ".join(page.locator("article").inner_text().split()) for page in (off, on)]
    assert shown[0] == shown[1]
    assert off.locator(".md-tabs a:visible").count() >= 6
    for viewport in (DESKTOP, PHONE):
        off.set_viewport_size(viewport)
        assert off.locator("button:visible").count() == 0


def test_the_passage_begins_on_the_first_screen_of_a_phone(
    visit: Callable[..., Visit], base: str, address: str
) -> None:
    page = visit(base + address, viewport=PHONE).page
    passage = page.locator("blockquote.home")
    if passage.count():
        box = passage.bounding_box()
        assert box and box["y"] <= 600


def test_the_box_is_folded_on_a_phone_and_open_from_tablet_width(
    visit: Callable[..., Visit], base: str
) -> None:
    for script in (True, False):
        page = visit(base + TERRITORY, viewport=PHONE, java_script_enabled=script).page
        assert not page.locator(".glance dd").first.is_visible()
        page.locator(".glance summary").click()
        assert page.locator(".glance dd").first.is_visible()
        page = visit(base + TERRITORY, viewport=TABLET, java_script_enabled=script).page
        assert page.locator(".glance dd").first.is_visible()


def test_the_op_ed_can_be_read_alone_from_page_to_page(
    visit: Callable[..., Visit], base: str
) -> None:
    page = visit(base + "call/").page
    read = []
    while True:
        read += page.locator("blockquote.home > p").evaluate_all("all => all.map(p => p.id)")
        on = page.locator(".goes-on a")
        if not on.count():
            break
        on.click()
        assert page.locator(":target").get_attribute("id") == f"p{len(read) + 1}"
    assert read == [f"p{number}" for number in range(1, 19)]


def focused(page: Page) -> str:
    text: str = page.evaluate("document.activeElement.textContent")
    return text


def test_a_note_opens_in_place_on_a_phone_and_gives_the_focus_back(
    visit: Callable[..., Visit], base: str
) -> None:
    page = visit(base + TERRITORY, viewport=PHONE).page
    sheet = page.locator(".sheet")
    lemmas = page.locator(".lemma[id]")
    lemmas.nth(1).click()
    assert sheet.is_visible() and "territorial gains" in sheet.inner_text()
    assert sheet.locator("[id]").count() == 0 and "territorial gains" in focused(page)
    assert in_view(lemmas.nth(1)) and "lit" in (lemmas.nth(1).get_attribute("class") or "")
    sheet.get_by_role("button", name="Next").click()
    assert "territorial gains" not in sheet.inner_text() and in_view(lemmas.nth(2))
    sheet.get_by_role("button", name="Previous").click()
    sheet.get_by_role("button", name="Previous").click()
    assert sheet.get_by_role("button", name="Previous").is_disabled()
    page.keyboard.press("Escape")
    page.locator(".lemma:focus", has_text="recognition").wait_for()
    assert not sheet.is_visible()
    lemmas.nth(0).press("Enter")
    sheet.get_by_role("button", name="Close").click()
    page.locator(".lemma:focus", has_text="recognition").wait_for()
    assert not sheet.is_visible()
    assert page.locator(".lit").count() == 0 and "#" not in page.url


def test_a_notes_words_light_up_when_it_is_linked_to_reached_or_pointed_at(
    visit: Callable[..., Visit], base: str
) -> None:
    page = visit(f"{base}call/#humiliated").page
    for note in page.locator(".note").all()[1:-1]:
        name = note.get_attribute("aria-labelledby")
        words = page.locator(f'.lemma.lit[href="#{name}"]')
        note.locator("h3").evaluate(
            "e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 250)"
        )
        words.first.wait_for()
        assert in_view(words.last), name  # also in a passage taller than the screen
    note = page.locator(".note:has(#humiliated)")
    note.hover()
    assert page.locator('.lemma.lit[href="#humiliated"]').count()


def test_no_pane_scrolls_inside_the_page(visit: Callable[..., Visit], base: str) -> None:
    page = visit(base + "call/").page
    panes = """() => [...document.querySelectorAll("article, article *")].filter(e =>
      /auto|scroll/.test(getComputedStyle(e).overflowY) && e.scrollHeight > e.clientHeight + 1
    ).map(e => e.outerHTML.slice(0, 80))"""
    assert page.evaluate(panes) == []


def test_a_term_answers_to_tap_and_keyboard_and_looks_like_no_quotation(
    visit: Callable[..., Visit], base: str
) -> None:
    page = visit(base + TERRITORY).page
    term = page.locator("dd abbr").first
    tip = page.locator(".md-tooltip2--active")
    term.focus()
    tip.wait_for()
    page.keyboard.press("Escape")
    tip.wait_for(state="detached")
    looks = "e => [getComputedStyle(e).fontFamily, getComputedStyle(e).textDecorationStyle]"
    for ours, theirs in zip(
        term.evaluate(looks), page.locator("dd .quotation").first.evaluate(looks), strict=True
    ):
        assert ours != theirs


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
          return { content: style.content, display: style.display };
        }"""
    )
    return shown


def test_a_quotation_shows_its_sentence_on_pointing_and_on_focus_until_escape(
    visit: Callable[..., Visit], base: str
) -> None:
    page = visit(base + TERRITORY).page
    quotation = page.locator(".glance .quotation").first
    sentence = quotation.get_attribute("aria-description") or "?"
    assert tip(quotation)["content"] == "none"
    quotation.hover()
    assert sentence in tip(quotation)["content"].replace('\\"', '"')
    page.keyboard.press("Escape")
    assert tip(quotation)["display"] == "none"
    page.mouse.move(0, 0)
    quotation.hover()
    assert tip(quotation)["display"] != "none"
    assert sentence in tip(quotation)["content"].replace('\\"', '"')
    page.mouse.move(0, 0)
    page.keyboard.press("Tab")
    quotation.focus()
    assert sentence in tip(quotation)["content"].replace('\\"', '"')


def drawn(page: Page) -> tuple[int, int, int, int]:
    """Where the one difference between two pictures of the page lies."""
    before = Image.open(BytesIO(page.screenshot()))
    page.evaluate("document.body.classList.remove('hushed')")
    after = Image.open(BytesIO(page.screenshot()))
    difference = ImageChops.difference(before.convert("L"), after.convert("L"))
    # Its border and letters, not the faint shadow around it.
    box = difference.point(lambda value: 255 if value > 60 else 0).getbbox()
    assert box
    return box


def test_the_sentence_stays_inside_the_screen_wherever_the_quotation_stands(
    visit: Callable[..., Visit], base: str
) -> None:
    for viewport in ({"width": 700, "height": 600}, DESKTOP):
        page = visit(base + TERRITORY, viewport=viewport).page
        for quotation in page.locator(".note p .quotation").all():
            quotation.hover()
            page.evaluate("document.body.classList.add('hushed')")
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


def test_a_tap_on_a_quotation_leaves_no_sentence_lying_on_the_page(
    visit: Callable[..., Visit], base: str
) -> None:
    page = visit(base + TERRITORY, viewport=PHONE, has_touch=True, is_mobile=True).page
    quotation = page.locator(".standing .quotation")
    quotation.tap()
    assert page.url.endswith("#p7-1")
    drawn_as = "e => getComputedStyle(e, '::after').display"
    assert quotation.evaluate(drawn_as) == "none"


def test_previous_and_next_follow_the_op_ed(visit: Callable[..., Visit], base: str) -> None:
    page = visit(base + "call/").page
    way = []
    while page.locator("blockquote.home").count():
        way.append(page.url.removeprefix(base))
        page.locator(".md-footer__link--next").click()
    assert way[0] == "call/" and way[-1] == "conclusion/" and len(way) == 9


def test_an_unknown_address_helps_on_at_any_depth(visit: Callable[..., Visit], base: str) -> None:
    page = visit(base + "demands/teritory/typo/").page
    assert "no page at this address" in page.locator("h1").inner_text()
    page.locator(".md-tabs a", has_text="Territory").click()
    assert page.url == base + TERRITORY


def test_the_row_of_demands_opens_at_the_one_that_is_read(
    visit: Callable[..., Visit], base: str
) -> None:
    for address in (TERRITORY, "demands/sanctions/", "references/"):
        page = visit(base + address, viewport=PHONE).page
        page.wait_for_load_state()
        box = page.locator(".md-tabs__item--active").bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
