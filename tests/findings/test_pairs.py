"""Pairs of letters in many wordings, read by the rules: which contradict or repeat each other, and which do not."""

import pytest

from tests.findings.read_pairs import Pair, checks_that_fire, load_pairs


@pytest.mark.parametrize("pair", load_pairs(), ids=lambda pair: f"{pair.check}: {pair.first} / {pair.second}")
def test_fires_on_what_contradicts_and_on_nothing_else(pair: Pair) -> None:
    assert (pair.check in checks_that_fire(pair)) is pair.fires
