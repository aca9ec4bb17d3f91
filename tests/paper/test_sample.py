"""The sample mailing is what its notation draws, and its truth is what stands on the paper."""

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any, Final

import pytest

from pipeline.schema import LETTERS
from tests.paper.printed import missing_values
from tests.paper.sample import HOME, SampleLetter, draw_sample, write_sample

TRUTH: Final = Path(__file__).parent.parent / "truth" / "orange-2015.json"
ROWS: Final[list[dict[str, Any]]] = json.loads(TRUTH.read_text("utf-8"))
TWINS: Final = ("courrier-3.tif", "courrier-5.pdf")


@pytest.fixture(scope="module")
def letters() -> dict[str, SampleLetter]:
    return {letter.file: letter for letter in draw_sample()}


def test_drawing_again_gives_the_same_bytes(tmp_path: Path) -> None:
    write_sample(tmp_path)
    assert {f.name: f.read_bytes() for f in tmp_path.iterdir()} == {f.name: f.read_bytes() for f in HOME.iterdir()}


def test_truth_has_a_row_for_each_file_and_every_column() -> None:
    assert [row["source"] for row in ROWS] == [f"{HOME.name}/{f.name}" for f in sorted(HOME.iterdir())]
    for row in ROWS:
        assert set(row) - {"pages"} == set(LETTERS.names) - {"text", "confidence", "field_confidences", "corrected"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["source"])
def test_every_value_of_the_truth_is_printed(row: dict[str, Any], letters: dict[str, SampleLetter]) -> None:
    sheets = letters[row["source"].split("/")[1]].sheets
    assert missing_values(row, "\n".join(line for sheet in sheets for line in sheet.lines)) == []
    signed = row["signatory_name"] or row["signatory_title"]
    assert signed in sheets[row["signature_page"] - 1].lines


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["source"])
def test_page_facts_are_how_the_pages_were_scanned(row: dict[str, Any], letters: dict[str, SampleLetter]) -> None:
    scanners = letters[row["source"].split("/")[1]].scanners
    assert [(p["page"], p["rotation"], p["skew_degrees"]) for p in row["pages"]] == [
        (i, -s.turn % 360, s.skew) for i, s in enumerate(scanners, 1)
    ]
    assert all(-4 <= s.skew <= 4 for s in scanners)


def test_twins_differ_only_in_sum_and_delay(letters: dict[str, SampleLetter]) -> None:
    # «1. Débranchez ...» to «... 3970.»: word for word the same save the consequence and the number to call
    first, second = (
        " ".join(line for sheet in letters[name].sheets for line in sheet.lines if "RCS" not in line) for name in TWINS
    )
    steps = re.compile(r"Pendant la durée.*n'est pas rendu dans un délai de ")
    assert steps.search(first)
    assert steps.findall(first) == steps.findall(second)
    assert "300 €" in first
    assert "€" not in second


def test_the_mailing_is_small_and_dated_in_order() -> None:
    assert sum(f.stat().st_size for f in HOME.iterdir()) < 3_000_000
    dates = [dt.date.fromisoformat(row["letter_date"]) for row in ROWS]
    assert dates == sorted(dates)
