"""Rows of a letter → how they lie: the size of its running text, its margin, what stands tight together, what aside."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from rapidfuzz import fuzz

from pipeline.letters.clues import Clue, read_clues
from pipeline.letters.rows import Row
from pipeline.letters.spelling import WORD, fold

# Gaps in cap heights. Single-spaced lines lie 0.6 to 0.9 apart, one and a half 1.5; a new paragraph begins beyond 2.
_TIGHT_GAP: Final = 1.6
_BLOCK_GAP: Final = 2.6  # address lines are often set wide
_MIDDLE: Final = 0.08
_ALIGNED: Final = 0.025  # of the page's width
_LONG_ROW: Final = 0.4
_SHORTEST_PROSE: Final = 0.33  # «de suivi des chantiers de restauration,» in a signature is shorter
_COLUMN_SHARE: Final = 0.5  # of the lines of the right column
_SPECK: Final = 0.8
# dirt is read as words of up to three letters with less confidence than this; the more so at the edge of the scan
_LONGEST_DIRT: Final = 3
_DOUBT: Final = 0.35
_EDGE_DOUBT: Final = 0.6
_EDGE: Final = 0.03  # of the page's height
_SCRIBBLE: Final = 1.6  # of the height of the text
_SCRIBBLE_DOUBT: Final = 0.45
_SAME_SIZE: Final = 1.35  # lines of one block differ in size by less, however OCR measured them
_SAME_TEXT: Final = 88.0  # likeness of two lines that OCR read apart


@dataclass(frozen=True, slots=True)
class Layout:
    """Of a whole letter: `height` of the capitals of its running text, `left` and `right` edge of its text column."""

    height: float
    left: float
    right: float


def measure_layout(rows: Sequence[Row]) -> Layout:
    """From the lines of running text, or from all where there are none."""
    prose = [row for row in rows if is_prose(row) and row.box.width > _LONG_ROW] or list(rows)
    if not prose:
        return Layout(0.01, 0.1, 0.9)
    lefts = Counter(round(row.box.x0, 2) for row in prose)
    left = max(lefts, key=lambda x: lefts[x] + lefts[round(x - 0.01, 2)] + lefts[round(x + 0.01, 2)])
    beside = [row for row in prose if row.box.x1 < left]  # of two columns of text the left one begins the page
    if len(beside) > _COLUMN_SHARE * lefts[left]:
        left = min(row.box.x0 for row in beside)
    return Layout(median(row.height for row in prose), left, max(row.box.x1 for row in prose))


def is_prose(row: Row) -> bool:
    """A line of running text; «Pour la préfète et par délégation,» is none."""
    clues = read_clues(row.text)
    return Clue.PROSE in clues and row.box.width > (_LONG_ROW if Clue.FUNCTION in clues else _SHORTEST_PROSE)


def is_speck(row: Row, layout: Layout) -> bool:
    """What OCR made of a speck, a rule, a bullet or dirt; it says nothing and goes with the rows around it."""
    signs = sum(sign.isalnum() for sign in row.text)
    return (
        is_scribble(row, layout) or signs == 0 or (signs == 1 and row.height < _SPECK * layout.height) or is_dirt(row)
    )


def is_scribble(row: Row, layout: Layout) -> bool:
    """What OCR made of handwriting: «ke leu CA he & LA meu», far larger than the text and hardly legible."""
    return row.height > _SCRIBBLE * layout.height and row.confidence < _SCRIBBLE_DOUBT


def is_dirt(row: Row) -> bool:
    """What OCR made of a dirty edge: «ENS ENS UT er. d ee», read with no confidence and without one real word."""
    longest = max((len(word) for word in WORD.findall(row.text)), default=0)
    edge = row.box.y0 < _EDGE or row.box.y1 > 1 - _EDGE
    return row.confidence < (_EDGE_DOUBT if edge else _DOUBT) and longest <= _LONGEST_DIRT + edge


def find_repeated(rows: Sequence[Row], top: float, bottom: float = 0.0) -> set[int]:
    """Rows above `top` or below `bottom` that the next or last page has too, in nearly the same words."""
    edges: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for i, row in enumerate(rows):
        if row.box.y0 < top or (bottom and row.box.y0 > bottom):
            edges[row.page].append((i, fold(row.text)))
    return {
        i
        for page, edge in edges.items()
        for i, text in edge
        for near in (page - 1, page + 1)
        for _, other in edges.get(near, ())
        if fuzz.ratio(text, other, score_cutoff=_SAME_TEXT)
    }


def without_repeated(before: Sequence[Row], rows: Sequence[Row]) -> list[Row]:
    """The rows that do not stand at the same place of the page before in nearly the same words."""
    return [row for row in rows if not any(_is_repeated(row, other) for other in before)]


def _is_repeated(row: Row, other: Row) -> bool:
    placed = abs(row.box.x0 - other.box.x0) < _ALIGNED and abs(row.box.y0 - other.box.y0) < _ALIGNED
    return placed and fuzz.ratio(fold(row.text), fold(other.text), score_cutoff=_SAME_TEXT) > 0


def is_aside(row: Row, layout: Layout) -> bool:
    """Whether a row stands in a narrow column left of the text, as a list of departments and their numbers does."""
    return row.box.x1 < layout.left and layout.left > 0.25


def is_tight(above: Row, below: Row, gap: float = _TIGHT_GAP) -> bool:
    """Whether `below` is the next line of what `above` belongs to."""
    if above.page != below.page:
        return False
    space = below.box.y0 - above.box.y1
    size = max(above.height, below.height)
    overlap = min(above.box.x1, below.box.x1) - max(above.box.x0, below.box.x0)
    return -0.8 * size < space < gap * size and below.box.y0 > above.box.y0 and overlap > 0


def is_aligned(above: Row, below: Row) -> bool:
    """Whether two rows begin, end or are centred at the same place."""
    a, b = above.box, below.box
    return min(abs(a.x0 - b.x0), abs(a.x1 - b.x1), abs(a.x0 + a.x1 - b.x0 - b.x1) / 2) < _ALIGNED


def is_centred(above: Row, below: Row) -> bool:
    """Whether two rows of unlike length have the same middle."""
    a, b = above.box, below.box
    return abs(a.x0 + a.x1 - b.x0 - b.x1) / 2 < _ALIGNED and abs(a.x0 - b.x0) > _ALIGNED / 2


def is_centred_under(above: Row, below: Row) -> bool:
    """Whether two rows have the same middle, in the middle of the page."""
    a, b = (above.box.x0 + above.box.x1) / 2, (below.box.x0 + below.box.x1) / 2
    return abs(a - b) < _ALIGNED and abs(a - 0.5) < _MIDDLE


def find_blocks(rows: Sequence[Row], indices: Sequence[int]) -> list[list[int]]:
    """Those rows, gathered into aligned blocks, each from top to bottom."""
    blocks: list[list[int]] = []
    for i in sorted(indices, key=lambda i: (rows[i].page, rows[i].box.y0, rows[i].box.x0)):
        for block in reversed(blocks):
            last = rows[block[-1]]
            if last.page != rows[i].page:
                blocks.append([i])
                break
            sizes = sorted((last.height, rows[i].height))
            alike = sizes[1] <= _SAME_SIZE * sizes[0] and is_aligned(last, rows[i])
            if alike and is_tight(last, rows[i], _BLOCK_GAP):
                block.append(i)
                break
        else:
            blocks.append([i])
    return blocks
