"""The fit, on findings counted by hand: calibrated, never the wrong way round, and the same twice."""

import pytest

from pipeline.mentions.found import Found
from pipeline.mentions.trust import MARKS, Marks, Trust
from tests.model.__main__ import Passing, choose_review
from tests.model.fit import Sample, fit_trust


def _samples() -> list[Sample]:
    """Of 100 phones read well 98 are right, of 100 read badly 60; for places it makes no difference: 90 are."""
    samples = []
    for least, phones, places in ((0.95, 98, 90), (0.4, 60, 90)):
        marks = Marks(0.9, 0.9, least, 0.9, 0.0)
        samples += [Sample("phone", True, marks, n < phones) for n in range(100)]
        samples += [Sample("place", False, marks, n < places) for n in range(100)]
    return samples


def _trust() -> Trust:
    table = fit_trust(_samples())
    figures, words = (tuple(table["weights"][name][mark] for mark in MARKS) for name in ("figures", "words"))  # type: ignore[index]
    return Trust(figures, words, table["bias"], 0.9)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "least", "share"),
    [
        (Found("phone", 0, 1, "1014", 0.9), 0.95, 0.98),
        (Found("phone", 0, 1, "1014", 0.9), 0.4, 0.60),
        (Found("place", 0, 1, "Lille", 0.9), 0.95, 0.90),
        (Found("place", 0, 1, "Lille", 0.9), 0.4, 0.90),
    ],
)
def test_a_confidence_is_the_share_that_was_right(found: Found, least: float, share: float) -> None:
    assert _trust().rate(found, Marks(0.9, 0.9, least, 0.9, 0.0)) == pytest.approx(share, abs=0.03)


def test_what_is_read_better_and_yet_wrong_more_often_gets_no_weight() -> None:
    turned = [Sample(s.key, s.figure, s.marks, not s.right) for s in _samples()]
    assert fit_trust(turned)["weights"]["figures"]["least"] == 0.0  # type: ignore[index]


def test_the_same_letters_give_the_same_table() -> None:
    assert fit_trust(_samples()) == fit_trust(_samples())


def test_the_threshold_holds_back_the_wrong_and_lets_enough_pass() -> None:
    right = [Passing(0.95, held_back=False, wrong=0, fields=20)] * 90
    wrong = [Passing(0.70, held_back=False, wrong=2, fields=20)] * 10
    assert choose_review([*right, *wrong]) == (0.71, 0.9, 1.0)
    # holding back more than 12 in 100 is no choice: a little is let through
    many = [Passing(0.70, held_back=False, wrong=2, fields=20)] * 20
    threshold, passed, share = choose_review([*right, *many])
    assert (threshold, passed) == (0.0, 1.0)
    assert share == pytest.approx(1 - 40 / 2200)
