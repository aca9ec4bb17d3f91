"""Scores are counted by hand: a table that is the truth is perfect, and each damage costs its field."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.eval.fields import LISTS, SINGLE, find_misses, score_fields

TRUTH: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "truth" / "orange-2015.json").read_text("utf-8")
)


def test_the_truth_itself_is_perfect() -> None:
    figures = score_fields(TRUTH, TRUTH)
    assert figures["MACRO"]["f1"] == 1
    assert all(figures[name]["right"] == len(TRUTH) for name in (*SINGLE, *LISTS, "split"))
    assert find_misses(TRUTH, TRUTH) == []


def test_no_rows_at_all_score_nothing() -> None:
    figures = score_fields([], TRUTH)
    assert figures["MACRO"]["f1"] == 0
    assert all(figures[name]["right"] == 0 for name in (*SINGLE, *LISTS, "split"))


@pytest.mark.parametrize(
    ("name", "value", "hits", "extra", "missed"),
    [
        # the second letter: 2 phones, no place, one deadline too many
        ("phones", ["1014"], 4, 0, 1),
        ("phones", ["1014", "3000", "+33494000000"], 5, 1, 0),
        ("letter_place", "Toulon", 3, 1, 0),
        ("letter_date", "2015-02-15", 4, 1, 1),
        ("letter_date", None, 4, 0, 1),
        ("deadlines", [{"kind": "absolute", "due_date": "2015-03-01", "quantity": None, "unit": None}], 2, 1, 0),
        ("signatory_title", "La directrice relation clients", 5, 0, 0),
        ("recipient_name", "FERRANDIS Odile", 5, 0, 0),
        ("recipient_address", "Bât. B, 14 chemin des Restanques, 83200 TOULON", 5, 0, 0),
        ("recipient_address", "83200 Toulon", 4, 1, 1),
        ("sender_organisation", "Orange Bank et autres", 4, 1, 1),
        ("amounts", [], 4, 0, 1),
    ],
)
def test_a_damaged_field_costs(name: str, value: Any, hits: int, extra: int, missed: int) -> None:
    rows = deepcopy(TRUTH)
    rows[1][name] = value
    figures = score_fields(rows, TRUTH)[name]
    assert figures["precision"] == hits / (hits + extra)
    assert figures["recall"] == hits / (hits + missed)


def test_optional_values_are_neither_demanded_nor_punished() -> None:
    truth = [TRUTH[1] | {"optional": {"phones": ["+33494000000"]}}]
    for phones in (["1014", "3000"], ["1014", "3000", "+33494000000"]):
        assert score_fields([TRUTH[1] | {"phones": phones}], truth)["phones"]["f1"] == 1


def test_a_letter_cut_in_two_costs_its_end_and_an_extra_letter() -> None:
    first, second = TRUTH[4] | {"page_end": 1}, TRUTH[4] | {"page_start": 2}
    figures = score_fields([*TRUTH[:4], first, second], TRUTH)["split"]
    assert (figures["precision"], figures["recall"]) == (4 / 6, 4 / 5)
