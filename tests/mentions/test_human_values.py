"""What a person writes → values; what the machine read can be written and read again; nonsense has a sentence."""

import contextlib
import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import tables
from pipeline.mentions import FIELDS, read_human, write_human
from pipeline.mentions.fields import LISTS, fill_fields

VALUES: list[tuple[str, str, list[str]]] = [
    ("letter_date", "13/02/2015", ["2015-02-13"]),
    ("letter_date", "2015-02-13", ["2015-02-13"]),
    ("letter_date", "3.2.2015", ["2015-02-03"]),
    ("letter_date", "15 février 2015", ["2015-02-15"]),
    ("letter_date", "le 1er mars 2015", ["2015-03-01"]),
    ("letter_place", "  Saint-Étienne ", ["Saint-Étienne"]),
    ("subject", "Objet\tsur  deux\nlignes", ["Objet sur deux lignes"]),
    ("signatory_name", "-", []),
    ("signature_mark", "oui", ["mark"]),
    ("signature_mark", "no", []),
    ("phones", "01 23 45 67 89 | +33 4 94 12 34 56 | 3900", ["+33123456789", "+33494123456", "3900"]),
    ("phones", "33299123456", ["+33299123456"]),  # what a spreadsheet makes of it
    ("phones", "-", []),
    ("emails", "Service.Client@Exemple.FR", ["service.client@exemple.fr"]),
    ("urls", "https://www.Exemple.fr/page/", ["www.exemple.fr/page"]),
    ("references", "N° client : 0 571 264 938", ["0571264938"]),
    ("references", "Réf : A:B: 12", ["12"]),
    ("amounts", "1 234,50 € penalty | 1.234,50 | -3", ["1234.50 EUR", "1234.50 EUR", "-3.00 EUR"]),
    ("amounts", "12,5 EUR (fee) | 1,234.50 CHF", ["12.50 EUR", "1234.50 CHF"]),
    ("amounts", "10 595 541 532 EUR capital", ["10595541532.00 EUR"]),
    ("deadlines", "15/03/2015 | 7 jours formal_notice | 2 mois", ["2015-03-15", "7 day", "2 month"]),
    ("deadlines", "15 mars 2015 | le 2 avril 2015", ["2015-03-15", "2015-04-02"]),
    ("deadlines", "15 day letter_date 2015-02-28", ["15 day"]),
    ("deadlines", "8 jours ouvrés | 3 day 28/02/2015", ["8 working_day", "3 day"]),
    ("topics", "final_invoice | equipment_return", ["final_invoice", "equipment_return"]),
    ("needs_review", "non", []),
]  # fmt: skip

NONSENSE = [
    ("letter_dat", "13/02/2015", r"did you mean letter_date or \w+\?$"),
    ("text", "x", "There is no field 'text'"),
    ("letter_date", "31/02/2015", "write 13/02/2015"),
    ("letter_date", "02/2015", "write 13/02/2015"),
    ("letter_date", "30 février 2015", "write 13/02/2015"),
    ("letter_date", "15 févr1er 2O15", "write 13/02/2015"),
    ("letter_date", "février 2015", "write 13/02/2015"),
    ("letter_date", "", "write '-'"),
    ("signature_mark", "peut-être", "yes or no"),
    ("phones", "12 34", "telephone number"),
    ("phones", "3900 | x", "'x' is no telephone number"),
    ("emails", "a@b", "e-mail"),
    ("urls", "une page", "web address"),
    ("references", "0571264938", "a colon"),
    ("amounts", "trois cents", "300,00 EUR"),
    ("amounts", "12,3456", "300,00 EUR"),
    ("amounts", "300 € pénalité", "did you mean|there are penalty"),
    ("amounts", "300 € penality", r"did you mean penalty\?$"),
    ("deadlines", "bientôt", "15/03/2015"),
    ("deadlines", "7 lunes", "15/03/2015"),
    ("deadlines", "7 day formal_notic", "did you mean formal_notice"),
    ("topics", "final_invoce", r"did you mean final_invoice\b[^.]*\?$"),
    ("letter_place", "?", r"is no value of letter_place"),
    ("needs_review", "yes", "set to no"),
]


@pytest.mark.parametrize(("field", "written", "values"), VALUES)
def test_what_is_written_is_understood(field: str, written: str, values: list[str]) -> None:
    assert [found.value for found in read_human(field, written)] == values


@pytest.mark.parametrize(("field", "written", "told"), NONSENSE)
def test_what_cannot_be_read_is_told_with_what_can(field: str, written: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        read_human(field, written)


def test_values_are_typed() -> None:
    (amount,) = read_human("amounts", "1 234,50 € penalty")
    assert (amount.amount, amount.currency, amount.role) == (Decimal("1234.50"), "EUR", "penalty")
    (limit,) = read_human("deadlines", "15 jours letter_date 28/02/2015")
    assert (limit.quantity, limit.unit, limit.trigger, limit.date) == (15, "day", "letter_date", dt.date(2015, 2, 28))
    (date,) = read_human("letter_date", "13/02/2015")
    assert (date.date, date.role) == (dt.date(2015, 2, 13), "letter")


@given(st.sampled_from(FIELDS), st.text(max_size=40))
def test_anything_is_read_or_told(field: str, written: str) -> None:
    with contextlib.suppress(ValueError):
        found = read_human(field, written)
        assert read_human(field, write_human(found)) == found or field in ("signature_mark", "needs_review")


def test_what_the_machine_read_can_be_written_and_read_again(sample_out: Path) -> None:
    rows = tables.read_rows(sample_out, "mentions", "orange-2015")
    mentions = [tables.mention_of(row) for row in rows]

    def told(found: Any) -> tuple[Any, ...]:
        role = None if found.kind == "phone" else found.role
        return found.value, role, found.date, found.amount, found.quantity, found.trigger, found.tariff

    seen = 0
    for letter_id in {mention.letter_id for mention in mentions}:
        for field, held in fill_fields([m for m in mentions if m.letter_id == letter_id], ()).items():
            if held:
                seen += field in LISTS
                assert list(map(told, read_human(field, write_human(held)))) == list(map(told, held))
    assert seen > 10
