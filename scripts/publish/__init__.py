"""What is done to a built site before it is published: search, previews, policy, offline copy."""

from collections.abc import Iterable
from pathlib import Path

from publish import archive, loads, policy, previews, search

__all__ = ["finish"]


def finish(site: Path, pictures: Iterable[previews.Picture], *, serving: bool = False) -> list[str]:
    """Finish the site built in a folder; return what must not be published, one line each.

    A live preview gets search and nothing else: its own reload script is inline, which the policy
    would forbid, and the rest would only slow it down.
    """
    search.write(site)
    if serving:
        return []
    # MkDocs stamps it with the time of the build, and no search engine needs it.
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    previews.write(site, pictures)
    problems = policy.write(site) + loads.foreign(site)
    archive.write(site)
    return problems
