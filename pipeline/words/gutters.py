"""From pieces to gutters: white between pieces on one line, together with the white above and below it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pipeline.words.pieces import Piece, close_pairs, overlap

_SAME_ROW: Final = 0.35  # heights between two baselines, at most: boxes are rough, the page not quite level
_SAME_TYPE: Final = 2.0  # a title this much larger than what stands beside it is no cell of its row
_NEXT_ROW: Final = 5.0  # heights from one row of a gutter to the next
_WIDER_ROW: Final = 2.5  # times the widest step so far: cells of a table may have several lines
_BESIDE: Final = 0.3  # share of a marker's height that overlaps with its line: bullets come from odd fonts
_SHORT: Final = 2  # characters of which height and width say nothing about the type
LONG_MARKER: Final = 4  # characters: «VU», «1°», «a)», «➢», «(12)»


@dataclass(frozen=True, eq=False)
class Gap:
    """White between two neighbours on one height."""

    left: Piece
    right: Piece

    @property
    def x0(self) -> float:
        """Where the left one ends."""
        return self.left.box.x1

    @property
    def x1(self) -> float:
        """Where the right one begins."""
        return self.right.box.x0

    @property
    def baseline(self) -> float:
        """On which both stand."""
        return (self.left.baseline + self.right.baseline) / 2

    @property
    def height(self) -> float:
        """Of the taller letters."""
        return max(self.left.height, self.right.height)


def find_gaps(pieces: Sequence[Piece]) -> list[Gap]:
    """Each piece with its right neighbour, where each is the nearest to the other."""
    right: dict[int, Piece] = {}
    left: dict[int, Piece] = {}
    for one, other in close_pairs(pieces, 0.0):
        a, b = (one, other) if one.box.x0 <= other.box.x0 else (other, one)
        if b.box.x0 < a.box.x1 - a.height / 4 or not are_level(a, b):
            continue
        if id(a) not in right or b.box.x0 < right[id(a)].box.x0:
            right[id(a)] = b
        if id(b) not in left or a.box.x1 > left[id(b)].box.x1:
            left[id(b)] = a
    return [Gap(a, right[id(a)]) for a in pieces if id(a) in right and left[id(right[id(a)])] is a]


def are_level(a: Piece, b: Piece) -> bool:
    """Whether two pieces may be cells of one row: on one baseline, in letters of about one size."""
    for mark, text in ((a, b), (b, a)):
        if len(mark.text) <= _SHORT:  # «•», «➢», «-», «1» stand at the height of their line, not all on its foot
            return overlap(mark.box.y0, mark.box.y1, text.box.y0, text.box.y1) > _BESIDE * mark.box.height
    low, high = sorted((a.height, b.height))
    narrow, wide = sorted((a.character, b.character))
    alike = wide <= _SAME_TYPE * narrow or min(len(a.text), len(b.text)) <= LONG_MARKER
    return alike and high <= _SAME_TYPE * low and abs(a.baseline - b.baseline) <= _SAME_ROW * low


def find_gutters(gaps: Iterable[Gap], pieces: Sequence[Piece]) -> list[list[Gap]]:
    """The gaps, those together through which one can look down without print in between."""
    gutters: list[list[Gap]] = []
    for gap in sorted(gaps, key=lambda g: (g.baseline, g.x0)):
        for gutter in reversed(gutters):
            last = gutter[-1]
            x0, x1 = max(last.x0, gap.x0), min(last.x1, gap.x1)
            if x1 > x0 and _is_next_row(gutter, gap) and not _crossing(pieces, x0, x1, last.baseline, gap.baseline):
                gutter.append(gap)
                break
        else:
            gutters.append([gap])
    return gutters


def _is_next_row(gutter: Sequence[Gap], gap: Gap) -> bool:
    """Whether the gap stands below the last one of a gutter, not much further than they stand apart."""
    last = gutter[-1]
    widest = max((b.baseline - a.baseline for a, b in pairwise(gutter)), default=0.0)
    reach = max(_NEXT_ROW * min(gap.height, last.height), _WIDER_ROW * widest)
    return 0 < gap.baseline - last.baseline < reach


def _crossing(pieces: Sequence[Piece], x0: float, x1: float, y0: float, y1: float) -> bool:
    """Whether print stands all across x0-x1 somewhere between two heights."""
    return any(p.box.x0 <= x0 and p.box.x1 >= x1 and y0 < p.baseline < y1 for p in pieces)
