"""Letters → where their dates and limits lie on a time line, in the units of an SVG."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from pipeline.records import LetterRow
from pipeline.report.axis import DOT, Axis, Span, lay_axis
from pipeline.report.tongue import Tongue
from pipeline.report.values import say_deadline

WIDTH: Final = 960
LEFT: Final = 250  # room for the letters' names
RIGHT: Final = 40
TOP: Final = 36
ROW: Final = 26
MOST_ROWS: Final = 60  # dated letters that fit a line each; more stand in lanes
_NARROWEST: Final = 340  # units of an axis
_LONGEST: Final = 48  # characters behind the last mark of a line
_LETTER: Final = 7  # units of a character
_BESIDE: Final = DOT + 2  # units from one mark of a line to the next, so that both are seen


@dataclass(frozen=True, slots=True)
class Tick:
    """A date on the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Due:
    """A limit at a date."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One letter: when written, what falls due, and behind the last of these marks what the limits are."""

    number: int
    y: float
    x: float
    label: str
    who: str
    due: tuple[Due, ...]
    limits: str
    said: str  # `limits`, not cut
    undated: str  # those of `said` that have no day, and so no diamond

    @property
    def end(self) -> float:
        """Where the text begins."""
        return max(self.x, *(due.x for due in self.due), 0) + DOT


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
    """All of it; `right`: where the axis ends, `folds`: where it is broken; `left_out` letters have no date."""

    rows: tuple[TimelineRow, ...]
    ticks: tuple[Tick, ...]
    overlaps: tuple[Overlap, ...]
    ties: tuple[Tie, ...]
    folds: tuple[float, ...]
    right: float
    height: float
    left_out: int


def draw_timeline(letters: Sequence[LetterRow], tongue: Tongue) -> Timeline | None:
    """The time line of the dated letters, numbered from 1 in the order given; None where none is, or too many are."""
    shown = [(n, row, row.letter_date) for n, row in enumerate(letters, start=1) if row.letter_date]
    if not 0 < len(shown) <= MOST_ROWS:
        return None
    dates = [date for _, row, written in shown for date in (written, *(d.due_date for d in row.deadlines)) if date]
    spans = [(written, d.due_date) for _, row, written in shown for d in row.deadlines if d.due_date]
    room = _LETTER * (max(len(tongue.date(date)) for date in dates) + 1)
    right = WIDTH - RIGHT
    while True:  # the axis is shorter where the limits' words need the room behind it
        axis = lay_axis(dates, spans, LEFT, right, room)
        rows = tuple(
            _row(number, row, written, TOP + ROW * place + ROW / 2, axis, tongue)
            for place, (number, row, written) in enumerate(shown)
        )
        if right <= LEFT + _NARROWEST or all(row.end + _LETTER * len(row.limits) <= WIDTH for row in rows):
            break
        right -= 20
    overlaps = tuple(
        Overlap(
            axis.place(start),
            round(axis.place(end) - axis.place(start), 1),
            _say_overlap(start, end, fewest, most, tongue),
        )
        for start, end, fewest, most in _find_overlaps(spans)
    )
    return Timeline(
        rows=rows,
        ticks=tuple(Tick(axis.place(date), tongue.date(date)) for date in axis.ticks()),
        overlaps=overlaps,
        ties=tuple(_ties(rows)),
        folds=tuple(axis.folds),
        right=right,
        height=TOP + ROW * len(rows) + 8,
        left_out=len(letters) - len(shown),
    )


def _row(number: int, row: LetterRow, written: dt.date, y: float, axis: Axis, tongue: Tongue) -> TimelineRow:
    x = axis.place(written)
    dated = sorted({d.due_date: say_deadline(d, tongue) for d in row.deadlines if d.due_date}.items())
    due, last = [], x
    for date, label in dated:
        if date < written:
            due.append(Due(min(axis.place(date), x - _BESIDE), label))
        else:
            last = max(axis.place(date), last + _BESIDE)
            due.append(Due(last, label))
    others = dict.fromkeys(say_deadline(d, tongue) for d in row.deadlines if not d.due_date)
    undated = f"→ {' ; '.join(others)}" if others else ""
    said = " ".join(part for part in (", ".join(tongue.date(date) for date, _ in dated), undated) if part)
    return TimelineRow(
        number=number,
        y=y,
        x=x,
        label=tongue.date(written),
        who=row.sender_organisation or row.sender_department or tongue("expéditeur inconnu"),
        due=tuple(due),
        limits=said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1].rstrip(' ,;')}…",
        said=said,
        undated=undated,
    )


def _find_overlaps(spans: Sequence[Span]) -> Iterator[tuple[dt.date, dt.date, int, int]]:
    """The stretches in which two or more spans run, with the fewest and the most that run in them at once."""
    ahead = [(start, end) for start, end in spans if start < end]
    days = sorted({date for span in ahead for date in span})
    counted = [
        (day, following, sum(start <= day and following <= end for start, end in ahead))
        for day, following in pairwise(days)
    ]
    for several, held in groupby(counted, key=lambda one: one[2] >= 2):
        if several:
            parts = list(held)
            counts = [count for _, _, count in parts]
            yield parts[0][0], parts[-1][1], min(counts), max(counts)


def _say_overlap(start: dt.date, end: dt.date, fewest: int, most: int, tongue: Tongue) -> str:
    """«2 délais courent en même temps, du 06/03/2015 au 11/03/2015»; «jusqu'à 3 …» where not all run all the time."""
    limits = tongue.count(most, "délai court", "délais courent en même temps")
    up_to = "" if fewest == most else tongue("jusqu'à") + " "
    return f"{up_to}{limits}, {tongue('du {} au {}').format(tongue.date(start), tongue.date(end))}"


def _ties(rows: Sequence[TimelineRow]) -> Iterator[Tie]:
    for _, held in groupby(rows, key=lambda row: row.label):
        same = list(held)
        if len(same) > 1:
            yield Tie(same[0].x, same[0].y, same[-1].y)
