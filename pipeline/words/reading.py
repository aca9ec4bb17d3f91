"""From a clean scan to its words in reading order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from statistics import median
from typing import Final

from pipeline.records import Box, CleanScan, Picture, Word
from pipeline.words.confidence import mean_confidence
from pipeline.words.crops import cut, place, try_to_read
from pipeline.words.engine import Engine, Manner
from pipeline.words.order import order_words

Smooth = Callable[[Picture], Picture]
"""Takes specks and ragged edges off a picture."""

# Below this a region is read a second time, smoothed. Letters read well have 0.93 and more, worn and dirty ones 0.90
# and less: of three dirty pages the better of two readings has 1.8 % wrong characters where the first had 2.6.
_POOR: Final = 0.91
_BETTER: Final = 1.02  # the second reading is kept where it says more by this: 1.01 is chance, on clean old books
_DOUBTFUL: Final = 0.5  # a word of this confidence is as likely noise; it speaks neither for a reading nor against it
# Of 22 such lines on 30 drawn and 17 real pages one was print, an «à»; from 0.4 on more of them are.
_A_WORD: Final = 2  # letters and digits of a line: page numbers have as many, and are read with more confidence
_GUESS: Final = 0.35

_PAGE: Final = Box(0.0, 0.0, 1.0, 1.0)
_LOST: Final = 0.3  # share of a line that words cover, below which it is read again by itself
_SURE: Final = 0.85  # such a line is text, and not the pattern of a stamp
_MOST_LOST: Final = 12  # lines of a page; where more are lost, what was seen is no text

_SLIVER: Final = 0.35  # of the usual height of a word: cut off from a word that was read already


def read_words(clean: CleanScan, engine: Engine, smooth: Smooth | None = None) -> tuple[Word, ...]:
    """The words on the page in reading order; none on a blank page.

    Where a region was read poorly it is read again as `smooth` makes it, and the better reading kept. Raises
    DocumentError (`timeout`, `page_failed`) where the engine cannot read the page.
    """
    if clean.blank:
        return ()
    dpi = clean.dpi * clean.scale
    found: list[Word] = []
    for region in clean.regions or (_PAGE,):
        found += place(_read_region(cut(clean.image, region), dpi, engine, smooth), region, found)
    for line in _lost_lines(clean.lines, found)[:_MOST_LOST]:
        found += place(_read_line(clean, line, engine), line, found)
    if not found:
        found += try_to_read(engine, clean.image, dpi, Manner.SPARSE)
    return order_words(_drop_dirt(list(_drop_slivers(found))))


def _read_region(image: Picture, dpi: float, engine: Engine, smooth: Smooth | None) -> tuple[Word, ...]:
    first = engine.read(image, dpi)
    if smooth is None or not first or (mean_confidence(first) or 0.0) >= _POOR:
        return first
    second = try_to_read(engine, smooth(image), dpi, Manner.PAGE)
    return second if _weigh(second) > _BETTER * _weigh(first) else first


def _lost_lines(lines: Sequence[Box], words: Sequence[Word]) -> list[Box]:
    """The lines of which the engine told hardly a word: now and then it drops one from the middle of a paragraph."""
    lost = []
    for line in lines:
        inside = (w.box for w in words if line.y0 < (w.box.y0 + w.box.y1) / 2 < line.y1)
        covered = sum(max(0.0, min(box.x1, line.x1) - max(box.x0, line.x0)) for box in inside)
        if covered < _LOST * line.width:
            lost.append(line)
    return lost


def _read_line(clean: CleanScan, line: Box, engine: Engine) -> tuple[Word, ...]:
    """The words of one line, where they are surely words and not the pattern of a stamp."""
    words = try_to_read(engine, cut(clean.image, line), clean.dpi * clean.scale, Manner.LINE)
    return words if (mean_confidence(words) or 0.0) >= _SURE else ()


def _weigh(words: Iterable[Word]) -> float:
    """How much text was surely read: more characters count for a reading, noise does not."""
    return sum(len(word.text) * max(word.confidence - _DOUBTFUL, 0.0) for word in words)


def _drop_slivers(words: Sequence[Word]) -> Iterator[Word]:
    """The words without those that are only the accents or serifs of others, read again as «L | ; |»."""
    usual = median(word.box.height for word in words) if words else 0.0
    for word in words:
        if word.box.height >= _SLIVER * usual or not any(_holds(other, word) for other in words):
            yield word


def _drop_dirt(words: Sequence[Word]) -> Iterator[Word]:
    """The words without lines that are a speck, a rule or a logo, read as «=—», «(C», «i»."""
    lines: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        lines.setdefault((word.block, word.line), []).append(word)
    for line in lines.values():
        signs = sum(sign.isalnum() for word in line for sign in word.text)
        if signs > _A_WORD or max(word.confidence for word in line) >= _GUESS:
            yield from line


def _holds(word: Word, sliver: Word) -> bool:
    """Whether the middle of a sliver lies in the box of a word more than twice as high."""
    x, y = (sliver.box.x0 + sliver.box.x1) / 2, (sliver.box.y0 + sliver.box.y1) / 2
    inside = word.box.x0 <= x <= word.box.x1 and word.box.y0 <= y <= word.box.y1
    return inside and word.box.height > 2 * sliver.box.height
