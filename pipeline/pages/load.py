"""A file → the number of its pages, and each page as a scan or as a digital page with its words."""

from pathlib import Path

from pipeline.errors import DocumentError
from pipeline.pages.pictures import PICTURE_TYPES, count_frames, load_frame
from pipeline.records import DigitalPage, Scan
from pipeline.settings import PageSettings


def count_pages(path: Path, media_type: str, settings: PageSettings) -> int:
    """The number of pages, at least 1.

    Raises `DocumentError`: `empty`, `unsupported`, `encrypted`, `corrupt`, `no_pages`, `too_large`, `unreadable`.
    """
    try:
        size = path.stat().st_size
    except (OSError, ValueError) as error:
        raise DocumentError("unreadable", getattr(error, "strerror", None) or type(error).__name__) from error
    if size == 0:
        raise DocumentError("empty")
    if size > settings.max_bytes:
        raise DocumentError("too_large", f"{size / 2**20:.0f} MiB")
    if media_type == "application/pdf":
        from pipeline.pages.pdfs import count_pdf_pages  # late, like those below: most mailings are pictures alone

        return count_pdf_pages(path)
    if media_type in PICTURE_TYPES:
        return count_frames(path, media_type, settings)
    raise DocumentError("unsupported", media_type)


def load_page(path: Path, media_type: str, page: int, settings: PageSettings) -> Scan | DigitalPage:
    """Page `page` (1-based): a `DigitalPage` where a PDF brings a text layer that can be trusted, else a `Scan`.

    Raises `DocumentError`: `page_failed` for this page alone, `too_large`, or what `count_pages` raises.
    """
    if media_type == "application/pdf":
        from pipeline.pages.pdfs import load_pdf_page

        return load_pdf_page(path, page, settings)
    if media_type in PICTURE_TYPES:
        return load_frame(path, media_type, page, settings)
    raise DocumentError("unsupported", media_type)
