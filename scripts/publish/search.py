"""What Material's search index lacks here: the op-ed by paragraph, and what readers type."""

import json
import re
from pathlib import Path
from typing import Any

_PARAGRAPH = re.compile(r'<p id="p(\d+)">(.*?)</p>', re.DOTALL)
_OURS = re.compile(r"<(a|sup|span)\b[^>]*data-search-exclude.*?</\1>|<[^>]*>", re.DOTALL)
_ADDRESS = re.compile(r"https?://[^\s<]+")
_PARTED = re.compile(r"\w+’s\b|\d+(?:,\d{3})+")  # typed without a break: Putins, 85000
_TYPED = {  # for a word that an entry has, what readers type
    "Zelensky": "Zelenskyy Zelenskiy",
    "Donetsk": "Donbas Donbass",
    "ceasefire": "cease-fire",
    "peacekeep": "peace keepers",
    "infer, the historian": "who wrote this",
    "inference, the historian": "who wrote this",
}


def finish(site: Path) -> None:
    """Improve the index of a built site; what is added is searched and never shown."""
    file = site / "search" / "search_index.json"
    if not file.exists():  # a site without search
        return
    index = json.loads(file.read_text(encoding="utf-8"))
    index["docs"] = [better for entry in index["docs"] for better in _better(site, entry)]
    file.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _better(site: Path, entry: dict[str, Any]) -> list[dict[str, Any]]:
    page, _, anchor = entry["location"].partition("#")
    if anchor == "the-passage":
        html = (site / page / "index.html").read_text(encoding="utf-8")
        paragraphs = _PARAGRAPH.findall(html)
        return [
            _entry(f"{page}#p{n}", f"¶{n}", _OURS.sub("", text), boost=8) for n, text in paragraphs
        ]
    return [_entry(**entry)] if anchor != "references" else []


def _entry(location: str, title: str, text: str, **more: Any) -> dict[str, Any]:
    said = f"{title} {text}"
    also = [re.sub("[’,]", "", word) for word in _PARTED.findall(said)]
    also += [typed for word, typed in _TYPED.items() if word in said]
    text = _ADDRESS.sub("", text)
    return {"location": location, "title": title, "text": text, "also": " ".join(also), **more}
