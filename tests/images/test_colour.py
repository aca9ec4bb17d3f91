"""Colour -> grey with dark ink on even paper, and only where that helps."""

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw

from pipeline.images.colour import to_grey
from pipeline.images.grey import even_paper
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


def stripe_of(colour: tuple[int, int, int], ink: int) -> NDArray[np.int64]:
    """A line of a page, printed on a stripe of that colour, in grey."""
    page = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(page)
    draw.rectangle((130, 290, 1000, 330), fill=colour)
    for i, line in enumerate(LINES):
        draw.text((140, 298 + 44 * i), line, font=load_font("roboto", 23), fill=(ink,) * 3)
    return to_grey(np.asarray(page))[292:328, 140:700].astype(np.int64)


@pytest.mark.parametrize("pen", [(255, 244, 60), (255, 150, 190), (140, 240, 120), (255, 190, 90)])
def test_one_highlighted_line_is_as_good_as_white(pen: tuple[int, int, int]) -> None:
    paper, ink = np.percentile(stripe_of(pen, ink=20), (70, 2))
    assert paper - ink > 190


@pytest.mark.parametrize("banner", [(0, 70, 130), (200, 60, 20), (30, 110, 70)])
def test_white_print_on_a_stripe_is_not_wiped_out(banner: tuple[int, int, int]) -> None:
    paper, ink = np.percentile(stripe_of(banner, ink=255), (30, 98))
    assert ink - paper > 70


@pytest.mark.parametrize("ink", [(196, 30, 45), (110, 40, 140)])
def test_a_coloured_ring_over_black_print_is_taken_off(ink: tuple[int, int, int]) -> None:
    page = text_page().convert("RGB")
    before = np.asarray(page.convert("L"))
    ring = Image.new("RGB", page.size, "white")
    ImageDraw.Draw(ring).ellipse((400, 280, 760, 640), outline=ink, width=5)
    page = ImageChops.multiply(page, ring)
    after = to_grey(np.asarray(page))
    dark = (after < 128) & (before > 200)  # what the ring left
    assert dark.sum() < 0.3 * (np.asarray(page.convert("L")) < 128).sum() - 0.3 * (before < 128).sum()
    assert np.abs(after[before < 60].astype(int) - 20).max() < 100  # and the print is still there


def test_coloured_words_among_black_ones_stay() -> None:
    page = Image.new("RGB", (1240, 900), "white")
    draw = ImageDraw.Draw(page)
    for i, line in enumerate(LINES):
        left, right = line[:30], line[30:]
        draw.text((140, 298 + 44 * i), left, font=load_font("roboto", 23), fill=(20, 20, 20))
        x = 140 + draw.textlength(left, font=load_font("roboto", 23))
        draw.text((x, 298 + 44 * i), right, font=load_font("roboto", 23), fill=(255, 120, 0))
    grey = to_grey(np.asarray(page))
    assert np.percentile(grey[300:320, 600:900], 2) < 60


def test_a_grey_page_stored_in_colour_is_just_grey() -> None:
    page = np.asarray(text_page().convert("RGB"))
    assert np.array_equal(to_grey(page), PAGE)
