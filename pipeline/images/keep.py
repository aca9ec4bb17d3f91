"""A page as it was read → the small picture of it that is kept in a file, to show where things stand."""

from pathlib import Path
from typing import Final

import cv2

from pipeline.errors import RunError
from pipeline.images.draw import resize
from pipeline.records import Picture
from pipeline.whole import write_whole

# A4 at 150 to 200 dpi: small print can still be read on it, and most pages are kept in the size they were read in.
# An office scan takes 50 to 100 KB; WebP would take half the room and nine times as long.
_WIDTH: Final = 1700
_QUALITY: Final = 50


def keep_picture(picture: Picture, path: Path) -> None:
    """The file appears whole or not at all. Raises RunError when it cannot be written."""
    try:
        write_whole(path, encode_picture(picture))
    except OSError as problem:
        raise RunError(
            f"Cannot write pictures to {path.parent} ({problem.strerror}): free space or choose another folder."
        ) from problem


def encode_picture(picture: Picture) -> bytes:
    """The upright, straight page as a JPEG of at most 1700 pixels across; fractions of the page stay what they are."""
    small = resize(picture, min(1.0, _WIDTH / picture.shape[1]))
    shown = small if small.ndim == 2 else cv2.cvtColor(small, cv2.COLOR_RGB2BGR)
    return bytes(cv2.imencode(".jpg", shown, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1])
