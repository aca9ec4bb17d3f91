"""Rows of a letter → those that stand outside its course: footers and page numbers."""

from collections.abc import Sequence
from typing import Final

from pipeline.letters.clues import Clue, read_clues
from pipeline.letters.layout import Layout, find_repeated
from pipeline.letters.rows import Row

_FOOT: Final = 0.82  # a footer begins below this, as a fraction of the page's height
_EDGE: Final = 0.9  # here a line apart from the text is a footer whatever it says
_NUMBER_TOP: Final = 0.1  # a page number stands above this or in the foot
_SMALL: Final = 0.85  # of the size of the running text
_APART: Final = 2.6  # cap heights between the text and what stands under it
_FOOT_CLUES: Final = frozenset({Clue.LEGAL, Clue.CONTACT, Clue.POSTCODE, Clue.PO_BOX, Clue.SENDER_LABEL})


def find_footers(rows: Sequence[Row], layout: Layout) -> set[int]:
    """The indices of the rows of all footers: from the bottom of each page upwards, as long as a row looks like one."""
    found = {i for i, row in enumerate(rows) if _is_page_number(row)}
    repeated = find_repeated(rows, 0.0, _FOOT)
    for page in {row.page for row in rows}:
        upwards = sorted((i for i, row in enumerate(rows) if row.page == page), key=lambda i: -rows[i].box.y1)
        for place, i in enumerate(upwards):
            above = next((rows[j] for j in upwards[place + 1 :] if rows[j].box.y1 < rows[i].box.y0), None)
            if i not in found and not _is_footer(rows[i], above, layout, i in repeated):
                if place and _starts_footer(rows, upwards[place:], layout):
                    found.add(i)
                    continue
                break
            found.add(i)
    return found


def _is_page_number(row: Row) -> bool:
    return Clue.PAGE_NUMBER in read_clues(row.text) and len(row.texts) <= 5 and not _NUMBER_TOP < row.box.y0 < _FOOT


def _is_footer(row: Row, above: Row | None, layout: Layout, repeated: bool) -> bool:
    if row.box.y0 < _FOOT:
        return False
    clues = read_clues(row.text)
    small = row.height < _SMALL * layout.height
    apart = above is None or row.box.y0 - above.box.y1 > _APART * layout.height
    if repeated or Clue.LEGAL in clues:
        return True
    if Clue.PROSE in clues and not small:
        return False
    if clues & _FOOT_CLUES or (small and Clue.STREET in clues):
        return small or row.box.y0 > _EDGE
    return row.box.y0 > _EDGE and (small or (apart and Clue.CODE in clues)) and Clue.NAME not in clues


def _starts_footer(rows: Sequence[Row], upwards: Sequence[int], layout: Layout) -> bool:
    """Whether this row without a word of a footer heads one: «Mairie de Corte», apart from the text, above its address."""
    row = rows[upwards[0]]
    above = next((rows[j] for j in upwards[1:] if rows[j].box.y1 < row.box.y0), None)
    apart = above is None or row.box.y0 - above.box.y1 > 2 * _APART * layout.height
    return row.box.y0 > _EDGE and apart and row.height < layout.height * 1.1
