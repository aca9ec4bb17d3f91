"""What one misread figure makes of two letters that say the same."""

import random

import pytest

from tests.eval.doubt import KINDS, Read, misread, says, weigh

_UNSURE, _SURE = 0.3, 0.99


@pytest.mark.parametrize("check", KINDS)
def test_a_sure_difference_is_told_and_an_unsure_one_doubted(check: str) -> None:
    draw, _ = KINDS[check]
    one, other = {"conflicting_amount": ("300", "485"), "scattered_contacts": ("+33494123456", "+33494786512")}.get(
        check, ("17/03/2015", "26/03/2015") if "dates" in check else ("14", "28")
    )
    assert says(check, (one, other), (_SURE, _SURE)) == check.split()[0]
    assert says(check, (one, other), (_SURE, _UNSURE)) == "cannot_tell"
    assert says(check, (one, one), (_SURE, _UNSURE)) is None
    assert draw(random.Random(1)) == draw(random.Random(1))


@pytest.mark.parametrize("value", ["300", "17/03/2015", "+33494123456", "14"])
def test_one_figure_is_misread(value: str) -> None:
    read = misread(value, random.Random(3))
    assert len(read) == len(value)
    assert sum(a != b for a, b in zip(value, read, strict=True)) == 1


def test_a_higher_limit_tells_less_of_both() -> None:
    low, high = weigh(Read((0.99, 0.8), (0.6, 0.9)), (0.5, 0.95), 3, 1)
    assert low.untrue >= high.untrue
    assert low.told > high.told
    assert high.lost > low.lost == 0
