"""A Content-Security-Policy for each page, in a meta element, without `unsafe-inline`.

A page may load scripts, styles, pictures and fonts from its own host, and nothing from anywhere
else. (It connects to its host for nothing itself; auditing tools fetch robots.txt through it.) An
inline script or style is allowed by the hash of its text. A style attribute or an event handler
cannot be, so it is a problem: a browser would leave it out without a word.
"""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

_AFTER = '<meta charset="utf-8">\n'
_DATA = ("application/ld+json", "application/json")


def write(site: Path) -> list[str]:
    """Put its policy into every page of a built site; return what no policy could allow."""
    problems = []
    for page in sorted(site.rglob("*.html")):
        html = page.read_text(encoding="utf-8")
        reader = _Reader()
        reader.feed(html)
        reader.close()
        name = page.relative_to(site).as_posix()
        problems += [f"{name}: {problem}" for problem in reader.problems]
        if _AFTER not in html:
            problems.append(f"{name}: no {_AFTER.strip()} to put the policy after")
        meta = f'<meta http-equiv="Content-Security-Policy" content="{_policy(reader)}">\n'
        page.write_text(html.replace(_AFTER, _AFTER + meta, 1), encoding="utf-8")
    return problems


def _policy(reader: "_Reader") -> str:
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *reader.hashes["script"]]),
            " ".join(["style-src 'self'", *reader.hashes["style"]]),
            "img-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


class _Reader(HTMLParser):
    """Collects the hashes of inline scripts and styles, and what has none."""

    def __init__(self) -> None:
        super().__init__()
        self.hashes: dict[str, list[str]] = {"script": [], "style": []}
        self.problems: list[str] = []
        self._inline = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        for name, value in attributes:
            if name == "style" or name.startswith("on") or re.match(r"\s*javascript:", value or ""):
                self.problems.append(f"line {self.getpos()[0]}: <{tag}> has {name}={value!r}")
        is_data = (given.get("type") or "").lower() in _DATA
        is_inline = tag == "style" or (tag == "script" and "src" not in given and not is_data)
        self._inline = tag if is_inline else ""

    def handle_data(self, data: str) -> None:
        if self._inline:
            digest = base64.b64encode(hashlib.sha256(data.encode()).digest()).decode()
            self.hashes[self._inline].append(f"'sha256-{digest}'")

    def handle_endtag(self, tag: str) -> None:
        self._inline = ""
