"""What the library answers to words that a reader has seen somewhere."""

import json
import re
from itertools import combinations
from typing import Any

import pytest

from asked import ask
from publish.asking import MOST, data, script
from quotations.seed.source import Source
from quotations.text.words import WORD
from shared import ROOT

ASK = ROOT / "scripts/theme/assets/javascripts/ask.js"
CASES: list[tuple[str, str, dict[str, Any]]] = [
    # Word for word, whatever its typography and its outer marks.
    ("Putin would welcome reprieve.", "exact", {"sentences": ((15, 3),)}),
    (" “… Putin would  welcome reprieve …”. ", "exact", {"sentences": ((15, 3),)}),
    ("Putin’s demands", "exact", {"words": ("Putin's demands",)}),
    ("Putin's demands", "exact", {"words": ("Putin's demands",)}),
    # More than one sentence, and over the end of a paragraph: all of them are shown.
    ("would fail. What would such an agreement", "exact", {"sentences": ((6, 1), (6, 2))}),
    ("over the heads of Europe", "exact", {"sentences": ((17, 2),)}),
    ("from Putin. As for", "near", {"differs": ("As",)}),
    ("of national glory. Given what we know", "exact", {"sentences": ((15, 5), (16, 1))}),
    ("of national glory.\n\nGiven what we know", "exact", {"sentences": ((15, 5), (16, 1))}),
    # What was changed is named.
    ("the first item on Putin’s wish list", "changed", {"changes": ("letter",)}),
    ("(Including by Ukraine)", "changed", {"changes": ("letter",)}),
    ("Putin would welcome reprieve,", "changed", {"changes": ("stop",)}),
    ("the removal of Zelensky.", "changed", {"changes": ("stop",), "left_off": ("almost",)}),
    ("He would insist … Russia currently occupies", "changed", {"changes": ("omission",)}),
    (
        "he would insist […] Russia currently occupies.",
        "changed",
        {
            "changes": ("letter", "stop", "omission"),
            "words": ("He would insist", "Russia currently occupies"),
        },
    ),
    ("Russia.… This", "changed", {"words": ("Russia", "this")}),  # This is in other paragraphs
    ("putin would welcome reprieve", "near", {"differs": (), "between": ()}),
    # A bracket around a first letter is an editor's; any other stands as it is.
    ("[t]he first item on Putin’s wish list", "changed", {"changes": ("letter",)}),
    ("[T]he territories Russia", "changed", {"words": ("the territories Russia",)}),
    ("[T]he first item", "changed", {"changes": ("letter",)}),
    ("He would insist … [r]ussia currently", "near", {}),
    (
        "repeatedly rejected. … [T]hat Ukraine would be asked",
        "changed",
        {"changes": ("letter", "omission")},
    ),
    ("[p]utin would welcome reprieve", "near", {}),
    ("Putin [w]ould welcome reprieve", "near", {}),
    ("Putin [Vladimir] would welcome reprieve", "near", {}),
    # What is left off: before the words, in an omission, behind them, by a stop, by a question.
    ("Putin would ever agree", "exact", {"left_off": ("doubtful",)}),
    ("a European peacekeeping contingent", "exact", {"left_off": ()}),
    # A hedge is no less than a word that turns; before a phrase, three words count.
    ("agree only to meaningless guarantees", "exact", {"left_off": ("likely",)}),
    ("to meaningless guarantees", "exact", {"left_off": ("likely", "only")}),
    ("require the removal of Zelensky from power", "exact", {"left_off": ("almost",)}),
    ("the summit would fail", "exact", {"left_off": ("else",)}),
    # Behind its clause, a sentence’s “if” still limits; its other words do not.
    ("it would amount to a betrayal", "exact", {"left_off": ("if",)}),
    ("would leave Ukraine adrift", "exact", {"left_off": ("if",)}),
    ("nor is there any indication", "exact", {"left_off": ()}),
    ("it is still under serious strain", "exact", {"left_off": ()}),
    ("the weary Europeans", "exact", {"left_off": ()}),
    ("conquer but to control Ukraine", "exact", {"left_off": ()}),
    ("There is … reason why he should", "changed", {"left_off": ("no",)}),
    ("Putin would … agree only", "changed", {"left_off": ("likely",)}),
    ("the territories Russia … fully controls", "changed", {"left_off": ("not",)}),
    ("He would insist … some months ago", "changed", {"left_off": ("not", "rejected", "dubious")}),
    ("The Russian readout … that Putin", "changed", {"left_off": ("claimed",)}),
    ("The Russian readout … the time has come", "changed", {"left_off": ("claimed", "view")}),
    ("Trump agree to such a framework", "exact", {"left_off": ("?",)}),
    ("Would Trump agree to such a framework?", "exact", {"left_off": ()}),
    # Near, with the words that differ; and nothing near.
    (
        "He will insist on keeping all the territories",
        "near",
        {"sentences": ((7, 2),), "differs": ("will",)},
    ),
    ("insist would He", "near", {"differs": (), "between": None}),
    ("Putin would agree to meaningless guarantees", "near", {"between": ("likely", "only")}),
    (
        "Putin would surely agree only to meaningless guarantees",
        "near",
        {"differs": ("surely",), "between": ("likely",)},
    ),
    # What stands in more than one place is shown where least is left off, and told of the others.
    ("inform", "exact", {"sentences": ((4, 1),), "also": (16,)}),
    ("Would Trump agree", "exact", {"sentences": ((10, 1),), "also": (11,)}),
    ("She sold bread on Mondays", "none", {}),
    ("", "none", {}),
    (" ?! … ", "none", {}),
    ("a" * MOST, "none", {}),
    ("a" * (MOST + 1), "long", {}),
]


@pytest.mark.parametrize(
    ("words", "kind", "known"), CASES, ids=[f"{n}: {case[0][:40]}" for n, case in enumerate(CASES)]
)
def test_the_answer(op_ed: Source, words: str, kind: str, known: dict[str, Any]) -> None:
    answer = ask(words, op_ed)
    assert answer.kind == kind, answer
    assert {name: getattr(answer, name) for name in known} == known


def test_an_omission_hides_what_the_check_says_it_hides(op_ed: Source) -> None:
    told = 0
    paragraphs = op_ed.folded.split("\n")
    for paragraph in (paragraphs[number - 1] for number in (7, 9, 14)):
        for one, other in combinations(re.finditer(r"[\w']+(?: [\w']+){3}", paragraph), 2):
            hidden = op_ed.language.turning_word(
                paragraph[one.end() : other.start()], op_ed.language.weighing
            )
            answer = ask(f"{one[0]} … {other[0]}", op_ed)
            if answer.kind == "changed" and hidden:  # else a hyphen stands right beside it
                assert hidden in answer.left_off, answer
                told += 1
    assert told > 50


def test_phrases_that_turn_nothing_are_no_loss(op_ed: Source) -> None:
    assert ask("Putin’s desire … to conquer but to control", op_ed).left_off == ()
    assert ask("repeatedly rejected. … that Ukraine would be asked", op_ed).left_off == ()
    assert ask("repeatedly rejected. It goes … saying", op_ed).left_off == ("without",)


def test_what_the_browser_is_given_is_the_text_s_and_keeps_its_names_to_itself(
    op_ed: Source,
) -> None:
    written = data(op_ed, {7: "demands/territory/"}, "A <b>cite</b>")
    known = json.loads(written)
    assert known["homes"] == {"7": "demands/territory/"} and known["cite"] == "A <b>cite</b>"
    for _, _, start, end, text in known["sentences"]:
        assert len(known["text"][start:end]) <= len(text)
    for word in WORD.finditer(op_ed.folded):
        names = [name for start, end, name in known["voices"] if start < word.end() <= end]
        said = op_ed.spans_in(*op_ed.origin(*word.span()))
        assert names == ([span.speaker.name for span in said] or ["the author"])
    assert ASK.read_text(encoding="utf-8").count("\n") <= 150
    made = script("const answer = 1;\n", written)
    assert made.startswith('"use strict";{\nconst data = {"text"') and made.endswith("}\n")
    assert "const root = " in made.partition("const answer")[0]
