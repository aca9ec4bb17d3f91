"""A letter as printed, what was read of it and what was made of that → the cause of each wrong field, told by hand."""

from typing import Any, Final

import pytest

from tests.eval.causes import CAUSES, find_causes
from tests.eval.fields import LISTS, SINGLE

PRINTED: Final = """Régie des Eaux
Service Clients
4 rue Haute, 69003 Lyon
Madame Ida BLANC
3 rue du Port, 56000 VANNES
Lyon, le 13 février 2015
Objet : votre facture
N° client : 482 913
Réglez 300,00 € sous 15 jours à compter de ce jour, ou appelez le 04 72 00 11 22.
Le Directeur, Paul PETIT
aide@regie.fr
"""
LIMIT: Final = {
    "kind": "relative", "due_date": "2015-02-28", "quantity": 15, "unit": "day", "trigger": "letter_date",
    "text": "sous 15 jours à compter de ce jour",
}  # fmt: skip
TRUTH: Final[dict[str, Any]] = {
    "letter_id": "a.pdf#1",
    "source": "a.pdf",
    "page_start": 1,
    "page_end": 1,
    "letter_date": "2015-02-13",
    "letter_place": "Lyon",
    "sender_organisation": "Régie des Eaux",
    "sender_department": "Service Clients",
    "sender_address": "4 rue Haute, 69003 Lyon",
    "recipient_name": "Madame Ida BLANC",
    "recipient_address": "3 rue du Port, 56000 VANNES",
    "subject": "votre facture",
    "signatory_name": "Paul PETIT",
    "signatory_title": "Le Directeur",
    "signatory_anonymous": False,
    "signature_mark": None,
    "signature_page": 1,
    "phones": ["+33472001122"],
    "emails": ["aide@regie.fr"],
    "urls": [],
    "references": [{"label": "N° client", "value": "482 913"}],
    "amounts": [{"value": "300.00", "currency": "EUR", "role": "other"}],
    "deadlines": [LIMIT],
    "topics": ["invoice"],
}


def causes(given: dict[str, Any], read: str = PRINTED, **truth: Any) -> list[tuple[str, str]]:
    return list(find_causes({**TRUTH, "text": read, **given}, {**TRUTH, **truth}))


@pytest.mark.parametrize(
    ("field", "given", "cause"),
    [
        ("letter_date", None, "not found"),
        ("letter_date", "2015-02-14", "other value"),
        ("letter_place", None, "not found"),
        ("sender_organisation", "Ida BLANC", "other value"),
        ("recipient_address", "4 rue Haute, 69003 Lyon", "other value"),
        ("signature_mark", True, "made up"),
        ("signatory_anonymous", True, "other value"),
        ("phones", [], "not found"),
        ("phones", ["+33472001122", "+33482913000"], "made up"),
        ("phones", ["+33482913000"], "not found"),  # one missed, one made up: the missed one tells
        ("urls", ["regie.fr"], "made up"),
        ("references", [], "not found"),
        ("amounts", [{"value": "30.00", "currency": "EUR"}], "not found"),
        ("deadlines", [], "not found"),
        ("topics", [], "wording"),
        ("topics", ["invoice", "reminder"], "wording"),
    ],
)
def test_a_field_that_was_read_and_is_wrong(field: str, given: object, cause: str) -> None:
    assert causes({field: given}) == [(field, cause)]


@pytest.mark.parametrize(
    ("field", "given", "printed", "read"),
    [
        ("letter_date", "2016-02-13", "2015", "2016"),
        ("letter_date", None, "février", "fevner"),
        ("phones", ["+33472001127"], "11 22", "11 27"),
        ("references", [{"value": "482 918"}], "482 913", "482 918"),
        ("amounts", [], "300,00", "200,00"),
        ("signatory_title", None, "Directeur", "D1recieur"),
        ("signatory_anonymous", True, "PETIT", "PFTTT"),  # nobody signs where the name cannot be read
        ("deadlines", [], "15 jours", "l5 jours"),
        ("sender_address", None, "69003", "6900B"),  # one of its lines is enough
    ],
)
def test_what_was_printed_and_is_not_in_the_text_was_misread(
    field: str, given: object, printed: str, read: str
) -> None:
    assert causes({field: given}, PRINTED.replace(printed, read)) == [(field, "misread")]


def test_a_right_field_has_no_cause_although_it_was_misread() -> None:
    assert causes({}, PRINTED.replace("Lyon", "Lyan").replace("11 22", "11 27")) == []


def test_a_value_that_the_truth_does_not_have_is_made_up() -> None:
    assert causes({}, letter_place=None, topics=[]) == [("letter_place", "made up"), ("topics", "wording")]


def test_a_letter_that_was_cut_elsewhere_has_no_right_field() -> None:
    assert list(find_causes(None, TRUTH)) == [(name, "no letter") for name in (*SINGLE, *LISTS)]
    assert "no letter" in CAUSES
