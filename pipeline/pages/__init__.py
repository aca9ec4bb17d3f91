"""File → pages: the only door for pdfplumber and pypdfium2."""

from pipeline.pages.files import fingerprint_file
from pipeline.pages.load import count_pages, load_page

__all__ = ["count_pages", "fingerprint_file", "load_page"]
