"""What must hold for any slice of the op-ed, any text, any page, however odd."""

import re
import unicodedata
from collections import Counter
from pathlib import Path

import markdown
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from quotations import command
from quotations.check import RULES, SENSE, Checker
from quotations.model import ADJUSTED, EXACT, TRACED, PageText, Unit
from quotations.page.find import find
from quotations.page.html import read_html
from quotations.seed.read import read_source
from quotations.text import marks
from quotations.text.fold import fold, folded_text
from quotations.trace.trace import fold_quotation, trace
from shared import EXTENSIONS, ROOT

OP_ED = read_source(ROOT / "seeds" / "op-ed.txt")
SOURCES = (OP_ED,)
CHECKER = Checker(SOURCES)
RENDERER = markdown.Markdown(
    extensions=EXTENSIONS, extension_configs={"pymdownx.tabbed": {"alternate_style": True}}
)
# Everybody the op-ed quotes, so that no slice wants for its speaker.
NAMED = "stands where the op-ed, Trump, the readout, Kallas, Putin and a Soviet term are named"

# How one typographic thing may be set; the first is the op-ed's own.
DRESS = {
    " — ": [" — ", "—", " – ", "--", " -- ", "---", "\u2009—\u2009"],
    "’": ["’", "'"],
    "-": ["-", "\u2010", "\u2011"],
    " ": [" ", "\u00a0", "\u202f", "  "],
}
OUTER = [("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("‟", "”")]
STRUCTURES = {
    "running text": f"{{}} {NAMED}",
    "list item": f"- one\n- {{}} {NAMED}",
    "table cell": f"| a | b |\n|---|---|\n| {NAMED} | {{}} |",
    "heading": f"## {{}} {NAMED}",
    "emphasis": f"*{{}}* {NAMED}",
    "link": f"[{{}}](page.md) {NAMED}",
    "admonition": f"!!! note\n    {{}} {NAMED}",
    "admonition title": f'!!! note "{{}} {NAMED}"\n    text',
    "tab": f'=== "Tab"\n    {{}} {NAMED}',
    "footnote": f"text[^1]\n\n[^1]: {{}} {NAMED}",
    "definition": f"term\n:   {{}} {NAMED}",
    "details": f"??? note\n    {{}} {NAMED}",
    "raw HTML": f"<div>{{}} {NAMED}</div>",
    "deeper": f"> # {NAMED}\n\n- one\n    - two\n\n        {{}} {NAMED}",
}


def is_plain(offset: int) -> bool:
    """Whether the sentence there has no word that turns, and no ? or !."""
    sentence = OP_ED.sentence_at(offset)
    text = folded_text(OP_ED.text[sentence.start : sentence.end])
    return OP_ED.language.turning_word(text) is None and text[-1] not in "?!'"


@st.composite
def slices(draw: st.DrawFn, plain: bool = True) -> tuple[int, int]:
    """A stretch of one paragraph from the start of a word to the end of one.

    `plain`: no rule about the sense has anything to say of it.
    """
    paragraph: Unit = draw(st.sampled_from(OP_ED.paragraphs))
    words = list(re.finditer(r"\S+", OP_ED.text[paragraph.start : paragraph.end]))
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first, len(words) - 1))
    assume("—" not in (words[first][0], words[last][0]))
    start, end = paragraph.start + words[first].start(), paragraph.start + words[last].end()
    if plain:
        assume(is_plain(start) and is_plain(end - 1))
        language = OP_ED.language
        listed = language.lessening | language.conditional | language.hedging
        beside = [*words[max(0, first - 3) : first], *words[last + 1 : last + 2]]
        assume(listed.isdisjoint(word[0].lower().strip(",.") for word in beside))
    return start, end


@st.composite
def dressed(draw: st.DrawFn, text: str) -> str:
    """A text in other typography, its own quotation marks a level down."""
    text = text.replace("“", "‘").replace("”", "’")
    for plain, ways in DRESS.items():
        pieces = text.split(plain)
        text = pieces[0]
        for piece in pieces[1:]:
            text += draw(st.sampled_from(ways)) + piece
    if draw(st.booleans()):
        text = unicodedata.normalize("NFD", text)
    if draw(st.booleans()) and (long := re.search(r"[a-z]{4}", text)):
        text = f"{text[: long.start() + 2]}\u00ad{text[long.start() + 2 :]}"
    return text


@settings(max_examples=150, deadline=None)
@given(data=st.data(), place=slices(), outer=st.sampled_from(OUTER))
@pytest.mark.parametrize("structure", STRUCTURES.values(), ids=STRUCTURES)
def test_any_slice_in_any_dress_and_structure_traces_to_where_it_was_cut(
    structure: str, data: st.DataObject, place: tuple[int, int], outer: tuple[str, str]
) -> None:
    if structure == STRUCTURES["admonition title"]:
        assume(outer != ('"', '"'))  # the title's own marks
    start, end = place
    text = data.draw(dressed(OP_ED.text[start:end]))
    page = structure.format(f"{outer[0]}{text}{outer[1]}")
    RENDERER.reset()
    result = CHECKER.check(PageText("page.md", page, RENDERER.convert(page)))
    shown = [
        checked
        for checked in result.checked
        if fold_quotation(checked.quotation.text) == fold_quotation(text)
    ]
    assert shown, page
    for checked in shown:
        assert checked.trace.verdict == EXACT, checked.trace.message
        ends = {(p.parts[0].start, p.parts[-1].end) for p in checked.trace.places}
        assert (start, end) in ends
    assert not result.problems or structure == STRUCTURES["deeper"], result.problems[0]


ODD = st.text(
    st.sampled_from(
        [*" \n\t.…-–—‐\u00ad\u00a0“”‘’\"'«»[]()abeE1", "\u0301", "é", "ﬁ", "가", "\u200b"]
    )
)


@settings(max_examples=1000, deadline=None)
@given(st.one_of(ODD, st.text()))
def test_folding_twice_is_folding_once_and_offsets_lead_back(text: str) -> None:
    folded = fold(text)
    assert folded.text == folded_text(text) == folded_text(folded.text)
    origins = [folded.origin(at, at + 1) for at in range(len(folded.text))]
    assert origins == sorted(origins)
    for character, (start, end) in zip(folded.text, origins, strict=True):
        assert 0 <= start < end <= len(text)
        assert character in folded_text(text[start:end])


@settings(max_examples=400, deadline=None)
@given(st.one_of(ODD, st.text()))
def test_no_text_makes_a_trace_raise_and_every_failure_says_why(text: str) -> None:
    found = trace(text, SOURCES, SENSE)
    assert found.verdict in (*TRACED, *RULES)
    assert found.ok == bool(found.places)
    assert found.ok or found.message


@settings(max_examples=120, deadline=None)
@given(place=slices(plain=False), at=st.integers(0, 400), other=ODD, cut=st.integers(0, 12))
def test_what_traces_without_a_mark_is_the_op_eds_but_for_first_letter_and_closing_stop(
    place: tuple[int, int], at: int, other: str, cut: int
) -> None:
    """Anything put into a slice of it in place of some of its characters."""
    text = OP_ED.text[slice(*place)]
    at = min(at, len(text))
    words = fold_quotation(text[:at] + other.replace("\n", " ") + text[at + cut :])
    found = trace(words, SOURCES, SENSE)
    assume(found.verdict in (EXACT, ADJUSTED))
    for found_place in found.places:
        (part,) = found_place.parts
        has = folded_text(OP_ED.text[part.start : part.end])
        if found.verdict == ADJUSTED:
            has, words = (re.sub(r"^['(]+|[.,' ]+$", "", each) for each in (has, words))
            has, words = has[:1].lower() + has[1:], words[:1].lower() + words[1:]
        assert words == has


MARKS = '“”„«»"'
TOKENS = st.lists(
    st.sampled_from([*MARKS, *"‘’' .,\n", "word", "wish list", "5", "s", "<b>", "</b>", "—"])
)


@settings(max_examples=1000, deadline=None)
@given(TOKENS)
def test_every_mark_that_is_shown_belongs_to_a_quotation_or_is_reported(tokens: list[str]) -> None:
    page = read_html("".join(tokens))
    quotations, strays = find(page)
    told = Counter(stray.verdict for stray in strays)
    for run in page.runs:
        found = marks.pair(run.text)
        own = [
            (start, end)
            for quotation in quotations
            for quoted, start, end in quotation.parts
            if quoted is run
        ]
        for start, end in found.pairs:
            if not any(map(str.isalnum, run.text[start + 1 : end])):
                own.append((start + 1, end))
                told["empty"] -= 1
        for at, character in enumerate(run.text):
            if character not in MARKS or (character == '"' and run.text[at - 1 : at].isdigit()):
                continue
            if any(start - 1 <= at <= end for start, end in own):
                continue
            if found.unclosed is not None and at >= found.unclosed:
                told["unclosed"] -= at == found.unclosed
            else:
                told["unopened"] -= 1
    assert min(told.values(), default=0) >= 0, tokens


HTML = (
    "<div> </div> <p> </p> <b> <a_href=' <a_href=x> </a> <li> <ul> <table> <tr><td> <code> </code>"
    " <pre> </pre> <script> </script> <style> <template> <textarea> <title> <svg> <iframe> <q> </q>"
    ' <blockquote> </blockquote> <img_alt="'
    " <img_alt='“' & &# &#x110000; &ldquo; &quot < > <!-- -->"
    " <![CDATA[ ]]> <!x <?x ?>"
)
MARKDOWN = (
    '“ ” « ‘ ’ [ ]( ![ ] ` `` * ** _ # ## | --- \\ !!!_note ===_"x" [^1] [^1]: --8<--_"x" *[x]:_y'
    " {_.a_} {_#b_} -_ >_ :_ 1._ wish_list"
)
ODDITIES = ["\n", "\n\n", "\n    ", "\t", "\0", "\ufeff", "\ud7ff", "\u202e"]
PIECES = st.lists(
    st.sampled_from([p.replace("_", " ") for p in (HTML + MARKDOWN).split()] + ODDITIES * 3),
    max_size=40,
)
# Ends what may be open, so that not every page is refused.
CLOSING = "".join(
    f"</{tag}>"
    for tag in "script style textarea title svg q a b code li ul table p div blockquote".split()
)
# In a textarea the parser opens again what was never closed before it, and browsers show its tags.
KNOWN = [piece.replace("_", " ") for piece in HTML.split() if piece != "<textarea>"]
MARKUP = st.lists(st.sampled_from([*KNOWN, "x", "“y”", "\n"]))


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(MARKUP)
def test_a_page_written_out_again_shows_what_was_read(pieces: list[str]) -> None:
    page = read_html("".join([*pieces, CLOSING]))
    assume(not page.strays)
    again = read_html(page.root.inner_html or "")
    # A line break that opens a <pre> is no part of it.
    assert [(run.block.element, run.text.strip()) for run in again.runs] == [
        (run.block.element, run.text.strip()) for run in page.runs
    ]


FRONT = st.sampled_from(
    [
        "",
        "---\n",
        "---\ntitle: x\n---\n",
        "---\ntitle: [\n---\n",
        "---\n- x\n---\n",
        "---\n: :\n---\n",
        "---\ntitle: !!python/object:os.x {}\n---\n",
        "---\nparagraphs: [99]\n---\n",
        "\ufeff---\n---\n",
    ]
)


@pytest.fixture(scope="module")
def odd_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("odd")
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(
        "site_name: Odd\nmarkdown_extensions: [abbr, admonition, attr_list, def_list, footnotes,"
        " md_in_html, tables, pymdownx.details, pymdownx.superfences, pymdownx.snippets,"
        " pymdownx.tabbed]\n"
    )
    return folder


@settings(
    max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(front=FRONT, pieces=PIECES, tail=st.binary(max_size=3))
def test_no_page_however_malformed_passes_unseen_or_ends_in_a_traceback(
    odd_site: Path,
    capsys: pytest.CaptureFixture[str],
    front: str,
    pieces: list[str],
    tail: bytes,
) -> None:
    page = front + "".join(pieces)
    false = "\n\n<p>It says “zugzwang gambit” here.</p>\n\n"
    path = odd_site / "docs" / "index.md"
    path.write_bytes(page.encode("utf-8", "surrogatepass") + false.encode() + tail)
    arguments = ["--config-file", str(odd_site / "mkdocs.yml"), "--seeds", str(ROOT / "seeds")]
    status = command.main([*arguments, str(path)])
    out = capsys.readouterr()
    assert "Traceback" not in out.err
    assert status == 1, (page, out.out)
    assert re.search(r"index\.md:\d+:\d+: [a-z-]+: ", out.out)
