"""What a reader gets of the edition, measured: print each figure beside what is aimed at.

    ./scripts/lighthouse --all

Every page is opened in a browser, on two screens, light and dark; Lighthouse scores five kinds of
page. It takes about ten minutes.
"""

import re
import shutil
import sys
import tempfile
import time
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it runs as a program too

import lighthouse

PHONE: ViewportSize = {"width": 360, "height": 740}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STORED = "localStorage.length + sessionStorage.length + document.cookie.length"
BEGINS = "document.querySelector('blockquote.home')?.getBoundingClientRect().top"
THEME = lighthouse.ROOT / "scripts/theme"
PARTIALS = ["partials/about.html", "partials/cite.html", "partials/copyright.html"]
OWN = {  # what stands beside the theme's own, and how many lines of code it may have
    "own templates": (80, ["main.html", "404.html", *PARTIALS]),
    "own script": (150, ["assets/javascripts/edition.js"]),
    "Python for search": (40, ["../publish/search.py"]),
}
CHECKER = "vnu-jar@26.9.27"
NO_CODE = ("//", "#", '"""', "{#-")  # begin a line that is a comment


def main() -> int:
    """Print all figures; return 1 where one misses its aim."""
    told = Table()
    for name, (most, files) in OWN.items():
        told.at_most(name, sum(map(code, files)), most, " lines")
    with tempfile.TemporaryDirectory() as folder, lighthouse.served(Path(folder)) as base:
        began = time.monotonic()
        lighthouse.build(Path(folder), base)
        told.at_most("a build", time.monotonic() - began, 2.2, " s")
        pages = sorted(Path(folder).rglob("index.html"))
        unsafe = [page for page in pages if not has_policy(page.read_text(encoding="utf-8"))]
        told.at_most("pages without a strict policy", len(unsafe), 0)
        markup(told, folder)
        every_page(told, [base + page.relative_to(folder).as_posix() for page in pages])
        five_pages(told, base)
    return int(told.missed)


def code(file: str) -> int:
    """Return how many lines of a file are neither blank nor a comment."""
    lines = (line.strip() for line in (THEME / file).read_text(encoding="utf-8").splitlines())
    return sum(bool(line) and not line.startswith(NO_CODE) for line in lines)


def markup(told: "Table", folder: str) -> None:
    """Tell how many errors the Nu HTML checker finds, where there is Java to run it."""
    if not shutil.which("java"):
        print("markup errors: nobody looked, for there is no Java here", flush=True)
        return
    npx = Path(sys.executable).with_name("npx")
    options = ["--errors-only", "--exit-zero-always", "--stdout", "--skip-non-html"]
    found = lighthouse.run([str(npx), "--yes", CHECKER, *options, folder])
    print(found, end="")
    told.at_most("markup errors, all pages", len(found.splitlines()), 0)


def every_page(told: "Table", addresses: list[str]) -> None:
    """Tell of all pages what a reader would notice."""
    path = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), None)
    options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=options)
        seen = [look(browser, address) for address in addresses]
        browser.close()
    for name in ("axe violations", "foreign requests", "console errors", "things stored"):
        told.at_most(f"{name}, {len(seen)} pages", sum(page[name] for page in seen), 0)
    begins = [page["begins"] for page in seen if page["begins"]]
    told.at_most(f"the passage begins at, {len(begins)} pages", max(begins), 600, " px")


def five_pages(told: "Table", base: str) -> None:
    """Tell of five kinds of page the medians of Lighthouse."""
    for page in lighthouse.PAGES:
        name = page or "first page"
        reports = [lighthouse.measure(base + page) for _ in range(lighthouse.RUNS)]
        for category in lighthouse.CATEGORIES:
            score = median(lighthouse.score(report, category) for report in reports)
            told.at_least(f"{name}: {category}", score, 98 if category == "performance" else 100)
        weight = median(r["audits"]["total-byte-weight"]["numericValue"] for r in reports)
        told.at_most(f"{name}: over the wire", weight / 1000, 140, " kB")


class Table:
    """Prints a line for each figure, and remembers whether one misses its aim."""

    missed = False

    def at_most(self, name: str, value: float, aim: float, unit: str = "") -> None:
        """Print a figure that should not be larger."""
        self._line(name, value, f"≤ {aim:g}{unit}", value <= aim)

    def at_least(self, name: str, value: float, aim: float) -> None:
        """Print a figure that should not be smaller."""
        self._line(name, value, f"≥ {aim:g}", value >= aim)

    def _line(self, name: str, value: float, aim: str, holds: bool) -> None:
        print(f"{name:44} {value:6.4g}  {aim:10} {'' if holds else 'missed'}", flush=True)
        self.missed |= not holds


def has_policy(html: str) -> bool:
    """Tell whether a page has a policy that allows nothing inline but by its hash."""
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    return bool(found and found[1].startswith("default-src 'none'") and "unsafe" not in found[1])


def look(browser: Browser, address: str) -> dict[str, Any]:
    """Return what a page does, and where its passage begins on a phone."""
    requests, errors = list[str](), list[str]()
    axe = stored = 0
    for size, dark in product((DESKTOP, PHONE), (False, True)):
        page = browser.new_page(viewport=size, color_scheme="dark" if dark else "light")
        page.on("request", lambda request: requests.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text))
        page.goto(address)
        axe += violations(page)
        stored += page.evaluate(STORED) + len(page.context.cookies())
        begins = page.evaluate(BEGINS)
        page.close()
    return {
        "axe violations": axe,
        "foreign requests": sum(
            urlsplit(url).netloc != urlsplit(address).netloc for url in requests
        ),
        "console errors": len(errors),
        "things stored": stored,
        "begins": begins,
    }


def violations(page: Page) -> int:
    """Return how many elements break a rule of accessibility."""
    report = Axe().run(page, options={"resultTypes": ["violations"], "runOnly": RULES}).response
    return sum(len(rule["nodes"]) for rule in report["violations"])


if __name__ == "__main__":
    sys.exit(main())
