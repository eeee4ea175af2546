"""Rules about the sense: what a quotation leaves off, hides or adds must not turn it.

A word turns a statement if without it the statement says something else, as “doubtful” does in “It
is doubtful that the council would close the bridge”. `text/languages` has these words. Every rule
here is given a Candidate, and looks at its gaps: what it hides of the source, what it adds.
"""

from collections.abc import Iterator
from itertools import pairwise

from quotations.rule import rule
from quotations.text.fold import MARK
from quotations.text.words import WORD
from quotations.trace.candidate import Candidate, Gap, clause_after, clause_before
from quotations.trace.search import REMARK

NEAR = 3  # words before a phrase that may turn it
# Words of a phrase that is quoted by itself, or of a question of which nobody reads so few as a
# statement.
_FEW = 4
_BEHIND_STOP = "”’\"')» "  # what may follow the stop of a sentence


@rule(
    mend="begin the quotation at that word or before it, and do not end it right before one",
    good="The report thinks it “doubtful that the council would close the bridge”.",
    bad="The report says that “the council would close the bridge”.",
)
def turned(candidate: Candidate) -> Iterator[str]:
    """A quotation does not begin after a word that turns its sense, nor end right before one."""
    place = candidate.source.where_folded(candidate.start)
    if word := word_before(candidate):
        yield f"before these words the text has ‘{word}’, which turns them ({place})"
    if word := word_after(candidate):
        yield f"behind these words the text has ‘{word}’, which turns them ({place})"


@rule(
    mend="quote on to that word, leave nothing out there, or make two quotations",
    good="“The bridge carries […] cars a day” is the report’s figure.",
    bad="“She has […] agreed to a survey” is the report’s claim.",
)
def swallowed(candidate: Candidate) -> Iterator[str]:
    """No omission hides a word that turns or weighs, follows one that turns, or joins two halves.

    Words that weigh hedge, limit or say. The halves are those of two sentences.
    """
    language, where = candidate.language, candidate.source.where_folded
    for gap in candidate.gaps:
        word = language.turning_word(gap.hidden, language.weighing | language.saying)
        if word and gap.kind != "bracket":
            yield f"the omission hides ‘{word}’ ({where(gap.offset)})"
    for (start, end), (next_start, _) in pairwise(candidate.spans):
        place, next_place = where(end - 1), where(next_start)
        last_words = WORD.findall(candidate.source.folded[start:end])[-1:]
        if last_words and language.turning_word(last_words[0]):
            yield f"the omission leaves ‘{last_words[0]}’ without what it turns ({place})"
        rest = candidate.sentence_after(end)
        if place != next_place and "?" in rest:
            yield f"the omission hides ‘?’ ({place})"
        is_half = rest.strip(_BEHIND_STOP)
        if place != next_place and is_half and WORD.search(candidate.sentence_before(next_start)):
            yield f"the omission joins half a sentence to half another ({place}, {next_place})"


@rule(
    mend="quote on to that word; or, where it is not the next, put the stop outside the marks",
    good="The report says: “She would pay for repairs only if the state helped.”",
    bad="The report says: “She would pay for repairs.”",
)
def clipped(candidate: Candidate) -> Iterator[str]:
    """No quotation ends right before only, unless or if, nor puts a stop earlier in their clause.

    A stop of its own before but is refused as well.
    """
    if word := word_clipped(candidate):
        place = candidate.source.where_folded(candidate.end - 1)
        yield f"behind these words the text has ‘{word}’, which limits them ({place})"


@rule(
    mend="quote the question from its first word, or to its question mark",
    good="The report asks: “Would the town agree to pay for a new bridge?”",
    bad="The report says that “the town agree to pay for a new bridge”.",
)
def question(candidate: Candidate) -> Iterator[str]:
    """More than four words from inside a question keep its opening or its question mark.

    No full stop stands in place of a question mark or an exclamation mark.
    """
    mark = candidate.sentence_after(candidate.end).rstrip(_BEHIND_STOP)[-1:]
    if mark not in ("?", "!"):
        return
    place = candidate.source.where_folded(candidate.end - 1)
    if candidate.words.rstrip(MARK).endswith("."):
        yield f"the text has ‘{mark}’ where the page has a full stop ({place})"
    elif mark == "?":
        is_of_one = place == candidate.source.where_folded(candidate.start)
        is_inside = is_of_one and WORD.search(candidate.sentence_before(candidate.start))
        if is_inside and len(WORD.findall(candidate.words)) > _FEW:
            yield f"these words are part of a question ({place})"


@rule(
    mend="in brackets say who, what or where, beginning with a capital, an article, a pronoun or a"
    " preposition; or change a first letter, or say [sic]",
    good="“She [Reed] has probably agreed to a survey”, the report says.",
    bad="“The bridge [barely] carries 1,250 cars a day”, the report says.",
)
def insertion(candidate: Candidate) -> Iterator[str]:
    """A bracket says who, what or where, changes a first letter, or says [sic]."""
    for gap in candidate.gaps:
        if gap.kind == "bracket" and (fault := _fault(gap, candidate)):
            yield f"[{gap.shown}] {fault} ({candidate.source.where_folded(candidate.start)})"


def word_before(candidate: Candidate) -> str | None:
    """Return the word, earlier in the clause, that turns the words of a candidate.

    A phrase is turned only by a word that is near, a statement by any in its clause; either by a
    hedge one or two words before.
    """
    language = candidate.language
    clause = clause_before(candidate.source, candidate.start)
    words = WORD.findall(clause)
    word = None if is_phrase(candidate) else language.turning_word(clause)
    word = word or language.turning_word(" ".join(words[-NEAR:]), language.lessening)
    return word or language.turning_word(" ".join(words[-2:]), language.hedging)


def is_phrase(candidate: Candidate) -> bool:
    """Whether a quotation is a phrase by itself: “an old bridge”, “who has asked”."""
    words = WORD.findall(candidate.words)
    openers = candidate.language.relative | candidate.language.determiners
    return 0 < len(words) <= _FEW and words[0].lower() in openers


def word_after(candidate: Candidate) -> str | None:
    """Return the word right after a candidate, if it turns the words before it."""
    words = WORD.findall(clause_after(candidate.source, candidate.end))[:2]
    turning_word = candidate.language.turning_word
    # “Not only” turns nothing; nor does a word that opens the next sentence.
    if words and turning_word(words[0]) and turning_word(" ".join(words)):
        return words[0] if WORD.search(candidate.sentence_after(candidate.end)) else None
    return None


def word_clipped(candidate: Candidate) -> str | None:
    """Return the limiting word that comes next; after a stop of the page’s own, the first."""
    words = WORD.findall(clause_after(candidate.source, candidate.end))
    conditional = [word for word in words[:1] if word.lower() in candidate.language.conditional]
    limiting = [word for word in words if word.lower() in candidate.language.limiting]
    return next(iter(limiting if candidate.stop_changed else conditional), None)


def _fault(gap: Gap, candidate: Candidate) -> str | None:
    """Return what is wrong with a bracket."""
    content, language = gap.shown, candidate.language
    if not WORD.search(content):
        return "adds no word"
    if content.strip().lower() == REMARK and not gap.hidden and gap.position != "first":
        return None
    listed = language.weighing | language.limiting | language.saying
    if word := language.turning_word(content, listed):
        return f"brings in ‘{word}’"
    first = WORD.findall(content)[0]
    is_name = not first[0].islower() or first.lower() in language.pronouns | language.determiners
    if gap.hidden:
        return None if is_name else f"stands in place of ‘{gap.hidden}’"
    if gap.position == "first":
        return "stands in place of no pronoun or article of the text"
    words = WORD.findall(candidate.source.folded[candidate.start : gap.offset])
    is_after_pronoun = words[-1].lower() in language.pronouns
    if gap.position == "last" and not (is_after_pronoun and is_name):
        return "stands in place of what follows"
    if language.has_lists and not is_name and first not in language.prepositions:
        return "opens with no capital, article, pronoun or preposition"
    return None
