"""Trace a quotation: the places in the sources where its words stand, or why they don't."""

from collections.abc import Sequence

from quotations.match import Trace, fold_quotation, match
from quotations.source import Source


def trace(text: str, sources: Sequence[Source]) -> Trace:
    """Return where the words of a quotation stand in the sources, or why they don't.

    `text` is the quotation without its outer marks, paragraphs divided by line breaks. Several
    places in the result mean that the words occur more than once.
    """
    folded = fold_quotation(text)
    if not any(character.isalnum() for character in folded):
        return Trace("empty", message="there are no words between the marks")
    found, refusals = match(folded, sources)
    if found:
        return found
    from quotations.explain import explain  # late: only a failure needs explaining

    return explain(text, folded, refusals)
