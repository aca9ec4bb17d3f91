"""Each law of the tables: true tables break none, and each way to break one is seen."""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline import tables, verifying
from pipeline.audit import audit_mailing
from pipeline.audit.breach import ReadWords
from pipeline.schema import TABLES
from tests.conftest import SAMPLE

MAILING = "orange-2015"
Tables = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def true_rows(sample_out: Path) -> Mapping[str, list[dict[str, Any]]]:
    return {name: tables.read_rows(sample_out, name, MAILING) for name in TABLES}


def test_the_sample_breaks_no_law(sample_out: Path, true_rows: Tables) -> None:
    sources = [row["source"] for row in true_rows["documents"]]
    assert list(audit_mailing(true_rows, _words_of(true_rows), sources)) == []
    assert dict(verifying.verify_mailings(sample_out, SAMPLE)) == {MAILING: ()}


def _words_of(rows: Tables) -> ReadWords:
    """As `tables.stream_words`, of rows that no disk would take."""

    def read(*columns: str) -> Iterator[tuple[tuple[str, int], dict[str, NDArray[Any]]]]:
        for where, own in groupby(rows["words"], key=lambda row: (row["source"], row["page"])):
            words = list(own)
            yield where, {name: np.array([word[name] for word in words]) for name in columns}

    return read


def _first(name: str, **holds: object) -> Callable[[Tables], dict[str, Any]]:
    return lambda rows: next(row for row in rows[name] if all(row[key] == value for key, value in holds.items()))


def _set(pick: Callable[[Tables], dict[str, Any]], **values: object) -> Callable[[Tables], object]:
    return lambda rows: pick(rows).update(values)


BREACHES: dict[str, tuple[Callable[[Tables], object], str]] = {
    "a file without a row": (lambda rows: rows["documents"].pop(), "the file has no row"),
    "a row without a file": (_set(_first("documents"), source="m/other.png"), "there is no such file"),
    "a file twice": (lambda rows: rows["documents"].append(rows["documents"][0]), "twice"),
    "a page lost": (lambda rows: rows["pages"].pop(0), "`pages` has []"),
    "a page of no file": (_set(_first("pages"), source="m/other.png"), "its file is not in `documents`"),
    "a failure without its code": (_set(_first("documents"), status="failed"), "status failed, error None"),
    "a copy of nothing": (_set(_first("documents"), duplicate_of="m/gone.png"), "repeat"),
    "a word lost": (lambda rows: rows["words"].pop(3), "should be number 3"),
    "a word beside the page": (_set(_first("words"), x1=1.2), "outside its page"),
    "a word on no page": (_set(_first("words"), page=9), "its page was not read"),
    "a word of a page behind another": (lambda rows: rows["words"].append(rows["words"][0]), "do not stand together"),
    "a letter on a page too many": (_set(_first("letters"), page_end=9), "has pages 1 to 9"),
    "a letter by another name": (_set(_first("letters"), letter_id="x"), "is not called after"),
    "a letter twice": (lambda rows: rows["letters"].append(rows["letters"][0]), "shares a page"),
    "a date left out": (_set(_first("letters"), letter_date=None), ""),
    "a place from nowhere": (_set(_first("letters"), letter_place="Brest"), "letter_place 'Brest' is backed by no"),
    "a number from nowhere": (_set(_first("letters"), phones=["+33299123456"]), "'+33299123456' is backed by no"),
    "a sum from nowhere": (
        _set(_first("letters"), amounts=[{"value": Decimal("7.00"), "currency": "EUR", "role": "other"}]),
        "amounts Decimal('7.00') is backed by no mention",
    ),
    "a reference from nowhere": (
        _set(_first("letters"), references=[{"label": "", "value": "X1"}]),
        "references 'X1' is backed by no mention",
    ),
    "a limit from nowhere": (
        _set(
            _first("letters"),
            deadlines=[{"due_date": None, "quantity": 99, "unit": "day", "trigger": None, "text": "99 jours"}],
        ),
        "deadlines '99 jours' is backed by no mention",
    ),
    "a mention of no letter": (_set(_first("mentions"), letter_id="x"), "its letter is not there"),
    "a mention that the text does not hold": (_set(_first("mentions", kind="date"), text="le 1er mai"), "say so there"),
    "a mention elsewhere on the page": (
        _set(_first("mentions", kind="date"), x0=0.0, y0=0.0, x1=0.01, y1=0.01),
        "is not found at its place",
    ),
    "a mention on another page": (_set(_first("mentions"), page=9), "is not on a page of its letter"),
    "a finding about nothing": (_set(_first("findings"), letter_ids=["x"]), "x is not there"),
    "a finding that names no mention": (_set(_first("findings"), mention_ids=["x"]), "x is not there"),
    "a finding twice": (lambda rows: rows["findings"].append(rows["findings"][0]), "stands there twice"),
    "a file read without a page": (_set(_first("documents"), pages=0), "it is ok without a page"),
    "a page twice": (lambda rows: rows["pages"].insert(0, rows["pages"][0]), "`pages` has [1, 1]"),
    "a word of a page that failed": (_set(_first("pages"), error_code="corrupt"), "its page was not read"),
    "a mention by another name": (_set(_first("mentions"), mention_id="x"), "is not called after its letter"),
    "a mention twice": (lambda rows: rows["mentions"].insert(0, rows["mentions"][0]), "stands there twice"),
    "a mention behind another letter's": (
        lambda rows: rows["mentions"].append(rows["mentions"][0]),
        "does not stand among those of its letter",
    ),
    "a letter signed elsewhere": (_set(_first("letters"), signature_page=9), "signed on page 9"),
    "a date from nowhere": (_set(_first("letters"), letter_date=date(1901, 1, 1)), "letter_date"),
    "a signature that nobody saw": (
        lambda rows: (
            _first("letters")(rows).update(signature_mark=True),
            rows.update(mentions=[row for row in rows["mentions"] if row["role"] != "mark"]),
        ),
        "signature_mark True is backed by no",
    ),
    **{
        f"a {column} from nowhere": (_set(_first("letters"), **{column: value}), f"{column} 'nowhere' is backed by no")
        for columns, value in (
            ("letter_place sender_organisation sender_department sender_address recipient_name", "nowhere"),
            ("recipient_address subject signatory_name signatory_title", "nowhere"),
            ("phones emails urls topics", ["nowhere"]),
        )
        for column in columns.split()
    },
}


def test_there_is_a_breach_for_every_value_that_a_mention_backs() -> None:
    """Every column of `letters` but its name, its place, what it is as a whole, and its review."""
    by_itself = {"letter_id", "source", "page_start", "page_end", "kind", "text", "confidence", "review_reasons"}
    made_of_others = {"signatory_anonymous", "needs_review", "field_confidences", "corrected"}
    values = {*TABLES["letters"].names} - by_itself - made_of_others
    seen = " ".join(f"{breach} {said}" for breach, (_, said) in BREACHES.items()) + " signature_page"
    assert {column for column in values if column not in seen} == set()


@pytest.mark.parametrize("breach", BREACHES)
def test_each_breach_is_seen(breach: str, true_rows: Tables) -> None:
    broken = deepcopy(dict(true_rows))
    sources = [row["source"] for row in broken["documents"]]
    harm, said = BREACHES[breach]
    harm(broken)
    found = [str(one) for one in audit_mailing(broken, _words_of(broken), sources)]
    if said:
        assert any(said in one for one in found), found
    else:
        assert found == []  # null is no value that would need a mention
