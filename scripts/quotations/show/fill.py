"""Fill a page's placeholders with what only the build knows.

A placeholder is an element: `<span data-fill="minutes notes"></span>` becomes
`<span class="minutes">20&nbsp;minutes</span>`. What it can ask for is listed in the contributor's
guide. What is put there is not checked: it comes onto the page after the check.
"""

from collections.abc import Iterator, Sequence
from html import escape
from math import ceil

from selectolax.lexbor import LexborHTMLParser, LexborNode

from quotations.model import ADJUSTED, EXACT, MARKED, TRACED, PageResult, PageText, Problem
from quotations.page.position import locate
from quotations.rule import Rule
from quotations.seed.source import Source
from quotations.show.edition import Edition

PLACEHOLDER = Rule(
    "placeholder",
    "An element with data-fill asks for something that the build can put in its place.",
    "ask for minutes and the name of a text, minutes notes, summary, sha256, references or rules",
    good='<div data-fill="summary"></div>\n\nThe report calls it an “old bridge”.',
    bad='<div data-fill="sumary"></div>\n\nThe report calls it an “old bridge”.',
)
REFERENCES = "references.md"
WORDS_A_MINUTE = 200  # a careful reader; silent reading of English goes at some 240


def unknown_placeholders(
    page: PageText, root: LexborNode, sources: Sequence[Source]
) -> Iterator[Problem]:
    """Yield a problem for each placeholder in a page's tree that asks for something unknown."""
    minutes = [f"minutes {source.id}" for source in sources]
    requests = {"summary", "sha256", "references", "rules", "minutes notes", *minutes}
    values = [node.attributes["data-fill"] or "" for node in root.css("[data-fill]")]
    unknown = [f'data-fill="{value}"' for value in values if value not in requests]
    for position, attribute in zip(locate(page, (), unknown), unknown, strict=True):
        yield Problem(*position, PLACEHOLDER.name, f"{attribute} asks for what the build has not")


def fill(root: LexborNode, path: str, edition: Edition) -> None:
    """Fill the placeholders in the tree of the page at `path`, of which none may be unknown."""
    for node in root.css("[data-fill]"):
        kind, _, argument = (node.attributes["data-fill"] or "").partition(" ")
        del node.attrs["data-fill"]
        node.attrs["class"] = kind
        match kind:
            case "summary":
                node.inner_html = _summary(edition.results)
            case "sha256":
                sources = edition.sources.values()
                node.inner_html = ", ".join(f"<code>{s.sha256}</code>" for s in sources)
            case "references":
                node.inner_html = _references(root, path, edition)
            case "minutes":
                node.inner_html = _minutes(argument, edition)
            case "rules":
                node.inner_html = _rules(edition.rules)


def _minutes(name: str, edition: Edition) -> str:
    """Return how long the source of that name takes to read, or all homes if it is `notes`."""
    if name == "notes":
        homes = [result for result in edition.results if result.page.path in edition.homes]
        runs = [run for result in homes for run in result.runs]
        text = " ".join([run.text for run in runs if not run.block.is_hidden])
    else:
        text = edition.sources[name].folded
    minutes = ceil(len(text.split()) / WORDS_A_MINUTE)
    return f"{minutes}&nbsp;minute{'' if minutes == 1 else 's'}"


def _rules(rules: Sequence[Rule]) -> str:
    entries = "".join(
        f"<dt><code>{rule.name}</code></dt><dd><p>{escape(rule.sentence)}</p>"
        f"<p>Passes: {_code(rule.good)}</p><p>Fails: {_code(rule.bad)}</p>"
        f"<p>To mend it, {escape(rule.mend)}.</p></dd>"
        for rule in rules
    )
    return f"<dl>{entries}</dl>"


def _code(markdown: str) -> str:
    html = escape(markdown.strip("\n"), quote=False).replace("\n", "<br>")
    return f"<code>{html}</code>"


def _summary(results: Sequence[PageResult]) -> str:
    verdicts = [checked.trace.verdict for result in results for checked in result.checked]
    rows = (
        ("Quotations", len(verdicts)),
        ("Pages that quote", sum(bool(result.checked) for result in results)),
        ("Word for word", verdicts.count(EXACT)),
        ("With another first letter or closing stop", verdicts.count(ADJUSTED)),
        ("With an editor’s mark: something left out or put in", verdicts.count(MARKED)),
        ("That do not trace", sum(verdict not in TRACED for verdict in verdicts)),
    )
    cells = "".join(f'<tr><th scope="row">{name}</th><td>{count}</td></tr>' for name, count in rows)
    return f"<table><tbody>{cells}</tbody></table>"


def _references(root: LexborNode, path: str, edition: Edition) -> str:
    """Return the entries of the references that a page links to, each once, in that order."""
    items: dict[str, None] = {}  # in order, each once
    for references in [r.page for r in edition.results if r.page.path == REFERENCES]:
        url = edition.relative_url(REFERENCES, path)
        entries = LexborHTMLParser(references.html)
        for link in root.css(f'a[href^="{url}#"]'):
            _, _, name = (link.attributes["href"] or "").partition("#")
            if entry := entries.css_first(f'li[id="{name}"]'):
                items[f"<li>{(entry.inner_html or '').strip()}</li>"] = None
    return f"<ol>{''.join(items)}</ol>" if items else "<p>This page refers to no other source.</p>"
