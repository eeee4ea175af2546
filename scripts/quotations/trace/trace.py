"""Trace a quotation: find the places in the sources that have its words, or say why none has."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from quotations.model import TRACED, Trace
from quotations.rule import Rule
from quotations.seed.source import Source
from quotations.text.fold import folded_text
from quotations.text.letters import readable
from quotations.trace.brackets import BRACKET
from quotations.trace.candidate import Candidate
from quotations.trace.deceptive import deceptive
from quotations.trace.search import candidates


class Refusal(NamedTuple):
    """Why a rule refuses a candidate."""

    order: int
    """The place of the rule among the rules, from 0."""
    message: str


def trace(
    text: str,
    sources: Sequence[Source],
    rules: Sequence[Rule],
    is_named_word: bool = False,
    is_asked: bool = False,
) -> Trace:
    """Return every place that matches a quotation with the best verdict, or else one failure.

    `text` is the quotation without its outer marks, a line break between paragraphs. `rules` judge
    each candidate; of several failures, the trace has that of the first rule among them.
    `is_named_word`: the page calls the quotation a word. `is_asked`: a question mark follows it.
    """
    words = fold_quotation(text)
    if BRACKET.search(words):  # nothing compares the words in a bracket with the text
        for failure in deceptive(text, words, sources):
            return failure
    accepted: list[Candidate] = []
    refusals: list[Refusal] = []
    for source in sources:
        levels = (
            [replace(c, is_named_word=is_named_word, is_asked=is_asked) for c in level]
            for level in candidates(words, source)
        )
        accepted_here, refused_here = _judge(levels, rules)
        accepted += accepted_here
        refusals += refused_here
    if accepted:
        verdict = min((candidate.verdict for candidate in accepted), key=TRACED.index)
        places = dict.fromkeys(c.place() for c in accepted if c.verdict == verdict)
        return Trace(verdict, tuple(places))
    if refusals:
        first = min(refusals, key=lambda refusal: refusal.order)
        return Trace(rules[first.order].name, (), readable(first.message))
    from quotations.trace.explain import explain  # late: a run in which all traces needs no difflib

    failure = explain(text, words, sources, lambda part: trace(part, sources, rules))
    return replace(failure, message=readable(failure.message))


def fold_quotation(text: str) -> str:
    """Return a quotation's text folded, one line for each of its paragraphs."""
    lines = (folded_text(line).strip(" ") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _judge(
    levels: Iterable[list[Candidate]], rules: Sequence[Rule]
) -> tuple[list[Candidate], list[Refusal]]:
    """Return the candidates of the most literal spelling of which rules accept any.

    If they accept none, return instead the refusals of the most literal spelling.
    """
    refusals: list[Refusal] = []
    for level in levels:
        accepted, refused = [], []
        for candidate in level:
            refusal = _refusal(candidate, rules)
            if refusal is None:
                accepted.append(candidate)
            else:
                refused.append(refusal)
        if accepted:
            return accepted, []
        refusals = refusals or refused
    return [], refusals


def _refusal(candidate: Candidate, rules: Sequence[Rule]) -> Refusal | None:
    """Return the first breach of a rule by a candidate."""
    for order, rule in enumerate(rules):
        for message in rule.find(candidate) if rule.find else ():
            return Refusal(order, message)
    return None
