"""Rows with their zones → the letter's final text, with the place of every word and line in it."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from pipeline.letters.hyphens import HYPHEN_SIGNS, join_halves
from pipeline.letters.rows import Row
from pipeline.records import Line, PlacedWord, Word, Zone

# the next line of a paragraph lies at most this many cap heights below; a new paragraph at more than two
_LINE_GAP: Final = 1.9


@dataclass(slots=True)
class FinalText:
    """A text as it grows; `words` and `lines` point into it."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    words: list[PlacedWord] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self.parts)

    def add(self, text: str) -> None:
        """Append what is no word."""
        self.parts.append(text)
        self.length += len(text)

    def add_word(self, text: str, page: int, *printed: Word) -> None:
        """Append one word, printed in one box or, hyphenated, in two."""
        start = self.length
        self.add(text)
        self.words += [PlacedWord(start, self.length, page, word.box, word.confidence) for word in printed]


def write_text(pages: Sequence[Sequence[Row]], zones: Sequence[Sequence[Zone]]) -> FinalText:
    """Write the rows of each page, a line feed between lines, a form feed between pages, hyphenation undone."""
    known = {text.strip(".,;:!?()«»\"'").lower() for rows in pages for row in rows for text in row.texts}
    final = FinalText()
    for number, (rows, found) in enumerate(zip(pages, zones, strict=True)):
        if number:
            final.add("\f")
        _write_page(final, rows, found, known)
    return final


def _write_page(final: FinalText, rows: Sequence[Row], zones: Sequence[Zone], known: set[str]) -> None:
    taken = 0  # words at the start of a row that the row before has taken, as the second half of its last word
    first_line = len(final.lines)
    for number, (row, zone) in enumerate(zip(rows, zones, strict=True)):
        words, texts = row.words[taken:], row.texts[taken:]
        taken = 0
        if not words:  # its only word ended the row above
            continue
        if len(final.lines) > first_line:
            final.add("\n")
        start = final.length
        following = rows[number + 1] if number + 1 < len(rows) else None
        joined = _join_over(row, following, texts[-1], known) if following else None
        for place, (word, text) in enumerate(zip(words, texts, strict=True)):
            if place:
                final.add(" ")
            if joined and following and place == len(words) - 1:
                final.add_word(joined, row.page, word, following.words[0])
                taken = 1
            else:
                final.add_word(text, row.page, word)
        final.lines.append(Line(start, final.length, row.page, row.block, row.box, row.height, zone))


def _join_over(row: Row, following: Row, last: str, known: set[str]) -> str | None:
    """The hyphenated word that ends `row` and begins `following`, whole; None where there is none."""
    if not row.broken or not _continues(row, following):
        return None
    joined = join_halves(last.rstrip(HYPHEN_SIGNS), following.texts[0], known)
    return unicodedata.normalize("NFC", joined) if joined else None


def _continues(row: Row, following: Row) -> bool:
    """Whether `following` is the next line of the same block; engines part paragraphs, so nearness counts too."""
    if row.block == following.block:
        return True
    gap = following.box.y0 - row.box.y1
    overlap = min(row.box.x1, following.box.x1) - max(row.box.x0, following.box.x0)
    return gap < _LINE_GAP * row.height and following.box.y0 > row.box.y0 and overlap > 0
