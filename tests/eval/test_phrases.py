"""The scorer of the phrase bank, on a bank small enough to count by hand."""

import json
from pathlib import Path

import pytest

from tests.eval.phrases import score_phrases

BANK = [
    {"id": "1", "kind": "date", "text": "le 13 février 2015", "expected": ["2015-02-13"], "noisy": False},
    {"id": "2", "kind": "date", "text": "le treize de ce mois", "expected": ["2015-02-13"], "noisy": False},
    {"id": "3", "kind": "phone", "text": "appelez le 3900", "expected": ["3900"], "noisy": True},
    {"id": "4", "kind": "none", "text": "vu le 3 mai 2014", "expected": [], "noisy": True},
    {
        "id": "5",
        "kind": "deadline",
        "text": "sous 8 jours",
        "expected": [{"type": "relative", "value": 8, "unit": "day", "day_type": "calendar"}],
        "noisy": False,
    },
]


def test_scores(tmp_path: Path) -> None:
    path = tmp_path / "bank.jsonl"
    path.write_text("\n".join(json.dumps(phrase) for phrase in BANK), encoding="utf-8")
    scores = score_phrases(path)
    date = scores["date"]["all"]
    assert (date["n"], date["hits"], date["false"]) == (2, 1, 1)
    assert date["precision"] == pytest.approx(1 / 2)
    assert date["recall"] == pytest.approx(1 / 2)
    assert scores["date"]["clean"]["false"] == 0
    assert scores["phone"]["noisy"]["f1"] == 1
    assert scores["deadline"]["all"]["f1"] == 1
