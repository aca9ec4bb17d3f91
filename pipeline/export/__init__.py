"""Tables and pages → what other programs read: spreadsheets, databases, searchable PDF, ALTO XML."""

from pipeline.export.alto import write_alto
from pipeline.export.formats import TABLE_FORMATS, Format
from pipeline.export.searchable import PdfPage, write_pdf
from pipeline.export.sheets import Sheet

__all__ = ["TABLE_FORMATS", "Format", "PdfPage", "Sheet", "write_alto", "write_pdf"]
