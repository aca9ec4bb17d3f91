"""A page as it was read → the small picture of it that is kept, to show where things stand."""

from typing import Final

import cv2

from pipeline.images.draw import resize
from pipeline.records import Picture

# A4 at 150 dpi: small print can still be read on it. An office scan takes 50 to 100 KB and 0.04 s; WebP would take half
# the room and nine times as long.
_WIDTH: Final = 1240
_QUALITY: Final = 50


def encode_picture(picture: Picture) -> bytes:
    """The upright, straight page as a JPEG of at most 1240 pixels across; fractions of the page stay what they are."""
    small = resize(picture, min(1.0, _WIDTH / picture.shape[1]))
    shown = small if small.ndim == 2 else cv2.cvtColor(small, cv2.COLOR_RGB2BGR)
    return bytes(cv2.imencode(".jpg", shown, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1])
