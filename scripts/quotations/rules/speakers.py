"""Rules about whose words they are: what is around a quotation must say it rightly.

`misattributed` is blunt on purpose. Where a sentence has a verb of saying, or a label gives the
words to a name, it must also say whose words they are: the text's, its author's, a paragraph's
(¶7), or those of the speaker whom the text itself quotes. So “Reed said that she “would pay for
repairs”” fails where these are the report's words and not hers. Every rule here is given a Placed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
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
# Words of a sentence behind a quotation that only says who spoke: “She paid.” Reed said. Context
# puts the stop behind the OBJECT.
_MAX_TAG = 7
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

    @property
    def reported(self) -> tuple[Speaker, ...]:
        """The speakers whom the text quotes here; none where more than a few words are its own."""
        speakers = self.place.speakers
        return speakers if speakers and len(WORD.findall(self.own_words)) <= _MAX_OWN else ()


class Around(NamedTuple):
    """The sentence that a quotation is in."""

    sentence: str
    number: int  # of the OBJECT in it that the quotation is, from 0
    before: str  # the sentence before it, where no word goes before the quotation in its own


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
    rightful = names_pattern((*placed.source.owners, *placed.reported))
    if words := _wrong_signer(placed, rightful) or _wrong_claim(placed, rightful):
        yield _message(words, placed)


def _wrong_signer(placed: Placed, rightful: re.Pattern[str]) -> str | None:
    """Return who signs a quotation, if it is not whose words they are; each name must be right."""
    signed = placed.quotation.attribution
    said = statement(signed, None, placed.patterns)
    first = next(iter(WORD.findall(signed)), "")
    is_person = first[:1].isupper() and first.lower() not in placed.source.language.openers
    # It may also say only where the words are, as “in the op-ed, ¶7” does, but of no person.
    if signed and not said.speakers and (is_person or not _says_whose(said, signed, rightful)):
        return signed
    return next((name for name in said.speakers if not rightful.search(name)), None)


def _wrong_claim(placed: Placed, rightful: re.Pattern[str]) -> str | None:
    """Return the words that give a quotation to somebody whose words it does not have.

    The nearest text that says whose they are decides: the sentence, the one before it, the labels.
    Where none says it, nor the paragraph, a name in a label that is no sentence is a wrong claim.
    """
    around = _around(placed)
    sentence = statement(around.sentence, around.number, placed.patterns)
    if _says_whose(sentence, around.sentence, rightful):
        return _claim_of_another(sentence, around.sentence, True, placed, rightful)
    if sentence.claims:
        return None if _is_known_who(around, placed, rightful) else sentence.claims[0].words
    language = placed.source.language
    fallbacks: list[str] = []  # claims that name nobody, and names in texts that are no sentence
    for text in (around.before, *_labels(placed)):
        said = statement(text, None, placed.patterns)
        if _says_whose(said, text, rightful):
            return _claim_of_another(said, text, False, placed, rightful)
        # A label “What they said” is right where another one names who; “Merz said” is not.
        capitalized = {word.lower() for word in WORD.findall(text) if word[0].isupper()}
        is_of_nobody = capitalized <= language.openers | language.all_saying
        if said.claims and (text == around.before or not is_of_nobody):
            return said.claims[0].words
        fallbacks += [claim.words for claim in said.claims]
        if not said.is_sentence:
            fallbacks += (*said.speakers, *said.inside)
    paragraph = placed.context.text(placed.quotation.run)
    if _PARAGRAPH.search(paragraph) or rightful.search(paragraph):
        return None
    return next(iter(fallbacks), None)


def _is_known_who(around: Around, placed: Placed, rightful: re.Pattern[str]) -> bool:
    """Whether “…,” she said, no more, follows a sentence that opens with the right name, its only.

    It is known who she is after: Reed fears the cost.
    """
    words, pronouns = WORD.findall(around.sentence), placed.source.language.pronouns
    name = placed.patterns.name.search(around.before)
    if len(words) != 2 or words[0].lower() not in pronouns or name is None:  # she, said
        return False
    before = statement(around.before, None, placed.patterns)
    names = (*before.speakers, *before.inside)
    is_only = bool(names) and all(map(rightful.search, names))
    return is_only and not WORD.search(around.before[: name.start()])


def _says_whose(said: Statement, text: str, rightful: re.Pattern[str]) -> bool:
    """Whether a text says rightly whose words they are, or where they are: in the report."""
    names = (*said.speakers, *said.inside)
    return _PARAGRAPH.search(text) is not None or any(map(rightful.search, names))


def _claim_of_another(
    said: Statement, text: str, has_quotation: bool, placed: Placed, rightful: re.Pattern[str]
) -> str | None:
    """Return the wrong claim in a text that also says rightly whose the words are; else None."""
    if placed.reported:
        # The sentence that gives a speaker’s words to the author names the speaker too.
        named = names_pattern(placed.reported)
        if has_quotation and not any(map(named.search, (*said.speakers, *said.inside))):
            return next((claim.words for claim in said.claims), None)
    elif _PARAGRAPH.search(text) or any(map(rightful.search, said.speakers)):
        # The author’s words are right also where somebody else is said to speak, but not if the
        # text says only where they are: “In the op-ed, Reed says” gives them to Reed.
        return None
    wrong = [claim for claim in said.claims if claim.name and not rightful.search(claim.name)]
    return next((claim.words for claim in wrong), None)


def _message(words: str, placed: Placed) -> str:
    """Return whose words they are, and that some words of the page say otherwise."""
    source = placed.source
    names = " and ".join(person.name for person in placed.reported)
    if not names and source.owners:
        names = " or ".join(source.owners[0].names[:2])  # two, to show what a page may say
    place = source.where(placed.place.parts[0].start)
    return (
        f"these are words of {names or 'its author'} ({place}),"
        f" and ‘{words}’ gives them to somebody else"
    )


def _around(placed: Placed) -> Around:
    """Return the sentence that a quotation is in, and the one before it if they go together."""
    text, at = placed.context.around(placed.quotation)
    spans = _sentences(text, placed.source.language)
    index = next(index for index, (_, end) in enumerate(spans) if at < end)
    start, end = spans[index]
    if text[at + 1 : at + 2] in (".", "?", "!") and index + 1 < len(spans):
        _, tail_end = spans[index + 1]
        if len(WORD.findall(text[end:tail_end])) <= _MAX_TAG:
            end = tail_end
    goes_with_it = index > 0 and not WORD.search(text[start:at])
    before = text[slice(*spans[index - 1])] if goes_with_it else ""
    start, end = max(start, at - _REACH), min(end, at + _REACH)
    return Around(text[start:end], text.count(OBJECT, start, at), before)


def _labels(placed: Placed) -> Iterator[str]:
    """Yield the last sentence of each label of a quotation."""
    for label in placed.context.labels(placed.quotation):
        start, end = _sentences(label, placed.source.language)[-1]
        yield label[start:end]
