"""Pages → letters with their final text and its zones: what `extract` makes first."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from pipeline.records.boxes import Box
from pipeline.records.pages import Mark


class Zone(StrEnum):
    """The part of a letter that a line belongs to."""

    LETTERHEAD = "letterhead"  # logo text, organisation, department at the top
    SENDER_ADDRESS = "sender_address"
    RECIPIENT = "recipient"  # the address block, usually in the window at the right
    REFERENCES = "references"  # «Vos références : ...», «N° client ...», «Affaire suivie par ...»
    DATE_LINE = "date_line"  # «Toulon, le 13 février 2015»
    SUBJECT = "subject"  # «Objet : ...» or the bold subject line
    SALUTATION = "salutation"  # «Madame, Monsieur,»
    BODY = "body"
    CLOSING = "closing"  # «Veuillez agréer ...»
    SIGNATURE = "signature"
    POSTSCRIPT = "postscript"
    ENCLOSURES = "enclosures"  # «P.J. : ...»
    FOOTER = "footer"  # legal mentions, capital, RCS, page numbers
    COUPON = "coupon"  # the part to tear off and send back


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word of the page at its place in the letter's text: `text[start:end]` is printed in `box` on `page`.

    A word that hyphenation split over two lines stands once in the text, and twice here, once for each box.
    """

    start: int
    end: int
    page: int
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the letter's text: `text[start:end]`, without its line break.

    `height`: of its letters, as a fraction of the page's height.
    """

    start: int
    end: int
    page: int
    block: int
    box: Box
    height: float
    zone: Zone


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A hand-drawn mark on one page of the letter."""

    page: int
    mark: Mark


LetterKind = Literal["letter", "envelope", "enclosure", "other"]


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter with its final text (NFC, hyphenation undone): later rooms point into `text`, none repairs it.

    Lines are separated by a line feed, pages by a form feed. `split_confidence`: how sure its first and last page are;
    `failed_pages`: those of its pages that could not be read.
    """

    letter_id: str
    source: str
    page_start: int
    page_end: int
    kind: LetterKind
    text: str
    words: tuple[PlacedWord, ...]
    lines: tuple[Line, ...]
    marks: tuple[PlacedMark, ...]
    confidence: float
    split_confidence: float
    failed_pages: tuple[int, ...] = ()

    def words_in(self, start: int, end: int) -> tuple[PlacedWord, ...]:
        """The words that `text[start:end]` touches, in order."""
        first = bisect_right(self.words, start, key=lambda word: word.end)
        return self.words[first : max(first, bisect_left(self.words, end, key=lambda word: word.start))]

    def line_at(self, position: int) -> Line | None:
        """The line that holds `position` or ends there; None between lines."""
        nth = bisect_right(self.lines, position, key=lambda line: line.start) - 1
        return self.lines[nth] if nth >= 0 and position <= self.lines[nth].end else None

    def lines_in(self, *zones: Zone) -> tuple[Line, ...]:
        """The lines of these zones, in reading order."""
        return tuple(line for line in self.lines if line.zone in zones)

    def line_text(self, line: Line) -> str:
        """The text of one line."""
        return self.text[line.start : line.end]
