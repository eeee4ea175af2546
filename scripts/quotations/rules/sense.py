"""Rules about the sense: what a quotation leaves off, hides or brings in must not turn it."""

import re
import unicodedata
from collections.abc import Iterator

from quotations.model import OBJECT
from quotations.rule import rule
from quotations.seed.source import Source
from quotations.text.fold import MARK
from quotations.text.language import Language
from quotations.text.words import WORD
from quotations.trace.candidate import CLAUSE_END, Candidate, Gap

NEAR = 3  # words
_PHRASE = 4  # words of a phrase that stands by itself: “a European peacekeeping contingent”
_QUESTION = 4  # words of a question that say nothing by themselves
_DIGITS = str.maketrans("0135", "oies")  # n0t
_FOLLOWING = re.compile(r" [^\W_]+(?:'[^\W_]+)*(?: [^\W_]+)?")  # two words right behind
_INNER_MARK = re.compile(rf"(?<![^\W_]){MARK}")  # an apostrophe follows a letter


@rule(
    mend="begin the quotation at that word or before it, and do not end it right before one",
    good="The report thinks it “doubtful that the council would close the bridge”.",
    bad="The report says that “the council would close the bridge”.",
)
def turned(candidate: Candidate) -> Iterator[str]:
    """A quotation does not begin after a word that turns its sense, nor end right before one."""
    if candidate.is_named_word:
        return
    for start in candidate.beginnings:
        if word := word_before(candidate, start):
            where = candidate.where(start)
            yield f"before these words the text has ‘{word}’, which turns them ({where})"
    if word := word_behind(candidate):
        yield f"behind these words the text has ‘{word}’, which turns them ({candidate.where()})"


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
    """More than four words from inside a question keep its opening or its question mark."""
    rest = candidate.sentence_after(candidate.end).rstrip("”’\"')» ")
    if not rest.endswith(("?", "!")):
        return
    changed = candidate.stop_changed or any(gap.kind == "ending" for gap in candidate.gaps)
    closes = changed and candidate.words.rstrip(MARK).endswith(".")
    if rest.endswith("?") and not closes:
        opens = not any(c.isalnum() for c in candidate.sentence_before(candidate.start))
        short = len(WORD.findall(candidate.words)) <= _QUESTION
        if opens or short or candidate.is_asked:
            return
        yield f"these words are part of a question ({candidate.where()})"
    elif closes:
        yield f"the text has ‘{rest[-1]}’ where the page has a full stop ({candidate.where()})"


@rule(
    mend="in brackets add words, name somebody for a pronoun, change a first letter, or say [sic]",
    good="“She [Reed] has probably agreed to a survey”, the report says.",
    bad="“The bridge [barely] carries 1,250 cars a day”, the report says.",
)
def insertion(candidate: Candidate) -> Iterator[str]:
    """A bracket adds a word, names who a pronoun is, changes a first letter, or says [sic]."""
    for gap in candidate.gaps:
        if gap.kind == "bracket" and (fault := _fault(gap, candidate)):
            yield f"[{gap.shown}] {fault} ({candidate.where()})"


def word_before(candidate: Candidate, start: int) -> str | None:
    """Return the word before an offset, in its clause, that turns what begins there."""
    language = candidate.language
    clause = candidate.clause_before(start)
    near = " ".join(WORD.findall(clause)[-NEAR:])
    word = language.turning_word(near if is_phrase(candidate) else clause)
    return word or next((w for w in near.lower().split() if w in language.lessening), None)


def is_phrase(candidate: Candidate) -> bool:
    """Whether words stand by themselves: “a European peacekeeping contingent”."""
    words = WORD.findall(candidate.words)
    return 0 < len(words) <= _PHRASE and words[0].lower() in candidate.language.determiners


def word_behind(candidate: Candidate) -> str | None:
    """Return the word right behind a candidate, if it turns what stands before it."""
    following = _FOLLOWING.match(candidate.text, candidate.end)
    words = following[0].split() if following else []
    turns = words and candidate.language.turns(words[0])
    return words[0] if turns and candidate.language.turning_word(" ".join(words)) else None


def word_clipped(candidate: Candidate) -> str | None:
    """Return the limiting word that a closing stop of the page's own leaves off."""
    if not candidate.stop_changed or candidate.words.rstrip(MARK)[-1:] not in (".", ","):
        return None
    words = WORD.findall(candidate.clause_after(candidate.end))
    return next((word for word in words if word.lower() in candidate.language.limiting), None)


def _hidden_word(hidden: str, language: Language) -> str | None:
    """Return the word that weighs, or by which a few words give the rest to somebody: claimed."""
    words = WORD.findall(hidden)
    said = [w for w in words if w.lower() in language.saying] if len(words) <= _PHRASE else []
    return language.weighty_word(hidden) or next(iter(said), None)


def _fault(gap: Gap, candidate: Candidate) -> str | None:
    content, language = gap.shown, candidate.language
    if gap.hidden == f"({content})":
        return None
    if gap.position == "inside":
        return "changes a word"
    if not any(character.isalnum() for character in content):
        return "adds no word"
    if not _is_plain(content, candidate.source):
        return "holds more than plain letters"
    if _INNER_MARK.search(content):
        return "holds a quotation of its own"
    if content.strip().lower() in language.remarks and not gap.hidden:
        return None
    if word := language.forbidden_word(content.translate(_DIGITS)):
        return f"brings in ‘{word}’"
    if gap.hidden:
        return _replacement_fault(gap, candidate)
    if gap.position == "first" and any(
        c.isalnum() for c in candidate.sentence_before(candidate.start)
    ):
        return "stands in place of what goes before"
    if gap.position == "last" and not _may_follow(gap, candidate):
        return "stands in place of what follows"
    return None


def _replacement_fault(gap: Gap, candidate: Candidate) -> str | None:
    language = candidate.language
    known = (
        language.pronouns if gap.position == "last" else language.pronouns | language.determiners
    )
    replaceable = gap.hidden.strip(" .,;:!?").lower() in known
    if replaceable and _is_name(gap.shown, candidate):
        return None
    return f"stands in place of ‘{gap.hidden}’"


def _may_follow(gap: Gap, candidate: Candidate) -> bool:
    """Whether words may be added at the end: behind a pronoun they name, or at a clause's end."""
    before = WORD.findall(candidate.text[candidate.spans[0][0] : gap.offset])
    if before and before[-1].lower() in candidate.language.pronouns:
        return _is_name(gap.shown, candidate)
    start = max(start for start, _ in candidate.spans if start <= gap.offset)
    words = candidate.text[start : gap.offset].strip()
    return bool(words) and all(
        at + len(words) >= len(candidate.text) or CLAUSE_END.match(candidate.text, at + len(words))
        for at in candidate.source.occurrences(words)
    )


def _is_name(content: str, candidate: Candidate) -> bool:
    """Whether words name somebody or something: they open with a capital, an article, a pronoun."""
    language = candidate.language
    first = WORD.search(content)
    return first is not None and (
        not first[0][0].islower() or first[0].lower() in language.pronouns | language.determiners
    )


def _is_plain(content: str, source: Source) -> bool:
    """Whether every letter is a Latin one, with an accent or without, or one of the source's."""
    letters = {c for c in content if c == OBJECT or (c.isalpha() and c not in source.text)}
    return all(unicodedata.normalize("NFD", letter)[0].isascii() for letter in letters)
