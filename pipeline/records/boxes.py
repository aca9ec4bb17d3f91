"""Pictures of pages, and rectangles on them: fractions 0-1 of the upright, deskewed page, origin top left."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Self

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""(height, width) grey or (height, width, 3) RGB, 0 = black."""

QuarterTurn = Literal[0, 90, 180, 270]
"""Clockwise degrees."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in fractions of its width and height."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Fraction of the page's width."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Fraction of the page's height."""
        return self.y1 - self.y0

    def touches(self, other: "Box") -> bool:
        """Whether the two share more than an edge."""
        beside = min(self.x1, other.x1) > max(self.x0, other.x0)
        return beside and min(self.y1, other.y1) > max(self.y0, other.y0)

    @classmethod
    def around(cls, boxes: Iterable["Box"]) -> Self:
        """The smallest box that holds all of `boxes` (at least one)."""
        held = list(boxes)
        return cls(min(b.x0 for b in held), min(b.y0 for b in held), max(b.x1 for b in held), max(b.y1 for b in held))
