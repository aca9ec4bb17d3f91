"""Letters too many for a line each → lanes of days, weeks, months or years: what was written then, what falls due."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.report.letters import LetterView
from pipeline.report.tongue import Tongue
from pipeline.report.values import say_deadline

_MOST_LANES: Final = 40  # a screen and a half; years may be more

_Begin = Callable[[dt.date], dt.date]
_PERIODS: Final[tuple[tuple[str, _Begin], ...]] = (  # the finest first
    ("day", lambda date: date),
    ("week", lambda date: date - dt.timedelta(days=date.weekday())),
    ("month", lambda date: date.replace(day=1)),
    ("year", lambda date: date.replace(month=1, day=1)),
)


@dataclass(frozen=True, slots=True)
class LaneDue:
    """A dated limit, and the letter that sets it."""

    date: dt.date
    letter: LetterView
    said: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One stretch of time in which something was written or falls due."""

    label: str
    written: tuple[LetterView, ...]
    due: tuple[LaneDue, ...]


@dataclass(frozen=True, slots=True)
class Lanes:
    """All of them by time; `undated` letters stand in none."""

    rows: tuple[Lane, ...]
    undated: int


def draw_lanes(letters: Sequence[LetterView], tongue: Tongue) -> Lanes:
    """Every dated letter in the lane of its date, every dated limit in that of its own."""
    written = [(letter.row.letter_date, letter) for letter in letters if letter.row.letter_date]
    due = [
        LaneDue(limit.due_date, letter, say_deadline(limit, tongue))
        for letter in letters
        for limit in letter.row.deadlines
        if limit.due_date
    ]
    period, begin = _period({date for date, _ in written} | {one.date for one in due})
    lanes: dict[dt.date, tuple[list[LetterView], list[LaneDue]]] = defaultdict(lambda: ([], []))
    for date, letter in written:
        lanes[begin(date)][0].append(letter)
    for one in sorted(due, key=lambda one: (one.date, one.letter.number)):
        lanes[begin(one.date)][1].append(one)
    rows = (
        Lane(_label(period, start, tongue), tuple(own), tuple(ends)) for start, (own, ends) in sorted(lanes.items())
    )
    return Lanes(tuple(rows), len(letters) - len(written))


def _period(dates: set[dt.date]) -> tuple[str, _Begin]:
    return next((one for one in _PERIODS if len({one[1](date) for date in dates}) <= _MOST_LANES), _PERIODS[-1])


def _label(period: str, start: dt.date, tongue: Tongue) -> str:
    """«02/03/2015», «semaine du 02/03/2015», «mars 2015», «2015»."""
    match period:
        case "day":
            return tongue.date(start)
        case "week":
            return f"{tongue('semaine du')} {tongue.date(start)}"
        case "month":
            return tongue.month(start)
        case _:
            return str(start.year)
