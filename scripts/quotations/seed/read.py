"""Read the seeds: `NAME.txt`, the text, and beside it `NAME.toml`, what is known about it.

A byte-order mark and the kind of line ends change nothing.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from quotations.model import Span, Speaker, Unit
from quotations.seed.source import Source
from quotations.seed.table import SourceError, parse_table
from quotations.text import marks
from quotations.text.language import language

_PARAGRAPHS = {  # one paragraph, without the space around it
    "line": re.compile(r"\S(?:.*\S)?"),
    "blank-line": re.compile(r"\S(?:(?:.|\n(?!\s*\n))*\S)?"),
}
_ODDITIES = {  # what no quotation typed by hand will match, and what to do about it
    "a ligature; type its letters apart": re.compile("[\ufb00-\ufb06]"),
    "a hyphen ends the line; join the word it parts": re.compile(r"[^\W\d_][-\u00ad]\s*$"),
}


def read(folder: Path) -> tuple[Source, ...]:
    """Return every source in a seeds folder, in the order of their names.

    Raises SourceError if there is none, or one cannot be used.
    """
    try:
        paths = sorted(folder.glob("*.txt"))
        if not paths:
            raise SourceError(f"{folder}: no seed here; put the text in it as NAME.txt")
        for table_path in sorted(folder.glob("*.toml")):
            path = table_path.with_suffix(".txt")
            if path not in paths:
                raise SourceError(f"{table_path}: there is no {path.name} beside it")
        sources = [read_source(path) for path in paths]
    except OSError as error:
        raise SourceError(f"{error.filename}: {error.strerror}") from None
    if len(sources) > 1:
        sources = [replace(source, label=f"{source.id} ") for source in sources]
    return tuple(sources)


def read_source(path: Path) -> Source:
    """Return one source, with the table beside it; raise SourceError if either cannot be used."""
    table_path = path.with_suffix(".toml")
    text = _read_text(path)
    if not text.strip():
        raise SourceError(f"{path}: empty; put the text in it, one paragraph a line")
    toml = _read_text(table_path) if table_path.exists() else ""
    try:
        return _source(path, text, parse_table(toml))
    except SourceError as error:
        raise SourceError(f"{table_path}: {error}") from None


def _read_text(path: Path) -> str:
    """Return the text of a file, line ends as \\n; raise SourceError if it cannot be read."""
    data = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(f"{path}:{line}: not UTF-8; save the file as UTF-8") from None


def _source(path: Path, text: str, table: dict[str, Any]) -> Source:
    digest = hashlib.sha256(text.encode()).hexdigest()
    if table.get("sha256", digest) != digest:
        raise SourceError(
            f"{path.name} is not the text that this was written for (its sha256 differs);"
            " restore the file as it was"
        )
    paragraphs = _paragraphs(text, table)
    speakers = {key: _speaker(entry) for key, entry in table.get("speakers", {}).items()}
    source = Source(
        id=path.stem,
        text=text,
        sha256=digest,
        language=language(table["language"]),
        paragraphs=paragraphs,
        owners=tuple(_speaker(table[key]) for key in ("author", "publisher") if key in table),
        speakers=tuple(speakers.values()),
        spans=_spans(text, paragraphs, table.get("spans", ()), speakers),
    )
    return replace(source, warnings=tuple(_warnings(path, source)))


def _paragraphs(text: str, table: dict[str, Any]) -> tuple[Unit, ...]:
    """Return the paragraphs of a text, on the lines that its table says are the text."""
    lines = text.split("\n")
    bounds = table.get("lines", [1, len(lines)])
    if len(bounds) != 2 or not 1 <= bounds[0] <= bounds[1] <= len(lines):
        form = f"two numbers, the first line and the last, of the text’s lines 1 to {len(lines)}"
        raise SourceError(f"lines = {bounds}: must be {form}")
    kind = table.get("paragraphs", "line")
    if kind not in _PARAGRAPHS:
        raise SourceError(f'paragraphs = {kind!r}: must be "line" or "blank-line"')
    start = sum(len(line) + 1 for line in lines[: bounds[0] - 1])
    end = sum(len(line) + 1 for line in lines[: bounds[1]])
    matches = enumerate(_PARAGRAPHS[kind].finditer(text, start, end), 1)
    paragraphs = tuple(Unit(number, *match.span()) for number, match in matches)
    if not paragraphs:
        raise SourceError(f"lines = {bounds}: there is no text on them")
    return paragraphs


def _speaker(entry: dict[str, Any]) -> Speaker:
    """Return the speaker of an entry; a page may call them by their name too."""
    return Speaker(entry["name"], (entry["name"], *entry.get("names", ())))


def _spans(
    text: str,
    paragraphs: Sequence[Unit],
    entries: Sequence[dict[str, Any]],
    speakers: Mapping[str, Speaker],
) -> tuple[Span, ...]:
    """Return the spans of other people's words; a table lists all that the text quotes, or none.

    Raises SourceError for an entry that the text does not have, or lacks.
    """
    listed: dict[tuple[int, str], Speaker | None] = {}
    for entry in entries:
        words, key = " ".join(entry["text"].split()), entry["speaker"]
        if key != "author" and key not in speakers:
            raise SourceError(f"span {words!r}: speaker {key!r} has no [speakers.{key}]")
        listed[entry["paragraph"], words] = speakers.get(key)
    spans, missing = [], set(listed)
    for paragraph in paragraphs if listed else ():
        for opening, closing in marks.pair(text[paragraph.start : paragraph.end]).pairs:
            start, end = paragraph.start + opening + 1, paragraph.start + closing
            span_key = (paragraph.number, " ".join(text[start:end].split()))
            if span_key not in listed:
                where = f"“{span_key[1]}” in paragraph {paragraph.number}"
                raise SourceError(f"the text quotes {where}, which no [[spans]] lists")
            missing.discard(span_key)
            if speaker := listed[span_key]:
                spans.append(Span(start, end, speaker))
    for number, words in missing:
        raise SourceError(f"paragraph {number} has no {words!r} in quotation marks")
    return tuple(spans)


def _warnings(path: Path, source: Source) -> Iterator[str]:
    if not source.language.has_lists:
        message = "no word lists for this language: words are checked, sense and speakers are not"
        yield f"{path.with_suffix('.toml')}: {message}"
    for number, line in enumerate(source.text.split("\n"), 1):
        for message, pattern in _ODDITIES.items():
            if pattern.search(line):
                yield f"{path}:{number}: {message}"
