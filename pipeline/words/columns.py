"""From blocks to the order in which a reader takes them."""

from collections.abc import Sequence
from typing import Final

from pipeline.records import Box
from pipeline.words.blocks import RUNNING, Block
from pipeline.words.pieces import overlap

_BESIDE: Final = 0.5  # share of the lower block's height that must overlap for two blocks to stand side by side
_TOUCH: Final = 0.25  # of a line's height: blocks that overlap less stand above each other
_CLOSE: Final = 0.7  # heights of white between two bands through which a column goes on
_APART: Final = 10.0  # the same where both do: room for two signatures between the titles and the names
_ALIGNED: Final = 0.015  # of the page's width, two characters
_FULL: Final = 0.75  # of the width of its block that a line of running text fills, the last one aside
_RUNNING_LINES: Final = 4  # lines of running text beside which a column can stand
_SIDE_LINES: Final = 3  # lines of such a column


def order_blocks(blocks: Sequence[Block]) -> list[Block]:
    """The blocks in reading order.

    The page is cut into bands wherever white runs all across between blocks. Where running text has a column beside it
    (contacts along a letter's left edge, a footer in two columns), the whole column is read before or after the text.
    """
    bands = _bands(blocks)
    for cut in sorted({block.box.x0 for block in blocks})[1:]:
        for first, last in _clear_runs(bands, cut):
            run = [block for band in bands[first:last] for block in band]
            left = [block for block in run if block.box.x1 <= cut]
            right = [block for block in run if block.box.x0 >= cut]
            if _is_side_column(left, right) or _is_side_column(right, left):
                above = [block for band in bands[:first] for block in band]
                below = [block for band in bands[last:] for block in band]
                return [*order_blocks(above), *order_blocks(left), *order_blocks(right), *order_blocks(below)]
    return [block for band in _join_pairs(bands) for block in _order_band(band)]


def _join_pairs(bands: Sequence[list[Block]]) -> list[list[Block]]:
    """The bands, those together in which two columns go on: the titles of two signatories, and below their names."""
    joined: list[list[Block]] = []
    for band in bands:
        if joined and _go_on(joined[-1], band):
            joined[-1].extend(band)
        else:
            joined.append(list(band))
    return joined


def _go_on(upper: Sequence[Block], lower: Sequence[Block]) -> bool:
    """Whether the two columns of a band go on below it, or one of them right below."""
    above, both, below = _columns(upper), _columns([*upper, *lower]), _columns(lower)
    if not len(above) == len(both) == 2:
        return False
    white = (min(b.box.y0 for b in lower) - max(b.box.y1 for b in upper)) / lower[0].lines[0].height
    if len(below) == 2 and all(_are_aligned(a, b) for a, b in zip(above, below, strict=True)):
        return white < _APART
    return white < _CLOSE


def _are_aligned(upper: Sequence[Block], lower: Sequence[Block]) -> bool:
    """Whether two parts of a column have a left edge, a right edge or an axis in common."""
    a, b = (Box.around(block.box for block in part) for part in (upper, lower))
    return min(abs(a.x0 - b.x0), abs(a.x1 - b.x1), abs(a.x0 + a.x1 - b.x0 - b.x1) / 2) < _ALIGNED


def _bands(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks, those together that overlap in height, if only through others between them."""
    bands: list[list[Block]] = []
    bottom = 0.0
    for block in sorted(blocks, key=_place):
        if bands and bottom - block.box.y0 > _TOUCH * block.lines[0].height:
            bands[-1].append(block)
            bottom = max(bottom, block.box.y1)
        else:
            bands.append([block])
            bottom = block.box.y1
    return bands


def _clear_runs(bands: Sequence[Sequence[Block]], cut: float) -> list[tuple[int, int]]:
    """From which band up to which no print crosses a vertical cut, wherever it does not."""
    runs: list[tuple[int, int]] = []
    start = 0
    for number, band in enumerate(bands):
        if any(block.box.x0 < cut < block.box.x1 for block in band):
            runs.append((start, number))
            start = number + 1
    runs.append((start, len(bands)))
    return [(first, last) for first, last in runs if first < last]


def _is_side_column(column: Sequence[Block], text: Sequence[Block]) -> bool:
    """Whether enough of the column stands along running text."""
    running = [block for block in text if _is_running(block)]
    if sum(len(block.lines) for block in running) < _RUNNING_LINES:
        return False
    top, bottom = min(block.box.y0 for block in running), max(block.box.y1 for block in running)
    return sum(top < line.baseline < bottom for block in column for line in block.lines) >= _SIDE_LINES


def _is_running(block: Block) -> bool:
    """Whether its lines are long, filled, and begin at one edge but for the first, which may be indented."""
    filled = [line.box.width >= _FULL * block.box.width for line in block.lines[:-1]]
    flush = [line.box.x0 - block.box.x0 < _ALIGNED for line in block.lines[1:]]  # those of a centred title do not
    long = sum(line.length for line in block.lines) >= RUNNING * len(block.lines)
    return long and sum(filled) * 2 > len(filled) and sum(flush) * 2 > len(flush)


def _order_band(band: Sequence[Block]) -> list[Block]:
    """Columns from the left; where none can be cut from the top, but after what stands at the left or above."""
    columns = _columns(band)
    if len(columns) > 1:
        return [block for column in columns for block in order_blocks(column)]
    waiting = sorted(band, key=_place)
    earlier = {id(b): {id(a) for a in waiting if a is not b and _comes_before(a, b)} for b in waiting}
    ordered: list[Block] = []
    while waiting:
        # boxes that overlap askew can each wait for another: then the topmost goes first
        block = next((b for b in waiting if not earlier[id(b)]), waiting[0])
        waiting.remove(block)
        ordered.append(block)
        for b in waiting:
            earlier[id(b)].discard(id(block))
    return ordered


def _columns(band: Sequence[Block]) -> list[list[Block]]:
    """The band cut wherever white runs all down it."""
    columns: list[list[Block]] = []
    edge = 0.0
    for block in sorted(band, key=lambda b: (b.box.x0, b.box.y0)):
        if columns and block.box.x0 < edge:
            columns[-1].append(block)
            edge = max(edge, block.box.x1)
        else:
            columns.append([block])
            edge = block.box.x1
    return columns


def _comes_before(a: Block, b: Block) -> bool:
    smaller = min(a.box.height, b.box.height)
    if overlap(a.box.y0, a.box.y1, b.box.y0, b.box.y1) > _BESIDE * smaller:
        return (a.box.x0 + a.box.x1, a.box.y0) < (b.box.x0 + b.box.x1, b.box.y0)
    return overlap(a.box.x0, a.box.x1, b.box.x0, b.box.x1) > 0 and a.box.y0 < b.box.y0


def _place(block: Block) -> tuple[float, float, float]:
    return block.box.y0, block.box.x0, block.box.x1
