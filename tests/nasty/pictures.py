"""Pictures that attack whoever opens them, written byte by byte: name → bytes."""

import struct
import zlib
from io import BytesIO
from typing import Final

import numpy as np
from PIL import Image

from tests.nasty.bombs import MIB, packed

_SMALL: Final = (60, 40)
_ENTRY: Final = "<HHII"


def _saved(kind: str, **options: object) -> bytes:
    stream = BytesIO()
    Image.fromarray(np.arange(2400, dtype=np.uint8).reshape(40, 60)).save(stream, kind, **options)
    return stream.getvalue()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(width: int, height: int, rows: bytes, *before: bytes) -> bytes:
    """One bit a pixel."""
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(before) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def _tiff(*following: int, strip: int = 8, size: tuple[int, int] = _SMALL) -> bytes:
    """A TIFF of directories of which each names the one at the given index as the next; past the last: the end."""
    width, height = size
    tags = [
        (256, 4, width), (257, 4, height), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, strip),
        (277, 3, 1), (278, 4, height), (279, 4, _SMALL[0] * _SMALL[1]),
    ]  # fmt: skip
    start, length = 8 + _SMALL[0] * _SMALL[1], 2 + 12 * len(tags) + 4
    body = b"II*\0" + struct.pack("<I", start) + b"\x80" * (_SMALL[0] * _SMALL[1])
    for after in following:
        body += struct.pack("<H", len(tags)) + b"".join(struct.pack(_ENTRY, tag, kind, 1, v) for tag, kind, v in tags)
        body += struct.pack("<I", start + after * length if after < len(following) else 0)
    return body


def _jpeg_with_length(length: int) -> bytes:
    """The first segment says that it is so long."""
    data = _saved("JPEG")
    return data[:4] + struct.pack(">H", length) + data[6:]


def _jpeg_with_size(width: int, height: int) -> bytes:
    data = bytearray(_saved("JPEG"))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(data)


def nasty_pictures() -> dict[str, tuple[bytes, str]]:
    """Name → the file, and the code of its row; "" where it can be read for what it shows."""
    jpeg, white = _saved("JPEG"), packed(b"\0" + b"\xff" * 1_750, 14_000)
    return {
        "directory that follows itself.tif": (_tiff(0), ""),
        "directories in a circle.tif": (_tiff(1, 2, 0), ""),
        "pixels behind the end.tif": (_tiff(1, strip=2**31), "corrupt"),
        "4 gigapixels.tif": (_tiff(1, size=(65_000, 65_000)), "too_large"),
        "claims a length of 0.jpg": (_jpeg_with_length(0), ""),
        "claims a length of 65,535.jpg": (_jpeg_with_length(65_535), "corrupt"),
        "claims 65,000 x 65,000.jpg": (_jpeg_with_size(65_000, 65_000), "too_large"),
        "claims twice its size.jpg": (_jpeg_with_size(120, 8_000), ""),  # libjpeg draws what is missing in grey
        "cut.jpg": (jpeg[: len(jpeg) // 2], "corrupt"),
        "two bytes.jpg": (b"\xff\xd8\xff", "corrupt"),
        "bomb of 400 megapixels.png": (_png(20_000, 20_000, zlib.compress(b"")), "too_large"),
        "196 megapixels of white.png": (_png(14_000, 14_000, white), ""),
        "text of 1 GiB.png": (
            _png(8, 8, zlib.compress(b"\0\xff" * 8), _chunk(b"zTXt", b"a\0\0" + packed(b" " * MIB, 1024))),
            "corrupt",
        ),
        "rows that do not end.png": (_png(64, 64, zlib.compress(b"\0\xff" * 8)[:-6]), "corrupt"),
        "no area.png": (_png(0, 0, zlib.compress(b"")), "corrupt"),
        "canvas of 65,535.gif": (_saved("GIF")[:6] + b"\xff" * 4 + _saved("GIF")[10:], "too_large"),
        "cut.webp": (_saved("WEBP")[:60], "corrupt"),
        "height of -2^31.bmp": (
            _saved("BMP")[:22] + struct.pack("<i", -(2**31)) + _saved("BMP")[26:],
            "too_large",
        ),
    }
