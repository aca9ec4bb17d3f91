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
from pipeline.words.pieces import Piece, overlap

_SAME_ROW: Final = 0.35  # heights between two baselines, at most: boxes are rough, the page not quite level
_SAME_TYPE: Final = 2.0  # a title this much larger than what stands beside it is no cell of its row
_NEXT_ROW: Final = 5.0  # heights from one row of a gutter to the next
_WIDER_ROW: Final = 2.5  # times the widest step so far: cells of a table may have several lines
_STACKED: Final = 1.3  # heights between two lines of one block
_BESIDE: Final = 0.3  # share of a marker's height that overlaps with its line: bullets come from odd fonts
_SHORT: Final = 2  # characters of which height and width say nothing about the type
_LONG_MARKER: Final = 4  # characters: «VU», «1°», «a)», «➢», «(12)»
_WIDEST_MARKER: Final = 9.0  # characters from a marker to its text
_WIDEST_LABEL: Final = 30.0  # characters from «N° client :» to the number
_WIDEST_LINE: Final = 5.0  # characters between two pieces of one line that stand alone
_WIDEST_STRETCH: Final = 10.0  # characters, in a line of running text (justified, or blank in a form)
_MOSTLY: Final = 0.5  # share of the rows of a gutter that show what it is
_TABLE: Final = 0.3  # share of the rows of a table with figures: titles and cells of several lines have none
_FIGURES: Final = 0.75  # share of the rows of a column of sums
_DIGITS: Final = 0.6  # share of digits among the letters and digits of a number: «27 946,00 EUR», «01 02 03 04 05»


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


@dataclass(frozen=True, eq=False)
class _Gap:
    """White between two neighbours on one height."""

    left: Piece
    right: Piece

    @property
    def x0(self) -> float:
        return self.left.box.x1

    @property
    def x1(self) -> float:
        return self.right.box.x0

    @property
    def baseline(self) -> float:
        return (self.left.baseline + self.right.baseline) / 2

    @property
    def height(self) -> float:
        return max(self.left.height, self.right.height)


def find_lines(pieces: Sequence[Piece], character: float) -> list[Line]:
    """All pieces, each in one line; `character` is the width of a character."""
    gaps = _find_gaps(pieces)
    followers = {id(gap.left): gap.right for gap in gaps}
    leaders = {id(gap.right): gap.left for gap in gaps}
    joined: dict[int, Piece] = {}
    for gutter in _find_gutters(gaps, pieces):
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


def _find_gaps(pieces: Sequence[Piece]) -> list[_Gap]:
    """Each piece with its right neighbour, where each is the nearest to the other."""
    right: dict[int, Piece] = {}
    left: dict[int, Piece] = {}
    for a in pieces:
        for b in pieces:
            if a is b or b.box.x0 < a.box.x1 - a.height / 4 or not _are_level(a, b):
                continue
            if id(a) not in right or b.box.x0 < right[id(a)].box.x0:
                right[id(a)] = b
            if id(b) not in left or a.box.x1 > left[id(b)].box.x1:
                left[id(b)] = a
    return [_Gap(a, right[id(a)]) for a in pieces if id(a) in right and left[id(right[id(a)])] is a]


def _are_level(a: Piece, b: Piece) -> bool:
    """Whether two pieces may be cells of one row: on one baseline, in letters of about one size."""
    for mark, text in ((a, b), (b, a)):
        if len(mark.text) <= _SHORT:  # «•», «➢», «-», «1» stand at the height of their line, not all on its foot
            return overlap(mark.box.y0, mark.box.y1, text.box.y0, text.box.y1) > _BESIDE * mark.box.height
    low, high = sorted((a.height, b.height))
    narrow, wide = sorted((a.character, b.character))
    alike = wide <= _SAME_TYPE * narrow or min(len(a.text), len(b.text)) <= _LONG_MARKER
    return alike and high <= _SAME_TYPE * low and abs(a.baseline - b.baseline) <= _SAME_ROW * low


def _find_gutters(gaps: Iterable[_Gap], pieces: Sequence[Piece]) -> list[list[_Gap]]:
    """The gaps, those together through which one can look down without print in between."""
    gutters: list[list[_Gap]] = []
    for gap in sorted(gaps, key=lambda g: (g.baseline, g.x0)):
        for gutter in reversed(gutters):
            last = gutter[-1]
            x0, x1 = max(last.x0, gap.x0), min(last.x1, gap.x1)
            step = gap.baseline - last.baseline
            widest = max((b.baseline - a.baseline for a, b in pairwise(gutter)), default=0.0)
            near = 0 < step < max(_NEXT_ROW * min(gap.height, last.height), _WIDER_ROW * widest)
            if near and x1 > x0 and not _crossing(pieces, x0, x1, last.baseline, gap.baseline):
                gutter.append(gap)
                break
        else:
            gutters.append([gap])
    return gutters


def _crossing(pieces: Sequence[Piece], x0: float, x1: float, y0: float, y1: float) -> bool:
    """Whether print stands all across x0-x1 somewhere between two heights."""
    return any(p.box.x0 <= x0 and p.box.x1 >= x1 and y0 < p.baseline < y1 for p in pieces)


def _is_inside_lines(
    gutter: Sequence[_Gap],
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
    return len(text) <= _LONG_MARKER


def _is_number(text: str) -> bool:
    """Whether it is a figure with its unit, «27 946,00 EUR» but not «BP 30117»."""
    signs = [sign for sign in text if sign.isalnum()]
    return bool(signs) and signs[0].isdigit() and sum(map(str.isdigit, signs)) >= _DIGITS * len(signs)


def _is_crossed(gap: _Gap, pieces: Sequence[Piece]) -> bool:
    """Whether the next line above or below runs across the gap."""
    reach = (1 + _STACKED) * gap.height
    return any(
        p.box.x0 < gap.x0 and p.box.x1 > gap.x1 and 0 < abs(p.baseline - gap.baseline) < reach
        for p in pieces
        if p is not gap.left and p is not gap.right
    )


def _loners(gutter: Sequence[_Gap], pieces: Sequence[Piece]) -> tuple[int, int]:
    """How many lines at the left and at the right belong to a column beside the gutter, but have no partner across."""
    x0, x1 = max(gap.x0 for gap in gutter), min(gap.x1 for gap in gutter)
    centre = (x0 + x1) / 2
    free = [piece for piece in pieces if not any(_are_level(piece, gap.left) for gap in gutter)]
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


def _has_number(gap: _Gap, followers: dict[int, Piece]) -> bool:
    """Whether a cell from the gap on to the right is a number: one reads a row of figures across."""
    cell: Piece | None = gap.right
    while cell is not None:
        if _is_number(cell.text):
            return True
        cell = followers.get(id(cell))
    return False


def _count_row(gap: _Gap, followers: dict[int, Piece], leaders: dict[int, Piece]) -> int:
    count = 2
    cell = gap.right
    while (after := followers.get(id(cell))) is not None:
        cell, count = after, count + 1
    cell = gap.left
    while (before := leaders.get(id(cell))) is not None:
        cell, count = before, count + 1
    return count


def _is_wide_set(gutter: Sequence[_Gap]) -> bool:
    """Whether the rows stand further apart than lines of a text do."""
    pitches = [b.baseline - a.baseline for a, b in pairwise(gutter)]
    return median(pitches) > 1.9 * median(gap.height for gap in gutter)
