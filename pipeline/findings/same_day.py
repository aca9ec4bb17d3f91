"""Two letters → whether both are about one day: «votre rendez-vous du 20 mars», «ne venez pas ce jour-là»."""

import datetime as dt
import re
from functools import lru_cache
from typing import Final

from pipeline.findings.bodies import body_of
from pipeline.findings.meanings import plain_letters
from pipeline.findings.passages import MONTHS
from pipeline.records import LetterRow

_DAY: Final = re.compile(
    rf"(?<![\d/.])(?P<day>\d{{1,2}})(?:er)?(?: (?P<name>{'|'.join(MONTHS)})\b(?: (?P<year>\d{{4}}))?"
    rf"|[/.](?P<month>\d{{1,2}})[/.](?P<short>\d{{4}}|\d\d)\b)"
)
# A day from which or up to which something holds is no day on which something is done
_LIMIT: Final = re.compile(
    r"\b(?:avant|apres|jusqu'au|compter du|partir du|depuis|courrier du|lettre du|loi du|reglement \w+ du)(?: le)?\s$"
)

_YEAR: Final = 4  # figures of a whole year
_JUST_BEFORE: Final = 60  # days that are surely of the past, whatever the year

Days = frozenset[tuple[int, int]]


def are_of_one_day(one: LetterRow, other: LetterRow, *sentences: str) -> bool:
    """Whether the two sentences, or else the letters around them, name one day, and not each another."""
    here, there = (days_meant(row, s) for row, s in zip((one, other), sentences, strict=True))
    return not here.isdisjoint(there)


def days_meant(row: LetterRow, sentence: str) -> Days:
    """The days that a sentence names, or else the letter around it."""
    return _days_in(sentence) or _day_meant(row)


def _day_meant(row: LetterRow) -> Days:
    """The day of the subject line, or the only one of the letter."""
    in_text = _without_past(_days_in(body_of(row.text), row.letter_date.year if row.letter_date else 0), row)
    return _days_in(row.subject or "") or (in_text if len(in_text) == 1 else frozenset())


def _without_past(days: Days, row: LetterRow) -> Days:
    """«À la suite de votre visite du 19 février»: but for days just before the letter."""
    if row.letter_date is None:
        return days
    past = {(row.letter_date - dt.timedelta(n)) for n in range(1, _JUST_BEFORE + 1)}
    return days - {(day.day, day.month) for day in past}


@lru_cache(maxsize=8192)
def _days_in(text: str, since: int = 0) -> Days:
    """But for days of a year before: «la loi du 6 janvier 1978», «né le 14/07/1965»."""
    plain = plain_letters(text)
    return frozenset(
        (int(m["day"]), MONTHS.index(m["name"]) + 1 if m["name"] else int(m["month"]))
        for m in _DAY.finditer(plain)
        if not _LIMIT.search(plain, 0, m.start())
        and not (len(year := m["year"] or m["short"] or "") == _YEAR and int(year) < since)
    )
