"""A sketch → whether nothing is printed on the page, whatever the scanner added to it."""

from typing import Final

import cv2
import numpy as np

from pipeline.images.sketch import Boxes, Sketch

_WORD: Final = 3  # neighbours in line that make print: «Merci» has four, dirt hardly two
_NEIGHBOUR: Final = 1.2  # of their height: the gap between letters of one word
_ALIKE: Final = 2.3  # height of a capital to that of a small letter, at most
_MARGIN: Final = 0.07  # share of the width and height where borders, punch holes and staples lie
_FOLD: Final = 0.6  # share of the page that a fold or a scanner stripe crosses; no letter is that long
_PRINTED_AREA: Final = 0.0012  # share of the page: a logo of 8 x 9 mm on A4, more than a hair, a stain or a punch hole
_SPECK: Final = 4  # pixels of the sketch, 0.4 mm a side: the salt and pepper of a fax is no picture, however much of it
_SHOWS_THROUGH: Final = 0.13  # of white: print of the other side is paler than this, the palest real print darker


def is_blank(sketch: Sketch) -> bool:
    """Whether the page bears no print: specks, dark borders, punch holes, folds and the other side do not count."""
    return not _has_word(sketch) and not _has_picture(sketch)


def _has_word(sketch: Sketch) -> bool:
    """Whether letters stand side by side, clearly darker than the paper."""
    height, width = sketch.ink.shape
    boxes = sketch.letters
    middle_x, middle_y = boxes[:, 0] + boxes[:, 2] / 2, boxes[:, 1] + boxes[:, 3] / 2
    inside = (
        (middle_x > 0.02 * width) & (middle_x < 0.98 * width) & (middle_y > 0.02 * height) & (middle_y < 0.98 * height)
    )
    boxes = boxes[inside]
    for turned in (boxes, boxes[:, [1, 0, 3, 2]]):  # the page may lie on its side
        if _count_neighbours(turned) >= _WORD:
            return _is_dark(sketch)
    return False


def _count_neighbours(boxes: Boxes) -> int:
    order = boxes[boxes[:, 0].argsort()][:4_000].astype(np.float64)
    left, top, width, height = order.T
    found = 0
    for at in range(len(order)):
        gap = left[at + 1 :] - (left[at] + width[at])
        size = np.maximum(height[at + 1 :], height[at])
        near = (gap < _NEIGHBOUR * size) & (gap > -0.3 * size)
        shared = np.minimum(top[at + 1 :] + height[at + 1 :], top[at] + height[at]) - np.maximum(top[at + 1 :], top[at])
        alike = size < _ALIKE * np.minimum(height[at + 1 :], height[at])
        found += bool((near & alike & (shared > 0.5 * np.minimum(height[at + 1 :], height[at]))).any())
        if found >= _WORD:
            break
    return found


def _is_dark(sketch: Sketch) -> bool:
    paper = float(np.median(sketch.grey))
    return paper - float(np.percentile(sketch.type_grey, 25)) > _SHOWS_THROUGH * 255


def _has_picture(sketch: Sketch) -> bool:
    """Whether a logo, a photograph, a drawing or a large title stands inside the margins."""
    height, width = sketch.ink.shape
    _, _, stats, middles = cv2.connectedComponentsWithStats(sketch.ink, connectivity=8, ltype=cv2.CV_32S)
    sides, area = stats[1:, cv2.CC_STAT_WIDTH : cv2.CC_STAT_HEIGHT + 1], stats[1:, cv2.CC_STAT_AREA]
    left, top = stats[1:, cv2.CC_STAT_LEFT], stats[1:, cv2.CC_STAT_TOP]
    at_edge = (left <= 1) | (top <= 1) | (left + sides[:, 0] >= width - 1) | (top + sides[:, 1] >= height - 1)
    x, y = middles[1:, 0] / width, middles[1:, 1] / height
    inside = (x > _MARGIN) & (x < 1 - _MARGIN) & (y > _MARGIN) & (y < 1 - _MARGIN) & ~at_edge
    folds = (sides[:, 0] > _FOLD * width) | (sides[:, 1] > _FOLD * height)
    thin = area < 0.05 * sides[:, 0] * sides[:, 1]
    inside &= area > _SPECK
    inside &= ~(folds & (thin | (sides.min(axis=1) < 0.02 * height)))
    return bool(area[inside].sum() > _PRINTED_AREA * height * width)
