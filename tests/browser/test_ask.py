"""Did the op-ed say this? The answer on the page is the library's, and nobody else learns of it."""

import json
import random
import re
import time
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from quotations.seed.read import read
from quotations.seed.source import Source
from quotations.tell.ask import MOST, ask, data
from test_access import OPTIONS
from test_privacy import NOTHING, STORED
from visits import DESKTOP, PHONE, ROOT, Visit

SCRIPT = ROOT / "scripts/theme/assets/javascripts/ask.js"
ANSWER = """({ words, known, script }) => {
  const answer = new Function("data", "root", `"use strict"; ${script}; return answer;`)(known, null);
  const { text } = known;
  return words.map((asked) => {
    const { kind, sentences = [], hits = [], left = [], changes = [], differs = [] } = answer(asked);
    return {
      kind, changes, differs, left_off: left, words: hits.map(([from, to]) => text.slice(from, to)),
      sentences: sentences.map(([paragraph, number]) => [paragraph, number]),
    };
  });
}"""


@pytest.fixture(scope="module")
def op_ed() -> Source:
    return read(ROOT / "seeds")[0]


def quoted_in_cases() -> Iterator[str]:
    """Yield what the cases of the check quote of the op-ed, true and false."""
    for path in sorted((ROOT / "tests/cases").glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            if "seed" not in case:
                yield from re.findall(r"“([^“”]+)”", case["page"])


def mutants(source: Source, count: int) -> Iterator[str]:
    """Yield slices of a text, most of them changed in a way that readers and writers change them."""
    chosen = random.Random(11)
    text = source.text[source.paragraphs[0].start : source.paragraphs[-1].end]
    edges = [word.start() for word in re.finditer(r"\S+", text)]
    ends = [word.end() for word in re.finditer(r"\S+", text)]

    def slice_of(most: int) -> str:
        first = chosen.randrange(len(edges) - most)
        return text[edges[first] : ends[first + chosen.randrange(most)]]

    def omission(words: str) -> str:
        parts = words.split(" ")
        first = chosen.randrange(len(parts))
        last = chosen.randint(first, len(parts))
        gap = chosen.choice(["…", "[…]", "...", ". . . .", "([…])", "…."])
        return " ".join([*parts[:first], gap, *parts[last:]])

    def anywhere(words: str) -> str:
        at = chosen.randrange(len(words))
        return words[:at] + chosen.choice(["not ", "x", "", "’", "é", "e\u0301", "😀", "\u00ad"]) + words[at:]

    changes: list[Callable[[str], str]] = [
        lambda words: words,
        lambda words: words[:1].swapcase() + words[1:],
        lambda words: words.rstrip(".,”’?") + chosen.choice(["", ".", ",", "?", "!", ".”", "”."]),
        omission,
        lambda words: omission(omission(words)),
        lambda words: omission(words[:1].swapcase() + words[1:].rstrip(".,?") + "."),
        lambda words: " ".join(w for w in words.split(" ") if chosen.random() > 0.2),
        lambda words: " ".join(chosen.sample(words.split(" "), len(words.split(" ")))),
        lambda words: words.replace(" ", chosen.choice(["  ", "\n", "\u00a0", " \u2009"])),
        lambda words: f" “…{words} …”. ",
        lambda words: words[chosen.randrange(3) :],
        lambda words: words.upper(),
        anywhere,
        lambda words: f"{words} … {slice_of(6)}",
        lambda words: f"{words} “nothing of the sort” was ever said by anybody",
    ]
    for number in range(count):
        yield changes[number % len(changes)](slice_of(chosen.choice([3, 6, 14, 40])))


def differences(page: Page, source: Source, words: list[str]) -> tuple[list[str], dict[str, int]]:
    """Ask the library and the script; return where they differ, and how often each answer came."""
    known = json.loads(data(source, {}, ""))
    script = SCRIPT.read_text(encoding="utf-8")
    told = page.evaluate(ANSWER, {"words": words, "known": known, "script": script})
    found, kinds = [], dict[str, int]()
    for asked, other in zip(words, told, strict=True):
        own = json.loads(json.dumps(asdict(ask(asked, source))))
        kinds[own["kind"]] = kinds.get(own["kind"], 0) + 1
        if own != other:
            found.append(f"{asked!r}:\n  library {own}\n  script  {other}")
    return found, kinds


def test_the_script_answers_as_the_library_does(
    visit: Callable[..., Visit], op_ed: Source
) -> None:
    page = visit("about:blank").page
    words = [*quoted_in_cases(), *mutants(op_ed, 1500), "", " … ", "😀" * MOST, "😀" * (MOST + 1)]
    found, kinds = differences(page, op_ed, words)
    assert not found, f"{len(found)} of {len(words)}\n" + "\n".join(found[:10])
    assert all(kinds[kind] >= 1 for kind in ("long", "none"))
    assert all(kinds[kind] > 200 for kind in ("exact", "changed", "near")), kinds
