"""Labels that stand in a cell of their own → the values below them or beside them, by the boxes of the words.

N° facture     Date           N° client           Votre référence
2018-AVRO-33   09/11/2018     KX40917             AB/2017-12
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import Final

from pipeline.mentions.found import Found, Reading
from pipeline.mentions.references_labels import ABOVE, ANY_CELL, CELL, CELL_AMONG_CELLS, HINT, HOLDER, OF_GOODS
from pipeline.mentions.references_values import read_value, value_after
from pipeline.records import Box, Letter, Line, PlacedWord, Zone

_SURE: Final = 0.85
_MOST_HEADS: Final = 12  # cells of a row of headings
_MAX_LINE: Final = 150  # characters of such a row
_MAX_VALUE: Final = 60  # characters
_PAGE_SHAPE: Final = 1.41  # height of an A4 page in its widths
# in heights of the letters: a gap between two headings, between two cells of any table, and from heading to value
_NARROW, _WIDE, _BELOW = 0.8, 2.0, 3.0
_BESIDE: Final = 0.35  # of the page's width: how far right of its label a value may stand
_BESIDE_ALONE: Final = 0.45  # where nothing else stands on its row
_WIDEST_SHARE: Final = 0.7  # of the widest gap of a row: what parts its cells
_FAR_WIDER: Final = 1.5  # times the usual gap, at that share
_MOST_NEAR: Final = 30  # lines that are looked through for the row below
_MOST_ROWS: Final = 12  # values in one column
_VALUE: Final = re.compile(r"[A-Z0-9+][A-Z0-9./ _–-]{1,28}[A-Z0-9]", re.IGNORECASE)
_CHECK_LETTER: Final = re.compile(r" [A-Z]")
_RULES: Final = re.compile(r"[|¦_\]\[—=]+")  # the lines of the table, read as characters


@dataclass(frozen=True, slots=True)
class _Cell:
    """Words beside each other: `letter.text[start:end]` is printed in `box`."""

    start: int
    end: int
    box: Box


def cells_of(letter: Letter, line: Line) -> list[tuple[int, int]]:
    """The line cut where a gap is as wide as between two columns."""
    return [(cell.start, cell.end) for cell in _cells(letter, line, _WIDE)] or [(line.start, line.end)]


def cell_end(letter: Letter, start: int) -> int:
    """Where the cell ends that holds the word at `start`: at a wide gap, or with its line."""
    end = start
    words = letter.words
    for nth in range(bisect_right(words, start, key=lambda word: word.start) - 1, len(words)):
        if nth < 0 or words[nth].end <= start:
            continue
        if end > start and (_is_far(words[nth - 1], words[nth]) or "\n" in letter.text[end : words[nth].start]):
            return end
        end = words[nth].end
        if end - start > _MAX_VALUE:
            return end
    return max(end, start)


def opens_cell(letter: Letter, start: int) -> bool:
    """Whether nothing stands close before `start` on its line."""
    words = letter.words
    nth = bisect_left(words, start, key=lambda word: word.start)
    return (
        nth == 0
        or nth == len(words)
        or not words[nth - 1].box.y0 < words[nth].box.y1
        or not words[nth - 1].box.y1 > words[nth].box.y0
        or _is_far(words[nth - 1], words[nth])
    )


def _is_far(before: PlacedWord, word: PlacedWord) -> bool:
    gap = word.box.x0 - before.box.x1
    return gap > _WIDE * max(before.box.height, word.box.height) * _PAGE_SHAPE


def find_under_labels(reading: Reading) -> Iterator[Found]:
    """The values of headings and of labels without a value behind them."""
    rows = _Rows(reading)
    for line in reading.letter.lines:
        if not HINT.search(reading.plain, line.start, line.end) and line.zone not in ABOVE:
            continue
        heads = rows.beside(line)
        if len(heads) > _MOST_HEADS or any(OF_GOODS.search(reading.plain, h.start, h.end) for h in heads):
            continue
        for nth, head in enumerate(heads):
            if line.start <= head.start < line.end and _is_label(reading, head, line, heads):
                for value in rows.right_of(nth, heads) or rows.below(nth, heads, line):
                    yield _found(reading, head, value)


def _is_label(reading: Reading, cell: _Cell, line: Line, heads: Sequence[_Cell]) -> bool:
    """Whether the cell heads a reference: by its words, or as the neighbour of one that does, or by its colon."""
    text = reading.plain
    if _is_known(reading, cell, line, among=len(heads) > 1):
        return True
    if line.zone not in ABOVE or not ANY_CELL.fullmatch(text, cell.start, cell.end):
        return False
    return (
        line.zone is Zone.REFERENCES
        or text[cell.end - 1] == ":"
        or any(_is_known(reading, head, line, among=True) for head in heads if head is not cell)
    )


def _is_known(reading: Reading, cell: _Cell, line: Line, *, among: bool) -> bool:
    text = reading.plain
    return bool(
        CELL.fullmatch(text, cell.start, cell.end)
        or ((among or line.zone in ABOVE) and CELL_AMONG_CELLS.fullmatch(text, cell.start, cell.end))
    )


def _found(reading: Reading, head: _Cell, value: _Cell) -> Found:
    printed = reading.letter.text
    label = printed[head.start : head.end].strip(" :.")
    return Found("reference", value.start, value.end, read_value(printed[value.start : value.end]), _SURE, role=label)


class _Rows:
    """What stands below or beside a cell; a row may be several lines of the text, and a line several cells."""

    def __init__(self, reading: Reading) -> None:
        self._letter, self._plain = reading.letter, reading.plain
        by_page = sorted(reading.letter.lines, key=lambda line: (line.page, line.box.y0))
        self._lines = {page: list(lines) for page, lines in groupby(by_page, key=lambda line: line.page)}

    def beside(self, line: Line) -> list[_Cell]:
        """The cells at the height of the line, from left to right."""
        near = self._near(line.page, line.box.y0 - line.height, line.box.y1)
        row = [at for at in near if at.box.y0 < line.box.y1 and at.box.y1 > line.box.y0]
        cells = [c for at in row if at.end - at.start <= _MAX_LINE for c in _cells(self._letter, at, _NARROW)]
        return sorted(cells, key=lambda c: c.box.x0)

    def right_of(self, nth: int, heads: Sequence[_Cell]) -> list[_Cell]:
        """The value in the next cell."""
        if nth + 1 < len(heads) and self._is_value(heads[nth + 1], heads[nth]):
            near = heads[nth + 1].box.x0 - heads[nth].box.x1 < (_BESIDE_ALONE if len(heads) == 2 else _BESIDE)
            return [heads[nth + 1]] if near else []
        return []

    def below(self, nth: int, heads: Sequence[_Cell], line: Line) -> list[_Cell]:
        """The values in the rows below, down to the first that holds none."""
        values: list[_Cell] = []
        bottom, head = heads[nth].box.y1, heads[nth].box
        while len(values) < _MOST_ROWS:
            row = self._row_below(line.page, bottom, line.height, head)
            parts = row if len(row) >= len(heads) else [part for cell in row for part in self._split(cell, heads)]
            mine = [part for part in parts if _nearest(part, heads) == nth]
            if len(mine) > 1:  # text of another column stands at the same height
                mine = [part for part in mine if part.box.x0 < head.x1 and part.box.x1 > head.x0]
            if len(mine) != 1 or not self._is_value(mine[0], heads[nth]):
                return values
            values.append(mine[0])
            bottom = mine[0].box.y1
        return values

    def _near(self, page: int, top: float, bottom: float) -> list[Line]:
        """Lines that begin between two heights."""
        lines = self._lines.get(page, [])
        first = bisect_left(lines, top, key=lambda line: line.box.y0)
        last = bisect_right(lines, bottom, key=lambda line: line.box.y0)
        return lines[first : min(last, first + _MOST_NEAR)]

    def _row_below(self, page: int, bottom: float, height: float, head: Box) -> list[_Cell]:
        """The cells of the nearest row below in which something stands under the heading."""
        near = self._near(page, bottom - height / 2, bottom + _BELOW * height)
        cells = [c for at in near for c in _cells(self._letter, at, _WIDE) if c.box.y0 > bottom - height / 2]
        under = [c for c in cells if c.box.x0 < head.x1 and c.box.x1 > head.x0]
        if not under:
            return []
        top = min(under, key=lambda c: c.box.y0).box
        return [c for c in cells if c.box.y0 < top.y1 and c.box.y1 > top.y0]

    def _split(self, cell: _Cell, heads: Sequence[_Cell]) -> list[_Cell]:
        """A cell below several headings, cut into what belongs to each: "BDC771 9 novembre 2018 2018-AVRO-33"."""
        if sum(h.box.x0 < cell.box.x1 and h.box.x1 > cell.box.x0 for h in heads) < 2:
            return [cell]
        words = _words_of(self._letter, cell.start, cell.end)
        parts = [_cell(held) for held in _at_wide_gaps(words)]
        if len(parts) > 1:
            return [piece for part in parts for piece in self._split(part, heads)]
        by_head = groupby(map(_lone, words), key=lambda word: _nearest(word, heads))
        return [_Cell(w[0].start, w[-1].end, Box.around(c.box for c in w)) for _, g in by_head if (w := list(g))]

    def _is_value(self, cell: _Cell, head: _Cell) -> bool:
        """A number or code and nothing else; no year, post code with its town, nor, under most heads, one to call."""
        text = self._letter.text[cell.start : cell.end]
        phones = HOLDER.match(self._plain, head.start, head.end) is not None
        span = value_after(self._letter.text, self._plain, cell.start, cell.end, digits=2, vague=True, phones=phones)
        return bool(
            span and _VALUE.fullmatch(text) and (span[1] == cell.end or self._ends_in_letter(span[1], cell.end))
        )

    def _ends_in_letter(self, start: int, end: int) -> bool:
        """«79 76 797 453 056 A»: a check letter, alone."""
        return bool(_CHECK_LETTER.fullmatch(self._letter.text, start, end))


def _nearest(cell: _Cell, heads: Sequence[_Cell]) -> int:
    """The heading above: the one whose box lies over the cell most, or nearest to it."""
    return max(
        range(len(heads)),
        key=lambda i: min(heads[i].box.x1, cell.box.x1) - max(heads[i].box.x0, cell.box.x0),
    )


def _cells(letter: Letter, line: Line, gap: float) -> list[_Cell]:
    """The line's words, cut where a gap is wider than `gap` heights of its letters, without rules."""
    cells: list[list[PlacedWord]] = []
    right = -1.0  # where the cell ends so far
    for word in _words_of(letter, line.start, line.end):
        if word.page != line.page:
            continue
        if _RULES.fullmatch(letter.text, word.start, word.end):
            right = -1.0
            continue
        if right < 0 or word.box.x0 - right > gap * line.height * _PAGE_SHAPE:
            cells.append([])
        cells[-1].append(word)
        right = word.box.x1
    return [_cell(words) for words in cells]


def _at_wide_gaps(words: Sequence[PlacedWord]) -> list[list[PlacedWord]]:
    """The words, parted where a gap is far wider than most: "4410 207 655   votre appel", not "BDC771 9 mai 2018"."""
    gaps = [b.box.x0 - a.box.x1 for a, b in pairwise(words)]
    wide = max(gaps, default=0.0) * _WIDEST_SHARE
    if wide <= _FAR_WIDER * median(gaps or [0.0]):
        return [list(words)]
    parts = [[words[0]]]
    for gap, word in zip(gaps, words[1:], strict=True):
        if gap > wide:
            parts.append([])
        parts[-1].append(word)
    return parts


def _lone(word: PlacedWord) -> _Cell:
    return _cell([word])


def _words_of(letter: Letter, start: int, end: int) -> Sequence[PlacedWord]:
    first = bisect_left(letter.words, start, key=lambda word: word.start)
    last = bisect_left(letter.words, end, key=lambda word: word.start)
    return letter.words[first:last]


def _cell(words: Sequence[PlacedWord]) -> _Cell:
    return _Cell(words[0].start, words[-1].end, Box.around(word.box for word in words))
