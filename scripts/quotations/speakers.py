"""Whose words a quotation's are, and whose the page says they are.

Bad: Putin said that “We have also agreed …” (Trump's words), and Putin wants, he says, “a more
pliable government” (the author's). Good: Trump wrote “We have also agreed …”.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from quotations.find import Quotation, Surroundings
from quotations.language import Language
from quotations.match import Place, Trace
from quotations.sentences import split
from quotations.source import AUTHOR, Source, Speaker, names_pattern

_GAP = 7  # words that may stand between a verb of saying and the quotation it introduces
_BREAK = re.compile(r"[;\ufffc]")  # beyond these nothing is said of the quotation


def attribute(
    quotation: Quotation, trace: Trace, sources: Sequence[Source], around: Surroundings
) -> Trace:
    """Return `trace`, or the failure to name, or rightly name, who speaks.

    A place will do where the words are the author's own or their speaker is named nearby; where
    the page says in so many words who said them, it must be so.
    """
    by_id = {source.id: source for source in sources}
    claims = _claims(quotation, sources)
    for key, name, source_id in claims:
        rightful = [place for place in trace.places if _speaks(place, key, source_id, by_id)]
        if not rightful:
            place = trace.places[0]
            source = by_id[place.parts[0].source]
            whose = _whose(place, source)
            message = f"the page gives these words to {name}; in the text they are {whose}"
            return replace(
                trace, verdict="misattributed", message=message + _where(place), places=()
            )
    named = [place for place in trace.places if _is_named(quotation, place, by_id, around)]
    if named:
        return trace
    place = trace.places[0]
    source = by_id[place.parts[0].source]
    names = _any_of(source.speakers[key] for key in place.speakers)
    message = f"these are the words of {names}, whom nothing around them names"
    return replace(trace, verdict="unattributed", message=message + _where(place), places=())


def _where(place: Place) -> str:
    return f" (¶{place.parts[0].paragraph}.{place.parts[0].sentence})"


def _any_of(speakers: Iterable[Speaker]) -> str:
    return " and ".join(speaker.name for speaker in speakers)


def _whose(place: Place, source: Source) -> str:
    if place.speakers:
        return f"those of {_any_of(source.speakers[key] for key in place.speakers)}"
    return "the author’s own"


def _speaks(place: Place, key: str, source_id: str, by_id: dict[str, Source]) -> bool:
    source = by_id[place.parts[0].source]
    if source.id != source_id:
        return False
    if key == "publisher":
        return True
    if key == AUTHOR:
        return any(source.has_own_words(part.start, part.end) for part in place.parts)
    own = any(source.has_own_words(part.start, part.end) for part in place.parts)
    return key in place.speakers and not own


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
    for source in sources:
        people = _people(source)
        if quotation.attribution:
            keys = [p for p in people if p.pattern.match(quotation.attribution)]
            found += [(p.key, p.name, source.id) for p in keys[:1]]
        name = _before(quotation.before, source) or _after(quotation.after, source)
        for person in people:
            if name and person.pattern.fullmatch(name):
                found.append((person.key, person.name, source.id))
                break
    return found


def _people(source: Source) -> list[Speaker]:
    people = list(source.speakers.values())
    if source.author:
        people.append(source.author)
    if source.publisher:
        people.append(source.publisher)
    return people


@lru_cache(maxsize=8)
def _anyone(names: tuple[str, ...]) -> str:
    return names_pattern(names).pattern


def _names(source: Source) -> str:
    return _anyone(tuple(name for person in _people(source) for name in person.names))


def _before(text: str, source: Source) -> str | None:
    """Return the name in “Name said that “…””, “Name’s word “…””, “according to Name, “…””.

    `text` ends where the quotation opens. Only the clause just before it counts.
    """
    clause = _BREAK.split(text)[-1]
    clause = clause[split(clause, source.language)[-1][0] :]
    patterns = _patterns(source.language, _names(source))
    if not patterns.name.search(clause):
        return None
    clause = patterns.joined.sub("", clause)
    for pattern in patterns.before:
        match = pattern.search(clause)
        if match and not patterns.shared.search(clause[: match.start()]):
            return match["name"]
    return None


def _after(text: str, source: Source) -> str | None:
    """Return the name in “…,” Name said; “…”, as Name put it; “…,” said Name; “…” — Name."""
    patterns = _patterns(source.language, _names(source))
    if not patterns.name.search(text):
        return None
    for pattern in patterns.after:
        match = pattern.match(text)
        if match:
            return match["name"]
    return None


class _Patterns:
    """The forms of words, in one language, that say who said something."""

    def __init__(self, words: Language, names: str) -> None:
        self.name = re.compile(names)
        titles = rf"(?:(?i:{_any(words.titles)})\.?\s+)*"
        name = rf"(?<!\w){titles}(?P<name>{names})"
        aside = r"(?:\s*\([^()]{0,40}\)|\s*\[[^\[\]]{0,40}\]|,[^,]{0,60},)?"
        dash = r"(?:-{1,3}|[–—―])"
        # “Trump and Putin said”: said by one of them, it is not in so many words by which.
        self.shared = re.compile(rf"(?:{names})['’s]*(?:,| and| or)\s+$")
        # “…” and: what is said of the first quotation is said of the second.
        self.joined = re.compile(
            rf"(?:[“\"«„‘][^“”\"«»„‘]*[”\"»’][,\s]*(?:{_any(words.joining)})?\s*)+$"
        )
        self.before = [re.compile(rf"^\s*{name}{aside}\s*:\s*\(?$")]
        self.after = [
            re.compile(rf"\s*{dash}\s*{name}\s*(?:[.,;)]|$)"),
            re.compile(rf"\s*\(\s*{name}\s*[,)]"),
        ]
        if not words.saying:
            return
        saying = rf"(?:{_any(words.saying)})\b"
        being = rf"(?:{_any(words.being)})\b"
        sayings = rf"(?:{_any(words.sayings)})\b"
        according = rf"(?i:{_any(words.according)})\b"
        plain = rf"(?!{saying}|{being}|(?:{_any(words.turning)})\b|\w+n['’]t\b|{names})[\w’'-]+"
        # A verb's subject: the name, then at most a few words that are no name and no negation,
        # nor a form of “to be”: who is told something does not say it.
        subject = rf"{name}(?:['’]s?)?{aside}(?:\s+{plain}){{0,2}}\s+"
        end = r"[\s,:(\[]*$"
        # What may stand between a verb and the quotation; no other name, no other verb of saying.
        gap = rf"(?:[\s,:]+(?!{saying}|{names})(?:(?:[A-Z]\.)+|[\w’'&/¶$%-]+)){{0,{_GAP}}}{end}"
        self.before += [
            re.compile(rf"{subject}{saying}(?:\s*{dash}\s*$|{aside}{gap})"),
            re.compile(rf"{name}\s+{being}\s+(?=\w+ing\b){saying}{gap}"),
            re.compile(rf"{name}\s+{being}\s+(?:{_any(words.reporting)})\s+{saying}{gap}"),
            re.compile(
                rf"{name}['’]s?\s+(?:[\w’'-]+\s+){{0,2}}{sayings}(?:\s+(?:{being}|of))?{end}"
            ),
            re.compile(rf"{sayings}\s+(?:\w+\s+)?(?:{_any(words.belonging)})\s+{name}{end}"),
            re.compile(rf"{according}\s+{name}\b[\s,:(]*(?:[\w’'-]+\s+){{0,3}}$"),
            re.compile(rf"^\s*(?i:{saying})\s+{name}{end}"),
        ]
        lead = rf"\s*(?:[,;(]\s*|{dash}\s*)?(?:as\s+)?"
        is_what = rf"(?:{being}\s+(?:{_any(words.identifying)})\s+)?"
        self.after += [
            re.compile(
                rf"{lead}{is_what}{name}(?:\s+{plain}){{0,2}}\s+{saying}"
                r"(?!\s+(?:nothing|little|no|that|of)\b)"
            ),
            re.compile(
                rf"{lead}(?:{being}\s+)?{saying}\s+(?:(?:{_any(words.belonging)})\s+)?{name}"
            ),
            re.compile(rf"{lead}{according}\s+{name}"),
            re.compile(rf"{lead}(?:{being}\s+|\w+\s+)?{name}['’]s?\s+(?:\w+\s+)?{sayings}"),
        ]


def _any(words: frozenset[str]) -> str:
    """Return a pattern for one of some words; for none of them, one that matches nothing."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


@lru_cache(maxsize=16)
def _patterns(words: Language, names: str) -> _Patterns:
    return _Patterns(words, names)
