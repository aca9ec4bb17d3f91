"""Limits computed on the calendar, counted by hand."""

import datetime as dt

import pytest

from pipeline.mentions import find_mentions, load_language
from pipeline.mentions.calendar_days import Week, add_time
from pipeline.mentions.public_holidays import holidays_of, part_of_france
from tests.mentions.zoned import letter_of


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


@pytest.mark.parametrize(
    ("day", "quantity", "week", "part", "due"),
    [
        ("2015-02-13", 5, "ouvrés", "", "2015-02-20"),  # a Friday: Mon 16, Tue, Wed, Thu, Fri 20
        ("2015-02-13", 5, "ouvrables", "", "2015-02-19"),  # Sat 14, Mon 16, Tue, Wed, Thu 19
        ("2015-02-14", 1, "ouvrés", "", "2015-02-16"),  # a Saturday: Monday
        ("2015-02-14", 1, "ouvrables", "", "2015-02-16"),  # and Sunday is none either
        ("2015-02-13", 1, "ouvrables", "", "2015-02-14"),
        ("2015-08-14", 1, "ouvrables", "", "2015-08-17"),  # Saturday 15 August is a holiday, then Sunday
        ("2015-05-13", 2, "ouvrés", "", "2015-05-18"),  # Thursday 14 Ascension; Fri 15, Mon 18
        ("2015-05-13", 2, "ouvrables", "", "2015-05-16"),  # Fri 15, Sat 16
        ("2015-05-22", 1, "ouvrés", "", "2015-05-26"),  # Monday 25 is Whit Monday
        ("2015-12-24", 2, "ouvrables", "", "2015-12-28"),  # Fri 25 Christmas; Sat 26, Mon 28
        ("2015-12-24", 2, "ouvrables", "6AE", "2015-12-29"),  # Sat 26 St Stephen's Day; Mon 28, Tue 29
        ("2015-04-02", 1, "ouvrés", "", "2015-04-03"),
        ("2015-04-02", 1, "ouvrés", "57", "2015-04-07"),  # 3 Good Friday, 4, 5 week-end, 6 Easter Monday
        ("2024-12-30", 2, "ouvrés", "", "2025-01-02"),  # Tue 31, Wed 1 January, Thu 2
        ("2015-05-21", 1, "ouvrés", "972", "2015-05-26"),  # Fri 22 abolition (Martinique), Mon 25 Whit Monday
        ("2015-06-09", 1, "ouvrés", "973", "2015-06-11"),  # 10 June, Guyane
        ("2016-12-19", 1, "ouvrés", "974", "2016-12-21"),  # 20 December, La Réunion
        ("2015-04-24", 1, "ouvrés", "976", "2015-04-28"),  # Monday 27 April, Mayotte
    ],
)
def test_adds_working_days(day: str, quantity: int, week: Week, part: str, due: str) -> None:
    assert add_time(dt.date.fromisoformat(day), quantity, "working_day", week, part) == dt.date.fromisoformat(due)


@pytest.mark.parametrize("day", [dt.date(9999, 12, 30), dt.date(1, 1, 2), dt.date(1015, 2, 13)])
def test_misread_years_raise_nothing(day: dt.date) -> None:
    due = add_time(day, 5, "working_day")
    assert due is None or due > day


@pytest.mark.parametrize(
    ("year", "easter_monday", "ascension", "whit_monday"),
    [
        (2015, "2015-04-06", "2015-05-14", "2015-05-25"),
        (2008, "2008-03-24", "2008-05-01", "2008-05-12"),  # Ascension on 1 May
        (2024, "2024-04-01", "2024-05-09", "2024-05-20"),
        (2025, "2025-04-21", "2025-05-29", "2025-06-09"),
    ],
)
def test_holidays_of_a_year(year: int, easter_monday: str, ascension: str, whit_monday: str) -> None:
    fixed = ("01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25")
    assert {day.isoformat() for day in holidays_of(year)} == {
        *(f"{year}-{day}" for day in fixed),
        *(easter_monday, ascension, whit_monday),
    }


@pytest.mark.parametrize(
    ("postcode", "part"),
    [
        *(("75015", ""), ("20000", ""), ("54000", ""), ("06700", ""), ("98000", "")),
        *(("57000", "57"), ("67100", "6AE"), ("68200", "6AE"), ("97110", "971"), ("97200", "972"), ("97300", "973")),
        *(("97400", "974"), ("97500", "PM"), ("97600", "976"), ("97133", "BL"), ("97150", "MF"), ("98800", "NC")),
    ],
)
def test_a_postcode_tells_the_part_of_france(postcode: str, part: str) -> None:
    assert part_of_france(postcode) == part
    assert len(holidays_of(2015, part)) >= 11


LILLE, STRASBOURG = ("2 rue du Port", "59000 LILLE"), ("5 quai des Bateliers", "67000 STRASBOURG")


@pytest.mark.parametrize(
    ("sender", "reader", "days", "due"),
    [
        (LILLE, LILLE, "2 jours ouvrés", "2015-04-07"),  # Good Friday is worked; then Tuesday 7
        (LILLE, LILLE, "2 jours ouvrables", "2015-04-04"),  # Fri 3, Sat 4
        (LILLE, STRASBOURG, "2 jours ouvrés", "2015-04-08"),  # no Good Friday, no Easter Monday: Tue 7, Wed 8
        (LILLE, STRASBOURG, "2 jours ouvrables", "2015-04-07"),  # Sat 4, Tue 7
        (STRASBOURG, LILLE, "2 jours ouvrés", "2015-04-07"),  # the reader's holidays count
        (STRASBOURG, (), "2 jours ouvrés", "2015-04-08"),  # the sender's, where nothing else is known
        ((), (), "2 jours ouvrés", "2015-04-07"),
        ((), (), "2 jours", "2015-04-04"),
    ],
)
def test_a_limit_falls_on_a_day_that_is_worked_where_the_reader_lives(
    sender: tuple[str, ...], reader: tuple[str, ...], days: str, due: str
) -> None:
    lines = ["head | Régie des Eaux", *(f"from | {line}" for line in sender)]
    lines += ["to | Madame Ida BLANC", *(f"to | {line}" for line in reader)] if reader else []
    lines += ["date | Le 2 avril 2015", "hello | Madame,", f"body | Répondez sous {days} à compter de ce jour."]
    mentions = find_mentions(letter_of("\n".join(lines)), load_language())
    (limit,) = (m for m in mentions if m.kind == "deadline")
    assert limit.date == dt.date.fromisoformat(due)
    assert limit.unit == ("day" if days == "2 jours" else "working_day")
