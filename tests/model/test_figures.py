"""The table of figures: what it tells of pairs that no rule finds, how it is fitted, and what it may not be."""

from pathlib import Path

import numpy as np
import pytest

from pipeline.errors import RunError
from pipeline.findings import likeness
from tests.model.figures import fit, read_lines, read_pair, using


def test_what_the_table_is_sure_of_is_nearly_always_one_thing() -> None:
    pairs = [pair for line in read_lines()[:150] if (pair := read_pair(line)) and pair.may_be_one()]
    sure = [pair.same for pair in pairs if likeness.likeness(pair.kind, pair.one, pair.other) >= 0.85]
    assert len(sure) >= 20
    assert np.mean(sure) > 0.85


def test_a_few_pairs_are_fitted_and_told_apart_by_what_was_learnt() -> None:
    lines = [line for line in read_lines() if line.hand == "first"][:120]
    pairs = [pair for line in lines if (pair := read_pair(line))]
    with using(fit(lines, pairs), ["amount", "deadline"]):
        likely = [
            (pair.same, likeness.likeness(pair.kind, pair.one, pair.other)) for pair in pairs if pair.may_be_one()
        ]
    assert np.mean([sure for same, sure in likely if same]) > np.mean([sure for same, sure in likely if not same]) + 0.3


def test_every_line_is_a_pair_with_one_figure_a_side() -> None:
    lines = read_lines()
    assert {line.hand for line in lines} == {"first", "second", "third", "fourth", "fifth", "sixth", "seventh"}
    assert all(sentence.count("[") >= 1 <= sentence.count("]") for line in lines for _, sentence in line.sides)


def test_a_damaged_table_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = tmp_path / "figures.npz"
    damaged.write_bytes(likeness.MODEL.read_bytes()[:200])
    monkeypatch.setattr(likeness, "MODEL", damaged)
    with pytest.raises(RunError, match="is damaged: run from a whole checkout"):
        likeness.load_table.__wrapped__()
