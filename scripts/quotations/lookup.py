"""Look words up in the sources, for an editor who is about to quote them."""

from collections.abc import Sequence

from quotations.explain import locator
from quotations.source import Source
from quotations.trace import trace


def look_up(words: str, sources: Sequence[Source]) -> str:
    """Return, a few lines for each place, where the words stand and who speaks; "" for nowhere.

    Where they stand nowhere, the nearest passage is told, if one is near.
    """
    words = words.strip().strip('“”"')
    found = trace(words, sources)
    if not found.ok:
        near = f"nearest: {found.message}" if found.source_words else ""
        return "" if not near else f"the text has no “{words}”; {near}"
    by_id = {source.id: source for source in sources}
    lines = []
    for place in found.places:
        source = by_id[place.parts[0].source]
        who = ", ".join(source.speakers[key].name for key in place.speakers)
        for part in place.parts:
            paragraph = source.paragraphs[part.paragraph - 1]
            sentence = paragraph.sentence_at(part.start)
            lines.append(
                f"{source.id} {locator(source, part.start)}, code points {part.start}–{part.end}"
                f" · {who or 'the author’s own words'}\n"
                f"    exactly:  “{source.text[part.start : part.end]}”\n"
                f"    sentence: {source.text[sentence.start : sentence.end]}"
            )
    return "\n".join(lines)
