"""Clean scan → words: the only door for Tesseract."""
