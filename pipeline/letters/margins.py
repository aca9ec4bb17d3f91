"""Rows of a letter → those that stand outside its course: footers and page numbers."""

from collections.abc import Sequence
from typing import Final

from pipeline.letters.clues import Clue, read_clues
from pipeline.letters.layout import Layout, find_repeated, is_dirt, is_prose
from pipeline.letters.rows import Row

_FOOT: Final = 0.82  # a footer begins below this, as a fraction of the page's height
_EDGE: Final = 0.9  # here a line apart from the text is a footer whatever it says
_NUMBER_TOP: Final = 0.1  # a page number stands above this or in the foot
_SMALL: Final = 0.85  # of the size of the running text
_APART: Final = 2.6  # cap heights between the text and what stands under it
_HEADING_APART: Final = 5.0  # «Mairie de Nolay», above its address in the foot
_FOOT_CLUES: Final = frozenset({Clue.LEGAL, Clue.CONTACT, Clue.POSTCODE, Clue.PO_BOX, Clue.SENDER_LABEL, Clue.OPENING})


def find_footers(rows: Sequence[Row], layout: Layout) -> set[int]:
    """The indices of the rows of all footers: from the bottom of each page upwards, as long as a row looks like one."""
    found = {i for i, row in enumerate(rows) if _is_page_number(row)}
    repeated = find_repeated(rows, 0.0, _FOOT)
    for page in {row.page for row in rows}:
        upwards = sorted((i for i, row in enumerate(rows) if row.page == page), key=lambda i: -rows[i].box.y1)
        for place, i in enumerate(upwards):
            if is_dirt(rows[i]):
                found |= {i} if rows[i].box.y0 > _FOOT else set()
                continue
            gap = _gap_above(rows, i, upwards[place + 1 :]) / layout.height if layout.height else 0.0
            if i not in found and i not in repeated and not _is_footer(rows[i], gap, layout, stacked=place > 0):
                break
            found.add(i)
    return found


def _is_page_number(row: Row) -> bool:
    return Clue.PAGE_NUMBER in read_clues(row.text) and len(row.texts) <= 5 and not _NUMBER_TOP < row.box.y0 < _FOOT


def _gap_above(rows: Sequence[Row], i: int, upwards: Sequence[int]) -> float:
    """Between the heap of lines at the edge of the page that the row stands in, and what stands above that heap."""
    top = rows[i].box.y0
    for j in upwards:
        gap = top - rows[j].box.y1
        if gap > 0 and (gap > _APART * rows[i].height or rows[j].box.y0 < _EDGE):
            return gap
        top = min(top, rows[j].box.y0)
    return 1.0


def _is_footer(row: Row, gap: float, layout: Layout, stacked: bool) -> bool:
    """`gap`: cap heights between the text above and the row; `stacked`: another row of a footer stands below it."""
    clues = read_clues(row.text)
    small = row.height < _SMALL * layout.height
    edge = row.box.y0 > _EDGE
    if row.box.y0 < _FOOT:
        return False
    if Clue.LEGAL in clues or not any(sign.isalnum() for sign in row.text):
        return True
    if is_prose(row) and not small and Clue.OPENING not in clues:
        return False
    if clues & _FOOT_CLUES:
        return small or edge
    if small and (edge or Clue.STREET in clues):
        return Clue.NAME not in clues or stacked
    apart = gap > _APART and Clue.CODE in clues  # the mark of a library or of a mail room
    return edge and (apart or (stacked and gap > _HEADING_APART and row.height < layout.height))
