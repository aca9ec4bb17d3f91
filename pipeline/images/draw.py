"""A picture → the same picture larger, smaller or turned, its canvas kept whole."""

import cv2
import numpy as np

from pipeline.records import Picture, QuarterTurn

_AREA = cv2.INTER_AREA
_A_LITTLE = 0.7  # averaging takes seven times as long, and shows from here on
_TURN_CODES = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


def resize(picture: Picture, scale: float) -> Picture:
    """Reduce by averaging, or by a little in a straight line; enlarge by cubic interpolation."""
    if scale == 1.0:
        return picture
    height, width = picture.shape[:2]
    size = max(1, round(width * scale)), max(1, round(height * scale))
    while width >= 2 * size[0] and height >= 2 * size[1]:  # means of 2 x 2 pixels are taken in no time
        width, height = width // 2, height // 2
        picture = np.asarray(cv2.resize(picture[: 2 * height, : 2 * width], (width, height), interpolation=_AREA))
    how = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_LINEAR if size[0] > _A_LITTLE * width else _AREA
    return np.asarray(cv2.resize(picture, size, interpolation=how), dtype=np.uint8)


def turn_quarter(picture: Picture, clockwise: QuarterTurn) -> Picture:
    """Turn by quarters: pixels move, none is invented."""
    if clockwise == 0:
        return picture
    return np.asarray(cv2.rotate(picture, _TURN_CODES[clockwise]), dtype=np.uint8)


def level(picture: Picture, degrees: float, scale: float = 1.0, paper: int = 255) -> Picture:
    """Turn clockwise by `degrees` and scale, in one interpolation; the canvas grows so that no corner is cut off."""
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, scale)
    new_width = round(abs(turn[0, 0]) * width + abs(turn[0, 1]) * height)
    new_height = round(abs(turn[0, 1]) * width + abs(turn[0, 0]) * height)
    turn[:, 2] += (new_width - width) / 2, (new_height - height) / 2
    how = cv2.INTER_LINEAR if scale < 1 else cv2.INTER_CUBIC
    turned = cv2.warpAffine(picture, turn, (max(1, new_width), max(1, new_height)), flags=how, borderValue=paper)
    return np.asarray(turned, dtype=np.uint8)
