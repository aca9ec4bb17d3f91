"""A file → its fingerprint and the number of its pages, one page → its words: what a worker process does."""

import functools
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from pipeline import images, pages, words
from pipeline.errors import DocumentError
from pipeline.inbox import InputFile
from pipeline.places import fetch
from pipeline.records import CleanScan, DigitalPage, FileFacts, Page, Picture, QuarterTurn, Scan, Word
from pipeline.settings import EngineName, PageSettings, WordSettings
from pipeline.words import Engine

# by how much words must be surer one way up than the other: on sparse pages of print they are by 0.2 to 0.8
_CLEARLY_SURER: Final = 0.15
_PRINT: Final = 0.7  # confidence below which words are as likely a logo or a scribble, whichever way up they are read
_SPARSE: Final = 80  # words: a fuller page has letters enough to tell; what was read there is no print
_SHEET: Final = 60  # words: a separator sheet says what it is and how to print it; most letters have more


@dataclass(frozen=True, slots=True)
class Again:
    """A page that did not tell which side is up is to be read as the pages around it are turned."""

    turn: QuarterTurn
    confidence: float  # of the words that were read before

    def is_beaten_by(self, page: Page) -> bool:
        """Whether this reading took the turn, and is no less sure than the one before: that one stays otherwise."""
        return bool(page.rotation_known) and (page.confidence or 0.0) >= self.confidence


def fingerprint(file: InputFile, limits: PageSettings) -> FileFacts:
    """Hash, size and media type of a file. Raises DocumentError where it is elsewhere, or cannot be read."""
    if file.leaves:
        raise DocumentError("outside")
    return pages.fingerprint_file(fetch(file.path, file.mark, limits.max_bytes))


def count_pages(file: InputFile, media_type: str, limits: PageSettings) -> int:
    """The number of pages of a file, at least 1. Raises DocumentError where there is none to read."""
    count = pages.count_pages(fetch(file.path, file.mark, limits.max_bytes), media_type, limits)
    if count > limits.max_pages:
        raise DocumentError("too_large", f"{count} pages")
    return count


def time_page(*what: Any) -> tuple[Page, float]:
    """As `read_page`, with the seconds that it took."""
    began = time.monotonic()
    return read_page(*what), time.monotonic() - began


def read_page(
    file: InputFile,
    media_type: str,
    number: int,
    limits: PageSettings,
    how: WordSettings,
    picture_path: Path | None = None,
    again: Again | None = None,
) -> Page:
    """Load, clean and read one page; a digital page brings its words along. Its picture is written to `picture_path`.

    Raises DocumentError where the page cannot be read, RunError where there is no engine to read it or no room.
    """
    page, picture = _read(file, media_type, number, limits, how, again.turn if again else None)
    length = sum(len(word.text) for word in page.words)
    if length > limits.max_characters:
        raise DocumentError("too_large", f"{length} characters on a page")
    if picture_path and (again is None or again.is_beaten_by(page)):
        images.keep_picture(picture, picture_path)
    return page


def _read(
    file: InputFile,
    media_type: str,
    number: int,
    limits: PageSettings,
    how: WordSettings,
    assumed: QuarterTurn | None,
) -> tuple[Page, Picture]:
    path = fetch(file.path, file.mark, limits.max_bytes)
    loaded = pages.load_page(path, media_type, number, limits)
    if isinstance(loaded, DigitalPage):
        return _digital_page(file.source, number, loaded, limits), loaded.scan.image
    engine, smooth = _engine(how.engine, how.language), _Smoothing()
    clean = images.clean_scan(loaded, engine.find_rotation, assumed)
    read = words.read_words(clean, engine, smooth)
    again = smooth.pixels / clean.image.size
    if 0 < len(read) <= _SPARSE and not clean.rotation_known:
        clean, read, turned = _read_turned(loaded, clean, read, engine)
        again += turned
    marks = images.find_marks(clean.image, read) if not clean.blank else ()
    if drawn := [mark.box for mark in marks if mark.is_drawn]:
        read = words.read_signed(clean, read, drawn, engine)
    if how.second_opinion:
        read = words.ask_second(read, clean.image, _second_reader())
    height, width = clean.image.shape[:2]
    page = Page(
        source=file.source,
        page=number,
        width=width,
        height=height,
        dpi=clean.dpi,
        text_origin="ocr",
        rotation=clean.rotation,
        skew_degrees=clean.skew_degrees,
        blank=clean.blank,
        confidence=words.mean_confidence(read),
        words=read,
        marks=marks,
        rotation_known=None if clean.blank else clean.rotation_known,
        read_again=again,
        separator=len(read) <= _SHEET and images.is_separator(loaded.image, clean.dpi),
    )
    return page, clean.image


def _digital_page(source: str, number: int, loaded: DigitalPage, limits: PageSettings) -> Page:
    picture = loaded.scan.image
    own = words.order_words(loaded.words)
    marks = images.find_marks(picture, own)
    height, width = picture.shape[:2]
    dpi = loaded.scan.dpi or float(limits.render_dpi)
    parts = len(own) <= _SHEET and images.is_separator(picture, dpi)
    page = Page(source, number, width, height, dpi, "embedded", 0, 0.0, False, 1.0, own, marks, rotation_known=True)
    return replace(page, separator=parts)


def _read_turned(
    scan: Scan, first: CleanScan, read: tuple[Word, ...], engine: Engine
) -> tuple[CleanScan, tuple[Word, ...], bool]:
    """A sparse page whose letters do not tell which side is up: its words do, by how surely they are read.

    Those that are read well and stand upright tell it at once. Else the page is read once more, the other way up, and
    the surer words are kept; the last value says whether it was.
    """
    turn, sure = words.guess_turn(read, first.image.shape[1] / first.image.shape[0])
    if turn == 0:
        return replace(first, rotation_known=sure), read, False
    again = images.clean_scan(scan, None, turn)
    if not again.rotation_known:  # the lines that were seen do not run that way
        return first, read, False
    try:
        turned = words.read_words(again, engine)
    except DocumentError:
        return first, read, True
    before, after = (words.mean_confidence(found) or 0.0 for found in (read, turned))
    if sure and after > before - _CLEARLY_SURER:  # lines that ran up the page were read well before, and are now level
        return again, turned, True
    clearly = max(before, after) >= _PRINT and abs(after - before) >= _CLEARLY_SURER
    if clearly and after > before:
        return again, turned, True
    return replace(first, rotation_known=clearly), read, True


@dataclass
class _Smoothing:
    """Smooths what was read poorly, and counts how much of the page that is."""

    pixels: int = 0

    def __call__(self, picture: Picture) -> Picture:
        self.pixels += picture.size
        return images.smooth(picture)


@functools.cache
def _second_reader() -> words.SecondReader:
    return words.open_second()


@functools.cache
def _engine(name: EngineName, language: str) -> Engine:
    return words.open_engine(name, language)
