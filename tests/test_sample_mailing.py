"""The road end to end: the installed command over the sample mailing, every field against its truth."""

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

from pipeline import tables
from pipeline.schema import TABLES

MAILING = "orange-2015"
TRUTH = json.loads((Path(__file__).parent / "truth/orange-2015.json").read_text(encoding="utf-8"))
FIELDS = [name for name in TRUTH[0] if name != "pages"]
# a skew is found to within this many degrees; on these pages it moves the end of a line by less than half a millimetre
SKEW_TOLERANCE = 0.15


def _plain(value: Any) -> Any:
    """A value of a table in the notation of the truth; what has no order is sorted."""
    if isinstance(value, list):
        return sorted((_plain(item) for item in value), key=repr)
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return value if value is None or isinstance(value, bool | int | str) else str(value)


@pytest.mark.parametrize("truth", TRUTH, ids=lambda t: Path(t["source"]).name)
@pytest.mark.parametrize("field", FIELDS)
def test_every_field_of_every_letter_is_right(sample_out: Path, truth: dict[str, Any], field: str) -> None:
    rows = {row["letter_id"]: row for row in tables.read_rows(sample_out, "letters", MAILING)}
    assert _plain(rows[truth["letter_id"]][field]) == _plain(truth[field])


def test_there_are_five_letters_and_no_more(sample_out: Path) -> None:
    assert len(tables.read_rows(sample_out, "letters", MAILING)) == len(TRUTH)


@pytest.mark.parametrize("truth", TRUTH, ids=lambda t: Path(t["source"]).name)
def test_pages_are_turned_upright_and_straight(sample_out: Path, truth: dict[str, Any]) -> None:
    rows = [row for row in tables.read_rows(sample_out, "pages", MAILING) if row["source"] == truth["source"]]
    assert [row["rotation"] for row in rows] == [page["rotation"] for page in truth["pages"]]
    for row, page in zip(rows, truth["pages"], strict=True):
        assert row["skew_degrees"] == pytest.approx(page["skew_degrees"], abs=SKEW_TOLERANCE)


@pytest.mark.parametrize("name", TABLES)
def test_tables_on_disk_have_exactly_the_schema(sample_out: Path, name: str) -> None:
    assert pq.read_schema(tables.partition(sample_out, name, MAILING)).equals(TABLES[name])
    frame = pd.read_parquet(sample_out / f"{name}.parquet")
    assert len(frame) > 0
    assert set(frame["mailing"].astype(str)) == {MAILING}


def test_every_mention_leads_back_to_its_spot_on_the_page(sample_out: Path) -> None:
    texts = {row["letter_id"]: row["text"] for row in tables.read_rows(sample_out, "letters", MAILING)}
    words: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for row in tables.read_rows(sample_out, "words", MAILING):
        words.setdefault((row["source"], row["page"]), []).append(row)
    mentions = tables.read_rows(sample_out, "mentions", MAILING)
    for m in mentions:
        assert texts[m["letter_id"]][m["start"] : m["end"]] == m["text"]
        assert 0 <= m["x0"] <= m["x1"] <= 1
        assert 0 <= m["y0"] <= m["y1"] <= 1
        if not m["text"]:
            continue  # a signature mark: ink, no words
        inside = [w["text"] for w in words[m["source"], m["page"]] if _centre_in(w, m)]
        first = m["text"].split()[0]
        assert any(first in text or text in first for text in inside), (m["text"], inside)
    assert len({m["mention_id"] for m in mentions}) == len(mentions)


def _centre_in(word: dict[str, Any], box: dict[str, Any]) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["y0"] + word["y1"]) / 2
    return bool(box["x0"] <= x <= box["x1"] and box["y0"] <= y <= box["y1"])


def test_every_value_is_backed_by_a_mention(sample_out: Path) -> None:
    mentions = tables.read_rows(sample_out, "mentions", MAILING)
    for row in tables.read_rows(sample_out, "letters", MAILING):
        own = [m for m in mentions if m["letter_id"] == row["letter_id"]]
        values = {m["value"] for m in own}
        assert set(row["phones"]) | set(row["urls"]) | set(row["emails"]) | set(row["topics"]) <= values
        assert {a["value"] for a in row["amounts"]} == {m["amount"] for m in own if m["kind"] == "amount"}
        assert row["letter_date"] in {m["date"] for m in own}
        texts = ("letter_place", "sender_organisation", "sender_department", "recipient_name", "signatory_title")
        for field in texts:
            assert row[field] is None or row[field] in values, field


def _observations() -> list[tuple[str, list[str]]]:
    """The rows of docs/sample-findings.md: the check, and the letters in the order the finding names them."""
    page = (Path(__file__).parent.parent / "docs/sample-findings.md").read_text(encoding="utf-8")
    names = {str(number): row["letter_id"] for number, row in enumerate(TRUTH, 1)}
    rows = re.findall(r"^\|[^|]+\| `(\w+)` \| ([\d, ]+) \|$", page, re.MULTILINE)
    return [(check, [names[number] for number in letters.split(", ")]) for check, letters in rows]


def test_every_observation_is_found_and_nothing_else_is_said(sample_out: Path) -> None:
    found = [(row["check"], row["letter_ids"]) for row in tables.read_rows(sample_out, "findings", MAILING)]
    assert sorted(found) == sorted(_observations())


@pytest.mark.parametrize(
    ("check", "said"),
    [
        ("conflicting_deadline", ["14/02/2015", "7 jours après mise en demeure", "15/02/2015", "10"]),
        ("missing_amount", ["300 €"]),
        ("scattered_contacts", ["4 numéros", "1014", "3000", "3900", "3970"]),
        ("scattered_places", ["Toulon", "Lille", "Bordeaux"]),
        ("burst", ["5 courriers", "13/02/2015", "15/02/2015"]),
        ("contradictory_instruction", ["13/02/2015", "ne pas appeler", "14/02/2015"]),
    ],
)
def test_findings_name_dates_and_values(sample_out: Path, check: str, said: list[str]) -> None:
    rows = tables.read_rows(sample_out, "findings", MAILING)
    (message,) = (row["message"].replace("\N{NO-BREAK SPACE}", " ") for row in rows if row["check"] == check)
    assert [part for part in said if part not in message] == []


def test_the_screen_shows_a_line_per_letter_and_the_paths(sample_out: Path) -> None:
    printed = (sample_out / "run.txt").read_text(encoding="utf-8")
    for truth in TRUTH:
        assert Path(truth["source"]).name in printed
    assert "Toulon" in printed
    assert str(sample_out / "report" / f"{MAILING}.html") in printed
