"""Scans of drawn pages, with their dust and at known angles: straightened and upright, or rightly left alone."""

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from pipeline.images import clean_scan
from pipeline.records import Picture, QuarterTurn, Scan
from tests.images.drawn import LINES
from tests.paper.camera import photograph
from tests.paper.pen import Dice, draw_logo, draw_signature
from tests.paper.scanner import Scanner, scan_page
from tests.paper.sheet import Block, Drawing, Rule, Text, draw_letter

DPI = 120
LETTER: list[Block] = [Text(text="\n".join(LINES), y=y) for y in (40, 90, 140)]
TABLE: list[Block] = [
    *(Rule(x=20, y=60 + 9 * row, width=170) for row in range(12)),
    *(Rule(x=20 + 42 * column, y=60, width=0.25, height=99) for column in range(5)),
    *(
        Text(text=cell, x=22 + 42 * column, y=62 + 9 * row)
        for row in range(11)
        for column, cell in enumerate(("Abonnement", f"{10 + row}/03/2015", f"{7 * row},90 €", "à régler"))
    ),
]
STAMPED: list[Block] = [
    Text(text="\n".join(LINES), y=50),
    Drawing(what="stamp", x=110, y=140, width=45, height=45, text="MAIRIE\nle Maire"),
    Drawing(what="signature", x=30, y=120, width=90, height=60, seed=4),
]


@cache
def on_glass(name: str) -> Image.Image:
    """A page on a glass so large that no corner is lost when it lies askew."""
    blocks: dict[str, list[Block]] = {
        "letter": LETTER,
        "table": TABLE,
        "five lines": [Text(text="\n".join(LINES[:5]), y=60)],
        "stamp": STAMPED,
    }
    page = draw_letter(blocks[name], DPI)[0].image
    glass = Image.new("L", (round(page.width * 1.4), round(page.height * 1.25)), 255)
    glass.paste(page, ((glass.width - page.width) // 2, (glass.height - page.height) // 2))
    return glass


def scanned(name: str, degrees: float, *, turn: int = 0, fax: bool = False, seed: int = 1) -> Picture:
    scanner = Scanner(seed=seed, skew=degrees, turn=turn, grain=4, light=10, ink=90, specks=20, one_bit=fax)
    return np.asarray(scan_page(on_glass(name), scanner).convert("L"))


@pytest.mark.parametrize("fax", [False, True], ids=["grey", "fax"])
@pytest.mark.parametrize("name", ["letter", "table", "five lines", "stamp"])
@settings(max_examples=2, deadline=None)
@given(st.floats(-40, 40), st.integers(1, 99))
def test_what_was_turned_is_seen_and_undone(name: str, fax: bool, degrees: float, seed: int) -> None:
    once = clean_scan(Scan(scanned(name, degrees, fax=fax, seed=seed), DPI))
    assert once.rotation == 0
    assert once.skew_degrees == pytest.approx(degrees, abs=0.1)
    again = clean_scan(Scan(once.image, DPI * once.scale))
    assert again.rotation == 0
    assert abs(again.skew_degrees) < 0.1


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("degrees", [-3.0, 2.0])
def test_a_scan_fed_otherwise_is_set_upright_and_straight(turn: int, degrees: float) -> None:
    page = draw_letter(LETTER, 150)[0].image
    scan = scan_page(page, Scanner(seed=3, skew=degrees, turn=turn, grain=4, light=10, ink=90))
    clean = clean_scan(Scan(np.asarray(scan), 150))
    assert clean.rotation == -turn % 360
    assert clean.skew_degrees == pytest.approx(degrees, abs=0.1)


def test_a_landscape_page_is_no_page_on_its_side() -> None:
    page = Image.new("L", (1403, 992), 255)
    wide = draw_letter([Text(text="\n".join(LINES), y=30)], DPI)[0].image.crop((0, 0, 992, 500))
    page.paste(wide, (200, 100))
    clean = clean_scan(Scan(np.asarray(scan_page(page, Scanner(seed=2, skew=1.0))), DPI))
    assert clean.rotation == 0
    assert clean.skew_degrees == pytest.approx(1.0, abs=0.1)
    assert clean.image.shape[1] > clean.image.shape[0]


def test_a_photograph_in_mild_perspective_is_hardly_turned() -> None:
    page = draw_letter(LETTER, DPI)[0].image
    clean = clean_scan(Scan(np.asarray(photograph(page, Dice(4))), None))
    assert clean.rotation == 0
    assert abs(clean.skew_degrees) < 1.5  # its lines fan out by so much: none of their directions is wrong
    assert not clean.blank


# ---- left alone -------------------------------------------------------------------------------------------------


def sheet() -> Image.Image:
    return Image.new("L", (992, 1403), 250)


def hatched() -> Image.Image:
    """A floor plan's hatching: lines, but none of text, at 20 and 70 degrees."""
    page = sheet()
    draw = ImageDraw.Draw(page)
    for at in range(0, 900, 14):
        draw.line((60, 100 + at, 900, 100 + at - 306), fill=60, width=2)
        draw.line((60 + at, 1300, 60 + at + 306, 460), fill=60, width=2)
    return page


def scribbled() -> Image.Image:
    page = sheet()
    for seed in range(4):
        ink, mask = draw_signature(400, 160, seed, 40)
        page.paste(ink, (150 + 120 * (seed % 2), 200 + 260 * seed), mask)
    return page


def drawn_picture() -> Image.Image:
    page = sheet()
    for i, shape in enumerate(("house", "waves", "drop", "shield")):
        ink, mask = draw_logo(shape, 200, "", 80)
        page.paste(ink, (120 + 160 * i, 150 + 260 * i), mask)
    return page


def toned() -> Image.Image:
    """A photograph that fills the page: soft tones, no line."""
    y, x = np.mgrid[0:1403, 0:992]
    tones = 128 + 60 * np.sin(x / 90 + y / 140) + 40 * np.cos(y / 75 - x / 200)
    return Image.fromarray(tones.astype(np.uint8))


def straight() -> Image.Image:
    return draw_letter(LETTER, DPI)[0].image


@pytest.mark.parametrize("draw", [hatched, scribbled, drawn_picture, toned, straight])
def test_a_page_without_skewed_text_is_not_turned(draw: Callable[[], Image.Image]) -> None:
    picture = np.asarray(draw())
    clean = clean_scan(Scan(picture, DPI))
    assert (clean.rotation, clean.skew_degrees) == (0, 0.0)
    high, wide = picture.shape
    assert clean.image.shape[1] / clean.image.shape[0] == pytest.approx(wide / high, abs=0.01)


@pytest.mark.parametrize("draw", [scribbled, drawn_picture])
def test_where_no_letters_tell_it_is_said(draw: Callable[[], Image.Image]) -> None:
    def unsure(_: Picture) -> tuple[QuarterTurn, float]:
        return 180, 0.4

    assert not clean_scan(Scan(np.asarray(draw()), DPI), unsure).rotation_known
    assert clean_scan(Scan(np.asarray(straight()), DPI), unsure).rotation_known
