"""Publish quotations as W3C Web Annotations (Web Annotation Data Model, 23 February 2017).

Each quotation is an annotation: its body is the page that quotes, its targets are the words of the
source at the place that the quotation links to, two for “old […] bridge”.
"""

import base64
import json
from collections.abc import Mapping
from typing import Any

from quotations.model import Checked, Part
from quotations.seed.source import Source
from quotations.show.edition import Edition, link_target

CONTEXT = 32  # code points of prefix and suffix


def collection(edition: Edition, addresses: Mapping[str, str], identifier: str) -> str:
    """Return all quotations as one annotation page, in JSON-LD; `addresses` are by page path."""
    # In a live preview, some do not trace.
    traced = [(r.page.path, c) for r in edition.results for c in r.checked if c.trace.ok]
    items = [
        {"id": f"{identifier}#{number}", **_annotation(checked, path, edition, addresses[path])}
        for number, (path, checked) in enumerate(traced, 1)
    ]
    document = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{identifier}#page",
        "type": "AnnotationPage",
        "partOf": {
            "id": identifier,
            "type": "AnnotationCollection",
            "label": "Every quotation on the site and where its words stand in the source."
            " TextPositionSelector counts Unicode code points from 0, the end left out.",
            "total": len(items),
        },
        "startIndex": 0,
        "items": items,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _annotation(checked: Checked, path: str, edition: Edition, address: str) -> dict[str, Any]:
    """Return the annotation of a quotation on the page at `path`, without its id."""
    place, _ = link_target(checked, path, edition)
    speakers = [
        {"type": "TextualBody", "purpose": "identifying", "value": speaker.name}
        for speaker in place.speakers
    ]
    targets = [_target(part, edition.sources[part.source]) for part in place.parts]
    return {
        "type": "Annotation",
        "motivation": "linking",
        "body": [{"id": address, "type": "Text", "format": "text/html"}, *speakers],
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _target(part: Part, source: Source) -> dict[str, Any]:
    text = source.text
    digest = base64.urlsafe_b64encode(bytes.fromhex(source.sha256)).decode().rstrip("=")
    return {
        "type": "SpecificResource",
        "source": f"ni:///sha-256;{digest}",  # a URI by the hash of the text's bytes (RFC 6920)
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": text[part.start : part.end],
                "prefix": text[max(0, part.start - CONTEXT) : part.start],
                "suffix": text[part.end : part.end + CONTEXT],
            },
            {"type": "TextPositionSelector", "start": part.start, "end": part.end},
        ],
    }
