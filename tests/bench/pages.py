"""A kind of damage and a seed -> one scanned page, the text that is printed on it, and how it was fed.

The same letters are damaged in every kind, so that the kinds can be compared.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from PIL import Image

from tests.paper.compose import make_letter
from tests.paper.corpus import load_corpus
from tests.paper.levels import LEVELS
from tests.paper.pen import Dice
from tests.paper.scanner import Scanner, scan_page
from tests.paper.sheet import Sheet

SEED: Final = 4711
_GLASS: Final = (1.35, 1.18)  # of A4: an A3 machine, on which a page laid askew keeps its corners


@dataclass(frozen=True)
class Page:
    """A scan with its truth; `skew` and `turn` as `Scanner` has them."""

    picture: Image.Image
    dpi: int
    quality: int
    text: str
    skew: float
    turn: int

    def save(self, folder: Path, stem: str) -> Path:
        """As scanners do: black and white as fax TIFF, all else as JPEG."""
        if self.picture.mode == "1":
            path = folder / f"{stem}.tif"
            self.picture.save(path, compression="group4", dpi=(self.dpi, self.dpi))
        else:
            path = folder / f"{stem}.jpg"
            self.picture.save(path, quality=self.quality, dpi=(self.dpi, self.dpi))
        return path


@dataclass(frozen=True)
class Kind:
    """How pages of one kind are scanned. `large_glass`: the page is laid on a larger glass, white around it."""

    scanner: Callable[[Dice], Scanner]
    dpi: int = 200
    quality: int = 70
    large_glass: bool = False


def _fed(**always: object) -> Callable[[Dice], Scanner]:
    """A good office scanner, but for what is said."""

    def scanner(dice: Dice) -> Scanner:
        usual = {"skew": dice.between(-10, 10) / 10, "grain": 3, "light": 8, "ink": 95}
        return Scanner(seed=dice.between(0, 2**40), **{**usual, **always})  # type: ignore[arg-type]

    return scanner


def _skewed(dice: Dice) -> Scanner:
    return Scanner(seed=dice.between(0, 2**40), skew=(dice.between(0, 1) * 2 - 1) * dice.between(20, 150) / 10, grain=3)


KINDS: Final[dict[str, Kind]] = {
    "clean": Kind(lambda dice: LEVELS["clean"](dice, False), 300, 85),
    "office": Kind(lambda dice: LEVELS["office"](dice, False), 300),
    "hard": Kind(lambda dice: LEVELS["hard"](dice, False), 200, 40),
    "skewed 2-15°": Kind(_skewed, large_glass=True),
    "upside down": Kind(_fed(turn=180)),
    "on its side": Kind(_fed(turn=90)),
    "faint": Kind(_fed(ink=28, grain=5, light=15)),
    "small, 100 dpi": Kind(_fed(), 100),
    "dirty": Kind(_fed(specks=250, wear=7, folds=True, ghost=12, edge=50, paper=228, ink=75, grain=8)),
    "fax, 1 bit": Kind(_fed(one_bit=True, specks=80, grain=8, wear=4)),
    "uneven light": Kind(_fed(light=150, ink=85, grain=6)),
    "JPEG dirt": Kind(_fed(), 200, 9),
}


def make_page(kind: str, number: int) -> Page:
    """The first page of letter `number`, scanned in that way."""
    how, dice = KINDS[kind], Dice(SEED + 1000 * list(KINDS).index(kind) + number)
    sheet, scanner = draw_sheet(number, how.dpi), how.scanner(dice)
    paper = on_glass(sheet.image) if how.large_glass else sheet.image
    picture = scan_page(paper, scanner)
    return Page(picture, how.dpi, how.quality, sheet.text, scanner.skew, scanner.turn)


@cache
def draw_sheet(number: int, dpi: int) -> Sheet:
    """The first page of a letter."""
    return make_letter(load_corpus("dev"), SEED + number, dpi).sheets[0]


def on_glass(page: Image.Image) -> Image.Image:
    """The page on a larger glass, white around it: no corner is lost when it lies askew."""
    width, height = round(page.width * _GLASS[0]), round(page.height * _GLASS[1])
    glass = Image.new("L", (width, height), 255)
    glass.paste(page, ((width - page.width) // 2, (height - page.height) // 2))
    return glass
