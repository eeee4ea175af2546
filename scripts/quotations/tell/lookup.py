"""Look words up in the sources, for an editor who is about to quote them.

For “old bridge”, where a source has it:

    bridge ¶2.1, code points 120–130 · Ann Hill
        exactly:  “old bridge”
        sentence: Ann Hill calls it an “old bridge” now.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from quotations.model import Place, Trace
from quotations.seed.source import Source
from quotations.text.fold import MARKS, SPACES, folded_text
from quotations.text.words import WORD
from quotations.trace.nearest import nearest

_PHRASE = re.compile('[“«„"][^”»“"]+[”»“"]|[^“«„"]+')  # with its marks, or without any
_NEAR = 1 / 3  # share of words in common; an editor can judge more than a message may claim


def look_up(
    arguments: Sequence[str], sources: Sequence[Source], trace: Callable[[str], Trace]
) -> tuple[bool, str]:
    """Return whether every phrase in the arguments may be quoted so, and an answer to each."""
    phrases = _phrases(arguments)
    if len(phrases) == 1:
        return _answer(phrases[0], sources, trace)
    count, blocks = 0, []
    for phrase in phrases:
        is_quotable, answer = _answer(phrase, sources, trace)
        count += is_quotable
        blocks.append(f"“{_bare(phrase)}”\n{answer}")
    blocks.append(f"looked for {len(phrases)}: {count} may be quoted so")
    return count == len(phrases), "\n\n".join(blocks)


def _phrases(arguments: Sequence[str]) -> list[str]:
    """Return the phrases that a command line asks for, whether its shell kept them whole or not.

    Words that came one by one are one phrase, but for those with quotation marks around them.
    """
    phrases = [argument.strip(SPACES) for argument in arguments]
    if len(phrases) == 1 or any(" " in phrase for phrase in phrases):
        return phrases
    return [words.strip(SPACES) for words in _PHRASE.findall(" ".join(phrases)) if words.strip()]


def _bare(phrase: str) -> str:
    """Return a phrase without the marks around it."""
    return phrase.strip(MARKS + SPACES)


def _answer(
    phrase: str, sources: Sequence[Source], trace: Callable[[str], Trace]
) -> tuple[bool, str]:
    """Return whether a phrase may be quoted so, and lines that say where it occurs, or why not."""
    bare = _bare(phrase)
    if not WORD.search(bare):
        return False, f"“{bare}”: there are no words to look up"
    result = trace(bare)
    if not result.ok:
        with_marks = trace(phrase)  # its last mark may be an apostrophe: the readers’
        if not with_marks.ok:
            reason = f"“{bare}” cannot be quoted so: {result.message}"
            return False, "\n".join([reason, *_nearest(bare, sources)])
        result = with_marks
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
        start, _ = source.origin(near.start, near.start + 1)
        where = source.where(start).removeprefix(source.label)
        yield f"    nearest: {source.id} {where}: {_sentence(source, start)}"


def _sentence(source: Source, offset: int) -> str:
    sentence = source.sentence_at(offset)
    return _on_one_line(source.text[sentence.start : sentence.end])


def _on_one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text)
