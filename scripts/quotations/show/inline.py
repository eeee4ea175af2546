"""Show where a quotation outside its passage comes from: a link, and the sentence on demand."""

from collections.abc import Mapping
from html import escape

from selectolax.lexbor import LexborNode

from quotations.model import Checked, Place, Quotation, Run
from quotations.seed.source import Source
from quotations.show.homes import Edition, leads_to
from quotations.show.tree import made, shown, up, wrap

# An anchor must not stand in these; in the last it would be one of SVG's own.
_NO_LINKS = frozenset("a button summary label text textarea select option title svg".split())


def link(checked: Checked, root: LexborNode, page: str, edition: Edition) -> None:
    """Make links of a quotation: one for each paragraph that it stands in.

    One that stands in or around an element which can hold no link has none.
    """
    if checked.quotation.run.element.startswith("@") or not checked.trace.places:
        return
    place, target, anchor = _target(checked, page, edition)
    href = ""
    if target is not None:
        path = "" if target == page else edition.address(target, page)
        href = f' href="{escape(path)}#{escape(anchor)}"'
    told = escape(sentences(place, edition.sources))
    opening = f'<a class="quotation"{href} aria-description="{told}">'
    if not href:  # nowhere to lead: still shown, and still reached by the keyboard
        opening = opening.replace("<a ", '<a tabindex="0" role="note" ')
    for run, start, end in _with_marks(checked.quotation):
        groups = shown(run, start, end)
        if all(_can_be_linked(node) for group in groups for node in group):
            for group in groups:
                wrap(group, made(root, opening))


def _can_be_linked(node: LexborNode) -> bool:
    return all(other.tag not in _NO_LINKS for other in (*up(node), *node.traverse()))


def _target(checked: Checked, page: str, edition: Edition) -> tuple[Place, str | None, str]:
    """Return the place a quotation is shown to come from, its page, and the id there."""
    home = edition.homes.get(page)
    for note in home.notes if home else ():
        if note.lemma is checked:
            return note.place, page, f"{note.identifier}-words"
    place, target = leads_to(checked, page, edition.homes)
    return place, target, f"p{place.parts[0].paragraph}-{place.parts[0].sentence}"


def _with_marks(quotation: Quotation) -> tuple[tuple[Run, int, int], ...]:
    """Return where a quotation stands, with its marks if it is one paragraph between marks."""
    if quotation.form == "block" or len(quotation.parts) > 1:
        return quotation.parts
    ((run, start, end),) = quotation.parts
    return ((run, start - 1, end + 1),)


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
