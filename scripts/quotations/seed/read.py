"""Read the seeds: `NAME.txt`, the text, and beside it `NAME.toml`, what is known about it.

    language = "en"                  # whose lists of words apply (BCP 47); the one key that must be
    sha256 = "…"                     # of the text's bytes, line ends as \\n
    lines = [1, 18]                  # the lines that are the text, first and last, from 1
    paragraphs = "blank-line"        # what parts them; else "line": each line is a paragraph
    author = { name = "…", names = ["…"] }       # names: what a page may call them
    publisher = { name = "…", names = ["…"] }

    [speakers.KEY]                   # somebody whose words the text quotes
    name = "…"
    names = ["…"]

    [[spans]]                        # if any, one for each span in the text's quotation marks
    paragraph = 1
    text = "…"                       # as it stands between the marks, however its lines break
    speaker = "KEY"                  # or "author": a title, say

A byte-order mark, Windows line ends and spaces at the ends of lines change nothing.
"""

import hashlib
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from quotations.model import AUTHOR, Paragraph, Span, Speaker
from quotations.seed.source import Source
from quotations.text import marks
from quotations.text.language import language

# The form of a table: for each key a type, a list or a table of forms. A key with ? may be missing.
_PERSON: dict[str, Any] = {"name": str, "names?": [str]}
_FORM: dict[str, Any] = {
    "language": str,
    "sha256?": str,
    "lines?": [int],
    "paragraphs?": str,
    "author?": _PERSON,
    "publisher?": _PERSON,
    "speakers?": {"*": _PERSON},
    "spans?": [{"paragraph": int, "text": str, "speaker": str}],
    "date?": object,
}
_KINDS = {str: "a text", int: "a number", list: "a list", dict: "a table"}
_PARAGRAPHS = {  # from its first character to its last, neither a space
    "line": re.compile(r"\S(?:.*\S)?"),
    "blank-line": re.compile(r"\S(?:(?:.|\n(?!\s*\n))*\S)?"),
}
_ODD = {  # what no quotation typed by hand will match, and what to do
    "a ligature; type its letters apart": re.compile("[\ufb00-\ufb06]"),
    "a hyphen ends the line; join the word it parts": re.compile(r"[^\W\d_][-\u00ad]\s*$", re.M),
}


class SourceError(Exception):
    """A seeds folder or a seed that cannot be used; the message is one line for a person."""


def read(folder: Path) -> tuple[Source, ...]:
    """Read every source in a seeds folder, in the order of their names.

    Raises SourceError where there is none, or one cannot be used.
    """
    try:
        texts = sorted(folder.glob("*.txt"))
        tables = {path.with_suffix(".txt") for path in folder.glob("*.toml")}
        if not texts:
            raise SourceError(f"{folder}: no seed here; put the text in it as NAME.txt")
        for text in sorted(tables.difference(texts)):
            raise SourceError(f"{text.with_suffix('.toml')}: there is no {text.name} beside it")
        sources = [read_source(path) for path in texts]
    except OSError as error:
        raise SourceError(f"{error.filename}: {error.strerror}") from None
    if len(sources) > 1:
        sources = [replace(source, label=f"{source.id} ") for source in sources]
    return tuple(sources)


def read_source(path: Path) -> Source:
    """Read one source and the table beside it; raise SourceError where either is no good."""
    beside = path.with_suffix(".toml")
    text, known = _decoded(path), _decoded(beside) if beside.exists() else ""
    if not text.strip():
        raise SourceError(f"{path}: empty; put the text in it, one paragraph a line")
    try:
        return _source(path, text, _table(known))
    except SourceError as error:
        raise SourceError(f"{beside}: {error}") from None


def _decoded(path: Path) -> str:
    if path.exists() and not path.is_file():
        raise SourceError(f"{path}: not a file; put the text in one")
    data = path.read_bytes().replace(b"\r\n", b"\n")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(f"{path}:{line}: not UTF-8; save the file as UTF-8") from None


def _table(text: str) -> dict[str, Any]:
    """Return what is known of a text."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"not TOML: {error}") from None
    except RecursionError:
        raise SourceError("nested too deep") from None
    keys = [key.removesuffix("?") for key in _FORM]
    for key in table:
        if key not in keys:
            raise SourceError(f"unknown key {key!r}; known: {', '.join(keys)}")
    code = table.get("language")
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z\d]+)*", str(code)):
        what = f"language = {code!r} is no tag" if code else "no language declared"
        raise SourceError(f'{what}; write a line like: language = "en"')
    _hold(table, _FORM)
    return table


def _hold(value: Any, form: Any, where: str = "") -> None:
    """Raise SourceError where a value, named by `where`, has not its form."""
    kind: Any = form if isinstance(form, type) else type(form)
    if not isinstance(value, kind) or (kind is str and not value.strip()):
        raise SourceError(f"{where} must be {_KINDS[kind]}")
    if isinstance(form, list):
        for number, item in enumerate(value, 1):
            _hold(item, form[0], f"{where} {number}")
    elif isinstance(form, dict):
        for key, inner in form.items():
            for name in value if key == "*" else [key.removesuffix("?")]:
                if name in value:
                    _hold(value[name], inner, f"{where} {name}".lstrip())
                elif not key.endswith("?"):
                    raise SourceError(f"{where} must have a {name}")


def _source(path: Path, text: str, table: dict[str, Any]) -> Source:
    digest = hashlib.sha256(text.encode()).hexdigest()
    if table.get("sha256", digest) != digest:
        raise SourceError(
            f"{path.name} is not the text that this was written for (its sha256 differs);"
            " restore the file as it was"
        )
    paragraphs = _paragraphs(text, table)
    speakers = {key: _speaker(entry) for key, entry in table.get("speakers", {}).items()}
    spans, unlisted = _spans(text, paragraphs, table.get("spans", []), {AUTHOR, *speakers})
    source = Source(
        id=path.stem,
        text=text,
        sha256=digest,
        language=language(table["language"]),
        paragraphs=paragraphs,
        author=_speaker(table["author"]) if "author" in table else None,
        publisher=_speaker(table["publisher"]) if "publisher" in table else None,
        speakers=speakers,
        spans=tuple(spans),
    )
    return replace(source, warnings=tuple(dict.fromkeys(_warnings(path, source, unlisted))))


def _paragraphs(text: str, table: dict[str, Any]) -> tuple[Paragraph, ...]:
    lines = text.split("\n")
    wanted = table.get("lines", [1, len(lines)])
    if len(wanted) != 2 or not 1 <= wanted[0] <= wanted[1] <= len(lines):
        form = f"two numbers, the first line and the last, of the text’s lines 1 to {len(lines)}"
        raise SourceError(f"lines = {wanted}: must be {form}")
    parted = _PARAGRAPHS.get(table.get("paragraphs", "line"))
    if parted is None:
        form = '"line" or "blank-line"'
        raise SourceError(f"paragraphs = {table['paragraphs']!r}: must be {form}")
    begin, end = (sum(len(line) + 1 for line in lines[:n]) for n in (wanted[0] - 1, wanted[1]))
    found = enumerate(parted.finditer(text, begin, end), 1)
    paragraphs = tuple(Paragraph(number, *one.span()) for number, one in found)
    if not paragraphs:
        raise SourceError(f"lines = {wanted}: there is no text on them")
    return paragraphs


def _speaker(entry: dict[str, Any]) -> Speaker:
    return Speaker(entry["name"], (entry["name"], *entry.get("names", ())))


def _spans(
    text: str, paragraphs: Sequence[Paragraph], entries: list[dict[str, Any]], known: set[str]
) -> tuple[list[Span], list[str]]:
    """Return the spans, and what else the text has in quotation marks."""
    listed: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for entry in entries:
        words, speaker = " ".join(entry["text"].split()), entry["speaker"]
        if speaker not in known:
            raise SourceError(f"span {words!r}: speaker {speaker!r} has no [speakers.{speaker}]")
        listed[entry["paragraph"], words].append(speaker)
    spans, unlisted = [], []
    for paragraph in paragraphs:
        begin = paragraph.start
        for opens, closes in marks.pair(text[begin : paragraph.end]).pairs:
            start, end = begin + opens + 1, begin + closes
            words = " ".join(text[start:end].split())
            if speakers := listed[paragraph.number, words]:
                spans.append(Span(start, end, speakers.pop(0)))
            else:
                unlisted.append(f"“{words}” in paragraph {paragraph.number}")
    for (number, words), speakers in listed.items():
        if speakers:
            raise SourceError(f"paragraph {number} has no {words!r} in quotation marks")
    return spans, unlisted


def _warnings(path: Path, source: Source, unlisted: Sequence[str]) -> Iterator[str]:
    table = path.with_suffix(".toml")
    if not source.language.known:
        what = "no word lists for this language: words are checked, sense and speakers are not"
        yield f"{table}: {what}"
    for words in unlisted if source.spans else ():  # a table lists all or none
        yield f"{table}: the text quotes {words}, which no [[spans]] lists"
    begin, end = source.paragraphs[0].start, source.paragraphs[-1].end
    for what, odd in _ODD.items():
        for found in odd.finditer(source.text, begin, end):
            line = source.text.count("\n", 0, found.start()) + 1
            yield f"{path}:{line}: {what}"
