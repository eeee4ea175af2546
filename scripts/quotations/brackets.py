"""Match a quotation whose brackets are an editor's: words added, or put in place of a pronoun.

Good: “He [Zelensky] had long insisted”, “[Zelensky] had long insisted”, “[t]he only way”, “any such
a deal [sic]”. Bad: a bracket that turns the sense or stands in place of a word that carries it.
(Chicago Manual of Style, 17th edition, 13.59 to 13.63.)
"""

import re
import unicodedata
from collections.abc import Iterator

from quotations.flows import OBJECT
from quotations.fold import MARK
from quotations.language import WORD
from quotations.letters import skeleton, unseen
from quotations.source import Source
from quotations.words import CLAUSE, Hit, is_boundary, occurrences

BRACKET = re.compile(r"\[([^\[\]\n]*)\]")
_DIGITS = str.maketrans("0135", "oies")  # n0t
_INNER_MARK = re.compile(rf"(?<![^\W_]){MARK}")  # an apostrophe follows a letter
_TIGHT = (*".,;:!?)", MARK)  # no space goes before these


def bracketed(text: str, source: Source) -> tuple[list[Hit], list[str]]:
    """Return where folded words stand when their brackets are an editor's, or what is wrong."""
    literals, inserted = _split_brackets(text)
    final = max((n for n, literal in enumerate(literals) if WORD.search(literal)), default=-1)
    if final < 0:
        return [], ["all the words are in brackets"]
    for before, content, after in zip(literals, inserted, literals[1:], strict=False):
        if (fault := _insertion_fault(before, content, after, source)) is not None:
            return [], [fault]
    folded = source.folded.text
    hits: dict[Hit, None] = {}
    for start, states in _openings(literals, inserted, source):
        for number in range(1, len(literals)):
            states = _step(states, literals, number, inserted, final, source)
            if not states:
                break
        for end in states:
            if end > start and is_boundary(folded, start) and is_boundary(folded, end):
                hits[Hit(start, end)] = None
    return sorted(hits, key=lambda hit: (hit.start, hit.end)), []


def _split_brackets(text: str) -> tuple[list[str], list[str]]:
    """Return the literal text around the brackets, and what stands in them."""
    literals: list[str] = []
    inserted: list[str] = []
    at = 0
    for bracket in BRACKET.finditer(text):
        literals.append(text[at : bracket.start()])
        inserted.append(bracket[1])
        at = bracket.end()
    return [*literals, text[at:]], inserted


def _insertion_fault(before: str, content: str, after: str, source: Source) -> str | None:
    """Return what is wrong with a bracket, whatever the source has."""
    if _is_case_change(before, content, after):
        return None
    if before[-1:].isalnum() or after[:1].isalnum():
        return f"[{content}] changes a word"
    if not any(character.isalpha() or character.isdigit() for character in content):
        return f"[{content}] adds no word"
    if any(unseen(c) or c == OBJECT or not _is_plain(c, source) for c in content):
        return f"[{content}] holds more than plain letters"
    if _INNER_MARK.search(content):
        return f"[{content}] holds a quotation of its own"
    if (word := source.language.turning_word(content.translate(_DIGITS))) is not None:
        return f"[{content}] turns the sense (‘{word}’)"
    return None


def _is_plain(character: str, source: Source) -> bool:
    """Whether a letter is a Latin one, with an accent perhaps, or one that the source has."""
    if not character.isalpha() or character in source.text:
        return True
    return unicodedata.normalize("NFD", character)[0].isascii() and skeleton(character) == character


def _is_case_change(before: str, content: str, after: str) -> bool:
    return (
        len(content) == 1
        and content.isalpha()
        and after[:1].isalpha()
        and not before[-1:].isalnum()
    )


def _openings(
    literals: list[str], inserted: list[str], source: Source
) -> Iterator[tuple[int, set[int]]]:
    """Yield each place where the first literal stands, and where what follows it starts."""
    folded = source.folded.text
    first = literals[0]
    if first.strip():
        text = first.rstrip()
        at = folded.find(text)
        while at >= 0:
            yield at, {at + len(text)}
            at = folded.find(text, at + 1)
        return
    # The piece opens with a bracket: try every place where a word begins.
    for word in WORD.finditer(folded):
        yield word.start(), {word.start()}


def _step(
    states: set[int],
    literals: list[str],
    number: int,
    inserted: list[str],
    final: int,
    source: Source,
) -> set[int]:
    """Return where the literal after a bracket can end, for each place the bracket can start.

    `final` is the number of the last literal that has a word: a bracket after it ends the piece.
    """
    folded = source.folded.text
    before, content, after = literals[number - 1], inserted[number - 1], literals[number]
    following = after if number == len(literals) - 1 else after.rstrip()
    spaced = before.endswith(" ")
    opens = number == 1 and not before.strip()
    ends = number > final
    remark = content.strip().lower() in source.language.remarks
    reached: set[int] = set()
    for at in states:
        if _is_case_change(before, content, after):
            begin = at + 1 if spaced and folded.startswith(" ", at) else at
            if _may_change_case(content, folded, begin, source) and folded.startswith(
                following, begin + 1
            ):
                reached.add(begin + 1 + len(following))
            continue
        # Added: the words around it meet.
        text = following.lstrip() if opens or not spaced else following
        if spaced and not opens and following and not following.startswith((" ", *_TIGHT)):
            text = " " + following
        may_add = not opens or _opens_sentence(at, source)
        if ends and not remark:
            may_add = may_add and _may_gloss(before, content, at, source)
        if may_add and is_boundary(folded, at) and folded.startswith(text, at):
            reached.add(at + len(text))
        # In place of a pronoun, an article or a demonstrative.
        begin = at + 1 if spaced and not opens and folded.startswith(" ", at) else at
        word = WORD.match(folded, begin)
        if remark or not word or not is_boundary(folded, begin):
            continue
        for end in (word.end(), begin + len(word[0].split(MARK)[0])):
            if _may_replace(folded[begin:end], content, ends, source) and folded.startswith(
                following, end
            ):
                reached.add(end + len(following))
    return reached


def _may_change_case(letter: str, folded: str, at: int, source: Source) -> bool:
    """Whether [t] or [T] may stand for the letter at `at`; no name loses its capital."""
    has = folded[at : at + 1]
    if letter.lower() != has.lower():
        return False
    word = WORD.match(folded, at)
    lowered = has.isupper() and letter.islower()
    return not lowered or (word is not None and word[0] not in source.names)


def _opens_sentence(at: int, source: Source) -> bool:
    """Whether no word of its sentence stands before `at` (folded)."""
    start = source.folded.starts[at]
    sentence = source.paragraph_at(start).sentence_at(start)
    return not any(character.isalnum() for character in source.text[sentence.start : start])


# At an end of the quotation a bracket would stand in place of the word beyond: there it must be
# plain that it does not.


def _may_gloss(before: str, content: str, at: int, source: Source) -> bool:
    """Whether words in brackets may follow at `at`, where a quotation ends with them.

    They may where a pronoun goes before, which they name, and where the words before them stand
    nowhere but at the end of a clause.
    """
    folded = source.folded.text
    words = WORD.findall(before)
    if not words:
        return False
    if words[-1].lower() in source.language.pronouns and _is_name(content, source):
        return True
    hits, _ = occurrences(before.strip(), folded)
    return bool(hits) and all(_ends_clause(folded, hit.end) for hit in hits)


def _ends_clause(folded: str, at: int) -> bool:
    return at >= len(folded) or CLAUSE.match(folded, at) is not None


def _may_replace(word: str, content: str, ends: bool, source: Source) -> bool:
    """Whether words in brackets may stand in place of a word of the source."""
    known = source.language.pronouns if ends else source.language.replaceable
    return word.lower() in known and _is_name(content, source)


def _is_name(content: str, source: Source) -> bool:
    """Whether words name somebody or something: they open with a capital, an article, a pronoun."""
    first = WORD.search(content)
    return first is not None and (
        not first[0][0].islower() or first[0].lower() in source.language.replaceable
    )
