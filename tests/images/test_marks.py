"""A drawn signature is found where it stands; stamps, logos, tables, titles and unread print are no marks."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.images import find_marks
from pipeline.records import Box, Mark, Word
from tests.images.drawn import blank_page, text_page, words_of
from tests.paper.fonts import load_font
from tests.paper.pen import draw_logo, draw_signature, draw_stamp

SEEN = 0.5


def signed(seed: int, at: tuple[int, int], size: tuple[int, int] = (330, 150)) -> Image.Image:
    page = text_page()
    ink, mask = draw_signature(*size, seed, 40)
    page.paste(ink, at, mask)
    return page


def drawn(page: Image.Image, words: tuple[Word, ...]) -> list[Mark]:
    return [mark for mark in find_marks(np.asarray(page), words) if mark.score >= SEEN]


@pytest.mark.parametrize("seed", range(6))
def test_a_signature_is_found_where_it_stands(seed: int) -> None:
    page = signed(seed, (700, 1450))
    (mark,) = drawn(page, words_of(page))
    assert mark.box.x0 * page.width > 690
    assert mark.box.y0 * page.height > 1440
    assert mark.box.x1 * page.width < 1040
    assert mark.box.y1 * page.height < 1610
    assert mark.box.width * page.width > 150


@pytest.mark.parametrize("seed", [1, 4])
def test_a_signature_over_the_printed_name_is_one_mark(seed: int) -> None:
    page = signed(seed, (700, 1250))
    assert len(drawn(page, words_of(page))) == 1


def test_a_scribble_read_as_an_unsure_word_is_still_a_mark() -> None:
    page = signed(2, (700, 1450))
    scribble = Word("Ér", 0.4, Box(700 / 1240, 1450 / 1754, 1030 / 1240, 1600 / 1754))
    assert len(drawn(page, (*words_of(page), scribble))) == 1


def test_no_page_without_ink_of_a_hand_has_a_mark() -> None:
    page = text_page()
    assert drawn(page, words_of(page)) == []


def test_print_that_was_not_read_is_no_mark() -> None:
    assert drawn(text_page(), ()) == []


@pytest.mark.parametrize("text", ["", "MAIRIE\nDE SAINT-LOUP", "REÇU"])
def test_a_round_stamp_is_no_mark(text: str) -> None:
    page = text_page()
    ink, mask = draw_stamp(210, text, 60)
    page.paste(ink, (800, 1440), mask)
    assert drawn(page, words_of(page)) == []


@pytest.mark.parametrize("shape", ["square", "bars", "shield", "house", "rings", "drop"])
def test_a_logo_is_no_mark(shape: str) -> None:
    page = text_page()
    ink, mask = draw_logo(shape, 130, "", 60)
    page.paste(ink, (150, 80), mask)
    assert drawn(page, words_of(page)) == []


def test_tables_barcodes_titles_and_borders_are_no_marks() -> None:
    page = text_page()
    draw = ImageDraw.Draw(page)
    for i in range(6):
        draw.line((140, 1400 + 40 * i, 1100, 1400 + 40 * i), fill=0, width=2)
        draw.line((140 + 192 * i, 1400, 140 + 192 * i, 1600), fill=0, width=2)
    for i, wide in enumerate((2, 3, 2, 5, 2, 2, 4, 3, 2, 5, 3, 2, 2, 4)):
        draw.rectangle((700 + 12 * i, 80, 700 + 12 * i + wide, 160), fill=0)
    draw.text((150, 120), "FACTURE", font=load_font("roboto", 90, bold=True), fill=0)
    draw.rectangle((0, 0, 8, page.height), fill=0)
    assert drawn(page, words_of(page)) == []


@pytest.mark.parametrize("size", [(1, 1), (30, 400), (1240, 1754)])
def test_an_empty_page_has_no_mark(size: tuple[int, int]) -> None:
    assert find_marks(np.asarray(blank_page(size)), ()) == ()
