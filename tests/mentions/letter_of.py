"""A text → a letter of one page that holds it: made-up boxes, all one block, confidence 1 unless told otherwise."""

import re

from pipeline.records import Box, Letter, Line, PlacedWord, Zone

_ROWS = 60
_COLUMNS = 100


def letter_from_text(text: str, zone: Zone = Zone.BODY, confidence: float = 1.0) -> Letter:
    """Every line in `zone`; an empty line begins a new block, a form feed a new page."""
    return letter_from_lines([(line, zone) for line in re.split(r"[\n\f]", text)], text, confidence)


def letter_from_lines(zoned: list[tuple[str, Zone]], text: str | None = None, confidence: float = 1.0) -> Letter:
    """A letter of these lines, each in its zone; `text` says how they are joined (line feeds by default)."""
    joined = "\n".join(line for line, _ in zoned) if text is None else text
    lines: list[Line] = []
    words: list[PlacedWord] = []
    start, block, page = 0, 0, 1
    for row, (line_text, zone) in enumerate(zoned):
        end = start + len(line_text)
        if line_text.strip():
            top = (row % _ROWS) / _ROWS
            lines.append(Line(start, end, page, block, Box(0.1, top, 0.9, top + 0.01), 0.01, zone))
            for m in re.finditer(r"\S+", line_text):
                x0, x1 = (min(1.0, 0.1 + i / _COLUMNS) for i in m.span())
                words.append(
                    PlacedWord(start + m.start(), start + m.end(), page, Box(x0, top, x1, top + 0.01), confidence)
                )
        else:
            block += 1
        if joined[end : end + 1] == "\f":
            page, block = page + 1, block + 1
        start = end + 1
    return Letter("a.pdf#1", "a.pdf", 1, page, "letter", joined, tuple(words), tuple(lines), (), confidence, 1.0)
