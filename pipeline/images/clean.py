"""A scan → a clean scan: grey, upright, straight, at a size that is read well, blank or not."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import numpy as np

from pipeline.images.blank import is_blank
from pipeline.images.colour import to_grey
from pipeline.images.draw import level, resize, turn_quarter
from pipeline.images.grey import even_paper, is_two_level, sharpen, smooth
from pipeline.images.lines import Run, chain_letters
from pipeline.images.regions import find_regions
from pipeline.images.size import estimate_dpi, reading_scale
from pipeline.images.sketch import Sketch, sketch_page
from pipeline.images.skew import are_sharper, find_directions, refine
from pipeline.images.turn import lines_run_along, stands_upright
from pipeline.records import Box, CleanScan, Picture, QuarterTurn, Scan

FindRotation = Callable[[Picture], tuple[QuarterTurn, float]]
"""A second opinion (Tesseract's OSD): the clockwise turn that makes a picture upright, and how sure it is, 0-1."""

_SURE: Final = (
    0.65  # confidence of the second opinion from which it is followed: right ones had 0.84 to 0.89, wrong ones 0.55
)
_CLEAR_LINES: Final = 1.35  # pages of text have 1.5 to 27; a photograph or a page of dots has no lines to level
_FEWEST_LETTERS: Final = 8  # fewer make no line: three logos one below the other were levelled by 12 degrees
_LEVEL: Final = 0.04  # degrees: over an A4 page 1.5 pixels at 300 dpi, less than an interpolation costs
_ENLARGED: Final = 1.05
_SAME_SIZE: Final = (0.97, 1.03)  # scales that are not worth an interpolation


class Turn(NamedTuple):
    """The clockwise quarter turn to apply, the skew that is left after it, and whether the turn is known."""

    quarter: QuarterTurn
    skew: float
    known: bool


def clean_scan(scan: Scan, find_rotation: FindRotation | None = None, assumed: QuarterTurn | None = None) -> CleanScan:
    """Make a scan upright, straight, grey and fit to be read; no corner of the page is cut off, the rest is white.

    `rotation` is the clockwise quarter turn that was applied; `skew_degrees` is the skew left after it, that was
    removed: positive when the page, as scanned, stood turned counter-clockwise (it was turned clockwise to mend it).
    `dpi` is the resolution of the scan as it came, from the file where it is honest, else estimated; the picture's own
    is `dpi * scale`.
    `find_rotation` is asked only where the letters do not say which side is up; where it is not sure either, the page
    is turned as `assumed`, or else left as it is.
    """
    grey = to_grey(scan.image)
    sketch = sketch_page(grey)
    dpi = scan.dpi or estimate_dpi(grey.shape, sketch.x_height / sketch.scale)
    if is_blank(sketch):
        return CleanScan(grey, dpi, 0, 0.0, blank=True)
    quarter, skew, known = _find_turn(sketch, grey, find_rotation, assumed)
    layout = _find_layout(sketch, quarter, skew)
    scale = reading_scale(sketch, layout.runs, grey.shape)
    if _SAME_SIZE[0] <= scale <= _SAME_SIZE[1]:
        scale = 1.0
    picture = _straighten(even_paper(grey), quarter, skew, scale)
    if scale > _ENLARGED:
        picture = sharpen(picture)
    elif is_two_level(grey):
        picture = smooth(picture)
    return CleanScan(picture, dpi, quarter, skew, False, scale, layout.lines, layout.regions, rotation_known=known)


def _find_turn(
    sketch: Sketch, grey: Picture, find_rotation: FindRotation | None, assumed: QuarterTurn | None = None
) -> Turn:
    points = sketch.type_points
    directions = find_directions(points)
    if directions is None or len(sketch.letters) < _FEWEST_LETTERS:
        return Turn(assumed or 0, 0.0, known=assumed is not None)
    flat, steep = directions
    along = lines_run_along(sketch.letters, flat.degrees, steep.degrees)
    upright: bool | None = None
    if along is not None:
        upright = stands_upright(sketch, (flat if along else steep).degrees)
    told = _quarter(along, upright)
    if told is None:
        told = _ask(grey, along, find_rotation)
    if told is None and assumed is not None and _fits(assumed, along):
        told = assumed
    quarter: QuarterTurn = 0 if told is None else told
    lines = flat if quarter in {0, 180} else steep
    if lines.clarity < _CLEAR_LINES:
        return Turn(quarter, 0.0, told is not None)
    quarters = 0 if lines is flat else 90
    degrees = refine(points, lines.degrees)
    skew = degrees - quarters
    straight = abs(skew) < _LEVEL or not are_sharper(points, degrees, quarters)
    return Turn(quarter, 0.0 if straight else skew, told is not None)


def _quarter(along: bool | None, upright: bool | None) -> QuarterTurn | None:
    """The turn that the letters ask for, or None where they leave it open.

    Lines that run steeply (45 to 135 degrees counter-clockwise) with their letters upright are a page that was turned
    counter-clockwise: it is turned back clockwise.
    """
    if along is None or upright is None:
        return None
    if along:
        return 0 if upright else 180
    return 90 if upright else 270


def _ask(grey: Picture, along: bool | None, find_rotation: FindRotation | None) -> QuarterTurn | None:
    """The second opinion, where it is sure and does not contradict the letters."""
    if find_rotation is None:
        return None
    quarter, confidence = find_rotation(grey)
    return quarter if _fits(quarter, along) and confidence >= _SURE else None


def _fits(quarter: QuarterTurn, along: bool | None) -> bool:
    """Whether a turn would not leave the lines upright that are known to run along, or the other way round."""
    return along is None or along == (quarter in {0, 180})


class _Layout(NamedTuple):
    """Lines of text, as runs and as boxes of the page, and the regions to be read one by one."""

    runs: Sequence[Run] = ()
    lines: tuple[Box, ...] = ()
    regions: tuple[Box, ...] = ()


def _find_layout(sketch: Sketch, quarter: QuarterTurn, skew: float) -> _Layout:
    """What stands where on the page once it is upright and straight."""
    if not sketch.x_height:
        return _Layout()
    turn = np.deg2rad(abs(skew))
    down, across = sketch.ink.shape if quarter in {0, 180} else sketch.ink.shape[::-1]
    width = float(across * np.cos(turn) + down * np.sin(turn)) / sketch.x_height
    height = float(down * np.cos(turn) + across * np.sin(turn)) / sketch.x_height
    middle = np.array([width / 2, height / 2, 0, 0], dtype=np.float32)
    letters, marks = (boxes / np.float32(sketch.x_height) + middle for boxes in sketch.levelled(quarter + skew))
    runs = chain_letters(letters, width, height)
    lines = (Box(r.x0 / width, max(r.top, 0.0) / height, r.x1 / width, r.bottom / height) for r in runs)
    return _Layout(runs, tuple(lines), find_regions(runs, marks, width, height))


def _straighten(grey: Picture, quarter: QuarterTurn, skew: float, scale: float) -> Picture:
    """Quarter turn, then skew and scale in one interpolation."""
    turned = turn_quarter(grey, quarter)
    return level(turned, skew, scale) if skew else resize(turned, scale)
