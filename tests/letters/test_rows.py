"""Printed lines: where one ends, and how high its letters are."""

import pytest

from pipeline.letters.rows import read_rows
from pipeline.records import Box, Page, Word


def page_of(*words: tuple[str, float, float, float], text_origin: str = "ocr", height: float = 0.01) -> Page:
    made = tuple(Word(text, 1.0, Box(x0, y, x1, y + height), 0, 0, i) for i, (text, x0, x1, y) in enumerate(words))
    return Page("a.pdf", 1, 1000, 1400, 150.0, text_origin, 0, 0.0, False, 1.0, made)  # type: ignore[arg-type]


def test_two_columns_of_the_head_are_two_rows() -> None:
    page = page_of(("Réf. 12", 0.1, 0.2, 0.2), ("Lille,", 0.6, 0.65, 0.2), ("le", 0.66, 0.67, 0.2))
    assert [row.text for row in read_rows(page)] == ["Réf. 12", "Lille, le"]


@pytest.mark.parametrize(
    "words",
    [
        [("Réf. :", 0.1, 0.2, 0.2), ("AB/12", 0.6, 0.65, 0.2)],  # a label and its value
        [("Total", 0.1, 0.2, 0.7), ("12,00", 0.6, 0.65, 0.7)],  # below the head: a table
        [("a", 0.1, 0.2, 0.2), ("b", 0.5, 0.55, 0.2), ("c", 0.8, 0.85, 0.2)],  # a row of a table
        [("Date", 0.6, 0.65, 0.2), ("07/03/2024", 0.8, 0.9, 0.2)],  # both on the right
    ],
)
def test_other_gaps_part_nothing(words: list[tuple[str, float, float, float]]) -> None:
    assert len(read_rows(page_of(*words))) == 1


@pytest.mark.parametrize(("text", "height"), [("Dates", 0.01), ("nous", 0.007), ("page", 0.01), ("Objet", 0.013)])
def test_height_is_that_of_the_capitals_whatever_the_letters(text: str, height: float) -> None:
    (row,) = read_rows(page_of((text, 0.1, 0.2, 0.5), height=height))
    assert row.height == pytest.approx(0.01)


def test_words_of_a_text_layer_have_the_box_of_their_font() -> None:
    (row,) = read_rows(page_of(("nous", 0.1, 0.2, 0.5), text_origin="embedded"))
    assert row.height == pytest.approx(0.0072)
