"""On paper: the passage, numbered marks and notes, references with addresses, and no chrome."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from shared import SITE_URL
from visits import Visit

PAPER = {"width": 665, "height": 970}  # A4 less the margins, at 96 pixels an inch


def test_a_page_prints_as_a_handout(visit: Callable[..., Visit], base: str, address: str) -> None:
    page = visit(base + address, viewport=PAPER, color_scheme="dark").page
    page.emulate_media(media="print")
    for chrome in (
        ".md-header",
        ".md-tabs",
        "footer nav",
        ".permalink",
        ".sheet",
        ".md-sidebar",
        ".goes-on",
        "#did-it-say",
        ".without-script",
    ):
        assert page.locator(f"{chrome}:visible").count() == 0, chrome
    assert SITE_URL + address in page.locator("body").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER["width"]
    background = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert background in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    passage = page.locator(".passage")
    if passage.count():
        assert passage.evaluate("e => e.scrollHeight <= e.clientHeight + 1")
        marks = page.locator(".lemma .ref:visible").count() + page.locator("a.ref").count()
        assert marks == page.locator("section.note").count() > 0
        printed = page.locator(".references a").evaluate_all(
            "all => all.map(a => [a.href, getComputedStyle(a, '::after').content,"
            " getComputedStyle(a).fontSize])"
        )
        assert bool(printed) == (page.locator("article a[href*='references/#']").count() > 0)
        assert all(content == f'"{href}"' and size == "0px" for href, content, size in printed)
        page.emulate_media(media="screen")
        shown = page.locator(".references a").all_inner_texts()
        hosts = [urlsplit(href).netloc.removeprefix("www.") for href, _, _ in printed]
        assert shown == hosts
        page.emulate_media(media="print")
        assert SITE_URL + address in page.locator(".citation").inner_text()


def test_a_demand_takes_three_sheets_at_most_and_the_first_page_two(
    visit: Callable[..., Visit], base: str, address: str
) -> None:
    if address and not address.startswith("demands/"):
        return
    data = visit(base + address).page.pdf(format="A4")
    sheets = len(re.findall(rb"/Type\s*/Page\b", data))
    assert 1 <= sheets <= (3 if address else 2)
