"""From words with boxes to the same words in reading order, numbered by block, line and word."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median
from typing import Final

from pipeline.records import Box, Word
from pipeline.words.blocks import find_blocks
from pipeline.words.columns import order_blocks
from pipeline.words.lines import find_lines
from pipeline.words.pieces import character_width, find_pieces

# A word this much taller or lower than its line, as the engine drew it, lost its box to a stroke, a stain or the next
# line of a smudged typescript: for the order it stands where its line stands.
_TOO_TALL: Final = 1.5
_TOO_LOW: Final = 0.4

_THIN: Final = 1e-4  # of the page: no box is thinner, and nothing is divided by zero


def order_words(words: Iterable[Word]) -> tuple[Word, ...]:
    """The words of one page in the order a reader takes them: `block`, `line` and `word` count from 0 over the page.

    Their boxes decide, so words read by an engine and words of a text layer are ordered alike, in whatever order they
    come. Of an engine's own order only this is used: which words it saw on one line.
    """
    held = sorted(words, key=_every_field)  # what comes out must not hang on what came first
    if not held:
        return ()
    levelled = _level(held)
    lines = find_lines(find_pieces(levelled), character_width(levelled))
    ordered: list[Word] = []
    line_number = 0
    for block_number, block in enumerate(order_blocks(find_blocks(lines))):
        for line in block.lines:
            for place in (word.word for piece in line.pieces for word in piece.words):
                ordered.append(replace(held[place], block=block_number, line=line_number, word=len(ordered)))
            line_number += 1
    return tuple(ordered)


def _every_field(word: Word) -> tuple[float | str, ...]:
    box = word.box
    return box.x0, box.y0, box.x1, box.y1, word.text, word.confidence, word.block, word.line


def _level(words: Sequence[Word]) -> list[Word]:
    """The words with boxes that stand on their lines, `word` being their place in what was given."""
    lines: dict[tuple[int, int], list[Word]] = defaultdict(list)
    for word in words:
        lines[word.block, word.line].append(word)
    if len(lines) < 2:
        lines.clear()  # words of a text layer come without lines
    heights = {key: median(word.box.height for word in line) for key, line in lines.items()}
    levelled = []
    for place, word in enumerate(words):
        box, key = word.box, (word.block, word.line)
        height = heights.get(key, box.height)
        if box.height > _TOO_TALL * height or (box.height < _TOO_LOW * height and any(map(str.isalnum, word.text))):
            y0, y1 = (median(edges) for edges in zip(*((w.box.y0, w.box.y1) for w in lines[key]), strict=True))
            box = Box(box.x0, y0, box.x1, y1)
        box = Box(box.x0, box.y0, max(box.x1, box.x0 + _THIN), max(box.y1, box.y0 + _THIN))
        levelled.append(replace(word, box=box, word=place))
    return levelled
