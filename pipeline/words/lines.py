"""From pieces to lines: which gaps stand between the cells of one line, and which between two columns.

A letter has both. `Tél. :    01 02 03 04 05` and `Total TTC      120,50 €` are one line each; the references at the
left and the address in the window at the right are two columns, also where some of their baselines happen to agree.
Gaps that stand above each other make a gutter, and each gutter is judged as a whole.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from pipeline.records import Box
from pipeline.words.gutters import LONG_MARKER, Gap, are_level, find_gaps, find_gutters
from pipeline.words.pieces import Piece, overlap

_STACKED: Final = 1.3  # heights between two lines of one block
_WIDEST_MARKER: Final = 9.0  # characters from a marker to its text
_WIDEST_LABEL: Final = 30.0  # characters from «N° client :» to the number
_WIDEST_LINE: Final = 5.0  # characters between two pieces of one line that stand alone
_WIDEST_STRETCH: Final = 10.0  # characters, in a line of running text (justified, or blank in a form)
_MOSTLY: Final = 0.5  # share of the rows of a gutter that show what it is
_TABLE: Final = 0.3  # share of the rows of a table with figures: titles and cells of several lines have none
_FIGURES: Final = 0.75  # share of the rows of a column of sums
_DIGITS: Final = 0.6  # share of digits among the letters and digits of a number: «27 946,00 EUR», «01 02 03 04 05»
_WIDE_SET: Final = 1.9  # heights from one line to the next; a text has 1.2 to 1.6


@dataclass(eq=False)
class Line:
    """Pieces read one after the other on the same height."""

    pieces: list[Piece]
    box: Box = field(init=False)
    height: float = field(init=False)
    baseline: float = field(init=False)

    def __post_init__(self) -> None:
        self.box = Box.around(piece.box for piece in self.pieces)
        self.height = max(piece.height for piece in self.pieces)
        self.baseline = median(piece.baseline for piece in self.pieces)

    @property
    def length(self) -> int:
        """Characters of its longest piece: of a row of a table, one cell."""
        return max(len(piece.text) for piece in self.pieces)


def find_lines(pieces: Sequence[Piece], character: float) -> list[Line]:
    """All pieces, each in one line; `character` is the width of a character."""
    gaps = find_gaps(pieces)
    followers = {id(gap.left): gap.right for gap in gaps}
    leaders = {id(gap.right): gap.left for gap in gaps}
    joined: dict[int, Piece] = {}
    for gutter in find_gutters(gaps, pieces):
        if _is_inside_lines(gutter, pieces, followers, leaders, character):
            joined |= {id(gap.left): gap.right for gap in gutter}
    continued = {id(piece) for piece in joined.values()}
    lines = []
    for piece in pieces:
        if id(piece) not in continued:
            row = [piece]
            while id(row[-1]) in joined:
                row.append(joined[id(row[-1])])
            lines.append(Line(row))
    return lines


def _is_inside_lines(
    gutter: Sequence[Gap],
    pieces: Sequence[Piece],
    followers: dict[int, Piece],
    leaders: dict[int, Piece],
    character: float,
) -> bool:
    """Whether one reads on across the gutter: it parts cells of lines, not columns of text."""
    rows = len(gutter)
    widths = [(gap.x1 - gap.x0) / character for gap in gutter]
    if median(widths) <= _WIDEST_MARKER and _share(_is_marker(gap.left.text) for gap in gutter) > _MOSTLY:
        return True
    # a justified line with a wide space, a blank to fill in: print runs on right above or below the gap
    if max(widths) <= _WIDEST_STRETCH and rows <= 2 and any(_is_crossed(gap, pieces) for gap in gutter):
        return True
    alone_left, alone_right = _loners(gutter, pieces)
    if rows == 1 and not alone_left and not alone_right and widths[0] <= _WIDEST_LINE:
        return True
    columns = median(_count_row(gap, followers, leaders) for gap in gutter)
    figures = _share(_has_number(gap, followers) for gap in gutter)
    if columns > 3 or (columns > 2 and figures >= _TABLE and min(alone_left, alone_right) < rows):
        return True  # «Type  Description  Quantité  Total», «2  PROD2  Désignation  135  85,00»
    if not alone_right and figures > _FIGURES:  # sums in a column, whatever the lines at their left
        return True
    if alone_right > rows * _MOSTLY or alone_left > rows:
        return False
    labelled = _share(gap.left.text.endswith(":") for gap in gutter) > _MOSTLY and max(widths) <= _WIDEST_LABEL
    return figures >= _MOSTLY or labelled or (columns > 2 and rows > 1 and not alone_left and _is_wide_set(gutter))


def _share(answers: Iterable[bool]) -> float:
    held = list(answers)
    return sum(held) / len(held)


def _is_marker(text: str) -> bool:
    return len(text) <= LONG_MARKER


def _is_number(text: str) -> bool:
    """Whether it is a figure with its unit, «27 946,00 EUR» but not «BP 30117»."""
    signs = [sign for sign in text if sign.isalnum()]
    return bool(signs) and signs[0].isdigit() and sum(map(str.isdigit, signs)) >= _DIGITS * len(signs)


def _is_crossed(gap: Gap, pieces: Sequence[Piece]) -> bool:
    """Whether the next line above or below runs across the gap."""
    reach = (1 + _STACKED) * gap.height
    return any(
        p.box.x0 < gap.x0 and p.box.x1 > gap.x1 and 0 < abs(p.baseline - gap.baseline) < reach
        for p in pieces
        if p is not gap.left and p is not gap.right
    )


def _loners(gutter: Sequence[Gap], pieces: Sequence[Piece]) -> tuple[int, int]:
    """How many lines at the left and at the right belong to a column beside the gutter, but have no partner across."""
    x0, x1 = max(gap.x0 for gap in gutter), min(gap.x1 for gap in gutter)
    centre = (x0 + x1) / 2
    free = [piece for piece in pieces if not any(are_level(piece, gap.left) for gap in gutter)]
    left = _stacked([gap.left for gap in gutter], [p for p in free if p.box.x1 <= centre])
    right = _stacked([gap.right for gap in gutter], [p for p in free if p.box.x0 >= centre])
    return left, right


def _stacked(column: list[Piece], free: list[Piece]) -> int:
    """How many free pieces stand right above, below or between those of a column, one after the other."""
    grown = list(column)
    while True:
        more = [piece for piece in free if any(_is_stacked(piece, other) for other in grown)]
        if not more:
            return len(grown) - len(column)
        grown += more
        free = [piece for piece in free if piece not in more]


def _is_stacked(a: Piece, b: Piece) -> bool:
    apart = -overlap(a.box.y0, a.box.y1, b.box.y0, b.box.y1)
    return apart < _STACKED * min(a.height, b.height) and overlap(a.box.x0, a.box.x1, b.box.x0, b.box.x1) > 0


def _has_number(gap: Gap, followers: dict[int, Piece]) -> bool:
    """Whether a cell from the gap on to the right is a number: one reads a row of figures across."""
    cell: Piece | None = gap.right
    while cell is not None:
        if _is_number(cell.text):
            return True
        cell = followers.get(id(cell))
    return False


def _count_row(gap: Gap, followers: dict[int, Piece], leaders: dict[int, Piece]) -> int:
    count = 2
    cell = gap.right
    while (after := followers.get(id(cell))) is not None:
        cell, count = after, count + 1
    cell = gap.left
    while (before := leaders.get(id(cell))) is not None:
        cell, count = before, count + 1
    return count


def _is_wide_set(gutter: Sequence[Gap]) -> bool:
    """Whether the rows stand further apart than lines of a text do."""
    pitches = [b.baseline - a.baseline for a, b in pairwise(gutter)]
    return median(pitches) > _WIDE_SET * median(gap.height for gap in gutter)
