"""The built site below a sub-path on a server of this machine, and a real browser to read it."""

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from shared import ROOT
from visits import DESKTOP, Visit

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer an unknown address as a host of static pages does."""
        if code != 404:
            super().send_error(code, message, explain)
            return
        body = Path(self.directory, "edition", "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def base(site: Path) -> Iterator[str]:
    """The address of the site's root, which is a sub-path of its host."""
    handler = functools.partial(_Handler, directory=str(site.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/edition/"
        server.shutdown()


def _executable(playwright: Playwright) -> str | None:
    own = playwright.chromium.executable_path
    if Path(own).exists():
        return own
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser, or a clear word that there is none."""
    with sync_playwright() as playwright:
        executable = _executable(playwright)
        if not executable:
            message = "no Chrome or Chromium here: the pages were not looked at in a browser"
            if os.environ.get("CI") == "true":
                pytest.fail(message)
            pytest.skip(message)
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=executable, args=options)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Open an address: `visit(address, viewport=PHONE, color_scheme="dark", …)`."""
    contexts = []

    def open_page(address: str, **options: Any) -> Visit:
        context = browser.new_context(**{"viewport": DESKTOP, **options})
        contexts.append(context)
        page = context.new_page()
        seen = Visit(page)
        page.on("request", lambda request: seen.requests.append(request.url))
        page.on("requestfailed", lambda request: seen.failed.append(request.url))
        page.on("response", lambda r: seen.failed.append(r.url) if r.status >= 400 else None)
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        page.on("console", lambda m: seen.errors.append(m.text) if m.type != "log" else None)
        page.goto(address)
        page.evaluate("document.fonts.ready")
        return seen

    yield open_page
    for context in contexts:
        context.close()


def addresses() -> list[str]:
    """The address of every page, below the site's root."""
    docs = ROOT / "docs"
    names = sorted(file.relative_to(docs).with_suffix("").as_posix() for file in docs.rglob("*.md"))
    return ["" if name == "index" else f"{name}/" for name in names]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `address` runs once for every page, named by it."""
    if "address" in metafunc.fixturenames:
        given = addresses()
        metafunc.parametrize("address", given, ids=[address or "first" for address in given])
