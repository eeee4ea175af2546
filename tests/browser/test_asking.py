"""Did the op-ed say this? The answer on the page is the library's, and nobody else learns of it."""

import json
import random
import re
import tomllib
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from asked import ask
from publish.asking import MOST, data
from quotations.seed.read import read_source
from quotations.seed.source import Source
from shared import ROOT
from test_access import OPTIONS
from test_privacy import NOTHING, STORED
from visits import DESKTOP, PHONE, Visit

SCRIPT = ROOT / "scripts/theme/assets/javascripts/ask.js"
PUBLISHED = "assets/javascripts/ask.js"
ANSWER = """({ words, known, script }) => {
  const answer = new Function("data", "root", `"use strict"; ${script}; return answer;`)(known);
  const { text } = known;
  return words.map((asked) => {
    const found = answer(asked);
    const { kind, sentences = [], hits = [], left = [], changes = [], differs = [] } = found;
    const { between = [], also = [] } = found;
    return {
      kind, changes, differs, between, also, left_off: left,
      words: hits.map(({ start, end }) => text.slice(start, end)),
      sentences: sentences.map(([paragraph, number]) => [paragraph, number]),
    };
  });
}"""


@pytest.fixture(scope="module")
def op_ed() -> Source:
    return read_source(ROOT / "seeds" / "op-ed.txt")


def quoted_in_cases() -> Iterator[str]:
    """Yield what the cases of the check quote of the op-ed, true and false."""
    for path in sorted((ROOT / "tests/cases").glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            if "seed" not in case:
                yield from re.findall(r"“([^“”]+)”", case["page"])


def mutants(source: Source, count: int) -> Iterator[str]:
    """Yield slices of a text, most of them changed as readers and writers change them."""
    chosen = random.Random(11)
    text = source.text[source.paragraphs[0].start : source.paragraphs[-1].end]
    edges = [word.start() for word in re.finditer(r"\S+", text)]
    ends = [word.end() for word in re.finditer(r"\S+", text)]

    def slice_of(most: int) -> str:
        first = chosen.randrange(len(edges) - most)
        return text[edges[first] : ends[first + chosen.randrange(most)]]

    def omission(words: str) -> str:
        parts = words.split(" ")
        first = chosen.randrange(len(parts))
        last = chosen.randint(first, len(parts))
        gap = chosen.choice(["…", "[…]", "...", ". . . .", "([…])", "…."])
        return " ".join([*parts[:first], gap, *parts[last:]])

    def anywhere(words: str) -> str:
        at = chosen.randrange(len(words))
        mark = chosen.choice(["not ", "x", "", "’", "é", "e\u0301", "😀", "\u00ad"])
        return words[:at] + mark + words[at:]

    changes: list[Callable[[str], str]] = [
        lambda words: words,
        lambda words: words[:1].swapcase() + words[1:],
        lambda words: words.rstrip(".,”’?") + chosen.choice(["", ".", ",", "?", "!", ".”", "”."]),
        omission,
        lambda words: omission(omission(words)),
        lambda words: omission(words[:1].swapcase() + words[1:].rstrip(".,?") + "."),
        lambda words: " ".join(w for w in words.split(" ") if chosen.random() > 0.2),
        lambda words: " ".join(chosen.sample(words.split(" "), len(words.split(" ")))),
        lambda words: words.replace(" ", chosen.choice(["  ", "\n", "\u00a0", " \u2009"])),
        lambda words: f" “…{words} …”. ",
        lambda words: words[chosen.randrange(3) :],
        lambda words: words.upper(),
        anywhere,
        lambda words: f"[{words[:1].swapcase()}]{words[1:]}",
        lambda words: omission(f"[{words[:1]}]{words[1:].rstrip('.,?')}."),
        lambda words: f"{words} … {slice_of(6)}",
        lambda words: f"{words.rstrip('.,?')}.… {slice_of(3).capitalize()}",
        lambda words: f"{words} “nothing of the sort” was ever said by anybody",
    ]
    for number in range(count):
        yield changes[number % len(changes)](slice_of(chosen.choice([3, 6, 14, 40])))


def nasty() -> Iterator[str]:
    """Yield what no program thinks of: marks, letters, signs and numbers as they are pasted."""
    for left, right in ("“”", "„“", "«»", "‹›", "‘’", "''", '""', "「」", "❝❞", "``", "″″"):
        yield f"{left}Putin’s demands are clear{right}"
        yield f"the {left}power of the dollar{right}"
    yield from "a I i no not to e 5 U.S. U.S i.e. 85,000 85.000 85000 5,000 80 ' — 中 나 ß".split()
    for sign in "\u00ad\u200b\u200d\u2060\ufeff\u2028\x85\u3000\x00`´′_*":
        yield f"Putin{sign} would welcome"
        yield f"{sign}Put{sign}in would welcome"
    for words in ("Putin wo\u0301uld", "Zele\u0301nsky", "A\u030angstro\u0308m", "\u212aremlin"):
        yield from (
            words,
            unicodedata.normalize("NFC", words),
            unicodedata.normalize("NFKC", words),
        )
    for gap in (
        "...",
        "....",
        " . . . ",
        "[[…]]",
        "…… …",
        ".....",
        "⋯",
        "[snip]",
        "---",
        ".…",
        " . . . . .",
    ):
        yield f"He would insist{gap}Russia currently occupies"
        yield f"not yet fully controls{gap}This is a prospect"
    for gap in (" ", "\n", "\n\n", "  "):
        yield f"at Russia’s mercy.{gap}The first item"
    for dash in ("—", " — ", " - ", "--", "-", "–", " "):
        yield f"announcement{dash}only hubris"
        yield f"economic well{dash}being"
    yield from (
        "[putin] would",
        "[T]he First item",
        "[[t]]he first item",
        "[i].e. a fraction",
        "[]",
    )
    yield from ("ıt goes without", "İt goes without", "ſhe first item", "eU’s top diplomat", "KYIV")
    yield from (
        "who can tell",
        "who can tell.",
        "who can tell!",
        "Would Trump agree.",
        "&quot;Putin",
    )
    yield from (
        "__proto__",
        "constructor",
        "toString",
        "$&",
        "${text}",
        "(?:",
        "\\u0041",
        "<b>Putin",
    )


def differences(page: Page, source: Source, words: list[str]) -> tuple[list[str], dict[str, int]]:
    """Ask the library and the script; return where they differ, and how often each answer came."""
    known = json.loads(data(source, {}, ""))
    script = SCRIPT.read_text(encoding="utf-8")
    told = page.evaluate(ANSWER, {"words": words, "known": known, "script": script})
    found, kinds = [], dict[str, int]()
    for asked, other in zip(words, told, strict=True):
        own = json.loads(json.dumps(asdict(ask(asked, source))))
        kinds[own["kind"]] = kinds.get(own["kind"], 0) + 1
        if own != other:
            found.append(f"{asked!r}:\n  library {own}\n  script  {other}")
    return found, kinds


def test_the_script_answers_as_the_library_does(visit: Callable[..., Visit], op_ed: Source) -> None:
    page = visit("about:blank").page
    words = [
        *quoted_in_cases(),
        *mutants(op_ed, 600),
        *nasty(),
        "",
        " … ",
        "😀" * MOST,
        "😀" * (MOST + 1),
    ]
    found, kinds = differences(page, op_ed, words)
    assert not found, f"{len(found)} of {len(words)}\n" + "\n".join(found[:10])
    assert kinds["long"] == 1 and kinds["none"] > 50
    assert all(kinds[kind] > 100 for kind in ("exact", "changed", "near")), kinds


def answered(page: Page, words: str) -> str:
    """Type words, ask, and return the answer as shown."""
    page.locator("#words").fill(words)
    page.locator(".ask button").click()
    page.locator(".ask .verdict").wait_for()
    return page.locator(".ask [role=status]").inner_text()


SAID = [
    ("a prospect Zelensky has repeatedly rejected", "Yes, word for word."),
    ("“Would Trump agree?”", "Yes, word for word."),
    ("Putin would ever agree", "Careful: it leaves off ‘doubtful’."),
    ("There is … reason why he should", "Careful: it leaves off ‘no’."),
    ("agree … to meaningless guarantees", "Careful: it leaves off ‘likely’ and ‘only’."),
    ("Trump agree to such a framework.", "Careful: the op-ed asks this"),
    ("the removal of Zelensky.", "Yes, except for the full stop or comma at the end."),
    (
        "Recounting how … exchanging visits.",
        "first letter, the full stop or comma at the end and words left out.",
    ),
    ("the time has come", "Whose words: the Russian readout."),
    ("discussed “the power of the dollar", "Whose words: the author and Donald Trump."),
    (
        "He will insist on keeping all the territories",
        "does not have: will; it has more words in between: would.",
    ),
    ("putin would welcome reprieve", "same words; only capital letters, punctuation"),
    ("Putin would agree only to meaningless", "sentence has more words in between: likely."),
    (
        "Putin would agree to future guarantees",
        "have: future; it has more words in between: likely",
    ),
    ("Would Trump agree", "in other places too: ¶11."),
    ("Putin", "in other places too: ¶2, ¶4, ¶5"),
    ("territories the all keeping on insist would", "in another order"),
    ("A recipe for bread", "Not the op-ed’s: no sentence of it is near these words."),
    (
        "It would be a return. Putin will seek relief. Trump has some advantages. Who can tell?",
        "several sentences, look them up one at a time.",
    ),
    ("Would Trump agree? Yes", "several sentences, look them up one at a time."),
    ("?!", "Not the op-ed’s"),
]


def test_the_page_tells_a_reader_what_the_op_ed_said(
    visit: Callable[..., Visit], base: str
) -> None:
    page = visit(base + "check/").page
    told = {words: answered(page, words) for words, _ in SAID}
    wrong = {words: told[words] for words, said in SAID if said not in told[words]}
    assert not wrong


def test_what_an_answer_leaves_off_comes_first_and_the_sentence_is_shown_marked_and_cited(
    visit: Callable[..., Visit], base: str
) -> None:
    page = visit(base + "check/#did-it-say").page
    before = page.evaluate("scrollY")
    answered(page, "Putin would ever agree … to enforce")
    lines = page.locator(".ask [role=status] > *").all_inner_texts()
    assert lines[0] == "Careful: it leaves off ‘doubtful’."
    assert page.locator(".ask mark").all_inner_texts() == ["Putin would ever agree", "to enforce"]
    sentence = page.locator(".ask blockquote").inner_text()
    assert sentence.startswith("For that reason") and sentence.endswith("the agreement.")
    assert page.locator(".ask .citation").input_value() == (
        f"“{sentence}” — Sergey Radchenko (as we infer), The Moscow Times, 13 February 2025, ¶9"
    )
    assert page.evaluate("scrollY") == before
    page.locator(".ask [role=status] a").click()
    page.wait_for_url("**/edition/demands/neutrality/#p9-3")
    assert page.locator(":target").inner_text().startswith(sentence[:40])


def test_a_citation_marks_the_sentences_that_it_leaves_out_and_no_others(
    visit: Callable[..., Visit], base: str
) -> None:
    page = visit(base + "check/").page
    cited = page.locator(".ask .citation")
    answered(page, "He would insist … some months ago")
    assert "yet fully controls. […] It goes without" in cited.input_value()
    assert cited.input_value().endswith(", ¶7")
    answered(page, "national glory. Given what we know")
    assert "national glory. Given what we know" in cited.input_value()
    assert cited.input_value().endswith(", ¶15 and ¶16")


def test_an_answer_goes_when_the_words_it_is_to_change(
    visit: Callable[..., Visit], base: str
) -> None:
    page = visit(base + "check/", viewport=PHONE).page
    assert "word for word" in answered(page, "Putin would welcome reprieve.")
    before = page.evaluate("scrollY")
    page.locator("#words").press_sequentially(" Never")
    assert page.locator(".ask [role=status]").inner_text() == ""
    assert page.evaluate("scrollY") == before


def test_every_sentence_has_the_address_that_an_answer_gives_it(site: Path, op_ed: Source) -> None:
    known = json.loads(
        re.findall(r"const data = (.*);\n", (site / PUBLISHED).read_text("utf-8"))[0]
    )
    assert len(known["sentences"]) > 50
    for paragraph, number, *_ in known["sentences"]:
        page = (site / known["homes"][str(paragraph)] / "index.html").read_text("utf-8")
        assert f'id="p{paragraph}-{number}"' in page


def test_markup_that_is_typed_stays_text(visit: Callable[..., Visit], base: str) -> None:
    seen = visit(base + "check/")
    markup = "<img src=x onerror=alert(1)>Putin would relish a <b>summit</b> with Trump"
    assert "does not have: img, src" in answered(seen.page, markup)
    assert seen.page.locator(".ask :is(img, b, script)").count() == 0
    assert seen.errors == [] and seen.failed == []


def test_nothing_is_fetched_before_the_field_is_used_and_nothing_stored_or_sent_after(
    visit: Callable[..., Visit], base: str
) -> None:
    seen = visit(base + "check/", viewport=PHONE)
    seen.page.wait_for_timeout(300)
    assert base + PUBLISHED not in seen.requests
    before = len(seen.requests)
    assert "word for word" in answered(seen.page, "Putin would welcome reprieve.")
    answered(seen.page, "something else altogether")
    assert seen.requests[before:] == [base + PUBLISHED]
    assert seen.page.evaluate(STORED) == NOTHING
    assert seen.page.url == base + "check/"
    assert seen.errors == []


# How many milliseconds an answer takes. It is given in steps that nothing else comes between.
TAKES = """async (words) => {
  document.querySelector("#words").value = words;
  const begun = performance.now();
  document.querySelector(".ask").requestSubmit();
  await new Promise((answered) => setTimeout(answered));
  return performance.now() - begun;
}"""


def test_a_pasted_page_is_answered_within_a_second(visit: Callable[..., Visit], base: str) -> None:
    page = visit(base + "check/").page
    answered(page, "to fetch the script")
    for words in ("word … " * 15_000, "“a " * 33_000, ("the … " * 400)[:MOST], "… x" * 600):
        assert page.evaluate(TAKES, words) < 1000
        assert (len(words) > MOST) == (
            "sentence at a time" in page.locator(".verdict").inner_text()
        )


def test_the_field_takes_no_more_than_what_is_surely_too_long(
    visit: Callable[..., Visit], base: str
) -> None:
    page = visit(base + "check/").page
    for sign in "x😀":  # a browser takes seconds to lay out a word of 100,000 letters
        page.locator("#words").fill("")
        page.locator("#words").focus()
        page.keyboard.insert_text(sign * 100_000)
        taken = page.locator("#words").input_value()
        assert MOST < len(taken) <= 2 * MOST + 2
        assert "sentence at a time" in answered(page, taken)


def test_the_offline_copy_answers_and_leads_on(
    visit: Callable[..., Visit], site: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(site / "putins-demands-annotated.zip") as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / "putins-demands-annotated"
    seen = visit((folder / "check/index.html").as_uri())
    assert "word for word" in answered(seen.page, "Putin would welcome reprieve.")
    seen.page.locator(".ask [role=status] a").click()
    seen.page.locator(":target").wait_for()
    assert seen.page.url == (folder / "demands/sanctions/index.html").as_uri() + "#p15-3"
    assert seen.errors == []
    page = visit((folder / "index.html").as_uri()).page
    assert nothing_found(page) == (folder / "check/index.html").as_uri() + "#did-it-say"


@pytest.mark.parametrize("script", [None, "const answer = ;"], ids=["not there", "broken"])
def test_where_the_script_does_not_arrive_that_is_told(
    visit: Callable[..., Visit], base: str, script: str | None
) -> None:
    page = visit(base + "check/").page
    given = {"status": 404} if script is None else {"body": script}
    page.route("**/ask.js", lambda route: route.fulfill(**given))
    page.locator("#words").fill("Putin would welcome reprieve.")
    page.locator(".ask button").click()
    page.get_by_text("No answer yet").wait_for()


def test_a_search_that_finds_nothing_leads_to_the_field_without_the_words(
    visit: Callable[..., Visit], base: str
) -> None:
    seen = visit(base + "demands/territory/")
    page = seen.page
    # What is found first is asked on the page one starts from: a page reached by a link to one of
    # its places closes the search an eighth of a second after it has loaded.
    page.locator(".md-search__input").press_sequentially("sanctions")
    page.locator(".md-search-result__link").first.wait_for()
    assert page.locator(".md-search-result .nothing-found").count() == 0
    page.locator(".md-search__input").fill("")
    assert nothing_found(page) == base + "check/#did-it-say"
    for keys in (["ArrowDown", "Enter"], ["Enter"]):
        page.goto(base)
        nothing_found(page)
        for key in keys:
            page.keyboard.press(key)
        page.wait_for_url("**/edition/check/#did-it-say")
    assert seen.errors == []


def nothing_found(page: Page) -> str:
    """Search for what is nowhere; return where the link leads."""
    page.locator(".md-search__input").press_sequentially("xyzzyx")
    link = page.locator(".md-search-result .nothing-found")
    link.wait_for()
    return str(link.evaluate("link => link.href"))


def test_without_a_script_there_is_no_field(visit: Callable[..., Visit], base: str) -> None:
    page = visit(base + "check/", java_script_enabled=False).page
    assert page.locator("form.ask").count() == 1
    assert not page.locator("form.ask").is_visible()
    assert page.get_by_text("scripts are off").is_visible()
    page = visit(base + "check/").page
    assert page.get_by_text("fair to their sentence, which is why").is_visible()
    assert not page.get_by_text("scripts are off").is_visible()


def test_an_answer_is_announced_reached_by_keyboard_and_clean(
    visit: Callable[..., Visit], base: str
) -> None:
    for viewport, scheme in ((DESKTOP, "light"), (PHONE, "dark")):
        page = visit(base + "check/", viewport=viewport, color_scheme=scheme).page
        page.locator("#words").focus()
        page.keyboard.insert_text("Putin would ever agree")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.locator(".ask .careful").wait_for()
        assert page.evaluate("document.activeElement.tagName") == "BUTTON"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.hash") == "#p9-3"
        found = Axe().run(page, ".ask", options=OPTIONS).response["violations"]
        assert [(one["id"], node["html"]) for one in found for node in one["nodes"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        shape = page.locator(".careful").evaluate(
            "line => getComputedStyle(line).borderLeftStyle"
            " + getComputedStyle(line, '::before').content"
        )
        assert "double" in shape and "▲" in shape
