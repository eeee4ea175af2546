"""The check can fail: no changed quotation passes. `scripts/mutate.py` tries every change."""

import pytest

import mutate

EVERY = 29  # of the changes of each kind, one in so many is tried


def test_every_mutant_tried_is_caught_and_every_kind_of_change_is_tried() -> None:
    trial = mutate.run(EVERY)
    assert trial.survivors == []
    assert trial.counted.total() > 2000
    tried = set(trial.counted)
    assert tried == {*trial.offered, "given to another speaker"}
    assert len(tried) >= 26


def test_a_check_that_lets_something_through_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the trial proves: blind the check to the shape of letters, and it reports it."""
    from quotations import match

    real = match.folded_text
    monkeypatch.setattr(match, "folded_text", lambda text: real(text.replace("\u200b", "")))
    survivors = mutate.run(5 * EVERY).survivors
    assert {kind for kind, _, _ in survivors} == {"a character hidden"}


@pytest.mark.parametrize(
    ("text", "quotable"),
    [
        ("He would insist", True),
        ("he would insist,", True),
        ("concessions from the United States -- concessions", False),
        ("He would demand", False),
        ("insist on keep", False),
        ("any such a deal [sic] behind", True),
        ("behind [sic] any such a deal", False),
    ],
)
def test_what_is_in_the_op_ed_after_all_is_no_mutant(text: str, quotable: bool) -> None:
    trial = mutate.Trial(mutate.source.read(mutate.ROOT / "seeds"))
    assert mutate.is_quotable(text, trial.paragraphs) is quotable
