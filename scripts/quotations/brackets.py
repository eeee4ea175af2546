"""Match a quotation whose brackets are an editor's: words added, or put in place of a pronoun.

Good: “He [Zelensky] had long insisted”, “[Zelensky] had long insisted”, “[t]he only way”, “any such
a deal [sic]”. Bad: a bracket that turns the sense or stands in place of a word that carries it.
(Chicago Manual of Style, 17th edition, 13.59 to 13.63.)
"""

import re
from collections.abc import Iterator

from quotations.fold import MARK
from quotations.language import WORD
from quotations.source import Source
from quotations.words import CLAUSE, Hit, is_boundary

BRACKET = re.compile(r"\[([^\[\]\n]*)\]")


def bracketed(text: str, source: Source) -> tuple[list[Hit], list[str]]:
    """Return where folded words stand when their brackets are an editor's, or what is wrong."""
    literals, inserted = _split_brackets(text)
    for before, content, after in zip(literals, inserted, literals[1:], strict=False):
        if (fault := _insertion_fault(before, content, after, source)) is not None:
            return [], [fault]
    folded = source.folded.text
    hits: dict[Hit, None] = {}
    for start, states in _openings(literals, inserted, source):
        for number in range(1, len(literals)):
            states = _step(states, literals, number, inserted, source)
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
    if (word := source.language.turning_word(content)) is not None:
        return f"[{content}] turns the sense (‘{word}’)"
    return None


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
    states: set[int], literals: list[str], number: int, inserted: list[str], source: Source
) -> set[int]:
    """Return where the literal after a bracket can end, for each place the bracket can start."""
    folded = source.folded.text
    before, content, after = literals[number - 1], inserted[number - 1], literals[number]
    following = after if number == len(literals) - 1 else after.rstrip()
    spaced = before.endswith(" ")
    opens = number == 1 and not before.strip()
    reached: set[int] = set()
    for at in states:
        if _is_case_change(before, content, after):
            for letter in {content.lower(), content.upper()}:
                text = (" " if spaced else "") + letter + following
                if folded.startswith(text, at):
                    reached.add(at + len(text))
            continue
        # Added: the words around it meet. At an end of the piece it would stand in place of the
        # word beyond, so there it needs a sentence's start, a clause's end, or a pronoun before it.
        text = following.lstrip() if opens or not spaced else following
        if spaced and not opens and following and not following.startswith((" ", *".,;:!?)")):
            text = " " + following
        ends = number == len(literals) - 1 and not after
        may_add = not opens or at == 0 or folded[:at].rstrip(MARK + " ")[-1:] in ".!?\n"
        if ends and content.strip().lower() != "sic":
            may_add = may_add and _may_gloss(folded, at, source)
        if may_add and folded.startswith(text, at):
            reached.add(at + len(text))
        # In place of a pronoun, an article or a demonstrative.
        begin = at + 1 if spaced and not opens and folded.startswith(" ", at) else at
        word = WORD.match(folded, begin)
        if content.strip().lower() != "sic" and word and is_boundary(folded, begin):
            for end in (word.end(), begin + len(word[0].split(MARK)[0])):
                if folded[begin:end].lower() in source.language.replaceable and folded.startswith(
                    following, end
                ):
                    reached.add(end + len(following))
    return reached


def _may_gloss(folded: str, at: int, source: Source) -> bool:
    """Whether words in brackets may follow at `at`, where a quotation ends with them."""
    if folded[at : at + 1] in ("", "\n") or CLAUSE.match(folded, at):
        return True
    before = WORD.findall(folded[max(0, at - 40) : at])
    return bool(before) and before[-1].lower() in source.language.replaceable
