"""Rules about whose words they are: what is around a quotation must say it rightly.

`misattributed` is blunt on purpose. Where a sentence has a verb of saying, or a label gives the
words to a name, it must also say whose words they are: the text's, its author's, a paragraph's
(¶7), or those of the speaker whom the text itself quotes. So “Reed said that she “would pay for
repairs”” fails where these are the report's words and not hers. Every rule here is given a Placed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from quotations.model import OBJECT, Place, Quotation, Speaker
from quotations.rule import rule
from quotations.rules.claims import Patterns, Statement, names_pattern, statement
from quotations.rules.context import Context
from quotations.seed.sentences import split
from quotations.seed.source import Source
from quotations.text.words import WORD
from quotations.trace.pieces import BRACKET

_MAX_OWN = 4  # words of the author's among a speaker's; with more, they are the author's
_MAX_TAG = 7  # words of a sentence behind a quotation that only says who spoke
_REACH = 1000  # code points of a sentence on either side of a quotation; nobody reads further
_sentences = lru_cache(maxsize=1024)(split)  # one line may stand around many quotations
# A paragraph of the text.
_PARAGRAPH = re.compile(r"¶\s?\d")


@dataclass(frozen=True)
class Placed:
    """A quotation that traces, one of its places, and what stands around it on the page."""

    quotation: Quotation
    context: Context
    place: Place
    source: Source
    patterns: Patterns  # for the people of all sources

    @property
    def own_words(self) -> str:
        """The words of the place that are the author's own, and no speaker's."""
        parts = self.place.parts
        return " ".join(self.source.author_words(part.start, part.end) for part in parts)

    @cached_property
    def reported(self) -> tuple[Speaker, ...]:
        """The speakers whom the text quotes here; none where more than a few words are its own."""
        if not self.place.speakers or len(WORD.findall(self.own_words)) > _MAX_OWN:
            return ()
        return self.place.speakers

    @cached_property
    def rightful(self) -> re.Pattern[str]:
        """A pattern for the names of those whose words they are, the author's always."""
        return names_pattern((*self.source.owners, *self.reported))

    def is_given_rightly(self, said: Statement) -> bool:
        """Whether a text says rightly whose words they are, or where: in the report, ¶7."""
        return bool(_PARAGRAPH.search(said.text)) or any(map(self.rightful.search, said.names))


class Surrounding(NamedTuple):
    """The sentence that a quotation is in."""

    sentence: str
    number: int  # of the OBJECT in it that the quotation is, from 0
    before: str  # the sentence before it, if the quotation opens its own; else empty


@rule(
    mend="name the speaker in the same paragraph, list item, table row or note",
    good="Reed called repairs “long overdue”.",
    bad="Repairs were “long overdue”.",
)
def unattributed(placed: Placed) -> Iterator[str]:
    """Words that the text puts in somebody’s mouth stand where that speaker is named."""
    for speaker in placed.place.speakers:
        named = names_pattern((speaker,))
        brackets = BRACKET.findall(placed.quotation.text)  # “he [Putin]”
        texts = (placed.own_words, *brackets, *placed.context.near(placed.quotation))
        if not any(map(named.search, texts)):
            yield f"these are the words of {speaker.name}, whom nothing around them names"


@rule(
    mend="say in that sentence whose words they are: the text’s, its author’s, a paragraph’s (¶7);"
    " or take the name away",
    good="The report says that Reed “would pay for repairs only if the state helped”.",
    bad="Reed said that she “would pay for repairs only if the state helped”.",
)
def misattributed(placed: Placed) -> Iterator[str]:
    """A verb of saying, or a name that heads the words, says rightly whose words they are."""
    if not placed.source.language.has_lists or not placed.source.people:
        return
    if words := _wrong_signer(placed) or _wrong_claim(placed):
        yield _message(words, placed)


def _wrong_signer(placed: Placed) -> str | None:
    """Return who signs a quotation, if it is not whose words they are; each name must be right."""
    for signed in placed.quotation.attributions:
        said = statement(signed, None, placed.patterns)
        wrong = [name for name in said.speakers if not placed.rightful.search(name)]
        if wrong:
            return wrong[0]
        # It may say where the words are, as “in the op-ed, ¶7” does, but name no other person.
        first = (WORD.findall(signed) or [""])[0]
        is_person = first[:1].isupper() and first.lower() not in placed.source.language.openers
        if not said.speakers and (is_person or not placed.is_given_rightly(said)):
            return signed
    return None


def _wrong_claim(placed: Placed) -> str | None:
    """Return the words of the page that give a quotation to somebody else; None if none do.

    Asked in turn are its sentence, the sentence before, each label: the first that says rightly
    whose the words are decides. If none does, nor the paragraph, a claim that names nobody is
    wrong, and so is a name in a label that is no sentence.
    """
    around = _surrounding(placed)
    sentence = statement(around.sentence, around.number, placed.patterns)
    if placed.is_given_rightly(sentence):
        return _claim_of_another(sentence, True, placed)
    if sentence.claims:
        return sentence.claims[0].words
    language = placed.source.language
    fallbacks: list[str] = []
    for text in (around.before, *_labels(placed)):
        said = statement(text, None, placed.patterns)
        if placed.is_given_rightly(said):
            return _claim_of_another(said, False, placed)
        # A label “What they said” is right where another one names who; “Merz said” is not.
        capitalized = {word.lower() for word in WORD.findall(text) if word[0].isupper()}
        is_of_nobody = capitalized <= language.openers | language.all_saying
        if said.claims and (text == around.before or not is_of_nobody):
            return said.claims[0].words
        fallbacks += [claim.words for claim in said.claims]
        if not said.is_sentence:
            fallbacks += said.names
    paragraph = placed.context.text(placed.quotation.run)
    if not fallbacks or _PARAGRAPH.search(paragraph) or placed.rightful.search(paragraph):
        return None
    return fallbacks[0]


def _claim_of_another(said: Statement, has_quotation: bool, placed: Placed) -> str | None:
    """Return the wrong claim in a text that also says rightly whose the words are; else None.

    `has_quotation` says whether the quotation is in that text.
    """
    wrong = [c for c in said.claims if c.name and not placed.rightful.search(c.name)]
    if placed.reported:
        named = names_pattern(placed.reported)
        if has_quotation and not any(map(named.search, said.names)):
            wrong = [*said.claims]  # the sentence that gives a speaker’s words to the author
    elif _PARAGRAPH.search(said.text) or any(map(placed.rightful.search, said.speakers)):
        # The author’s words are right also where somebody else is said to speak, but not if the
        # text says only what they are in: “In the op-ed, Reed says” gives them to Reed.
        wrong = []
    return wrong[0].words if wrong else None


def _message(words: str, placed: Placed) -> str:
    """Return whose words they are, and that some words of the page say otherwise."""
    source = placed.source
    names = " and ".join(person.name for person in placed.reported)
    if not names and source.owners:
        names = " or ".join(source.owners[0].names[:2])  # two, to show what a page may say
    place = source.where(placed.place.parts[0].start)
    return (
        f"these are words of {names or 'the text’s author'} ({place}),"
        f" and ‘{words}’ gives them to somebody else"
    )


def _surrounding(placed: Placed) -> Surrounding:
    """Return the sentence that a quotation is in, and the one before it if they go together."""
    text, at = placed.context.around(placed.quotation)
    spans = _sentences(text, placed.source.language)
    index = next(index for index, (_, end) in enumerate(spans) if at < end)
    start, end = spans[index]
    # “She paid.” Reed said. Context puts the stop behind the OBJECT.
    if text[at + 1 : at + 2] in (".", "?", "!") and index + 1 < len(spans):
        _, tail_end = spans[index + 1]
        if len(WORD.findall(text[end:tail_end])) <= _MAX_TAG:
            end = tail_end
    goes_with_it = index > 0 and not WORD.search(text[start:at])
    before = text[slice(*spans[index - 1])] if goes_with_it else ""
    start, end = max(start, at - _REACH), min(end, at + _REACH)
    return Surrounding(text[start:end], text.count(OBJECT, start, at), before)


def _labels(placed: Placed) -> Iterator[str]:
    """Yield the last sentence of each label of a quotation."""
    for label in placed.context.labels(placed.quotation):
        start, end = _sentences(label, placed.source.language)[-1]
        yield label[start:end]
