"""A sketch → the direction of its lines of text, by the sharpness of the projection profile."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.images.sketch import Points

_COARSE_STEP: Final = 0.5  # degrees: a line of text 1 pixel thick over half the page still shows
_FINE_STEPS: Final = (0.1, 0.02)
_COARSE_BIN: Final = 2.0
_COARSE_POINTS: Final = 6_000
_FINE_POINTS: Final = 60_000
_FEWEST_POINTS: Final = 150


@dataclass(frozen=True, slots=True)
class LineDirection:
    """Lines of text may run at `degrees` (-45 to 135, positive = turned counter-clockwise from level).

    `clarity`: how much sharper the profile is there than in most directions; 1 is none.
    """

    degrees: float
    clarity: float


def find_directions(points: Points) -> tuple[LineDirection, LineDirection] | None:
    """The sharpest direction within 45 degrees of level, and the sharpest of the others; None for too little ink."""
    if len(points) < _FEWEST_POINTS:
        return None
    few = _thinned(points, _COARSE_POINTS)
    angles = np.arange(-45.0, 135.0, _COARSE_STEP)
    scores = np.array([_sharpness(few, angle, _COARSE_BIN) for angle in angles])
    usual = float(np.median(scores))
    level, steep = (
        LineDirection(float(angles[half][scores[half].argmax()]), float(scores[half].max()) / usual)
        for half in (angles < 45, angles >= 45)
    )
    return level, steep


def refine(points: Points, degrees: float) -> float:
    """The direction of the lines near `degrees`, to a hundredth of a degree."""
    many = _thinned(points, _FINE_POINTS)
    step = _COARSE_STEP
    for finer in _FINE_STEPS:
        around = np.arange(degrees - step, degrees + step + finer / 2, finer)
        degrees = _peak(around, np.array([_sharpness(many, angle, 1.0) for angle in around]))
        step = finer
    return degrees


def are_sharper(points: Points, degrees: float, before: float) -> bool:
    """Whether the lines of the page, all of its ink, stand out more along `degrees` than along `before`."""
    return _sharpness(points, degrees, 1.0) > _sharpness(points, before, 1.0)


def _thinned(points: Points, most: int) -> Points:
    return points if len(points) <= most else points[:: len(points) // most + 1]


def _sharpness(points: Points, degrees: float, bin_pixels: float) -> float:
    """Sum of squared differences of the profile across lines that run at `degrees`."""
    turn = np.deg2rad(degrees)
    # y grows downwards: a line turned counter-clockwise rises to the right
    across = points[:, 1] * np.float32(np.cos(turn)) + points[:, 0] * np.float32(np.sin(turn))
    across = (across - across.min()) / np.float32(bin_pixels / 2)
    # overlapping bins of twice the step: with plain ones the grid of pixels itself makes 0 and 90 degrees look sharp
    profile = np.convolve(np.bincount(across.astype(np.int32)), (1.0, 2.0, 2.0, 1.0))
    return float(np.square(profile[2:] - profile[:-2]).sum())


def _peak(angles: NDArray[np.float64], scores: NDArray[np.float64]) -> float:
    """The top of the parabola through the best angle and its neighbours."""
    at = int(scores.argmax())
    if 0 < at < len(scores) - 1:
        left, middle, right = scores[at - 1 : at + 2]
        bend = left - 2 * middle + right
        if bend < 0:
            return float(angles[at] + 0.5 * (left - right) / bend * (angles[1] - angles[0]))
    return float(angles[at])
