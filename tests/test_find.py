"""What counts as a quotation, and what does not."""

from collections.abc import Callable

import pytest

from quotations.check import PageResult

Check = Callable[[str], PageResult]

# Where a false quotation may stand on a page; {} is the quotation, marks and all.
PLACES = {
    "running text": "It says {} here.",
    "heading": "# On {} here",
    "list item": "- one\n- two {}",
    "table cell": "| a | b |\n|---|---|\n| {} | x |",
    "emphasis": "It says *{}* here.",
    "link": "It says [{}](page.md) here.",
    "admonition body": "!!! note\n    It says {} here.",
    "admonition title": '!!! note "On {} here"\n    text',
    "tab label": '=== "On {} here"\n    text',
    "tab body": '=== "Tab"\n    {}',
    "details summary": '??? note "On {} here"\n    text',
    "footnote": "text[^1]\n\n[^1]: It says {}.",
    "definition": "term\n:   It says {}.",
    "definition term": "{}\n:   text",
    "alternative text": "![picture of {}](p.png)",
    "link title": '[a](p.md "on {}")',
    "abbreviation": "*[HTML]: on {}\n\nHTML",
    "aria label": "<span aria-label='on {}'>x</span>",
    "raw HTML": "<div>It says <b>{}</b></div>",
    "caption": "<figure><img src='p.png' alt=''><figcaption>{}</figcaption></figure>",
    "preformatted text": "<pre>{}</pre>",
    "SVG text": "<svg><text>{}</text></svg>",
    "SVG title": "<svg><title>{}</title></svg>",
    "what is hidden now": "<p hidden>{}</p>",
    "what is shown without scripts": "<noscript>{}</noscript>",
    "tooltip on code": "<kbd title='{}'>x</kbd>",
    "button's value": "<input type='button' value='{}'>",
    "heading cell's abbreviation": "<table><tr><th abbr='{}'>x</th></tr></table>",
    "the first of two attributes": "<span title='{}' title='x'>y</span>",
    "struck text": "<del>{}</del>",
    "after what a parser stumbles over": "<p>Q&#A &#160a &# & &x</p>\n\n<p>{}</p>",
    "in a self-closed element": "<div/>{}</div>",
    "SVG CDATA's neighbor": "<svg><rect/><text>{}</text></svg>",
    "the site’s markup in front matter": "---\ntitle: On <b>{}</b> &amp;\n---\ntext",
    "front matter": "---\ntitle: On {} here\n---\ntext",
    "description": "---\ndescription: >\n  On {}\n---\ntext",
}
MARKS = {
    "curly": "“{}”",
    "guillemets": "«{}»",
    "guillemets reversed": "»{}«",
    "low and high": "„{}“",
    "curly single as outer": "‘{}’",
}


@pytest.mark.parametrize("marks", MARKS.values(), ids=MARKS)
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_quotation_counts_wherever_the_page_shows_it(
    check: Check, place: str, marks: str
) -> None:
    true = check(place.format(marks.format("wish list")))
    assert [c.trace.verdict for c in true.checked] == ["exact"]
    assert not true.problems
    false = check(place.format(marks.format("wish lust")))
    assert [p.verdict for p in false.problems] == ["altered"]


@pytest.mark.parametrize(
    "text",
    [
        'It says "wish lust".',
        "It says 'wish lust'.",
        "It says &ldquo;wish lust&rdquo;.",
        "It says &quot;wish lust&quot;.",
        "It says &#8220;wish lust&#x201d;.",
        "It says <q>wish lust</q>.",
        "> wish lust",
        "<blockquote>wish lust</blockquote>",
        "“wish **lust**”",
        "“wish [lust](p.md)”",
        "“wish lust”{ .x }",
        "“wish <!-- list --> lust”",
        "“wish `lust`”",
        "<q/>wish lust</q>",
        "<blockquote/>wish lust",
        "“<b>wish lust</b>”",
        "<blockquote>wish <b>lust</blockquote>",
        "<span><blockquote>wish</span> lust</blockquote>",
        "<p><kbd>b</p><p>“wish lust”</p><p></kbd></p>",
        "<p>Q&#A</p><blockquote>wish lust</blockquote>",
    ],
)
def test_a_false_quotation_is_seen_however_it_is_written(check: Check, text: str) -> None:
    assert check(text).problems
    assert not check(text.replace("lust", "list").replace("`list`", "list")).problems


@pytest.mark.parametrize(
    "text",
    [
        "`“wish lust”`",
        "```\n“wish lust”\n```",
        "    “wish lust”",
        "<code>“wish lust”</code> <kbd>“</kbd> <samp>”</samp>",
        "<!-- “wish lust” -->",
        "<script>“wish lust”</script>",
        '[a](p.md "title")',
        '!!! quote "Title"\n    text',
        '=== "Tab"\n    text',
    ],
)
def test_code_comments_and_the_marks_of_syntax_do_not_count(check: Check, text: str) -> None:
    result = check(text)
    assert not result.checked
    assert not result.problems


@pytest.mark.parametrize(
    "text",
    [
        "The '90s, the readers' choice, rock 'n' roll, o'clock, 'tis",
        "The ’90s, the readers’ choice, rock ’n’ roll, o’clock, ’tis",
        "The ‘90s, rock ‘n’ roll",
        'A 5" disk and a 19" screen.',
        "Russia's and Russia’s",
        "Hawai‘i, a 5″ disk",
        "Zwölf Zeilen, 5′ 10″ groß",
    ],
)
def test_an_apostrophe_or_an_inch_mark_is_no_quotation_mark(check: Check, text: str) -> None:
    result = check(text)
    assert not result.checked
    assert not result.problems


def test_a_mark_after_a_digit_closes_a_quotation_that_is_open(check: Check) -> None:
    result = check('A 5" disk and "Russia enjoyed in 1945" and 6" more.')
    assert [c.quotation.text for c in result.checked] == ["Russia enjoyed in 1945"]
    assert not result.problems


def test_a_quotation_inside_a_quotation_is_part_of_it(check: Check) -> None:
    result = check("Of the readout: “Putin ‘supported’ Trump’s”, “Putin “supported” Trump’s view”.")
    assert [c.trace.verdict for c in result.checked] == ["exact", "exact"]


def test_a_quotation_may_go_on_over_paragraphs_each_opening_with_a_mark(check: Check) -> None:
    first = "“Putin has followed in the footsteps of his predecessors."
    second = "During the Cold War, U.S. policymakers were far too clever”"
    result = check(f"{first}\n\n“{second}")
    assert [c.trace.verdict for c in result.checked] == ["exact"]
    assert not result.problems
    verdicts = [p.verdict for p in check(f"{first}\n\n{second}").problems]
    assert sorted(verdicts) == ["unclosed", "unopened"]


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("It “opens.", ["unclosed"]),
        ('It "opens.', ["unclosed"]),
        ("It ‘opens.", ["unclosed"]),
        ("It closes”.", ["unopened"]),
        ("It closes».", ["unopened"]),
        ("“wish list” and ”", ["unopened"]),
        ("It “opens\n\n“and opens", ["unclosed"]),
        ("“”", ["empty"]),
        ("“ … ”", ["empty"]),
        ("> *", ["empty"]),
        ('<iframe srcdoc="x"></iframe>', ["opaque"]),
        ("<p>a <code>b</p>\n<p>“c”</p>", ["opaque"]),
        ("<svg><text><![CDATA[“c”]]></text></svg>", ["opaque"]),
        ("<!--> <p>“c”</p> <!-- -->", ["opaque"]),
        ("<style></style x><p>“c”</p><style></style>", ["opaque"]),
        ("<template shadowrootmode='open'>“c”</template>", ["opaque"]),
        ("[“c”](#){ .headerlink }", ["opaque"]),
        ("<sup id='fnref1'>good</sup>", ["opaque"]),
        ("It says ‘ c ’.", ["unopened"]),
        ("the‘c’", ["unopened"]),
        ("The ‘20 troops’", ["altered"]),
        ("‘Cause for alarm’", ["not-found"]),
        ("It says ″c″.", ["unopened", "unopened"]),
        ("“wish\u001c list”", ["invisible"]),
        ("“\u001cwish list”", ["invisible"]),
        ("ˮcˮ, ❛c❜ and ʻcʼ", ["unopened"] * 5),
        ("’c’", ["unopened"]),
        ("<textarea><code>“c”</code></textarea>", ["opaque"]),
        ("<xmp><code>“c”</code></xmp>", ["opaque"]),
        ("<p><kbd>x<div>“c”</div></kbd></p>", ["cut-word"]),
        ("---\ndescription: x <code>“c”</code>\n---\ntext", ["opaque"]),
        ("<sup id='fnref1'><img src=x alt='“wish lust”'></sup>", ["altered"]),
    ],
)
def test_every_mark_belongs_to_a_quotation_or_is_reported(
    check: Check, text: str, verdicts: list[str]
) -> None:
    assert [p.verdict for p in check(text).problems] == verdicts


@pytest.mark.parametrize(
    "text",
    [
        "“There is <noscript>no</noscript> reason why he should”",
        "“He would <del>not</del> insist”",
        "“He would <span style='visibility: hidden'>x</span> insist”",
        "“He would <span style='color:transparent'>not</span> insist”",
        "“He would <span hidden>not</span> insist”",
        "“He would <span popover>not</span> insist”",
        "“He would [not](#){ .headerlink } insist”",
        "> Putin would relish a summit\n> <span hidden>with</span> Trump",
        "<blockquote><p>Putin has followed in the footsteps of his predecessors.</p>"
        "<p hidden>x</p><p>During the Cold War</p></blockquote>",
    ],
)
def test_a_quotation_does_not_close_up_over_what_may_be_hidden(check: Check, text: str) -> None:
    assert check(text).problems


@pytest.mark.parametrize(
    ("last", "verdicts"),
    [
        ("— Radchenko", []),
        ("— The Moscow Times, February 2025", []),
        ("-- the author", []),
        ("— Trump", ["misattributed"]),
        ("— Zelensky, in Kyiv", ["misattributed"]),
        ("— Trump is right", ["not-found"]),
        ("— He will take Kyiv by May", ["not-found"]),
        ("— Nobody we know", ["not-found"]),
    ],
)
def test_an_attribution_is_a_dash_a_known_name_and_a_comma_or_the_end(
    check: Check, last: str, verdicts: list[str]
) -> None:
    page = f"> This is no mean achievement for the Russian ruler.\n>\n> {last}"
    assert [p.verdict for p in check(page).problems] == verdicts


@pytest.mark.parametrize(
    "page",
    [
        "> Putin would relish a summit with Trump\n\n— Zelensky",
        "<figure><blockquote>Putin would relish a summit</blockquote>"
        "<figcaption>— Zelensky</figcaption></figure>",
        "Zelensky said:\n\n> Putin would relish a summit with Trump",
        "Zelensky told reporters —\n\n> Putin would relish a summit with Trump",
        "Zelensky said:\n\n“Putin would relish a summit with Trump”",
        "Zelensky said:\n\n- “Putin would relish a summit with Trump”",
        "## Zelensky said:\n\n> Putin would relish a summit with Trump",
        "Zelensky said:\n\n![](p.png)\n\n> Putin would relish a summit with Trump",
        "Zelensky said:\n\n(“Putin would relish a summit with Trump”)",
        "“Putin would relish a summit with Trump”\n\n— Zelensky",
        "!!! quote\n    “Putin would relish a summit with Trump”\n\n    — Zelensky",
        "> Putin would relish a summit with Trump\n\n— President Zelensky",
        "> Putin would relish a summit with Trump\n\n— Zelensky (2025)",
        "<figure><blockquote>Putin would relish a summit</blockquote>"
        "<figcaption>Volodymyr Zelensky</figcaption></figure>",
    ],
)
def test_an_attribution_may_stand_in_the_block_before_or_after(check: Check, page: str) -> None:
    assert [p.verdict for p in check(page).problems] == ["misattributed"]


def test_a_dash_alone_opens_no_attribution(check: Check) -> None:
    result = check("> — only hubris.")
    assert [c.trace.verdict for c in result.checked] == ["exact"]


@pytest.mark.parametrize(
    ("quote", "good"),
    [
        (
            "> Putin has followed in the footsteps of his predecessors.\n>\n> During the Cold War",
            True,
        ),
        ("> This is no mean achievement for the Russian ruler.\n>\n> During the Cold War", False),
        ("> This is no mean achievement […]\n>\n> During the Cold War", True),
        ("> This is no mean achievement\n>\n> […]\n>\n> During the Cold War", True),
        ("> During the Cold War […]\n>\n> This is no mean achievement", False),
    ],
)
def test_paragraphs_of_a_block_quote_follow_one_another_or_mark_an_omission(
    check: Check, quote: str, good: bool
) -> None:
    assert (not check(quote).problems) is good


def test_a_snippet_that_is_not_expanded_does_not_pass(check: Check) -> None:
    assert check('> --8<-- "seeds/op-ed.txt"').problems


def test_a_problem_is_told_where_an_editor_finds_it(check: Check) -> None:
    page = "---\ntitle: x\n---\n# A\n\nOne “wish list” and *two* “wish\nlust” here “wish lust”.\n"
    assert [(p.line, p.column) for p in check(page).problems] == [(6, 27), (7, 12)]


def test_the_same_words_are_told_apart_by_their_place(check: Check) -> None:
    page = "wish lust\n\n“wish list”\n\n“wish lust”\n\n`“wish lust”`\n\n- “wish lust”\n"
    assert [(p.line, p.column) for p in check(page).problems] == [(5, 1), (9, 3)]
