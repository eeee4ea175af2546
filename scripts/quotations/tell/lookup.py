"""Look words up in the sources, for an editor who is about to quote them.

Of “old bridge” it says, where a source has it: ¶2, sentence 1: They call it an “old bridge” now.
"""

from argparse import Namespace
from collections.abc import Iterator, Sequence

from quotations.check import SENSE
from quotations.seed.read import read
from quotations.seed.source import Source
from quotations.show.pages import describe_place
from quotations.text.fold import MARKS, SPACES, folded_text
from quotations.text.words import WORD
from quotations.trace.nearest import nearest
from quotations.trace.trace import trace

_NEAR = 1 / 3  # share of words in common; an editor can judge more than a message may claim


def find(options: Namespace) -> tuple[bool, str]:
    """Return whether all that `--find` asks for may be quoted so, and an answer to each phrase."""
    sources = read(options.seeds)
    phrases: list[str] = []
    for words in options.find:  # if one has a space, each is a phrase; else together they are one
        phrases += words if any(" " in word for word in words) else [" ".join(words)]
    answers = [_answer(phrase.strip(MARKS + SPACES), sources) for phrase in phrases]
    count = sum(is_quotable for is_quotable, _ in answers)
    last = f"looked for {len(phrases)}: {count} may be quoted so"
    return count == len(phrases), "\n".join([*(answer for _, answer in answers), last])


def _answer(phrase: str, sources: Sequence[Source]) -> tuple[bool, str]:
    """Return whether a phrase may be quoted so, and lines that say where it occurs, or why not."""
    if not WORD.search(phrase):
        return False, f"“{phrase}”: there are no words to look up"
    result = trace(phrase, sources, SENSE)
    if result.ok:
        by_id = {source.id: source for source in sources}
        lines = [f"“{phrase}”", *(describe_place(place, by_id) for place in result.places)]
    else:
        lines = [f"“{phrase}” cannot be quoted so: {result.message}", *_nearest(phrase, sources)]
    return result.ok, "\n    ".join(lines)


def _nearest(words: str, sources: Sequence[Source]) -> Iterator[str]:
    """Yield a line with the sentence that has most of some words, if it is near enough."""
    near = nearest(folded_text(words), sources)
    if near and near.share >= _NEAR:
        start = near.source.origin_of(near.start)
        sentence = near.source.sentence_at(start)
        text = " ".join(near.source.text[sentence.start : sentence.end].split())
        yield f"nearest: {near.source.where(start)}: {text}"
