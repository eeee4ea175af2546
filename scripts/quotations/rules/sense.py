"""Rules about the sense: what a quotation leaves off, hides or adds must not turn it.

A word turns a statement if without it the statement says something else, as “doubtful” does in “It
is doubtful that the council would close the bridge”. `text/languages` has these words. Every rule
here is given a Candidate, and looks at its gaps: what it hides of the source, what it adds.
"""

import re
import unicodedata
from collections.abc import Iterator

from quotations.model import OBJECT
from quotations.rule import rule
from quotations.seed.source import Source
from quotations.text.fold import MARK
from quotations.text.language import Language
from quotations.text.words import WORD
from quotations.trace.candidate import CLAUSE_END, Candidate, Gap, clause_after, clause_before

NEAR = 3  # words before a phrase that may turn it
_MAX_PHRASE = 4  # words of a phrase that is quoted by itself: “a European peacekeeping contingent”
_SHORT_OMISSION = 4  # words; a verb of saying among so few gives the rest to somebody
_MAX_FRAGMENT = 4  # words of a question that nobody reads as a statement
_DIGITS = str.maketrans("01357", "oiest")  # n0t is read as not
_NEXT_WORDS = re.compile(rf" {WORD.pattern}(?: [^\W_]+)?")  # a word right at an offset, or two
_OPENING_MARK = re.compile(rf"(?<![^\W_]){MARK}")  # a mark after a letter is an apostrophe
_LATIN = frozenset("ØøŁłßÆæŒœÐðÞþĐđ")  # Latin letters that are no others with an accent


@rule(
    mend="begin the quotation at that word or before it, and do not end it right before one",
    good="The report thinks it “doubtful that the council would close the bridge”.",
    bad="The report says that “the council would close the bridge”.",
)
def turned(candidate: Candidate) -> Iterator[str]:
    """A quotation does not begin after a word that turns its sense, nor end right before one."""
    for start in candidate.beginnings:
        if word := word_before(candidate, start):
            place = candidate.where(start)
            yield f"before these words the text has ‘{word}’, which turns them ({place})"
    if word := word_after(candidate):
        place = candidate.where(candidate.start)
        yield f"behind these words the text has ‘{word}’, which turns them ({place})"


@rule(
    mend="quote on to that word, or leave nothing out there",
    good="“The bridge carries […] cars a day” is the report’s figure.",
    bad="“She has […] agreed to a survey” is the report’s claim.",
)
def swallowed(candidate: Candidate) -> Iterator[str]:
    """An omission hides no word that turns, hedges, limits, conditions or weighs the sense."""
    for gap in candidate.gaps:
        if gap.kind != "bracket" and (word := _hidden_word(gap.hidden, candidate.language)):
            yield f"the omission hides ‘{word}’ ({candidate.where(gap.offset)})"


@rule(
    mend="quote on to that word, or put the closing stop outside the marks",
    good="The report says: “She would pay for repairs only if the state helped.”",
    bad="The report says: “She would pay for repairs.”",
)
def clipped(candidate: Candidate) -> Iterator[str]:
    """A closing stop of the page’s own leaves off no word that limits: only, unless, if, but."""
    if word := word_clipped(candidate):
        yield f"the closing stop leaves off ‘{word}’ ({candidate.where(candidate.end - 1)})"


@rule(
    mend="quote the question from its first word, or to its question mark",
    good="The report asks: “Would the town agree to pay for a new bridge?”",
    bad="The report says that “the town agree to pay for a new bridge”.",
)
def question(candidate: Candidate) -> Iterator[str]:
    """More than four words from inside a question keep its opening or its question mark.

    No full stop stands in place of a question mark or an exclamation mark.
    """
    mark = candidate.sentence_after.rstrip("”’\"')» ")[-1:]
    if mark not in ("?", "!"):
        return
    place = candidate.where(candidate.start)
    is_changed = candidate.stop_changed or any(gap.kind == "ending" for gap in candidate.gaps)
    if is_changed and candidate.words.rstrip(MARK).endswith("."):
        yield f"the text has ‘{mark}’ where the page has a full stop ({place})"
    elif mark == "?":
        is_inside = WORD.search(candidate.sentence_before)
        if is_inside and len(WORD.findall(candidate.words)) > _MAX_FRAGMENT:
            yield f"these words are part of a question ({place})"


@rule(
    mend="in brackets add words, name somebody for a pronoun, change a first letter, or say [sic]",
    good="“She [Reed] has probably agreed to a survey”, the report says.",
    bad="“The bridge [barely] carries 1,250 cars a day”, the report says.",
)
def insertion(candidate: Candidate) -> Iterator[str]:
    """A bracket adds a word, names who a pronoun is, changes a first letter, or says [sic]."""
    for gap in candidate.gaps:
        if gap.kind == "bracket" and (fault := _fault(gap, candidate)):
            yield f"[{gap.shown}] {fault} ({candidate.where(candidate.start)})"


def word_before(candidate: Candidate, start: int) -> str | None:
    """Return the word, earlier in the clause, that turns the words from an offset on.

    A phrase is turned only by a word that is near, a statement by any in its clause.
    """
    language = candidate.language
    clause = clause_before(candidate.source, start)
    near = " ".join(WORD.findall(clause)[-NEAR:])
    word = language.turning_word(near if is_phrase(candidate) else clause)
    return word or next((w for w in near.lower().split() if w in language.lessening), None)


def is_phrase(candidate: Candidate) -> bool:
    """Whether a quotation is a phrase by itself: “a European peacekeeping contingent”."""
    words = WORD.findall(candidate.words)
    return 0 < len(words) <= _MAX_PHRASE and words[0].lower() in candidate.language.determiners


def word_after(candidate: Candidate) -> str | None:
    """Return the word right after a candidate, if it turns the words before it."""
    match = _NEXT_WORDS.match(candidate.text, candidate.end)
    first = match[0].split()[0] if match else ""
    # A word that opens the next sentence turns nothing.
    if match is None or not candidate.language.turns(first) or not candidate.sentence_after:
        return None
    return first if candidate.language.turning_word(match[0]) else None  # “not only” turns nothing


def word_clipped(candidate: Candidate) -> str | None:
    """Return the limiting word that a closing stop of the page's own leaves off."""
    if not candidate.stop_changed or not candidate.words.rstrip(MARK).endswith((".", ",")):
        return None
    words = WORD.findall(clause_after(candidate.source, candidate.end))
    return next((word for word in words if word.lower() in candidate.language.limiting), None)


def _hidden_word(hidden: str, language: Language) -> str | None:
    """Return an omitted word that may not be: a weighty one; of a few also a verb of saying."""
    words = WORD.findall(hidden)
    word = language.weighty_word(hidden)
    if word or len(words) > _SHORT_OMISSION:
        return word
    return next((word for word in words if word.lower() in language.saying), None)


def _fault(gap: Gap, candidate: Candidate) -> str | None:
    """Return what is wrong with a bracket."""
    content, language = gap.shown, candidate.language
    if gap.hidden == f"({content})":
        return None  # the text has these words in round brackets
    if gap.position == "inside":
        return "changes a word"
    if not WORD.search(content):
        return "adds no word"
    if not _is_plain(content, candidate.source):
        return "holds more than plain letters"
    if _OPENING_MARK.search(content):
        return "holds a quotation of its own"
    if content.strip().lower() in language.remarks and not gap.hidden:
        return None
    if word := language.forbidden_word(_without_digits(content)):
        return f"brings in ‘{word}’"
    if gap.hidden:
        return None if _may_replace(gap, language) else f"stands in place of ‘{gap.hidden}’"
    if gap.position == "first" and WORD.search(candidate.sentence_before):
        return "stands in place of what goes before"
    if gap.position == "last" and not _may_follow(gap, candidate):
        return "stands in place of what follows"
    return None


def _may_replace(gap: Gap, language: Language) -> bool:
    """Whether a bracket names somebody or something for a pronoun or a determiner.

    At the end of a quotation it replaces no determiner, for the noun of that is not quoted.
    """
    replaceable = language.pronouns
    if gap.position != "last":
        replaceable = replaceable | language.determiners
    return gap.hidden.strip(" .,;:!?").lower() in replaceable and _is_name(gap.shown, language)


def _may_follow(gap: Gap, candidate: Candidate) -> bool:
    """Whether a bracket may add words at the end: after a pronoun they name, or a whole clause.

    Wherever the text has the words between the last omission and the bracket, a clause must end
    after them: else the bracket could pass for how the text goes on.
    """
    words = WORD.findall(candidate.text[candidate.start : gap.offset])
    if words and words[-1].lower() in candidate.language.pronouns:
        return _is_name(gap.shown, candidate.language)
    start = max(start for start, _ in candidate.spans if start <= gap.offset)
    clause = candidate.text[start : gap.offset].strip()
    if not clause:
        return False
    text, ends = candidate.text, (n + len(clause) for n in candidate.source.occurrences(clause))
    return all(end >= len(text) or CLAUSE_END.match(text, end) for end in ends)


def _is_name(content: str, language: Language) -> bool:
    """Whether words name somebody or something: they open with a capital, an article, a pronoun."""
    match = WORD.search(content)
    first = match[0] if match else "x"
    return not first[0].islower() or first.lower() in language.pronouns | language.determiners


def _is_plain(content: str, source: Source) -> bool:
    """Whether every letter is a Latin one, with an accent or without, or one of the source's."""
    letters = {c for c in content if c == OBJECT or c.isalpha()}.difference(source.text, _LATIN)
    return all(unicodedata.normalize("NFD", letter)[0].isascii() for letter in letters)


def _without_digits(content: str) -> str:
    """Return words with letters in place of the digits among their letters: n0t, but not 50."""
    return " ".join(w.translate(_DIGITS) if not w.isdecimal() else w for w in content.split())
