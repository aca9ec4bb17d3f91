"""The pairs of letters that measure the checks: whole, of both splits, and counted as they are told."""

import pytest

from tests.eval.letter_pairs import CHECKS, FOLDER, tell
from tests.model.encoder_letters import LetterPair, read_letter_pairs

_SPLITS = {split: read_letter_pairs(FOLDER / split) for split in ("dev", "test")}
_ONE = LetterPair(
    "hand",
    "two-limits",
    ["Votre dossier", "Votre dossier"],
    [["Renvoyez le formulaire [avant le 12 mai]."], ["Renvoyez le formulaire [avant le 30 mai]."]],
)


@pytest.mark.parametrize("split", _SPLITS)
def test_half_of_them_are_consistent_and_every_check_has_some(split: str) -> None:
    pairs = _SPLITS[split]
    assert len({(pair.hand, pair.name) for pair in pairs}) == len(pairs)
    assert 0.4 < sum(not pair.told for pair in pairs) / len(pairs) < 0.6
    assert {question for pair in pairs for question, _, _ in pair.told} == set(CHECKS)


def test_no_hand_is_one_that_the_network_was_fitted_on() -> None:
    fitted = {pair.hand for pair in read_letter_pairs()}
    assert fitted.isdisjoint(pair.hand for pairs in _SPLITS.values() for pair in pairs)


@pytest.mark.parametrize("told", [{("deadline", 0, 0)}, set()], ids=["there", "not there"])
def test_what_a_check_says_is_right_only_where_it_is_true(told: set[tuple[str, int, int]]) -> None:
    pair = LetterPair(_ONE.hand, _ONE.name, _ONE.subjects, _ONE.sentences, told)  # type: ignore[arg-type]
    (said,) = [one for one in tell([pair]) if one.check == CHECKS["deadline"]]
    assert said.true is bool(told)
    assert said.message is not None
    assert "12 mai" in said.message or "12/05" in said.message
