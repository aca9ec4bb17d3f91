"""From a clean scan to its words in reading order."""

from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import Final

from pipeline.errors import DocumentError
from pipeline.records import CleanScan, Word
from pipeline.words.confidence import mean_confidence
from pipeline.words.engine import Engine, Manner
from pipeline.words.order import order_words

# Below this a page is read a second time. Letters read well have 0.88 and more; of 17 typed and printed pages 5 had
# less, and the better of two readings took their misread characters from 8.6 to 8.0 %. On good pages it would gain as
# little and cost as much time as the first.
_POOR: Final = 0.85
_DOUBTFUL: Final = 0.5  # a word of this confidence is as likely noise; it speaks neither for a reading nor against it

_SLIVER: Final = 0.35  # of the usual height of a word: cut off from a word that was read already


def read_words(clean: CleanScan, engine: Engine) -> tuple[Word, ...]:
    """The words on the page in reading order; none on a blank page.

    Raises DocumentError (`timeout`, `page_failed`) where the engine cannot read the page.
    """
    if clean.blank:
        return ()
    dpi = clean.dpi * clean.scale
    best = engine.read(clean.image, dpi)
    for manner in _second_manners(best):
        try:
            best = max(best, engine.read(clean.image, dpi, manner), key=_weigh)
        except DocumentError:
            break  # the page was read once; what the second reading cannot do takes nothing away
    return order_words(_drop_slivers(best))


def _second_manners(words: Sequence[Word]) -> tuple[Manner, ...]:
    """How else to read a page whose first reading gave these words; not at all where it went well."""
    if not words:
        return Manner.UNEVEN, Manner.SPARSE
    return (Manner.UNEVEN,) if (mean_confidence(words) or 0.0) < _POOR else ()


def _weigh(words: Iterable[Word]) -> float:
    """How much text was surely read: more characters count for a reading, noise does not."""
    return sum(len(word.text) * max(word.confidence - _DOUBTFUL, 0.0) for word in words)


def _drop_slivers(words: Sequence[Word]) -> Iterator[Word]:
    """The words without those that are only the accents or serifs of others, read again as «L | ; |»."""
    usual = median(word.box.height for word in words) if words else 0.0
    for word in words:
        if word.box.height >= _SLIVER * usual or not any(_holds(other, word) for other in words):
            yield word


def _holds(word: Word, sliver: Word) -> bool:
    """Whether the middle of a sliver lies in the box of a word more than twice as high."""
    x, y = (sliver.box.x0 + sliver.box.x1) / 2, (sliver.box.y0 + sliver.box.y1) / 2
    inside = word.box.x0 <= x <= word.box.x1 and word.box.y0 <= y <= word.box.y1
    return inside and word.box.height > 2 * sliver.box.height
