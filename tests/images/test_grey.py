"""Colour -> grey with dark ink on even paper, and only where that helps."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.images.grey import even_paper, to_grey
from pipeline.records import Picture
from tests.images.drawn import LINES, text_page
from tests.paper.fonts import load_font

PAGE = np.asarray(text_page())


def coloured(ink: tuple[int, int, int]) -> Picture:
    page = Image.new("RGB", (900, 400), "white")
    for i, line in enumerate(LINES[:6]):
        ImageDraw.Draw(page).text((40, 40 + 50 * i), line[:60], font=load_font("roboto", 24), fill=ink)
    return np.asarray(page)


@pytest.mark.parametrize("ink", [(255, 130, 0), (0, 170, 230), (255, 105, 180)])
def test_pale_coloured_print_becomes_dark(ink: tuple[int, int, int]) -> None:
    assert to_grey(coloured(ink)).min() <= min(ink) + 3


def test_black_print_under_a_highlighter_stays_readable() -> None:
    page = Image.new("RGB", (900, 400), "white")
    draw = ImageDraw.Draw(page)
    draw.rectangle((30, 30, 800, 200), fill=(255, 245, 60))
    for i, line in enumerate(LINES[:6]):
        draw.text((40, 40 + 50 * i), line[:60], font=load_font("roboto", 24), fill=(20, 20, 20))
    grey = to_grey(np.asarray(page))
    assert np.median(grey[30:200, 30:800]) > 200
    assert grey[40:200, 40:700].min() < 60


def test_white_print_on_a_coloured_banner_stays_readable() -> None:
    page = coloured((255, 130, 0))
    banner = Image.new("RGB", (900, 90), (255, 120, 0))
    ImageDraw.Draw(banner).text((40, 20), "SERVICE CLIENTS", font=load_font("roboto", 40, bold=True), fill="white")
    page = np.vstack((np.asarray(banner), page))
    grey = to_grey(page)[10:80, 30:500].astype(int)
    assert np.percentile(grey, 99) - np.percentile(grey, 10) > 90


def test_a_grey_picture_is_left_alone() -> None:
    assert to_grey(PAGE) is PAGE
    assert even_paper(PAGE) is PAGE


def test_shadow_is_taken_off_the_paper_but_not_the_ink() -> None:
    shadow = np.linspace(1.0, 0.55, PAGE.shape[1])
    grey = (PAGE * shadow).astype(np.uint8)
    even = even_paper(grey)
    assert np.percentile(even, 40) > 240
    assert even[TEXT].min() < 60


TEXT = (slice(290, 700), slice(140, 1100))


def test_white_print_on_a_dark_banner_survives() -> None:
    page = Image.new("L", (1240, 1754), 190)  # recycled paper: evened
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 0, 1240, 300), fill=40)
    draw.text((100, 120), "MUTUELLE DES CANAUX", font=load_font("roboto", 60, bold=True), fill=255)
    even = even_paper(np.asarray(page))
    assert even[1000, 600] > 240
    banner = even[110:200, 90:900].astype(int)
    assert np.percentile(banner, 99) - np.percentile(banner, 10) > 120
