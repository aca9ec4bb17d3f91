"""What the room asks of an OCR engine: a contract, one engine a file beside it."""

from enum import IntEnum
from typing import Protocol

from pipeline.records import Picture, QuarterTurn, Word


class Layout(IntEnum):
    """How the engine cuts the page into lines; the values are Tesseract's page segmentation modes."""

    PAGE = 3  # columns and blocks found by the engine: a letter
    BLOCK = 6  # one block of even lines: a coupon, a cut-out
    SPARSE = 11  # as much text as possible in no order: a form, an envelope, a stamp


class Engine(Protocol):
    """Reads French print off a picture.

    Every engine keeps these promises, so that the room need not know which one it holds:

    - It reads `fra`, whatever else it reads, with the trained data it found when it was opened.
    - Two engines give the same words of the same picture but for small differences of their versions.
    - Text is NFC, without white space, never empty. Boxes are fractions of the picture, confidences 0-1. `block`,
      `line` and `word` count from 0 in the engine's own order, `block` and `line` over the whole page.
    - A picture without text gives no words. A picture it cannot read raises DocumentError: `timeout` when it took too
      long, `page_failed` when the engine broke down.
    - It uses one thread, can be pickled, and works in a process that was forked or spawned after it was opened.
    """

    @property
    def name(self) -> str:
        """The name it is chosen by: `tesserocr`, `pytesseract`."""
        ...

    @property
    def version(self) -> str:
        """What its readings depend on, the program and its trained data: part of the key of a stored reading."""
        ...

    def read(self, image: Picture, dpi: float, layout: Layout = Layout.PAGE) -> tuple[Word, ...]:
        """The words on an upright picture of that resolution."""
        ...

    def find_rotation(self, image: Picture) -> tuple[QuarterTurn, float]:
        """The clockwise degrees to turn the picture by until its text stands upright, and how sure that is, 0-1.

        (0, 0.0) where nothing can be said: too little text, no `osd` data, or the engine broke down on it.
        """
        ...
