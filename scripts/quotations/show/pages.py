"""Show on the pages where their quotations come from, by links and ids and without a script.

A quotation links to its sentence, which it also has as its description: “old bridge” becomes
`<a class="quotation" href="../bridge/#p2-1" aria-description="¶2, sentence 1: …">“old bridge”</a>`.
On a home, a paragraph of the passage gets its number, a sentence an address, reported words the
name of their speaker, and the words of a note a link to it, which links back (attributes left out):
`<p id="p2"><a>¶2 </a><span id="p2-1">An <a href="#old">old<sup>1</sup></a> bridge.</span></p>`.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from html import escape
from itertools import takewhile

from selectolax.lexbor import LexborNode

from quotations.model import HEADINGS, Checked, PageResult, Place, Run, Segment
from quotations.page.elements import NOTE_KINDS
from quotations.seed.source import Source
from quotations.show import tree
from quotations.show.edition import Edition, Home, Note, link_target
from quotations.show.fill import fill
from quotations.text.fold import fold

# No link may be in or around one of these. In the last it would be a link of SVG's own.
_NO_LINKS = frozenset("a button summary label text textarea select option title svg".split())
_WORD_JOINER = "\u2060"  # forbids a line break on either side (UAX #14, class WJ)


def annotate(result: PageResult, edition: Edition) -> str:
    """Return the HTML of a page with all that is shown on it; changes the page's tree."""
    root, page = result.root, result.page
    if home := edition.homes.get(page.path):
        _show_passage(result, home)
    for checked in result.checked:
        if checked.trace.places and not (home and checked is home.passage):
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
        nodes = tree.text_nodes(run, start - 1, end + 1)
        elements = [e for node in nodes for e in (*tree.ancestors(node), *node.traverse())]
        if _NO_LINKS.isdisjoint(element.tag for element in elements):
            tree.wrap(nodes, f'<a {attributes} aria-description="{description}">')


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


def _show_passage(result: PageResult, home: Home) -> None:
    """Show a home's passage and its notes in the page's tree."""
    # Quoted word for word, each paragraph of the block quote is one of the source.
    quotation = home.passage.quotation
    for number, segment in zip(home.paragraphs, quotation.parts, strict=True):
        _show_paragraph(home, number, segment)
    for element in tree.ancestors(tree.block_of(quotation.run)):
        if element.tag == "blockquote":
            element.attrs["class"] = "home"
    notes = [_show_note(note, number) for number, note in enumerate(home.notes, 1)]
    # Under a heading, which is not the page's title, the passage is a section, and so are the notes
    # after it; an element around both lets a wide screen show them side by side.
    for heading in result.runs:
        is_own = heading.is_heading and heading.section == quotation.run.section
        if is_own and heading.block.element != "h1":
            section = _wrap_section(heading, "passage")
            after = list(tree.following(section))
            if notes and notes[-1] in after:
                below = tree.wrap(after[: after.index(notes[-1]) + 1], '<div class="notes">')
                tree.wrap([section, *below], '<div class="edition">')


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
        return tree.wrap(tree.text_nodes(run, *on_page.origin(folded_start, folded_end)), opening)

    for sentence in paragraph.sentences:
        pieces = wrap_words(sentence.start, sentence.end, '<span class="sentence">')
        pieces[0].attrs["id"] = f"p{number}-{sentence.number}"
    for span in source.spans:
        if paragraph.start <= span.start < paragraph.end:
            # The quotation marks belong to what is reported.
            *_, last = wrap_words(span.start - 1, span.end + 1, '<span class="reported">')
            name = escape(span.speaker.name)
            speaker = f'<span class="speaker" data-search-exclude> [{name}]</span>'
            last.insert_after(tree.new_element(speaker, last), move=True)
    for note_number, note in enumerate(home.notes, 1):
        if note.place.parts[0].paragraph == number:  # and so are all its parts
            _show_lemma(note, note_number, wrap_words)
    block = tree.block_of(run)
    block.attrs["id"] = f"p{number}"
    tree.put_first(
        block,
        f'<a class="pilcrow" href="#p{number}" aria-label="Paragraph {number}"'
        f" data-search-exclude>¶{number} </a>",
    )


def _show_lemma(note: Note, number: int, wrap_words: Callable[..., list[LexborNode]]) -> None:
    """Link a note's words in the passage to the note, its number after the last of them."""
    opening = (
        f'<a class="lemma {note.kind}" href="#{escape(note.identifier)}"'
        f' aria-description="Note {number}, {NOTE_KINDS[note.kind].lower()}">'
    )
    parts = note.place.parts
    links = [link for part in parts for link in wrap_words(part.start, part.end, opening)]
    links[0].attrs["id"] = f"{note.identifier}-words"
    # The description says the number; in the link's name it would be part of the last word.
    sup = f'<sup class="ref" aria-hidden="true" data-search-exclude>{_WORD_JOINER}{number}</sup>'
    links[-1].insert_child(tree.new_element(sup, links[-1]), move=True)


def _show_note(note: Note, number: int) -> LexborNode:
    """Put a section around a note, and first in it its number, kind and links; return it."""
    section = _wrap_section(note.heading, f"note {note.kind}")
    identifier = escape(note.identifier)
    tree.put_first(
        section,
        f'<p class="kind" data-search-exclude><a class="back" href="#{identifier}-words"'
        f' aria-label="Note {number}: back to its words in the passage">{number}</a>'
        f' {NOTE_KINDS[note.kind]} <a class="permalink" href="#{identifier}"'
        f' aria-label="Address of note {number}">#</a></p>',
    )
    return section


def _wrap_section(heading: Run, classes: str) -> LexborNode:
    """Put a section around a heading and what follows it, to the next that is as high."""
    element = tree.block_of(heading)
    as_high = [name for name in HEADINGS if name <= heading.block.element]
    nodes = [element, *takewhile(lambda node: node.tag not in as_high, tree.following(element))]
    label = f' aria-labelledby="{escape(element.id)}"' if element.id else ""
    (section,) = tree.wrap(nodes, f'<section class="{classes}"{label}>')
    return section


def _put_anchors(root: LexborNode, old: str, target: str) -> None:
    """Let the addresses of a note that is gone arrive at what has an id, or whose heading has."""
    if element := root.css_first(f'[id="{target}"], [aria-labelledby="{target}"]'):
        tree.put_first(element, f'<span id="{escape(old)}"></span>')
        words = root.css_first(f'[id="{target}-words"]') or element
        tree.put_first(words, f'<span id="{escape(old)}-words"></span>')
