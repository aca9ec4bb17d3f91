"""Pages of a letter → a searchable PDF: pictures of its pages, with the words as invisible text in their boxes."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from pipeline import __version__
from pipeline.harmless import show_controls
from pipeline.records import Page, Word

_LONG, _SHORT = 841.89, 595.28  # A4 in points: a scan's own resolution is often not known
# Its letters are never seen; it is embedded so that every character copies as what it is, also one it does not draw
_FONT: Final = "Vera"
_ASCENT, _DESCENT = 0.928, 0.236  # of the font, as shares of its size
_INVISIBLE, _FILLED = 3, 0
_LAST: Final = 0xFFFF  # what the table of characters in a PDF can name


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page as it was read, and its picture where there is one; without, its words are printed."""

    page: Page
    picture: Path | None


def write_pdf(path: Path, pages: Sequence[PdfPage], title: str, author: str) -> None:
    """One letter; the same pages make the same bytes."""
    if _FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(_FONT, "Vera.ttf"))
    canvas = Canvas(str(path), invariant=1, pageCompression=1, lang="fr-FR")
    canvas.setTitle(show_controls(title))
    canvas.setAuthor(show_controls(author))
    canvas.setCreator(f"courrier {__version__}")
    for shown in pages:
        width, height = _size(shown.page)
        canvas.setPageSize((width, height))
        if shown.picture:
            canvas.drawImage(ImageReader(BytesIO(shown.picture.read_bytes())), 0, 0, width, height)
        text = canvas.beginText()
        text.setTextRenderMode(_INVISIBLE if shown.picture else _FILLED)
        for word in shown.page.words:
            _put(text, word, width, height)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()


def _size(page: Page) -> tuple[float, float]:
    """As large as a sheet of A4 allows, upright or on its side, in the page's own proportions."""
    if not page.width or not page.height:
        return _SHORT, _LONG
    most = (_LONG, _SHORT) if page.width > page.height else (_SHORT, _LONG)
    scale = min(most[0] / page.width, most[1] / page.height)
    return page.width * scale, page.height * scale


def _put(text: Any, word: Word, width: float, height: float) -> None:
    """The word as wide and as high as its box, and a space behind it: what is copied has its words apart."""
    size = max(1.0, word.box.height * height) / (_ASCENT + _DESCENT)
    said = _copyable(word.text)
    natural = pdfmetrics.stringWidth(said, _FONT, size)
    text.setFont(_FONT, size)
    text.setHorizScale(100 * word.box.width * width / natural if natural and word.box.width > 0 else 100)
    text.setTextOrigin(word.box.x0 * width, (1 - word.box.y1) * height + _DESCENT * size)
    text.textOut(f"{said} ")


def _copyable(text: str) -> str:
    """The text, each of its characters known to the font: what it cannot draw copies all the same."""
    said = "".join(c if ord(c) <= _LAST else "\N{REPLACEMENT CHARACTER}" for c in show_controls(text))
    glyphs = pdfmetrics.getFont(_FONT).face.charToGlyph
    for character in said:
        glyphs.setdefault(ord(character), 0)
    return said
