"""Whole letters that follow no layout, typed plainly (`freeform/*.txt`) → every field that the head names."""

import re
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from pipeline.letters import find_letters
from pipeline.mentions import find_mentions, load_language, summarise_letter
from pipeline.records import Box, LetterRow, Page, Word

FOLDER: Final = Path(__file__).parent / "freeform"
LETTERS: Final = sorted(FOLDER.glob("*.txt"))
# a typewriter: ten characters and six lines to the inch, on A4
ACROSS, DOWN, WIDE, HIGH = 2.54, 4.233, 210.0, 297.0
LEFT, TOP, TALL = 20.0, 20.0, 2.4


def typed_page(text: str) -> Page:
    """The page as an engine reads it that makes no mistake."""
    words = []
    for row, line in enumerate(text.splitlines()):
        for m in re.finditer(r"\S+", line):
            x0, x1 = ((LEFT + at * ACROSS) / WIDE for at in m.span())
            y1 = (TOP + row * DOWN + TALL) / HIGH
            words.append(Word(m[0], 0.96, Box(x0, y1 - TALL / HIGH, min(1.0, x1), y1), 0, row))
    return Page("typed.pdf", 1, 2480, 3508, 300.0, "ocr", 0, 0.0, False, 0.96, tuple(words))


def row_of(text: str) -> LetterRow:
    (letter,) = find_letters("typed.pdf", [typed_page(text)])
    return summarise_letter(letter, find_mentions(letter, load_language()))


def shown(row: LetterRow, field: str) -> Any:
    value = getattr(row, field)
    if field == "references":
        return [r.value for r in value]
    if field == "amounts":
        return sorted({f"{a.value:.2f}" for a in value})
    if field == "deadlines":
        return [f"{d.quantity} {d.unit}" if d.quantity is not None else str(d.due_date) for d in value]
    return list(value) if isinstance(value, tuple) else value


def load(path: Path) -> tuple[dict[str, Any], str]:
    head, _, text = path.read_text("utf-8").partition("===\n")
    return yaml.safe_load(head), text


@pytest.mark.parametrize(
    ("path", "field"), [pytest.param(p, f, id=f"{p.stem}: {f}") for p in LETTERS for f in load(p)[0]]
)
def test_every_field_of_a_letter_without_layout(path: Path, field: str) -> None:
    wanted, text = load(path)
    expected = sorted(wanted[field]) if field == "amounts" else wanted[field]
    assert shown(row_of(text), field) == expected
