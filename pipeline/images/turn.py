"""A sketch → how the page must be turned to stand upright: which way its lines run, and which side of them is up."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.images.sketch import Boxes, Sketch

_FEWEST_LETTERS: Final = 12
_MOST_ASKED: Final = 500  # letters whose neighbours are looked for: more do not make the answer surer
_MOST_COMPARED: Final = 4_000
_ALONG: Final = 25.0  # degrees from the line within which a neighbour stands on the same line
# on a page of text 5 to 100 letters have their nearest neighbour along the line for one that has it across
_CLEARLY_ALONG: Final = 2.5
_SAME: Final = 0.15  # of the x-height: two letters stand on the same base line, or are as high
_OTHER: Final = 0.25  # of the x-height: «d» rises above «e» by 0.4 to 0.6, «p» falls below it by as much
_FEWEST_VOTES: Final = 25
# French print gives 0.70 to 0.91 for upright (ascenders, capitals, figures, accents against g, j, p, q, y)
_CLEARLY_UP: Final = 0.62
_LEVEL_WITHIN: Final = 1.0  # degrees: lines this level need not be turned before their letters are compared


def lines_run_along(letters: Boxes, one: float, other: float) -> bool | None:
    """Whether lines run at `one` rather than at `other` degrees: letters stand closer to their neighbours in line.

    None where it cannot be told.
    """
    if len(letters) < _FEWEST_LETTERS:
        return None
    sample = letters[:: len(letters) // _MOST_COMPARED + 1].astype(np.float32)
    middles = sample[:, :2] + sample[:, 2:] / 2
    asked = np.arange(0, len(middles), len(middles) // _MOST_ASKED + 1)
    steps = middles[None, :, :] - middles[asked, None, :]
    distance = np.square(steps).sum(axis=2)
    distance[np.arange(len(asked)), asked] = np.inf
    nearest = steps[np.arange(len(asked)), distance.argmin(axis=1)]
    directions = np.rad2deg(np.arctan2(-nearest[:, 1], nearest[:, 0]))
    off_one, off_other = (np.abs((directions - degrees + 90) % 180 - 90) for degrees in (one, other))
    along_one = int(((off_one < _ALONG) & (off_one < off_other)).sum())
    along_other = int(((off_other < _ALONG) & (off_other < off_one)).sum())
    if along_one > _CLEARLY_ALONG * max(along_other, 1):
        return True
    return False if along_other > _CLEARLY_ALONG * max(along_one, 1) else None


def stands_upright(sketch: Sketch, degrees: float) -> bool | None:
    """Whether letters whose lines run at `degrees` stand on their feet, not on their heads; None where unsure.

    Neighbours that share the base line and differ above («ed», «al») are commoner in French than those that share the
    upper edge and differ below («ep», «ag»): about four to one.
    """
    letters = sketch.letters_level(degrees) if abs(degrees) >= _LEVEL_WITHIN else sketch.letters
    up, down = _count_rising(letters, sketch.x_height)
    votes = up + down
    if votes < _FEWEST_VOTES:
        return None
    if up > _CLEARLY_UP * votes:
        return True
    return False if down > _CLEARLY_UP * votes else None


def _count_rising(letters: Boxes | NDArray[np.float32], x_height: float) -> tuple[int, int]:
    """Pairs of neighbours in line that differ above, and that differ below."""
    boxes = letters[letters[:, 3] < 2.2 * x_height]
    left, top, width, height = boxes[boxes[:, 0].argsort()].astype(np.float64).T
    right, bottom = left + width, top + height
    first = np.searchsorted(left, right - 0.3 * x_height)
    last = np.searchsorted(left, right + x_height)
    up = down = 0
    for at in range(0, len(boxes), len(boxes) // _MOST_COMPARED + 1):
        near = slice(first[at], last[at])
        shared = np.minimum(bottom[near], bottom[at]) - np.maximum(top[near], top[at])
        in_line = np.flatnonzero(shared > 0.5 * np.minimum(height[near], height[at]))
        in_line = in_line[in_line + first[at] != at]
        if len(in_line) == 0:
            continue
        other = first[at] + in_line[0]  # the leftmost of those to the right
        above, below = abs(top[other] - top[at]) / x_height, abs(bottom[other] - bottom[at]) / x_height
        up += bool(below <= _SAME and above >= _OTHER)
        down += bool(above <= _SAME and below >= _OTHER)
    return up, down
