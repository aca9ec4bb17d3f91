"""Rows above a letter's text → those that make a small table there: «Date | N° de dossier | Destination»."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from pipeline.letters.clues import ADDRESS, Clue, read_clues
from pipeline.letters.layout import Layout, is_aside, is_prose
from pipeline.letters.rows import Row
from pipeline.records import Box

_CELL_GAP: Final = 0.02  # of the page's width: wider than any space between two words
_NEXT: Final = 3.5  # cap heights between the headings and their values
_FEWEST: Final = 2  # columns
_RULES: Final = frozenset("|!I[]{}—–-_")
# a letterhead beside the reader's address lies in two columns as well
_NO_HEADING: Final = ADDRESS | {Clue.CIVILITY, Clue.CONTACT, Clue.SALUTATION, Clue.SUBJECT, Clue.DATE_LINE, Clue.LABEL}
_NO_VALUE: Final = ADDRESS | {Clue.CIVILITY, Clue.CONTACT, Clue.SALUTATION, Clue.SUBJECT}


def find_table(rows: Sequence[Row], above: Sequence[int], layout: Layout) -> list[int]:
    """Headings without a number, and under each of two or more of them a value; of the values one has a number.

    `above`: the rows that stand above the text, of one page.
    """
    levels = _levels(rows, [i for i in above if not is_aside(rows[i], layout)])
    for upper, lower in pairwise(levels):
        heads, values = _cells(rows, upper), _cells(rows, lower)
        if len(heads) < _FEWEST or len(values) < _FEWEST or not _may_head(rows, upper):
            continue
        gap = values[0].y0 - heads[0].y1
        under = sum(any(_over(head, value) for head in heads) for value in values)
        if gap < _NEXT * rows[upper[0]].height and under == len(values) <= len(heads) and _may_be_values(rows, lower):
            return [*upper, *lower]
    return []


def _levels(rows: Sequence[Row], held: Sequence[int]) -> list[list[int]]:
    """The rows that stand on one height, from top to bottom."""
    levels: list[list[int]] = []
    for i in sorted(held, key=lambda i: rows[i].box.y0 + rows[i].box.y1):
        middle = (rows[i].box.y0 + rows[i].box.y1) / 2
        if levels and rows[levels[-1][0]].box.y0 < middle < rows[levels[-1][0]].box.y1:
            levels[-1].append(i)
        else:
            levels.append([i])
    return levels


def _may_head(rows: Sequence[Row], level: Sequence[int]) -> bool:
    texts = [rows[i].text for i in level]
    return not any(read_clues(text) & _NO_HEADING or any(sign.isdigit() for sign in text) for text in texts)


def _may_be_values(rows: Sequence[Row], level: Sequence[int]) -> bool:
    numbered = any(sign.isdigit() for i in level for sign in rows[i].text)
    return numbered and not any(read_clues(rows[i].text) & _NO_VALUE or is_prose(rows[i]) for i in level)


def _cells(rows: Sequence[Row], level: Sequence[int]) -> list[Box]:
    """What stands apart on one height, without the rules between."""
    words = sorted((word for i in level for word in rows[i].words), key=lambda word: word.box.x0)
    cells: list[list[Box]] = []
    right = -1.0
    for word in words:
        if set(word.text) <= _RULES:
            right = -1.0
            continue
        if right < 0 or word.box.x0 - right > _CELL_GAP:
            cells.append([])
        cells[-1].append(word.box)
        right = word.box.x1
    return [Box.around(cell) for cell in cells]


def _over(head: Box, value: Box) -> bool:
    return head.x0 < value.x1 and value.x0 < head.x1
