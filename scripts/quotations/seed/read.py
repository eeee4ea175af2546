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

    [[spans]]                        # one for each span the text puts in quotation marks
    paragraph = 1
    text = "…"                       # as it stands between the marks, however its lines break
    speaker = "KEY"                  # or "author": a title, say

A byte-order mark, Windows line ends and spaces at the ends of lines change nothing.
"""

import hashlib
import re
import tomllib
from pathlib import Path
from typing import Any

from quotations.model import AUTHOR, Paragraph, Span, Speaker
from quotations.seed.source import Source
from quotations.text import marks
from quotations.text.language import language

_FORMS: dict[str, tuple[type, str]] = {
    "language": (str, 'a tag like "en"'),
    "sha256": (str, "a text"),
    "paragraphs": (str, '"line" or "blank-line"'),
    "author": (dict, "a table"),
    "publisher": (dict, "a table"),
    "speakers": (dict, "a table of tables"),
    "spans": (list, "a list of tables"),
}
_KNOWN = {*_FORMS, "lines", "date"}
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_HYPHENATED = re.compile(r"[^\W\d_]-$|[^\W\d_]\u00ad$")


class SourceError(Exception):
    """A seeds folder or a seed that cannot be used; the message is one line for a person."""


def read(folder: Path) -> tuple[Source, ...]:
    """Read every source in a seeds folder, in the order of their names.

    Raises SourceError where there is none, or one cannot be used.
    """
    try:
        texts = sorted(folder.glob("*.txt"))
        tables = {path.with_suffix(".txt") for path in folder.glob("*.toml")}
    except OSError as error:
        raise SourceError(f"{folder}: {error.strerror}") from error
    if not texts:
        raise SourceError(f"{folder}: no seed here; put the text in it as NAME.txt")
    if stray := sorted(tables - set(texts)):
        raise SourceError(f"{stray[0].with_suffix('.toml')}: there is no {stray[0].name} beside it")
    return tuple(read_source(path, labelled=len(texts) > 1) for path in texts)


def read_source(path: Path, labelled: bool = False) -> Source:
    """Read one source and the table beside it; raise SourceError where either cannot be used.

    `labelled`: its places are told with its name, for there are others.
    """
    table_path = path.with_suffix(".toml")
    data = _bytes(path).replace(b"\r\n", b"\n")
    digest = hashlib.sha256(data).hexdigest()
    table = _table(table_path)
    if table.get("sha256", digest) != digest:
        raise SourceError(
            f"{path}: not the text that {table_path.name} was written for (its sha256 differs);"
            " restore the file as it was"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(f"{path}:{line}: not UTF-8; save the file as UTF-8") from None
    if not text.strip():
        raise SourceError(f"{path}: empty; put the text in it, one paragraph a line")
    try:
        return _source(path, text, digest, table, f"{path.stem} " if labelled else "")
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
        for start, end in _quoted(source.text, paragraph)
        if (start, end) not in listed
    ]


def _quoted(text: str, paragraph: Paragraph) -> list[tuple[int, int]]:
    """Return the places in a paragraph between quotation marks, in code points of the text."""
    found = marks.pair(text[paragraph.start : paragraph.end]).pairs
    return [(paragraph.start + pair.start + 1, paragraph.start + pair.end) for pair in found]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}") from error


def _table(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        table = {}
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError:
        raise SourceError(f"{path}: not UTF-8; save the file as UTF-8") from None
    except RecursionError:
        raise SourceError(f"{path}: nested too deep") from None
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{path}: not TOML: {' '.join(str(error).split())}") from None
    if unknown := sorted(set(table) - _KNOWN):
        raise SourceError(f"{path}: unknown key {unknown[0]!r}; known: {', '.join(sorted(_KNOWN))}")
    for key, (kind, form) in _FORMS.items():
        if key in table and not isinstance(table[key], kind):
            raise SourceError(f"{path}: {key}: not of the documented form, {form}")
    code = table.get("language", "")
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z\d]+)*", code):
        what = f"language = {code!r} is no tag" if code else "no language declared"
        raise SourceError(f'{path}: {what}; write a line like: language = "en"')
    return table


def _source(path: Path, text: str, digest: str, table: dict[str, Any], label: str) -> Source:
    paragraphs = _paragraphs(text, table.get("lines"), table.get("paragraphs", "line"))
    speakers = {key: _speaker(key, entry) for key, entry in table.get("speakers", {}).items()}
    words = language(table["language"])
    return Source(
        id=path.stem,
        text=text,
        sha256=digest,
        language=words,
        language_code=table["language"],
        paragraphs=paragraphs,
        author=_speaker(AUTHOR, table["author"]) if "author" in table else None,
        publisher=_speaker("publisher", table["publisher"]) if "publisher" in table else None,
        speakers=speakers,
        spans=_spans(text, paragraphs, table.get("spans", []), {AUTHOR, *speakers}),
        label=label,
        warnings=tuple(_warnings(path, text, paragraphs, words.known)),
    )


def _speaker(key: str, entry: dict[str, Any]) -> Speaker:
    listed = entry.get("names", [])
    if not isinstance(listed, list):
        raise SourceError(f'{key}: names must be a list, like ["one", "other"]')
    names = (entry["name"], *listed)
    if not all(isinstance(name, str) and name.strip() for name in names):
        raise SourceError(f"{key}: a name must be text")
    return Speaker(key, entry["name"], names)


def _paragraphs(text: str, wanted: Any, parted_by: str) -> tuple[Paragraph, ...]:
    lines = text.split("\n")
    if wanted is not None and not (
        isinstance(wanted, list) and len(wanted) == 2 and all(type(n) is int for n in wanted)
    ):
        raise SourceError(f"lines = {wanted!r}: two numbers, the first line and the last")
    first, last = wanted or (1, len(lines))
    if not 1 <= first <= last <= len(lines):
        raise SourceError(f"lines = {wanted}, but the text has lines 1 to {len(lines)}")
    if parted_by not in ("line", "blank-line"):
        raise SourceError(f'paragraphs = {parted_by!r}: "line" or "blank-line"')
    begin = sum(len(line) + 1 for line in lines[: first - 1])
    body = "\n".join(lines[first - 1 : last])
    pattern = r"\S(?:[^\n]*\S)?" if parted_by == "line" else r"\S(?:[^\n]|\n(?!\s*\n))*"
    paragraphs = []
    for number, found in enumerate(re.finditer(pattern, body), 1):
        length = len(found[0].rstrip())
        paragraphs.append(Paragraph(number, begin + found.start(), begin + found.start() + length))
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
        places = _quoted(text, paragraphs[number - 1])
        place = next(
            (p for p in places if text[slice(*p)].split() == words.split() and p not in taken), None
        )
        if place is None:
            raise SourceError(f"paragraph {number} has no {words!r} in quotation marks")
        taken.add(place)
        spans.append(Span(*place, speaker))
    return tuple(sorted(spans, key=lambda span: span.start))


def _warnings(path: Path, text: str, paragraphs: tuple[Paragraph, ...], known: bool) -> list[str]:
    """Return what in the text no quotation typed by hand will match, and what goes unchecked."""
    found = []
    if not known:
        found.append(
            f"{path.with_suffix('.toml')}: no word lists for this language: words are checked,"
            " sense and speakers are not"
        )
    first, at = 1, 0
    for paragraph in paragraphs:
        first += text.count("\n", at, paragraph.start)
        at = paragraph.start
        for number, line in enumerate(text[paragraph.start : paragraph.end].split("\n"), first):
            if _LIGATURE.search(line):
                found.append(f"{path}:{number}: a ligature; type its letters apart")
            if _HYPHENATED.search(line.rstrip()):
                found.append(f"{path}:{number}: a hyphen ends the line; join the word it parts")
    return found
