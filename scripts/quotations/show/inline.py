"""Show where a quotation outside its passage comes from: a link, and the sentence on demand."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from quotations.model import Checked, Place, Quotation
from quotations.seed.source import Source
from quotations.show.homes import Edition, leads_to
from quotations.show.splice import Element, Wrap
from quotations.text.fold import MARKS

# An anchor must not stand in these; in the last it would be one of SVG's own.
NO_LINKS = frozenset("a button summary label text textarea select option title svg".split())


def quotation_links(
    checked: Checked, page: str, edition: Edition, closed: Sequence[Element]
) -> Iterator[Wrap]:
    """Yield the links of a quotation: one for each paragraph that it stands in.

    One that stands in or around an element of `closed`, which can hold no link, has none.
    """
    if checked.quotation.run.element.startswith("@") or not checked.trace.places:
        return
    place, target, anchor = _target(checked, page, edition)
    href = ""
    if target is not None:
        path = "" if target == page else edition.address(target, page)
        href = f' href="{escape(path)}#{escape(anchor)}"'
    shown = escape(sentences(place, edition.sources))
    opening = f'<a class="quotation"{href} aria-description="{shown}">'
    if not href:  # nowhere to lead: still shown, and still reached by the keyboard
        opening = opening.replace("<a ", '<a tabindex="0" role="note" ')
    for start, end in _shown_spans(checked.quotation):
        if start < end and not any(e.start < end and start < e.end for e in closed):
            yield Wrap(start, end, opening, "</a>", opening, "</a>")


def _target(checked: Checked, page: str, edition: Edition) -> tuple[Place, str | None, str]:
    """Return the place a quotation is shown to come from, its page, and the id there."""
    home = edition.homes.get(page)
    for note in home.notes if home else ():
        if note.lemma is checked:
            return note.place, page, f"{note.identifier}-words"
    place, target = leads_to(checked, page, edition.homes)
    return place, target, f"p{place.parts[0].paragraph}-{place.parts[0].sentence}"


def _shown_spans(quotation: Quotation) -> Sequence[tuple[int, int]]:
    """Return where a quotation stands in the HTML, its marks included where that is plain."""
    if quotation.form == "block" or len(quotation.spans) > 1:
        return quotation.spans
    run, (start, end) = quotation.run, quotation.own
    start -= start > 0 and run.text[start - 1] in MARKS
    end += end < len(run.text) and run.text[end] in MARKS
    return (run.span(start, end),) if start < end else ()


def sentences(place: Place, sources: Mapping[str, Source]) -> str:
    """Return the whole sentences a quotation comes from, with their place and who speaks."""
    source = sources[place.parts[0].source]
    shown: dict[int, str] = {}
    for part in place.parts:
        for paragraph in source.paragraphs[part.paragraph - 1 :]:
            if part.end <= paragraph.start:
                break
            for sentence in source.sentences(paragraph):
                if sentence.start < part.end and part.start < sentence.end:
                    shown[sentence.start] = source.text[sentence.start : sentence.end]
    names = [source.speakers[key].name for key in place.speakers]
    first = place.parts[0]
    text = f"‘{source.id}’, " if len(sources) > 1 else ""
    where = f"{text}¶{first.paragraph}, sentence {first.sentence}"
    who = f", with words of {' and '.join(names)}" if names else ""
    return f"{where}{who}: {' '.join(shown.values())}"
