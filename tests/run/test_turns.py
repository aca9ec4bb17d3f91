"""Pages that do not tell which side is up: by their words, by the pages around them, or not at all."""

from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline import read, unread
from pipeline.errors import DocumentError
from pipeline.inbox import InputFile
from pipeline.opened import Opened
from pipeline.reading import Again, read_page
from pipeline.records import Box, Document, Page, QuarterTurn, Word
from pipeline.settings import PageSettings, RunSettings, WordSettings
from pipeline.turns import assume_turn, turn_pages
from pipeline.workers import Workers
from tests.paper.fonts import load_font
from tests.paper.pen import draw_logo

SCRIBBLE = (Word("Lo|é", 0.4, Box(0.4, 0.4, 0.5, 0.42)),)


def page(number: int, turn: QuarterTurn | None, *, confidence: float | None = 0.95) -> Page:
    """One that was turned so by its own print; None: it did not tell."""
    known = turn is not None
    own = () if confidence is None else SCRIBBLE
    return Page(
        "a.tif", number, 900, 1200, 200.0, "ocr", turn or 0, 0.0, not own, confidence, own, (), None, None, known
    )


def file_of(turns: str) -> list[Page]:
    """A file in small: u upright, d upside down, l and r on its sides, b blank, e digital, ? untold."""
    given: dict[str, QuarterTurn | None] = {"u": 0, "d": 180, "l": 90, "r": 270, "?": None, "b": 0, "e": 0}
    pages = [page(number, given[letter]) for number, letter in enumerate(turns, 1)]
    pages = [replace(p, rotation_known=None, blank=True) if c == "b" else p for p, c in zip(pages, turns, strict=True)]
    return [replace(p, text_origin="embedded") if c == "e" else p for p, c in zip(pages, turns, strict=True)]


@pytest.mark.parametrize(
    ("turns", "assumed"),
    [
        ("dd?", 180),
        ("?dd", 180),
        ("d?", 180),  # a letter of two pages
        ("u?u", 0),
        ("dbb?", 180),  # blank pages say nothing, those behind them do
        ("udud?dud", 0),  # duplex along the wrong edge: every second page stands on its head
        ("udu?udud", 180),
        ("uuduu?uuu", 0),  # one sheet of a bulk scan was laid in head first
        ("uuuuuuuudd?dd", 180),  # far away lies another letter
        ("lll?", 90),
        ("u?d", None),  # the sheets around it do not agree
        ("ud?du", 0),  # nor do they here, but its own side does
        ("?", None),
        ("??b", None),
        ("e?e", None),  # digital pages went through no feeder
    ],
)
def test_the_turn_of_the_pages_around(turns: str, assumed: QuarterTurn | None) -> None:
    assert assume_turn(file_of(turns), turns.index("?")) == assumed


# ---- read again as the neighbours --------------------------------------------------------------------------------


class OneAnswer:
    """Workers that read every page alike, and remember what they were asked."""

    def __init__(self, answer: Page | DocumentError) -> None:
        self.answer = answer
        self.asked: list[tuple[object, ...]] = []

    def submit(self, _: object, *args: object) -> "Future[Page]":
        self.asked.append(args)
        return Future()

    def result(self, _: "Future[Page]") -> Page:
        if isinstance(self.answer, DocumentError):
            raise self.answer
        return self.answer


def turn_as_neighbours(made: list[Page], answer: Page | DocumentError) -> tuple[list[Page], OneAnswer]:
    workers = OneAnswer(answer)
    opened = Opened(InputFile(Path("a.tif"), "a.tif"), Document("a.tif", "0", 1, "image/tiff", len(made), "ok"))
    again = partial(read._read_again, unread.Unread("a", "", []), opened, RunSettings(), cast(Workers, workers))
    return list(turn_pages(made, again)), workers


def test_an_untold_page_is_read_again_as_those_around_it() -> None:
    answer = page(3, 180, confidence=0.7)
    made = [*file_of("dd"), page(3, None, confidence=0.4)]
    turned, workers = turn_as_neighbours(made, answer)
    assert turned[2] == replace(answer, read_again=1.0)
    assert [args[-1] for args in workers.asked] == [Again(180, 0.4)]


@pytest.mark.parametrize(
    ("before", "answer"),
    [
        (0.6, page(3, 180, confidence=0.4)),  # less sure of its words that way up
        (0.4, page(3, None, confidence=0.9)),  # its lines do not run that way
        (0.4, page(3, 180, confidence=None)),  # nothing was read at all
        (0.4, DocumentError("timeout", "50")),
    ],
)
def test_it_stays_as_it_came_where_that_is_no_better(before: float, answer: Page | DocumentError) -> None:
    made = [*file_of("dd"), page(3, None, confidence=before)]
    turned, _ = turn_as_neighbours(made, answer)
    assert (turned[2].rotation, turned[2].rotation_known, turned[2].words) == (0, False, made[2].words)


def test_nothing_is_read_again_that_stands_as_its_neighbours_or_has_none() -> None:
    for turns, known in (("uu?", True), ("?", False), ("bb?", False)):
        turned, workers = turn_as_neighbours(file_of(turns), page(1, 180))
        assert workers.asked == []
        assert turned[-1].rotation_known is known
        assert turned[-1].rotation == 0


def test_blank_failed_and_told_pages_are_left_alone() -> None:
    failed = Page("a.tif", 3, 0, 0, 0.0, "ocr", 0, 0.0, False, None, (), (), "timeout", "Too slow.")
    made = [*file_of("db"), failed, *file_of("u")]
    turned, workers = turn_as_neighbours(made, page(1, 180))
    assert turned == made
    assert workers.asked == []


# ---- by its own words -------------------------------------------------------------------------------------------


def sparse(*lines: str) -> Image.Image:
    sheet = Image.new("L", (1240, 1754), 248)
    for i, line in enumerate(lines):
        ImageDraw.Draw(sheet).text((300, 500 + 60 * i), line, font=load_font("roboto", 30), fill=30)
    return sheet


def read_sheet(folder: Path, sheet: Image.Image, **more: Any) -> Page:
    path = folder / "a.png"
    sheet.save(path, dpi=(200, 200))
    return read_page(InputFile(path, "a.png"), "image/png", 1, PageSettings(), WordSettings(), **more)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_of_one_line_stands_as_its_words_are_read_best(tmp_path: Path, turn: QuarterTurn) -> None:
    lying = sparse("SERVICE CLIENTS").rotate(turn, expand=True)  # counter-clockwise: the remedy is clockwise
    made = read_sheet(tmp_path, lying)
    assert (made.rotation, made.rotation_known) == (turn, True)
    assert [word.text for word in made.words] == ["SERVICE", "CLIENTS"]
    assert made.words[0].box.x1 < made.words[1].box.x0
    assert (made.read_again >= 1) == (turn != 0)


def test_what_is_no_print_stays_as_it_came_and_is_flagged(tmp_path: Path) -> None:
    sheet = Image.new("L", (1240, 1754), 248)
    for i, shape in enumerate(("house", "rings", "bars")):
        ink, mask = draw_logo(shape, 120 + 40 * i, "", 60)
        sheet.paste(ink, (300 + 90 * i, 300 + 400 * i), mask)
    made = read_sheet(tmp_path, sheet)
    assert (made.rotation, made.skew_degrees, made.blank) == (0, 0.0, False)
    assert made.rotation_known is False
    assert made.height > made.width


def test_a_blank_page_has_no_turn_to_know(tmp_path: Path) -> None:
    made = read_sheet(tmp_path, sparse())
    assert (made.blank, made.rotation_known, made.read_again) == (True, None, 0)


def test_a_turn_that_is_assumed_is_taken_where_the_page_tells_nothing(tmp_path: Path) -> None:
    sheet = Image.new("L", (1240, 1754), 248)
    ink, mask = draw_logo("house", 150, "", 60)
    sheet.paste(ink, (300, 300), mask)
    assert read_sheet(tmp_path, sheet, again=Again(90, 0.0)).rotation == 90
    full = sparse(*["Nous avons bien reçu votre demande et vous en remercions."] * 6)
    assert read_sheet(tmp_path, full, again=Again(180, 0.0)).rotation == 0
    assert np.asarray(full).shape == (1754, 1240)
