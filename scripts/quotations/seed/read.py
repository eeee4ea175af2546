"""Read the seeds: `NAME.txt`, the text, and beside it `NAME.toml`, what is known about it.

A byte-order mark and the kind of line ends change nothing.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

from quotations.model import InputError, Span, Speaker, Unit
from quotations.seed.sentences import split
from quotations.seed.source import Source
from quotations.seed.table import parse_table
from quotations.text import marks
from quotations.text.language import Language, language

_PARAGRAPHS = {  # one paragraph, without the space around it
    "line": re.compile(r"\S(?:.*\S)?"),
    "blank-line": re.compile(r"\S(?:(?:.|\n(?!\s*\n))*\S)?"),
}


def read(folder: Path) -> tuple[Source, ...]:
    """Return every source in a seeds folder, in the order of their names.

    Raises InputError if there is none, or one cannot be used.
    """
    sources = [read_source(path) for path in sorted(folder.glob("*.txt"))]
    if not sources:
        raise InputError(f"{folder}: no seed here; put the text in it as NAME.txt")
    if len(sources) > 1:
        sources = [replace(source, label=f"{source.id} ") for source in sources]
    return tuple(sources)


def warnings(sources: Sequence[Source]) -> list[str]:
    """Return a line for each source whose language has no lists of words."""
    message = "no word lists for this language: words are checked, sense and speakers are not"
    return [f"{source.id}: {message}" for source in sources if not source.language.has_lists]


def read_source(path: Path) -> Source:
    """Return one source, with the table beside it; raise InputError if either cannot be used."""
    table_path = path.with_suffix(".toml")
    text = _read_text(path)
    toml = _read_text(table_path) if table_path.exists() else ""
    try:
        return _source(path.stem, text, parse_table(toml))
    except InputError as error:
        raise InputError(f"{table_path}: {error}") from None


def _read_text(path: Path) -> str:
    """Return the text of a file, line ends as \\n; raise InputError if it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8: {error}") from None


def _source(name: str, text: str, table: dict[str, Any]) -> Source:
    digest = hashlib.sha256(text.encode()).hexdigest()
    if table.get("sha256", digest) != digest:
        raise InputError(
            f"{name}.txt is not the text that this was written for (its sha256 differs);"
            " restore the file as it was"
        )
    known = language(table["language"])
    paragraphs = tuple(_paragraphs(text, table, known))
    if not paragraphs:
        raise InputError(f"there is no text in {name}.txt, or none on the lines given")
    owners = [_speaker(table[key]) for key in ("author", "publisher") if key in table]
    speakers = {key: _speaker(entry) for key, entry in table.get("speakers", {}).items()}
    return Source(
        id=name,
        text=text,
        sha256=digest,
        language=known,
        paragraphs=paragraphs,
        owners=tuple(owners),
        people=(*speakers.values(), *owners),
        spans=tuple(_spans(text, paragraphs, table.get("spans", ()), speakers)),
    )


def _paragraphs(text: str, table: dict[str, Any], known: Language) -> Iterator[Unit]:
    """Yield the paragraphs of a text, on the lines that its table says are the text."""
    line_starts = [match.start() for match in re.finditer("^", text, re.M)]
    bounds = table.get("lines", [1, len(line_starts)])
    if len(bounds) != 2 or not 1 <= bounds[0] <= bounds[1] <= len(line_starts):
        form = f"the first line of the text and the last, of lines 1 to {len(line_starts)}"
        raise InputError(f"lines = {bounds}: must be two numbers, {form}")
    kind = table.get("paragraphs", "line")
    if kind not in _PARAGRAPHS:
        raise InputError(f'paragraphs = {kind!r}: must be "line" or "blank-line"')
    start, end = line_starts[bounds[0] - 1], [*line_starts, len(text)][bounds[1]]
    for number, match in enumerate(_PARAGRAPHS[kind].finditer(text, start, end), 1):
        sentences = [
            Unit(number, match.start() + start, match.start() + end)
            for number, (start, end) in enumerate(split(match[0], known), 1)
        ]
        yield Unit(number, *match.span(), tuple(sentences))


def _speaker(entry: dict[str, Any]) -> Speaker:
    """Return the speaker of an entry; a page may call them by their name too."""
    return Speaker(entry["name"], (entry["name"], *entry.get("names", ())))


def _spans(
    text: str,
    paragraphs: Sequence[Unit],
    entries: Sequence[dict[str, Any]],
    speakers: Mapping[str, Speaker],
) -> Iterator[Span]:
    """Yield the spans of other people's words.

    Raises InputError if a table with entries does not list all that the text quotes, in order.
    """
    if not entries:
        return
    quotes = [
        (paragraph.number, paragraph.start + opening + 1, paragraph.start + closing)
        for paragraph in paragraphs
        for opening, closing in marks.pair(text[paragraph.start : paragraph.end]).pairs
    ]
    quoted = [_describe(number, text[start:end]) for number, start, end in quotes]
    listed = [_describe(entry["paragraph"], entry["text"]) for entry in entries]
    for in_text, in_table in zip_longest(quoted, listed, fillvalue="nothing more"):
        if in_text != in_table:
            message = f"the text quotes {in_text} where they list {in_table}"
            raise InputError(f"spans: {message}; list all that it quotes, in order")
    for (_, start, end), entry in zip(quotes, entries, strict=True):
        key = entry["speaker"]
        if key in speakers:
            yield Span(start, end, speakers[key])
        elif key != "author":
            raise InputError(f"spans: speaker {key!r} has no [speakers.{key}]")


def _describe(paragraph: int, words: str) -> str:
    return f"“{' '.join(words.split())}” in paragraph {paragraph}"
