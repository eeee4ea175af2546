"""Whose words a quotation's are, and whose the page says they are.

Bad: Putin said that “We have also agreed …” (Trump's words), and Putin wants, he says, “a more
pliable government” (the author's). Good: Trump wrote “We have also agreed …”.
"""

from collections.abc import Iterable, Sequence

from quotations.find import Quotation, Surroundings
from quotations.language import WORD
from quotations.match import Place, Trace
from quotations.sayings import said_after, said_before
from quotations.source import AUTHOR, Source, Speaker

_SHORT = 5  # words: a bare name after fewer says who is meant, not who speaks
_LEAD_IN = 4  # words of the author's that may stand around somebody's, in marks of their own


def attribute(
    quotation: Quotation, trace: Trace, sources: Sequence[Source], around: Surroundings
) -> Trace:
    """Return `trace`, or the failure to name, or rightly name, who speaks.

    A place will do where the words are the author's own or their speaker is named nearby; where
    the page says in so many words who said them, it must be so.
    """
    by_id = {source.id: source for source in sources}
    claims = _claims(quotation, sources)
    rightly = [
        any(_speaks(place, key, source_id, by_id) for place in trace.places)
        for key, _, source_id in claims
    ]
    named = [place for place in trace.places if _is_named(quotation, place, by_id, around)]
    wrong = [
        (key, name) for (key, name, _), right in zip(claims, rightly, strict=True) if not right
    ]
    # The op-ed may be named as where somebody's words stand, if they are named too; and where
    # words are rightly said to be the op-ed's, another name beside them says something else.
    if named:
        wrong = [(key, name) for key, name in wrong if key != AUTHOR]
    if any(right and key == AUTHOR for (key, _, _), right in zip(claims, rightly, strict=True)):
        wrong = []
    if wrong:
        place = trace.places[0]
        whose = _whose(place, by_id[place.parts[0].source])
        message = f"the page gives these words to {wrong[0][1]}; in the text they are {whose}"
        return trace._replace(verdict="misattributed", message=message + _where(place), places=())
    if named:
        return trace
    place = trace.places[0]
    source = by_id[place.parts[0].source]
    names = _any_of(source.speakers[key] for key in place.speakers)
    message = f"these are the words of {names}, whom nothing around them names"
    return trace._replace(verdict="unattributed", message=message + _where(place), places=())


def _where(place: Place) -> str:
    return f" (¶{place.parts[0].paragraph}.{place.parts[0].sentence})"


def _any_of(speakers: Iterable[Speaker]) -> str:
    return " and ".join(speaker.name for speaker in speakers)


def _whose(place: Place, source: Source) -> str:
    if not place.speakers:
        return "the author’s own"
    names = _any_of(source.speakers[key] for key in place.speakers)
    only_in_part = any(source.has_own_words(part.start, part.end) for part in place.parts)
    return f"{'only in part ' if only_in_part else ''}those of {names}"


def _speaks(place: Place, key: str, source_id: str, by_id: dict[str, Source]) -> bool:
    source = by_id[place.parts[0].source]
    if source.id != source_id:
        return False
    if key == "publisher":
        return True
    own = [_own_words(source, part.start, part.end) for part in place.parts]
    words = sum(len(WORD.findall(text)) for text in own)
    return words > 0 if key == AUTHOR else key in place.speakers and words <= _LEAD_IN


def _is_named(
    quotation: Quotation, place: Place, by_id: dict[str, Source], around: Surroundings
) -> bool:
    source = by_id[place.parts[0].source]
    for key in place.speakers:
        pattern = source.speakers[key].pattern
        own = " ".join(_own_words(source, part.start, part.end) for part in place.parts)
        if not pattern.search(own) and not around.name(quotation, pattern):
            return False
    return True


def _own_words(source: Source, start: int, end: int) -> str:
    """Return a stretch of the text without what other people say in it."""
    pieces = []
    at = start
    for span in source.spans:
        if span.speaker != AUTHOR and span.start < end and start < span.end:
            pieces.append(source.text[at : span.start])
            at = max(at, span.end)
    return " ".join([*pieces, source.text[at:end]])


# What the page claims


def _claims(quotation: Quotation, sources: Sequence[Source]) -> list[tuple[str, str, str]]:
    """Return who, the page says in so many words, said this: (key, name, source's id)."""
    found = []
    after = quotation.after
    if quotation.text.endswith((",", ".", "?", "!")):
        after = f",{after}"  # the stop that parts them stands inside the marks
    short = len(quotation.text.split()) < _SHORT
    for source in sources:
        words, names = source.language, source.names_of_people
        author = source.author.pattern.pattern if source.author else "(?!)"
        said = [
            said_before(quotation.before, names, author, words),
            said_after(after, names, author, words, short),
        ]
        people = [source.person(name) for name in said if name]
        if quotation.attribution:
            signed = (p for p in source.people if p.pattern.match(quotation.attribution))
            people.insert(0, next(signed, None))
        found += [(person.key, person.name, source.id) for person in people if person]
    return found
