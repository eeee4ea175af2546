"""Find each candidate: each place in a source that matches a quotation's words, after folding.

Nothing similar is accepted: words match as the pattern of their quotation allows.
"""

import re
from collections.abc import Iterator

from quotations.model import ADJUSTED, EXACT, MARKED
from quotations.seed.source import Source
from quotations.text.fold import ELLIPSIS, MARK
from quotations.text.words import is_boundary
from quotations.trace.candidate import Candidate, Gap, clause_after, clause_before
from quotations.trace.pattern import BRACKET, Pattern, closing_stop, pattern, pieces_of


def exact_candidates(words: str, source: Source) -> Iterator[Candidate]:
    """Yield the candidates that have folded words as they are, which are found much faster."""
    for start in source.occurrences(words):
        yield Candidate(source, words, ((start, start + len(words)),), (), EXACT)


def candidates(words: str, source: Source) -> Iterator[Candidate]:
    """Yield the candidates for folded words, exact ones too, in the order of the source."""
    pieces = pieces_of(words)
    if found := pattern(pieces, source):
        stop = closing_stop(pieces[-1].text)
        for match in matches(found, source):
            yield _candidate(words, stop, found, match, source)


def matches(changed: Pattern, source: Source, begin: int = 0) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern from an offset on.

    They begin in a paragraph that has its anchor, which is found much faster.
    """
    text = source.folded
    at = text.find(changed.anchor, begin)
    while at >= 0:
        end = source.paragraph_end(at)
        start = max(begin, text.rfind("\n", 0, at) + 1)
        limit = len(text) if changed.crosses_paragraphs else end
        while (match := changed.regex.search(text, start, limit)) and match.start() <= end:
            edges = {offset for group in range(match.re.groups + 1) for offset in match.span(group)}
            if all(is_boundary(text, edge, source.language.elides) for edge in edges):
                yield match
            start = match.start() + 1
        at = text.find(changed.anchor, end + 1)


def _candidate(
    words: str, stop: str, changed: Pattern, match: re.Match[str], source: Source
) -> Candidate:
    """Return the candidate of a match, with its gaps and its verdict if no rule objects.

    `stop` is the closing stop that the quotation has.
    """
    if match[0] == words:  # an ellipsis in it is the source's own
        return Candidate(source, words, (match.span(),), (), EXACT)
    gaps = []
    bounds = [match.start()]
    for number, group in enumerate(changed.groups, 1):
        hidden, end = match[number], match.end(number)
        if group.kind == "omission":
            bounds += match.span(number)
        offset = end - len(hidden.lstrip())  # never at a line break, which is at no place
        gaps.append(Gap(group.kind, hidden.strip(), group.shown, group.position, offset))
    bounds.append(match.end())
    if words.lstrip(MARK).startswith(ELLIPSIS):
        gaps.append(Gap("opening", clause_before(source, match.start()), offset=match.start()))
    if words.rstrip(f".,{MARK}").endswith(ELLIPSIS):
        gaps.append(Gap("ending", clause_after(source, match.end()), offset=match.end()))
    verdict = MARKED if ELLIPSIS in words or BRACKET.search(words) else ADJUSTED
    spans = tuple(zip(bounds[::2], bounds[1::2], strict=True))
    stop_changed = closing_stop(source.folded[slice(*spans[-1])]) != stop
    return Candidate(source, words, spans, tuple(gaps), verdict, stop_changed)
