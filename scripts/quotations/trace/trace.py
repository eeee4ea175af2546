"""Trace a quotation: the places in the sources where its words may stand, or why they may not."""

from collections.abc import Sequence
from dataclasses import replace

from quotations.model import TRACED, Trace
from quotations.rule import Rule
from quotations.seed.source import Source
from quotations.text.fold import folded_text
from quotations.text.letters import readable
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
    fitting: list[Candidate] = []
    refusals: list[tuple[int, str]] = []
    for source in sources:
        told = len(refusals)
        for level in candidates(words, source):
            read = [replace(c, is_named_word=is_named_word, is_asked=is_asked) for c in level]
            refused = [_refusal(candidate, rules) for candidate in read]
            if len(refusals) == told:  # of the spellings that are refused, the first one is told
                refusals += filter(None, refused)
            if None in refused:
                fitting += (c for c, why in zip(read, refused, strict=True) if why is None)
                break
    if fitting:
        verdict = min((candidate.verdict for candidate in fitting), key=TRACED.index)
        places = dict.fromkeys(c.place() for c in fitting if c.verdict == verdict)
        return Trace(verdict, tuple(places))
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


def _refusal(candidate: Candidate, rules: Sequence[Rule]) -> tuple[int, str] | None:
    """Return the number of the first rule that a candidate breaks, and its message."""
    for number, rule in enumerate(rules):
        for message in rule.find(candidate) if rule.find else ():
            return number, message
    return None
