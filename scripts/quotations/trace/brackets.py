"""Lay words with an editor's brackets upon a source.

A bracket may add words, stand in place of some, or change a letter; whether it may is for the rule
`insertion` to say. (Chicago Manual of Style, 17th edition, 13.59 to 13.63.)
"""

import re
from collections.abc import Iterator
from itertools import product

from quotations.seed.source import Source
from quotations.text.words import WORD, is_boundary
from quotations.trace.candidate import Gap
from quotations.trace.forms import other_first_letter

BRACKET = re.compile(r"\[([^\[\]\n]*)\]")
_MOST = 6  # brackets in one part; nobody reads a quotation with more
_HIDDEN = r"((?: ?[^ \n]+?){0,4}?) ?"  # up to four words of the source in place of a bracket
_WORD = r"([^\s—()]+)"


def bracketed(text: str, source: Source) -> Iterator[tuple[int, int, tuple[Gap, ...]]]:
    """Yield where folded words with brackets fit: start, end, and a gap for each bracket."""
    literals, contents = _split(text)
    longest = max(literals, key=len).strip()
    if len(contents) > _MOST or not WORD.search(longest):
        return
    folded = source.folded
    seen: set[tuple[int, int]] = set()
    patterns = list(_patterns(literals, contents))
    for begin, end in _paragraphs_with(longest, folded):
        for pattern, edges in patterns:
            for found in pattern.finditer(folded, begin, end):
                span = found.start(), found.end()
                if span not in seen and _fits(found, folded, contents, source):
                    seen.add(span)
                    yield (*span, _gaps(found, contents, edges))


def changes_letter(before: str, content: str, after: str) -> bool:
    """Whether a bracket is one letter of the word behind it: [t]he."""
    return (
        len(content) == 1
        and content.isalpha()
        and after[:1].isalpha()
        and not before[-1:].isalnum()
    )


def _split(text: str) -> tuple[list[str], list[str]]:
    """Return the literal text around the brackets, and what stands in them."""
    pieces = BRACKET.split(text)
    return pieces[::2], pieces[1::2]


def _paragraphs_with(words: str, folded: str) -> Iterator[tuple[int, int]]:
    at = folded.find(words)
    while at >= 0:
        begin = folded.rfind("\n", 0, at) + 1
        end = folded.find("\n", at)
        end = len(folded) if end < 0 else end
        yield begin, end
        at = folded.find(words, end)


def _patterns(
    literals: list[str], contents: list[str]
) -> Iterator[tuple[re.Pattern[str], list[str]]]:
    """Yield the patterns of a text: at an end, a bracket may hide the word beyond, or none."""
    choices: list[list[tuple[str, str]]] = []
    for number, content in enumerate(contents):
        before, after = literals[number], literals[number + 1]
        if changes_letter(before, content, after):
            space = " ?" if number or before else ""
            choices.append([(f"{space}([{content.lower()}{content.upper()}])", "letter")])
        elif before[-1:].isalnum() or after[:1].isalnum():
            choices.append([(_HIDDEN, "inside")])
        elif not WORD.search("".join(literals[: number + 1])):
            choices.append([(_WORD + " ?", "first"), ("()", "first")])
        elif not WORD.search("".join(literals[number + 1 :])):
            choices.append([("()", "last"), (" ?" + _WORD, "last")])
        else:
            choices.append([(_HIDDEN, "")])
    for chosen in product(*choices):
        pattern = re.escape(literals[0].strip())
        for (hidden, _), literal in zip(chosen, literals[1:], strict=True):
            pattern += hidden + re.escape(literal.strip())
        yield re.compile(pattern), [edge for _, edge in chosen]


def _fits(found: re.Match[str], folded: str, contents: list[str], source: Source) -> bool:
    """Whether a match cuts no word and lowers no name."""
    elides = source.language.elides
    edges = [found.start(), found.end()]
    for number, content in enumerate(contents, 1):
        start, end = found.span(number)
        if len(content) == 1 and found[number].lower() == content.lower():
            if found[number].isupper() and content.islower():
                word = WORD.match(folded, start)
                if word and other_first_letter(content + word[0][1:], source) is None:
                    return False
            edges.append(start)
        else:
            edges += [start, end]
    return all(is_boundary(folded, at, elides) for at in edges)


def _gaps(found: re.Match[str], contents: list[str], edges: list[str]) -> tuple[Gap, ...]:
    gaps = []
    for number, (content, edge) in enumerate(zip(contents, edges, strict=True), 1):
        hidden = found[number].strip()
        gaps.append(Gap("bracket", hidden, content, edge, found.start(number)))
    return tuple(gaps)
