"""Serve the built site as a host would, compressed, and measure it with Lighthouse."""

import gzip
import http.server
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LIGHTHOUSE = "lighthouse@13.5.0"
RUNS = 3
PAGES = ("", "call/", "demands/territory/", "map/", "references/")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


def main(pages: list[str]) -> int:
    """Print the medians for each page; return 1 where a score is below its aim."""
    missed = False
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as base:
        build(Path(folder), base)
        for page in pages or PAGES:
            reports = [measure(base + page) for _ in range(RUNS)]
            scores = {
                name: median(score(report, name) for report in reports) for name in CATEGORIES
            }
            weight = median(
                report["audits"]["total-byte-weight"]["numericValue"] for report in reports
            )
            shown = "  ".join(f"{name} {value:3.0f}" for name, value in scores.items())
            print(f"{page or 'first page':24} {shown}  {weight / 1000:5.1f} kB", flush=True)
            missed |= scores["performance"] < 98
            missed |= any(scores[name] < 100 for name in CATEGORIES[1:])
    return 1 if missed else 0


def score(report: dict[str, Any], category: str) -> float:
    """Return a category's score, from 0 to 100."""
    return 100 * float(report["categories"][category]["score"] or 0)


def build(folder: Path, base: str) -> None:
    """Build the site into a folder, for the address it is served at."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    run(command, SITE_URL=base)


def measure(address: str) -> dict[str, Any]:
    """Return Lighthouse's report on one page."""
    npx = Path(sys.executable).with_name("npx")
    command = [str(npx), "--yes", LIGHTHOUSE, address, "--quiet", "--output=json"]
    command += [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={FLAGS}"]
    report: dict[str, Any] = json.loads(run(command))
    return report


def run(command: list[str], **variables: str) -> str:
    """Return what a command prints; stop with its last words where it fails."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        words = (done.stderr or done.stdout).strip().splitlines() or ["no word of why"]
        sys.exit(f"lighthouse: {Path(command[0]).name} failed: {words[-1]}")
    return done.stdout


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix not in (".woff2", ".png", ".zip"):
            data = gzip.compress(data)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine alone; yield its address."""

    def handler(*args: Any) -> _Handler:
        return _Handler(*args, directory=str(folder))

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
