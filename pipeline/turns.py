"""Pages of a file → the turn of a page that does not tell its own: that of the pages around it.

Where a letter begins is not known yet, so its majority is that of the nearest pages. Sheets go through a feeder one
after the other, in one way, but for a sheet laid in head first; and a duplex scanner that was told the wrong edge puts
every second page on its head. So the pages of the same side, two and four before and behind, are asked first; where
they are none, or do not agree, those of both sides. Where more than half of neither say the same, nothing is assumed.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from pipeline.records import Page, QuarterTurn

_ASKED: Final = 2  # pages before and as many behind: further away lies another letter


def assume_turn(pages: Sequence[Page], at: int) -> QuarterTurn | None:
    """The turn that most of the pages around `pages[at]` were given, of those that told it; None where none did."""
    for step in (2, 1):
        before = [page.rotation for page in reversed(pages[at % step : at : step]) if _tells(page)]
        behind = [page.rotation for page in pages[at + step :: step] if _tells(page)]
        asked = before[:_ASKED] + behind[:_ASKED]
        if asked:
            turn, votes = Counter(asked).most_common(1)[0]
            if 2 * votes > len(asked):
                return turn
    return None


def _tells(page: Page) -> bool:
    """Whether a page was scanned, and found to be turned by its own print: a digital page went through no feeder."""
    return page.text_origin == "ocr" and bool(page.rotation_known)
