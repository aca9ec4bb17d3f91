"""From Tesseract's TSV, which both engines give, to words."""

import unicodedata
from typing import Final

from pipeline.records import Box, Word

_COLUMNS: Final = 12  # level page_num block_num par_num line_num word_num left top width height conf text
_WORD_LEVEL: Final = "5"


def parse_words(tsv: str, width: int, height: int) -> tuple[Word, ...]:
    """The words of a page of `width` x `height` pixels; ValueError where this is no TSV of Tesseract's."""
    words: list[Word] = []
    blocks: dict[str, int] = {}
    lines: dict[tuple[str, ...], int] = {}
    for row in tsv.split("\n"):
        cells = row.rstrip("\r").split("\t")
        if cells == [""] or cells[0] == "level":
            continue
        if len(cells) < _COLUMNS - 1 or not cells[0].isdigit():
            raise ValueError(f"no row of words: {row[:40]!r}")
        if cells[0] != _WORD_LEVEL:
            continue
        text = unicodedata.normalize("NFC", "".join("\t".join(cells[_COLUMNS - 1 :]).split()))
        box = _box(cells[6:10], width, height)
        if not text or box is None:
            continue
        words.append(
            Word(
                text=text,
                confidence=min(max(float(cells[10]) / 100, 0.0), 1.0),
                box=box,
                block=blocks.setdefault(cells[2], len(blocks)),
                line=lines.setdefault(tuple(cells[2:5]), len(lines)),
                word=len(words),
            )
        )
    return tuple(words)


def _box(cells: list[str], width: int, height: int) -> Box | None:
    """The box in fractions of the page, None where nothing of it lies on the page."""
    left, top, wide, high = (int(cell) for cell in cells)
    x0, x1 = (min(max(x / width, 0.0), 1.0) for x in (left, left + wide))
    y0, y1 = (min(max(y / height, 0.0), 1.0) for y in (top, top + high))
    return Box(x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None
