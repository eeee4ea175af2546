"""The table beside a text, `NAME.toml`: what is known about the text."""

import re
import tomllib
from typing import Any

from quotations.model import InputError

# The shape of a table: for each key a type, a list of one shape, or a table; `*` is any key.
_PERSON: dict[str, Any] = {
    "name": str,
    "names": [str],  # what else a page may call them
    "inferred": str,  # this and the next are for people; nothing reads them
    "inferred_from": str,
}
_TABLE: dict[str, Any] = {
    "language": str,  # whose lists of words apply (BCP 47); the one key that must be
    "sha256": str,  # of the text's bytes, line ends as \n
    "lines": [int],  # those that are the text, the first and the last, from 1
    "paragraphs": str,  # what ends one: "line", the default, or "blank-line"
    "author": _PERSON,
    "publisher": _PERSON,
    "speakers": {"*": _PERSON},  # by a key of your own, those quoted or named in the text
    # None, or one for each stretch in the text's quotation marks, in order: its paragraph, its
    # words as between the marks, and the key of its speaker, or "author" if it is a title, say.
    "spans": [{"paragraph": int, "text": str, "speaker": str}],
    "date": object,  # for people as well
}
_REQUIRED = ("name", "paragraph", "text", "speaker")  # wherever a shape has them
_TYPES = {str: "a text, not empty", int: "a whole number", list: "a list", dict: "a table"}
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z\d]+)*")


def parse_table(toml: str) -> dict[str, Any]:
    """Return the table that some TOML holds; raise InputError if it has another shape."""
    try:
        table = tomllib.loads(toml)
    except (ValueError, RecursionError) as error:
        raise InputError(f"not TOML: {error}") from None
    code = table.get("language", "")
    if not _TAG.fullmatch(str(code)):
        fault = f"language = {code!r} is no tag" if code else "no language declared"
        raise InputError(f'{fault}; write a line like: language = "en"')
    _require_shape(table, _TABLE)
    return table


def _require_shape(value: Any, shape: Any, path: str = "") -> None:
    """Raise InputError if a value has another shape; `path` names it: `spans 1 paragraph`."""
    kind: Any = shape if isinstance(shape, type) else type(shape)
    if not isinstance(value, kind) or (kind is str and not value.strip()):
        raise InputError(f"{path} must be {_TYPES[kind]}")
    if isinstance(shape, list):
        for number, item in enumerate(value, 1):
            _require_shape(item, shape[0], f"{path} {number}")
    elif isinstance(shape, dict):
        for key, item in value.items():
            inner = shape.get(key, shape.get("*"))
            if inner is None:
                raise InputError(f"unknown key {key!r}; known here: {', '.join(shape)}")
            _require_shape(item, inner, f"{path} {key}".lstrip())
        for key in _REQUIRED:
            if key in shape and key not in value:
                raise InputError(f"{path} must have a {key}")
