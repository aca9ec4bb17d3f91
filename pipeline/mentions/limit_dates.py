"""Limits that are said twice, «15 jours, soit le 28 février 2015» → whether the day is the one the time comes to."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from pipeline.mentions.calendar_days import add_time
from pipeline.mentions.found import Found
from pipeline.mentions.limits import week_of
from pipeline.mentions.public_holidays import METROPOLITAN

_SAME: Final = re.compile(r"[^.;]{0,60}?\b(?:soit|c'est-a-dire|a savoir)\b")
_AGREES, _DIFFERS = 1.03, 0.5
_SLACK: Final = 1  # days: whether the first one counts is not agreed upon
_FROM_THE_LETTER: Final = frozenset((None, "letter_date"))
_LATER: Final = frozenset(("receipt", "formal_notice"))  # starts with the letter or after it


def agree_with_dates(
    text: str, limits: Sequence[Found], bears: dt.date | None, part: str = METROPOLITAN
) -> Iterator[Found]:
    """The limits, surer where time and day agree, doubtful where they cannot; `part` is the letter's part of France."""
    held = list(limits)
    for nth in range(len(held) - 1):
        time, day = held[nth : nth + 2]
        agrees = _agree(text, time, day, bears, part) if bears else None
        if agrees is not None:
            factor, code = (_AGREES, None) if agrees else (_DIFFERS, "limit")
            held[nth : nth + 2] = [
                replace(limit, confidence=min(0.99, limit.confidence * factor), contradicts=code)
                for limit in (time, day)
            ]
    yield from held


def _agree(text: str, time: Found, day: Found, bears: dt.date, part: str) -> bool | None:
    """None where they are not the same limit, or what starts the time is not known."""
    if time.quantity is None or not time.unit or not day.date or day.quantity is not None:
        return None
    if not _SAME.match(text, time.end, day.end):
        return None
    due = add_time(bears, time.quantity, time.unit, week_of(text[time.start : time.end]), part)
    if due is None:
        return None
    if time.trigger in _FROM_THE_LETTER:
        return abs((day.date - due).days) <= _SLACK
    return day.date >= due - dt.timedelta(days=_SLACK) if time.trigger in _LATER else None
