"""The size of a page's letters → its resolution where the file is silent, and the scale at which it is read best."""

from typing import Final

import numpy as np

from pipeline.images.sketch import Sketch

# Mean word F1 of Tesseract on 45 pages, each at 8 sizes: 0.891 with an "x" of 9 pixels, 0.932 at 13, 0.937 at 15 to 19,
# 0.934 at 22, 0.931 at 26, and 0.926 unscaled. The time grows with it: 16.7 s at 9, 27.4 s at 19, 35.8 s at 26.
_BEST_X_HEIGHT: Final = 13.0
_SMALL_PRINT: Final = 0.72  # of the usual height: below it letters belong to smaller print, a footer or the conditions
_SMALL_PRINT_SHARE: Final = 0.12
_LEAST_X_HEIGHT: Final = 10.5  # small print is not reduced below this
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


def reading_scale(sketch: Sketch, shape: tuple[int, ...]) -> float:
    """By how much to enlarge or reduce the page so that its letters have the size that is read best."""
    if sketch.x_height == 0:
        return 1.0
    heights = sketch.letters[:, 3] / sketch.scale
    usual = sketch.x_height / sketch.scale
    scale = _BEST_X_HEIGHT / usual
    small = heights[heights < _SMALL_PRINT * usual]
    if len(small) > _SMALL_PRINT_SHARE * len(heights):
        scale = max(scale, min(1.0, _LEAST_X_HEIGHT / float(np.median(small))))
    most = np.sqrt(_MOST_MEGAPIXELS * 1e6 / (shape[0] * shape[1]))
    return float(min(scale, _LARGEST_SCALE, max(most, 1.0)))
