"""How HTML is read: the runs of shown text, each with the nodes that show it."""

import pytest

from quotations.page.html import read_html, read_text

# What is written, and the runs that are shown: element and text.
RUNS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "blocks": ("<h1>A</h1><p>b <em>c</em></p>", [("h1", "A"), ("p", "b c")]),
    "text behind a block": ("<div><p>a</p>b</div>", [("p", "a"), ("div", "b")]),
    "ends that are left out": ("<ul><li>a<li>b</ul><p>c<p>d", [*"li a|li b|p c|p d".split("|")]),
    "marks of a <q>": ("<p>a <q>b</q></p>", [("p", "a “b”")]),
    "a block with a style": ("<p style='color:red'>a</p>", [("p", "a")]),
    "a heading's link to itself": (
        "<h2>a<a class='headerlink' href='#a'>¶</a></h2>",
        [("a", "¶"), ("h2", "a\ufffc")],
    ),
    "attributes without a value": (
        "<p id class style>a <sup id>1</sup><img alt></p><table><tr><td colspan>b<td>c</table>",
        [("p", "a 1\ufffc"), ("td", "b"), ("td", "c")],
    ),
    "words for a footnote's mark": ("<p>a<sup id='fnref:1'>b</sup></p>", [("p", "ab")]),
    "a line break": ("<p>a<br>b</p>", [("p", "a\nb")]),
    "references": ("<p>a &amp; b&nbsp;c &#8220; &notit;</p>", [("p", "a & b\xa0c “ ¬it;")]),
    "markup that is ignored": ("<p>a</i> b<!-- c --> d</p>", [("p", "a b d")]),
    "code without marks": ("<p>a <code>“b”</code> c</p>", [("p", "a \ufffcb\ufffc c")]),
    "a block in code": ("<kbd>a<p>“b”</p></kbd>", [("", "a"), ("p", "“b”")]),
    "a picture": ("<p>a <img alt='b'> c</p>", [("@alt", "b"), ("p", "a \ufffc c")]),
    "a picture with a tooltip": (
        "<p>a <img title='b' alt='c'></p>",
        [("@title", "b"), ("@alt", "c"), ("p", "a \ufffc")],
    ),
    "a picture's words": ("<svg><title>a</title><text>b</text></svg>", ["title a", "text b"]),
    "a heading cell": ("<table><tr><th abbr='a'>b<td>c</table>", ["@abbr a", "th b", "td c"]),
    "what is hidden": ("<p>a <span hidden>b</span> c</p>", [("span", "b"), ("p", "a \ufffc c")]),
    "what is struck": ("<p>a <del>b</del> c</p>", [("del", "b"), ("p", "a \ufffc c")]),
    "scripts and styles": ("<p>a</p><script>b</script><style>c</style>", [("p", "a")]),
    "a footnote's mark": (
        "<p>a<sup id='fnref:1'><a class='footnote-ref' href='#fn:1'>1</a></sup></p>",
        [("a", "1"), ("p", "a")],
    ),
    "a whole document": (
        "<!doctype html><html><head><title>a</title><meta name=description content='b'></head>"
        "<body><p>c</p></body></html>",
        ["title a", "@content b", "p c"],
    ),
    "text that moves out of a table": ("<table>a<tr><td>b</table>", [("", "a"), ("td", "b")]),
    "a tag across blocks": ("<p>a <b>b</p><p>c</b></p>", [("p", "a b"), ("p", "c")]),
    "a space between elements": ("<p><b>a</b> <i>b</i></p>", [("p", "a b")]),
    "an empty <pre>": ("<pre>\n</pre><p>a</p>", [("p", "a")]),
    "words that a browser moves": ("<table><tr><td>a</td></tr>b</table>", [("", "b"), ("td", "a")]),
    "text in CDATA": ("<svg><text><![CDATA[“c”]]></text></svg>", ["text “c”"]),
    "a comment that ends early": ("<!--> <p>“c”</p> <!-- -->", ["p “c”"]),
    "a style that ends late": ("<style></style x><p>“c”</p><style></style>", ["p “c”"]),
    "a character that is dropped": ("<p>a\0b</p>\0", ["p ab"]),
    "the first line of a <pre>": ("<pre>\na\n b</pre>", [("pre", "a\n b")]),
}


@pytest.mark.parametrize(("html", "expected"), RUNS.values(), ids=RUNS)
def test_runs_are_what_a_browser_shows(html: str, expected: list[tuple[str, str] | str]) -> None:
    runs = [run if isinstance(run, tuple) else tuple(run.split(" ")) for run in expected]
    page = read_html(html)
    assert [(run.block.element, run.text) for run in page.runs] == runs
    assert not page.strays
    assert [run.index for run in page.runs] == list(range(len(runs)))


@pytest.mark.parametrize(("html", "expected"), RUNS.values(), ids=RUNS)
def test_a_run_knows_the_texts_of_the_tree_that_show_it(html: str, expected: object) -> None:
    for run in read_html(html).runs:
        assert "".join(text for text, _ in run.pieces) == run.text
        for text, node in run.pieces:
            if node is None:
                assert text in "\n\ufffc“”" or run.block.element.startswith("@")
            else:
                shown = node.text_content or ""
                assert len(shown) == len(text)
                assert "\ufffc" in text or shown == text


REFUSED = {
    "code that never ends": "<p>a <code>b</p><p>“c”</p>",
    "code between blocks that never ends": "<kbd>b<p>“c”</p>",
    "a script that never ends": "<p>a</p><script><p>“c”</p>",
    "a comment that never ends": "<p>a</p><!-- <p>“c”</p>",
    "a template that never ends": "<p>a</p><template><p>“c”</p>",
    "a title that never ends": "<p>a</p><title><p>c</p>",
    "an attribute that never ends": "<p>a</p><a title='x><p>“c”</p>",
    "an attribute behind a line break": "<p>a<br><a title='x><p>“c”</p>",
    "an attribute behind loose text": "a<br>b<a title='x",
    "a frame": "<iframe srcdoc='“c”'></iframe>",
    "a shadow root": "<template shadowrootmode='open'>“c”</template>",
    "too deep": "<div>" * 500 + "“c”" + "</div>" * 500,
    "bold type that never ends": "<p>a <b>b</p>",
}


@pytest.mark.parametrize("html", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_told(html: str) -> None:
    verdicts = {stray.verdict for stray in read_html(html).strays}
    assert verdicts == {"opaque"}


def test_elements_may_stand_in_150_others() -> None:
    assert not read_html("<div>" * 150 + "a" + "</div>" * 150).strays


@pytest.mark.parametrize(
    ("html", "quoted"),
    [
        ("<blockquote><p>a</p></blockquote>", "a"),
        ("<div role='blockquote'>a</div>", "a"),
        ("<div class='admonition quote'><p class='admonition-title'>t</p><p>a</p></div>", "a"),
        ("<details class='cite'><summary>t</summary><p>a</p></details>", "a"),
        ("<div class='admonition note'><p class='admonition-title'>t</p><p>a</p></div>", None),
        ("<p class='quote'>a</p>", None),
        ("<blockquote><div class='admonition quote'><p class='admonition-title'>a</p></div>", "a"),
    ],
)
def test_a_block_quote_is_one_by_name_role_or_kind_without_its_title(
    html: str, quoted: str | None
) -> None:
    found = [run.text for run in read_html(html).runs if run.block.quote is not None]
    assert found == ([quoted] if quoted else [])


def test_what_stands_in_an_item_a_row_a_box_says_so() -> None:
    html = (
        "<ul><li>a<ul><li>b</li></ul></li></ul><table><tr><td>c</td></tr></table>"
        "<dl><dt>d<dd>e</dl><ul><li>f<li>g</ul><div>h</div>"
    )
    scopes = {run.text: run.block.scopes for run in read_html(html).runs}
    assert scopes["b"][0] == scopes["a"][0]
    assert [kind for kind, _ in scopes["b"]] == ["list", "item", "list", "item"]
    assert [kind for kind, _ in scopes["c"]] == ["table", "row"]
    assert scopes["d"] == scopes["e"]
    assert scopes["f"] != scopes["g"]
    assert scopes["h"] == ()


def test_a_text_published_apart_is_shown_with_its_markup() -> None:
    assert [run.block.element for run in read_text("a <b>c</b>").runs] == ["@text"]
    assert [stray.text for stray in read_text("a <code>c</code>").strays] == ["<code"]
