"""The traces as a page shows them: passages, lemmas, notes, links, addresses that moved."""

import re
from html.parser import HTMLParser

import pytest

from quotations.model import Problem
from quotations.seed.source import Source
from quotations.show.pages import annotate
from quotations.tell import report
from showing import PASSAGE, TEXT, edition, note, page, problems, shown, source

__all__ = ["source"]  # the fixture


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


def passage(html: str) -> str:
    return html[html.index("<blockquote") : html.index("</blockquote>")] + "</blockquote>"


# Passages


def test_a_paragraph_and_its_sentences_have_addresses(source: Source) -> None:
    html = shown(source, PASSAGE + note("x", "he said"))
    assert re.findall(r'id="(p1[^"]*)"', html) == ["p1", "p1-1", "p1-2"]
    assert '<a class="pilcrow" href="#p1"' in html


def test_the_address_of_a_sentence_that_an_element_cuts_is_at_its_beginning(source: Source) -> None:
    html = shown(source, PASSAGE.replace("left. Then he", "<em>left. Then he</em>"))
    spans = re.findall(r'<span class="sentence"([^>]*)>', html)
    assert spans == [' id="p1-1"', "", ' id="p1-2"', ""]


def test_words_quoted_below_the_passage_lead_to_it_and_the_passage_itself_nowhere(
    source: Source,
) -> None:
    html = shown(source, PASSAGE + "<p>“stands alone” and “Then he said”.</p>")
    assert re.findall(r'<a class="quotation" href="([^"]*)"', html)[-1:] == ["#p1-2"]
    assert 'class="quotation"' not in passage(html)


def test_a_lemma_with_an_omission_has_its_notes_number_once_behind_its_last_words(
    source: Source,
) -> None:
    html = passage(shown(source, PASSAGE + note("x", "First […] left")))
    assert html.count('class="lemma claim"') == 2
    assert re.findall(r'(\w+)<sup class="ref"', html) == ["left"]


def test_the_passage_without_apparatus_is_the_text_alone(source: Source) -> None:
    html = shown(source, PASSAGE + note("x", "he said"))
    assert words(passage(html)).strip() == TEXT.splitlines()[0]


def test_reported_words_say_whose_they_are(source: Source) -> None:
    html = shown(source, PASSAGE + note("x", "he said"))
    assert '<span class="reported">“came home”</span><span class="speaker"' in html
    assert "[Ann &lt;O’Hara&gt;]" in html


def test_a_speaker_is_named_once_after_reported_words_that_an_element_cuts(source: Source) -> None:
    html = passage(shown(source, PASSAGE.replace("home” &amp;", "<em>home” &amp;</em>")))
    assert html.count('class="speaker"') == 1
    assert '<em><span class="reported">home”</span><span class="speaker"' in html


def test_marks_and_spaces_may_be_set_otherwise_than_in_the_text(source: Source) -> None:
    html = PASSAGE.replace("“came home”", "&quot;came&nbsp;home&quot;").replace(
        "he said", "he\nsaid"
    )
    html = shown(source, html + note("x", "he said"))
    assert '<span class="reported">"came&nbsp;home"</span>' in html
    assert ">he\nsaid<sup" in html


@pytest.mark.parametrize(
    "before",
    [
        "<blockquote>\n<p>",
        "<blockquote>\n<p class='x'>",
        "<blockquote>",
        "<ul><li><blockquote>",
        '<div role="blockquote">',
    ],
)
def test_the_innermost_block_is_the_paragraph(source: Source, before: str) -> None:
    after = "".join(f"</{name}>" for name in reversed(re.findall(r"<(\w+)", before)))
    html = re.sub(r"<blockquote>\s*<p>", before, PASSAGE)
    html = re.sub(r"</p>\s*</blockquote>", after, html)
    block = re.findall(r"<(\w+)", before)[-1]
    assert re.search(rf'<{block} [^>]*id="p1"[^>]*><a class="pilcrow"', shown(source, html))


@pytest.mark.parametrize("title", ["", "<h1>One</h1>"])
def test_a_passage_without_a_heading_of_its_own_gets_no_section(source: Source, title: str) -> None:
    html = shown(source, title + passage(PASSAGE) + note("x", "he said"))
    assert re.findall(r"<(?:section|div)[^>]*>", html) == [
        '<section class="note claim" aria-labelledby="x">'
    ]


def test_notes_in_the_section_of_the_passage_get_no_element_around_them(source: Source) -> None:
    html = shown(source, PASSAGE.partition("<h2 id='n'>")[0] + note("x", "he said"))
    assert re.findall(r"<(?:section|div)[^>]*>", html) == [
        '<section class="passage" aria-labelledby="p">',
        '<section class="note claim" aria-labelledby="x">',
    ]


# Lemmas


def test_a_lemma_leads_to_its_note_and_back(source: Source) -> None:
    html = shown(source, PASSAGE + note("x", "he said", "wording"))
    assert re.search(r'<a class="lemma wording" href="#x"[^>]* id="x-words">he said<sup', html)
    assert '<a class="back" href="#x-words"' in html
    assert '<section class="note wording" aria-labelledby="x">' in html


def test_each_note_is_a_section_of_its_own(source: Source) -> None:
    notes = note("x", "he said") + note("y", "nothing", "tension") + "<h2>Ties</h2>\n"
    html = shown(source, PASSAGE + notes.replace("“nothing", "“&lt;b&gt;nothing"))
    edges = re.findall(r'(?:<section class="note|</section|<h2|</div)', html.partition('id="n"')[2])
    assert edges == [
        '<section class="note',
        "</section",
        '<section class="note',
        "</section",
        "</div",
        "</div",
        "<h2",
    ]


@pytest.mark.parametrize(
    ("term", "lemma"),
    [
        ("said", "said &lt;b&gt;nothing"),
        ("said", "he said"),
        ("said", "he said &lt;b&gt;nothing"),
        ("Then", "Then he said"),
    ],
    ids=["at its beginning", "at its end", "inside", "at a sentence’s beginning"],
)
def test_a_lemma_that_holds_a_whole_term_is_one_link(source: Source, term: str, lemma: str) -> None:
    html = PASSAGE.replace(term, f'<abbr title="A term.">{term}</abbr>')
    html = shown(source, html + note("x", lemma))
    assert passage(html).count('href="#x"') == 1
    assert f'<abbr title="A term.">{term}</abbr>' in html


def test_the_number_of_a_note_stays_on_the_line_of_its_words_and_out_of_their_name(
    source: Source,
) -> None:
    html = shown(source, PASSAGE + note("y", "left") + note("x", "he said"))
    number = 'said<sup class="ref" aria-hidden="true" data-search-exclude="">\u20602</sup></a>'
    assert number in html


def test_a_lemma_over_two_sentences_has_a_link_in_each_one_address_and_one_number(
    source: Source,
) -> None:
    html = passage(shown(source, PASSAGE + note("x", "left. Then he")))
    links = re.findall(r'<a class="lemma claim" href="#x"[^>]*>(.*?)</a>', html)
    assert [words(link) for link in links] == ["left.", " ", "Then he"]
    assert html.count('id="x-words"') == html.count('class="ref"') == 1
    assert links[-1].endswith("</sup>")
    assert re.search(r'id="p1-2"><a class="lemma', html)


# Quotations elsewhere


def test_an_inline_quotation_leads_to_its_sentence_and_can_show_it(source: Source) -> None:
    two = page("two.md", "<p>It says “<em>he said</em>” there.</p>")
    known = edition([page("one.md", PASSAGE, paragraphs=(1,)), two], source)
    assert not problems(known)
    html = annotate(known.results[1], known)
    assert 'href="../one/#p1-2"' in html
    assert "Then he said &lt;b&gt;nothing&lt;/b&gt; at all to us." in html
    assert ">“<em>he said</em>”</a> there." in html


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("so “he said” here", "so [“he said”</a> here"),
        ("so <q>he said</q> here", "so <q>[he said</a></q> here"),
        ("so “Ann <q>came home</q>” so", "so [“Ann <q>came home</q>”</a> so"),
    ],
)
def test_a_link_takes_in_the_quotations_marks_and_nothing_around_them(
    source: Source, text: str, linked: str
) -> None:
    html = shown(source, PASSAGE + f"<p>{text}</p>")
    assert linked in re.sub(r'<a class="quotation" [^>]*>', "[", html)


@pytest.mark.parametrize(
    "text",
    [
        '<a href="#p">“he said”</a>',
        "<button>“he said”</button>",
        "<svg><text>“he said”</text></svg>",
        "<svg><desc>“he said”</desc></svg>",
    ],
)
def test_a_quotation_where_no_link_can_stand_gets_none(source: Source, text: str) -> None:
    assert text in shown(source, PASSAGE + note("x", "he said", text=text))


def test_hostile_text_comes_out_as_text(source: Source) -> None:
    html = shown(source, PASSAGE + note("x", "he said", text="“said &lt;b&gt;nothing”"))
    assert "<b>" not in html


def test_a_quotation_that_does_not_trace_is_left_as_it_is(source: Source) -> None:
    """In a live preview, where the problem is told of the file that several pages take in."""
    known = edition([page("two.md", "<p>“he sold” and “he said”</p>")], source)
    html = annotate(known.results[0], known)
    assert html.startswith("<p>“he sold” and <a ")


# Addresses that moved


@pytest.mark.parametrize(
    ("target", "opening", "words_opening"),
    [
        ("x", r'<section class="note claim" aria-labelledby="x">', r'<a [^>]*id="x-words">'),
        ("p1-2", r'<span class="sentence" id="p1-2">', r'<span class="sentence" id="p1-2">'),
        ("p1", r'<p id="p1">', r'<p id="p1">'),
    ],
)
def test_the_address_of_a_note_that_is_gone_still_arrives(
    source: Source, target: str, opening: str, words_opening: str
) -> None:
    known = edition(
        [page("one.md", PASSAGE + note("x", "he said"), paragraphs=(1,), moved=(("old", target),))],
        source,
    )
    assert not problems(known)
    html = annotate(known.results[0], known)
    anchor = r'(?:<span id="old-words"></span>)?<span id="old"></span>'
    assert re.search(rf"{opening}{anchor}", html)
    assert re.search(rf'{words_opening}<span id="old-words"></span>', html)


# The whole site


def test_a_page_with_a_problem_shows_it() -> None:
    told = [Problem("two.md", 3, 1, "note", "no <b>", "a <i>")]
    box = report.as_box(told)
    assert 'role="alert"' in box
    assert "two.md:3:1: note: no &lt;b&gt;" in box
    assert "“a &lt;i&gt;”" in box
