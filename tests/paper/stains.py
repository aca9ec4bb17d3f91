"""A drawn page -> the same page with what the desk and the years add to it: colours, stamps, holes, the other side.

Pages come grey ("L") and go grey or in colour ("RGB"); pixels are mixed in whole numbers, the same on every machine.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from tests.paper.pen import Dice, draw_logo, draw_stamp
from tests.paper.sheet import A4

Colour = tuple[int, int, int]
Levels = NDArray[np.int32]

PAPERS: Final[Sequence[Colour]] = ((250, 236, 150), (196, 226, 186), (176, 208, 234), (246, 190, 196))
PENS: Final[Sequence[Colour]] = ((255, 244, 60), (255, 150, 190), (140, 240, 120), (255, 190, 90))  # highlighters
STAMPS: Final[Sequence[Colour]] = ((196, 30, 45), (30, 60, 160), (110, 40, 140))
PALE_INKS: Final[Sequence[Colour]] = ((255, 130, 0), (0, 165, 225), (120, 190, 60), (240, 110, 170))
BANNERS: Final[Sequence[Colour]] = ((20, 20, 24), (0, 70, 130), (200, 60, 20), (30, 110, 70))


def on_coloured_paper(page: Image.Image, dice: Dice) -> Image.Image:
    """Yellow, green, blue or pink office paper."""
    return _tinted(page, 255, _one_of(PAPERS, dice))


def stamped(page: Image.Image, dice: Dice) -> Image.Image:
    """Two round seals in colour over the text; they say nothing that could be read."""
    mask, size = Image.new("L", page.size, 0), _px(page, 46)
    for y in (120, 185):
        x, seal = dice.between(25, 140), dice.between(0, 1)
        ring, emblem = draw_stamp(size, "", 0)[1], draw_logo(("shield", "house")[seal], size // 2, "", 0)[1]
        ring.paste(emblem.point([value * 7 // 10 for value in range(256)]), (size // 4, size // 4), emblem)
        mask.paste(ring, (_px(page, x), _px(page, y + dice.between(0, 15))), ring)
    return _tinted(page, mask, _one_of(STAMPS, dice))


def highlighted(page: Image.Image, dice: Dice) -> Image.Image:
    """Every other line of text, on the average, under one highlighter, a little unevenly."""
    mask = Image.new("L", page.size, 0)
    draw, over = ImageDraw.Draw(mask), _px(page, 0.7)
    for left, top, right, bottom in _text_lines(page):
        if dice.between(0, 1):
            start = dice.between(left, (2 * left + right) // 3)
            draw.rectangle((start - over, top - over, right + over, bottom + dice.between(0, over)), fill=235)
    return _tinted(page, mask, _one_of(PENS, dice))


def printed_in_colour(page: Image.Image, dice: Dice) -> Image.Image:
    """Pale print in colour: the letterhead and the foot of the page, or all of it."""
    ink, whole = np.array(_one_of(PALE_INKS, dice), dtype=np.int32), dice.between(0, 1) == 1
    grey = _levels(page)
    coloured = 255 - (255 - grey[..., None]) * (255 - ink) // 255
    top, foot = (grey.shape[0], 0) if whole else (_white_row(grey, _px(page, 95)), _white_row(grey, _px(page, 265)))
    rows = np.arange(grey.shape[0])[:, None, None]
    return _picture(np.where((rows < top) | (rows >= foot), coloured, grey[..., None]))


def with_banner(page: Image.Image, dice: Dice) -> Image.Image:
    """The head of the page white on a dark banner, from edge to edge."""
    colour, grey = np.array(_one_of(BANNERS, dice), dtype=np.int32), _levels(page)
    banner = colour + (255 - colour) * (255 - grey[..., None]) // 255
    rows = np.arange(grey.shape[0])[:, None, None]
    return _picture(np.where(rows < _white_row(grey, _px(page, 44)), banner, grey[..., None]))


def punched(page: Image.Image, dice: Dice) -> Image.Image:
    """Filed: four or two holes at the left, dark as the lid behind them, one of them torn out."""
    page = page.copy()
    draw, radius, dark = ImageDraw.Draw(page), _px(page, 3), dice.between(20, 70)
    for y in ((108, 188), (28, 108, 188, 268))[dice.between(0, 1)]:
        x, y = _px(page, 12), _px(page, y + dice.between(-2, 2))
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=dark)
    draw.rectangle((0, y - radius // 2, x, y + radius // 2), fill=dark)
    return page


def with_dark_borders(page: Image.Image, dice: Dice) -> Image.Image:
    """A page smaller than the glass, under an open lid: black along three of its sides, a shadow along the fourth."""
    left, top, bottom = (_px(page, dice.between(4, 14)) for _ in range(3))
    shadow, dark = _px(page, 5), dice.between(8, 45)
    glass = Image.new("L", (left + page.width + shadow, top + page.height + bottom), dark)
    glass.paste(page, (left, top))
    draw, right = ImageDraw.Draw(glass), left + page.width
    for i in range(shadow):
        draw.line((right + i, top, right + i, top + page.height), 230 - 150 * i // shadow)
    return glass


def shone_through(page: Image.Image, other: Image.Image, per_cent: int) -> Image.Image:
    """Thin paper: the other side, mirrored and blurred, darkens the page by so much of its own ink."""
    back = other.transpose(Image.Transpose.FLIP_LEFT_RIGHT).filter(ImageFilter.BoxBlur(1))
    ghost = (255 - _levels(back)) * per_cent // 100
    return _picture(np.minimum(_levels(page), 255 - ghost))


def _tinted(page: Image.Image, mask: Image.Image | int, colour: Colour) -> Image.Image:
    """The page seen through colour, as strong as `mask` (0-255) says."""
    strength = np.int32(mask) if isinstance(mask, int) else _levels(mask)[..., None]
    filters = 255 - strength * (255 - np.array(colour, dtype=np.int32)) // 255
    return _picture(_levels(page)[..., None] * filters // 255)


def _text_lines(page: Image.Image) -> Iterator[tuple[int, int, int, int]]:
    """Left, top, right, bottom of what stands together in each row of ink that is as high as a line of text."""
    ink = _levels(page) < 128
    inked = np.concatenate(([False], ink.any(axis=1), [False]))
    edges = np.flatnonzero(inked[1:] != inked[:-1])
    for top, bottom in zip(edges[::2], edges[1::2], strict=True):
        if _px(page, 1.5) <= bottom - top <= _px(page, 6):
            columns = np.flatnonzero(ink[top:bottom].any(axis=0))
            for part in np.split(columns, np.flatnonzero(np.diff(columns) > _px(page, 10)) + 1):
                yield int(part[0]), int(top), int(part[-1]), int(bottom)


def _white_row(grey: Levels, row: int) -> int:
    """The white row nearest to `row`, so that no line of text is cut."""
    white = np.flatnonzero((grey > 200).all(axis=1))
    return int(white[np.abs(white - row).argmin()])


def _one_of(colours: Sequence[Colour], dice: Dice) -> Colour:
    return colours[dice.between(0, len(colours) - 1)]


def _px(page: Image.Image, mm: float) -> int:
    return round(mm * page.width / A4[0])


def _levels(page: Image.Image) -> Levels:
    return np.asarray(page, dtype=np.int32)


def _picture(levels: Levels) -> Image.Image:
    return Image.fromarray(levels.astype(np.uint8))
