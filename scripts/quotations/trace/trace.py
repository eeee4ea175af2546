"""Trace a quotation: find the places in the sources that have its words, or say why none has."""

from collections.abc import Sequence
from dataclasses import replace

from quotations.model import TRACED, Trace
from quotations.rule import Rule, first_breach
from quotations.seed.source import Source
from quotations.text.fold import folded_text
from quotations.text.letters import readable
from quotations.trace.candidate import Candidate
from quotations.trace.deceptive import deceptive
from quotations.trace.search import candidates, exact_candidates


def trace(text: str, sources: Sequence[Source], rules: Sequence[Rule]) -> Trace:
    """Return the places that match a quotation with the best verdict, or the failure to be told.

    `text` is the quotation without its outer marks, a line break between paragraphs. `rules` judge
    each candidate; of several failures, that of the earliest rule is told.
    """
    words = fold_quotation(text)
    failures = list(deceptive(text, words, sources))
    accepted: list[Candidate] = []
    for find in (exact_candidates, candidates) if not failures else ():
        found = [candidate for source in sources for candidate in find(words, source)]
        breaches = [first_breach(rules, candidate) for candidate in found]
        accepted = [c for c, breach in zip(found, breaches, strict=True) if not breach]
        if accepted:
            break
        failures += filter(None, breaches)
    if accepted:
        verdict = min((candidate.verdict for candidate in accepted), key=TRACED.index)
        places = dict.fromkeys(c.place() for c in accepted if c.verdict == verdict)
        return Trace(verdict, tuple(places))
    if not failures:
        from quotations.trace.explain import explain  # only here, for it takes a while to load

        failures = [explain(words, sources)]
    order = {rule.name: number for number, rule in enumerate(rules)}  # deceptions come before all
    failure = min(failures, key=lambda failure: order.get(failure.verdict, -1))
    return replace(failure, message=readable(failure.message))


def fold_quotation(text: str) -> str:
    """Return a quotation's text folded, one line for each of its paragraphs."""
    lines = (folded_text(line).strip(" ") for line in text.split("\n"))
    return "\n".join(filter(None, lines))
