"""Folding: typography and nothing else, with a map back."""

import pytest

from quotations.fold import fold, folded_text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“a”", '"a"'),
        ("‘a’", "“a”"),
        ("« a »", "“ a ”"),
        ("Russia’s", "Russia's"),
        ("a — b", "a--b"),
        ("a --- b", "a–b"),
        ("co‑operate", "co-operate"),
        ("ne\u00adgo\u00adtiate", "negotiate"),
        ("a\u00a0b", "a\n  b"),
        ("a … b", "a...b"),
        ("a [. . .] b", "a […] b"),
        ("a. … b", "a. . . . b"),
        ("cafe\u0301", "café"),
    ],
)
def test_what_is_only_typography_folds_alike(one: str, other: str) -> None:
    assert folded_text(one) == folded_text(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Russia", "russia"),
        ("85,000", "85.000"),
        ("a, b", "a b"),
        ("a-b", "a—b"),
        ("well being", "well-being"),
        ("café", "cafe"),
        ("a b", "b a"),
        ("1", "l"),
    ],
)
def test_what_is_more_than_typography_stays_apart(one: str, other: str) -> None:
    assert folded_text(one) != folded_text(other)


@pytest.mark.parametrize("text", ["a — “b” …  c", "e\u0301\u00ad [ [...] ] x", "‐‐ - -- .  . . ."])
def test_folding_twice_is_folding_once_and_offsets_lead_back(text: str) -> None:
    folded = fold(text)
    assert folded.text == folded_text(text) == folded_text(folded.text)
    assert len(folded.starts) == len(folded.ends) == len(folded.text)
    assert list(folded.starts) == sorted(folded.starts)
    for character, start, end in zip(folded.text, folded.starts, folded.ends, strict=True):
        assert 0 <= start < end <= len(text)
        assert character in folded_text(text[start:end])
