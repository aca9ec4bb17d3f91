"""Dates → places on the axis of the time line, which is broken where years without a letter would squeeze the rest."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

FOLD: Final = 84  # units that a gap left out takes: room for the dates on both sides of it
DOT: Final = 12  # units across a letter's dot
_TICK: Final = 90  # units that a date on the axis takes
_STEPS: Final = (1, 2, 5, 7, 14, 30, 61, 91, 182, 365, 730, 1826, 3652)  # days between ticks

Span = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class Axis:
    """Stretches of time from left to right, all in one scale of units a day, each with where it begins."""

    stretches: tuple[tuple[float, dt.date, dt.date], ...]
    scale: float

    @property
    def folds(self) -> list[float]:
        """The middles of the gaps that are left out."""
        return [round(x - FOLD / 2, 1) for x, _, _ in self.stretches[1:]]

    def place(self, date: dt.date) -> float:
        """Where a date lies that is in one of the stretches."""
        x, first = max((x, first) for x, first, _ in self.stretches if first <= date)
        return round(x + (date - first).days * self.scale, 1)

    def ticks(self) -> Iterator[dt.date]:
        """The dates to be written above, from the first of each stretch to the last of all."""
        for _, first, last in self.stretches:
            span = (last - first).days
            most = max(1, int(span * self.scale / _TICK))
            step = next((step for step in _STEPS if span / step <= most), max(1, span // most))
            dates = [first + dt.timedelta(days=days) for days in range(0, span + 1, step)]
            yield from (date for date, _ in pairwise([*dates, last]))


def lay_axis(dates: Collection[dt.date], limits: Sequence[Span], left: float, right: float) -> Axis:
    """The axis from `left` to `right`, on which a gap is left out that is most of it; not one in which a limit runs."""
    ordered = sorted(set(dates))
    gaps = list(pairwise(ordered))
    folded: set[Span] = set()

    def scale() -> float:
        days = sum((end - start).days for start, end in gaps if (start, end) not in folded)
        return (right - left - FOLD * len(folded)) / max(1, days)

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
            x, first = x + (start - first).days * scale() + FOLD, end
    return Axis((*stretches, (x, first, ordered[-1])), scale())
