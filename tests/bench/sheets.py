"""A letter's number -> sheets on which its words are set in another way: five lines, large print, small print."""

from functools import cache
from typing import Final

from tests.paper.compose import make_letter
from tests.paper.corpus import load_corpus
from tests.paper.sheet import Sheet, Text, draw_letter

SEED: Final = 4711
_LARGE: Final = (14.0, 16.0, 18.0)  # points
_TINY: Final = 5.5
_CONDITIONS: Final = 8  # sentences in small print that end before the paper does
_WORDS: Final = 15  # of a line, so that none is broken in two


@cache
def draw_sheet(number: int, dpi: int) -> Sheet:
    """The first page of a letter."""
    return make_letter(load_corpus("dev"), SEED + number, dpi).sheets[0]


def draw_sparse(number: int, dpi: int) -> Sheet:
    """Five lines of a letter on a page: its last words, run over to the next sheet."""
    lines = [" ".join(line.split()[:_WORDS]) for line in _letter_lines(number) if len(line.split()) > 4][-5:]
    return draw_letter([Text(text="\n".join(lines), y=22, x=22, width=180)], dpi)[0]


def draw_large(number: int, dpi: int) -> Sheet:
    """As for people who see badly: 14 to 18 points."""
    size = _LARGE[number % len(_LARGE)]
    return draw_letter([Text(text=line, size=size, leading=1.4) for line in _letter_lines(number)], dpi)[0]


def draw_small_print(number: int, dpi: int) -> Sheet:
    """A letter and, at its foot, conditions in 5.5 points."""
    letter, conditions = _letter_lines(number)[:34], " ".join(load_corpus("dev").phrases["padding"][:_CONDITIONS])
    blocks = [Text(text="\n".join(letter), y=22), Text(text=conditions, size=_TINY, y=262, ink=60)]
    return draw_letter(blocks, dpi)[0]


@cache
def _letter_lines(number: int) -> list[str]:
    return [line for sheet in make_letter(load_corpus("dev"), SEED + number, 72).sheets for line in sheet.lines]
