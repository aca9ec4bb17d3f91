"""A part of a page → its picture, the engine's reading of it, and its words where they stand on the page."""

from collections.abc import Iterator, Sequence

import numpy as np

from pipeline.errors import DocumentError
from pipeline.records import Box, Picture, Word
from pipeline.words.engine import Engine, Manner


def try_to_read(engine: Engine, image: Picture, dpi: float, manner: Manner) -> tuple[Word, ...]:
    """A further reading; what it cannot do takes nothing away."""
    try:
        return engine.read(image, dpi, manner)
    except DocumentError:
        return ()


def cut(image: Picture, region: Box) -> Picture:
    """The part of a picture that lies in a region."""
    height, width = image.shape[:2]
    y0, y1, x0, x1 = (
        round(at * side)
        for at, side in ((region.y0, height), (region.y1, height), (region.x0, width), (region.x1, width))
    )
    return np.ascontiguousarray(image[y0 : max(y1, y0 + 1), x0 : max(x1, x0 + 1)])


def place(words: Sequence[Word], region: Box, before: Sequence[Word]) -> Iterator[Word]:
    """Words of a region as words of the page, numbered on from those before."""
    block, line = (1 + max((getattr(word, of) for word in before), default=-1) for of in ("block", "line"))
    for number, word in enumerate(words, len(before)):
        box = Box(
            region.x0 + word.box.x0 * region.width,
            region.y0 + word.box.y0 * region.height,
            region.x0 + word.box.x1 * region.width,
            region.y0 + word.box.y1 * region.height,
        )
        yield Word(word.text, word.confidence, box, block + word.block, line + word.line, number)
