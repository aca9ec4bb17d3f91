"""A picture → the sixels that a terminal shows it with: six rows at a time, grey by grey."""

from itertools import groupby
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import Image

_GREYS: Final = 8
_ROWS: Final = 6  # of pixels in a band: one bit each
_FIRST: Final = 63  # «?»: no pixel of six


def sixels(picture: "Image.Image") -> str:
    """The picture in eight greys, which is what print needs."""
    grey = picture.convert("L").point(lambda light: light * _GREYS // 256)
    width, height = grey.size
    palette = "".join(f"#{n};2;{light};{light};{light}" for n, light in enumerate(_percents()))
    bands = (_band(grey.crop((0, top, width, min(top + _ROWS, height)))) for top in range(0, height, _ROWS))
    return f'\x1bPq"1;1;{width};{height}{palette}{"-".join(bands)}\x1b\\'


def _percents() -> "Iterator[int]":
    return (round(100 * n / (_GREYS - 1)) for n in range(_GREYS))


def _band(band: "Image.Image") -> str:
    """One grey after the other, each from the left again (`$`); a run of one pattern as `!12~`."""
    width, height = band.size
    columns = [bytes(band.crop((x, 0, x + 1, height)).tobytes()) for x in range(width)]
    lines = []
    for grey in sorted({level for column in columns for level in column}):
        patterns = (sum(1 << row for row, level in enumerate(column) if level == grey) for column in columns)
        lines.append(f"#{grey}" + "".join(_run(chr(_FIRST + bits), len([*same])) for bits, same in groupby(patterns)))
    return "$".join(lines)


def _run(pattern: str, length: int) -> str:
    return f"!{length}{pattern}" if length > 3 else pattern * length
