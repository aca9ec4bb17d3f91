"""Whole letters of many layouts: every line in its zone, every letter found, also where OCR was poor."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.letters import find_letters
from tests.letters.paper_notation import Paper, read_paper

MAIL = sorted((Path(__file__).parent / "mail").glob("*.txt"))
# what Tesseract makes of letters at low resolution
MISREAD = {
    "l": "1",
    "i": "l",
    "é": "e",
    "e": "c",
    "o": "0",
    "n": "ri",
    "m": "rn",
    "a": "à",
    "t": "f",
    "u": "ii",
    ".": ",",
}


def zones_found(paper: Paper) -> list[tuple[int, str]]:
    return [(line.page, line.zone) for letter in find_letters("mail.pdf", paper.pages) for line in letter.lines]


def misread(seed: str, share: float) -> Callable[[str], str]:
    dice = random.Random(seed)
    return lambda text: "".join(MISREAD.get(s, s) if dice.random() < share else s for s in text)


@pytest.mark.parametrize("path", MAIL, ids=lambda path: path.stem)
def test_every_line_stands_in_its_zone(path: Path) -> None:
    paper = read_paper(path)
    letters = find_letters("mail.pdf", paper.pages)
    found = [(line.page, letter.line_text(line), line.zone) for letter in letters for line in letter.lines]
    assert found == paper.zones


@pytest.mark.parametrize("path", MAIL, ids=lambda path: path.stem)
def test_letters_begin_where_they_begin(path: Path) -> None:
    paper = read_paper(path)
    letters = find_letters("mail.pdf", paper.pages)
    assert [(letter.page_start, letter.kind) for letter in letters] == paper.letters
    assert [letter.letter_id for letter in letters] == [f"mail.pdf#{page}" for page, _ in paper.letters]


def test_poor_reading_costs_few_zones() -> None:
    wrong = total = 0
    for path in MAIL:
        paper = read_paper(path, misread(path.stem, 0.03))
        found = zones_found(paper)
        wanted = [(page, zone) for page, _, zone in paper.zones]
        total += len(wanted)
        wrong += sum(a != b for a, b in zip(found, wanted, strict=True))
    assert total > 500
    assert wrong / total < 0.02


def test_poor_reading_costs_no_bounds() -> None:
    for path in MAIL:
        paper = read_paper(path, misread(path.stem, 0.03))
        assert [letter.page_start for letter in find_letters("mail.pdf", paper.pages)] == [p for p, _ in paper.letters]
