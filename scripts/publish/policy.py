"""A Content-Security-Policy for each page, in a meta element, without `unsafe-inline`.

A page may load scripts, styles, pictures and fonts from its own host, and nothing from anywhere
else. (It connects to its host for nothing itself; auditing tools fetch robots.txt through it.) An
inline script or style is allowed by the hash of its text. A style attribute or an event handler
cannot be, so it is a problem: a browser would leave it out without a word.
"""

import base64
import hashlib
import re

from publish.markup import Attributes

_AFTER = '<meta charset="utf-8">\n'
_SCRIPT = re.compile(r"\s*javascript:", re.IGNORECASE)
_DATA = ("application/ld+json", "application/json")


def put(html: str, inline: "Inline") -> str:
    """Return a page with its policy, which allows what was found `inline` in it."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{_policy(inline)}">\n'
    return html.replace(_AFTER, _AFTER + meta, 1)


def problems(html: str, inline: "Inline") -> list[str]:
    """Return what no policy could allow in a page, and whether there is a place for one."""
    placeless = [] if _AFTER in html else [f"no {_AFTER.strip()} to put the policy after"]
    return [*inline.problems, *placeless]


def _policy(inline: "Inline") -> str:
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *inline.hashes["script"]]),
            " ".join(["style-src 'self'", *inline.hashes["style"]]),
            "img-src 'self' data:",  # Material's icons stand in its styles
            "font-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


class Inline:
    """Collects the hashes of inline scripts and styles, and what has none."""

    def __init__(self) -> None:
        self.hashes: dict[str, list[str]] = {"script": [], "style": []}
        self.problems: list[str] = []
        self._inline = ""

    def start(self, tag: str, attributes: Attributes, line: int) -> None:
        """See whether what an element holds, or has, is inline."""
        given = dict(attributes)
        for name, value in attributes:
            if name == "style" or name.startswith("on") or _SCRIPT.match(value or ""):
                self.problems.append(f"line {line}: <{tag}> has {name}={value!r}")
        is_data = (given.get("type") or "").lower() in _DATA
        is_inline = tag == "style" or (tag == "script" and "src" not in given and not is_data)
        self._inline = tag if is_inline else ""

    def text(self, data: str) -> None:
        """Hash it, where it is inline."""
        if self._inline:
            digest = base64.b64encode(hashlib.sha256(data.encode()).digest()).decode()
            self.hashes[self._inline].append(f"'sha256-{digest}'")

    def end(self, tag: str) -> None:
        """Nothing goes on after its end tag."""
        self._inline = ""
