"""What a page is, as JSON-LD in the words of schema.org: a page of ours about a text of another's.

Of the op-ed it claims only what is known: its kind, its language, the hash of the text we have.
"""

import html
import json
import re
from typing import Any

_OUTGOING = re.compile(r'<a\b[^>]*\bhref="(https?://[^"]+)"')


def describe(page: Any, config: Any, picture: str) -> str:
    """Return a page's JSON-LD, safe inside a script element."""
    paragraphs = page.meta.get("paragraphs") or []
    about: dict[str, Any] = {"@type": "OpinionNewsArticle", "inLanguage": "en"}
    if paragraphs:
        first, last = paragraphs[0], paragraphs[-1]
        about["pagination"] = f"¶{first}" if first == last else f"¶{first}–{last}"
    site = {"@type": "WebSite", "name": config.site_name, "url": config.site_url}
    data = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": page.canonical_url,
        "url": page.canonical_url,
        "name": page.meta.get("title") or page.title,
        "description": page.meta.get("description") or config.site_description or "",
        "inLanguage": "en",
        "isPartOf": site,
        "image": picture,
        "about": about,
    }
    sources = dict.fromkeys(html.unescape(address) for address in _OUTGOING.findall(page.content))
    if sources:
        data["citation"] = list(sources)
    # "<" is the one letter that could end the element it stands in.
    return json.dumps(data, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
