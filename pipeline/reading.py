"""One page of a file → its words in reading order: what a worker process does."""

import functools
from pathlib import Path

from pipeline import images, pages, tables, words
from pipeline.inbox import InputFile
from pipeline.records import DigitalPage, Page, Picture
from pipeline.settings import EngineName, PageSettings, WordSettings


def read_page(
    file: InputFile,
    media_type: str,
    number: int,
    limits: PageSettings,
    how: WordSettings,
    picture_path: Path | None = None,
) -> Page:
    """Load, clean and read one page; a digital page brings its words along. Its picture is written to `picture_path`.

    Raises DocumentError where the page cannot be read, RunError where there is no engine to read it or no room.
    """
    page, picture = _read(file, media_type, number, limits, how)
    if picture_path:
        tables.write_picture(picture_path, images.encode_picture(picture))
    return page


def _read(
    file: InputFile, media_type: str, number: int, limits: PageSettings, how: WordSettings
) -> tuple[Page, Picture]:
    loaded = pages.load_page(file.path, media_type, number, limits)
    if isinstance(loaded, DigitalPage):
        picture = loaded.scan.image
        own = words.order_words(loaded.words)
        marks = images.find_marks(picture, own)
        height, width = picture.shape[:2]
        dpi = loaded.scan.dpi or float(limits.render_dpi)
        return Page(file.source, number, width, height, dpi, "embedded", 0, 0.0, False, 1.0, own, marks), picture
    engine = _engine(how.engine, how.language)
    clean = images.clean_scan(loaded, engine.find_rotation)
    read = words.read_words(clean, engine, images.smooth)
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
        marks=images.find_marks(clean.image, read) if not clean.blank else (),
    )
    return page, clean.image


@functools.cache
def _second_reader() -> words.SecondReader:
    return words.open_second()


@functools.cache
def _engine(name: EngineName, language: str) -> words.Engine:
    return words.open_engine(name, language)
