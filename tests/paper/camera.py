"""A drawn page -> the photograph of it on a table: mild perspective, a lamp at one side, the shadow of a hand."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from tests.paper.pen import Dice

Floats = NDArray[np.float64]

TABLE: Final = (122, 98, 74)
MARGIN: Final = 6  # per cent of the page's width that the table shows around it
LEAST_LIGHT: Final = 55  # per cent of the light that reaches the darkest corner


def photograph(page: Image.Image, dice: Dice, tilt: int = 15) -> Image.Image:
    """The page in colour, as a telephone held over it sees it; each corner lies up to `tilt` per mille off."""
    margin = page.width * MARGIN // 100
    wide, high = page.width + 2 * margin, page.height + 2 * margin
    square = [(margin, margin), (wide - margin, margin), (wide - margin, high - margin), (margin, high - margin)]
    seen = [tuple(at + page.width * dice.between(-tilt, tilt) // 1000 for at in corner) for corner in square]
    place = _homography(seen, square)
    whole, sheet = Image.new("L", (wide, high), 0), Image.new("L", page.size, 255)
    whole.paste(page, (margin, margin))
    turned = whole.transform(whole.size, Image.Transform.PERSPECTIVE, place, Image.Resampling.BICUBIC)
    whole.paste(sheet, (margin, margin))
    mask = whole.transform(whole.size, Image.Transform.PERSPECTIVE, place, Image.Resampling.BICUBIC)
    photo = Image.new("RGB", (wide, high), TABLE)
    photo.paste(turned.convert("RGB"), (0, 0), mask)
    levels = np.asarray(photo.filter(ImageFilter.GaussianBlur(0.7)), dtype=np.float64)
    noise = dice.bytes(wide * high).reshape(high, wide).astype(np.float64)
    lit = levels * 0.94 * _light((high, wide), dice)[..., None] * (1.0, 0.97, 0.90) + (noise[..., None] - 127.5) / 24
    return Image.fromarray(np.clip(lit + 0.5, 0, 255).astype(np.uint8))


def _homography(seen: list[tuple[int, ...]], flat: list[tuple[int, int]]) -> tuple[float, ...]:
    """Pillow's eight numbers: where on the flat page each pixel that is seen comes from."""
    rows, values = [], []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return tuple(float(a) for a in np.linalg.solve(np.array(rows, dtype=float), np.array(values, dtype=float)))


def _light(shape: tuple[int, int], dice: Dice) -> Floats:
    """Light that falls off from one corner to the other, and a soft shadow across one of them."""
    down, across = (np.linspace(0, 1, n)[:: dice.between(0, 1) * 2 - 1] for n in shape)
    slope = 1 - (1 - LEAST_LIGHT / 100) * (down[:, None] + across) / 2
    edge = dice.between(20, 45) / 100  # of the page: how far the shadow reaches into it
    shadow = 1 / (1 + np.exp((down[:, None] + 0.6 * across - edge) * -30))
    return np.asarray(slope * (0.8 + 0.2 * shadow), dtype=np.float64)
