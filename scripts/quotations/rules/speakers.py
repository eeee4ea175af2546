"""Rules about whose words they are: what stands around a quotation must say it rightly.

`misattributed` is blunt on purpose. Where a sentence has a verb of saying, or what heads the words
gives them to a name, it must also say whose words they are: the text's, its author's, a
paragraph's (¶7), or those of the speaker whom the text itself quotes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from quotations.model import OBJECT, Place, Quotation, Speaker
from quotations.rule import rule
from quotations.rules.claims import claims, statement
from quotations.rules.context import Context
from quotations.rules.patterns import Patterns, names_pattern
from quotations.seed.sentences import split
from quotations.seed.source import Source
from quotations.text.language import Language
from quotations.text.words import WORD
from quotations.trace.brackets import BRACKET

_LEAD_IN = 4  # words of the author's that may stand around somebody's, in marks of their own
_FEW = 4  # words: a name in brackets behind fewer says who is meant, not who speaks
_PARAGRAPH = re.compile(r"¶\s?\d|\bparagraphs?\s+\d")


@dataclass(frozen=True)
class Placed:
    """A quotation that traces, one of its places, and what stands around it on the page."""

    quotation: Quotation
    context: Context
    place: Place
    source: Source
    patterns: Patterns
    """For the ways in which a page may give the words to somebody whom any text names."""

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Those whose words the text quotes here; none where the words are its author's."""
        return tuple(self.source.speakers[key] for key in self.place.speakers)

    @property
    def own_words(self) -> str:
        """What of it is the author's own."""
        parts = self.place.parts
        return " ".join(self.source.author_words(part.start, part.end) for part in parts)

    @property
    def reported(self) -> tuple[Speaker, ...]:
        """Those whose words it is, but for a few of the author's."""
        speakers = self.speakers
        return speakers if len(WORD.findall(self.own_words)) <= _LEAD_IN else ()


@rule(
    mend="name the speaker in the same paragraph, list item, table row or note",
    good="Reed called repairs “long overdue”.",
    bad="Repairs were “long overdue”.",
)
def unattributed(placed: Placed) -> Iterator[str]:
    """Words that the text puts in somebody’s mouth stand where that speaker is named."""
    for speaker in placed.speakers:
        named = names_pattern([speaker])
        own = (placed.own_words, *BRACKET.findall(placed.quotation.text))  # or “he [Putin]”
        if not any(map(named.search, (*own, *placed.context.near(placed.quotation)))):
            yield f"these are the words of {speaker.name}, whom nothing around them names"


@rule(
    mend="say in that sentence whose words they are: the text’s, its author’s, a paragraph’s (¶7)",
    good="The report says that Reed “would pay for repairs only if the state helped”.",
    bad="Reed said that she “would pay for repairs only if the state helped”.",
)
def misattributed(placed: Placed) -> Iterator[str]:
    """A verb of saying, or a name that heads the words, says rightly whose words they are."""
    source, reported = placed.source, placed.reported
    if not source.language.has_lists or not (source.author or source.speakers):
        return
    right = _names_of(source, reported)
    for name in placed.patterns.names.findall(placed.quotation.attribution):
        if not right.search(name):
            yield _wrongly(name, placed)  # an attribution names nobody else
            return
    is_short = len(WORD.findall(placed.quotation.text)) < _FEW
    for text, number in _texts(placed):
        speaking = statement(text, placed.patterns).speaking
        is_declared = bool(_PARAGRAPH.search(text)) or any(map(right.search, speaking))
        if is_declared and not reported:
            return
        for claim in claims(text, number, placed.patterns, is_short, bool(reported)):
            # Somebody's reported words go to the name nearest the verb nearest to them.
            if not (right.search(claim.name) if reported and claim.name else is_declared):
                yield _wrongly(claim.words, placed)
                return
        if is_declared:
            return


@cache
def _names_of(source: Source, reported: tuple[Speaker, ...]) -> re.Pattern[str]:
    """Return a pattern for the names of those whose a text's words are, or the reported ones."""
    owners = (source.author, source.publisher, *reported)
    return names_pattern(person for person in owners if person)


def _wrongly(claim: str, placed: Placed) -> str:
    source = placed.source
    owner = source.author or source.publisher
    whose = " and ".join(s.name for s in placed.reported) or (owner.name if owner else "its author")
    where = source.where(placed.place.parts[0].start)
    return f"these are words of {whose} ({where}), and ‘{claim}’ gives them to somebody else"


def _texts(placed: Placed) -> Iterator[tuple[str, int | None]]:
    """Yield the texts that may say whose the words are, the nearest first.

    The sentence; the one before it, where the quotation is a sentence by itself; its labels. With
    each comes the number of the OBJECT in it that the quotation is, from 0, if one is.
    """
    text, at = placed.context.around(placed.quotation)
    language = placed.source.language
    sentences = _sentences(text, language)
    number = next(number for number, (_, end) in enumerate(sentences) if at < end)
    start, end = sentences[number]
    own = text[start:end]
    if text[at + 1 : at + 2] in ("?", "!", ".") and end < len(text):
        after = text[slice(*sentences[number + 1])]
        if len(WORD.findall(after)) <= _LEAD_IN:  # “She paid.” Reed said.
            own = f"{own} {after}"
    yield _line(own), text.count(OBJECT, start, at)
    if number and not WORD.search(own):
        yield _line(text[slice(*sentences[number - 1])]), None
    for label in placed.context.labels(placed.quotation):
        yield _line(label[slice(*_sentences(label, language)[-1])]), None


@lru_cache(maxsize=1024)
def _sentences(text: str, language: Language) -> list[tuple[int, int]]:
    return split(text, language)


@lru_cache(maxsize=1024)
def _line(text: str) -> str:
    return " ".join(text.split())
