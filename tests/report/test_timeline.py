"""Where letters and limits lie on the time line, and what is written beside them."""

import datetime as dt
from itertools import pairwise

import pytest

from pipeline.records import Deadline, LetterRow
from pipeline.report.axis import DOT, lay_axis
from pipeline.report.timeline import LEFT, WIDTH, Timeline, draw_timeline
from pipeline.report.tongue import FRENCH, tongue_of
from tests.report.orange import letter, orange_rows

RELATIVE = Deadline("relative", None, 7, "day", "formal_notice", "x")


def until(*date: int) -> Deadline:
    return Deadline("absolute", dt.date(*date), None, None, None, "x")


def line_of(*rows: tuple[dt.date, tuple[Deadline, ...]], language: str = "fr") -> Timeline:
    letters: list[LetterRow] = [letter(f"{n}.pdf", date, "x", deadlines=ends) for n, (date, ends) in enumerate(rows)]
    line = draw_timeline(letters, tongue_of("en") if language == "en" else FRENCH)
    assert line
    return line


def test_a_limit_is_written_behind_the_letter_that_sets_it() -> None:
    line = draw_timeline(orange_rows().letters, FRENCH)
    assert line
    for row in line.rows:
        assert row.end > row.x
        assert row.end + 5.5 * len(row.limits) < WIDTH
    assert line.rows[2].limits.replace("\N{NO-BREAK SPACE}", " ") == "→ 7 jours après mise en demeure"
    assert line.rows[3].limits == "01/03/2015"  # the day beside the diamond
    assert line.rows[0].limits == ""


def test_several_limits_of_a_letter_are_written_by_their_days_and_once_each() -> None:
    ends = (until(2015, 3, 9), RELATIVE, until(2015, 3, 2), RELATIVE, until(2015, 3, 9))
    (row,) = line_of((dt.date(2015, 2, 13), ends)).rows
    assert row.limits.replace("\N{NO-BREAK SPACE}", " ") == "02/03/2015, 09/03/2015 → 7 jours après mise en…"
    assert row.said.endswith("après mise en demeure")
    assert len(row.due) == 2


@pytest.mark.parametrize("language", ["fr", "en"])
def test_marks_of_one_line_do_not_cover_each_other(language: str) -> None:
    """Over fifteen years a limit of thirty days lies at the place of its letter: it is drawn beside."""
    line = line_of(
        (dt.date(2010, 1, 1), ()),
        (dt.date(2017, 10, 31), (until(2017, 11, 30), until(2017, 11, 30), until(2017, 12, 1), until(2017, 10, 1))),
        (dt.date(2025, 5, 19), ()),
        language=language,
    )
    row = line.rows[1]
    marks = sorted([row.x, *(due.x for due in row.due)])
    assert len(marks) == 4
    assert all(after - before > DOT for before, after in pairwise(marks))
    assert row.due[0].x < row.x  # due before it was written


@pytest.mark.parametrize(
    ("days", "limits", "folds"),
    [
        ((0, 60_000, 60_010, 61_000, 62_000), [], 1),
        ((0, 60_000, 60_010, 61_000, 62_000), [(0, 60_000)], 0),  # a limit runs in it
        ((0, 60_000, 60_010, 61_000, 62_000), [(60_000, 62_000)], 1),
        ((0, 33_000, 37_300, 55_000, 55_014, 58_000, 61_000), [], 2),  # 1858, 1949, 1960, 2009 to 2025
        ((0, 1, 20), [], 0),  # all can be told apart
        ((0, 1, 1000), [], 1),
        ((0, 1), [], 0),
        ((0,), [], 0),
        (tuple(range(0, 4000, 100)), [], 0),  # squeezed, but no gap is most of it
    ],
)
def test_a_gap_that_squeezes_all_others_is_left_out(
    days: tuple[int, ...], limits: list[tuple[int, int]], folds: int
) -> None:
    dates = [dt.date(1858, 4, 13) + dt.timedelta(days) for days in days]
    spans = [(dates[days.index(start)], dates[days.index(end)]) for start, end in limits]
    axis = lay_axis(dates, spans, 250, 920, 80)
    assert len(axis.folds) == folds
    places = [axis.place(date) for date in dates]
    assert places == sorted(places)
    assert places[0] == 250
    assert places[-1] == pytest.approx(920 if len(dates) > 1 else 250)
    ticks = [axis.place(date) for date in axis.ticks()]
    assert ticks[0] == 250
    assert all(after - before >= 79.9 for before, after in pairwise(ticks))


def test_the_rest_of_a_broken_axis_has_the_room() -> None:
    years = [(1858, 4, 13), (2024, 12, 16), (2025, 1, 30), (2025, 5, 19)]
    line = line_of(*((dt.date(*year), ()) for year in years))
    assert len(line.folds) == 1
    assert line.rows[0].x == LEFT
    assert LEFT < line.rows[1].x < LEFT + 100
    assert line.rows[3].x - line.rows[1].x > 400


@pytest.mark.parametrize("language", ["fr", "en"])
def test_dates_on_the_axis_do_not_run_into_each_other(language: str) -> None:
    years = [(1858, 12, 13), (1949, 12, 16), (1960, 12, 22), (2009, 12, 18), (2010, 1, 1), (2025, 12, 19)]
    ticks = line_of(*((dt.date(*year), ()) for year in years), language=language).ticks
    assert len(ticks) > 4
    for before, after in pairwise(ticks):
        assert after.x - before.x > 6.5 * len(after.label)


def test_limits_of_which_not_all_run_all_the_time_are_at_most_so_many() -> None:
    ends = (until(2010, 12, 31), until(2011, 12, 31), until(2012, 12, 31))
    line = line_of((dt.date(2009, 12, 18), ends))
    assert [one.label.replace("\N{NO-BREAK SPACE}", " ") for one in line.overlaps] == [
        "jusqu'à 3 délais courent en même temps, du 18/12/2009 au 31/12/2011"
    ]
