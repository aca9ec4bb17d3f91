"""The words of a page and the marks of a hand on it → the same words, those under the pen read again.

A signature is written across the name it stands for. The engine then takes both for a picture and drops the line, or
reads «Nadèfé FNETEnOUX» for «Nadège Thévenoux». Of 23 such lines on strange letters 24 % of the letters were right, and
read as one line 88 %; to take the pen's strokes out first, or to cut the line closer, gained one to two points in some
and cost whole names in others.
"""

from collections.abc import Sequence
from typing import Final

from pipeline.records import Box, CleanScan, Word
from pipeline.words.confidence import mean_confidence
from pipeline.words.crops import cut, place, try_to_read
from pipeline.words.engine import Engine, Manner
from pipeline.words.order import order_words

_WELL_READ: Final = 0.85  # of a line that needs no second reading
_LEGIBLE: Final = 0.15  # below, it is the pen's; to read badly that a name stands there is more than to see nobody
_COVERED: Final = 0.8  # share of a line that is words; the rest are the spaces between them
_BETTER: Final = 0.05  # by which a second reading must be surer than the first: of pen and print neither is sure
_ONE_ROW: Final = 0.5  # share of the lower line's height in which pieces of one line overlap
_APART: Final = 1.5  # heights of a line between its pieces: the pen stands between first name and name
_WIDEST: Final = 0.5  # of the page: no name is longer, the text of a letter is
_MOST_LINES: Final = 8  # of a page; where more are crossed, what was seen is no signature


def read_signed(clean: CleanScan, words: Sequence[Word], marks: Sequence[Box], engine: Engine) -> tuple[Word, ...]:
    """The words of the page in reading order, with the lines under `marks` read once more, each by itself."""
    kept, changed = list(words), False
    for line in _crossed(clean, marks)[:_MOST_LINES]:
        own = [word for word in kept if _lies_in(word.box, line)]
        before = _sureness(own, line)
        if before >= _WELL_READ:
            continue
        read = try_to_read(engine, cut(clean.image, line), clean.dpi * clean.scale, Manner.LINE)
        again = tuple(place(read, line, kept))
        if _sureness(again, line) >= max(_LEGIBLE, before + _BETTER):
            kept = [*(word for word in kept if word not in own), *again]
            changed = True
    return order_words(kept) if changed else tuple(words)


def _sureness(words: Sequence[Word], line: Box) -> float:
    """0-1: how surely the line was read, from end to end."""
    return (mean_confidence(words) or 0.0) * min(sum(word.box.width for word in words) / line.width / _COVERED, 1.0)


def _crossed(clean: CleanScan, marks: Sequence[Box]) -> list[Box]:
    """The short lines across which a hand has written; what the pen has parted is one again."""
    height, width = clean.image.shape[:2]
    found: list[Box] = []
    crossed = (line for line in clean.lines if any(line.touches(mark) for mark in marks))
    for line in sorted(crossed, key=lambda box: box.x0):
        for other in found:
            smaller = min(line.height, other.height)
            beside = (line.x0 - other.x1) * width <= _APART * smaller * height
            if beside and min(line.y1, other.y1) - max(line.y0, other.y0) >= _ONE_ROW * smaller:
                found[found.index(other)] = Box.around((other, line))
                break
        else:
            found.append(line)
    return sorted((line for line in found if line.width <= _WIDEST), key=lambda box: box.y0)


def _lies_in(word: Box, line: Box) -> bool:
    """Whether the middle of the word lies in the line."""
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return line.x0 <= x <= line.x1 and line.y0 <= y <= line.y1
