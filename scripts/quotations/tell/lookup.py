"""Look words up in the sources, for an editor who is about to quote them."""

import re
from collections.abc import Callable, Iterator, Sequence

from quotations.model import Trace
from quotations.seed.source import Source
from quotations.text.fold import MARKS, SPACES, folded_text
from quotations.trace.nearest import nearest

_PHRASE = re.compile('[“«„"][^”»“"]+[”»“"]|[^“«„"]+')  # with its marks, or without any
_NEAR = 1 / 3  # share of words in common; an editor can judge more than a message may claim


def look_up(
    asked: Sequence[str], sources: Sequence[Source], trace: Callable[[str], Trace]
) -> tuple[bool, str]:
    """Return whether all that is asked for may be quoted so, and lines for a person.

    Each phrase is looked up by itself, with or without quotation marks around it. For each place:
    where the words stand, who speaks, how exactly they read, and their sentence. Else: why not,
    and the nearest sentence, if one is near.
    """
    phrases = [words.strip(SPACES) for words in _phrases(asked)]
    found = [_one(words, sources, trace) for words in phrases]
    if len(found) == 1:
        return found[0]
    standing = sum(ok for ok, _ in found)
    told = [f"“{_bare(words)}”\n{text}" for words, (_, text) in zip(phrases, found, strict=True)]
    told.append(f"looked for {len(found)}: {standing} may be quoted so")
    return standing == len(found), "\n\n".join(told)


def _phrases(asked: Sequence[str]) -> Sequence[str]:
    """Return the phrases that a command line asks for, whether its shell kept them whole or not.

    Words that came one by one are one phrase, but for those with quotation marks around them.
    """
    if len(asked) == 1 or any(" " in words.strip() for words in asked):
        return asked
    return [words for words in _PHRASE.findall(" ".join(asked)) if words.strip()]


def _bare(words: str) -> str:
    return words.strip(MARKS + SPACES)


def _one(words: str, sources: Sequence[Source], trace: Callable[[str], Trace]) -> tuple[bool, str]:
    found = trace(_bare(words))
    if not found.ok and (typed := trace(words)).ok:  # its last mark was an apostrophe
        found = typed
    if not found.ok:
        answer = f"“{_bare(words)}” cannot be quoted so: {found.message}"
        return False, "\n".join([answer, *_nearest(_bare(words), sources)])
    by_id = {source.id: source for source in sources}
    lines = []
    for place in found.places:
        source = by_id[place.parts[0].source]
        who = ", ".join(source.speakers[key].name for key in place.speakers)
        for part in place.parts:
            where = f"{source.id} ¶{part.paragraph}.{part.sentence}"
            lines += [
                f"{where}, code points {part.start}–{part.end} · {who or 'the author’s own words'}",
                f"    exactly:  “{_line(source.text[part.start : part.end])}”",
                f"    sentence: {_sentence(source, part.start)}",
            ]
    return True, "\n".join(lines)


def _nearest(words: str, sources: Sequence[Source]) -> Iterator[str]:
    """Yield the sentence with what reads most like some words, if it is near enough."""
    best = nearest(folded_text(words), sources)
    if best and best.share >= _NEAR:
        source = best.source
        at = source.origin(best.at, best.at + 1)[0]
        where = source.where(at).removeprefix(source.label)
        yield f"    nearest: {source.id} {where}: {_sentence(source, at)}"


def _sentence(source: Source, at: int) -> str:
    sentence = source.sentence_at(at)
    return _line(source.text[sentence.start : sentence.end])


def _line(text: str) -> str:
    """Return a stretch of a text on one line, however the text's own lines break."""
    return re.sub(r"\s*\n\s*", " ", text)
