"""Pages of a file → the turn of a page that does not tell its own: that of the pages around it.

Where a letter begins is not known yet, so its majority is that of the nearest pages. Sheets go through a feeder one
after the other, in one way, but for a sheet laid in head first; and a duplex scanner that was told the wrong edge puts
every second page on its head. So the pages of the same side, two and four before and behind, are asked first; where
they are none, or do not agree, those of both sides. Where more than half of neither say the same, nothing is assumed.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from pipeline.records import Page, QuarterTurn

_ASKED: Final = 2  # pages before and as many behind: further away lies another letter
_SIGHT: Final = 64  # pages either way within which they are looked for: a file may have more than the memory holds


def turn_pages(pages: Iterable[Page], read_again: Callable[[Page, QuarterTurn], Page]) -> Iterator[Page]:
    """The pages of a file in order, those with words that do not tell which side is up as the pages around them are.

    One that stands so already is not read again. The pages behind an untold one are waited for, as far as they matter.
    """
    before: deque[Page] = deque(maxlen=_SIGHT)
    behind: deque[Page] = deque()
    coming = iter(pages)
    while True:
        while not behind or (_is_untold(behind[0]) and not _is_seen(behind)):
            page = next(coming, None)
            if page is None:
                break
            behind.append(page)
        if not behind:
            return
        page = behind[0]
        turn = assume_turn([*before, *behind], len(before)) if _is_untold(page) else None
        before.append(replace(page, words=(), marks=()))
        behind.popleft()
        if turn is None:
            yield page
        elif turn == page.rotation:
            yield replace(page, rotation_known=True)
        else:
            yield read_again(page, turn)


def _is_untold(page: Page) -> bool:
    return bool(page.words) and page.rotation_known is False


def _is_seen(pages: Sequence[Page]) -> bool:
    """Whether no page further behind has a say on the turn of the first."""
    return len(pages) > _SIGHT or sum(_tells(page) for page in list(pages)[2::2]) >= _ASKED


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
