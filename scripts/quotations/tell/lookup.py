"""Look words up in the sources, for an editor who is about to quote them.

For “old bridge”, where a source has it:

    bridge ¶2.1, code points 120–130 · Ann Hill
        exactly:  “old bridge”
        sentence: Ann Hill calls it an “old bridge” now.
"""

import re
from collections.abc import Iterator, Sequence

from quotations.check import SENSE
from quotations.model import Place
from quotations.seed.source import Source
from quotations.text.fold import MARKS, SPACES, folded_text
from quotations.text.words import WORD
from quotations.trace.nearest import nearest
from quotations.trace.trace import trace

_NEAR = 1 / 3  # share of words in common; an editor can judge more than a message may claim


def phrases_of(arguments: list[str]) -> list[str]:
    """Return the phrases that one `--find` asks for.

    If an argument has a space, each is a phrase; else all are the words of one.
    """
    return arguments if any(" " in words for words in arguments) else [" ".join(arguments)]


def look_up(phrases: Sequence[str], sources: Sequence[Source]) -> tuple[bool, str]:
    """Return whether every phrase, without marks around it, may be quoted so; an answer to each."""
    phrases = [phrase.strip(MARKS + SPACES) for phrase in phrases]
    answers = [_answer(phrase, sources) for phrase in phrases]
    count = sum(is_quotable for is_quotable, _ in answers)
    blocks = [answer for _, answer in answers]
    if len(phrases) > 1:
        blocks = [f"“{phrase}”\n{block}" for phrase, block in zip(phrases, blocks, strict=True)]
        blocks.append(f"looked for {len(phrases)}: {count} may be quoted so")
    return count == len(phrases), "\n\n".join(blocks)


def _answer(phrase: str, sources: Sequence[Source]) -> tuple[bool, str]:
    """Return whether a phrase may be quoted so, and lines that say where it occurs, or why not."""
    if not WORD.search(phrase):
        return False, f"“{phrase}”: there are no words to look up"
    result = trace(phrase, sources, SENSE)
    if not result.ok:
        reason = f"“{phrase}” cannot be quoted so: {result.message}"
        return False, "\n".join([reason, *_nearest(phrase, sources)])
    by_id = {source.id: source for source in sources}
    blocks = [_describe(place, by_id[place.parts[0].source]) for place in result.places]
    return True, "\n".join(blocks)


def _describe(place: Place, source: Source) -> str:
    """Return three lines for each part of a place: where and who, the words, their sentence."""
    names = [speaker.name for speaker in place.speakers]
    who = ", ".join(names) or "the author’s own words"
    return "\n".join(
        f"{source.id} ¶{p.paragraph}.{p.sentence}, code points {p.start}–{p.end} · {who}"
        f"\n    exactly:  “{_on_one_line(source.text[p.start : p.end])}”"
        f"\n    sentence: {_sentence(source, p.start)}"
        for p in place.parts
    )


def _nearest(words: str, sources: Sequence[Source]) -> Iterator[str]:
    """Yield a line with the sentence that has most of some words, if it is near enough."""
    near = nearest(folded_text(words), sources)
    if near and near.share >= _NEAR:
        source = near.source
        start, _ = source.origin(near.text.start, near.text.start + 1)
        where = source.where(start).removeprefix(source.label)
        yield f"    nearest: {source.id} {where}: {_sentence(source, start)}"


def _sentence(source: Source, offset: int) -> str:
    sentence = source.sentence_at(offset)
    return _on_one_line(source.text[sentence.start : sentence.end])


def _on_one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text)
