"""How sure values were said to be against how often they are right, counted by hand."""

import pytest

from pipeline.records import Box, Mention
from tests.eval.calibration import EDGES, calibration_error, measure_calibration
from tests.eval.outcomes import Outcome


def outcome(sure: float, right: bool) -> Outcome:
    box = Box(0, 0, 1, 1)
    return Outcome("phones", Mention("m", "l", "s", 1, "phone", "", "", box, sure, "", 0, 0), right)


@pytest.mark.parametrize(
    ("pairs", "error"),
    [
        ([], None),
        ([(1.0, True)], 0.0),
        ([(1.0, False)], 1.0),
        ([(0.0, False)], 0.0),
        ([(0.0, True)], 1.0),
        ([(0.9, True), (0.9, True)], 0.1),
        ([(0.75, True), (0.75, True), (0.75, True), (0.75, False)], 0.0),  # three of four, and so it was said
        ([(0.5, True), (0.5, False), (0.5, False), (0.5, False)], 0.25),  # one of four
        # |1.85 - 1| from 0.9 up, |0.45 - 1| between 0.2 and 0.3, over four
        ([(0.9, True), (0.95, False), (0.2, False), (0.25, True)], 0.35),
        ([(0.62, True), (0.68, False)], 0.15),  # in one range too sure and too unsure make up for each other: 0.3 / 2
        ([(0.55, True), (0.65, False)], 0.55),  # in two they do not: (0.45 + 0.65) / 2
        ([(0.95, True), (1.0, True)], 0.025),  # 1 lies in the last range
    ],
)
def test_the_error_is_the_mean_distance_in_ten_ranges(pairs: list[tuple[float, bool]], error: float | None) -> None:
    assert calibration_error(pairs) == pytest.approx(error)


def test_the_table_has_a_row_for_every_range() -> None:
    table = measure_calibration(
        [outcome(0.92, True), outcome(0.94, False), outcome(0.95, True), outcome(1.0, True), outcome(0.1, False)]
    )
    assert table["n"] == 5
    assert table["ece"] == pytest.approx((abs(0.92 + 0.94 + 0.95 + 1.0 - 3) + 0.1) / 5)
    rows = {row["from"]: row for row in table["ranges"]}
    assert [*rows] == list(EDGES[:-1])
    assert {low: row["n"] for low, row in rows.items()} == {0.0: 1, 0.5: 0, 0.7: 0, 0.8: 0, 0.9: 2, 0.95: 1, 0.98: 1}
    assert rows[0.9]["said"] == pytest.approx(0.93)
    assert rows[0.9]["right"] == 0.5  # the lower edge belongs to a range, the upper one to the next
    assert (rows[0.98]["said"], rows[0.98]["right"]) == (1.0, 1.0)
    assert (rows[0.7]["said"], rows[0.7]["right"]) == (None, None)


def test_no_values_have_no_error() -> None:
    table = measure_calibration([])
    assert (table["n"], table["ece"]) == (0, None)
    assert all(row["n"] == 0 for row in table["ranges"])
