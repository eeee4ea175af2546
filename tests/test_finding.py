"""What is found on a page: quotations with their words and what signs them, and strays."""

import markdown
import pytest

from quotations.page.find import find
from quotations.page.html import read_html
from shared import EXTENSIONS

NAMES = ("Putin", "Vladimir Putin", "Sergey Radchenko", "The Moscow Times")
# A page, the words of its only quotation, and what signs it.
SIGNED = {
    "> a b\n>\n> — Radchenko": ("a b\n— Radchenko", ""),  # nobody known
    "> a b\n>\n> — Putin": ("a b", "Putin"),
    "> a b\n>\n> — Putin is right": ("a b\n— Putin is right", ""),
    "> a b  \n> — President Vladimir Putin, in Kyiv": ("a b", "President Vladimir Putin, in Kyiv"),
    "> a b\n> — Sergey Radchenko in *The Post*": ("a b", "Sergey Radchenko in The Post"),
    "> a b\n> <cite>The Moscow Times</cite>": ("a b", "The Moscow Times"),
    "> a <cite>The Moscow Times</cite> b": ("a  — The Moscow Times b", ""),
    "<blockquote><p>a</p><footer>Putin</footer></blockquote>": ("a", "Putin"),
    "> a b (¶17)": ("a b", "¶17"),
    "> a b\n>\n> — ¶17": ("a b", "¶17"),
    "> a b\n\n*Vladimir Putin*": ("a b", "Vladimir Putin"),
    "> a b\n\nPutin, by contrast, wants more.": ("a b", ""),
    "> a b\n\nPutin on the phone wants more.": ("a b", ""),
    "“a b”\n\n— Putin": ("a b", "Putin"),
    "It says “a b”.\n\n— Putin": ("a b", "Putin"),
    "“a b”, it says.\n\n— Putin": ("a b", ""),
    "> a b (Putin, on 5 May in The Hague)": ("a b", "Putin, on 5 May in The Hague"),
    "> a b (Putin, to be clear, agrees)": ("a b (Putin, to be clear, agrees)", ""),
    "> a b\n\n#### — Putin": ("a b", "Putin"),
    "> a b\n\n#### Putin": ("a b", ""),
    "<blockquote>a <cite><em>Putin</em></cite> </blockquote>": ("a", "Putin"),
}
# A page, and the words of its quotations.
FOUND = {
    "> “a b”": ["a b"],
    "> “a\n>\n> “b”": ["a\nb"],
    "> “a”\n>\n> “b”": ["“a”\n“b”"],
    '> "a\n>\n> "b"': ["a\nb"],
    "> “a” b": ["“a” b"],
    "> “a\n>\n> “b\n>\n> c”": ["a\nb\nc"],
    '!!! quote "t"\n    “a”\n\n    b': ["“a”\nb"],
    '<p title="On “b”">“a”</p>': ["a", "b"],
}
# A page, its quotations, and the words told of what is wrong with its marks.
STRAYS = {
    "He has a “list.\n\n“Strength” is next.": (["Strength"], [("unclosed", "“list.")]),
    "He says: “a\n\n“b” is next.": (["b"], [("unclosed", "“a")]),
    "He has a “list.\n\n“Strength”": (["Strength"], [("unclosed", "“list.")]),
    "He says: “a\n\nb”": ([], [("unclosed", "“a"), ("unopened", "b”")]),
    "“a\n\n“b”\n\n“c": (["b"], [("unclosed", "“a"), ("unclosed", "“c")]),
    f"He says “{'a ' * 13}": ([], [("unclosed", "“a a a a a a a a a a a a")]),
    'He says a"': ([], [("unclosed", '"')]),
    "He says a” b": ([], [("unopened", "He says a”")]),
    "> — Putin": ([], [("empty", "")]),
    "“ … ” and “”": ([], [("empty", "…"), ("empty", "")]),
}


def found(page: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    html = markdown.markdown(page, extensions=EXTENSIONS)
    quotations, strays = find(read_html(html), NAMES)
    for quotation in quotations:  # a quotation's own words are where it says they are
        run, start, end = quotation.parts[0]
        words = run.text[start:end].replace("\n", " ").strip()
        assert words == quotation.text.split("\n")[0]
    found = [(q.text, "; ".join(q.attributions)) for q in quotations]
    return found, [(s.verdict, s.text) for s in strays]


@pytest.mark.parametrize(("page", "expected"), SIGNED.items(), ids=SIGNED)
def test_a_block_quote_may_be_signed(page: str, expected: tuple[str, str]) -> None:
    assert found(page) == ([expected], [])


@pytest.mark.parametrize(("page", "expected"), FOUND.items(), ids=FOUND)
def test_outer_marks_are_no_part_of_a_quotation(page: str, expected: list[str]) -> None:
    quotations, strays = found(page)
    assert [text for text, _ in quotations] == expected
    assert not strays


@pytest.mark.parametrize(("page", "expected"), STRAYS.items(), ids=STRAYS)
def test_a_mark_without_a_quotation_is_told(
    page: str, expected: tuple[list[str], list[tuple[str, str]]]
) -> None:
    quotations, strays = found(page)
    assert ([text for text, _ in quotations], strays) == expected
