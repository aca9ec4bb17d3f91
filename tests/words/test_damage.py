"""Small pages, damaged in one way each, cleaned and read: what cleaning is for, and that it harms no good page."""

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from PIL import Image

from pipeline.images import clean_scan, smooth
from pipeline.records import Scan
from pipeline.words import Engine, open_engine, read_words
from tests.bench.rates import rate_reading
from tests.paper import stains
from tests.paper.pen import Dice
from tests.paper.scanner import Scanner, scan_colour, scan_page
from tests.paper.sheet import Text, draw_letter

DPI = 150
LINES = (
    "Toulon, le 13 février 2015",
    "Nous avons bien reçu votre demande de résiliation du contrat numéro 48 512.",
    "Vous disposez d'un délai de quinze jours pour nous renvoyer votre équipement,",
    "faute de quoi une indemnité de 300 euros vous sera facturée après relance.",
    "Nous vous prions d'agréer, Madame, nos salutations distinguées.",
)
Stain = Callable[[Image.Image], Image.Image]
PLAIN = Scanner(seed=4, skew=0.6, grain=3, light=8, ink=95)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return open_engine("auto", "fra")


@cache
def page(ink: int = 28) -> Image.Image:
    """Two paragraphs in the middle of an A4 page."""
    return draw_letter([Text(text="\n".join(LINES), y=y, ink=ink) for y in (105, 150)], DPI)[0].image


def other_side(sheet: Image.Image) -> Image.Image:
    back = draw_letter([Text(text="\n".join(LINES[::-1]), y=109), Text(text="\n".join(LINES), y=163)], DPI)[0].image
    return stains.shone_through(sheet, back, 22)


def stained(stain: Callable[[Image.Image, Dice], Image.Image], seed: int = 2) -> Stain:
    return lambda sheet: stain(sheet, Dice(seed))


DAMAGE: dict[str, tuple[Stain | None, Scanner]] = {
    "none": (None, PLAIN),
    "uneven light": (None, Scanner(seed=4, light=130, grain=5, ink=85)),
    "grey paper": (None, Scanner(seed=4, paper=175, edge=230, grain=5, ink=85)),
    "coloured paper": (stained(stains.on_coloured_paper), PLAIN),
    "the other side shines through": (other_side, PLAIN),
    "dark borders": (stained(stains.with_dark_borders), Scanner(seed=4, skew=0.8, edge=20, grain=3)),
    "punch holes": (stained(stains.punched), PLAIN),
    "a stamp over the text": (stained(stains.stamped), PLAIN),
    "highlighter": (stained(stains.highlighted), PLAIN),
    "low contrast": (None, Scanner(seed=4, paper=205, edge=205, ink=40, grain=4)),
    "pale print in colour": (stained(stains.printed_in_colour), PLAIN),
    "a banner": (stained(stains.with_banner), PLAIN),
    "fax with salt and pepper": (None, Scanner(seed=4, one_bit=True, pepper=1)),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_page_is_read(engine: Engine, name: str) -> None:
    stain, scanner = DAMAGE[name]
    sheet = stain(page()) if stain else page()
    scan = scan_colour(sheet, scanner) if sheet.mode == "RGB" else scan_page(sheet, scanner).convert("L")
    clean = clean_scan(Scan(np.asarray(scan), DPI), engine.find_rotation)
    read = " ".join(word.text for word in read_words(clean, engine, smooth))
    assert (clean.rotation, clean.blank) == (0, False)
    assert rate_reading(" ".join(LINES * 2), read).cer < 0.05, read
