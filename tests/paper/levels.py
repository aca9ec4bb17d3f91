"""clean, office, hard -> how a file and its pages are scanned."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from tests.paper.pen import Dice
from tests.paper.scanner import Scanner

Level = Literal["clean", "office", "hard"]


@dataclass(frozen=True)
class Plan:
    """One file: its resolution, JPEG quality and colour depth, and the scanner of each page."""

    dpi: int
    quality: int
    one_bit: bool
    level: Level

    def next_page(self, dice: Dice) -> Scanner:
        """The scanner of the next page."""
        return LEVELS[self.level](dice, self.one_bit)

    def suffix(self, pages: int, dice: Dice) -> str:
        """A format that can hold it: black and white goes to fax TIFFs, several pages to TIFF or PDF."""
        if self.one_bit:
            return ".tif"
        return (".pdf", ".tif", ".jpg", ".jpg")[dice.between(0, 1 if pages > 1 else 3)]


def plan_scan(level: Level, dice: Dice) -> Plan:
    """How the next file is scanned."""
    if level == "clean":
        return Plan(300, 85, False, level)
    if level == "office":
        return Plan((200, 300)[dice.between(0, 1)], dice.between(60, 80), dice.between(1, 10) == 1, level)
    one_bit = dice.between(1, 4) == 1
    return Plan(200 if one_bit else (150, 200)[dice.between(0, 1)], dice.between(25, 50), one_bit, level)


def _clean(dice: Dice, one_bit: bool) -> Scanner:
    return Scanner(seed=dice.between(0, 2**40), grain=1, paper=252, edge=252, blur=0)


def _office(dice: Dice, one_bit: bool) -> Scanner:
    """A well-kept office machine: a little skew, now and then a page fed head first."""
    return Scanner(
        seed=dice.between(0, 2**40),
        skew=dice.between(-15, 15) / 10,
        turn=180 if dice.between(1, 10) == 1 else 0,
        grain=dice.between(1, 4),
        light=dice.between(0, 15),
        ink=dice.between(85, 100),
        one_bit=one_bit,
    )


def _hard(dice: Dice, one_bit: bool) -> Scanner:
    """A pale copy on thin paper, folded, filed and fed askew; a person still reads every word."""
    return Scanner(
        seed=dice.between(0, 2**40),
        skew=dice.between(-40, 40) / 10,
        turn=(0, 0, 0, 90, 180, 270)[dice.between(0, 5)],
        blur=dice.between(1, 2),
        ink=dice.between(80 if one_bit else 50, 90),
        light=dice.between(5, 10 if one_bit else 35),
        grain=dice.between(4, 10 if one_bit else 16),
        wear=dice.between(0, 3 if one_bit else 7),
        folds=dice.between(0, 2) == 0,
        paper=dice.between(228, 246),
        edge=dice.between(60, 240),
        ghost=dice.between(0, 8),
        specks=dice.between(10, 60),
        one_bit=one_bit,
    )


LEVELS: Final[dict[Level, Callable[[Dice, bool], Scanner]]] = {"clean": _clean, "office": _office, "hard": _hard}
