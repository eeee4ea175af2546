"""Elements are put around stretches of HTML; everything else stays byte for byte."""

import pytest

from quotations.show.splice import Wrap, body_ids, elements, splice


def wrap(start: int, end: int, name: str = "a") -> Wrap:
    return Wrap(start, end, f"<{name}>", f"</{name}>", f"<{name} again>", f"</{name}>")


@pytest.mark.parametrize(
    ("html", "stretch", "expected"),
    [
        pytest.param("<p>one two</p>", "two", "<p>one <a>two</a></p>", id="inside"),
        pytest.param(
            "<p>one <em>two</em> three</p>",
            "one <em>two</em>",
            "<p><a>one <em>two</em></a> three</p>",
            id="around a whole element",
        ),
        pytest.param(
            "<p>one <em>two three</em></p>",
            "one <em>two",
            "<p><a>one </a><em><a again>two</a> three</em></p>",
            id="cut where it would cross into an element",
        ),
        pytest.param(
            "<p><em>one two</em> three</p>",
            "two</em> three",
            "<p><em>one <a>two</a></em><a again> three</a></p>",
            id="cut where it would cross out of an element",
        ),
        pytest.param(
            "<p>one <em><i>two</i></em></p>",
            "one <em><i>two",
            "<p><a>one <em><i>two</i></em></a></p>",
            id="around elements that end where it ends",
        ),
        pytest.param(
            "<p><em><i>one</i></em> two</p>",
            "one</i></em> two",
            "<p><a><em><i>one</i></em> two</a></p>",
            id="around elements that begin where it begins",
        ),
        pytest.param(
            "<p><em>one</em></p>", "one", "<p><em><a>one</a></em></p>", id="in what it fills"
        ),
        pytest.param(
            '<p title="a > b">one</p>', "one", '<p title="a > b"><a>one</a></p>', id="quoted >"
        ),
        pytest.param("<p>a<br>one</p>", "a<br>one", "<p><a>a<br>one</a></p>", id="void element"),
    ],
)
def test_a_wrap_never_crosses_an_element(html: str, stretch: str, expected: str) -> None:
    start = html.index(stretch)
    assert splice(html, [[wrap(start, start + len(stretch))]], elements(html)) == expected


def test_a_later_layer_is_cut_where_it_would_cross_an_earlier_one() -> None:
    html = "one two three"
    layers = [[wrap(0, 7, "s"), wrap(8, 13, "s")], [wrap(4, 13)]]
    assert splice(html, layers, []) == "<s>one <a>two</a></s><a again> <s>three</s></a>"


def test_what_is_empty_stands_between_what_ends_and_what_begins() -> None:
    html = "onetwo"
    layers = [[wrap(0, 3), wrap(3, 6, "b"), Wrap(3, 3, "|", "")]]
    assert splice(html, layers, []) == "<a>one</a>|<b>two</b>"


def test_nothing_to_put_in_changes_nothing() -> None:
    html = "<p>one & <b>two</p> <!-- <i> --> </b>"
    assert splice(html, [[]], elements(html)) == html


def test_the_ids_of_a_page_are_those_of_its_elements() -> None:
    html = """<h2 class=x id="a">A</h2><!-- <p id="no"> --><p data-id="no" id=b>id="no"</p>"""
    assert body_ids(html) == ["a", "b"]


def test_an_element_that_is_never_closed_is_none() -> None:
    assert [e.name for e in elements("<p><b>x</p>")] == ["p"]
