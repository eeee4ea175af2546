"""Look words up in the sources, for an editor who is about to quote them."""

from collections.abc import Sequence

from quotations.explain import locator
from quotations.fold import MARKS
from quotations.source import Source
from quotations.trace import trace


def look_up(words: str, sources: Sequence[Source]) -> tuple[bool, str]:
    """Return whether the words may be quoted so, and a few lines for a person.

    For each place: where the words stand, exactly how, and who speaks. Else: why not, and the
    nearest passage, if one is near.
    """
    words = words.strip()
    bare = words.strip(MARKS)  # they may be typed with the marks around them
    found = trace(bare, sources)
    if found.ok:
        words = bare
    else:
        found = trace(words, sources)
    if not found.ok:
        return False, f"“{words}” cannot be quoted so: {found.message}"
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
    return True, "\n".join(lines)
