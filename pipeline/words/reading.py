"""From a clean scan to its words in reading order."""

from pipeline.records import CleanScan, Word
from pipeline.words.engine import Engine
from pipeline.words.order import order_words


def read_words(clean: CleanScan, engine: Engine) -> tuple[Word, ...]:
    """The words on the page in reading order; none on a blank page."""
    if clean.blank:
        return ()
    return order_words(engine.read(clean.image, clean.dpi))
