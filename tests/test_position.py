"""Where a quotation is told to stand: its own opening mark, and no two at one place.

In a page, ① stands where its first quotation opens, ② where its second does, in the order in which
the page shows them; Ⓐ stands at the first mark that is no quotation's. They are taken out first.
"""

from collections.abc import Sequence

import markdown
import pytest

from quotations.model import PageText, Position
from quotations.page.file import parse
from quotations.page.find import find
from quotations.page.html import read_html, read_text
from quotations.page.position import first_mark, locate
from shared import EXTENSIONS

SIGNS = "①②③④⑤⑥⑦⑧⑨ⒶⒷⒸⒹⒺⒻⒼ"
PAGES = {
    "cells of a table": """
| who | said |
|---|---|
| ①“a b” | ②“a b” |
| ③“c”, ④“c” | ⑤“a b c” |
| x | ⑥“c” |
""",
    "longer and shorter": "①“a b c d” then ②“a b” then ③“a b c”\n\n④“a”\n\n⑤“a b”",
    "words that stand unquoted too": "a b a b ①“a b” a b\n\nb a b ②“b a b”",
    "code and comments": "`“a b”` and ①“a b”\n\n```\n“a b”\n```\n\n<!-- “a b” -->\n\n- ②“a b”",
    "an attribute in a comment": '<!-- <b title="x “a b” y"> --> x ①“a b” y',
    "a comment in a quotation": "①“a <!-- “a b” --> b” ②“a b”",
    "a heading again in the text": (
        "# ①“a b”\n\nThe ②“a b” and again ③“a b”.\n\n# ④“a b”\n\n> ⑤a b\n\nx ⑥“a b c”"
    ),
    "a block quote again in the text": "> ①a b\n\n②“a b”\n\n> ③a b\n\nx\n\n> “④a b”",
    "footnotes, shown last": (
        "One[^1] ①“a b”.\n\n[^1]: It says ③“a b” x.\n[^2]: Or ④“a b” y.\n\nThen[^2] ②“a b”."
    ),
    "nested items": "- ①“a”\n    - ②“a”\n    - ③“a”\n- ④“a”",
    "terms": "Term ①“a”\n:   ②“a” b\n\nTerm\n:   ③“a”",
    "boxes": '!!! note "On ①“a b”"\n    ②“a b” and ③“a b”\n\n!!! quote "On ④“a b”"\n    ⑤a b',
    "a fold": '??? note "T"\n    ①“a”\n\n②“a”',
    "attributes": '[x](y.md "on ②“a b” z") ①“a b” ![③“a b”](p.png)',
    "an element's attribute": '<div title="③“a b”">①“a b”</div>\n\n②“a b”',
    "front matter": "---\ntitle: ①“a b”\n---\n# ②“a b”\n\n③“a b”",
    "emphasis, links, code inside": "①“*a* b” ②“**a** b” ③“[a](x.md) b” ④“a `b`” ⑤“a\nb”",
    "spelled otherwise": "①\"a b\" ②'a b' ③&quot;a b&quot; ④<q>a b</q> ⑤&#8220;a b&#8221; ⑥«a b»",
    "spaces spelled otherwise": "x&#160;y ①“a b” and&nbsp;②“a b” ③&laquo;&nbsp;a b&nbsp;&raquo;",
    "what only looks like markup": (
        "Really??? ①“a b”, `x\n\ny ②“a b”` <https://a.b/> ③“a b” !!! ④“a b”"
    ),
    "entities in an attribute": '②“a b” <b title="①&laquo;a b&raquo;">x</b>',
    "what stands before the first word": "①“[a] b” ②“… a b” ③“(a) b” ④“— a b” ⑤“‘a’ b”",
    "a quotation inside another": "①“x ‘a b’ y” and ②“a b”",
    "other letters": "①“é b” ②“e b” ③「甲乙」と④「甲乙丙」",
    "strays": 'x Ⓐ“a b\n\ny Ⓑ“a b\n\nz a bⒸ” x\n\nⒹ“”\n\nⒺ"a\n\nw aⒻ"\n\nⒼ“”',
    "what cannot be read": "x\n\nⒶ<iframe></iframe> Ⓑ<iframe></iframe>",
    "what is never closed": "---\ntitle: Ⓐa Ⓑ<!-- b\n---\nx",
    "what has no words": "a\n\n> …Ⓐ",
    "a mark too many": "①“a b” and a bⒶ”\n\nⒷ“a b",
}


def without_signs(text: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """A page without its signs, and the line and column of each."""
    places = {}
    lines = []
    for number, line in enumerate(text.split("\n"), 1):
        while signs := [sign for sign in SIGNS if sign in line]:
            sign = min(signs, key=line.index)
            places[sign] = (number, line.index(sign) + 1)
            line = line.replace(sign, "", 1)
        lines.append(line)
    return "\n".join(lines), places


def located(text: str, included: Sequence[tuple[str, str]] = ()) -> list[Position]:
    """Where a page's quotations stand, then its strays."""
    parsed = parse(text, "page.md")
    body = "\n\n".join([parsed.body, *(snippet for _, snippet in included)])
    page = read_html(markdown.markdown(body, extensions=EXTENSIONS))
    parts = [*map(read_text, parsed.texts), page]
    quotations, strays = [], []
    for part in parts:
        found = find(part)
        quotations += map(first_mark, found[0])
        strays += [stray.place or stray.text for stray in found[1]]
    read = PageText("page.md", text, "", included=tuple(included))
    return locate(read, [run for part in parts for run in part.runs], [*quotations, *strays])


@pytest.mark.parametrize("signed", PAGES.values(), ids=PAGES)
def test_each_quotation_and_each_stray_stands_where_its_sign_does(signed: str) -> None:
    page, expected = without_signs(signed.strip("\n"))
    assert [(line, column) for _, line, column in located(page)] == [
        expected[sign] for sign in sorted(expected, key=SIGNS.index)
    ]


def test_what_stands_in_a_file_that_is_taken_in_is_told_there_as_often_as_it_is_shown() -> None:
    glossary = ("../glossary.md", "*[HTML]: on “a b” c\n\n*[CSS]: on “d”")
    often = located("The “a b”.\n\n" + "HTML x.\n\n" * 60, [glossary])
    assert often == [("page.md", 1, 5), *[("../glossary.md", 1, 13)] * 60]
    assert located("The “a b”.\n\nHTML, HTML and CSS", [glossary]) == [
        ("page.md", 1, 5),
        ("../glossary.md", 1, 13),
        ("../glossary.md", 1, 13),
        ("../glossary.md", 3, 12),
    ]


def test_what_stands_nowhere_is_told_at_the_start() -> None:
    page = read_html("<p>It says “a b”.</p>")
    (quotation,), _ = find(page)
    assert locate(PageText("page.md", "c d", ""), page.runs, [first_mark(quotation)]) == [
        ("page.md", 1, 1)
    ]


def test_of_many_that_are_alike_none_shares_its_place_with_another() -> None:
    notes = [f"One[^{n}] “a” b.\n\n[^{n}]: So “a” b." for n in range(200)]
    positions = located("\n\n".join(notes))
    lines = [line for _, line, _ in positions]
    assert lines == [*range(1, 800, 4), *range(3, 800, 4)]
