"""Whose words a quotation's are, and whose the page says they are.

Bad: Putin said that “We have also agreed …” (Trump's words), and Putin wants, he says, “a more
pliable government” (the author's). Good: Trump wrote “We have also agreed …”.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from quotations.find import Quotation, Surroundings
from quotations.language import WORD, Language
from quotations.match import Place, Trace
from quotations.sentences import split
from quotations.source import AUTHOR, Source, Speaker, names_pattern

_GAP = 7  # words that may stand between a verb of saying and the quotation it introduces
_LEAD_IN = 4  # words of the author's that may stand around somebody's, in marks of their own
_BEFORE = 4  # words before a name in which a negation or a question takes a claim back
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
    wrong = [
        (key, name)
        for key, name, source_id in claims
        if not any(_speaks(place, key, source_id, by_id) for place in trace.places)
    ]
    if len(wrong) < len(claims):  # the op-ed may be named as where somebody's words stand
        wrong = [(key, name) for key, name in wrong if key != AUTHOR]
    if wrong:
        place = trace.places[0]
        whose = _whose(place, by_id[place.parts[0].source])
        message = f"the page gives these words to {wrong[0][1]}; in the text they are {whose}"
        return replace(trace, verdict="misattributed", message=message + _where(place), places=())
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
    for source in sources:
        people = _people(source)
        if quotation.attribution:
            keys = [p for p in people if p.pattern.match(quotation.attribution)]
            found += [(p.key, p.name, source.id) for p in keys[:1]]
        after = quotation.after
        if quotation.text.endswith((",", ".", "?", "!")):
            after = f",{after}"  # the stop that parts them stands inside the marks
        for name in (_before(quotation.before, source), _after(after, source)):
            keys = [p for p in people if name and p.pattern.fullmatch(name)]
            found += [(p.key, p.name, source.id) for p in keys[:1]]
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
        if match and not patterns.withheld.search(clause[: match.start()]):
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
        aside = rf"(?:\s*\([^()]{{0,40}}\)|\s*\[[^\[\]]{{0,40}}\]|,(?:(?!{names})[^,]){{0,60}},)?"
        dash = r"(?:-{1,3}|[–—―])"
        # “Trump and Putin said”: said by one of them, it is not in so many words by which. And
        # what is denied, asked or supposed is not said at all.
        taken_back = rf"\b(?i:{_any(words.turning | words.asking)})\b(?:\W+\w+){{0,{_BEFORE}}}\W*$"
        self.withheld = re.compile(
            rf"(?:{names})['’s]*,?\s+(?:{_any(words.joining)})\s+$|{taken_back}"
        )
        # “…” and: what is said of the first quotation is said of the second.
        joining = rf",?+\s*+(?:(?:{_any(words.joining)})\b)?+\s*+"
        self.joined = re.compile(rf"(?:[“\"«„‘][^“”\"«»„‘]*+[”\"»’]{joining})++$")
        self.before = [re.compile(rf"^\s*{name}{aside}\s*:\s*\(?$")]
        self.after = [
            re.compile(rf"\s*{dash}\s*{name}\s*(?:[.,;)]|$)"),
            re.compile(rf"\s*\(\s*{name}\s*[,)]"),
        ]
        if not words.saying:
            return
        verb = rf"(?:{_any(words.saying)})\b"
        calling = rf"(?:{_any(words.calling)})\b(?!\s+(?:{_any(words.particles)})\b)"
        saying = rf"(?:{verb}|{calling})"
        plain_verb = (
            rf"(?:{_any(frozenset(w for w in words.saying | words.calling if ' ' not in w))})\b"
        )
        being = rf"(?:{_any(words.being)})\b"
        sayings = rf"(?:{_any(words.sayings)})\b"
        belonging = rf"(?:{_any(words.belonging)})\b"
        agent = rf"(?:{_any(words.agent)})\b"
        according = rf"(?i:{_any(words.according)})\b"
        that = rf"(?:{_any(words.that)})\b"
        small = rf"(?:{_any(words.small)})\b"
        never = (
            rf"(?:{_any(words.turning | words.refusing | words.breaking - {'who'})})\b|\w+n['’]t\b"
        )
        plain = rf"(?!{saying}|{being}|{never}|{names})[\w’'-]+"
        # A verb's subject: the name, then at most a few words that are no name and no negation,
        # nor a form of “to be”: who is told something does not say it.
        subject = rf"{name}{aside}(?:\s+{plain}){{0,2}}\s+"
        end = r"[\s,:(\[]*$"
        # The verb stands next to the quotation: but for small words; or for a few words and a
        # comma, a colon or “that”; or for “that” and a few words of what was said.
        word = rf"(?:(?!{saying}|{never}|{names})(?:(?:[A-Z]\.)+|[\w’'&/¶$%-]+))"
        gap = (
            rf"(?:(?:\s+{small}){{0,3}}{end}|{aside}(?:\s+{word}){{0,{_GAP}}}(?:\s*[,:]|\s+{that}){end}"
            rf"|{aside}\s+{that}(?:\s+{word}){{0,{_GAP}}}{end}|\s*{dash}\s*$)"
        )
        near = rf"(?:\s+{small}){{0,3}}{end}"
        self.before += [
            re.compile(rf"{subject}(?:{verb}{gap}|{calling}{near})"),
            re.compile(rf"{name}\s+{being}\s+(?=\w+ing\b)(?:{verb}{gap}|{calling}{near})"),
            re.compile(rf"{name}\s+{being}\s+(?:{_any(words.reporting)})\s+{verb}{gap}"),
            re.compile(
                rf"{name}['’]s?\s+(?:{plain}\s+){{0,2}}{sayings}"
                rf"(?:\s+(?:{being}|of|{that}))?\s*(?:[:(]|{dash})?\s*$"
            ),
            re.compile(rf"\b(?i:{belonging})\s+{name}['’]s?\s+(?:{plain}\s+)?{sayings},?\s*$"),
            re.compile(rf"{sayings}\s+(?:\w+\s+)?{belonging}\s+{name}{end}"),
            re.compile(rf"{according}\s+{name}\b[\s,:(]*(?:{plain}\s+){{0,3}}$"),
            re.compile(rf"^\s*(?i:{plain_verb})\s+{name}{end}"),
        ]
        # What follows is parted from the quotation, or tied to it: “…”, he said; “…” is his word.
        lead = rf"\s*(?:(?:[,;(]\s*)+|{dash}\s*)"
        not_that = rf"(?!\s+(?:{_any(words.nothing)})\b)"
        self.after += [
            re.compile(rf"{lead}(?:as\s+)?{name}(?:\s+{plain}){{0,2}}\s+{saying}{not_that}"),
            re.compile(
                rf"\s*(?:as|{being}\s+(?:{_any(words.identifying)}))\s+{name}"
                rf"(?:\s+{plain}){{0,2}}\s+{saying}{not_that}"
            ),
            re.compile(rf"{lead}(?:as\s+)?{plain_verb}\s+(?:{agent}\s+)?{name}"),
            re.compile(rf"\s*{being}\s+{plain_verb}\s+{agent}\s+{name}"),
            re.compile(rf"{lead}{according}\s+{name}"),
            re.compile(rf"{lead}{belonging}\s+{name}['’]s?\s+(?:\w+\s+)?{sayings}"),
            re.compile(rf"\s*{being}\s+{name}['’]s?\s+(?:\w+\s+)?{sayings}"),
        ]


def _any(words: frozenset[str]) -> str:
    """Return a pattern for one of some words; for none of them, one that matches nothing."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


@lru_cache(maxsize=16)
def _patterns(words: Language, names: str) -> _Patterns:
    return _Patterns(words, names)
