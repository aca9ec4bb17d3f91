"""Letters → where their dates and limits lie on a time line, in the units of an SVG."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from pipeline.records import LetterRow
from pipeline.report.tongue import Tongue
from pipeline.report.values import say_deadline

WIDTH: Final = 960
LEFT: Final = 250  # room for the letters' names
RIGHT: Final = 40
TOP: Final = 36
ROW: Final = 26
MOST_ROWS: Final = 60  # dated letters that fit a line each; more stand in lanes
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
class Overlap:
    """A stretch of time in which several limits run."""

    x: float
    width: float
    label: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Neighbouring letters that bear one date."""

    x: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """All of it; `left_out` letters have no date."""

    rows: tuple[TimelineRow, ...]
    ticks: tuple[Tick, ...]
    overlaps: tuple[Overlap, ...]
    ties: tuple[Tie, ...]
    height: float
    left_out: int


def draw_timeline(letters: Sequence[LetterRow], tongue: Tongue) -> Timeline | None:
    """The time line of the dated letters, numbered from 1 in the order given; None where none is, or too many are."""
    shown = [(n, row, row.letter_date) for n, row in enumerate(letters, start=1) if row.letter_date]
    if not 0 < len(shown) <= MOST_ROWS:
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
            label=tongue.date(written),
            who=row.sender_organisation or row.sender_department or tongue("expéditeur inconnu"),
            due=tuple(Due(place(d.due_date) if d.due_date else None, say_deadline(d, tongue)) for d in row.deadlines),
        )
        for place_in_list, (number, row, written) in enumerate(shown)
    )
    ticks = tuple(Tick(place(date), tongue.date(date)) for date in _tick_dates(first, last))
    spans = [(written, d.due_date) for _, row, written in shown for d in row.deadlines if d.due_date]
    overlaps = tuple(
        Overlap(place(start), round(place(end) - place(start), 1), _say_overlap(start, end, count, tongue))
        for start, end, count in _find_overlaps(spans)
    )
    return Timeline(rows, ticks, overlaps, tuple(_ties(rows)), TOP + ROW * len(rows) + 8, len(letters) - len(shown))


def _find_overlaps(spans: Sequence[tuple[dt.date, dt.date]]) -> Iterator[tuple[dt.date, dt.date, int]]:
    """The stretches in which two or more spans run, with the most that run in them at once."""
    ahead = [(start, end) for start, end in spans if start < end]
    steps = sorted([(start, 1) for start, _ in ahead] + [(end, -1) for _, end in ahead])
    running, most, began = 0, 0, None
    for date, step in steps:
        running += step
        if running >= 2:
            began, most = began or date, max(most, running)
        elif began:
            if began < date:
                yield began, date, most
            began, most = None, 0


def _say_overlap(start: dt.date, end: dt.date, count: int, tongue: Tongue) -> str:
    limits = tongue.count(count, "délai court", "délais courent en même temps")
    return f"{limits}, {tongue('du {} au {}').format(tongue.date(start), tongue.date(end))}"


def _ties(rows: Sequence[TimelineRow]) -> Iterator[Tie]:
    for _, held in groupby(rows, key=lambda row: row.label):
        same = list(held)
        if len(same) > 1:
            yield Tie(same[0].x, same[0].y, same[-1].y)


def _tick_dates(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    span = (last - first).days
    step = next((step for step in _STEPS if span / step <= _TICKS), max(1, span // _TICKS))
    dates = [first + dt.timedelta(days=days) for days in range(0, span + 1, step)]
    yield from (date for date, _ in pairwise([*dates, last]))
