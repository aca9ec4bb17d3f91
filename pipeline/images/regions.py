"""The letters of a page → the regions that are read one by one, where lines stand beside others on another height.

Tesseract joins what stands side by side into lines that run over the whole page. The address in the window and the
references at its left, in another size of type, then become one line of nonsense: «TSA 21045» and «35069 Rennes Cedex»
beside «Rennes le 03/04/2012» were read as «21045 MORE CRE» on a spotless page. Rows of a table share their baselines
and are left together.
"""

from dataclasses import dataclass
from typing import Final

from pipeline.images.lines import Boxes, Run
from pipeline.records import Box

# all in x-heights of the page
_SHIFTED: Final = (0.4, 2.5)  # between the base lines of neighbours that are mistaken for one line
_GUTTER: Final = 5.0  # 9 mm beside 10-point print; typescripts have words 3 apart
_PICTURE: Final = 4.0  # both sides of a logo with a name in it
_HALF: Final = 0.5  # of a reason to cut: a picture beside one line alone is none
_CLEAR: Final = 2.0  # white on both sides of a cut
_MOST_REGIONS: Final = 12
_LARGEST_MARK: Final = 0.5  # of the page's side: what is longer is a border, a frame or a fold, and stops no gutter


@dataclass(frozen=True, slots=True)
class _Area:
    x0: float
    y0: float
    x1: float
    y1: float


def find_regions(lines: list[Run], marks: Boxes, width: float, height: float) -> tuple[Box, ...]:
    """Regions that together are the whole page, from top to bottom; none where the page can be read in one.

    Everything in x-heights, on the level page; no cut crosses `marks`, the boxes of ink that is not type.
    """
    areas = _cut(_Area(0.0, 0.0, width, height), [*lines, *_obstacles(marks, width, height)])
    if not 1 < len(areas) <= _MOST_REGIONS:
        return ()
    return tuple(Box(a.x0 / width, a.y0 / height, a.x1 / width, a.y1 / height) for a in areas)


def _obstacles(marks: Boxes, width: float, height: float) -> list[Run]:
    return [
        Run(x, x + w, y, y + h)
        for x, y, w, h in marks.tolist()
        if w < _LARGEST_MARK * width and h < _LARGEST_MARK * height
    ]


def _cut(area: _Area, runs: list[Run]) -> list[_Area]:
    """The area in pieces: above, at the left and right of, and below the gutter that parts most lines."""
    inside = [run for run in runs if area.y0 <= (run.top + run.bottom) / 2 <= area.y1]
    inside = [run for run in inside if area.x0 <= (run.x0 + run.x1) / 2 <= area.x1]
    best, most = None, 0.0
    for x in _gutters(inside):
        crossing = sorted((r for r in inside if r.x0 < x + _CLEAR and r.x1 > x - _CLEAR), key=lambda run: run.top)
        for y0, y1 in _between(crossing, area):
            clashes = _count_clashes([run for run in inside if y0 <= (run.top + run.bottom) / 2 <= y1], x)
            if clashes >= 1 and clashes > most:
                best, most = (x, y0, y1), clashes
    if best is None:
        return [area]
    x, y0, y1 = best
    pieces = [_Area(area.x0, y0, x, y1), _Area(x, y0, area.x1, y1)]
    if y0 > area.y0:
        pieces.insert(0, _Area(area.x0, area.y0, area.x1, y0))
    if y1 < area.y1:
        pieces.append(_Area(area.x0, y1, area.x1, area.y1))
    return [part for piece in pieces for part in _cut(piece, inside)]


def _gutters(runs: list[Run]) -> list[float]:
    """Where one might cut: in the middle of the white between lines, or a logo and lines, that stand side by side."""
    ordered = sorted(runs, key=lambda run: run.x0)
    found = set()
    for i, right in enumerate(ordered):
        beside = [left for left in ordered[:i] if left.x1 + _GUTTER <= right.x0 and _clash(left, right)]
        if beside:
            found.add(round((max(left.x1 for left in beside) + right.x0) / 2, 1))
    return sorted(found)


def _clash(one: Run, other: Run) -> float:
    """Whether two lines side by side may be taken for one; a picture may be read into two lines beside it."""
    if one.base is not None and other.base is not None:
        return float(_SHIFTED[0] <= abs(one.base - other.base) <= _SHIFTED[1])
    if one.base is None and other.base is None:
        return 0.0
    picture, line = (one, other) if one.base is None else (other, one)
    large = min(picture.x1 - picture.x0, picture.bottom - picture.top) >= _PICTURE
    return _HALF * (large and picture.top < line.bottom and picture.bottom > line.top)


def _count_clashes(runs: list[Run], x: float) -> float:
    left = [run for run in runs if run.x1 <= x]
    right = [run for run in runs if run.x0 >= x]
    return sum(_clash(one, other) for one in left for other in right)


def _between(crossing: list[Run], area: _Area) -> list[tuple[float, float]]:
    """The heights between which nothing crosses the gutter."""
    free, top = [], area.y0
    for run in crossing:
        if run.top > top:
            free.append((top, run.top))
        top = max(top, run.bottom)
    if top < area.y1:
        free.append((top, area.y1))
    return free
