"""Rows as they were read → printed lines whole again: a line that ink or a stamp broke apart is one row."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import Final

from pipeline.letters.rows import Row
from pipeline.records import Word

# «Monsieur Lucien» | «Barbazan», «Pour le Préfet, et par» | «délé»: a piece is short and stands in a small block of its
# own; a column of text is neither
_LONGEST_PIECE: Final = 3  # words
_LARGEST_BLOCK: Final = 2  # rows
_WIDEST_SPACE: Final = 2.2  # cap heights between two words of one line; columns lie further apart
_SAME_LINE: Final = 0.6  # of the lower of two boxes lies beside the other
_COLLISION: Final = 0.3  # of the narrower of two words lies over the other: they are not of one line
_TALLEST: Final = 0.05  # of the page's height: no line of a letter is higher
_LEGIBLE: Final = 0.3  # mean confidence below which a piece is the ink itself
_FEWEST_LETTERS: Final = 3


def join_fragments(rows: Sequence[Row], aspect: float) -> tuple[Row, ...]:
    """The rows of a page with each piece put back into its line; `aspect`: height of the page in its widths."""
    sizes = Counter(row.block for row in rows)
    held: list[Row | None] = list(rows)
    by_top = sorted(range(len(rows)), key=lambda i: rows[i].box.y0)
    tops = [rows[i].box.y0 for i in by_top]
    for i, piece in enumerate(rows):
        if not _may_be_piece(piece):
            continue
        lonely = sizes[piece.block] <= _LARGEST_BLOCK
        level = by_top[bisect_left(tops, piece.box.y0 - _TALLEST) : bisect_right(tops, piece.box.y1)]
        near = [
            (_space(other, piece), j)
            for j in level
            if (other := held[j]) is not None and j != i and _is_beside(other, piece, aspect)
            if _is_inside(other, piece) or (lonely and other.block != piece.block)
        ]
        if near:
            _, j = min(near)
            held[j] = _join(held[j] or piece, held[i] or piece)
            held[i] = None
    return tuple(row for row in held if row is not None)


def _may_be_piece(row: Row) -> bool:
    letters = sum(sign.isalpha() for sign in row.text)
    return len(row.words) <= _LONGEST_PIECE and letters >= _FEWEST_LETTERS and row.confidence >= _LEGIBLE


def _is_beside(row: Row, piece: Row, aspect: float) -> bool:
    """Whether the piece stands on the line of `row`, a word space away from its words or in a gap between them."""
    low = min(row.box.height, piece.box.height)
    shared = min(row.box.y1, piece.box.y1) - max(row.box.y0, piece.box.y0)
    if low <= 0 or shared < _SAME_LINE * low or row.confidence < _LEGIBLE:
        return False
    if any(_collide(a, b) for a in row.words for b in piece.words):
        return False
    return _space(row, piece) <= _WIDEST_SPACE * aspect * min(row.height, piece.height)


def _is_inside(row: Row, piece: Row) -> bool:
    """«Cécile» between «Madame» and «NOGUÈS»."""
    return row.box.x0 < piece.box.x0 and piece.box.x1 < row.box.x1


def _space(row: Row, piece: Row) -> float:
    return min(max(a.box.x0 - b.box.x1, b.box.x0 - a.box.x1) for a in row.words for b in piece.words)


def _collide(a: Word, b: Word) -> bool:
    over = min(a.box.x1, b.box.x1) - max(a.box.x0, b.box.x0)
    return over > _COLLISION * min(a.box.width, b.box.width)


def _join(row: Row, piece: Row) -> Row:
    pairs = [*zip(row.words, row.texts, strict=True), *zip(piece.words, piece.texts, strict=True)]
    pairs.sort(key=lambda pair: pair[0].box.x0)
    broken = row.broken if pairs[-1][0] is row.words[-1] else piece.broken
    return replace(
        row,
        words=tuple(word for word, _ in pairs),
        texts=tuple(text for _, text in pairs),
        height=median([row.height] * len(row.words) + [piece.height] * len(piece.words)),
        broken=broken,
    )
