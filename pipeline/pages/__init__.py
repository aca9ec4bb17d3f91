"""File → pages: the only door for pdfplumber and pypdfium2."""
