"""Which marks open and close a quotation, in one run of text."""

import pytest

from quotations.text.marks import pair

# A text, and what is quoted in it.
QUOTED = {
    "a “b” c": ["b"],
    'a "b" c "d"': ["b", "d"],
    "«a» »b« „c“ „d” ‹e› 「f」『g』〝h〟": list("abcdefgh"),
    "“a ‘b’ c” “d “e” f”": ["a ‘b’ c", "d “e” f"],
    "It says ‘a b’s c’.": ["a b’s c"],
    "'yes' and 'no'": ["yes", "no"],
    "'his bosses' plan' and 'b'": ["his bosses' plan", "b"],
    "‚his plan‘ and ‚a‘": ["his plan", "a"],
    "’a’ and c‘b’": ["a", "b"],
    "It’s the ’90s, the readers’ choice, rock ’n’ roll, ’tis": [],
    "It's the '90s, the readers' choice, rock 'n' roll, 'tis": [],
    "Talks in ‘22 and the allies’ fears": [],
    "Of ‘22 troops’, there": ["22 troops"],
    "‘Tis the “a” of it": ["a"],
    'A 5" disk, a 5½" one, a 10⅔″ board and "1945" and 6" more': ["1945"],
    "5′ 10″ tall, 6' by 4'": [],
    "Hawaiʻi, Hawai‘i": [],
    "a '[b] c' and '(d) e'": ["[b] c", "(d) e"],
}


@pytest.mark.parametrize(("text", "quoted"), QUOTED.items(), ids=QUOTED)
def test_marks_are_paired(text: str, quoted: list[str]) -> None:
    found = pair(text)
    assert [text[start + 1 : end] for start, end in found.pairs] == quoted
    assert not found.unopened
    assert found.unclosed is None


@pytest.mark.parametrize(
    ("text", "unopened", "unclosed"),
    [
        ("a “b", [], 2),
        ('a "b', [], 2),
        ("a ‘b", [], 2),
        ("a” b", [1], None),
        ("a» b", [], 1),
        ("“a” ”", [4], None),
        ("5’ 10” tall", [5], None),
        ("ˮaˮ", [0, 2], None),
        ("“a ‘b” c’ d “e", [], 12),
    ],
)
def test_a_mark_without_its_partner_is_told(
    text: str, unopened: list[int], unclosed: int | None
) -> None:
    found = pair(text)
    assert found.unopened == unopened
    assert found.unclosed == unclosed


def test_time_grows_with_the_text_alone() -> None:
    assert len(pair("'a' " * 20_000).pairs) == 20_000
    assert pair("‘" * 20_000).unclosed == 0
