"""Single letters in many wordings, read by the rules: which a check has something to say of, and which not."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
import yaml

from pipeline.findings import check_mailing
from tests.findings.read_pairs import read_letter

_DATE: Final = dt.date(2015, 3, 2)
_SAID: Final = [
    (path.stem, fires == "fires", said)
    for path in sorted((Path(__file__).parent / "single").glob("*.yaml"))
    for fires, every in yaml.safe_load(path.read_text("utf-8")).items()
    for said in every
]


@pytest.mark.parametrize(("check", "fires", "said"), _SAID, ids=[f"{check}: {said}" for check, _, said in _SAID])
def test_fires_on_what_one_letter_says(check: str, fires: bool, said: str) -> None:
    row, mentions = read_letter(said, 1, _DATE)
    found = {finding.check for finding in check_mailing([replace(row, sender_address=None)], mentions)}
    assert (check in found) is fires
