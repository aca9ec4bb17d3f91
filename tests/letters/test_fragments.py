"""Lines that ink broke apart are put together; columns and tables stay apart."""

import pytest

from pipeline.letters.fragments import join_fragments
from pipeline.letters.rows import read_rows
from pipeline.records import Box, Page, Word

ASPECT = 1.4


def joined(*words: tuple[str, float, float, float, int], confidence: float = 0.9) -> list[str]:
    """Rows of words given as (text, x0, x1, y, block); each block is one line, or several where y differs."""
    lines = {(block, y): n for n, (block, y) in enumerate(dict.fromkeys((w[4], w[3]) for w in words))}
    made = tuple(
        Word(text, confidence, Box(x0, y, x1, y + 0.01), block, lines[block, y], n)
        for n, (text, x0, x1, y, block) in enumerate(words)
    )
    page = Page("a.pdf", 1, 1000, 1400, 150.0, "ocr", 0, 0.0, False, 1.0, made)
    return [row.text for row in join_fragments(read_rows(page), ASPECT)]


def test_the_end_of_a_line_read_apart() -> None:
    assert joined(
        ("Monsieur", 0.55, 0.62, 0.2, 0), ("Lucien", 0.625, 0.67, 0.2, 0), ("Barbazan", 0.675, 0.74, 0.201, 1)
    ) == ["Monsieur Lucien Barbazan"]


def test_a_word_read_apart_goes_back_into_the_gap_it_left() -> None:
    assert joined(
        ("Cécile", 0.62, 0.66, 0.2, 3),
        ("Madame", 0.55, 0.61, 0.201, 3),
        ("NOGUÈS", 0.665, 0.73, 0.201, 3),
        ("14000", 0.55, 0.6, 0.24, 3),
        ("CAEN", 0.605, 0.64, 0.24, 3),
    ) == ["Madame Cécile NOGUÈS", "14000 CAEN"]


def test_two_lines_under_ink() -> None:
    assert joined(
        ("Pour", 0.55, 0.58, 0.75, 6),
        ("le", 0.585, 0.6, 0.75, 6),
        ("Préfet", 0.605, 0.65, 0.75, 6),
        ("Le", 0.55, 0.57, 0.77, 6),
        ("Directeur", 0.575, 0.64, 0.77, 6),
        ("délégué", 0.67, 0.73, 0.751, 7),
        ("adjoint", 0.66, 0.72, 0.771, 7),
    ) == ["Pour le Préfet délégué", "Le Directeur adjoint"]


@pytest.mark.parametrize(
    "words",
    [
        [("Lille", 0.1, 0.2, 0.2, 0), ("Brest", 0.26, 0.3, 0.2, 1)],  # another column
        [("Lille", 0.1, 0.2, 0.2, 0), ("Brest", 0.21, 0.3, 0.208, 1)],  # the next line
        [("Lille", 0.1, 0.2, 0.2, 0), ("Brest", 0.15, 0.25, 0.2, 1)],  # one printed over the other, a stamp
        [  # two columns of text
            *((f"gauche{n}", 0.1, 0.2, 0.2 + n / 50, 0) for n in range(3)),
            *((f"droite{n}", 0.22, 0.3, 0.2 + n / 50, 1) for n in range(3)),
        ],
    ],
)
def test_what_stands_apart_stays_apart(words: list[tuple[str, float, float, float, int]]) -> None:
    assert len(joined(*words)) == len(words)


def test_ink_is_no_piece_of_a_line() -> None:
    words = (("Lille", 0.1, 0.2, 0.2, 0), ("Brest", 0.21, 0.3, 0.2, 1))
    assert joined(*words) == ["Lille Brest"]
    assert len(joined(*words, confidence=0.2)) == 2
