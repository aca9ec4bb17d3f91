"""Drawn mailings -> the tables of a reading without fault, so that rules can be tried without a picture being read."""

import json
from pathlib import Path
from typing import Final

from pipeline import tables
from pipeline.keys import READ, digest
from pipeline.records import Box, Document, Mark, Page, Word
from pipeline.words import order_words
from tests.mailings.compose import MailingLetter
from tests.mailings.write import MailingTruth, draw_mailings, write_truth
from tests.paper.corpus import Split
from tests.paper.sheet import Sheet

DPI: Final = 100
SURE: Final = 0.96  # the confidence of a word that an engine has read well


def write_reading(out: Path, split: Split, seed: int) -> list[MailingTruth]:
    """Tables of documents, pages and words in `out`, and the truth."""
    kept = []
    for truth, letters in draw_mailings(split, seed, DPI):
        read = [(f"{truth.mailing}/{name}.pdf", letter) for name, letter in zip(truth.letters, letters, strict=True)]
        pages = [page for source, letter in sorted(read, key=lambda one: one[0]) for page in _pages(source, letter)]
        rows = {
            "documents": [tables.document_row(_document(source, letter)) for source, letter in sorted(read)],
            "pages": [tables.page_row(page) for page in pages],
            "words": [row for page in pages for row in tables.word_rows(page)],
        }
        key = digest(json.dumps(rows, default=str))
        if tables.read_key(out, READ, truth.mailing) != key:
            tables.write_mailing(out, truth.mailing, rows, key)
        kept.append(truth)
    write_truth(out, kept)
    return kept


def _document(source: str, letter: MailingLetter) -> Document:
    return Document(source, digest(letter.text), len(letter.text), "application/pdf", len(letter.sheets), "ok")


def _pages(source: str, letter: MailingLetter) -> list[Page]:
    return [read_sheet(source, number, sheet) for number, sheet in enumerate(letter.sheets, 1)]


def read_sheet(source: str, number: int, sheet: Sheet) -> Page:
    """A page as an engine would read it that makes no mistake."""
    width, height = sheet.image.size
    words = order_words(Word(word.text, SURE, Box(*word.place), 0, word.line) for word in sheet.words)
    marks = tuple(Mark(Box(*place), 1.0) for place in sheet.signatures)
    return Page(source, number, width, height, DPI, "ocr", 0, 0.0, False, SURE, words, marks)
