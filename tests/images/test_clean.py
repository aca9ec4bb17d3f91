"""Drawn pages, turned by known angles, come back upright, straight and whole; others are left alone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from pipeline.images import clean_scan
from pipeline.records import Picture, QuarterTurn, Scan
from tests.images.drawn import DPI, LINES, blank_page, text_page, turned
from tests.paper.fonts import load_font

PAGE = np.asarray(text_page())


@pytest.mark.parametrize("degrees", [-20.0, -11.3, -3.0, -0.4, 0.0, 0.4, 2.2, 7.5, 14.9, 20.0])
def test_skew_is_positive_where_the_page_stood_turned_counter_clockwise(degrees: float) -> None:
    clean = clean_scan(Scan(turned(PAGE, degrees), DPI))
    assert clean.skew_degrees == pytest.approx(degrees, abs=0.06)
    assert clean.rotation == 0


@pytest.mark.parametrize("quarter", [0, 90, 180, 270])
@pytest.mark.parametrize("degrees", [0.0, -6.0, 12.0])
def test_rotation_is_the_clockwise_turn_that_sets_the_page_upright(quarter: QuarterTurn, degrees: float) -> None:
    lying = np.rot90(PAGE, quarter // 90)  # counter-clockwise, so that the remedy is clockwise
    clean = clean_scan(Scan(turned(np.ascontiguousarray(lying), degrees), DPI))
    assert clean.rotation == quarter
    assert clean.skew_degrees == pytest.approx(degrees, abs=0.06)


@settings(max_examples=8, deadline=None)
@given(st.floats(-15, 15))
def test_a_straightened_page_is_straight(degrees: float) -> None:
    once = clean_scan(Scan(turned(PAGE, degrees), DPI))
    again = clean_scan(Scan(once.image, DPI))
    assert abs(once.skew_degrees - degrees) < 0.06
    # of a page that is straight and was twice resampled, the estimate may be off by what is no longer seen in a line
    assert abs(again.skew_degrees) < 0.1
    assert again.rotation == 0


def test_an_upright_page_keeps_its_pixels() -> None:
    page = np.asarray(text_page(size=24))  # an "x" of 13 pixels
    clean = clean_scan(Scan(page, DPI))
    assert (clean.rotation, clean.skew_degrees, clean.scale) == (0, 0.0, 1.0)
    assert np.array_equal(clean.image, page)


@pytest.mark.parametrize("degrees", [-9.0, 5.0])
def test_no_corner_is_cut_off_and_what_is_added_is_white(degrees: float) -> None:
    page = text_page()
    draw = ImageDraw.Draw(page)
    for x, y in ((0, 0), (page.width - 12, 0), (0, page.height - 12), (page.width - 12, page.height - 12)):
        draw.rectangle((x, y, x + 11, y + 11), fill=0)
    clean = clean_scan(Scan(turned(np.asarray(page), degrees), DPI))
    rows, columns = np.nonzero(clean.image < 128)  # from the block in one corner to that in the other
    assert np.ptp(rows) + 1 == pytest.approx(page.height * clean.scale, abs=4)
    assert np.ptp(columns) + 1 == pytest.approx(page.width * clean.scale, abs=4)
    assert clean.image[0, 0] == 255


@pytest.mark.parametrize(("size", "low", "high"), [(12, 1.3, 3.0), (64, 0.2, 0.7)])
def test_letters_are_brought_to_the_size_that_is_read_best(size: int, low: float, high: float) -> None:
    page = np.asarray(text_page(rounds=1, size=size))
    clean = clean_scan(Scan(page, DPI))
    assert low <= clean.scale <= high
    assert clean.image.shape == tuple(round(side * clean.scale) for side in page.shape)
    assert clean.dpi == DPI


def test_resolution_is_guessed_from_page_and_text_where_the_file_is_silent() -> None:
    assert clean_scan(Scan(PAGE, None)).dpi == pytest.approx(DPI, rel=0.01)
    crop = PAGE[280:640, 100:1180]  # no page, but 11-point print
    assert clean_scan(Scan(np.ascontiguousarray(crop), None)).dpi == pytest.approx(DPI, rel=0.3)


def test_five_lines_are_enough() -> None:
    page = np.asarray(text_page(LINES[:5], rounds=1))
    clean = clean_scan(Scan(turned(page, 4.0), DPI))
    assert clean.skew_degrees == pytest.approx(4.0, abs=0.1)
    assert clean.rotation == 0


def test_a_table_and_a_slanted_stamp_do_not_mislead() -> None:
    page = text_page()
    draw = ImageDraw.Draw(page)
    for i in range(9):
        draw.line((140, 1400 + 30 * i, 1100, 1400 + 30 * i), fill=0, width=2)
    for i in range(5):
        draw.line((140 + 240 * i, 1400, 140 + 240 * i, 1640), fill=0, width=2)
    stamp = Image.new("L", (340, 90), 255)
    ImageDraw.Draw(stamp).text((10, 10), "REÇU LE 16 FÉV. 2015", font=load_font("roboto", 28), fill=90)
    page.paste(stamp.rotate(20, expand=True, fillcolor=255), (760, 60))
    clean = clean_scan(Scan(turned(np.asarray(page), -3.0), DPI))
    assert clean.skew_degrees == pytest.approx(-3.0, abs=0.06)


def test_noise_is_not_straightened() -> None:
    noise = np.random.default_rng(3).integers(0, 256, (900, 700)).astype(np.uint8)
    clean = clean_scan(Scan(noise, None))
    assert (clean.rotation, clean.skew_degrees) == (0, 0.0)


def capitals() -> Picture:
    """Figures and capitals alone do not tell up from down."""
    page = blank_page()
    for i in range(12):
        line = "   ".join(str((i * 7919 + k * 104729) % 9000 + 1000) for k in range(10))
        ImageDraw.Draw(page).text((150, 300 + 50 * i), line, font=load_font("roboto", 26), fill=0)
    return np.asarray(page)


def test_a_second_opinion_is_asked_only_where_letters_do_not_say() -> None:
    asked: list[tuple[int, ...]] = []

    def find_rotation(picture: Picture) -> tuple[QuarterTurn, float]:
        asked.append(picture.shape)
        return 180, 0.9

    assert clean_scan(Scan(PAGE, DPI), find_rotation).rotation == 0
    assert asked == []
    assert clean_scan(Scan(capitals(), DPI), find_rotation).rotation == 180
    assert len(asked) == 1


@pytest.mark.parametrize(("answer", "confidence"), [(180, 0.3), (90, 0.9), (0, 0.0)])
def test_an_unsure_or_contradicted_opinion_leaves_the_page_as_it_is(answer: QuarterTurn, confidence: float) -> None:
    assert clean_scan(Scan(capitals(), DPI), lambda _: (answer, confidence)).rotation == 0


@pytest.mark.parametrize("shape", [(1, 1), (3, 700), (40, 40), (2000, 9)])
@pytest.mark.parametrize("value", [0, 255])
def test_tiny_and_flat_pictures_pass(shape: tuple[int, int], value: int) -> None:
    clean = clean_scan(Scan(np.full(shape, value, dtype=np.uint8), None))
    assert clean.blank
    assert (clean.rotation, clean.skew_degrees) == (0, 0.0)


@settings(max_examples=30, deadline=None)
@given(
    st.integers(1, 90),
    st.integers(1, 90),
    st.booleans(),
    st.integers(0, 2**32 - 1),
    st.sampled_from([None, 72.5, 600.0]),
)
def test_any_picture_gives_a_clean_scan(height: int, width: int, colour: bool, seed: int, dpi: float | None) -> None:
    shape = (height, width, 3) if colour else (height, width)
    picture = np.random.default_rng(seed).integers(0, 256, shape).astype(np.uint8)
    clean = clean_scan(Scan(picture, dpi))
    assert clean.image.ndim == 2
    assert clean.image.dtype == np.uint8
    assert clean.dpi > 0


def test_a_fax_is_smoothed_and_a_grey_page_is_not() -> None:
    grey = np.asarray(text_page(size=24))
    fax = np.where(grey < 128, 0, 255).astype(np.uint8)
    assert len(np.unique(clean_scan(Scan(fax, DPI)).image)) > 10
    assert np.array_equal(clean_scan(Scan(grey, DPI)).image, grey)


def test_small_letters_are_enlarged_more_than_they_would_be_reduced() -> None:
    small, large = (clean_scan(Scan(np.asarray(text_page(rounds=1, size=size)), DPI)).scale for size in (16, 60))
    assert 16 * small > 60 * large * 1.02
