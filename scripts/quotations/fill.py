"""Fill a page's placeholders with what only the traces know.

A placeholder is an empty element: `<span data-fill="quoted 7"></span>`. What can be asked for:

- `quoted N`: which pages quote paragraph N, and how much of it, its own passage left out;
- `summary`: how many quotations, of which kind, and that they trace;
- `sha256`: of the text;
- `references`: the entries of the page `references.md` that this page links to.

None of it holds a quotation.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from html import escape

from quotations.check import PageResult
from quotations.homes import Home, leads_to
from quotations.match import Part
from quotations.source import Source
from quotations.splice import elements
from quotations.verdicts import ADJUSTED, EXACT, MARKED

REFERENCES = "references.md"
_PLACEHOLDER = re.compile(r'<(?P<tag>span|div) data-fill="(?P<what>[^"]*)"></(?P=tag)>')
_ENTRY = re.compile(r'<li id="([^"]+)">(.*?)</li>', re.S)


class FillError(Exception):
    """A placeholder that asks for something there is not; the message names it."""


def fill(
    html: str,
    page: str,
    results: Sequence[PageResult],
    homes: Mapping[str, Home],
    sources: Sequence[Source],
    titles: Mapping[str, str],
    address: Callable[[str, str], str],
) -> str:
    """Return a page's HTML with its placeholders filled; raise FillError for an unknown one.

    `titles` are those of all pages; `address(page, other)` is a page's address from another.
    """
    uses = _uses(results, homes, sources[0]) if 'data-fill="quoted' in html else []

    def content(placeholder: re.Match[str]) -> str:
        what, _, argument = placeholder["what"].partition(" ")
        tag = placeholder["tag"]
        if what == "quoted" and argument.isdigit():
            text = _quoted(int(argument), page, uses, sources[0], titles, address)
        elif what == "summary":
            text = _summary(results)
        elif what == "sha256":
            text = ", ".join(f"<code>{source.sha256}</code>" for source in sources)
        elif what == "references":
            text = _references(html, results)
        else:
            raise FillError(f'{page}: data-fill="{placeholder["what"]}" asks for nothing known')
        return f'<{tag} class="{what}">{text}</{tag}>'

    return _PLACEHOLDER.sub(content, html)


def _uses(
    results: Sequence[PageResult], homes: Mapping[str, Home], source: Source
) -> list[tuple[str, list[Part]]]:
    """Return each quotation of a source, passages left out: its page and its parts."""
    uses = []
    for result in results:
        page = result.page.page
        home = homes.get(page)
        for checked in result.checked:
            if checked.trace.places and not (home and checked is home.passage):
                parts = leads_to(checked, page, homes)[0].parts
                uses.append((page, [part for part in parts if part.source == source.id]))
    return uses


def _quoted(
    number: int,
    page: str,
    uses: Sequence[tuple[str, list[Part]]],
    source: Source,
    titles: Mapping[str, str],
    address: Callable[[str, str], str],
) -> str:
    if not 1 <= number <= len(source.paragraphs):
        raise FillError(f"{page}: the text has no paragraph {number}")
    paragraph = source.paragraphs[number - 1]
    start, end = paragraph.start, paragraph.end
    quoted: set[int] = set()
    times: dict[str, int] = {}
    for other, parts in uses:
        inside = [part for part in parts if part.start < end and start < part.end]
        if inside:
            times[other] = times.get(other, 0) + 1
        for part in inside:
            quoted.update(range(max(part.start, start), min(part.end, end)))
    letters = [i for i in range(start, end) if source.text[i].isalnum()]
    share = round(100 * sum(i in quoted for i in letters) / len(letters)) if letters else 0
    if not times:
        return "quoted on no page"
    links = [
        f'<a href="{escape(address(other, page))}">{escape(titles.get(other, other))}</a>'
        f"&nbsp;{count}×"
        for other, count in times.items()
    ]
    bar = f'<meter min="0" max="100" value="{share}" aria-hidden="true"></meter>'
    return f"{bar} {share}% of it quoted: {', '.join(links)}"


def _summary(results: Sequence[PageResult]) -> str:
    verdicts = [checked.trace.verdict for result in results for checked in result.checked]
    pages = sum(1 for result in results if result.checked)
    rows = (
        ("Quotations", len(verdicts)),
        ("Pages that quote", pages),
        ("Word for word", verdicts.count(EXACT)),
        ("With another first letter or closing stop", verdicts.count(ADJUSTED)),
        ("With an editor’s mark: something left out or put in", verdicts.count(MARKED)),
        ("That do not trace", len(verdicts) - sum(map(verdicts.count, (EXACT, ADJUSTED, MARKED)))),
    )
    cells = "".join(f'<tr><th scope="row">{name}</th><td>{count}</td></tr>' for name, count in rows)
    return f"<table><tbody>{cells}</tbody></table>"


def _references(html: str, results: Sequence[PageResult]) -> str:
    listed = next((r.page.html for r in results if r.page.page == REFERENCES), "")
    entries = _entries(listed)
    wanted = re.findall(rf'href="[^"#]*{REFERENCES.removesuffix(".md")}[^"#]*#([^"]+)"', html)
    used = [identifier for identifier in dict.fromkeys(wanted) if identifier in entries]
    items = "".join(f"<li>{entries[identifier].strip()}</li>" for identifier in used)
    return f"<ol>{items}</ol>" if items else "<p>This page uses no source but the op-ed.</p>"


@lru_cache(maxsize=1)
def _entries(html: str) -> dict[str, str]:
    """Return the entries of the page of references, by their ids."""
    return dict(_ENTRY.findall(html))


def body_ids(html: str) -> list[str]:
    """Return the ids of a page's HTML, in its order."""
    tags = (html[element.start : element.inner] for element in elements(html))
    return [found[1] for tag in tags if (found := re.search(r'\sid="([^"]+)"', tag))]
