"""Pages with separator sheets between them → letters that end at the sheet, whatever the pages say."""

from dataclasses import replace

from pipeline.letters import find_letters
from pipeline.records import Box, Page, Word

TEXT = "Monsieur, nous avons bien reçu votre lettre et nous vous en remercions. La suite se lit au dos de"


def page(number: int, text: str = TEXT) -> Page:
    words = tuple(
        Word(w, 0.9, Box(x, y, x + 0.05, y + 0.02), 0, i // 12, i)
        for i, w in enumerate(text.split())
        for x, y in [(0.1 + 0.06 * (i % 12), 0.3 + 0.03 * (i // 12))]
    )
    return Page("a/a.pdf", number, 1000, 1414, 120.0, "ocr", 0, 0.0, not words, 0.9 if words else None, words)


def sheet(number: int, text: str = "PATCH T") -> Page:
    return replace(page(number, text), separator=True)


def spans(*pages: Page) -> list[tuple[int, int]]:
    return [(letter.page_start, letter.page_end) for letter in find_letters("a/a.pdf", pages)]


def test_a_letter_ends_at_a_separator_sheet() -> None:
    assert spans(page(1), page(2)) == [(1, 2)]  # the sentence goes on
    assert spans(page(1), sheet(2), page(3)) == [(1, 1), (3, 3)]


def test_the_sheet_and_its_blank_back_are_in_no_letter() -> None:
    pages = (sheet(1), page(2, ""), page(3), page(4, ""), sheet(5), page(6, ""), sheet(7), page(8, ""))
    assert spans(*pages) == [(3, 4)]
    assert all("PATCH" not in letter.text for letter in find_letters("a/a.pdf", pages))


def test_nothing_but_sheets_is_no_letter() -> None:
    assert spans(sheet(1), sheet(2)) == []
