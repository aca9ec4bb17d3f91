"""File → scan → clean scan → words → page: what `read` makes. Confidences are 0-1."""

from dataclasses import dataclass
from typing import Final, Literal

from pipeline.records.boxes import Box, Picture, QuarterTurn


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


_DRAWN: Final = 0.5


@dataclass(frozen=True, slots=True)
class Mark:
    """Ink on a page that no printed word explains and that looks drawn by hand (a signature, initials).

    `score` 0-1: how much it looks like handwriting rather than a stamp, a logo, a rule or dirt.
    """

    box: Box
    score: float

    @property
    def is_drawn(self) -> bool:
        """Whether it is taken for a hand's."""
        return self.score >= _DRAWN


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
