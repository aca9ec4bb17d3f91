"""What is added to a page is added where it says, and the print on it stays."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from tests.paper import stains
from tests.paper.camera import photograph
from tests.paper.pen import Dice
from tests.paper.sheet import Rule, Text, draw_letter

LINES = "Nous avons bien reçu votre demande.\nElle sera traitée sous quinze jours."


@pytest.fixture(scope="module")
def page() -> Image.Image:
    """Text at the head, in the middle and at the foot, at 60 dpi."""
    return draw_letter([Text(text=LINES, y=y, size=12) for y in (20, 130, 180, 275)], 60)[0].image


STAINS: dict[str, Callable[[Image.Image, Dice], Image.Image]] = {
    "paper": stains.on_coloured_paper,
    "stamp": stains.stamped,
    "highlighter": stains.highlighted,
    "print": stains.printed_in_colour,
    "banner": stains.with_banner,
    "holes": stains.punched,
    "borders": stains.with_dark_borders,
    "other side": lambda page, dice: stains.shone_through(page, page, dice.between(10, 30)),
    "camera": photograph,
}


@pytest.mark.parametrize("name", STAINS)
def test_the_same_seed_gives_the_same_page_and_another_another(page: Image.Image, name: str) -> None:
    one, same, *others = (STAINS[name](page, Dice(seed)).tobytes() for seed in (3, 3, 4, 5, 6))
    assert one == same
    assert any(one != other for other in others)  # there are four colours of paper


@pytest.mark.parametrize("name", ["paper", "stamp", "highlighter", "holes", "other side"])
def test_no_print_grows_paler(page: Image.Image, name: str) -> None:
    after = np.asarray(STAINS[name](page, Dice(5)).convert("L"), dtype=int)
    assert (after <= np.asarray(page, dtype=int) + 1).all()
    assert after.sum() < np.asarray(page, dtype=int).sum()


def test_a_banner_turns_whole_lines_white(page: Image.Image) -> None:
    after = np.asarray(stains.with_banner(page, Dice(5)).convert("L"), dtype=int)
    dark = after[:, 2] < 128  # a column without print tells the banner's rows
    assert after[dark].max() > 200
    assert np.array_equal(after[~dark], np.asarray(page)[~dark])
    assert 255 * dark.sum() > 0


def test_pale_print_keeps_its_shape(page: Image.Image) -> None:
    after = np.asarray(stains.printed_in_colour(page, Dice(5)), dtype=int)
    assert np.array_equal(after.min(axis=2) < 250, np.asarray(page) < 250)


def test_dark_borders_lie_around_the_page(page: Image.Image) -> None:
    glass = stains.with_dark_borders(page, Dice(5))
    assert glass.width > page.width
    assert glass.height > page.height
    assert np.asarray(glass)[0].max() < 60
    assert np.asarray(glass)[glass.height // 2, 0] < 60


def test_a_photograph_shows_the_page_on_the_table_out_of_square() -> None:
    frame = draw_letter([Rule(x=10, y=10, width=190, height=277, thick=1.5, ink=0)], 60)[0].image
    grey = np.asarray(photograph(frame, Dice(3), tilt=30).convert("L"), dtype=int)
    high, wide = grey.shape
    assert wide > frame.width
    assert grey[high // 3, 5] < grey[high // 3, wide // 2] - 20  # the table is darker than the paper
    left = [_left_rule(grey, y) for y in range(high // 4, 3 * high // 4, high // 16)]
    assert max(left) - min(left) >= 2


def _left_rule(grey: NDArray[np.int_], y: int) -> int:
    """The darkest column of the left sixth of a row, the table apart."""
    return int(grey[y - 1 : y + 2, grey.shape[1] // 12 : grey.shape[1] // 6].sum(axis=0).argmin())
