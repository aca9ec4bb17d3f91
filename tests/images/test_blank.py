"""Pages with nothing printed are blank, whatever the scanner added; one word is enough not to be."""

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from pipeline.images import clean_scan
from pipeline.records import Scan
from tests.images.drawn import DPI, blank_page, text_page
from tests.paper import stains
from tests.paper.fonts import load_font
from tests.paper.pen import Dice, draw_logo, draw_signature, draw_stamp
from tests.paper.scanner import Scanner, scan_page

DICE = np.random.default_rng(11)


def white() -> Image.Image:
    return blank_page()


def grain() -> Image.Image:
    return Image.fromarray(np.clip(DICE.normal(240, 5, (1754, 1240)), 0, 255).astype(np.uint8))


def specks() -> Image.Image:
    page = grain()
    draw = ImageDraw.Draw(page)
    for x, y, size in zip(DICE.integers(0, 1230, 60), DICE.integers(0, 1740, 60), DICE.integers(1, 5, 60), strict=True):
        draw.rectangle((int(x), int(y), int(x + size), int(y + size)), fill=60)
    return page


def borders_and_holes() -> Image.Image:
    page = grain()
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 0, 14, 1754), fill=10)
    draw.rectangle((0, 1735, 1240, 1754), fill=30)
    for y in (640, 1110):
        draw.ellipse((45, y, 80, y + 35), fill=15)
    draw.line((0, 880, 1240, 886), fill=190, width=2)  # a fold
    return page


def shows_through() -> Image.Image:
    other = text_page().transpose(Image.Transpose.FLIP_LEFT_RIGHT).filter(ImageFilter.GaussianBlur(2))
    return other.point([255 - (255 - value) // 12 for value in range(256)])


def salt_and_pepper() -> Image.Image:
    return scan_page(blank_page(), Scanner(seed=5, one_bit=True, pepper=4)).convert("L")


def under_a_lamp() -> Image.Image:
    return scan_page(blank_page(), Scanner(seed=5, light=110, grain=6))


def coloured_and_punched() -> Image.Image:
    return stains.on_coloured_paper(stains.punched(blank_page(), Dice(3)), Dice(3))


def folded() -> Image.Image:
    return scan_page(blank_page(), Scanner(seed=5, folds=True, paper=230, edge=60, skew=1.2))


BLANK = [
    white,
    grain,
    specks,
    borders_and_holes,
    shows_through,
    salt_and_pepper,
    under_a_lamp,
    coloured_and_punched,
    folded,
]


@pytest.mark.parametrize("draw", BLANK)
def test_blank(draw: Callable[[], Image.Image]) -> None:
    clean = clean_scan(Scan(np.asarray(draw()), DPI))
    assert clean.blank
    assert (clean.rotation, clean.skew_degrees) == (0, 0.0)


def one_word() -> Image.Image:
    page = grain()
    ImageDraw.Draw(page).text((500, 800), "Merci", font=load_font("roboto", 23), fill=40)
    return page


def pale_print() -> Image.Image:
    return text_page().point([255 - (255 - value) // 4 for value in range(256)])


def logo_alone() -> Image.Image:
    page = blank_page()
    ink, mask = draw_logo("house", 120, "", 80)
    page.paste(ink, (500, 400), mask)
    return page


def signature_alone() -> Image.Image:
    page = blank_page()
    ink, mask = draw_signature(330, 150, 2, 60)
    page.paste(ink, (600, 1200), mask)
    return page


def stamp_alone() -> Image.Image:
    page = blank_page()
    ink, mask = draw_stamp(260, "MAIRIE\nle Maire", 90)
    page.paste(ink, (700, 500), mask)
    return page


@pytest.mark.parametrize("draw", [one_word, pale_print, logo_alone, signature_alone, stamp_alone])
def test_not_blank(draw: Callable[[], Image.Image]) -> None:
    assert not clean_scan(Scan(np.asarray(draw()), DPI)).blank
