"""From pieces to lines: which gaps stand between the cells of one line, and which between two columns.

A letter has both. `Tél. :    01 02 03 04 05` and `Total TTC      120,50 €` are one line each; the references at the
left and the address in the window at the right are two columns, also where some of their baselines happen to agree.
Gaps that stand above each other make a gutter, and each gutter is judged as a whole.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from pipeline.records import Box
from pipeline.words.gutters import LONG_MARKER, Gap, are_level, find_gaps, find_gutters
from pipeline.words.pieces import Piece, close_pairs, overlap

_STACKED: Final = 1.3  # heights between two lines of one block
_WIDEST_MARKER: Final = 9.0  # characters from a marker to its text
_WIDEST_LABEL: Final = 30.0  # characters from «N° client :» to the number
_WIDEST_LINE: Final = 5.0  # characters between two pieces of one line that stand alone
_WIDEST_STRETCH: Final = 10.0  # characters, in a line of running text (justified, or blank in a form)
_MOSTLY: Final = 0.5  # share of the rows of a gutter that show what it is
_TABLE: Final = 0.3  # share of the rows of a table with figures: titles and cells of several lines have none
_FIGURES: Final = 0.75  # share of the rows of a column of sums
_DIGITS: Final = 0.6  # share of digits among the letters and digits of a number: «31 258,00 EUR», «01 02 03 04 05»
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


class _Page:
    """The pieces of a page and how they stand to each other; `character` is the width of a character."""

    def __init__(self, pieces: Sequence[Piece], character: float) -> None:
        self.pieces = pieces
        self.character = character
        self.gaps = find_gaps(pieces)
        self.followers = {id(gap.left): gap.right for gap in self.gaps}
        self.leaders = {id(gap.right): gap.left for gap in self.gaps}
        self.stacked: dict[int, list[Piece]] = defaultdict(list)
        for a, b in close_pairs(pieces, _STACKED):
            if _are_stacked(a, b):
                self.stacked[id(a)].append(b)
                self.stacked[id(b)].append(a)

    def row(self, gap: Gap) -> list[Piece]:
        """The pieces on the height of a gap that follow each other, from the left."""
        row = [gap.left, gap.right]
        while (before := self.leaders.get(id(row[0]))) is not None:
            row.insert(0, before)
        while (after := self.followers.get(id(row[-1]))) is not None:
            row.append(after)
        return row


def find_lines(pieces: Sequence[Piece], character: float) -> list[Line]:
    """All pieces, each in one line; `character` is the width of a character."""
    page = _Page(pieces, character)
    joined: dict[int, Piece] = {}
    for gutter in find_gutters(page.gaps, pieces):
        if _is_inside_lines(gutter, page):
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


def _is_inside_lines(gutter: Sequence[Gap], page: _Page) -> bool:
    """Whether one reads on across the gutter: it parts cells of lines, not columns of text."""
    rows = len(gutter)
    widths = [(gap.x1 - gap.x0) / page.character for gap in gutter]
    if median(widths) <= _WIDEST_MARKER and _share(len(gap.left.text) <= LONG_MARKER for gap in gutter) > _MOSTLY:
        return True
    # a justified line with a wide space, a blank to fill in: print runs on right above or below the gap
    if max(widths) <= _WIDEST_STRETCH and rows <= 2 and any(_is_crossed(gap, page.pieces) for gap in gutter):
        return True
    alone_left, alone_right = _loners(gutter, page)
    if rows == 1 and not alone_left and not alone_right and widths[0] <= _WIDEST_LINE:
        return True
    columns = median(len(page.row(gap)) for gap in gutter)
    figures = _share(_has_number(gap, page) for gap in gutter)
    if columns > 3 or (columns > 2 and figures >= _TABLE and min(alone_left, alone_right) < rows):
        return True  # «Type  Description  Quantité  Total», «2  ETA07  Étagère  64  38,50»
    if not alone_right and figures > _FIGURES:  # sums in a column, whatever the lines at their left
        return True
    if alone_right > rows * _MOSTLY or alone_left > rows:
        return False
    labelled = _share(gap.left.text.endswith(":") for gap in gutter) > _MOSTLY and max(widths) <= _WIDEST_LABEL
    return figures >= _MOSTLY or labelled or (columns > 2 and rows > 1 and not alone_left and _is_wide_set(gutter))


def _share(answers: Iterable[bool]) -> float:
    held = list(answers)
    return sum(held) / len(held)


def _is_number(text: str) -> bool:
    """Whether it is a figure with its unit, «31 258,00 EUR» but not «BP 30117»."""
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


def _loners(gutter: Sequence[Gap], page: _Page) -> tuple[int, int]:
    """How many lines at the left and at the right belong to a column beside the gutter, but have no partner across.

    The count stops soon after there are more of them than rows.
    """
    centre = (max(gap.x0 for gap in gutter) + min(gap.x1 for gap in gutter)) / 2
    left = _grow([gap.left for gap in gutter], gutter, page, lambda piece: piece.box.x1 <= centre)
    right = _grow([gap.right for gap in gutter], gutter, page, lambda piece: piece.box.x0 >= centre)
    return left, right


def _grow(column: list[Piece], gutter: Sequence[Gap], page: _Page, is_beside: Callable[[Piece], bool]) -> int:
    """How many pieces stand close above or below those of a column, one after the other, on no row of the gutter."""
    known = {id(piece) for piece in column}
    queue = list(column)
    count = 0
    while queue and count <= len(gutter) + 1:
        for piece in page.stacked[id(queue.pop())]:
            if id(piece) in known or not is_beside(piece):
                continue
            known.add(id(piece))
            if not any(are_level(piece, gap.left) for gap in gutter):
                queue.append(piece)
                count += 1
    return count


def _are_stacked(a: Piece, b: Piece) -> bool:
    apart = -overlap(a.box.y0, a.box.y1, b.box.y0, b.box.y1)
    return apart < _STACKED * min(a.height, b.height) and overlap(a.box.x0, a.box.x1, b.box.x0, b.box.x1) > 0


def _has_number(gap: Gap, page: _Page) -> bool:
    """Whether a cell from the gap on to the right is a number: one reads a row of figures across."""
    row = page.row(gap)
    return any(_is_number(piece.text) for piece in row[row.index(gap.right) :])


def _is_wide_set(gutter: Sequence[Gap]) -> bool:
    """Whether the rows stand further apart than lines of a text do."""
    pitches = [b.baseline - a.baseline for a, b in pairwise(gutter)]
    return median(pitches) > _WIDE_SET * median(gap.height for gap in gutter)
