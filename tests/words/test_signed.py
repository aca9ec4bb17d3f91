"""Lines across which a hand has signed -> read again, by an engine that answers as it is told and by Tesseract."""

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw
from rapidfuzz import fuzz

from pipeline.errors import DocumentError
from pipeline.images import find_marks
from pipeline.records import Box, CleanScan, Picture, Word
from pipeline.words import Manner, open_engine, read_signed
from tests.paper.fonts import load_font
from tests.words.test_reading import Answer, FakeEngine, say, texts

MARK = Box(0.5, 0.75, 0.7, 0.82)
NAME = Box(0.55, 0.8, 0.75, 0.82)
TITLE = Box(0.55, 0.83, 0.75, 0.85)


def scan(*lines: Box) -> CleanScan:
    return CleanScan(np.full((1800, 1200), 255, np.uint8), 150.0, 0, 0.0, False, 1.0, lines)


def word(text: str, confidence: float, line: Box, part: int = 0, of: int = 1) -> Word:
    step = line.width / of
    return Word(text, confidence, Box(line.x0 + part * step, line.y0, line.x0 + (part + 1) * step, line.y1))


def whole(text: str, confidence: float) -> tuple[Word, ...]:
    """A reading of a line that fills its picture."""
    parts = text.split()
    return tuple(word(part, confidence, Box(0.0, 0.1, 1.0, 0.9), n, len(parts)) for n, part in enumerate(parts))


TITLE_READ = (word("Directrice", 0.95, TITLE),)


@pytest.mark.parametrize(
    ("own", "again", "read"),
    [
        ((), whole("Anne Roux", 0.7), ["Anne", "Roux"]),  # the engine had dropped the line
        ((word("AfnéRc", 0.2, NAME),), whole("Anne Roux", 0.7), ["Anne", "Roux"]),
        ((word("Anne", 0.9, NAME, 0, 3),), whole("Anne Roux", 0.7), ["Anne", "Roux"]),  # a part of the line
        ((word("Roux", 0.7, NAME),), whole("Rcux", 0.72), ["Roux"]),  # no surer than chance
        ((word("Roux", 0.9, NAME),), whole("Rcux", 0.99), ["Roux"]),  # read well enough
        ((), whole("Brema Zapou", 0.1), []),  # the pen's
        ((), DocumentError("timeout", "50"), []),
    ],
)
def test_the_surest_reading_of_a_line_under_the_pen_is_kept(
    own: tuple[Word, ...], again: Answer, read: list[str]
) -> None:
    engine = FakeEngine({Manner.LINE: [again]})
    words = read_signed(scan(NAME, TITLE), (*own, *TITLE_READ), [MARK], engine)
    assert texts(words) == [*read, "Directrice"]


def test_only_short_lines_under_the_pen_are_read_again() -> None:
    engine = FakeEngine({})
    text = Box(0.1, 0.74, 0.9, 0.76)
    assert read_signed(scan(text, TITLE), TITLE_READ, [MARK], engine) == TITLE_READ
    assert engine.asked == []


def test_what_the_pen_has_parted_is_read_as_one_line() -> None:
    first, second = Box(0.55, 0.8, 0.62, 0.82), Box(0.64, 0.801, 0.75, 0.821)
    engine = FakeEngine({Manner.LINE: [whole("Anne Roux", 0.8)]})
    words = read_signed(scan(second, first, TITLE), TITLE_READ, [MARK], engine)
    assert texts(words) == ["Anne", "Roux", "Directrice"]
    assert len(engine.asked) == 1


def test_far_apart_lines_stay_two() -> None:
    first, second = Box(0.51, 0.8, 0.55, 0.82), Box(0.66, 0.8, 0.75, 0.82)
    engine = FakeEngine({Manner.LINE: [whole("Anne", 0.8), whole("Roux", 0.8)]})
    assert texts(read_signed(scan(first, second), (), [MARK], engine)) == ["Anne", "Roux"]


def test_words_and_their_order_stay_where_nothing_is_crossed() -> None:
    engine = FakeEngine({})
    words = say("Toulon le 13", 0.4)
    assert read_signed(scan(NAME), words, [], engine) == words


# ---- drawn ------------------------------------------------------------------------------------------------------


def crossed(name: str, slope: int) -> tuple[Picture, Box]:
    """A page with a name and two strokes of a pen across it, and where the name stands."""
    page = Image.new("L", (1000, 400), 255)
    draw, face = ImageDraw.Draw(page), load_font("caladea", 34)
    draw.text((300, 200), name, font=face, fill=20)
    x0, y0, x1, y1 = draw.textbbox((300, 200), name, font=face)
    signed = np.array(page)
    at = np.linspace(0, 1, 200)
    for start in (300, 390):
        stroke = np.column_stack((start + slope * at, 250 - 100 * at - 12 * np.sin(3 * at)))
        cv2.polylines(signed, [stroke.astype(np.int32)], False, 40, 3, cv2.LINE_AA)
    return signed, Box((x0 - 6) / 1000, (y0 - 6) / 400, (x1 + 6) / 1000, (y1 + 6) / 400)


@pytest.mark.parametrize("slope", [60, 90, 120])
def test_a_name_under_a_signature_is_read(slope: int) -> None:
    name = "Odile Marchand"
    signed, line = crossed(name, slope)
    clean = CleanScan(signed, 150.0, 0, 0.0, False, 1.0, (line,))
    marks = [mark.box for mark in find_marks(signed, ())] or [line]
    words = read_signed(clean, (), marks, open_engine("tesserocr", "fra", 30.0))
    read = " ".join(texts(words))
    assert fuzz.ratio(read, name) > 80, read
