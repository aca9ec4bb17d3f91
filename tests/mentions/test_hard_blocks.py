"""Tables of address blocks, letterheads and signatures (`hard/*.yaml`) → who writes, to whom, and whether ink signs."""

from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from pipeline.mentions import find_mentions, load_language, summarise_letter
from pipeline.records import Box, Letter, LetterRow, Mark, PlacedMark
from tests.mentions.zoned import letter_of

FOLDER: Final = Path(__file__).parent / "hard"
WIDE, HIGH, GAP = 0.15, 0.04, 0.02  # of a mark, and from the line it stands by; shares of the page


def rows_of(table: str, columns: int) -> list[Any]:
    """The rows of a table; one with a column more says in it why it is not read so yet, and must still not be."""
    rows = yaml.safe_load((FOLDER / f"{table}.yaml").read_text("utf-8"))
    return [
        pytest.param(
            *row[:columns],
            id=str(row[:2]),
            marks=[pytest.mark.xfail(strict=True, reason=row[columns])] if row[columns:] else [],
        )
        for row in rows
    ]


def zoned(lines: str) -> str:
    """«head Mairie / from 4 rue Haute» → lines with their zones."""
    return "\n".join(line if line == "---" else line.replace(" ", " | ", 1) for line in lines.split(" / "))


def row_of(letter: Letter) -> LetterRow:
    return summarise_letter(letter, find_mentions(letter, load_language()))


@pytest.mark.parametrize(("lines", "organisation", "department", "address"), rows_of("sender", 4))
def test_finds_in_each_letterhead_who_writes(
    lines: str, organisation: str | None, department: str | None, address: str | None
) -> None:
    row = row_of(letter_of(f"{zoned(lines)}\nhello | Madame, Monsieur,\nbody | Nous vous écrivons ceci."))
    assert (row.sender_organisation, row.sender_department, row.sender_address) == (organisation, department, address)


@pytest.mark.parametrize(("block", "name", "address"), rows_of("recipient", 3))
def test_finds_in_each_block_to_whom(block: str, name: str | None, address: str | None) -> None:
    lines = "\n".join(f"to | {line}" for line in block.split(" / "))
    row = row_of(letter_of(f"head | Norfibre\n{lines}\nhello | Bonjour,\nbody | Nous vous écrivons ceci."))
    assert (row.recipient_name, row.recipient_address) == (name, address)


@pytest.mark.parametrize(("lines", "ink", "signed"), rows_of("signature_mark", 3))
def test_tells_in_each_foot_whether_a_hand_signs(
    lines: str, ink: tuple[str, str, float] | None, signed: bool | None
) -> None:
    body = "\n".join(["body | Nous vous écrivons ceci, et cela encore."] * 20)
    text = (
        f"head | Régie des Eaux\nto | Madame Ida BLANC\nto | 3 rue du Port\nto | 56000 VANNES\n{body}\n{zoned(lines)}"
    )
    bare = letter_of(text)
    assert row_of(letter_of(text, marks=(_mark(bare, *ink),) if ink else ())).signature_mark is signed


def _mark(letter: Letter, where: str, beginning: str, score: float) -> PlacedMark:
    """Ink by the first line that begins so."""
    line = next(line for line in letter.lines if letter.line_text(line).startswith(beginning))
    x, y = line.box.x0, line.box.y0 - HIGH / 4
    match where:
        case "above":
            y = line.box.y0 - GAP - HIGH
        case "below":
            y = line.box.y1 + GAP
        case "left":
            x = line.box.x0 - GAP - WIDE
        case "right":
            x = line.box.x1 + GAP
    y = max(0.0, y)
    return PlacedMark(line.page, Mark(Box(x, y, x + WIDE, y + HIGH), score))
