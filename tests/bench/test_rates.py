"""Error rates, counted by hand."""

import pytest

from tests.bench.rates import rate_reading


@pytest.mark.parametrize(
    ("truth", "read", "cer", "wer", "ordered"),
    [
        ("le 13 mai", "le 13 mai", 0, 0, 0),
        ("le 13 mai", "le  13\n\nmai", 0, 0, 0),
        ("l'avis", "l’avis", 0, 0, 0),
        ("le 13 mai", "le 18 mai", 1 / 9, 1 / 3, 1 / 9),
        # the same words in another order: 9 characters must go and come in reading order, none in any order
        ("un deux", "deux un", 0, 0, 6 / 7),
        # «mai» and the space before it are lost
        ("le 13 mai", "le 13", 4 / 9, 1 / 3, 4 / 9),
        # noise counts too: «.» and its space
        ("le 13 mai", "le 13 mai .", 2 / 9, 1 / 3, 2 / 9),
        ("Fax : 04 65 71 92 11", "Fax: 0465719211", 0, 0, 0),
        ("mai", "", 1, 1, 1),
        ("", "", 0, 0, 0),
        # never more than all
        ("a", "mille et une nuits", 1, 1, 1),
    ],
)
def test_rates_are_those_counted_by_hand(truth: str, read: str, cer: float, wer: float, ordered: float) -> None:
    rates = rate_reading(truth, read)
    assert (rates.cer, rates.wer, rates.ordered_cer) == pytest.approx((cer, wer, ordered))


def test_a_word_is_paired_with_the_one_most_like_it() -> None:
    # «fevrier» with «février» (1 wrong), «l3» with «13» (1 wrong), of 10 characters
    assert rate_reading("13 février", "fevrier l3").cer == pytest.approx(2 / 10)
