#!/usr/bin/env python3
"""List every address of the built site: its pages, and each id on them.

Addresses never change once published: `scripts/addresses.txt` holds them all. Run without options
after a build, this adds the new ones to the list; it never takes one away.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from quotations.fill import body_ids

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "scripts" / "addresses.txt"


def addresses(site: Path) -> list[str]:
    """Return the addresses of a built site, relative to its root: `call/`, `call/#p1`, …"""
    found: list[str] = []
    for path in sorted(site.rglob("index.html")):
        page = path.parent.relative_to(site).as_posix()
        page = "" if page == "." else f"{page}/"
        article = _content(path.read_text(encoding="utf-8"))
        found += [page or "./", *(f"{page or './'}#{name}" for name in body_ids(article))]
    return found


def listed(path: Path = LIST) -> list[str]:
    """Return the addresses that were published before."""
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def missing(before: Iterable[str], now: Iterable[str]) -> list[str]:
    """Return the addresses that were published and are there no more."""
    there = set(now)
    return [address for address in before if address not in there]


def _content(html: str) -> str:
    """Return the page's own content: what stands in <article>, not the theme around it."""
    _, opened, rest = html.partition("<article")
    return rest.partition("</article>")[0] if opened else html


def main() -> int:
    """Add the built site's addresses to the list; return 1 where one has gone."""
    now, before = addresses(ROOT / "site"), listed()
    if not now:
        print("addresses: no site here; run ./scripts/build first", file=sys.stderr)
        return 2
    gone = missing(before, now)
    for address in gone:
        print(f"addresses: {address} was published and is gone; bring it back", file=sys.stderr)
    LIST.write_text("".join(f"{a}\n" for a in sorted({*before, *now})), encoding="utf-8")
    print(f"addresses: {len(now)}, of them {len(set(now) - set(before))} new")
    return 1 if gone else 0


if __name__ == "__main__":
    sys.exit(main())
