"""Show a home: its passage with what the notes are about, and its notes.

A paragraph gets its number, a sentence an address, reported words the name of their speaker, and
the words of a note, its lemma, become a link to the note, which links back. Of paragraph 2, “An old
bridge. It leaks.”, with a note on “bridge”, comes (attributes left out)
`<p id="p2"><a>¶2 </a><span id="p2-1">An old <a href="#leak">bridge<sup>1</sup></a>.</span> …</p>`.
"""

from bisect import bisect_right
from collections.abc import Callable
from html import escape
from itertools import takewhile

from selectolax.lexbor import LexborNode

from quotations.model import HEADINGS, PageResult, Run, Segment
from quotations.page.elements import NOTE_KINDS, ancestors
from quotations.show.edition import Home, Note
from quotations.show.tree import block_of, following, new_element, put_first, text_nodes, wrap
from quotations.text.fold import fold

_WORD_JOINER = "\u2060"  # forbids a line break on either side (UAX #14, class WJ)
_Wrap = Callable[[int, int, str], list[LexborNode]]  # see `wrap_words`


def show_passage(result: PageResult, home: Home) -> None:
    """Show a home's passage and its notes in the page's tree."""
    # Quoted word for word, each paragraph of the block quote is one of the source.
    quotation = home.passage.quotation
    for number, segment in zip(home.paragraphs, quotation.parts, strict=True):
        _show_paragraph(home, number, segment)
    for element in ancestors(block_of(quotation.run)):
        if element.tag == "blockquote":
            element.attrs["class"] = "home"
    notes = [_show_note(note, number) for number, note in enumerate(home.notes, 1)]
    for heading in result.runs:
        is_own = heading.is_heading and heading.section == quotation.run.section
        if is_own and heading.block.element != "h1":  # which is the page's
            _show_section(heading, notes)


def _show_paragraph(home: Home, number: int, segment: Segment) -> None:
    """Show paragraph `number` of the source, which is a segment of the passage."""
    run, start, end = segment
    source, paragraph = home.source, home.source.paragraphs[number - 1]
    # The page's typography may differ from the source's: folded, they are the same text.
    in_source = fold(source.text[paragraph.start : paragraph.end], paragraph.start)
    on_page = fold(run.text[start:end], start)

    def wrap_words(start: int, end: int, opening: str) -> list[LexborNode]:
        """Put elements around what the page has of the source's text[start:end]; return them."""
        folded_start = bisect_right(in_source.starts, start) - 1
        folded_end = bisect_right(in_source.starts, end - 1)
        return wrap(text_nodes(run, *on_page.origin(folded_start, folded_end)), opening)

    for sentence in paragraph.sentences:
        pieces = wrap_words(sentence.start, sentence.end, '<span class="sentence">')
        pieces[0].attrs["id"] = f"p{number}-{sentence.number}"
    for span in source.spans:
        if paragraph.start <= span.start < paragraph.end:
            # The quotation marks belong to what is reported.
            *_, last = wrap_words(span.start - 1, span.end + 1, '<span class="reported">')
            name = escape(span.speaker.name)
            speaker = f'<span class="speaker" data-search-exclude> [{name}]</span>'
            last.insert_after(new_element(speaker, last), move=True)
    for note_number, note in enumerate(home.notes, 1):
        if note.place.parts[0].paragraph == number:  # and so are all its parts
            _show_lemma(note, note_number, wrap_words)
    block = block_of(run)
    block.attrs["id"] = f"p{number}"
    put_first(
        block,
        f'<a class="pilcrow" href="#p{number}" aria-label="Paragraph {number}"'
        f" data-search-exclude>¶{number} </a>",
    )


def _show_lemma(note: Note, number: int, wrap_words: _Wrap) -> None:
    """Link a note's words in the passage to the note, its number after the last of them."""
    opening = (
        f'<a class="lemma {note.kind}" href="#{escape(note.identifier)}"'
        f' aria-description="Note {number}, {NOTE_KINDS[note.kind].lower()}">'
    )
    links = [
        link for part in note.place.parts for link in wrap_words(part.start, part.end, opening)
    ]
    links[0].attrs["id"] = f"{note.identifier}-words"
    # The description says the number; in the link's name it would be part of the last word.
    sup = f'<sup class="ref" aria-hidden="true" data-search-exclude>{_WORD_JOINER}{number}</sup>'
    links[-1].insert_child(new_element(sup, links[-1]), move=True)


def _show_note(note: Note, number: int) -> LexborNode:
    """Put a section around a note, and first in it its number, kind and links; return it."""
    section = _wrap_section(note.heading, f"note {note.kind}")
    identifier = escape(note.identifier)
    put_first(
        section,
        f'<p class="kind" data-search-exclude><a class="back" href="#{identifier}-words"'
        f' aria-label="Note {number}: back to its words in the passage">{number}</a>'
        f' {NOTE_KINDS[note.kind]} <a class="permalink" href="#{identifier}"'
        f' aria-label="Address of note {number}">#</a></p>',
    )
    return section


def _wrap_section(heading: Run, classes: str) -> LexborNode:
    """Put a section around a heading and what follows it, to the next that is as high."""
    element = block_of(heading)
    as_high = [name for name in HEADINGS if name <= heading.block.element]
    nodes = [element, *takewhile(lambda node: node.tag not in as_high, following(element))]
    label = f' aria-labelledby="{escape(element.id)}"' if element.id else ""
    (section,) = wrap(nodes, f'<section class="{classes}"{label}>')
    return section


def _show_section(heading: Run, notes: list[LexborNode]) -> None:
    """Put a section around the passage, an element around the notes after it, and one around both.

    So a wide screen can show them side by side.
    """
    section = _wrap_section(heading, "passage")
    after = list(following(section))
    if notes and notes[-1] in after:
        below = wrap(after[: after.index(notes[-1]) + 1], '<div class="notes">')
        wrap([section, *below], '<div class="edition">')
