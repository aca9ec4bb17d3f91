"""A picture file → its pages as scans: upright by EXIF, grey or RGB in 8 bits, square pixels."""

import math
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from pipeline.errors import DocumentError
from pipeline.pages.resolution import honest_dpi
from pipeline.records import Picture, Scan
from pipeline.settings import PageSettings

PICTURE_TYPES: Final[dict[str, tuple[str, ...]]] = {
    "image/tiff": ("TIFF",),
    "image/png": ("PNG",),
    "image/jpeg": ("JPEG", "MPO"),
    "image/webp": ("WEBP",),
    "image/bmp": ("BMP", "DIB"),
    "image/gif": ("GIF",),
}
"""Media type → the decoders of Pillow that may open it; no other is tried."""

_MAX_FRAMES: Final = 20_000  # a bulk scan has hundreds; a TIFF whose directories form a circle has no end
_SUBFILE_TYPE: Final = 254
_REDUCED: Final = 1  # a TIFF directory may be a thumbnail of the page before it
_ORIENTATIONS_ON_SIDE: Final = (5, 6, 7, 8)  # EXIF: width and height change places
# a picture of more megapixels is halved (thirded ...) on loading: an A4 page has 8.7 at 300 dpi, 35 at 600
_COMFORTABLE_MEGAPIXELS: Final = 20.0
_SQUARE_WITHIN: Final = 1.02  # 300 x 299 dpi is rounding, not another shape of pixel
_ODDEST_PIXEL: Final = 4.0  # beyond 1:4 (a fax has 1:2) one of the two numbers is wrong
_WHITES: Final = (1.0, 255.0, 1023.0, 4095.0, 65535.0)  # white in 1 (float), 8, 10, 12 and 16 bits
# decoders raise all of these on damaged files
_DECODE_ERRORS: Final = (
    OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, OverflowError, AttributeError,
    ArithmeticError, RuntimeError, struct.error, zlib.error,
)  # fmt: skip

Image.MAX_IMAGE_PIXELS = None  # our own limit, `PageSettings.max_megapixels`, is checked before anything is decoded


def count_frames(path: Path, media_type: str, settings: PageSettings) -> int:
    """Pages of a picture file: the directories of a TIFF without its thumbnails; one for every other type."""
    with _open(path, media_type) as image:
        if media_type != "image/tiff":
            _check_size(image, settings)
            return 1
        return len(_page_frames(image))


def load_frame(path: Path, media_type: str, page: int, settings: PageSettings) -> Scan:
    """One page of a picture file. A picture that ends too early is refused: half a letter read as a whole one lies."""
    with _open(path, media_type) as image:
        frames = _page_frames(image) if media_type == "image/tiff" else [0]
        if not 1 <= page <= len(frames):
            raise DocumentError("page_failed", f"the file has {len(frames)} pages")
        try:
            image.seek(frames[page - 1])
            _check_size(image, settings)
            return _scan(image)
        except _DECODE_ERRORS as error:
            code = "page_failed" if len(frames) > 1 else "corrupt"
            raise DocumentError(code, _reason(error)) from error


@contextmanager
def _open(path: Path, media_type: str) -> Iterator[Image.Image]:
    try:
        # not by name: Pillow would map the file into memory, and garble an uncompressed TIFF that lies on its side
        file = path.open("rb")
    except (OSError, ValueError) as error:
        raise DocumentError("unreadable", getattr(error, "strerror", None) or type(error).__name__) from error
    with file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of damage it can live with; what it cannot is raised
        try:
            image = Image.open(file, formats=PICTURE_TYPES[media_type])
        except UnidentifiedImageError as error:
            raise DocumentError("corrupt", "its header makes no sense") from error
        except _DECODE_ERRORS as error:
            raise DocumentError("corrupt", _reason(error)) from error
        with image:
            yield image


def _page_frames(image: Image.Image) -> list[int]:
    """The frames that are pages; a directory that cannot be read ends the list, but the first always counts."""
    frames = [0]
    for frame in range(1, _MAX_FRAMES):
        try:
            image.seek(frame)
        except _DECODE_ERRORS:
            break
        tags = getattr(image, "tag_v2", {})
        if not int(tags.get(_SUBFILE_TYPE, 0)) & _REDUCED:
            frames.append(frame)
    return frames


def _check_size(image: Image.Image, settings: PageSettings) -> None:
    megapixels = image.width * image.height / 1e6
    if megapixels > settings.max_megapixels:
        raise DocumentError("too_large", f"{image.width} x {image.height} pixels")


def _scan(image: Image.Image) -> Scan:
    width, height, dpi = *image.size, _stored_dpi(image)
    shrink = math.ceil(math.sqrt(width * height / 1e6 / _COMFORTABLE_MEGAPIXELS))
    if shrink > 1 and image.format in {"JPEG", "MPO"}:
        image.draft(None, (width // shrink, height // shrink))  # decoded small at once, in less memory
    if _orientation(image) in _ORIENTATIONS_ON_SIDE:
        dpi = dpi and dpi[::-1]
        if image.format != "TIFF":  # Pillow tells the size of a TIFF as it will be when upright
            width, height = height, width
    image.load()
    flat = _to_grey_or_rgb(ImageOps.exif_transpose(image))
    rest = round(shrink * flat.width / width)
    if rest > 1:
        flat = flat.reduce(rest)
    if dpi is None:
        return Scan(np.array(flat), None)
    x_dpi, y_dpi = dpi[0] * flat.width / width, dpi[1] * flat.height / height
    if not 1 / _SQUARE_WITHIN < x_dpi / y_dpi < _SQUARE_WITHIN:  # a fax has 204 x 98 dots an inch
        dense = max(x_dpi, y_dpi)
        size = round(flat.width * dense / x_dpi), round(flat.height * dense / y_dpi)
        return Scan(np.array(flat.resize(size, Image.Resampling.BICUBIC)), dense)
    return Scan(np.array(flat), (x_dpi + y_dpi) / 2)


def _stored_dpi(image: Image.Image) -> tuple[float, float] | None:
    """Horizontal and vertical dpi of the picture as it lies in the file, where both are honest and alike."""
    try:
        x_claim, y_claim = (float(value) for value in image.info["dpi"])
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return None
    x_dpi, y_dpi = honest_dpi(x_claim, image.width), honest_dpi(y_claim, image.height)
    if x_dpi is None or y_dpi is None or not 1 / _ODDEST_PIXEL <= x_dpi / y_dpi <= _ODDEST_PIXEL:
        return None
    return x_dpi, y_dpi


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(ExifTags.Base.Orientation, 1))
    except _DECODE_ERRORS:  # damaged EXIF says nothing
        return 1


def _to_grey_or_rgb(image: Image.Image) -> Image.Image:
    """Any mode of Pillow → `L` or `RGB`: paper shows through transparency, 16 bits are scaled and not clipped."""
    if image.mode in {"L", "RGB"} and "transparency" not in image.info:
        return image
    if image.mode == "1":
        return image.convert("L")
    if image.mode.startswith("I") or image.mode == "F":
        return Image.fromarray(_to_8_bits(np.asarray(image)))
    if "transparency" in image.info or image.mode in {"RGBA", "LA", "PA", "RGBa", "La"}:
        layer = image.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        paper.alpha_composite(layer)
        return paper.convert("RGB")
    return image.convert("RGB")


def _to_8_bits(deep: NDArray[Any]) -> Picture:
    """Scale deep grey to 0-255 by the depth that its brightest pixel shows: 10 or 12 bits often lie in 16."""
    values = np.nan_to_num(deep.astype(np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    brightest = float(values.max(initial=0.0))
    white = next((depth for depth in _WHITES if brightest <= depth), brightest)
    scaled: Picture = np.clip(values * (255.0 / white), 0, 255).astype(np.uint8)
    return scaled


def _reason(error: BaseException) -> str:
    """The decoder's own words, on one line."""
    return " ".join(str(error).split())[:120] or type(error).__name__
