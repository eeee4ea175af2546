"""Trace a quotation: the places in the sources where its words may stand, or why they may not."""

from collections.abc import Sequence
from dataclasses import replace

from quotations.model import TRACED, Place, Trace
from quotations.rules.letters import readable
from quotations.rules.rule import Rule
from quotations.seed.source import Source
from quotations.text.fold import folded_text
from quotations.trace.brackets import BRACKET
from quotations.trace.candidate import Candidate
from quotations.trace.deceptive import deceptive
from quotations.trace.search import candidates


def trace(
    text: str,
    sources: Sequence[Source],
    rules: Sequence[Rule],
    is_named_word: bool = False,
    is_asked: bool = False,
) -> Trace:
    """Return where a quotation stands in the sources, or why it does not.

    `text` is the quotation without its outer marks, paragraphs divided by line breaks. The best
    verdict counts, and every place that has it. `rules` look at each candidate; of the failures
    the one counts that the first of them tells. `is_named_word`: the page calls it a word;
    `is_asked`: a question mark stands right behind it.
    """
    words = fold_quotation(text)
    if BRACKET.search(words):  # what stands in a bracket is compared with nothing
        for failure in deceptive(text, words, sources):
            return failure
    refusals: list[tuple[int, str]] = []
    best: list[Candidate] = []
    for source in sources:
        best += _best_in(words, source, rules, (is_named_word, is_asked), refusals)
    if best:
        rank = min(TRACED.index(candidate.verdict) for candidate in best)
        fitting = [c for c in best if c.verdict == TRACED[rank]]
        return Trace(TRACED[rank], tuple(_places(fitting)))
    if refusals:
        number, message = min(refusals, key=lambda refusal: refusal[0])
        return Trace(rules[number].name, (), readable(message))
    from quotations.trace.guess import guess  # late: only what fits nowhere needs it

    failure = guess(text, words, sources, lambda other: trace(other, sources, rules))
    return replace(failure, message=readable(failure.message))


def fold_quotation(text: str) -> str:
    """Return a quotation's text folded, one line for each of its paragraphs."""
    lines = (folded_text(line).strip(" ") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _best_in(
    words: str,
    source: Source,
    rules: Sequence[Rule],
    reading: tuple[bool, bool],
    refusals: list[tuple[int, str]],
) -> list[Candidate]:
    """Return the candidates of the most literal spelling that no rule refuses."""
    for level in candidates(words, source):
        fitting = []
        for candidate in level:
            if any(reading):
                candidate = candidate.read_as(*reading)
            refusal = _refusal(candidate, rules)
            if refusal is None:
                fitting.append(candidate)
            else:
                refusals.append(refusal)
        if fitting:
            return fitting
    return []


def _refusal(candidate: Candidate, rules: Sequence[Rule]) -> tuple[int, str] | None:
    for number, rule in enumerate(rules):
        if rule.find is not None:
            for message in rule.find(candidate):
                return number, message
    return None


def _places(fitting: list[Candidate]) -> list[Place]:
    """Return the places of candidates, each once."""
    return list(dict.fromkeys(candidate.place() for candidate in fitting))
