"""Lines and regions seen on drawn pages: what stands side by side on other heights is parted, tables are not."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.images import clean_scan
from pipeline.records import Box, CleanScan, Scan
from tests.images.drawn import DPI, LEFT, LINES, PITCH, SIZE, TOP, blank_page, text_page, turned
from tests.paper.fonts import load_font

SENDER = ("Mutuelle des Canaux", "Service Adhésions", "TSA 40117", "59021 Lille Cedex")
RECIPIENT = ("Madame Inès Vautrin", "14, quai du Halage", "62500 Saint-Omer")


def write(page: Image.Image, lines: tuple[str, ...], x: int, y: int, size: int, pitch: int) -> None:
    for number, line in enumerate(lines):
        ImageDraw.Draw(page).text((x, y + number * pitch), line, font=load_font("roboto", size), fill=20)


def letter(recipient_y: int = 316) -> Image.Image:
    """A letterhead at the left, the address at the right in another size, running text below."""
    page = blank_page()
    write(page, SENDER, LEFT, TOP, 19, 27)
    write(page, RECIPIENT, 700, recipient_y, 24, 34)
    write(page, LINES * 2, LEFT, 620, SIZE, PITCH)
    return page


def clean(page: Image.Image, degrees: float = 0.0) -> CleanScan:
    return clean_scan(Scan(turned(np.asarray(page), degrees) if degrees else np.asarray(page), DPI))


def holds(regions: tuple[Box, ...], x: float, y: float) -> Box:
    (region,) = (r for r in regions if r.x0 <= x < r.x1 and r.y0 <= y < r.y1)
    return region


def test_letterhead_and_address_are_read_apart() -> None:
    regions = clean(letter()).regions
    left, right = holds(regions, 0.15, 0.19), holds(regions, 0.7, 0.19)
    assert left.x1 == right.x0
    assert 0.35 < left.x1 < 0.56  # in the white between them


def test_running_text_is_never_cut() -> None:
    body = holds(clean(letter()).regions, 0.5, 0.5)
    assert (body.x0, body.x1) == (0.0, 1.0)


@pytest.mark.parametrize("degrees", [0.0, 3.0, -8.0])
def test_the_regions_are_the_whole_page_and_do_not_overlap(degrees: float) -> None:
    regions = clean(letter(), degrees).regions
    assert sum(r.width * r.height for r in regions) == pytest.approx(1.0, abs=1e-6)
    assert len(regions) >= 3


def test_turned_pages_have_their_regions_where_they_stand_upright() -> None:
    upside_down = clean(letter().rotate(180))
    assert upside_down.rotation == 180
    expected = clean(letter()).regions
    for region, other in zip(upside_down.regions, expected, strict=True):
        assert (region.x0, region.y0, region.x1) == pytest.approx((other.x0, other.y0, other.x1), abs=0.02)


@pytest.mark.parametrize(
    "page",
    [
        text_page(),
        letter(recipient_y=480),  # side by side with nothing
    ],
)
def test_a_page_that_can_be_read_in_one_is_not_cut(page: Image.Image) -> None:
    assert clean(page).regions == ()


def test_rows_of_a_table_stay_together() -> None:
    page = blank_page()
    for row, name in enumerate(("Abonnement mensuel", "Location du décodeur", "Frais de mise en service", "Remise")):
        write(page, (name,), LEFT, 400 + 44 * row, SIZE, PITCH)
        write(page, (f"{17 + 3 * row},90 EUR",), 900, 400 + 44 * row, SIZE, PITCH)
    write(page, LINES, LEFT, 900, SIZE, PITCH)
    assert clean(page).regions == ()


def test_no_cut_goes_through_a_title_in_large_type() -> None:
    page = letter()
    ImageDraw.Draw(page).text((LEFT, 470), "AVIS D'ÉCHÉANCE 2015", font=load_font("roboto", 90), fill=0)
    for region in clean(page).regions:
        assert not (region.y0 < 0.29 < region.y1 and 0.12 < region.x0 < 0.8)


@pytest.mark.parametrize("degrees", [0.0, 5.0])
def test_every_line_of_text_is_seen(degrees: float) -> None:
    lines = clean(text_page(rounds=2), degrees).lines
    assert len(lines) == 2 * len(LINES)
    assert all(line.width > 0.4 for line in lines)


def test_white_paper_and_noise_have_no_lines() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (900, 700)).astype(np.uint8)
    assert clean_scan(Scan(noise, None)).regions == ()
    assert clean(blank_page()).lines == ()
