"""Dates → places on the axis of the time line, which is broken where years without a letter would squeeze the rest."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

DOT: Final = 12  # units across a letter's dot
_STEPS: Final = (1, 2, 5, 7, 14, 30, 61, 91, 182, 365, 730, 1826, 3652)  # days between ticks

Span = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class Axis:
    """Stretches of time from left to right, all in one scale of units a day, each with where it begins.

    `room`: units that a date written above takes, and so a gap that is left out.
    """

    stretches: tuple[tuple[float, dt.date, dt.date], ...]
    scale: float
    room: float

    @property
    def folds(self) -> list[float]:
        """The middles of the gaps that are left out."""
        return [round(x - self.room / 2, 1) for x, _, _ in self.stretches[1:]]

    def place(self, date: dt.date) -> float:
        """Where a date lies that is in one of the stretches."""
        x, first = max((x, first) for x, first, _ in self.stretches if first <= date)
        return round(x + (date - first).days * self.scale, 1)

    def ticks(self) -> Iterator[dt.date]:
        """The dates to be written above: the first of each stretch, and those at even steps that have room."""
        for _, first, last in self.stretches:
            span = (last - first).days
            most = max(1, int(span * self.scale / self.room))
            step = next((step for step in _STEPS if span / step <= most), max(1, span // most))
            yield first
            if step * self.scale >= self.room:
                yield from (first + dt.timedelta(days=days) for days in range(step, span + 1, step))


def lay_axis(dates: Collection[dt.date], limits: Sequence[Span], left: float, right: float, room: float) -> Axis:
    """The axis from `left` to `right`, on which a gap is left out that is most of it; not one in which a limit runs."""
    ordered = sorted(set(dates))
    gaps = list(pairwise(ordered))
    folded: set[Span] = set()

    def scale() -> float:
        days = sum((end - start).days for start, end in gaps if (start, end) not in folded)
        return (right - left - room * len(folded)) / max(1, days)

    while kept := [gap for gap in gaps if gap not in folded]:
        lengths = [(end - start).days for start, end in kept]
        widest = kept[lengths.index(max(lengths))]
        is_squeezed = min(lengths) * scale() < DOT and 2 * max(lengths) > sum(lengths)
        if not is_squeezed or any(start <= widest[0] and widest[1] <= end for start, end in limits):
            break
        folded.add(widest)
    stretches: list[tuple[float, dt.date, dt.date]] = []
    x, first = left, ordered[0]
    for start, end in gaps:
        if (start, end) in folded:
            stretches.append((x, first, start))
            x, first = x + (start - first).days * scale() + room, end
    return Axis((*stretches, (x, first, ordered[-1])), scale(), room)
