"""A day and a number of days, working days, weeks, months ... → the day a limit falls on, by the French calendar."""

import datetime as dt
from typing import Final

import numpy as np
from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

_FIXED_HOLIDAYS: Final = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
_AFTER_EASTER: Final = (1, 39, 50)  # lundi de Pâques, Ascension, lundi de Pentecôte
_HOURS_A_DAY: Final = 24


def add_time(day: dt.date, quantity: int, unit: str) -> dt.date | None:
    """`day` plus `quantity` of `unit` (hours are rounded up to days); None where the calendar ends."""
    try:
        if unit == "working_day":
            return _add_working_days(day, quantity)
        if unit == "hour":
            return day + dt.timedelta(days=-(-quantity // _HOURS_A_DAY))
        steps = {f"{unit}s": quantity}
        return day + relativedelta(**steps)  # type: ignore[arg-type]
    except (OverflowError, ValueError):
        return None


def _add_working_days(day: dt.date, quantity: int) -> dt.date:
    holidays = [h for year in range(day.year, day.year + 2 + quantity // 200) for h in holidays_of(year)]
    days = np.busday_offset(np.datetime64(day, "D"), quantity, roll="backward", holidays=holidays)
    return dt.date.fromisoformat(str(days))


def holidays_of(year: int) -> tuple[dt.date, ...]:
    """The public holidays of metropolitan France."""
    sunday = easter(year)
    moving = (sunday + dt.timedelta(days=d) for d in _AFTER_EASTER)
    return (*(dt.date(year, month, day) for month, day in _FIXED_HOLIDAYS), *moving)
