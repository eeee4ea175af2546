"""Look words up in the sources, for an editor who is about to quote them."""

import re
from collections.abc import Callable, Mapping, Sequence

from quotations.model import Place, Trace
from quotations.seed.source import Source
from quotations.text.fold import MARKS, SPACES, folded_text
from quotations.trace.nearest import nearest

_PHRASE = re.compile('[“«„"][^”»“"]+[”»“"]|[^“«„"]+')  # with its marks, or without any
_NEAR = 1 / 3  # share of words in common; an editor can judge more than a message may claim


def look_up(
    asked: Sequence[str], sources: Sequence[Source], trace: Callable[[str], Trace]
) -> tuple[bool, str]:
    """Return whether all that is asked for may be quoted so, and lines for a person.

    Each of `asked` is looked up by itself, with or without quotation marks around it. For each
    place: where the words stand, who speaks, how exactly they read, and their sentence. Else: why
    not, and the nearest sentence, if one is near.
    """
    found = [_one(words, sources, trace) for words in asked]
    if len(found) == 1:
        return found[0][0], found[0][1]
    answers = [
        f"“{words.strip(MARKS + SPACES)}”\n{text}"
        for (_, text), words in zip(found, asked, strict=True)
    ]
    standing = sum(ok for ok, _ in found)
    answers.append(f"looked for {len(found)}: {standing} may be quoted so")
    return standing == len(found), "\n\n".join(answers)


def _one(words: str, sources: Sequence[Source], trace: Callable[[str], Trace]) -> tuple[bool, str]:
    words = words.strip(SPACES)
    bare = words.strip(MARKS + SPACES)
    found = trace(bare)
    if not found.ok and (typed := trace(words)).ok:  # its last mark was an apostrophe
        found = typed
    by_id = {source.id: source for source in sources}
    if found.ok:
        return True, "\n".join(line for place in found.places for line in _told(place, by_id))
    answer = f"“{bare}” cannot be quoted so: {found.message}"
    near = [(by_id[place.parts[0].source], place.parts[0].start) for place in found.places]
    for source, at in near or _nearest(bare, sources):
        answer += f"\n    nearest: {_where(source, at)}: {_sentence(source, at)}"
    return False, answer


def _told(place: Place, sources: Mapping[str, Source]) -> list[str]:
    lines = []
    source = sources[place.parts[0].source]
    who = ", ".join(source.speakers[key].name for key in place.speakers)
    for part in place.parts:
        lines += [
            f"{_where(source, part.start)}, code points {part.start}–{part.end}"
            f" · {who or 'the author’s own words'}",
            f"    exactly:  “{_line(source.text[part.start : part.end])}”",
            f"    sentence: {_sentence(source, part.start)}",
        ]
    return lines


def _sentence(source: Source, at: int) -> str:
    sentence = source.sentence_at(at)
    return _line(source.text[sentence.start : sentence.end])


def _where(source: Source, at: int) -> str:
    return source.where(at) if source.label else f"{source.id} {source.where(at)}"


def _line(text: str) -> str:
    """Return a stretch of a text on one line, however the text's own lines break."""
    return re.sub(r"\s*\n\s*", " ", text)


def phrases(asked: Sequence[str]) -> list[str]:
    """Return the phrases that a command line asks for, whether its shell kept them whole or not.

    Words that came one by one are one phrase, but for those with quotation marks around them.
    """
    if len(asked) < 2 or any(" " in words.strip() for words in asked):
        return list(asked)
    parts = _PHRASE.findall(" ".join(asked))
    return [words.strip() for words in parts if words.strip()]


def _nearest(words: str, sources: Sequence[Source]) -> list[tuple[Source, int]]:
    """Return the source, and a code point in it, where what reads most like some words stands."""
    found = [near for source in sources if (near := nearest(folded_text(words), source))]
    best = max(found, key=lambda near: near.share, default=None)
    if best is None or best.share < _NEAR:
        return []
    return [(best.source, best.source.folded.starts[best.start])]
