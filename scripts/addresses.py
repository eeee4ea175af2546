#!/usr/bin/env python3
"""List every address of the built site: its pages, and each id on them.

Addresses never change once published: `scripts/addresses.txt` holds them all. Run without options
after a build, this adds the new ones to the list, and takes away what is gone and was never on the
main branch, for then it was never published. Where a published one is gone, it writes nothing.
"""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "scripts" / "addresses.txt"


def addresses(site: Path) -> list[str]:
    """Return the addresses of a built site, relative to its root: `call/`, `call/#p1`, …"""
    found: list[str] = []
    for path in sorted(site.rglob("index.html")):
        page = path.parent.relative_to(site).as_posix()
        page = "" if page == "." else f"{page}/"
        article = _content(path.read_text(encoding="utf-8"))
        found += [page or "./", *(f"{page or './'}#{name}" for name in ids(article))]
    return found


def ids(html: str) -> list[str]:
    """Return the ids of some HTML, in its order."""
    return [node.id or "" for node in LexborHTMLParser(html).css("[id]")]


def listed(path: Path = LIST) -> list[str]:
    """Return the addresses on the list."""
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def published(path: Path = LIST) -> set[str]:
    """Return the addresses on the list where this branch left the main one, here or at a remote.

    Where there is no main branch, without Git say, whatever is on the list counts as published.
    """
    folder, found = path.parent, set[str]()
    names = _git(folder, "for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes")
    for name in names.split():
        if name.endswith("/main"):
            base = _git(folder, "merge-base", "HEAD", name).strip()
            found.update(_git(folder, "show", f"{base}:./{path.name}").splitlines())
    return found or set(listed(path))


def missing(before: Iterable[str], now: Iterable[str]) -> list[str]:
    """Return the addresses that were there before and are no more."""
    there = set(now)
    return [address for address in before if address not in there]


def _content(html: str) -> str:
    """Return the page's own content: what stands in <article>, not the theme around it."""
    _, opened, rest = html.partition("<article")
    return rest.partition("</article>")[0] if opened else html


def _git(folder: Path, *arguments: str) -> str:
    """Return what a Git command prints; nothing, where it fails or there is no Git."""
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def main(site: Path = ROOT / "site", path: Path = LIST) -> int:
    """Bring the list up to the built site; return 1 where a published address has gone."""
    now, before = addresses(site), listed(path)
    if not now:
        print("addresses: no site here; run ./scripts/build first", file=sys.stderr)
        return 2
    gone = missing(sorted(published(path)), now)
    for address in gone:
        print(f"addresses: {address} was published and is gone; bring it back", file=sys.stderr)
    if gone:
        print("addresses: the list stays as it was", file=sys.stderr)
        return 1
    path.write_text("".join(f"{a}\n" for a in sorted(set(now))), encoding="utf-8", newline="\n")
    new, forgotten = len(missing(now, before)), len(missing(before, now))
    print(f"addresses: {len(now)}, of them {new} new; {forgotten} forgotten, never published")
    return 0


if __name__ == "__main__":
    sys.exit(main())
