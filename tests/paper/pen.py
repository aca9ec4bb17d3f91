"""Seeds and names -> ink that is not text: signatures, stamps, logos; whole numbers only, the same on every machine."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from PIL import Image, ImageChops, ImageDraw

from tests.paper.fonts import load_font

FINE: Final = 4  # strokes are drawn this many times larger and then averaged
STEPS: Final = 96  # dots between two points of a stroke

Point = tuple[int, int]


class Dice:
    """Whole numbers from a seed: the raw stream of PCG64, which numpy promises never to change."""

    def __init__(self, seed: int) -> None:
        self._bits = np.random.PCG64(seed)

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._bits.random_raw()) % (high - low + 1)

    def bytes(self, count: int) -> "np.ndarray[tuple[int], np.dtype[np.uint8]]":
        """`count` bytes."""
        words = self._bits.random_raw((count + 7) // 8)
        return np.asarray(words, dtype="<u8").view(np.uint8)[:count]


def draw_signature(width: int, height: int, seed: int, ink: int) -> tuple[Image.Image, Image.Image]:
    """A signature as (ink, mask): a large initial, a run of loops that dies away, and a flourish under it."""
    dice = Dice(seed)
    w, h = width * FINE, height * FINE
    base = h * 60 // 100
    strokes = [_initial(dice, w, h), _run(dice, w, h, base), _flourish(dice, w, h)]
    mask = Image.new("L", (w, h), 0)
    draw = ImageDraw.Draw(mask)
    thick = max(2, h // 60)
    for stroke in strokes:
        dots = _smooth(stroke)
        for i, (x, y) in enumerate(dots):
            # the pen presses in the middle of a stroke and on the way down
            down = y > dots[max(0, i - 1)][1]
            r = thick // 2 + thick * min(i, len(dots) - 1 - i) // len(dots) + (thick // 3 if down else 0)
            draw.ellipse((x - r, y - r, x + r, y + r), fill=255)
    mask = mask.reduce(FINE)
    return Image.new("L", mask.size, ink), mask


# tall looped capitals at the left, in per cent of the signature's box: like a J, an L, an M, a B
INITIALS: Final = (
    ((12, 70), (8, 40), (16, 12), (24, 14), (20, 52), (14, 84), (9, 74), (20, 50), (30, 42), (27, 62), (34, 58)),
    ((22, 30), (27, 12), (21, 8), (15, 40), (10, 68), (5, 74), (7, 64), (18, 70), (32, 66)),
    ((4, 74), (9, 38), (13, 14), (15, 44), (16, 62), (20, 30), (24, 16), (25, 42), (26, 66), (33, 60)),
    ((9, 16), (7, 46), (5, 76), (8, 30), (18, 10), (24, 22), (12, 40), (25, 50), (22, 72), (7, 74), (18, 62), (34, 60)),
)


def _initial(dice: Dice, w: int, h: int) -> list[Point]:
    """One of the capitals, never twice the same."""
    shape = INITIALS[dice.between(0, len(INITIALS) - 1)]

    def moved(x: int, y: int) -> Point:
        return w * x // 100 + dice.between(-w // 70, w // 70), h * y // 100 + dice.between(-h // 30, h // 30)

    return [moved(x, y) for x, y in shape]


def _run(dice: Dice, w: int, h: int, base: int) -> list[Point]:
    """Loops and humps that grow smaller to the right, with one or two tall letters among them."""
    points: list[Point] = [(w * 30 // 100, base)]
    x, count, slope = w * 33 // 100, dice.between(4, 8), dice.between(-h // 40, h // 90)
    tall = {dice.between(0, count - 1), dice.between(0, count - 1)}
    for i in range(count):
        high = h * (dice.between(36, 50) if i in tall else max(5, 20 - 2 * i + dice.between(-5, 5))) // 100
        back, step = w * dice.between(-1, 3) // 100, w * dice.between(4, 9) // 100
        points += [(x + step // 2, base - high), (x + step // 2 - back, base - high // 3), (x + step, base + h // 40)]
        x, base = x + step, base + slope
    return [*points, (min(x + w // 8, w * 96 // 100), base - h * dice.between(4, 14) // 100)]


def _flourish(dice: Dice, w: int, h: int) -> list[Point]:
    """A line under the name that turns back on itself; some only underline, some cross the end."""
    y, kind = h * dice.between(74, 86) // 100, dice.between(0, 3)
    if kind == 0:
        return [(w * 88 // 100, h * 20 // 100), (w * 70 // 100, h * 50 // 100), (w * 56 // 100, h * 88 // 100)]
    there = [(w * 72 // 100, y - h // 14), (w * 40 // 100, y + h // 20), (w * dice.between(8, 24) // 100, y + h // 10)]
    if kind == 1:
        return there[::-1]
    return [*there, (w * 24 // 100, y + h // 60), (w * 60 // 100, y), (w * dice.between(80, 94) // 100, y - h // 7)]


def _smooth(points: Sequence[Point]) -> list[Point]:
    """The dots of a Catmull-Rom curve through `points`, in whole numbers."""
    padded = [points[0], *points, points[-1]]
    dots: list[Point] = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        dots += [(_spline(a[0], b[0], c[0], d[0], t), _spline(a[1], b[1], c[1], d[1], t)) for t in range(STEPS)]
    return dots


def _spline(a: int, b: int, c: int, d: int, t: int) -> int:
    n = STEPS
    sum_ = 2 * b * n**3 + (c - a) * t * n**2 + (2 * a - 5 * b + 4 * c - d) * t**2 * n + (3 * b - a - 3 * c + d) * t**3
    return sum_ // (2 * n**3)


def draw_stamp(size: int, text: str, ink: int) -> tuple[Image.Image, Image.Image]:
    """A round office stamp as (ink, mask): two rings and up to four short lines."""
    big = size * FINE
    mask = Image.new("L", (big, big), 0)
    draw = ImageDraw.Draw(mask)
    for inset, thick in ((FINE, big // 50), (big // 14, big // 120)):
        draw.ellipse((inset, inset, big - inset, big - inset), outline=190, width=max(2, thick))
    lines = text.split("\n")
    font = load_font("source", big // 10, bold=True)
    for i, line in enumerate(lines):
        y = big // 2 + (2 * i - len(lines) + 1) * big // 15
        draw.text((big // 2, y), line, font=font, fill=190, anchor="mm")
    mask = mask.reduce(FINE)
    return Image.new("L", mask.size, ink), mask


def draw_logo(shape: str, size: int, text: str, ink: int) -> tuple[Image.Image, Image.Image]:
    """A logo as (ink, mask), `size` pixels high; `text` stands in it in small letters, as trade marks do."""
    big = size * FINE
    mask, paper = Image.new("L", (big, big), 0), Image.new("L", (big, big), 0)
    SHAPES[shape](ImageDraw.Draw(mask), big)
    if text:
        draw = ImageDraw.Draw(paper)
        font = load_font("roboto", big * 100 // (55 * max(4, len(text))), bold=True)
        draw.text((big // 2, big * 74 // 100), text, font=font, fill=255, anchor="mm")
        mask = ImageChops.subtract(mask, paper)
    mask = mask.reduce(FINE)
    return Image.new("L", mask.size, ink), mask


def _square(draw: ImageDraw.ImageDraw, n: int) -> None:
    draw.rectangle((0, 0, n - 1, n - 1), fill=255)


def _bars(draw: ImageDraw.ImageDraw, n: int) -> None:
    for i, high in enumerate((40, 70, 100, 55)):
        draw.rectangle((n * i // 4, n - n * high // 100, n * i // 4 + n // 6, n - 1), fill=255)


def _drop(draw: ImageDraw.ImageDraw, n: int) -> None:
    draw.ellipse((n // 5, n * 2 // 5, n * 4 // 5, n - 1), fill=255)
    draw.polygon([(n // 2, 0), (n * 24 // 100, n * 58 // 100), (n * 76 // 100, n * 58 // 100)], fill=255)


def _shield(draw: ImageDraw.ImageDraw, n: int) -> None:
    edge = [(n // 8, 0), (n * 7 // 8, 0), (n * 7 // 8, n // 2), (n // 2, n - 1), (n // 8, n // 2)]
    draw.polygon(edge, fill=255)
    draw.polygon([(n // 4, n // 8), (n // 2, n // 8), (n // 2, n * 3 // 4), (n // 4, n // 2)], fill=0)


def _rings(draw: ImageDraw.ImageDraw, n: int) -> None:
    draw.ellipse((0, n // 6, n * 2 // 3, n * 5 // 6), outline=255, width=n // 12)
    draw.ellipse((n // 3, n // 6, n - 1, n * 5 // 6), outline=255, width=n // 12)


def _house(draw: ImageDraw.ImageDraw, n: int) -> None:
    draw.polygon([(0, n // 2), (n // 2, n // 12), (n - 1, n // 2)], fill=255)
    draw.rectangle((n // 6, n // 2, n * 5 // 6, n - 1), fill=255)
    draw.rectangle((n * 42 // 100, n * 2 // 3, n * 58 // 100, n - 1), fill=0)


def _waves(draw: ImageDraw.ImageDraw, n: int) -> None:
    for i in range(3):
        y = n * (15 + 28 * i) // 100
        draw.arc((0, y, n // 2, y + n // 4), 180, 360, fill=255, width=n // 12)
        draw.arc((n // 2 - n // 12, y, n - 1, y + n // 4), 0, 180, fill=255, width=n // 12)


SHAPES: Final[dict[str, Callable[[ImageDraw.ImageDraw, int], None]]] = {
    "square": _square,
    "bars": _bars,
    "drop": _drop,
    "shield": _shield,
    "rings": _rings,
    "house": _house,
    "waves": _waves,
}
