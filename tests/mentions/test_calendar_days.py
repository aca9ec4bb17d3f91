"""Limits computed on the calendar, counted by hand."""

import datetime as dt

import pytest

from pipeline.mentions.calendar_days import add_time, holidays_of


@pytest.mark.parametrize(
    ("day", "quantity", "unit", "due"),
    [
        ("2015-02-13", 7, "day", "2015-02-20"),
        ("2015-02-13", 48, "hour", "2015-02-15"),
        ("2015-02-13", 30, "hour", "2015-02-15"),
        ("2015-01-31", 1, "month", "2015-02-28"),
        ("2015-02-13", 2, "week", "2015-02-27"),
        ("2012-02-29", 1, "year", "2013-02-28"),
        ("2015-02-13", 5, "working_day", "2015-02-20"),  # a Friday: Mon 16 to Fri 20
        ("2015-04-03", 2, "working_day", "2015-04-08"),  # Good Friday; Monday 6 is Easter Monday
        ("2015-04-30", 1, "working_day", "2015-05-04"),  # 1 May is a Friday
    ],
)
def test_adds(day: str, quantity: int, unit: str, due: str) -> None:
    assert add_time(dt.date.fromisoformat(day), quantity, unit) == dt.date.fromisoformat(due)


def test_the_calendar_ends() -> None:
    assert add_time(dt.date(2015, 1, 1), 99_999, "year") is None


def test_holidays_of_2015() -> None:
    moving = {dt.date(2015, 4, 6), dt.date(2015, 5, 14), dt.date(2015, 5, 25)}
    assert moving < set(holidays_of(2015))
    assert len(set(holidays_of(2015))) == 11
