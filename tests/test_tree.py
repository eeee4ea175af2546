"""Elements are put around stretches of a page's text; the page shows the same before and after."""

import pytest

from quotations.page.html import read_html
from quotations.show.tree import text_nodes, wrap


def wrapped(html: str, *stretches: str) -> str:
    """Return HTML of one run with an <a> around each stretch of its text, a class on the first."""
    page = read_html(html)
    (run,) = page.runs
    for words in stretches:
        start = run.text.index(words)
        links = wrap(text_nodes(run, start, start + len(words)), "<a>")
        links[0].attrs["class"] = "x"
    return page.root.inner_html or ""


@pytest.mark.parametrize(
    ("html", "stretch", "expected"),
    [
        pytest.param("<p>one two</p>", "two", "<p>one [two</a></p>", id="inside"),
        pytest.param("<p>one</p>", "one", "<p>[one</a></p>", id="all there is"),
        pytest.param(
            "<p>one <em>two</em> three</p>",
            "one two",
            "<p>[one <em>two</em></a> three</p>",
            id="around a whole element",
        ),
        pytest.param(
            "<p>one <em>two three</em></p>",
            "one two",
            "<p>[one </a><em><a>two</a> three</em></p>",
            id="cut where it would cross into an element",
        ),
        pytest.param(
            "<p><em>one two</em> three</p>",
            "two three",
            "<p><em>one [two</a></em><a> three</a></p>",
            id="cut where it would cross out of an element",
        ),
        pytest.param(
            "<p>one <em><i>two</i></em></p>",
            "one two",
            "<p>[one <em><i>two</i></em></a></p>",
            id="around elements that end where it ends",
        ),
        pytest.param(
            "<p><em><i>one</i></em> two</p>",
            "one two",
            "<p>[<em><i>one</i></em> two</a></p>",
            id="around elements that begin where it begins",
        ),
        pytest.param(
            "<p><em>one</em></p>", "one", "<p><em>[one</a></em></p>", id="in what it fills"
        ),
        pytest.param("<p>a<br>one</p>", "a\none", "<p>[a</a><br><a>one</a></p>", id="a line break"),
        pytest.param("<p>a<br>one</p>", "one", "<p>a<br>[one</a></p>", id="behind a line break"),
        pytest.param(
            "<p>a<b></b><!-- c --><i>b</i><b></b> c</p>",
            "ab",
            "<p>[a</a><b></b><!-- c --><a><i>b</i></a><b></b> c</p>",
            id="what holds no text",
        ),
        pytest.param("<p>a <q>b</q> c</p>", "“b”", "<p>a <q>[b</a></q> c</p>", id="marks of a <q>"),
        pytest.param(
            "<p>a <code>“b” c</code></p>", "c", "<p>a <code>“b” [c</a></code></p>", id="in code"
        ),
        pytest.param("<p>a &amp; b</p>", "& b", "<p>a [&amp; b</a></p>", id="a reference"),
        pytest.param("<b>one two", "two", "<b>one [two</a></b>", id="no block"),
    ],
)
def test_an_element_goes_around_words_and_never_crosses_another(
    html: str, stretch: str, expected: str
) -> None:
    assert wrapped(html, stretch) == expected.replace("[", '<a class="x">')


def test_a_further_stretch_is_cut_where_it_would_cross_an_earlier_one() -> None:
    html = wrapped("<p>one two three</p>", "one two", "two three")
    expected = "<p>[one [two</a></a><a> three</a></p>"
    assert html == expected.replace("[", '<a class="x">')


def test_stretches_side_by_side_stay_side_by_side() -> None:
    html = wrapped("<p>onetwo</p>", "one", "two")
    assert html == '<p><a class="x">one</a><a class="x">two</a></p>'
