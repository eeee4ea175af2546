"""Every quotation as a W3C Web Annotation, and its selectors applied to the text."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from quotations.model import PageText
from quotations.seed.source import Source
from quotations.show import webannotation
from showing import TEXT, edition, page, problems, source, write_source

__all__ = ["source"]  # the fixture


def collection(source: Source, two: PageText) -> dict[str, Any]:
    known = edition([two], source)
    assert not problems(known)
    addresses = {r.page.path: f"https://e.org/{r.page.path}" for r in known.results}
    text = webannotation.collection(known, addresses, "https://e.org/q.json")
    found: dict[str, Any] = json.loads(text)
    return found


def test_each_selector_applied_to_the_text_finds_the_very_words(source: Source) -> None:
    data = collection(
        source, page("two.md", "<p>“First Ann […] left” and “stands alone”, Ann “came home”.</p>")
    )
    assert source.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    exact = []
    for item in data["items"]:
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            quote, position = target["selector"]
            start, end = position["start"], position["end"]
            assert TEXT[start:end] == quote["exact"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert TEXT[start - len(quote["prefix"]) :].startswith(around)
            exact.append(quote["exact"])
    assert exact == ["First Ann", "left", "stands alone", "came home"]
    assert data["items"][2]["body"][1]["value"] == "Ann <O’Hara>"
    assert [len(i["target"]) for i in data["items"] if isinstance(i["target"], list)] == [2]


def test_of_words_that_stand_twice_it_is_the_place_that_the_page_leads_to(tmp_path: Path) -> None:
    two = write_source(tmp_path, "Alpha is first.\nBeta is second.\n", 'language = "en"\n')
    body = "<blockquote><p>Beta is second.</p></blockquote><p>“is”</p>"
    data = collection(two, page("two.md", body, paragraphs=(2,)))
    starts = [item["target"]["selector"][1]["start"] for item in data["items"]]
    assert starts == [16, 21]


def test_what_does_not_trace_is_left_out_in_a_preview(source: Source) -> None:
    known = edition([page("two.md", "<p>“falls alone”, “stands alone”</p>")], source)
    assert problems(known)
    data = json.loads(webannotation.collection(known, {"two.md": "https://e.org/"}, "q.json"))
    assert len(data["items"]) == data["partOf"]["total"] == 1


def test_the_data_keeps_the_rules_of_the_web_annotation_model(source: Source) -> None:
    """Section 3 of the model: what an annotation must and must not have."""
    data = collection(source, page("two.md", "<p>“stands alone”</p>"))
    assert data["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (data["type"], data["startIndex"]) == ("AnnotationPage", 0)
    assert data["partOf"]["total"] == len(data["items"]) == 1
    identifiers = [item["id"] for item in data["items"]]
    assert len(set(identifiers)) == len(identifiers)
    for item in data["items"]:
        assert item["type"] == "Annotation"
        assert re.match(r"https://", item["id"])
        target = item["target"]
        assert target["type"] == "SpecificResource"
        assert re.fullmatch(r"ni:///sha-256;[\w-]{43}", target["source"])
        assert {selector["type"] for selector in target["selector"]} == {
            "TextQuoteSelector",
            "TextPositionSelector",
        }
        assert type(target["selector"][0]["exact"]) is str
