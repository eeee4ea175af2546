"""Show the parts of a page that is home to a passage: the passage, the notes, each note."""

from html import escape
from itertools import islice, takewhile

from selectolax.lexbor import LexborNode

from quotations.page.elements import HEADINGS
from quotations.show.homes import Home
from quotations.show.notes import KIND_NAMES, Note
from quotations.show.tree import closest, made, put_first, siblings, texts, up, wrap


def show_sections(root: LexborNode, home: Home) -> None:
    """Put elements around the notes of a page; around the passage, and it with them, if each
    stands below a heading of its own.
    """
    words = texts(home.passage.quotation.run)[0]
    quotes = [element for element in up(words) if element.tag == "blockquote"]
    if quotes and "class" not in quotes[-1].attributes:
        quotes[-1].attrs["class"] = "home"
    notes = [_note(root, note) for note in home.notes]
    parts = list(root.iter(include_text=True))
    places = {part.mem_id: at for at, part in enumerate(parts)}
    here = next(places[element.mem_id] for element in up(words) if element.mem_id in places)
    edges = [at for at, part in enumerate(parts) if part.tag in HEADINGS or part.tag == "section"]
    first = max((at for at in edges if at < here), default=here)
    behind = min((at for at in edges if at > here), default=len(parts))
    if first == here or parts[first].tag in ("h1", "section"):
        return
    passage = wrap(
        parts[first:behind], made(root, f'<section class="passage"{_label(parts[first])}>')
    )
    last = places.get(notes[-1].mem_id, 0) if notes else 0
    if behind < last and parts[behind].tag in HEADINGS:
        below = wrap(parts[behind : last + 1], made(root, '<div class="notes">'))
        wrap([passage, below], made(root, '<div class="edition">'))


def _note(root: LexborNode, note: Note) -> LexborNode:
    """Put an element around a note, and at its beginning what names its number and kind."""
    heading = closest(texts(note.heading)[0], HEADINGS)
    assert heading is not None
    as_high = [name for name in HEADINGS if name <= (heading.tag or "")]
    following = takewhile(lambda node: node.tag not in as_high, islice(siblings(heading), 1, None))
    opening = f'<section class="note {note.kind}"{_label(heading)}>'
    section = wrap([heading, *following], made(root, opening))
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


def _label(heading: LexborNode) -> str:
    return f' aria-labelledby="{escape(heading.id)}"' if heading.id else ""
