"""Show the parts of a page that is home to a passage: the passage, the notes, each note."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from quotations.model import PageResult
from quotations.show.homes import Home
from quotations.show.notes import KIND_NAMES, Note
from quotations.show.passage import attributes
from quotations.show.splice import Element, Wrap

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def sections(result: PageResult, home: Home, around: Sequence[Element]) -> Iterator[Wrap]:
    """Yield the elements around the parts of a page."""
    html = result.page.html
    headings = [element for element in around if element.name in _HEADINGS]
    block = home.passage.quotation.spans[0][0]
    before = [h for h in headings if h.start < block]
    after = [h for h in headings if h.start > block]
    quote = next((e for e in around if e.name == "blockquote" and e.start <= block < e.end), None)
    if quote and "class=" not in html[quote.start : quote.inner]:
        yield attributes(quote, ' class="home"')
    if not before or before[-1].name == "h1":
        return
    found = (_note(note, headings, html) for note in home.notes)
    notes = [section for section in found if section]
    if notes and len(after) > 1 and after[0].end < notes[0].start:
        last = notes[-1].end
        yield Wrap(before[-1].start, last, '<div class="edition">\n', "</div>\n")
        yield Wrap(after[0].start, last, '<div class="notes">\n', "</div>\n")
    opening = f'<section class="passage"{_labelled(before[-1], html)}>\n'
    end = after[0].start if after else len(html)
    yield Wrap(before[-1].start, end, opening, "</section>\n")
    yield from notes


def _note(note: Note, headings: Sequence[Element], html: str) -> Wrap | None:
    """Return the section of a note; None for a heading never closed."""
    at = note.heading.span(0, 1)[0]
    heading = next((h for h in headings if h.inner <= at <= h.close), None)
    if not heading:
        return None
    later = (h.start for h in headings if h.start > at and h.name <= heading.name)
    opening = (
        f'<section class="note {note.kind}"{_labelled(heading, html)}>\n'
        f'<p class="kind" data-search-exclude><a class="back"'
        f' href="#{escape(note.identifier)}-words"'
        f' aria-label="Note {note.number}: back to its words in the passage">{note.number}</a>'
        f" {KIND_NAMES[note.kind]}"
        f' <a class="permalink" href="#{escape(note.identifier)}"'
        f' aria-label="Address of note {note.number}">#</a></p>\n'
    )
    return Wrap(heading.start, next(later, len(html)), opening, "</section>\n")


def _labelled(heading: Element, html: str) -> str:
    found = re.search(r' id="([^"]*)"', html[heading.start : heading.inner])
    return f' aria-labelledby="{found[1]}"' if found else ""
