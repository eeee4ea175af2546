"""Look words up in the sources, for an editor who is about to quote them."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from quotations.model import Part, Place, Sentence, Trace
from quotations.seed.source import Source
from quotations.text.fold import MARKS, SPACES, fold


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
    for source, sentence in _parts(found.places, by_id) or _nearest(bare, sources):
        answer += f"\n    nearest: {_sentence(source, sentence)}"
    return False, answer


def _told(place: Place, sources: Mapping[str, Source]) -> list[str]:
    lines = []
    source = sources[place.parts[0].source]
    who = ", ".join(source.speakers[key].name for key in place.speakers)
    for part in place.parts:
        lines.append(
            f"{source.id} ¶{part.paragraph}.{part.sentence},"
            f" code points {part.start}–{part.end} · {who or 'the author’s own words'}"
        )
        lines.append(f"    exactly:  “{source.text[part.start : part.end]}”")
        sentence = source.sentence_at(part.start)
        lines.append(f"    sentence: {source.text[sentence.start : sentence.end]}")
    return lines


def _parts(places: Sequence[Place], sources: Mapping[str, Source]) -> list[tuple[Source, Sentence]]:
    parts: list[Part] = [part for place in places for part in place.parts]
    return [(sources[part.source], sources[part.source].sentence_at(part.start)) for part in parts]


def _sentence(source: Source, sentence: Sentence) -> str:
    paragraph = source.paragraph_at(sentence.start).number
    words = source.text[sentence.start : sentence.end]
    return f"{source.id} ¶{paragraph}.{sentence.number}: {words}"


def _nearest(words: str, sources: Sequence[Source]) -> list[tuple[Source, Sentence]]:
    """Return the sentence that shares most words with some words, a rare word counting for more.

    One that shares less than a third of the words is not near.
    """
    wanted = _words(words)
    sentences = [
        (source, sentence, wanted & _words(source.text[sentence.start : sentence.end]))
        for source in sources
        for paragraph in source.paragraphs
        for sentence in source.sentences(paragraph)
    ]
    often = Counter(word for _, _, shared in sentences for word in shared)
    near = [found for found in sentences if 3 * len(found[2]) >= len(wanted) > 0]
    if not near:
        return []
    source, sentence, _ = max(near, key=lambda found: sum(1 / often[word] for word in found[2]))
    return [(source, sentence)]


def _words(text: str) -> frozenset[str]:
    kept = "".join(c if c.isalnum() or c == "'" else " " for c in fold(text).text.lower())
    return frozenset(word.strip("'") for word in kept.split()) - {""}
