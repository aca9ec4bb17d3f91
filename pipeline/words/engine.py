"""What the room asks of an OCR engine: a contract, one engine a file beside it."""

from enum import Enum
from typing import Protocol

from pipeline.records import Picture, QuarterTurn, Word


class Manner(Enum):
    """How the engine looks at the picture: Tesseract's page segmentation mode.

    Measured on 17 typed and printed pages, cleaned: PAGE misreads 4.4 % of the characters, one even block (mode 6)
    5.2 %, SPARSE 5.7 %.
    """

    PAGE = 3  # columns and blocks found by the engine: the first reading
    LINE = 7  # the picture is one line of text
    SPARSE = 11  # as much text as can be found in no order: an envelope, a label, a stamp


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

    def read(self, image: Picture, dpi: float, manner: Manner = Manner.PAGE) -> tuple[Word, ...]:
        """The words on an upright picture of that resolution."""
        ...

    def find_rotation(self, image: Picture) -> tuple[QuarterTurn, float]:
        """The clockwise degrees to turn the picture by until its text stands upright, and how sure that is, 0-1.

        (0, 0.0) where nothing can be said: too little text, no `osd` data, or the engine broke down on it.
        """
        ...
