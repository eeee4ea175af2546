"""Show the parts of a page that is home to a passage: the passage, the notes, each note."""

from collections.abc import Collection
from html import escape

from selectolax.lexbor import LexborNode

from quotations.show.homes import Home
from quotations.show.notes import KIND_NAMES, Note
from quotations.show.tree import HEADINGS, closest, made, put_first, siblings, texts, up, wrap


def show_sections(root: LexborNode, home: Home) -> None:
    """Put elements around the parts of a page."""
    words = texts(home.passage.quotation.run)[0]
    quotes = [element for element in up(words) if element.tag == "blockquote"]
    if quotes and "class" not in quotes[-1].attributes:
        quotes[-1].attrs["class"] = "home"
    nodes = list(root.traverse(include_text=True))
    at = [node.mem_id for node in nodes].index(words.mem_id)
    before = [node for node in nodes[:at] if node.tag in HEADINGS]
    after = [node for node in nodes[at:] if node.tag in HEADINGS]
    if not before or before[-1].tag == "h1":
        return
    notes = [_note(root, note) for note in home.notes]
    opening = f'<section class="passage"{_label(before[-1])}>'
    passage = wrap(_section(before[-1], HEADINGS), made(root, opening))
    beside = _through(after[0], notes[-1]) if after and notes else []
    if beside:  # there is a heading above the notes
        below = wrap(beside, made(root, '<div class="notes">'))
        wrap(_through(passage, below), made(root, '<div class="edition">'))


def _note(root: LexborNode, note: Note) -> LexborNode:
    """Put an element around a note, and at its beginning what names its number and kind."""
    heading = closest(texts(note.heading)[0], HEADINGS)
    assert heading is not None
    as_high = [name for name in HEADINGS if name <= (heading.tag or "")]
    opening = f'<section class="note {note.kind}"{_label(heading)}>'
    section = wrap(_section(heading, as_high), made(root, opening))
    kind = (
        f'<p class="kind" data-search-exclude><a class="back"'
        f' href="#{escape(note.identifier)}-words"'
        f' aria-label="Note {note.number}: back to its words in the passage">{note.number}</a>'
        f" {KIND_NAMES[note.kind]}"
        f' <a class="permalink" href="#{escape(note.identifier)}"'
        f' aria-label="Address of note {note.number}">#</a></p>'
    )
    put_first(section, made(root, kind))
    return section


def _section(heading: LexborNode, names: Collection[str]) -> list[LexborNode]:
    """Return a heading and what follows it in the same element, up to one of some names."""
    found = [heading]
    for node in siblings(heading):
        if node.mem_id != heading.mem_id:
            if any(inner.tag in names for inner in node.traverse()):
                break
            found.append(node)
    return found


def _through(first: LexborNode, last: LexborNode) -> list[LexborNode]:
    """Return the nodes from one to another beside it; none where that does not follow it."""
    found: list[LexborNode] = []
    for node in siblings(first):
        found.append(node)
        if node.mem_id == last.mem_id:
            return found
    return []


def _label(heading: LexborNode) -> str:
    return f' aria-labelledby="{escape(heading.id)}"' if heading.id else ""
