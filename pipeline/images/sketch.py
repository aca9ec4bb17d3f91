"""A grey page → a small picture of its ink, and the letters in it: by it turn, skew, size and blankness are judged."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.images.draw import resize
from pipeline.records import Picture

Boxes = NDArray[np.int32]
"""(n, 4): left, top, width, height in pixels."""

Labels = NDArray[np.uint16] | NDArray[np.int32]
"""(height, width): 0 where there is no ink, else the number of the piece of ink."""

Points = NDArray[np.float32]
"""(n, 2): x and y of ink, in pixels of the sketch from its middle."""

_SIDE: Final = (
    1200.0  # square root of the sketch's area: an A4 page is drawn at about 125 dpi, a 10-pt "x" 8 pixels high
)
_PAPER_WINDOW: Final = 25  # pixels: wider than any stroke of text at that size
_INK: Final = 0.16  # darker than the paper beside it by this share: clear of paper grain and of most bleed-through
_FAINT_INK: Final = 0.07  # tried where the page shows next to no letters at the first threshold
_FEW_LETTERS: Final = 25
# blurred letters run into each other at their rims and stand apart at their cores: half as dark as the darkest
_CORE: Final = 0.45
_CORE_APART: Final = 1.15
_CORES_KEPT: Final = 0.7  # share of the letters that must survive: thin print beside bold is not to be lost
_SMALLEST, _LARGEST = 4, 90  # height of a letter in the sketch: 2.5 pt to 50 pt on A4
_WIDEST: Final = 14.0  # width to height of letters that touch, a whole word at most; rules are longer
_SPARSEST: Final = 0.12  # share of its box that a letter fills
_LIKE_TYPE: Final = (0.45, 3.2)  # heights kept around the usual one: full stops and dirt below, logos and photos above


@dataclass(frozen=True, eq=False)
class Sketch:
    """A page in small; `scale` = sketch / page.

    `ink` (0 or 255) is all that is darker than the paper. `labels` tells which piece of ink a pixel belongs to,
    `pieces` their boxes (0 is the paper); `letters` are the boxes of what looks like type, by dark cores.
    """

    grey: Picture
    ink: Picture
    labels: Labels
    pieces: Boxes
    letters: Boxes
    letter_labels: NDArray[np.int32]
    x_height: float
    scale: float

    @cached_property
    def type_mask(self) -> Picture:
        """The ink of the letters alone, without rules, pictures, dirt and borders."""
        keep = np.zeros(len(self.pieces), dtype=np.uint8)
        keep[self.letter_labels] = 255
        mask: Picture = keep[self.labels]
        return mask

    @cached_property
    def type_pixels(self) -> NDArray[np.int32]:
        """(n, 2): column and row of the ink of the letters."""
        found = cv2.findNonZero(self.type_mask)
        return np.zeros((0, 2), np.int32) if found is None else np.asarray(found, dtype=np.int32).reshape(-1, 2)

    @cached_property
    def type_points(self) -> Points:
        """The same, from the middle of the sketch."""
        height, width = self.ink.shape
        points: Points = (self.type_pixels - (width / 2, height / 2)).astype(np.float32)
        return points

    @property
    def type_grey(self) -> Picture:
        """(n,): how dark these pixels are."""
        columns, rows = self.type_pixels.T
        dark: Picture = self.grey[rows, columns]
        return dark

    def levelled(self, degrees: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The boxes of letters and of larger other ink, from the middle of the page turned clockwise by `degrees`."""
        other = np.ones(len(self.pieces), dtype=bool)
        other[self.letter_labels] = False
        other[0] = False  # the paper
        other &= self.pieces[:, 2:].max(axis=1) > self.x_height
        return self.letters_level(degrees), _turned(self.pieces[other], degrees, self.ink.shape)

    def letters_level(self, degrees: float) -> NDArray[np.float32]:
        """(n, 4): the boxes of the letters when lines that run at `degrees` have been made level, by their own ink."""
        columns, rows = self.type_pixels.T
        turn = np.float32(np.deg2rad(degrees))
        x, y = self.type_points.T
        along, across = x * np.cos(turn) - y * np.sin(turn), y * np.cos(turn) + x * np.sin(turn)
        owner = self.labels[rows, columns]
        order = np.argsort(owner, kind="stable")
        first = np.flatnonzero(np.diff(owner[order], prepend=-1))
        left, top = (np.minimum.reduceat(side[order], first) for side in (along, across))
        right, bottom = (np.maximum.reduceat(side[order], first) for side in (along, across))
        return np.column_stack((left, top, right - left + 1, bottom - top + 1))


def _turned(boxes: Boxes, degrees: float, shape: tuple[int, ...]) -> NDArray[np.float32]:
    """The boxes around boxes that are turned clockwise by `degrees` about the middle of the sketch, from there."""
    turn = np.deg2rad(degrees)
    left, top = boxes[:, 0] - shape[1] / 2, boxes[:, 1] - shape[0] / 2
    xs = np.column_stack((left, left + boxes[:, 2], left, left + boxes[:, 2]))
    ys = np.column_stack((top, top, top + boxes[:, 3], top + boxes[:, 3]))
    along, across = xs * np.cos(turn) - ys * np.sin(turn), ys * np.cos(turn) + xs * np.sin(turn)
    x0, y0 = along.min(axis=1), across.min(axis=1)
    return np.column_stack((x0, y0, along.max(axis=1) - x0, across.max(axis=1) - y0)).astype(np.float32)


def sketch_page(grey: Picture) -> Sketch:
    """Draw the page small and find its letters."""
    scale = min(1.0, _SIDE / float(np.sqrt(grey.shape[0] * grey.shape[1])))
    return find_letters(resize(grey, scale), scale)


def find_letters(small: Picture, scale: float) -> Sketch:
    """The sketch of a page that is already small."""
    darker = np.asarray(cv2.subtract(paper_of(small), small), dtype=np.uint8)
    sketch = _sketch_at(small, darker, _INK, scale)
    if len(sketch.letters) < _FEW_LETTERS:
        faint = _sketch_at(small, darker, _FAINT_INK, scale)
        if len(faint.letters) > 2 * len(sketch.letters) and faint.x_height > _SMALLEST:
            return faint
        return sketch
    columns, rows = sketch.type_pixels.T
    core = _CORE * float(np.percentile(darker[rows, columns], 80)) / 255
    if core < _CORE_APART * _INK:
        return sketch
    cores = _sketch_at(small, darker, core, scale)
    if len(cores.letters) < _CORES_KEPT * len(sketch.letters):
        return sketch
    return replace(cores, ink=sketch.ink)


def paper_of(small: Picture) -> Picture:
    """The paper without what is printed on it: a smooth picture of the same size."""
    kernel = np.ones((_PAPER_WINDOW, _PAPER_WINDOW), dtype=np.uint8)
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel)
    return np.asarray(cv2.blur(closed, (_PAPER_WINDOW, _PAPER_WINDOW)), dtype=np.uint8)


def find_pieces(ink: Picture) -> tuple[Labels, NDArray[np.int32]]:
    """The connected pieces of ink (8 neighbours): which pixel belongs to which, and OpenCV's statistics of each."""
    try:  # a third of the time of 32 bits; noise alone has more pieces than 16 bits can count
        _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_16U)
        return np.asarray(labels, dtype=np.uint16), np.asarray(stats, dtype=np.int32)
    except cv2.error:
        _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_32S)
        return np.asarray(labels, dtype=np.int32), np.asarray(stats, dtype=np.int32)


def _sketch_at(small: Picture, darker: Picture, share: float, scale: float) -> Sketch:
    ink = np.asarray(cv2.threshold(darker, 255 * share, 255, cv2.THRESH_BINARY)[1], dtype=np.uint8)
    labels, stats = find_pieces(ink)
    width, height, area = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_AREA]
    like = (height >= _SMALLEST) & (height <= _LARGEST) & (width >= 2) & (width <= _WIDEST * height)
    like &= area >= _SPARSEST * width * height
    like[0] = False  # the paper
    x_height = _usual_height(height[like], width[like])
    like &= (height >= _LIKE_TYPE[0] * x_height) & (height <= _LIKE_TYPE[1] * x_height)
    kept = np.flatnonzero(like).astype(np.int32)
    return Sketch(small, ink, labels, stats[:, :4], stats[like, :4], kept, x_height, scale)


def _usual_height(heights: NDArray[np.int32], widths: NDArray[np.int32]) -> float:
    """The commonest height of letters, which is that of "a", "e", "n", "s": the x-height; 0 for no letter at all."""
    real = heights[(widths >= 0.35 * heights) & (heights > _SMALLEST)]  # thin ones are "l", "i" and broken strokes
    if len(real) == 0:
        return 0.0
    counts = np.bincount(real, minlength=_LARGEST + 2).astype(float)
    smooth = np.convolve(counts, [0.5, 1.0, 0.5], mode="same")
    peak = int(smooth.argmax())
    near = slice(max(peak - 1, 0), peak + 2)
    return float(np.average(np.arange(len(counts))[near], weights=counts[near]))
