"""Show on the pages where their quotations come from, by links and ids and without a script.

A quotation links to its sentence, which it also has as its description: “old bridge” becomes
`<a class="quotation" href="../bridge/#p2-1" aria-description="¶2, sentence 1: …">“old bridge”</a>`.
"""

from collections.abc import Mapping
from html import escape

from selectolax.lexbor import LexborNode

from quotations.model import Checked, PageResult, Place
from quotations.page.elements import ancestors
from quotations.seed.source import Source
from quotations.show.edition import Edition, link_target
from quotations.show.fill import fill
from quotations.show.passage import show_passage
from quotations.show.tree import put_first, text_nodes, wrap

# No link may be in or around one of these. In the last it would be a link of SVG's own.
_NO_LINKS = frozenset("a button summary label text textarea select option title svg".split())


def annotate(result: PageResult, edition: Edition) -> str:
    """Return the HTML of a page without problems with all that is shown; changes its tree."""
    root, page = result.root, result.page
    home = edition.homes.get(page.path)
    if home:
        show_passage(result, home)
    for checked in result.checked:
        if not home or checked is not home.passage:
            _link(checked, page.path, edition)
    for old, target in page.moved:
        _put_anchors(root, old, target)
    fill(root, page.path, edition)
    return root.inner_html or ""


def _link(checked: Checked, path: str, edition: Edition) -> None:
    """Make a link of each paragraph of a quotation that is not where no link may be."""
    place, url = link_target(checked, path, edition)
    if url:
        attributes = f'class="quotation" href="{escape(url)}"'
    else:  # the keyboard still reaches it, and with it the description
        attributes = 'tabindex="0" role="note" class="quotation"'
    description = escape(describe_place(place, edition.sources))
    # A quotation is linked with its marks, one character on each side; a <q>, which a browser shows
    # with marks that are in no text node, is linked inside of them.
    for run, start, end in checked.quotation.parts:
        nodes = text_nodes(run, start - 1, end + 1)
        around = [element for node in nodes for element in ancestors(node)]
        within = [element for node in nodes for element in node.traverse()]
        if _NO_LINKS.isdisjoint(element.tag for element in (*around, *within)):
            wrap(nodes, f'<a {attributes} aria-description="{description}">')


def describe_place(place: Place, sources: Mapping[str, Source]) -> str:
    """Return where a place is, who speaks there, and the whole sentences that it is in.

    For example “¶2, sentence 1, with words of Ann Hill: Ann Hill calls it an “old bridge”.”
    """
    first, last = place.parts[0], place.parts[-1]
    source = sources[first.source]
    start, end = source.sentence_at(first.start).start, source.sentence_at(last.end - 1).end
    label = f"‘{source.id}’, " if len(sources) > 1 else ""
    names = " and ".join(speaker.name for speaker in place.speakers)
    speakers = f", with words of {names}" if names else ""
    sentences = " ".join(source.text[start:end].split())
    return f"{label}¶{first.paragraph}, sentence {first.sentence}{speakers}: {sentences}"


def _put_anchors(root: LexborNode, old: str, target: str) -> None:
    """Let the addresses of a note that is gone arrive at the element or note with another id."""
    # The id of a note is its heading's, and names its section.
    if element := root.css_first(f'[id="{target}"], [aria-labelledby="{target}"]'):
        put_first(element, f'<span id="{escape(old)}"></span>')
        words = root.css_first(f'[id="{target}-words"]') or element
        put_first(words, f'<span id="{escape(old)}-words"></span>')
