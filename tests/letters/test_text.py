"""The final text: its characters, its breaks, and the place of every word in it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.letters import find_letters
from pipeline.letters.rows import clean_text
from pipeline.records import Box, Letter, Page, Word


def page_of(lines: list[str], number: int = 1, block: int = 0) -> Page:
    """Lines of a paragraph, in one block."""
    words: list[Word] = []
    for row, line in enumerate(lines):
        for place, text in enumerate(line.split(" ")):
            box = Box(0.1 + 0.04 * place, 0.1 + 0.02 * row, 0.13 + 0.04 * place, 0.11 + 0.02 * row)
            words.append(Word(text, 0.8, box, block, row, len(words)))
    return Page("a.pdf", number, 1000, 1400, 150.0, "ocr", 0, 0.0, not words, 0.8 if words else None, tuple(words))


def read(*pages: Page) -> Letter:
    (letter,) = find_letters("a.pdf", pages)
    return letter


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("ﬁn", "fin"),
        ("eﬃcace", "efficace"),
        ("cœur", "cœur"),
        ("re\u0301sume\u0301", "résumé"),
        ("25\u00a0000", "25 000"),
        ("12\u202f€", "12 €"),
        ("rési\u00adliation", "résiliation"),
        ("Objet\u200b", "Objet"),
        ("\u200f1014\u200e", "1014"),
        ("a\u2028b\n", "a b"),
        ("\ufeff", ""),
    ],
)
def test_characters_are_settled(printed: str, text: str) -> None:
    assert clean_text(printed) == text


def test_lines_and_pages_are_separated() -> None:
    letter = read(page_of(["Un deux", "trois."]), page_of([], 2), page_of(["quatre"], 3))
    assert letter.text == "Un deux\ntrois.\f\fquatre"
    assert [letter.line_text(line) for line in letter.lines] == ["Un deux", "trois.", "quatre"]


def test_a_hyphenated_word_stands_once_in_the_text_and_has_two_boxes() -> None:
    letter = read(page_of(["votre résilia-", "tion est faite"]))
    assert letter.text == "votre résiliation\nest faite"
    first, second = (word for word in letter.words if letter.text[word.start : word.end] == "résiliation")
    assert first.box.y0 < second.box.y0


def test_a_soft_hyphen_breaks_a_word_too() -> None:
    assert read(page_of(["votre résilia\u00ad", "tion"])).text == "votre résiliation"


def test_a_hyphen_stays_before_a_capital_and_across_pages() -> None:
    assert read(page_of(["à Saint-", "Denis"])).text == "à Saint-\nDenis"
    assert read(page_of(["votre résilia-"]), page_of(["tion est faite"], 2)).text == "votre résilia-\ftion est faite"


def test_a_hyphen_stays_between_blocks_apart() -> None:
    above, below = page_of(["votre résilia-"]).words, page_of(["", "", "", "", "", "tion"], block=1).words
    page = page_of(["x"])
    words = tuple(above) + tuple(word for word in below if word.text)
    letter = read(Page(page.source, 1, page.width, page.height, page.dpi, "ocr", 0, 0.0, False, 0.8, words))
    assert letter.text == "votre résilia-\ntion"


LINES = st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=5).map(" ".join), max_size=6)


@given(st.lists(LINES, min_size=1, max_size=4))
def test_every_word_and_line_is_where_the_text_says(pages: list[list[str]]) -> None:
    made = [page_of(lines, number) for number, lines in enumerate(pages, 1)]
    letters = find_letters("a.pdf", made)
    for letter in letters:
        assert unicodedata.is_normalized("NFC", letter.text)
        assert letter.text.count("\f") == letter.page_end - letter.page_start
        spans = [(line.start, line.end) for line in letter.lines]
        assert spans == sorted(spans)
        assert all(letter.text[a:b].strip() == letter.text[a:b] != "" for a, b in spans)
        assert "".join(letter.text[a:b] for a, b in spans) == letter.text.replace("\n", "").replace("\f", "")
        covered = {(word.start, word.end) for word in letter.words}
        assert all(letter.text[a:b] and "\n" not in letter.text[a:b] for a, b in covered)
        for line in letter.lines:
            inside = [(a, b) for a, b in sorted(covered) if line.start <= a and b <= line.end]
            assert " ".join(letter.text[a:b] for a, b in inside) == letter.line_text(line)
    printed = [clean_text(word.text) for page in made for word in page.words if clean_text(word.text)]
    assert sum(len(letter.words) for letter in letters) == len(printed)


@given(LINES)
def test_unbroken_words_are_printed_as_read(lines: list[str]) -> None:
    page = page_of([line.replace("-", "").replace("\u00ad", "") for line in lines])
    for letter in find_letters("a.pdf", [page]):
        by_box = {id(word.box): clean_text(word.text) for word in page.words}
        for word in letter.words:
            if not any(sign in by_box[id(word.box)] for sign in "‐‑¬"):
                assert letter.text[word.start : word.end] == by_box[id(word.box)]
