"""Letter → the dates it prints that no calendar has: «31/02/2015», «le 31 avril 2015»."""

import calendar
import re
from collections.abc import Iterator
from typing import Final

from pipeline.mentions.calendar_words import MONTH, read_month
from pipeline.mentions.found import Found, Reading

# «le 31 juin», «30 février»: no year makes it a day
_WITHOUT_YEAR: Final = re.compile(
    rf"(?<![\d./-])(?P<day>3[01])\s(?P<month>{MONTH})(?![a-z])(?!\s?(?:19|20|[0-9o]{{4}}))"
)
# Figures as printed, none repaired: a damaged date is doubtful, not impossible
_FIGURES: Final = re.compile(
    r"(?<![\d./-])(?P<day>29|3[01])(?P<sep>[./-])(?P<month>0?[2469]|11)(?P=sep)(?P<year>(?:19|20)\d\d)(?![\d/-])"
)
_WORDS: Final = re.compile(rf"(?<![\d./-])(?P<day>29|3[01])\s(?P<month>{MONTH})\s(?P<year>(?:19|20)\d\d)(?!\d)")
_SURE: Final = 0.9
_LEAP_YEAR: Final = 2000


def find_impossible_dates(reading: Reading) -> Iterator[Found]:
    """Each with the role `impossible` and, as value, the year, month and day that are printed."""
    for pattern in (_FIGURES, _WORDS, _WITHOUT_YEAR):
        for m in pattern.finditer(reading.plain):
            month = int(m["month"]) if m["month"].isdigit() else (read_month(m["month"]) or (0, 0.0))[0]
            year, day = m.groupdict().get("year"), int(m["day"])
            if month and day > _days_of(month, year) and reading.is_free(*m.span()):
                value = f"{year or '-'}-{month:02}-{day:02}"
                yield Found("date", m.start(), m.end(), value, _SURE, role="impossible")


def _days_of(month: int, year: str | None) -> int:
    """In a leap year where none is printed."""
    return calendar.monthrange(int(year or _LEAP_YEAR), month)[1]
