"""A kind of damage and a seed -> one scanned page, the text that is printed on it, and how it was fed.

The same letters are damaged in every kind, so that the kinds can be compared; a few set their words in another way.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image

from pipeline.settings import available_cores
from tests.bench.readers import name_of
from tests.bench.sheets import SEED, draw_large, draw_sheet, draw_small_print, draw_sparse
from tests.paper import stains
from tests.paper.camera import photograph
from tests.paper.levels import LEVELS
from tests.paper.pen import Dice
from tests.paper.scanner import Scanner, scan_colour, scan_page
from tests.paper.sheet import Sheet

COUNT: Final = 3  # pages of each kind: of many kinds few, so that bench and ablation end within a quarter of an hour
_GLASS: Final = (1.35, 1.18)  # of A4: an A3 machine, on which a page laid askew keeps its corners
_CAMERA_DPI: Final = 72  # what cameras write, whatever they see


@dataclass(frozen=True)
class Page:
    """A scan with its truth; `dpi` as the file says, `skew` and `turn` as `Scanner` has them."""

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


Stain = Callable[[Image.Image, Dice], Image.Image]
"""What is added to a page before it is scanned."""


@dataclass(frozen=True)
class Kind:
    """How pages of one kind are drawn, stained and scanned. `camera`: the page is photographed, not scanned."""

    scanner: Callable[[Dice], Scanner]
    dpi: int = 200
    quality: int = 70
    sheet: Callable[[int, int], Sheet] = draw_sheet
    stain: Stain | None = None
    camera: bool = False


def _fed(**always: object) -> Callable[[Dice], Scanner]:
    """A good office scanner, but for what is said."""

    def scanner(dice: Dice) -> Scanner:
        usual = {"skew": dice.between(-10, 10) / 10, "grain": 3, "light": 8, "ink": 95}
        return Scanner(seed=dice.between(0, 2**40), **{**usual, **always})  # type: ignore[arg-type]

    return scanner


def _skewed(dice: Dice) -> Scanner:
    return Scanner(seed=dice.between(0, 2**40), skew=(dice.between(0, 1) * 2 - 1) * dice.between(20, 150) / 10, grain=3)


def _fed_anyhow(dice: Dice) -> Scanner:
    """In any of the four ways."""
    return _fed(turn=90 * dice.between(0, 3))(dice)


def _any_grey(dice: Dice) -> Scanner:
    """Recycled paper, from light to dark."""
    return _fed(paper=dice.between(165, 205), edge=230, grain=6, ink=85)(dice)


def on_glass(page: Image.Image, _: Dice | None = None) -> Image.Image:
    """The page on a larger glass, white around it: no corner is lost when it lies askew."""
    width, height = round(page.width * _GLASS[0]), round(page.height * _GLASS[1])
    glass = Image.new("L", (width, height), 255)
    glass.paste(page, ((width - page.width) // 2, (height - page.height) // 2))
    return glass


def _thin_paper(page: Image.Image, dice: Dice) -> Image.Image:
    """Another letter is printed on the other side."""
    other = draw_sheet(dice.between(0, 5) + 20, round(page.width / 210 * 25.4)).image.resize(page.size)
    return stains.shone_through(page, other, dice.between(16, 30))


KINDS: Final[dict[str, Kind]] = {
    "clean": Kind(lambda dice: LEVELS["clean"](dice, False), 300, 85),
    "office": Kind(lambda dice: LEVELS["office"](dice, False), 300),
    "hard": Kind(lambda dice: LEVELS["hard"](dice, False), 200, 40),
    "skewed 2-15°": Kind(_skewed, stain=on_glass),
    "upside down": Kind(_fed(turn=180)),
    "on its side": Kind(_fed(turn=90)),
    "faint": Kind(_fed(ink=28, grain=5, light=15)),
    "small, 100 dpi": Kind(_fed(), 100),
    "dirty": Kind(_fed(specks=250, wear=7, folds=True, ghost=12, edge=50, paper=228, ink=75, grain=8)),
    "fax, 1 bit": Kind(_fed(one_bit=True, specks=80, grain=8, wear=4)),
    "uneven light": Kind(_fed(light=150, ink=85, grain=6)),
    "JPEG dirt": Kind(_fed(), 200, 9),
    "bleed-through": Kind(_fed(grain=5, ink=85), stain=_thin_paper),
    "dark borders": Kind(_fed(edge=20), stain=stains.with_dark_borders),
    "punch holes": Kind(_fed(), stain=stains.punched),
    "grey paper": Kind(_any_grey),
    "coloured paper": Kind(_fed(), stain=stains.on_coloured_paper),
    "stamp on text": Kind(_fed(), stain=stains.stamped),
    "highlighter": Kind(_fed(), stain=stains.highlighted),
    "low contrast": Kind(_fed(paper=205, ink=35, edge=205, grain=5)),
    "pale colour print": Kind(_fed(), stain=stains.printed_in_colour),
    "white on banner": Kind(_fed(), stain=stains.with_banner),
    "salt and pepper": Kind(_fed(one_bit=True, pepper=12)),
    "photograph": Kind(_fed(skew=0.0), 200, 75, camera=True),
    "five lines": Kind(_fed_anyhow, sheet=draw_sparse),
    "large print": Kind(_fed(), sheet=draw_large),
    "small print": Kind(_fed(), sheet=draw_small_print),
}


def make_page(kind: str, number: int) -> Page:
    """Page `number` of that kind: by default the first of a letter."""
    how, dice = KINDS[kind], Dice(SEED + 1000 * list(KINDS).index(kind) + number)
    scanner, sheet = how.scanner(dice), how.sheet(number, how.dpi)
    paper = how.stain(sheet.image, dice) if how.stain else sheet.image
    if how.camera:
        return Page(photograph(paper, dice), _CAMERA_DPI, how.quality, sheet.text, 0.0, 0)
    picture = scan_colour(paper, scanner) if paper.mode == "RGB" else scan_page(paper, scanner)
    return Page(picture, how.dpi, how.quality, sheet.text, scanner.skew, scanner.turn)


def draw_pages(raw: Path, kinds: Sequence[str], count: int) -> dict[str, str]:
    """Draw `count` pages of each kind, a folder a kind; `kind/page` -> its true text."""
    tasks = [(raw, kind, number) for kind in kinds for number in range(count)]
    with ProcessPoolExecutor(available_cores()) as workers:
        return dict(workers.map(_draw_page, *zip(*tasks, strict=True)))


def _draw_page(raw: Path, kind: str, number: int) -> tuple[str, str]:
    (raw / kind).mkdir(parents=True, exist_ok=True)
    page = make_page(kind, number)
    return name_of(page.save(raw / kind, f"{number:02d}")), page.text
