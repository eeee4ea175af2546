"""The edition itself: what every page must have, whatever it says."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.utils.meta import get_data

from quotations import check
from quotations.model import PageText
from quotations.page import file
from quotations.page import site as pages
from quotations.page.elements import NOTE_KINDS
from quotations.page.html import read_html
from quotations.seed.read import read

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
GLOSSARY = ROOT / "scripts/glossary.md"

ALL = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))

PARTS = ["At a glance", "The passage", "Notes", "Ties to other passages", "References"]

# Praise, blame and alarm: none of it in our own sentences.
LOADED = re.compile(
    r"\b(?:brave\w*|hero\w*|courag\w*|admirab\w*|brillian\w*|masterful\w*|nobl[ey]|wise(?:ly)?"
    r"|evil|brutal\w*|cruel\w*|cynical\w*|shame\w*|disgrac\w*|outrag\w*|sinister|ruthless\w*"
    r"|tyran\w*|dictator\w*|puppet\w*|propagand\w*|warmonger\w*|coward\w*|traitor\w*|greed\w*"
    r"|na[iï]ve\w*|foolish\w*|stupid\w*|reckless\w*|absurd\w*|laughab\w*|ridiculous\w*|shameless"
    r"|alarming\w*|shocking\w*|terrif\w*|horrif\w*|frighten\w*|chilling\w*|catastroph\w*"
    r"|disast\w*|devastat\w*|danger\w*|ominous\w*|dire|stunning\w*|bombshell|explosive"
    r"|sadly|unfortunately|fortunately|tragic\w*|regrettabl\w*|worrying\w*|thankfully"
    r"|obviously|clearly|of course|undoubtedly|so-called|needless|important to note)\b",
    re.I,
)


@cache
def site() -> pages.Site:
    return pages.load(ROOT / "mkdocs.yml")


@cache
def outcome() -> check.Outcome:
    return check.check_site(site(), read(ROOT / "seeds"))


@cache
def text(page: str) -> PageText:
    return file.parse((DOCS / page).read_text(encoding="utf-8"), page)


def front_matter(page: str) -> dict[str, Any]:
    _, values = get_data(text(page).markdown)
    return values


def homes() -> Iterator[str]:
    """Yield the pages that name paragraphs of the op-ed as theirs, in its order."""
    named = {page: text(page) for page in ALL if text(page).paragraphs}
    for page in sorted(named, key=lambda page: min(named[page].paragraphs)):
        if "op-ed" in (named[page].quotes or ["op-ed"]):
            yield page


PASSAGES = list(homes())
DEMANDS = [page for page in PASSAGES if page.startswith("demands/")]


@cache
def html(page: str) -> str:
    return pages.render(site(), text(page).body)


def headings(page: str, level: int) -> list[str]:
    return re.findall(rf"^{'#' * level} (.+?)(?: \{{.*\}})?$", text(page).body, re.M)


def part(page: str, heading: str) -> str:
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text(page).body, re.M | re.S)
    assert found, f"{page} has no {heading}"
    return found[1]


def glance(page: str) -> dict[str, str]:
    """Return the terms of At a glance and what is said under each."""
    entries = re.findall(r"^(\S.*)\n((?::|    ).*(?:\n    .*)*)", part(page, "At a glance"), re.M)
    return {term: " ".join(said.lstrip(":").split()) for term, said in entries}


def notes(page: str) -> list[tuple[str, str, str, str]]:
    """Return (lemma, id, kind, text) of each note."""
    return re.findall(
        r"^### “([^\n]+)” \{ #([\w-]+) \.(\w+) \}\n(.*?)(?=^### |\Z)",
        part(page, "Notes"),
        re.M | re.S,
    )


def cited(markdown: str) -> list[str]:
    return re.findall(r"\]\((?:\.\./)?references\.md#([\w-]+)\)", markdown)


def own_words(page: str) -> str:
    """Return what the page says in our words: as rendered, without its quotations."""
    runs = [run.text for run in read_html(html(page)).runs if run.block.quote is None]
    meta = [front_matter(page)[key] for key in ("title", "description")]
    return "\n".join(re.sub(r"“[^”]*”|https?://\S+", "“”", words) for words in runs + meta)


def every_note() -> list[object]:
    return [
        pytest.param(lemma, kind, said, id=f"{page}#{identifier}")
        for page in PASSAGES
        for lemma, identifier, kind, said in notes(page)
    ]


# The op-ed


def test_no_page_quotes_anything_but_the_op_ed() -> None:
    assert outcome().problems == ()


def test_every_paragraph_is_at_home_exactly_once() -> None:
    (op_ed,) = (source for source in read(ROOT / "seeds") if source.id == "op-ed")
    at_home = [number for page in PASSAGES for number in outcome().homes[page].paragraphs]
    assert at_home == [paragraph.number for paragraph in op_ed.paragraphs]
    assert len(DEMANDS) == 6


@pytest.mark.parametrize("page", PASSAGES)
def test_a_passage_is_complete(page: str) -> None:
    home = outcome().homes[page]
    seed = (ROOT / "seeds/op-ed.txt").read_text(encoding="utf-8").split("\n")
    quoted = re.findall(r"^> (.+)$", part(page, "The passage"), re.M)
    assert quoted == [seed[number - 1].strip() for number in home.paragraphs]


def test_the_newspapers_own_message_is_not_reproduced() -> None:
    seed = (ROOT / "seeds/op-ed.txt").read_text(encoding="utf-8").split("\n")
    message = [line.strip() for line in seed[18:] if len(line.split()) > 3]
    assert message
    for page in ALL:
        assert not [line for line in message if line in text(page).markdown], page


# The parts of a page


@pytest.mark.parametrize("page", PASSAGES)
def test_a_passage_page_has_its_parts_in_order(page: str) -> None:
    assert [heading for heading in headings(page, 2) if heading in PARTS] == PARTS
    assert len(headings(page, 1)) == 1
    opening = text(page).body.split("## At a glance")[0]
    assert re.findall(r"^\{ \.(\w+) \}$", opening, re.M) == ["standing", "lead"]
    assert '<div data-fill="references"></div>' in part(page, "References")


@pytest.mark.parametrize("page", PASSAGES)
def test_certainty_at_a_glance_is_the_op_eds_own_phrase(page: str) -> None:
    said = glance(page)["How sure the op-ed sounds"]
    phrases = re.findall(r"“([^”]+)”", said)
    passage = part(page, "The passage")
    assert phrases
    assert [phrase for phrase in phrases if phrase not in passage] == []


@pytest.mark.parametrize("page", DEMANDS)
def test_a_demand_page_gives_the_op_eds_own_number(page: str) -> None:
    number = front_matter(page)["number"]
    standing = text(page).body.split("{ .standing }")[0]
    assert re.fullmatch("“.+”", number)
    assert number in standing
    assert number in text("index.md").body


@pytest.mark.parametrize("page", PASSAGES)
def test_a_page_leads_to_other_passages(page: str) -> None:
    ties = re.findall(r"\]\(((?:\.\./)?[\w/-]+\.md)", part(page, "Ties to other passages"))
    leads = {
        (DOCS / page).parent.joinpath(tie).resolve().relative_to(DOCS).as_posix() for tie in ties
    }
    assert leads - {page} & set(PASSAGES)
    assert page not in leads


# Notes


@pytest.mark.parametrize("page", PASSAGES)
def test_notes_follow_the_passage(page: str) -> None:
    found = outcome().homes[page].notes
    ordered = sorted(found, key=lambda note: note.place.parts[0].start)
    early = next((note for note, due in zip(found, ordered, strict=True) if note != due), None)
    assert not early, f"docs/{page}: {early.heading.text}: put notes in the order of the passage"


@pytest.mark.parametrize(("lemma", "kind", "said"), every_note())
def test_a_note_has_a_kind_and_says_something(lemma: str, kind: str, said: str) -> None:
    assert kind in NOTE_KINDS
    own = re.sub(r"“[^”]*”|\(\[.*\)", "", said)
    assert len(own.split()) >= 10, f"nothing beyond {lemma}"


@pytest.mark.parametrize(("lemma", "kind", "said"), every_note())
def test_a_background_note_has_a_reference(lemma: str, kind: str, said: str) -> None:
    assert cited(said) or kind != "background"


def test_every_kind_of_note_is_used_and_explained() -> None:
    used = {kind for page in PASSAGES for _, _, kind, _ in notes(page)}
    assert used == set(NOTE_KINDS)
    explained = re.findall(r"^(\S.*)\n:", part("how-to-read.md", "Five kinds of note"), re.M)
    assert explained == ["Claim", "Wording", "Background", "Tension", "Open question"]


# References


def test_every_reference_is_used_and_every_citation_listed() -> None:
    listed = re.findall(r"^  \{ #([\w-]+) \}$", text("references.md").body, re.M)
    used = {reference for page in ALL for reference in cited(text(page).body)}
    assert len(listed) == len(set(listed))
    assert used == set(listed)


def test_every_reference_has_publisher_date_account_and_address() -> None:
    entries = re.findall(r"^- (.*)\n", text("references.md").body, re.M)
    whole_entry = re.compile(
        r"\*\*[^*]+\*\*, .*(?:\b(?:20\d\d)\b|date not recorded)[^.]*\. \S.*\. <https?://\S+>"
    )
    assert len(entries) == len(set(entries)) > 50
    assert [entry for entry in entries if not whole_entry.fullmatch(entry)] == []
    addresses = re.findall(r"<(https?://\S+)>", text("references.md").body)
    assert len(addresses) == len(set(addresses)) == len(entries)


def test_a_later_source_is_marked_in_the_list_and_where_it_is_cited() -> None:
    marked = r"; \*later\*\. <\S+>\n  \{ #([\w-]+) \}"
    later = set(re.findall(marked, text("references.md").body))
    assert later
    for page in ALL:
        for label, identifier in re.findall(
            r"\[([^][]+)\]\((?:\.\./)?references\.md#([\w-]+)\)", text(page).body
        ):
            assert ("a later source" in label) == (identifier in later), f"{page}: {label}"


# Every page


@pytest.mark.parametrize("page", ALL)
def test_a_page_has_a_title_a_description_and_a_place_in_the_navigation(page: str) -> None:
    meta = front_matter(page)
    assert 0 < len(meta["title"]) <= 40
    assert 50 <= len(meta["description"]) <= 160
    assert page in re.findall(r"[\w/-]+\.md", yaml.safe_dump(site().config.nav))


def test_titles_and_descriptions_differ_from_page_to_page() -> None:
    for key in ("title", "description"):
        assert len({front_matter(page)[key] for page in ALL}) == len(ALL)


@pytest.mark.parametrize("page", ALL)
def test_our_own_sentences_praise_blame_and_alarm_nobody(page: str) -> None:
    assert [match[0] for match in LOADED.finditer(own_words(page))] == []


@pytest.mark.parametrize("words", ["A brave stand.", "It is important to note.", "Clearly so."])
def test_praise_blame_and_alarm_are_seen_where_they_stand(words: str) -> None:
    assert LOADED.search(words)


@pytest.mark.parametrize("page", ALL)
def test_no_claim_about_what_putin_wants_is_the_sites_own(page: str) -> None:
    assert not re.search(r"\b(?:Putin|Russia|Moscow) (?:wants|demands|intends)\b", own_words(page))


@pytest.mark.parametrize("page", ALL)
def test_a_line_of_prose_is_a_whole_sentence(page: str) -> None:
    paragraphs = re.findall(
        r"^(?=[A-Z“*\[])(?!\[?\*?\*?[^\n]*\n:)[^\n|<>]+(?:\n[^\s:>|<#{][^\n]*)+",
        re.sub(r"^(?:[>|#<`-]|    |:).*$", "", text(page).body, flags=re.M),
        re.M,
    )
    for paragraph in paragraphs:
        for line in paragraph.split("\n")[:-1]:
            assert re.search(r"[.:?)”]$", line), line


# First page, guide


def cards() -> dict[str, str]:
    """Return what the card of each demand on the first page says, by the page it leads to."""
    found = re.findall(
        r"^-   \[\*\*[^]]+\]\(([^)]+)\)\n(.*?)(?=^-|^</div>)", text("index.md").body, re.M | re.S
    )
    return dict(found)


def test_each_demand_has_its_card_in_the_order_of_the_op_ed() -> None:
    assert list(cards()) == DEMANDS


@pytest.mark.parametrize("page", DEMANDS)
def test_a_card_tells_how_sure_by_a_shape_a_word_and_the_words_of_its_passage(page: str) -> None:
    said = re.findall(r'<span class="certainty (\w+)">(\w+)</span> (.+)', cards()[page])
    assert said
    for shape, word, rest in said:
        assert shape == word and word in ("sure", "hedged", "open")
        phrases = re.findall(r"“([^”]+)”", rest)
        assert phrases
        assert [phrase for phrase in phrases if phrase not in part(page, "The passage")] == []


def test_the_glossary_is_no_page_and_its_terms_are_explained_in_the_guide() -> None:
    tooltips = dict(re.findall(r"^\*\[(.+)\]: (.+)$", GLOSSARY.read_text("utf-8"), re.M))
    terms = re.findall(r"^(\S.*)\n:   (.+)$", part("how-to-read.md", "Terms"), re.M)
    guide = {term.lower(): said for term, said in terms}
    assert DOCS not in GLOSSARY.parents
    also = {"istanbul negotiations": "istanbul talks", "guarantors": "guarantor"}
    for term, said in tooltips.items():
        key = also.get(term.lower(), term.lower())
        assert key in guide
        assert said == guide[key] or term == "guarantors"
    assert '<abbr title="' in html("demands/neutrality.md")


def test_the_first_page_shows_a_note_as_it_stands_on_its_page() -> None:
    shown = part("index.md", "What a note adds { #one-sentence }")
    page, note = re.findall(r"\[¶\d+\]\(([\w/-]+\.md)#([\w-]+)\)", shown)[0]
    lemma, _, kind, said = next(found for found in notes(page) if found[1] == note)
    assert f"**“{lemma}”** · {kind.capitalize()}" in shown
    assert f"<mark>{lemma}</mark>" in shown
    assert " ".join(said.replace("../", "").split()) in " ".join(shown.split())


# Before the reader downloads


@pytest.mark.parametrize("page", ["index.md", "how-to-read.md"])
def test_the_reader_is_told_of_privacy_and_of_the_risk(page: str) -> None:
    body = text(page).body
    assert "may itself be a risk" in body
    assert "in your browser" in body


def test_the_risk_is_told_before_the_download() -> None:
    body = text("index.md").body
    assert body.index("may itself be a risk") < body.index("putins-demands-annotated.zip")


def test_the_check_page_has_its_figures_and_its_fingerprint() -> None:
    body = text("check.md").body
    for placeholder in ('<div data-fill="summary">', '<span data-fill="sha256">'):
        assert placeholder in body
    assert '<a href="../quotations.json">' in body
    assert re.search(r"^\d+ \w+ 20\d\d\n:   First edition", body, re.M)
