"""A hundred thousand characters of each class through every rule: the work grows with the length, not its square."""

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from pipeline.mentions import find_mentions, load_language, summarise_letter
from pipeline.records import Letter
from tests.mentions.letter_of import letter_from_text

CLASSES = {
    "digits": "1234567890",
    "digits apart": "0 ",
    "letters": "a",
    "capitals": "AB ",
    "words": "de la ",
    "spaces": " ",
    "line breaks": "\n",
    "page breaks": "\f",
    "stops": ". , ; ",
    "brackets": "(\"'",
    "rules": "-_/|",
    "look-alikes": "oil|",
    "mixed": "a1 .b2,",
    "addresses": "a@b.",
    "sums": "1 € ",
    "labels": "réf. : n° ",
    "footers": "SA au capital de 30 € RCS Paris\n",
    "prose": "nous vous demandons de payer 30 euros sous 8 jours avant le 3 mars et ",
}
LONG = 100_000


def read_all(letter: Letter) -> None:
    summarise_letter(letter, find_mentions(letter, load_language()))


def count_calls(task: Callable[[], None]) -> int:
    """Calls of functions, Python's own among them, while the task runs."""
    calls = 0

    def count(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        task()
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.slow
@pytest.mark.parametrize("unit", CLASSES.values(), ids=CLASSES)
def test_a_hundred_thousand_characters_are_read_to_the_end(unit: str) -> None:
    """A pattern that goes back over its text would not come back from these within the patience of CI."""
    read_all(letter_from_text((unit * LONG)[:LONG]))


@pytest.mark.parametrize("unit", CLASSES.values(), ids=CLASSES)
def test_four_times_the_text_is_hardly_more_than_four_times_the_work(unit: str) -> None:
    short, long = (letter_from_text((unit * n)[:n]) for n in (3_000, 12_000))
    read_all(short)  # what is looked up once is looked up here
    assert count_calls(lambda: read_all(long)) < 6 * count_calls(lambda: read_all(short)) + 20_000
