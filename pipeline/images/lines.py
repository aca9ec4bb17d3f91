"""The letters of a level page → the lines they make: letters that stand close beside each other on one height."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Boxes = NDArray[np.float32]
"""(n, 4): left, top, width, height."""

# all in x-heights of the page
_SPACE: Final = 3.0  # between words of one line, at most: a justified line has up to 3, two columns 5 and more
_BAR: Final = 0.3  # half the height of the bar that stands for a letter: «p» and «d» of a line still meet
_RISE, _FALL = 2.0, 0.8  # from the base line to the top of capitals with accents, and to the foot of «p»
_CELL: Final = 0.25  # of the picture in which letters are chained
_FEWEST: Final = 3  # letters of a line: less is dirt, a bullet, a page number


@dataclass(frozen=True, slots=True)
class Run:
    """Letters chained to a line, or to one piece of it, in x-heights; other ink has no base line and no letters."""

    x0: float
    x1: float
    top: float
    bottom: float
    base: float | None = None
    letters: int = 0
    height: float = 0.0  # of its usual letter


def chain_letters(letters: Boxes, width: float, height: float) -> list[Run]:
    """The runs that letters make on a page of that size, everything in x-heights."""
    if len(letters) < _FEWEST:
        return []
    bars = np.zeros((int(height / _CELL) + 2, int(width / _CELL) + 2), dtype=np.uint8)
    left, top, wide, high = letters.T
    middle = top + high / 2
    corners = np.column_stack((left, middle - _BAR, left + wide, middle + _BAR)) / _CELL
    for x0, y0, x1, y1 in np.clip(corners, 0, None).astype(int):
        bars[y0 : y1 + 1, x0 : x1 + 1] = 255
    joined = cv2.morphologyEx(bars, cv2.MORPH_CLOSE, np.ones((1, int(_SPACE / _CELL)), dtype=np.uint8))
    _, labels = cv2.connectedComponents(joined, connectivity=8, ltype=cv2.CV_32S)
    rows, columns = (np.clip(at / _CELL, 0, None).astype(int) for at in (middle, left + wide / 2))
    owner = np.asarray(labels)[np.minimum(rows, bars.shape[0] - 1), np.minimum(columns, bars.shape[1] - 1)]
    runs = []
    for label in np.unique(owner):
        own = owner == label
        if label == 0 or own.sum() < _FEWEST:
            continue
        base = float(np.median((top + high)[own]))
        x0, x1 = float(left[own].min()), float((left + wide)[own].max())
        runs.append(Run(x0, x1, base - _RISE, base + _FALL, base, int(own.sum()), float(np.median(high[own]))))
    return runs
