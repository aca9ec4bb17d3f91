"""A day and a number of days, working days, weeks, months ... → the day a limit falls on, by the French calendar."""

import datetime as dt
from typing import Final, Literal

import numpy as np
from dateutil.relativedelta import relativedelta

from pipeline.mentions.public_holidays import METROPOLITAN, holidays_of

Week = Literal["ouvrés", "ouvrables"]

_WEEKS: Final[dict[Week, str]] = {"ouvrés": "1111100", "ouvrables": "1111110"}  # to Friday, to Saturday
_HOURS_A_DAY: Final = 24


def add_time(day: dt.date, quantity: int, unit: str, week: Week = "ouvrés", part: str = METROPOLITAN) -> dt.date | None:
    """`day` plus `quantity` of `unit` (hours are rounded up to days); None where the calendar ends.

    Working days go by the days of `week` and the public holidays in that `part` of France.
    """
    try:
        if unit == "working_day":
            return _add_working_days(day, quantity, week, part)
        if unit == "hour":
            return day + dt.timedelta(days=-(-quantity // _HOURS_A_DAY))
        steps = {f"{unit}s": quantity}
        return day + relativedelta(**steps)  # type: ignore[arg-type]
    except (OverflowError, ValueError):
        return None


def _add_working_days(day: dt.date, quantity: int, week: Week, part: str) -> dt.date:
    years = range(day.year, day.year + 2 + quantity // 200)
    free = [holiday for year in years for holiday in holidays_of(year, part)]
    start = np.datetime64(day, "D")
    days = np.busday_offset(start, quantity, roll="backward", weekmask=_WEEKS[week], holidays=free)
    return dt.date.fromisoformat(str(days))
