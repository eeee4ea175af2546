"""Show on its pages what a run found: traces where they hold, messages where they do not.

Links and ids, no script: a passage's paragraphs and sentences can be linked, the words a note is
about lead to the note and back, an inline quotation leads to its sentence and can show it.
"""

from collections.abc import Mapping, Sequence
from html import escape

from selectolax.lexbor import LexborNode

from quotations.model import Checked, PageResult, Place, Problem
from quotations.seed.source import Source
from quotations.show.edition import Edition, leads_to
from quotations.show.fill import fill
from quotations.show.passage import show_passage
from quotations.show.tree import put_first, shown, up, wrap, written

# An anchor must not stand in these; in the last it would be one of SVG's own.
_NO_LINKS = frozenset("a button summary label text textarea select option title svg".split())


def traces(edition: Edition, problems: Sequence[Problem]) -> dict[str, str]:
    """Return every page without a problem, with its traces shown and its placeholders filled."""
    bad = {problem.page for problem in problems}
    results = [result for result in edition.results if result.page.path not in bad]
    return {result.page.path: annotate(result, edition) for result in results}


def annotate(result: PageResult, edition: Edition) -> str:
    """Return a page's HTML with every trace shown and its placeholders filled.

    The page's tree is changed, so do it once.
    """
    root, page = result.root, result.page
    if root is None:
        return page.html
    home = edition.homes.get(page.path)
    if home:
        show_passage(root, home)
    for checked in result.checked:
        if checked.trace.places and not (home and checked is home.passage):
            _link(checked, page.path, edition)
    for old, target in page.moved:
        _put_anchor(root, old, target)
        _put_anchor(root, f"{old}-words", f"{target}-words", target)
    fill(root, page.path, edition)
    return written(root)


def _link(checked: Checked, page: str, edition: Edition) -> None:
    """Make links of a quotation: one for each paragraph that it stands in.

    One that stands in or around an element which can hold no link has none.
    """
    place, target = leads_to(checked, page, edition.homes)
    anchor = f"p{place.parts[0].paragraph}-{place.parts[0].sentence}"
    home = edition.homes.get(page)
    for note in home.notes if home else ():
        if note.lemma is checked:
            place, target, anchor = note.place, page, f"{note.identifier}-words"
    told = escape(sentences(place, edition.sources))
    # With nowhere to lead it is still shown, and still reached by the keyboard.
    leads = 'tabindex="0" role="note" class="quotation"'
    if target:
        path = "" if target == page else edition.address(target, page)
        leads = f'class="quotation" href="{escape(path)}#{escape(anchor)}"'
    quotation = checked.quotation
    mark = int(quotation.form == "inline")  # its marks belong to the link
    for run, start, end in quotation.parts:
        groups = shown(run, start - mark, end + mark)
        if all(_can_be_linked(node) for group in groups for node in group):
            for group in groups:
                wrap(group, f'<a {leads} aria-description="{told}">')


def _can_be_linked(node: LexborNode) -> bool:
    return all(other.tag not in _NO_LINKS for other in (*up(node), *node.traverse()))


def sentences(place: Place, sources: Mapping[str, Source]) -> str:
    """Return the whole sentences a quotation comes from, with their place and who speaks."""
    source = sources[place.parts[0].source]
    first, last = place.parts[0], source.paragraph_at(place.parts[-1].end - 1)
    told = [
        source.text[sentence.start : sentence.end]
        for paragraph in source.paragraphs[first.paragraph - 1 : last.number]
        for sentence in source.sentences(paragraph)
        if any(part.start < sentence.end and sentence.start < part.end for part in place.parts)
    ]
    names = [source.speakers[key].name for key in place.speakers]
    text = f"‘{source.id}’, " if len(sources) > 1 else ""
    where = f"{text}¶{first.paragraph}, sentence {first.sentence}"
    who = f", with words of {' and '.join(names)}" if names else ""
    return f"{where}{who}: {' '.join(told)}"


def _put_anchor(root: LexborNode, name: str, *targets: str) -> None:
    """Put an anchor at the beginning of what has the first id there is, or is labelled by it."""
    for target in targets:
        for node in root.css("[id], [aria-labelledby]"):
            if target in (node.id, node.attributes.get("aria-labelledby")):
                put_first(node, f'<span id="{escape(name)}"></span>')
                return
