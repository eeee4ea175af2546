"""A source: the text that quotations trace to, and what is known about it.

A seeds folder holds `NAME.txt`, one paragraph a line, and beside it `NAME.toml`:

    language = "en"                  # whose lists of words apply (BCP 47)
    sha256 = "…"                     # of the text's bytes
    lines = [1, 18]                  # the lines that are the text, first and last, from 1
    author = { name = "…", names = ["…"] }       # names: what a page may call them
    publisher = { name = "…", names = ["…"] }

    [speakers.KEY]                   # somebody whose words the text quotes
    name = "…"
    names = ["…"]

    [[spans]]                        # one for each span the text puts in quotation marks
    paragraph = 1
    text = "…"                       # as it stands between the marks
    speaker = "KEY"                  # or "author": a title, say

All of it may be left out, the file too: then every line is text and nobody else speaks.
"""

import bisect
import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from quotations import marks
from quotations.fold import Folded, fold, folded_text
from quotations.language import WORD, Language, language
from quotations.sentences import split

AUTHOR = "author"
# A word that no stop joins to another.
_ALONE = re.compile(r"(?<![^\W_])(?<![^\W_][.'])[^\W_]++(?:'[^\W_]++)*+(?!\.[^\W_])")
_FORMS: dict[str, tuple[type, str]] = {
    "language": (str, "a text"),
    "author": (dict, "a table"),
    "publisher": (dict, "a table"),
    "speakers": (dict, "a table"),
    "spans": (list, "a list of tables"),
}
_KNOWN = {"language", "sha256", "lines", "author", "publisher", "speakers", "spans", "date"}


class SourceError(Exception):
    """A seeds folder or a seed that cannot be used; the message is one line for a person."""


class Sentence(NamedTuple):
    """A sentence of a paragraph: its number (from 1) and its place, in code points of the seed."""

    number: int
    start: int
    end: int


class Paragraph(NamedTuple):
    """A paragraph: its number (from 1) and its place, in code points of the seed."""

    number: int
    start: int
    end: int
    sentences: tuple[Sentence, ...]

    def sentence_at(self, offset: int) -> Sentence:
        """Return the sentence that holds a code point of the seed, or the space before it."""
        at = bisect.bisect_right(self.sentences, offset, key=lambda sentence: sentence.end)
        return self.sentences[min(at, len(self.sentences) - 1)]


@dataclass(frozen=True)
class Speaker:
    """Somebody whose words stand in the text, and by which names a page may call them."""

    key: str
    name: str
    names: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds one of the names in a text, as a whole word; a possessive counts."""
        return names_pattern(self.names)


class Span(NamedTuple):
    """Words the text puts in quotation marks: what stands between them, in code points."""

    start: int
    end: int
    speaker: str


@dataclass(frozen=True)
class Source:
    """A text that quotations trace to."""

    id: str
    text: str
    """The whole file, the lines that are not the text included; offsets count its code points."""
    sha256: str
    language: Language
    language_code: str
    paragraphs: tuple[Paragraph, ...]
    author: Speaker | None
    publisher: Speaker | None
    speakers: dict[str, Speaker]
    spans: tuple[Span, ...]

    @cached_property
    def folded_paragraphs(self) -> tuple[Folded, ...]:
        """The paragraphs, each folded; the maps lead to the seed."""
        found = []
        for paragraph in self.paragraphs:
            text, starts, ends = fold(self.text[paragraph.start : paragraph.end])
            at = paragraph.start
            found.append(Folded(text, tuple(at + i for i in starts), tuple(at + i for i in ends)))
        return tuple(found)

    @cached_property
    def folded(self) -> Folded:
        """The paragraphs, folded, a line break between them; the map leads to the seed."""
        starts: list[int] = []
        ends: list[int] = []
        for paragraph, folded in zip(self.paragraphs, self.folded_paragraphs, strict=True):
            if paragraph.number > 1:
                starts.append(paragraph.start - 1)
                ends.append(paragraph.start)
            starts += folded.starts
            ends += folded.ends
        text = "\n".join(folded.text for folded in self.folded_paragraphs)
        return Folded(text, tuple(starts), tuple(ends))

    @cached_property
    def left_out(self) -> str:
        """The lines of the file that are not the text, folded: to explain a failure."""
        inside = {paragraph.start for paragraph in self.paragraphs}
        outside = [line for start, line in _lines(self.text) if start not in inside]
        return "\n".join(folded_text(line) for line in outside)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of the text as it writes them; what a stop joins (i.e.) is no word alone."""
        return frozenset(_ALONE.findall(self.folded.text))

    @cached_property
    def people(self) -> tuple[Speaker, ...]:
        """Everybody whom a page may name as a speaker."""
        known = (*self.speakers.values(), self.author, self.publisher)
        return tuple(person for person in known if person)

    def person(self, name: str) -> Speaker | None:
        """Return who is called by a name, however it is spaced or set."""
        return self._called.get(_plain(name))

    @cached_property
    def _called(self) -> dict[str, Speaker]:
        return {_plain(n): person for person in reversed(self.people) for n in person.names}

    @cached_property
    def names_of_people(self) -> str:
        """A pattern for their names."""
        return names_pattern(tuple(n for person in self.people for n in person.names)).pattern

    @cached_property
    def names(self) -> frozenset[str]:
        """The words that the text writes with a capital inside a sentence."""
        found: set[str] = set()
        for paragraph in self.paragraphs:
            for sentence in paragraph.sentences:
                words = WORD.findall(folded_text(self.text[sentence.start : sentence.end]))
                found.update(word for word in words[1:] if word[0].isupper())
        return frozenset(found)

    @cached_property
    def _starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    def paragraph_at(self, offset: int) -> Paragraph:
        """Return the paragraph that holds a code point of the seed."""
        return self.paragraphs[max(0, bisect.bisect_right(self._starts, offset) - 1)]

    def speakers_of(self, start: int, end: int) -> tuple[str, ...]:
        """Return the keys of those whose quoted words a stretch touches, in order."""
        found = [s.speaker for s in self.spans if s.start < end and start < s.end]
        return tuple(dict.fromkeys(key for key in found if key != AUTHOR))

    def has_own_words(self, start: int, end: int) -> bool:
        """Whether a stretch holds words (letters or digits) of the author's own."""
        at = start
        for span in self.spans:
            if span.speaker != AUTHOR and span.start < end and start < span.end:
                if any(character.isalnum() for character in self.text[at : span.start]):
                    return True
                at = max(at, span.end)
        return any(character.isalnum() for character in self.text[at:end])


def _plain(name: str) -> str:
    return " ".join(name.replace("’", "'").split())


def names_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that finds one of `names` in a text, however it is spaced or set."""
    names = tuple(name.strip() for name in names)
    listed = [re.escape(name) for name in sorted(names, key=len, reverse=True)]
    listed = [re.sub(r"\\?\s+", r"\\s+", name) for name in listed]
    listed = [re.sub("['’]", "['’]", name) for name in listed]
    # What a name may begin with is looked for first, for that is fast. A possessive may be set
    # with U+02BC, which is a letter.
    initials = "".join(sorted({re.escape(_plain(name)[0]) for name in names})).replace("'", "'’")
    first = rf"(?=[{initials}])" if initials else ""
    return re.compile(rf"{first}(?<!\w)(?:{'|'.join(listed) or '(?!)'})(?:(?=ʼ)|(?!\w))")


def read(folder: Path) -> tuple[Source, ...]:
    """Read every source in a seeds folder, in the order of their names.

    Raises SourceError where there is none, or one cannot be used.
    """
    try:
        texts = sorted(folder.glob("*.txt"))
    except OSError as error:
        raise SourceError(f"{folder}: {error.strerror}") from error
    if not texts:
        raise SourceError(f"{folder}: no seed here; put the text in it as NAME.txt")
    tables = {path.with_suffix(".txt") for path in folder.glob("*.toml")}
    if stray := sorted(tables - set(texts)):
        raise SourceError(f"{stray[0].with_suffix('.toml')}: there is no {stray[0].name} beside it")
    return tuple(read_source(path) for path in texts)


def read_source(path: Path) -> Source:
    """Read one source and the table beside it; raise SourceError where either cannot be used."""
    text, digest = _read_text(path)
    table_path = path.with_suffix(".toml")
    table = _read_table(table_path)
    wanted = table.get("sha256", digest)
    if wanted != digest:
        raise SourceError(
            f"{path}: sha256 is {digest}, but {table_path.name} records {wanted};"
            " restore the text, or record its new sha256"
        )
    try:
        return _source(path.stem, text, digest, table)
    except SourceError as error:
        raise SourceError(f"{table_path}: {error}") from None
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SourceError(f"{table_path}: not of the documented form: {error!r}") from error


def unlisted_spans(source: Source) -> list[str]:
    """Return what the text puts in quotation marks and its table does not list."""
    listed = {(span.start, span.end) for span in source.spans}
    return [
        source.text[start:end]
        for paragraph in source.paragraphs
        for start, end in quoted_spans(source.text, paragraph)
        if (start, end) not in listed
    ]


def quoted_spans(text: str, paragraph: Paragraph) -> list[tuple[int, int]]:
    """Return the places in a paragraph between quotation marks, in code points of the seed."""
    found = marks.pair(text[paragraph.start : paragraph.end]).pairs
    return [(paragraph.start + pair.start + 1, paragraph.start + pair.end) for pair in found]


def _read_text(path: Path) -> tuple[str, str]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}") from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"{path}:{line}: byte {error.start} is not UTF-8; save the file as UTF-8"
        ) from None
    if not text.strip():
        raise SourceError(f"{path}: empty; put the text in it, one paragraph a line")
    return text, hashlib.sha256(data).hexdigest()


def _read_table(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SourceError(f"{path}: byte {error.start} is not UTF-8") from None
    except RecursionError:
        raise SourceError(f"{path}: nested too deep") from None
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{path}: not TOML: {' '.join(str(error).split())}") from None
    if unknown := sorted(set(table) - _KNOWN):
        raise SourceError(f"{path}: unknown key {unknown[0]!r}; known: {', '.join(sorted(_KNOWN))}")
    return table


def _source(name: str, text: str, digest: str, table: dict[str, Any]) -> Source:
    for key, (kind, form) in _FORMS.items():
        if not isinstance(table.get(key, kind()), kind):
            raise SourceError(f"{key}: not of the documented form, {form}")
    code = table.get("language", "")
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z\d]+)*|", code):
        raise SourceError(f'language = {code!r}: a tag like "en" (BCP 47)')
    words = language(code)
    paragraphs = _paragraphs(text, table.get("lines"), words)
    author = _speaker(AUTHOR, table["author"]) if "author" in table else None
    publisher = _speaker("publisher", table["publisher"]) if "publisher" in table else None
    speakers = {key: _speaker(key, entry) for key, entry in table.get("speakers", {}).items()}
    spans = _spans(text, paragraphs, table.get("spans", []), {AUTHOR, *speakers})
    return Source(
        id=name,
        text=text,
        sha256=digest,
        language=words,
        language_code=code,
        paragraphs=paragraphs,
        author=author,
        publisher=publisher,
        speakers=speakers,
        spans=spans,
    )


def _speaker(key: str, entry: dict[str, Any]) -> Speaker:
    listed = entry.get("names", [])
    if not isinstance(listed, list):
        raise SourceError(f'{key}: names must be a list, like ["one", "other"]')
    names = (entry["name"], *listed)
    if not all(isinstance(name, str) and name.strip() for name in names):
        raise SourceError(f"{key}: a name must be text")
    return Speaker(key, entry["name"], names)


def _lines(text: str) -> list[tuple[int, str]]:
    """Return each line without its end, and where it starts."""
    lines = []
    start = 0
    for line in text.split("\n"):
        lines.append((start, line.removesuffix("\r")))
        start += len(line) + 1
    return lines


def _paragraphs(text: str, wanted: list[int] | None, words: Language) -> tuple[Paragraph, ...]:
    lines = _lines(text)
    if wanted is not None and not (
        isinstance(wanted, list) and len(wanted) == 2 and all(type(n) is int for n in wanted)
    ):
        raise SourceError(f"lines = {wanted!r}: two numbers, the first line and the last")
    first, last = wanted or (1, len(lines))
    if not 1 <= first <= last <= len(lines):
        raise SourceError(f"lines = {wanted}, but the text has lines 1 to {len(lines)}")
    paragraphs: list[Paragraph] = []
    for start, line in lines[first - 1 : last]:
        body = line.strip()
        if not body:
            continue
        begin = start + line.index(body)
        sentences = tuple(
            Sentence(number, begin + a, begin + b)
            for number, (a, b) in enumerate(split(body, words), 1)
        )
        paragraphs.append(Paragraph(len(paragraphs) + 1, begin, begin + len(body), sentences))
    if not paragraphs:
        raise SourceError(f"lines = {wanted}: there is no text on them")
    return tuple(paragraphs)


def _spans(
    text: str, paragraphs: tuple[Paragraph, ...], entries: list[dict[str, Any]], known: set[str]
) -> tuple[Span, ...]:
    spans: list[Span] = []
    taken: set[tuple[int, int]] = set()
    for entry in entries:
        number, words, speaker = entry["paragraph"], entry["text"], entry["speaker"]
        if speaker not in known:
            raise SourceError(f"span {words!r}: speaker {speaker!r} has no [speakers.{speaker}]")
        if not 1 <= number <= len(paragraphs):
            raise SourceError(f"span {words!r}: there is no paragraph {number}")
        places = quoted_spans(text, paragraphs[number - 1])
        place = next((p for p in places if text[slice(*p)] == words and p not in taken), None)
        if place is None:
            raise SourceError(f"paragraph {number} has no {words!r} in quotation marks")
        taken.add(place)
        spans.append(Span(*place, speaker))
    return tuple(sorted(spans, key=lambda span: span.start))
