"""Each rule with its own examples, and the guide's table with the rules.

The examples are about a text made up for them, `scripts/quotations/rules/example.txt`.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import markdown
import pytest

from quotations.check import NO_QUOTATIONS, RULES, check_texts
from quotations.model import PageResult, PageText, Problem
from quotations.page import file
from quotations.rule import Rule
from quotations.rules.claims import QUOTED, Patterns
from quotations.seed.read import read_source
from quotations.seed.source import Source
from quotations.text.language import Form, language
from shared import EXTENSIONS, ROOT

# No text of one page breaks these: the file itself cannot be read, or no page has a quotation.
NO_PAGE_BREAKS = {"unreadable", "no-quotations"}
SITE = PageText("mkdocs.yml", "", "")
GUIDE = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def example() -> Source:
    return read_source(ROOT / "scripts" / "quotations" / "rules" / "example.txt")


def verdicts(text: str, example: Source, whole: bool = False) -> list[str]:
    """Return what is wrong with a page about the example's text, read as the command reads it."""
    try:
        read = file.parse(text, "page.md")
    except file.PageError as error:
        return [error.verdict]
    html = markdown.markdown(read.body, extensions=EXTENSIONS)
    page = replace(read, html=html)
    found: tuple[Problem, ...] = check_texts([page], [example], SITE if whole else None).problems
    return [problem.verdict for problem in found]


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_right_example_passes_and_the_wrong_one_fails_by_this_rule_alone(
    example: Source, rule: Rule
) -> None:
    assert verdicts(rule.good, example) == []
    if rule.name not in NO_PAGE_BREAKS:
        assert verdicts(rule.bad, example) == [rule.name]


def test_a_site_without_a_quotation_breaks_its_rule(example: Source) -> None:
    assert NO_QUOTATIONS.name in verdicts(NO_QUOTATIONS.bad, example, whole=True)
    assert NO_QUOTATIONS.name not in verdicts(NO_QUOTATIONS.good, example, whole=True)


def test_a_cry_does_not_become_a_statement(tmp_path: Path) -> None:
    text = tmp_path / "cry.txt"
    text.write_text("What a bridge it was! All went home.\n", encoding="utf-8")
    text.with_suffix(".toml").write_text('language = "en"\n', encoding="utf-8")
    assert verdicts("“What a bridge it was.”", read_source(text)) == ["question"]
    assert verdicts("“What a bridge it was!” and “a bridge”.", read_source(text)) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_says_what_it_holds_in_one_sentence_and_what_mends_a_breach(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z“].*[^.]\.", rule.sentence, re.S)
    assert "\n" not in rule.sentence
    assert rule.mend[:1].islower() and not rule.mend.endswith(".")


ENGLISH = Patterns(language("en"), ())
A_NAME = chr(ord(QUOTED) + 1)  # what stands for a name while a text is looked at


@pytest.mark.parametrize(
    ("form", "pattern"),
    [*zip(ENGLISH.language.forms, ENGLISH.forms, strict=True)],
    ids=[form.good for form in ENGLISH.language.forms],
)
def test_a_form_matches_what_it_should_and_only_that(form: Form, pattern: re.Pattern[str]) -> None:
    good, bad = (
        re.sub(r"\bN\b", A_NAME, text).replace("…", QUOTED) for text in (form.good, form.bad)
    )
    assert pattern.search(good)
    assert not pattern.search(bad)


def rows(table: str) -> dict[str, list[str]]:
    """Return the cells of a Markdown table's rows behind the first, which is a name in code."""
    found = {}
    for line in table.splitlines():
        name, *cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("| "))]
        found[name.strip("`")] = [cell.replace("\\|", "|") for cell in cells]
    return found


def test_the_guides_table_of_failures_has_each_rule_in_its_own_words() -> None:
    section = GUIDE.partition("## What the check says")[2].partition("\n## ")[0]
    listed = rows("\n".join(line for line in section.splitlines() if line.startswith("| `")))
    wanted = "\n".join(f"| `{r.name}` | {r.sentence} | {r.mend} |" for r in RULES.values())
    assert list(listed) == list(RULES), f"the table in full:\n{wanted}"
    for rule in RULES.values():
        assert listed[rule.name] == [rule.sentence, rule.mend], f"the table in full:\n{wanted}"


def test_of_two_places_the_one_whose_speaker_nobody_names_does_not_count(
    check: Callable[..., PageResult],
) -> None:
    def speakers(text: str) -> list[tuple[str, ...]]:
        (checked,) = check(text, "two-places").checked
        return [tuple(p.name for p in place.speakers) for place in checked.trace.places]

    assert speakers("They hope to “have bread by June”.") == [()]
    assert speakers("They and Finch hope to “have bread by June”.") == [("Orla Finch",), ()]
