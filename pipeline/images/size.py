"""The size of a page's letters → its resolution where the file is silent, and the scale at which it is read best."""

from collections.abc import Sequence
from statistics import median
from typing import Final

import numpy as np

from pipeline.images.lines import Run
from pipeline.images.sketch import Sketch

# Wrong characters and CPU seconds a page on 27 kinds of drawn pages, three each, and 17 real ones: 2.8 % and 0.55 s
# with an "x" of 12 pixels, 3.0 % and 0.58 s at 13.5, 3.1 % and 0.61 s at 15, 3.4 % and 0.66 s at 17.
_BEST_X_HEIGHT: Final = 13.0
# Small letters want more: print of 100 dpi has 3.0 % at 13 pixels, 2.7 % at 15, 2.5 % at 17 for a tenth more time.
_BEST_ENLARGED: Final = 15.0
_SMALL: Final = 10.5  # pixels of an "x" of 9-point print at 150 dpi; faint print of 200 dpi seems to have 11
_SMALL_PRINT: Final = 0.72  # of the usual height: below it letters belong to smaller print, a footer or the conditions
_SMALL_PRINT_SHARE: Final = 0.12
_LEAST_X_HEIGHT: Final = 9.0  # small print is brought to this: 0.4 % wrong where it had 0.8 as it was
_SMALL_PRINT_SCALE: Final = 1.6  # but the page is not enlarged further for its sake
_LARGEST_SCALE: Final = 4.0
_MOST_MEGAPIXELS: Final = 24.0  # of the enlarged page

_A4_INCHES: Final = (8.27, 11.69)
_LIKE_A4: Final = 0.04  # share by which the sides of a whole A4 page may be off
_X_HEIGHT_INCHES: Final = 5.3 / 72  # of 10- to 12-point print
_WHOLE_PAGE: Final = 1.7  # factor between the dpi by page and the dpi by text, within which the picture is a whole page
_DPI_RANGE: Final = (50.0, 1200.0)


def estimate_dpi(shape: tuple[int, ...], x_height: float) -> float:
    """The resolution of a page of `shape` pixels whose usual letters are `x_height` pixels high (0 = no letters)."""
    short, long = sorted(shape[:2])
    by_page = long / _A4_INCHES[1]
    by_text = x_height / _X_HEIGHT_INCHES
    whole = abs(long / short / (_A4_INCHES[1] / _A4_INCHES[0]) - 1) <= _LIKE_A4
    agrees = by_text and 1 / _WHOLE_PAGE <= by_page / by_text <= _WHOLE_PAGE
    dpi = by_page if not by_text or (whole and agrees) else by_text
    return float(np.clip(dpi, *_DPI_RANGE))


def reading_scale(sketch: Sketch, lines: Sequence[Run], shape: tuple[int, ...]) -> float:
    """By how much to enlarge or reduce the page so that the letters of its lines have the size that is read best."""
    if sketch.x_height == 0:
        return 1.0
    usual = sketch.x_height / sketch.scale
    scale = (_BEST_X_HEIGHT if usual > _SMALL else _BEST_ENLARGED) / usual
    # by lines and not by letters: faint print breaks into small pieces, but not whole lines of it
    small = [line for line in lines if line.height < _SMALL_PRINT]
    if sum(line.letters for line in small) > _SMALL_PRINT_SHARE * sum(line.letters for line in lines):
        smallest = usual * median(line.height for line in small)
        scale = max(scale, min(_SMALL_PRINT_SCALE, _LEAST_X_HEIGHT / smallest))
    most = np.sqrt(_MOST_MEGAPIXELS * 1e6 / (shape[0] * shape[1]))
    return float(min(scale, _LARGEST_SCALE, max(most, 1.0)))
