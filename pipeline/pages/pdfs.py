"""A PDF → its pages: the picture by pdfium, and the text layer where the page is a true digital one."""

import math
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from pipeline.errors import DocumentError
from pipeline.pages.textlayer import DrawnPage, read_text_layer
from pipeline.records import DigitalPage, Picture, Scan
from pipeline.settings import PageSettings

_MAX_PAGES: Final = 20_000  # a damaged page tree may claim two thousand million
_POINTS_PER_INCH: Final = 72.0
# a scan inside a PDF is drawn at the resolution of its own picture, within these bounds
_LOWEST_DPI, _HIGHEST_DPI = 100.0, 300.0
_MOST_MEGAPIXELS: Final = 20.0  # A3 at 300 dpi has 17.4; a poster, or a page box of 200 inches, is drawn coarser
_SCAN_COVERS: Final = 0.55  # share of the page that pictures cover, from which it is a scan with or without OCR layer
_SMALLEST_PAPER, _LARGEST_PAPER = 200.0, 1800.0  # longest side in points: a visiting card has 240, A2 1684
_SPECK: Final = 0.001  # share of the page below which a picture says nothing of the resolution of the scan
_GRID: Final = 64  # cells a side of the raster on which covered area is counted
_UNSEEN: Final = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_UNSEEN_SHARE: Final = 0.05


def count_pdf_pages(path: Path) -> int:
    """The number of pages, at least 1; `DocumentError` `encrypted`, `corrupt` or `no_pages`."""
    with _open(path) as document:
        pages = len(document)
    if pages < 1:
        raise DocumentError("no_pages")
    if pages > _MAX_PAGES:
        raise DocumentError("corrupt", f"claims {pages} pages")
    return pages


def load_pdf_page(path: Path, page: int, settings: PageSettings) -> Scan | DigitalPage:
    """One page: a `DigitalPage` where its text layer can be trusted, else a `Scan`."""
    with _open(path) as document:
        try:
            drawn = document[page - 1]
            width, height = drawn.get_size()
            if not (width > 0 and height > 0):
                raise DocumentError("page_failed", "the page has no area")
            pictures = _pictures(drawn)
            dpi = _drawing_dpi(pictures, width, height, settings)
            scan = Scan(_draw(drawn, dpi), dpi if _is_paper(width, height) else None)
            if pictures.covered >= _SCAN_COVERS or not _has_visible_text(drawn):
                return scan
            seen, pages = drawn.get_bbox(), len(document)
        except (pypdfium2.PdfiumError, IndexError, ValueError, OverflowError) as error:
            raise DocumentError("page_failed", " ".join(str(error).split())[:120]) from error
    words = read_text_layer(path, page, DrawnPage(scan.image, seen, pages))
    return DigitalPage(scan, words) if words else scan


@contextmanager
def _open(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    """Open with the empty password, which also opens a PDF locked only against changes."""
    try:
        document = pypdfium2.PdfDocument(path, password="")
    except OSError as error:
        raise DocumentError("unreadable", error.strerror or type(error).__name__) from error
    except pypdfium2.PdfiumError as error:
        if _opens_without_pages(path):
            raise DocumentError("no_pages") from error
        if error.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
            raise DocumentError("encrypted") from error
        raise DocumentError("corrupt", "no PDF structure found") from error
    try:
        if document.get_formtype() != pdfium.FORMTYPE_NONE:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # pdfium regrets that it cannot run XFA; the plain form is drawn
                document.init_forms()  # else what was filled into a form is not drawn
        yield document
    finally:
        document.close()


def _opens_without_pages(path: Path) -> bool:
    """Whether a PDF is sound but empty: pypdfium2 raises for it too, with the error code of an earlier file."""
    document = pdfium.FPDF_LoadDocument(os.fsencode(path.resolve()) + b"\0", b"")
    if not document:
        return False
    pdfium.FPDF_CloseDocument(document)
    return True


@dataclass(frozen=True, slots=True)
class _Pictures:
    """The pictures that lie on a page: share of the page they cover, and the finest of their resolutions."""

    covered: float
    dpi: float | None


def _pictures(page: pypdfium2.PdfPage) -> _Pictures:
    left, bottom, right, top = page.get_bbox()
    grid: NDArray[np.bool_] = np.zeros((_GRID, _GRID), dtype=bool)
    finest: float | None = None
    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        place = _place(picture)
        xs = np.clip((place[:, 0] - left) / (right - left), 0, 1)
        ys = np.clip((place[:, 1] - bottom) / (top - bottom), 0, 1)
        if not np.ptp(xs) * np.ptp(ys) >= _SPECK:
            continue
        rows, columns = np.rint(ys * _GRID).astype(int), np.rint(xs * _GRID).astype(int)
        grid[rows.min() : rows.max(), columns.min() : columns.max()] = True
        width_points, height_points = math.dist(place[0], place[1]), math.dist(place[0], place[2])
        width, height = picture.get_px_size()
        dpi = _POINTS_PER_INCH * max(width / width_points, height / height_points)
        finest = max(finest or 0.0, dpi)
    return _Pictures(float(grid.mean()), finest)


def _place(picture: pypdfium2.PdfImage) -> NDArray[np.float64]:
    """Where the picture's bottom left, bottom right and top left corners lie on the page, in points; shape (3, 2)."""
    corners = np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 1.0], [0.0, 1.0, 1.0]])
    thing: pypdfium2.PdfObject | None = picture
    while thing is not None:  # a picture may lie in a form that lies in a form: each has its own coordinates
        a, b, c, d, e, f = thing.get_matrix().get()
        corners = corners @ np.array([[a, b, 0.0], [c, d, 0.0], [e, f, 1.0]])
        thing = thing.container
    return corners[:, :2]


def _drawing_dpi(pictures: _Pictures, width: float, height: float, settings: PageSettings) -> float:
    """The resolution to draw at: the scan's own, else the usual one; never more pixels than a worker can hold."""
    dpi = float(settings.render_dpi)
    if pictures.covered >= _SCAN_COVERS and pictures.dpi is not None:
        dpi = min(max(pictures.dpi, _LOWEST_DPI), _HIGHEST_DPI)
        if not _is_paper(width, height):
            dpi = pictures.dpi  # «1 pixel = 1 point»: the page box says nothing of the paper
    megapixels = min(_MOST_MEGAPIXELS, settings.max_megapixels)
    return min(dpi, _POINTS_PER_INCH * math.sqrt(megapixels * 1e6 / (width * height)))


def _is_paper(width: float, height: float) -> bool:
    """Whether a page box, in points, can be a sheet that a letter is written on."""
    return _SMALLEST_PAPER <= max(width, height) <= _LARGEST_PAPER


def _draw(page: pypdfium2.PdfPage, dpi: float) -> Picture:
    """The page as it is seen, turned by its /Rotate and cut to its crop box; grey where it has no colour."""
    bitmap = page.render(scale=dpi / _POINTS_PER_INCH, rev_byteorder=True)
    pixels = bitmap.to_numpy()[..., :3]
    picture: Picture = np.ascontiguousarray(pixels)
    bitmap.close()
    return picture


def _has_visible_text(page: pypdfium2.PdfPage) -> bool:
    """Whether text stands on the page, and next to none of it invisible as in the OCR layer under a scan."""
    modes = [
        pdfium.FPDFTextObj_GetTextRenderMode(thing.raw) in _UNSEEN
        for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])
    ]
    return bool(modes) and sum(modes) <= _UNSEEN_SHARE * len(modes)
