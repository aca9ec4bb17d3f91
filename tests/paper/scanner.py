"""A drawn page -> the scan of it: skew, blur, light, grain, quarter turns, and the files that scanners write.

Pixels are moved and mixed in whole numbers, and chance comes from the raw stream of PCG64: the same bytes on every
machine. Pillow only packs the files.
"""

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tests.paper.pen import Dice

Grid = NDArray[np.int32]

ONE: Final = 1 << 14  # fixed point of the rotation: an A4 page at 600 dpi still fits 32 bits
FLAKE: Final = 2  # pixels: the smallest piece of print that is lost
CLOUD: Final = 9  # pixels from one patch of the paper's mottle to the next
EPOCH: Final = time.gmtime(0)  # PDFs want a date; this one never changes


@dataclass(frozen=True, kw_only=True)
class Scanner:
    """How one page is scanned. `skew`: degrees counter-clockwise; `turn`: clockwise quarter turns, after the skew."""

    seed: int
    skew: float = 0.0
    turn: int = 0
    blur: int = 1  # passes of a 1-2-1 filter
    ink: int = 100  # per cent of the ink that reaches the picture
    light: int = 0  # grey levels lost from the bright to the dark corner
    grain: int = 2  # grey levels of paper noise
    paper: int = 247  # grey of the paper
    edge: int = 247  # grey beside the skewed page: the lid of the scanner
    ghost: int = 0  # per cent of the other side that shines through (the page itself, mirrored)
    specks: int = 0  # specks of dust
    wear: int = 0  # per cent of the print that has flaked off
    folds: bool = False  # creases at the thirds, and two punched holes at the left
    one_bit: bool = False
    pepper: int = 0  # per mille of the pixels that come out black for white or white for black


def scan_page(page: Image.Image, scanner: Scanner) -> Image.Image:
    """The page as the scanner sees it: grey ("L"), or black and white ("1")."""
    dice = Dice(scanner.seed)
    grid = np.asarray(page, dtype=np.int32)
    if scanner.wear:
        grid = 255 - (255 - grid) * _flakes(grid.shape, scanner.wear, dice)
    if scanner.ghost:
        grid = grid - (255 - grid[:, ::-1]) * scanner.ghost // 100
    grid = scanner.paper - (255 - grid) * scanner.paper * scanner.ink // 25500
    if scanner.folds:
        _crease(grid)
    if scanner.skew:
        grid = rotate(grid, scanner.skew, scanner.edge)
    for _ in range(scanner.blur):
        grid = _blur(_blur(grid, 0), 1)
    grid = grid - _shade(grid.shape, scanner.light, dice) + _grain(grid.shape, scanner.grain, dice)
    _dust(grid, scanner.specks, dice)
    picture = np.rot90(np.clip(grid, 0, 255).astype(np.uint8), -scanner.turn // 90)
    cut = scanner.paper * 7 // 10  # of the paper's grey: pale print survives, mottle does not
    if scanner.one_bit:
        picture = np.where(picture < cut, 0, 255).astype(np.uint8)
    if scanner.pepper:
        picture = _pepper(picture, scanner.pepper, dice)
    image = Image.fromarray(np.ascontiguousarray(picture))
    return image.point([0] * 128 + [255] * 128, mode="1") if scanner.one_bit else image


def scan_colour(page: Image.Image, scanner: Scanner) -> Image.Image:
    """A page in colour as the scanner sees it: each of its three colours with the same skew, light, grain and dust."""
    return Image.merge("RGB", [scan_page(channel, scanner) for channel in page.split()])


def rotate(grid: Grid, degrees: float, edge: int) -> Grid:
    """Turn counter-clockwise around the middle, bilinear, in fixed point; what comes from outside is `edge`."""
    high, wide = grid.shape
    cos, sin = (round(f(math.radians(degrees)) * ONE) for f in (math.cos, math.sin))
    u = np.arange(wide, dtype=np.int32)[None, :] * 2 - (wide - 1)  # twice the distance from the middle
    v = np.arange(high, dtype=np.int32)[:, None] * 2 - (high - 1)
    x = (u * cos - v * sin) // 2 + (wide - 1) * ONE // 2
    y = (u * sin + v * cos) // 2 + (high - 1) * ONE // 2
    # a frame of `edge` around the page answers for everything outside
    framed = np.pad(grid, 1, constant_values=edge).ravel()
    col, row = np.clip(x // ONE, -1, wide - 1), np.clip(y // ONE, -1, high - 1)
    fx, fy = (x & (ONE - 1)) >> 6, (y & (ONE - 1)) >> 6  # 0-255
    at = (row + 1) * (wide + 2) + col + 1
    upper = framed[at] * (256 - fx) + framed[at + 1] * fx
    lower = framed[at + wide + 2] * (256 - fx) + framed[at + wide + 3] * fx
    turned = (upper * (256 - fy) + lower * fy + (1 << 15)) >> 16
    outside = (x < -ONE) | (x >= wide * ONE) | (y < -ONE) | (y >= high * ONE)
    return np.asarray(np.where(outside, edge, turned), dtype=np.int32)


def _blur(grid: Grid, axis: int) -> Grid:
    """One 1-2-1 pass along an axis, edges repeated."""
    padded = np.pad(grid, [(1, 1) if a == axis else (0, 0) for a in (0, 1)], mode="edge")
    n = grid.shape[axis]
    first, mid, last = (np.take(padded, range(i, i + n), axis) for i in (0, 1, 2))
    return np.asarray((first + 2 * mid + last + 2) >> 2, dtype=np.int32)


def _shade(shape: tuple[int, ...], levels: int, dice: Dice) -> Grid:
    """Light that falls off from one edge to the other, along both axes."""
    high, wide = shape
    down = np.arange(high, dtype=np.int32)[:: dice.between(0, 1) * 2 - 1, None] * levels // high
    across = np.arange(wide, dtype=np.int32)[None, :: dice.between(0, 1) * 2 - 1] * levels // wide
    return np.asarray((down + across) // 2, dtype=np.int32)


def _grain(shape: tuple[int, ...], levels: int, dice: Dice) -> Grid:
    """Paper: noise of single pixels over a coarser mottle, each `levels` strong."""
    high, wide = shape
    if not levels:
        return np.zeros(shape, dtype=np.int32)

    def noise(rows: int, columns: int) -> Grid:
        two = dice.bytes(2 * rows * columns).reshape(2, rows, columns).astype(np.int32)
        return np.asarray((two.sum(axis=0) - 255) * levels // 256, dtype=np.int32)

    mottle = _enlarge(_enlarge(noise(high // CLOUD + 2, wide // CLOUD + 2), 0), 1)[:high, :wide]
    return np.asarray(noise(high, wide) + mottle, dtype=np.int32)


def _enlarge(grid: Grid, axis: int) -> Grid:
    """`CLOUD` times larger along an axis, straight lines from one value to the next."""
    here, after = (np.repeat(g, CLOUD, axis) for g in (grid, np.roll(grid, -1, axis)))
    step = np.arange(grid.shape[axis] * CLOUD, dtype=np.int32) % CLOUD
    step = step[:, None] if axis == 0 else step[None, :]
    return np.asarray((here * (CLOUD - step) + after * step) // CLOUD, dtype=np.int32)


def _flakes(shape: tuple[int, ...], per_cent: int, dice: Dice) -> Grid:
    """1 where the print is whole, 0 in clumps of a few pixels where it is lost."""
    high, wide = shape
    rows, columns = high // FLAKE + 1, wide // FLAKE + 1
    whole = dice.bytes(rows * columns).reshape(rows, columns) >= per_cent * 256 // 100
    return whole.repeat(FLAKE, axis=0).repeat(FLAKE, axis=1)[:high, :wide].astype(np.int32)


def _crease(grid: Grid) -> None:
    """A letter folded in three and filed: pale creases, dark holes, in place."""
    high, wide = grid.shape
    for third in (high // 3, high * 2 // 3):
        grid[third : third + 2] -= 35
        grid[third + 2 : third + 4] += 12
    y, x = np.ogrid[:high, :wide]
    for middle in (high * 367 // 1000, high * 633 // 1000):  # 80 mm apart, 12 mm from the edge
        grid[(y - middle) ** 2 + (x - wide * 12 // 210) ** 2 < (wide * 3 // 210) ** 2] = 45


def _dust(grid: Grid, specks: int, dice: Dice) -> None:
    """Dark specks of one to four pixels, in place."""
    for _ in range(specks):
        y, x, size = dice.between(0, grid.shape[0] - 5), dice.between(0, grid.shape[1] - 5), dice.between(1, 4)
        grid[y : y + size, x : x + dice.between(1, 4)] = dice.between(30, 120)


def _pepper(picture: NDArray[np.uint8], per_mille: int, dice: Dice) -> NDArray[np.uint8]:
    """Single pixels turned over, black for white or white for black."""
    chance = dice.bytes(2 * picture.size).view("<u2").reshape(picture.shape)
    return np.where(chance < 65536 * per_mille // 1000, 255 - picture, picture)


def save_scan(images: Sequence[Image.Image], path: Path, dpi: int, quality: int = 65) -> None:
    """Write the file its name asks for (.jpg, .tif, .pdf), without dates; 1-bit TIFFs as fax (group 4).

    Nothing is deflated (no PNG): zlib's output differs from one processor to another.
    """
    first, rest = images[0], list(images[1:])
    match path.suffix:
        case ".jpg":
            if rest:
                raise ValueError(f"{path.name}: a JPEG holds one page, not {len(images)}")
            first.convert("L").save(path, "JPEG", quality=quality, dpi=(dpi, dpi))
        case ".tif":
            how = "group4" if first.mode == "1" else "jpeg"
            extra = {} if how == "group4" else {"quality": quality}
            first.save(path, "TIFF", compression=how, dpi=(dpi, dpi), save_all=True, append_images=rest, **extra)
        case ".pdf":
            grey = [image.convert("L") for image in images]
            grey[0].save(
                path,
                "PDF",
                resolution=dpi,
                quality=quality,
                save_all=True,
                append_images=grey[1:],
                title="scan",
                creationDate=EPOCH,
                modDate=EPOCH,
            )
        case other:
            raise ValueError(f"cannot write {other!r}: use .jpg, .tif or .pdf")
