"""Whole letters that say a thing once and in passing, read by the rules: which contradict or repeat each other."""

from pathlib import Path
from typing import Final

import pytest
import yaml

from tests.findings.read_pairs import Pair, checks_that_fire

_FOLDER: Final = Path(__file__).parent / "whole_letters"
_PAIRS: Final = [
    Pair(path.stem, fires == "fires", held["days"], *held["letters"])
    for path in sorted(_FOLDER.glob("*.yaml"))
    for fires, mailings in yaml.safe_load(path.read_text("utf-8")).items()
    for held in mailings
]


@pytest.mark.parametrize("pair", _PAIRS, ids=lambda pair: f"{pair.check}: {pair.first.partition('|')[0]}")
def test_fires_on_what_is_said_in_passing(pair: Pair) -> None:
    assert (pair.check in checks_that_fire(pair)) is pair.fires
