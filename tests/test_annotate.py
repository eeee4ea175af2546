"""The traces as a page shows them: passages, lemmas, notes, links, placeholders, data."""

import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from quotations import webannotation
from quotations.annotate import annotate
from quotations.check import PageText, Problem
from quotations.fill import FillError, fill
from quotations.source import Source, read_source
from quotations.whole import Outcome, check_texts

TEXT = (
    "First Ann “came home” & left. Then he said <b>nothing</b> at all to us.\n"
    "The second paragraph stands alone. It has two sentences.\n"
)
TABLE = """
language = "en"
[speakers.ann]
name = "Ann <O’Hara>"
names = ["Ann"]
[[spans]]
paragraph = 1
text = "came home"
speaker = "ann"
"""
PASSAGE = (
    "<h1>One</h1>\n<h2 id='p'>The passage</h2>\n<blockquote>\n"
    "<p>First Ann “came home” &amp; left. Then he said &lt;b&gt;nothing&lt;/b&gt; at all to us.</p>"
    "\n</blockquote>\n<h2 id='n'>Notes</h2>\n"
)


@pytest.fixture
def source(tmp_path: Path) -> Source:
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.with_suffix(".toml").write_text(TABLE, encoding="utf-8")
    return read_source(path)


def note(identifier: str, lemma: str, kind: str = "claim", text: str = "Ann.") -> str:
    return f'<h3 class="{kind}" id="{identifier}">“{lemma}”</h3>\n<p>{text}</p>\n'


def check(source: Source, pages: dict[str, tuple[str, tuple[int, ...]]]) -> Outcome:
    texts: list[PageText | Problem] = [
        PageText(name, html, html, (), paragraphs) for name, (html, paragraphs) in pages.items()
    ]
    return check_texts(texts, [source], None)


def address(page: str, other: str) -> str:
    return f"../{page.removesuffix('.md')}/"


def shown(source: Source, html: str, others: dict[str, str] | None = None) -> str:
    """Return the annotated HTML of a page that is home to the first paragraph."""
    pages = {"one.md": (html, (1,))}
    pages |= {name: (text, ()) for name, text in (others or {}).items()}
    outcome = check(source, pages)
    assert not outcome.problems
    return annotate(outcome.results[0], outcome.homes, {source.id: source}, address).html


class _Text(HTMLParser):
    """Collects what is shown, leaving out what is not to be copied or searched."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append((tag, "data-search-exclude" in dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag, "well nested"

    def handle_data(self, data: str) -> None:
        if not any(left_out for _, left_out in self.open):
            self.texts.append(data)


def words(html: str) -> str:
    parser = _Text()
    parser.feed(html)
    assert not parser.open
    return "".join(parser.texts)


def test_a_paragraph_and_its_sentences_have_addresses(source: Source) -> None:
    html = shown(source, PASSAGE + note("x", "he said"))
    assert re.findall(r'id="(p1[^"]*)"', html) == ["p1", "p1-1", "p1-2"]
    assert '<a class="pilcrow" href="#p1"' in html


def test_the_passage_without_apparatus_is_the_text_alone(source: Source) -> None:
    html = shown(source, PASSAGE + note("x", "he said"))
    passage = html[html.index("<blockquote") : html.index("</blockquote>")] + "</blockquote>"
    assert words(passage).strip() == TEXT.splitlines()[0]


def test_a_lemma_leads_to_its_note_and_back(source: Source) -> None:
    html = shown(source, PASSAGE + note("x", "he said", "wording"))
    assert re.search(r'<a class="lemma wording" href="#x"[^>]* id="x-words">he said<sup', html)
    assert '<a class="back" href="#x-words"' in html
    assert '<section class="note wording" aria-labelledby="x">' in html


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("he said <b>nothing</b>", "<b>nothing</b> at all"),
        ("he said <b>nothing</b> at all", "said"),
        ("he said", "he said <b>nothing</b>"),
    ],
    ids=["share words", "one in the other", "begin alike"],
)
def test_overlapping_lemmas_both_stay_reachable(source: Source, first: str, second: str) -> None:
    first, second = (text.replace("<", "&lt;").replace(">", "&gt;") for text in (first, second))
    html = shown(source, PASSAGE + note("x", first) + note("y", second))
    for name in ("x", "y"):
        assert html.count(f'id="{name}-words"') == 1
        assert f'href="#{name}"' in html.partition("</blockquote>")[0]
    passage = html[html.index("<blockquote") : html.index("</blockquote>")] + "</blockquote>"
    assert words(passage).strip() == TEXT.splitlines()[0]
    assert not re.search(r"<a [^>]*>(?:(?!</a>).)*<a ", passage, re.S), "no link in a link"


def test_reported_words_say_whose_they_are(source: Source) -> None:
    html = shown(source, PASSAGE + note("x", "he said"))
    assert '<span class="reported">“came home”</span><span class="speaker"' in html
    assert "[Ann &lt;O’Hara&gt;]" in html


def test_an_inline_quotation_leads_to_its_sentence_and_can_show_it(source: Source) -> None:
    other = "<p>It says “<em>nothing</em>” there.</p>".replace("nothing", "at all to us")
    outcome = check(source, {"one.md": (PASSAGE, (1,)), "two.md": (other, ())})
    assert not outcome.problems
    html = annotate(outcome.results[1], outcome.homes, {source.id: source}, address).html
    assert 'href="../one/#p1-2"' in html
    assert "Then he said &lt;b&gt;nothing&lt;/b&gt; at all to us." in html
    assert ">“<em>at all to us</em>”</a> there." in html


def test_a_quotation_inside_a_link_gets_no_second_link(source: Source) -> None:
    html = shown(source, PASSAGE + note("x", "he said", text='<a href="#p">“at all to us”</a>'))
    assert '<a href="#p">“at all to us”</a>' in html


def test_hostile_text_comes_out_as_text(source: Source) -> None:
    html = shown(source, PASSAGE + note("x", "he said", text="“said &lt;b&gt;nothing”"))
    assert "<b>" not in html


def test_an_unknown_placeholder_is_an_error(source: Source) -> None:
    with pytest.raises(FillError, match="weather"):
        fill('<div data-fill="weather"></div>', "a.md", [], {}, [source], {}, address)


def test_the_map_counts_what_is_quoted_outside_the_passage(source: Source) -> None:
    page = "<p>“The second paragraph stands alone.”</p>"
    outcome = check(source, {"one.md": (PASSAGE, (1,)), "two.md": (page, ())})
    asked = '<span data-fill="quoted 1"></span> <span data-fill="quoted 2"></span>'
    titles = {"two.md": "Two & <more>"}
    html = fill(asked, "map.md", outcome.results, outcome.homes, [source], titles, address)
    first, _, second = html.partition("</span> ")
    assert "quoted on no page" in first
    assert "63% of it" in second
    assert '<a href="../two/">Two &amp; &lt;more&gt;</a>&nbsp;1×' in second


def test_a_page_lists_the_references_it_links_to_once_each(source: Source) -> None:
    listed = '<ul><li id="a">A</li><li id="b">B</li></ul>'
    outcome = check(source, {"references.md": (listed, ())})
    page = (
        '<a href="../references/#b">x</a> <a href="../references/#b">y</a>'
        '<div data-fill="references"></div>'
    )
    html = fill(page, "one.md", outcome.results, {}, [source], {}, address)
    assert html.endswith('<div class="references"><ol><li>B</li></ol></div>')


def test_each_selector_applied_to_the_seed_finds_the_very_words(source: Source) -> None:
    page = "<p>“First Ann […] left” and “stands alone”, Ann “came home”.</p>"
    outcome = check(source, {"two.md": (page, ())})
    assert not outcome.problems
    data = json.loads(
        webannotation.collection(
            outcome,
            [source],
            {"two.md": "https://e.org/two/"},
            "https://e.org/q.json",
        )
    )
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    assert source.sha256 == digest
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


def test_the_data_keeps_the_rules_of_the_web_annotation_model(source: Source) -> None:
    """Section 3 of the model: what an annotation must and must not have."""
    outcome = check(source, {"two.md": ("<p>“stands alone”</p>", ())})
    data = json.loads(
        webannotation.collection(
            outcome,
            [source],
            {"two.md": "https://e.org/two/"},
            "https://e.org/q.json",
        )
    )
    assert data["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert data["type"] == "AnnotationPage"
    assert data["partOf"]["total"] == len(data["items"]) == 1
    identifiers = [item["id"] for item in data["items"]]
    assert len(set(identifiers)) == len(identifiers)
    for item in data["items"]:
        assert item["type"] == "Annotation"
        assert re.match(r"https://", item["id"])
        assert item["target"]
        target = item["target"]
        assert target["type"] == "SpecificResource"
        assert re.fullmatch(r"ni:///sha-256;[\w-]{43}", target["source"])
        assert {s["type"] for s in target["selector"]} == {
            "TextQuoteSelector",
            "TextPositionSelector",
        }
        assert all(type(s["exact"]) is str for s in target["selector"][:1])
