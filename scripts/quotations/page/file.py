"""A page's file: its front matter, its Markdown, and the texts of it that a site may show."""

import re
from typing import Any

import yaml

from quotations.model import PageText
from quotations.rule import Rule
from quotations.text.marks import ANY

UNREADABLE = Rule(
    "unreadable",
    "A page can be read: it is a file, in UTF-8, and its Markdown renders.",
    "see that the page is there, saved as UTF-8, and renders",
    good="The report calls it an “old bridge”.",
    bad="a file that is not there, or not saved as UTF-8",
)
FRONT_MATTER = Rule(
    "front-matter",
    "Front matter is a table of keys and values, closed by --- and of the documented form.",
    "mend the lines between the first two ---",
    good="---\ntitle: The bridge\n---\nThe report calls it an “old bridge”.",
    bad="---\ntitle: [The bridge\n---\nThe report calls it an “old bridge”.",
)

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the fast one, where there is one
# The entries of front matter that mean something here: their type, that of their items, and how
# an error describes them.
_ENTRIES: dict[str, tuple[type, type, str]] = {
    "paragraphs": (list, int, "a list of numbers, like [7] or [8, 9, 10]"),
    "quotes": (list, str, "a list of texts’ names, like [op-ed]"),
    "moved": (dict, str, "a table of old ids and new ones, like {old: new}"),
}
_OPENING = re.compile(r"---[ \t]*\n")
# A heading's other name in the navigation, which the page itself does not show.
_TOC_LABEL = re.compile(r"data-toc-label=[\"'](.*?)[\"'](?=[\s}])")


class PageError(Exception):
    """A page that cannot be read or rendered: the verdict, a message, the line number (from 1)."""

    def __init__(self, verdict: str, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.verdict = verdict
        self.line = line


def parse(text: str, page: str) -> PageText:
    """Return what a page's file has, without HTML; raise PageError for bad front matter.

    `page` is its path.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    body, meta, texts = _split(text)
    entries = {}
    for key, (kind, item_kind, form) in _ENTRIES.items():
        value = entries[key] = kind() if meta.get(key) is None else meta[key]
        items = value.values() if isinstance(value, dict) else value
        if not isinstance(value, kind) or any(type(item) is not item_kind for item in items):
            raise PageError(FRONT_MATTER.name, f"{key}: {form}", place_of_key(text, key)[0])
    return PageText(
        page,
        text,
        texts=(*texts, *_TOC_LABEL.findall(body)),
        paragraphs=tuple(entries["paragraphs"]),
        quotes=tuple(entries["quotes"]),
        moved=tuple((str(old), new) for old, new in entries["moved"].items()),
        body=body,
    )


def _split(text: str) -> tuple[str, dict[str, Any], list[str]]:
    """Return a page's Markdown, its front matter, and the texts in the front matter.

    MkDocs shows front matter that is not YAML as text of the page; here it is an error.
    """
    from mkdocs.utils import meta as mkdocs_meta

    match = mkdocs_meta.YAML_RE.match(text)
    if match is None and not _OPENING.match(text):
        body, meta = mkdocs_meta.get_data(text)
        # Without ---, a first line like `Reed: “Yes.”` is front matter too, for MkDocs; it is kept
        # whole, since Reed would be said to speak if a template showed it.
        return body, meta, [f"{key}: {value}" for key, value in meta.items()]
    try:
        if match is None:
            raise ValueError("opened with --- and never closed")
        meta = yaml.load(match[1], _LOADER) or {}
        if not isinstance(meta, dict):
            raise ValueError("not a table of keys and values")
    except Exception as error:  # what is not YAML, and whatever a tag like !!bool raises
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or one_line(error)
        line = mark.line + 2 if mark else 1  # the mark counts from 0, and after the opening ---
        raise PageError(FRONT_MATTER.name, f"cannot be read: {reason}", line) from None
    return text[match.end() :].lstrip("\n"), meta, texts_in(match[1])


def texts_in(yaml_text: str) -> list[str]:
    """Return every text in some YAML, keys too, that has a quotation mark or may have markup."""
    events = yaml.parse(yaml_text, _LOADER)
    scalars = [event.value for event in events if isinstance(event, yaml.ScalarEvent)]
    return [text for text in scalars if ANY.search(text) or "<" in text or "&" in text]


def place_of_key(markdown: str, key: str) -> tuple[int, int]:
    """Return line and column, from 1, of the first place that looks like a key; else (1, 1)."""
    match = re.search(rf"(?<![\w-]){re.escape(key)}[\"']?[ \t]*:", markdown)
    return line_and_column(markdown, match.start() if match else 0)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return line and column, from 1, of an offset in a file's text."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def one_line(error: BaseException) -> str:
    """Return what an error says, as one line that a person can read to its end."""
    text = re.sub(r'  File ".*\n', "", str(error) or repr(error), flags=re.S)  # a traceback
    return " ".join(text.split())[:800]
