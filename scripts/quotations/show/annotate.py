"""Show the traces on the page: passages, lemmas, notes, and where inline quotations come from.

Links and ids, no script: a passage's paragraphs and sentences can be linked, the words a note is
about lead to the note and back, an inline quotation leads to its sentence and can show it.
"""

import re
from dataclasses import dataclass
from html import escape

from quotations.model import PageResult
from quotations.show.homes import Edition
from quotations.show.inline import NO_LINKS, quotation_links
from quotations.show.passage import passage_layers
from quotations.show.sections import sections
from quotations.show.splice import Wrap, elements, splice

_ID = re.compile(r' id="([^"]+)"')


@dataclass(frozen=True)
class Annotated:
    """A page with its traces shown, and the ids that were added to it."""

    html: str
    ids: tuple[str, ...]


def annotate(result: PageResult, edition: Edition) -> Annotated:
    """Return a page's HTML with every trace shown."""
    html, page = result.page.html, result.page.page
    around = elements(html)
    home = edition.homes.get(page)
    layers: tuple[list[Wrap], ...] = ([], [], [], [])
    if home:
        layers = passage_layers(result, home, around)
        layers[0].extend(sections(result, home, around))
    closed = [element for element in around if element.name in NO_LINKS]
    for checked in result.checked:
        if not (home and checked is home.passage):
            layers[3].extend(quotation_links(checked, page, edition, closed))
    ids = [name for layer in layers for wrap in layer for name in _ID.findall(wrap.before)]
    html = splice(html, layers, around)
    for old, target in result.page.moved:
        words = f"{target}-words"
        html = _with_anchor(html, target, old)
        html = _with_anchor(html, words if f' id="{words}"' in html else target, f"{old}-words")
        ids += [old, f"{old}-words"]
    return Annotated(html, tuple(ids))


def _with_anchor(html: str, target: str, name: str) -> str:
    """Put an anchor at the beginning of what has an id, or of the section that it is the label of.

    Nothing is put where nothing has the id.
    """
    labelled = re.compile(rf' (?:aria-labelledby|id)="{re.escape(escape(target))}"')
    for element in elements(html):
        if labelled.search(html, element.start, element.inner):
            anchor = f'<span id="{escape(name)}"></span>'
            return html[: element.inner] + anchor + html[element.inner :]
    return html
