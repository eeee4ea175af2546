"""What is done to a built site before it is published: search, styles, policy, offline copy."""

from collections.abc import Iterable
from pathlib import Path

from publish import archive, loads, markup, policy, previews, search, styles

__all__ = ["finish"]


def finish(site: Path, pictures: Iterable[previews.Picture], *, serving: bool = False) -> list[str]:
    """Finish the site built in a folder; return what must not be published, one line each.

    A live preview gets search and nothing else: its own reload script is inline, which the policy
    would forbid, and the rest would only slow it down.
    """
    search.finish(site)
    if serving:
        return []
    problems: list[str] = []
    classes = styles.Classes()
    for file in sorted(site.rglob("*.html")):
        name = file.relative_to(site).as_posix()
        html = file.read_text(encoding="utf-8")
        inline, loaded = policy.Inline(), loads.Loads()
        markup.read(html, inline, loaded, classes)
        found = [*policy.problems(html, inline), *loaded.problems]
        problems += [f"{name}: {problem}" for problem in found]
        file.write_text(policy.put(html, inline), encoding="utf-8")
    # MkDocs stamps it with the time of the build, and no search engine needs it.
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    previews.write(site, pictures)
    styles.finish(site, classes)
    problems += loads.foreign(site)
    archive.write(site)
    return problems
