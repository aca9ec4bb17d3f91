"""Letters → where their dates and limits lie on a time line, in the units of an SVG."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pipeline.records import LetterRow
from pipeline.report.french import say_date, say_deadline

WIDTH: Final = 960
LEFT: Final = 210  # room for the letters' names
RIGHT: Final = 40
TOP: Final = 36
ROW: Final = 26
MOST_ROWS: Final = 60  # more letters than fit a page: the line shows the first, the table all
_TICKS: Final = 7
_STEPS: Final = (1, 2, 5, 7, 14, 30, 61, 91, 182, 365, 730, 1826, 3652)  # days between ticks


@dataclass(frozen=True, slots=True)
class Tick:
    """A date on the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Due:
    """A limit: at a date, or counted from something the letter does not date (`x` None)."""

    x: float | None
    label: str


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One letter: when written, what falls due."""

    number: int
    y: float
    x: float
    label: str
    who: str
    due: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """All of it; `left_out` letters have no date or no room."""

    rows: tuple[TimelineRow, ...]
    ticks: tuple[Tick, ...]
    height: float
    left_out: int


def draw_timeline(letters: Sequence[LetterRow]) -> Timeline | None:
    """The time line of the dated letters, numbered from 1 in the order given; None where no letter is dated."""
    dated = [(n, row, row.letter_date) for n, row in enumerate(letters, start=1) if row.letter_date]
    shown = dated[:MOST_ROWS]
    if not shown:
        return None
    dates = [date for _, row, written in shown for date in (written, *(d.due_date for d in row.deadlines)) if date]
    first, last = min(dates), max(dates)
    scale = (WIDTH - LEFT - RIGHT) / max(1, (last - first).days)

    def place(date: dt.date) -> float:
        return round(LEFT + (date - first).days * scale, 1)

    rows = tuple(
        TimelineRow(
            number=number,
            y=TOP + ROW * place_in_list + ROW / 2,
            x=place(written),
            label=say_date(written),
            who=row.sender_organisation or row.sender_department or "expéditeur inconnu",
            due=tuple(Due(place(d.due_date) if d.due_date else None, say_deadline(d)) for d in row.deadlines),
        )
        for place_in_list, (number, row, written) in enumerate(shown)
    )
    ticks = tuple(Tick(place(date), say_date(date)) for date in _tick_dates(first, last))
    return Timeline(rows, ticks, TOP + ROW * len(rows) + 8, len(letters) - len(shown))


def _tick_dates(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    span = (last - first).days
    step = next((step for step in _STEPS if span / step <= _TICKS), max(1, span // _TICKS))
    dates = [first + dt.timedelta(days=days) for days in range(0, span + 1, step)]
    yield from (date for date, _ in pairwise([*dates, last]))
