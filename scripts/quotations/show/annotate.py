"""Show the traces on the page: passages, lemmas, notes, and where inline quotations come from.

Links and ids, no script: a passage's paragraphs and sentences can be linked, the words a note is
about lead to the note and back, an inline quotation leads to its sentence and can show it.
"""

from collections.abc import Sequence
from html import escape

from selectolax.lexbor import LexborNode

from quotations.model import PageResult
from quotations.rules.rule import Rule
from quotations.show.fill import fill
from quotations.show.homes import Edition
from quotations.show.inline import link
from quotations.show.passage import show_passage
from quotations.show.sections import show_sections
from quotations.show.tree import made, put_first, written


def annotate(result: PageResult, edition: Edition, rules: Sequence[Rule] = ()) -> str:
    """Return a page's HTML with every trace shown and its placeholders filled.

    The page's tree is changed, so do it once.
    """
    root, page = result.root, result.page
    if root is None:
        return page.html
    home = edition.homes.get(page.page)
    if home:
        show_passage(result, root, home)
        show_sections(root, home)
    for checked in result.checked:
        if not (home and checked is home.passage):
            link(checked, root, page.page, edition)
    for old, target in page.moved:
        _put_anchor(root, old, target)
        _put_anchor(root, f"{old}-words", f"{target}-words", target)
    fill(root, page.page, edition, rules)
    return written(root)


def _put_anchor(root: LexborNode, name: str, *targets: str) -> None:
    """Put an anchor at the beginning of what has the first id there is, or is labelled by it."""
    labelled = root.css("[id], [aria-labelledby]")
    for target in targets:
        for node in labelled:
            if target in (node.id, node.attributes.get("aria-labelledby")):
                put_first(node, made(root, f'<span id="{escape(name)}"></span>'))
                return
