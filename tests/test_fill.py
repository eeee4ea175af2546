"""Placeholders, and what the build puts in their place."""

from dataclasses import replace

import pytest

from quotations.page.html import read_html
from quotations.rule import Rule
from quotations.seed.source import Source
from quotations.show.edition import Edition
from quotations.show.fill import fill
from showing import PASSAGE, edition, note, page, problems, source

__all__ = ["source"]  # the fixture


def filled(asked: str, page: str, known: Edition) -> str:
    """Return HTML with its placeholders filled."""
    root = read_html(asked).root
    fill(root, page, known)
    return root.inner_html or ""


RULE = Rule("a-rule", "Words & marks.", "mend <it>", "> “good”\n>\n> “more”\n", "“<bad>”")


@pytest.mark.parametrize(
    "asked",
    ["weather", "", "summary 1", "minutes", "minutes x", "rules "],
)
def test_a_placeholder_for_nothing_known_is_an_error(source: Source, asked: str) -> None:
    known = '<div data-fill="summary"></div> <span data-fill="minutes text"></span>'
    text = f'Text.\n\n{known}\n<div data-fill="{asked}"></div>\n'
    found = problems(edition([page("a.md", text)], source))
    message = f'data-fill="{asked}" asks for what the build has not'
    assert found == [("a.md", 4, 6, "placeholder", message)]


def test_a_page_lists_the_references_it_links_to_once_each(source: Source) -> None:
    listed = page("references.md", '<ul><li id="a">A</li><li id="b">B</li></ul>')
    html = filled(
        '<a href="../references/#b">x</a> <a href="../references/#b">y</a>'
        '<div data-fill="references"></div>',
        "one.md",
        edition([listed], source),
    )
    assert html.endswith('<div class="references"><ol><li>B</li></ol></div>')


@pytest.mark.parametrize(("words", "minutes"), [(380, 2), (381, 3)])
def test_the_minutes_are_those_of_the_text_and_of_its_pages(
    source: Source, words: int, minutes: int
) -> None:
    long = note("x", "he said", text=f'<img alt="{"word " * 300}">{"word " * words}')
    long += f"<p hidden>{'word ' * 300}</p>"
    known = edition(
        [page("one.md", PASSAGE + long, paragraphs=(1,)), page("b.md", "word " * 900)], source
    )
    asked = '<b data-x></b><span data-fill="minutes text"></span>'
    assert filled(asked, "a.md", known).endswith('<span class="minutes">1&nbsp;minute</span>')
    # Besides the note's words there are 20: of headings and of the passage.
    asked = '<span data-fill="minutes notes"></span>'
    assert filled(asked, "a.md", known) == f'<span class="minutes">{minutes}&nbsp;minutes</span>'


def test_the_rules_are_shown_as_they_are_written(source: Source) -> None:
    html = filled(
        '<div data-fill="rules"></div>', "a.md", replace(edition([], source), rules=[RULE])
    )
    assert "<dt><code>a-rule</code></dt><dd><p>Words &amp; marks.</p>" in html
    assert "<p>Passes: <code>&gt; “good”<br>&gt;<br>&gt; “more”</code></p>" in html
    assert "<code>“&lt;bad&gt;”</code></p><p>To mend it, mend &lt;it&gt;.</p>" in html
