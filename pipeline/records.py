"""The nouns of the house, frozen, in the order they come to be: scan, clean scan, word, page, letter, mention, finding.

Boxes are fractions 0-1 of the upright, deskewed page, origin top left. Confidences are 0-1.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Literal, Self

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""(height, width) grey or (height, width, 3) RGB, 0 = black."""

QuarterTurn = Literal[0, 90, 180, 270]
"""Clockwise degrees."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in fractions of its width and height."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Fraction of the page's width."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Fraction of the page's height."""
        return self.y1 - self.y0

    @classmethod
    def around(cls, boxes: Iterable["Box"]) -> Self:
        """The smallest box that holds all of `boxes` (at least one)."""
        held = list(boxes)
        return cls(min(b.x0 for b in held), min(b.y0 for b in held), max(b.x1 for b in held), max(b.y1 for b in held))


# ---- read: file -> pages -> words -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of a file before it is opened; `media_type` is sniffed from the content."""

    sha256: str
    bytes: int
    media_type: str


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """A page as a picture, as it came: not yet upright, straight or clean. `dpi` is None where the file is silent."""

    image: Picture
    dpi: float | None


@dataclass(frozen=True, slots=True)
class Word:
    """One word on a page; `block`, `line`, `word` number it in reading order from 0 (`line` within the page)."""

    text: str
    confidence: float
    box: Box
    block: int = 0
    line: int = 0
    word: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class DigitalPage:
    """A page that brings its words along (a usable text layer), with its picture beside it."""

    scan: Scan
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CleanScan:
    """A page picture that is upright, straight, grey and fit to be read.

    `dpi`: of the scan as it came, true or estimated; `scale`: pixels of `image` for one pixel of the scan.
    `lines`: where lines of text were seen; `regions`: the page in pieces that are read one by one, where it cannot be
    read in one, else empty. `rotation_known`: False where nothing told which side is up, and the page was left as it
    came.
    """

    image: Picture
    dpi: float
    rotation: QuarterTurn
    skew_degrees: float
    blank: bool
    scale: float = 1.0
    lines: tuple[Box, ...] = ()
    regions: tuple[Box, ...] = ()
    rotation_known: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """Ink on a page that no printed word explains and that looks drawn by hand (a signature, initials).

    `score` 0-1: how much it looks like handwriting rather than a stamp, a logo, a rule or dirt.
    """

    box: Box
    score: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a file, read. `words` in reading order; `confidence` None when blank or failed.

    `rotation_known`: whether its print, its words or the pages around it tell which side is up; None when blank or
    failed. `read_again`: the share of its picture that was read a second time. `separator`: a sheet that parts
    documents and belongs to none.
    """

    source: str
    page: int
    width: int
    height: int
    dpi: float
    text_origin: Literal["ocr", "embedded"]
    rotation: QuarterTurn
    skew_degrees: float
    blank: bool
    confidence: float | None
    words: tuple[Word, ...]
    marks: tuple[Mark, ...] = ()
    error_code: str | None = None
    error: str | None = None
    rotation_known: bool | None = None
    read_again: float = 0.0
    separator: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One input file, whatever became of it."""

    source: str
    sha256: str | None
    bytes: int
    media_type: str | None
    pages: int | None
    status: Literal["ok", "partial", "failed", "duplicate"]
    duplicate_of: str | None = None
    error_code: str | None = None
    error: str | None = None


# ---- extract: words -> letters -> mentions ----------------------------------------------------------------------


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


MentionKind = Literal[
    "date",
    "place",
    "sender",
    "recipient",
    "subject",
    "signatory",
    "phone",
    "email",
    "url",
    "reference",
    "amount",
    "deadline",
    "instruction",
]


Origin = Literal["machine", "human"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing found in a letter, with its evidence: `text` is `letter.text[start:end]`, printed in `box` on `page`.

    `value` is normalised; `date`, `amount`, `currency`, `quantity`, `unit` hold it typed where it has that type. One of
    origin `human` is a person's word: `text` is what the machine had read there, empty where it had read nothing.
    """

    mention_id: str
    letter_id: str
    source: str
    page: int
    kind: MentionKind
    text: str
    value: str
    box: Box
    confidence: float
    sentence: str
    start: int
    end: int
    role: str | None = None
    date: dt.date | None = None
    amount: Decimal | None = None
    currency: str | None = None
    quantity: int | None = None
    unit: str | None = None
    trigger: str | None = None
    tariff: str | None = None
    contradicts: str | None = None
    origin: Origin = "machine"
    corrected_by: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says that a field of a letter holds; `value` as it was written, `line` where it stands.

    It holds as long as the letter's file has the bytes `sha256`; None where nobody has bound it to them yet.
    """

    letter_id: str
    field: str
    value: str
    by: str | None = None
    note: str | None = None
    date: str | None = None
    sha256: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Reference:
    """A number or code by which the sender knows the matter: label and value as printed, no spaces in the value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money; `currency` ISO 4217."""

    value: Decimal
    currency: str
    role: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A limit by which somebody must act or something takes effect."""

    kind: Literal["absolute", "relative"]
    due_date: dt.date | None
    quantity: int | None
    unit: str | None
    trigger: str | None
    text: str


@dataclass(frozen=True, slots=True)
class FieldConfidence:
    """How likely what a field of a letter's row holds is right; of a list, its least sure value."""

    field: str
    confidence: float


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One row of the table of the mailing; every value is backed by a mention."""

    letter_id: str
    source: str
    page_start: int
    page_end: int
    kind: LetterKind
    letter_date: dt.date | None = None
    letter_place: str | None = None
    sender_organisation: str | None = None
    sender_department: str | None = None
    sender_address: str | None = None
    recipient_name: str | None = None
    recipient_address: str | None = None
    subject: str | None = None
    signatory_name: str | None = None
    signatory_title: str | None = None
    signatory_anonymous: bool | None = None
    signature_mark: bool | None = None
    signature_page: int | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    amounts: tuple[Amount, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    topics: tuple[str, ...] = ()
    text: str = ""
    confidence: float | None = None
    needs_review: bool = False
    review_reasons: tuple[str, ...] = field(default=())
    field_confidences: tuple[FieldConfidence, ...] = ()
    corrected: tuple[str, ...] = ()


# ---- check: letters, mentions -> findings -----------------------------------------------------------------------

Severity = Literal["info", "warning", "error"]
Language = Literal["fr", "en"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check noticed: which letters, on what evidence, in one sentence of its language."""

    finding_id: str
    check: str
    severity: Severity
    letter_ids: tuple[str, ...]
    mention_ids: tuple[str, ...]
    message: str
    language: Language = "fr"
