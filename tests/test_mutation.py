"""The check can fail: no changed quotation passes. `scripts/proof/mutate.py` tries every change."""

import pytest

from proof import mutants, mutate
from quotations.seed.read import read

EVERY = 97  # of the changes of each kind, one in so many is tried


def test_every_mutant_tried_is_caught_and_every_kind_of_change_is_tried() -> None:
    trial = mutate.run(EVERY)
    assert trial.survivors == []
    assert trial.counted.total() > 1000
    assert set(trial.counted) == {*trial.offered, mutate.SPEAKERS}
    assert len(trial.counted) >= 34


def test_a_check_that_lets_something_through_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the trial proves: blind the check to what nobody can see, and it reports it."""
    from quotations.trace import trace

    real = trace.folded_text
    monkeypatch.setattr(trace, "deceptive", lambda *arguments: iter(()))
    monkeypatch.setattr(trace, "folded_text", lambda text: real(text.replace("\u200b", "")))
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
    trial = mutate.Trial(read(mutate.ROOT / "seeds"))
    assert mutants.is_quotable(text, trial.paragraphs) is quotable


@pytest.mark.parametrize(
    ("text", "kind", "changed"),
    [
        ("There was little strength", "an omission hides", "There was […] strength"),
        ("He is clear at last", "a bracket denies", "He is [barely] clear at last"),
        ("It is doubtful that he agrees", "a beginning behind", "he agrees"),
        ("He would agree, but not now", "a closing stop leaves off", None),
        ("He would agree only to a few", "a closing stop leaves off", "He would agree."),
        ("Would he ever agree to it all so soon?", "words from inside", "ever agree to it all"),
        ("Why? He left.", "words from inside", None),
        ("back to 85,000 troops", "a number cut in front", "000 troops"),
        ("the -0.42 points", "a number cut in front", "0.42 points"),
        ("at 12:30 today", "a number cut behind", "at 12"),
        ("by 1 000 000 euros", "a number cut in front", "000 euros"),
        ("the 80th year", "a number cut behind", "the 80"),
        ("so Putin would", "a name lowered", "putin would"),
    ],
)
def test_a_quotation_is_changed_so(text: str, kind: str, changed: str | None) -> None:
    given = mutants.Words("war", (), (), lambda text: True)
    found = [m.text for m in mutants.mutants(text, given) if m.kind.startswith(kind)]
    assert changed in found if changed else not found
