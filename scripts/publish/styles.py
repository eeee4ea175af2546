"""Leave out of the theme's style sheets the rules that no page can use: a third of what it ships.

A rule is left out where each of its selectors names a class that stands in no page and no script of
the site. A page that comes to use it has it back with the next build.
"""

import re
from pathlib import Path

from publish.markup import Attributes

_RULE = re.compile(r"([^{}@;]+)(\{[^{}]*\})")
_EMPTY = re.compile(r"@[^{}@;]+\{\}")
_BETWEEN = re.compile(r",(?![^(]*\))")  # a comma in parentheses parts no selectors
_NESTED = re.compile(r":[\w-]+\([^()]*\)")  # may be said of an element that lacks the class
_CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
_WORD = re.compile(r"[\w-]+")


class Classes:
    """Collects the classes that pages have."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def start(self, tag: str, attributes: Attributes, line: int) -> None:
        """Take those of an element."""
        for name, value in attributes:
            if name == "class":
                self.names.update((value or "").split())

    def text(self, data: str) -> None:
        """Take those that an inline script may give."""
        self.names.update(_WORD.findall(data))

    def end(self, tag: str) -> None:
        """An end tag has none."""


def finish(site: Path, classes: Classes) -> None:
    """Shorten the theme's style sheets in a built site, whose pages have these classes."""
    known = set(classes.names)
    for script in site.rglob("*.js"):
        known.update(_WORD.findall(script.read_text(encoding="utf-8")))
    for sheet in site.rglob("*.min.css"):  # ours is not minified, and is used
        css = sheet.read_text(encoding="utf-8")
        sheet.write_text(used(css, known), encoding="utf-8")


def used(css: str, known: set[str]) -> str:
    """Return the rules of a minified style sheet that can apply where these classes are known."""
    # A script may put a name together: of md-tag--${name} it has the beginning.
    beginnings = tuple(name for name in known if name.endswith("--") and name != "--")

    def usable(selector: str) -> bool:
        while (bare := _NESTED.sub("", selector)) != selector:
            selector = bare
        names = _CLASS.findall(selector)
        return all(name in known or name.startswith(beginnings) for name in names)

    def kept(rule: re.Match[str]) -> str:
        selectors = [one for one in _BETWEEN.split(rule[1]) if usable(one)]
        return ",".join(selectors) + rule[2] if selectors else ""

    css = _RULE.sub(kept, css)
    while (fuller := _EMPTY.sub("", css)) != css:
        css = fuller
    return css
