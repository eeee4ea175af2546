"""Show a page that is home to a passage: the passage with what its notes are about, and the notes.

A paragraph gets its number, its sentences their addresses, reported words say whose they are, and
the words of a note, its lemma, lead to the note; the note leads back.
"""

from bisect import bisect_right
from collections.abc import Callable
from html import escape
from itertools import dropwhile, takewhile

from selectolax.lexbor import LexborNode

from quotations.model import AUTHOR, Run
from quotations.page.elements import BLOCKS, HEADINGS
from quotations.show.edition import Home, Note
from quotations.show.notes import KIND_NAMES
from quotations.show.tree import around, made, put_first, shown, wrap
from quotations.text.fold import fold

_WORD_JOINER = "\u2060"  # forbids a line break on either side (UAX #14, class WJ)
_Wrap = Callable[[int, int, str], list[LexborNode]]


def show_passage(root: LexborNode, home: Home) -> None:
    """Show a home's passage and its notes in the page's tree."""
    # Quoted word for word, each paragraph of the block quote is one of the source.
    for part, number in zip(home.passage.quotation.parts, home.paragraphs, strict=True):
        _show_paragraph(home, number, *part)
    outward = around(home.passage.quotation.run)
    quotes = [element for element in outward if element.tag == "blockquote"]
    if quotes and "class" not in quotes[-1].attributes:
        quotes[-1].attrs["class"] = "home"
    notes = [_show_note(note) for note in home.notes]
    _show_sections(root, home, notes)


def _show_paragraph(home: Home, number: int, run: Run, begin: int, end: int) -> None:
    """Show a paragraph of the source, which stands in a stretch of a run."""
    source, paragraph = home.source, home.source.paragraphs[number - 1]
    known, here = source.folded_paragraph(number), fold(run.text[begin:end], begin)

    def wrapped(start: int, end: int, opening: str) -> list[LexborNode]:
        """Put an element around a stretch of the source, not empty; return it in its pieces."""
        # The same words folded are the same text, character for character.
        first, last = (bisect_right(known.starts, point) - 1 for point in (start, end - 1))
        groups = shown(run, *here.origin(first, last + 1))
        return [wrap(group, opening) for group in groups]

    for sentence in source.sentences(paragraph):
        first, *_ = wrapped(sentence.start, sentence.end, '<span class="sentence">')
        first.attrs["id"] = f"p{number}-{sentence.number}"
    reported = [
        # The marks belong to what is reported.
        (wrapped(span.start - 1, span.end + 1, '<span class="reported">')[-1], span.speaker)
        for span in source.spans
        if span.speaker != AUTHOR and paragraph.start <= span.start < paragraph.end
    ]
    for note in home.notes:
        _show_lemma(note, number, wrapped)
    for element, key in reported:  # last: a name stands in the lemma that ends with its words
        name = escape(source.speakers[key].name)
        speaker = f'<span class="speaker" data-search-exclude> [{name}]</span>'
        element.insert_after(made(speaker, element), move=True)
    block = next(element for element in around(run) if element.tag in BLOCKS)
    block.attrs["id"] = f"p{number}"
    put_first(
        block,
        f'<a class="pilcrow" href="#p{number}" aria-label="Paragraph {number}"'
        f" data-search-exclude>¶{number} </a>",
    )


def _show_lemma(note: Note, paragraph: int, wrapped: _Wrap) -> None:
    """Make of a lemma's words in a paragraph links to their note, its number behind the last."""
    opening = (
        f'<a class="lemma {note.kind}" href="#{escape(note.identifier)}"'
        f' aria-description="Note {note.number}, {KIND_NAMES[note.kind].lower()}">'
    )
    for part in note.place.parts:
        if part.paragraph == paragraph:
            pieces = wrapped(part.start, part.end, opening)
            if part.start == note.start:
                pieces[0].attrs["id"] = f"{note.identifier}-words"
            # The number is the description's; in the link's name it would end its last word.
            if part.end == note.end:
                number = f"{_WORD_JOINER}{note.number}"
                sup = f'<sup class="ref" aria-hidden="true" data-search-exclude>{number}</sup>'
                pieces[-1].insert_child(made(sup, pieces[-1]), move=True)


def _show_note(note: Note) -> LexborNode:
    """Put an element around a note, and at its beginning what names its number and kind."""
    heading = next(element for element in around(note.heading) if element.tag in HEADINGS)
    as_high = [name for name in HEADINGS if name <= (heading.tag or "")]
    assert heading.parent is not None
    beside = heading.parent.iter(include_text=True)
    _, *following = dropwhile(lambda node: node.mem_id != heading.mem_id, beside)
    text = takewhile(lambda node: node.tag not in as_high, following)
    section = wrap([heading, *text], f'<section class="note {note.kind}"{_label(heading)}>')
    identifier = escape(note.identifier)
    put_first(
        section,
        f'<p class="kind" data-search-exclude><a class="back" href="#{identifier}-words"'
        f' aria-label="Note {note.number}: back to its words in the passage">{note.number}</a>'
        f' {KIND_NAMES[note.kind]} <a class="permalink" href="#{identifier}"'
        f' aria-label="Address of note {note.number}">#</a></p>',
    )
    return section


def _show_sections(root: LexborNode, home: Home, notes: list[LexborNode]) -> None:
    """Put an element around the passage, and one around it and the notes, if each stands below a
    heading of its own.
    """
    parts = list(root.iter(include_text=True))
    places = {part.mem_id: at for at, part in enumerate(parts)}
    run = home.passage.quotation.run
    here = next(places[element.mem_id] for element in around(run) if element.mem_id in places)
    edges = [at for at, part in enumerate(parts) if part.tag in HEADINGS or part.tag == "section"]
    first = max((at for at in edges if at < here), default=here)
    behind = min((at for at in edges if at > here), default=len(parts))
    if first == here or parts[first].tag in ("h1", "section"):
        return
    passage = wrap(parts[first:behind], f'<section class="passage"{_label(parts[first])}>')
    last = places.get(notes[-1].mem_id, 0) if notes else 0
    if behind < last and parts[behind].tag in HEADINGS:
        below = wrap(parts[behind : last + 1], '<div class="notes">')
        wrap([passage, below], '<div class="edition">')


def _label(heading: LexborNode) -> str:
    return f' aria-labelledby="{escape(heading.id)}"' if heading.id else ""
