"""Phones, sums and references beside each other: who claims what, in which role, and how sure."""

import pytest

from pipeline.mentions import find_mentions, load_language
from pipeline.mentions.short_numbers import tariff_of
from pipeline.records import Box, Letter, Line, Mention, PlacedWord, Zone
from tests.mentions.letter_of import letter_from_lines, letter_from_text


def found_in(text: str, kind: str, zone: Zone = Zone.BODY) -> list[Mention]:
    return [m for m in find_mentions(letter_from_text(text, zone), load_language()) if m.kind == kind]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Tél. 03 88 15 40 60 / Fax 03 88 15 40 61", ["sender", "fax"]),
        ("Tél./Fax : 01 44 44 22 22", ["sender"]),
        ("TÉLÉCOPIE : 02.99.74.31.18 - 02.99.74.31.10 (standard)", ["fax", "sender"]),
        ("Votre ligne 04 94 12 34 56 est résiliée ; appelez le 04 94 00 00 00", ["recipient", "sender"]),
        ("N° d'appel : 04 94 12 34 56", ["recipient"]),
    ],
)
def test_whose_phone(text: str, roles: list[str]) -> None:
    assert [m.role for m in found_in(text, "phone")] == roles


def test_a_phone_in_the_address_window_is_the_readers() -> None:
    (phone,) = found_in("Tél. 04 94 12 34 56", "phone", Zone.RECIPIENT)
    assert phone.role == "recipient"


@pytest.mark.parametrize(
    "text",
    [
        "N° client : 0494123456",
        "IBAN : FR76 1380 7004 1230 2198 7654 010",
        "SIRET 483 216 750 00024",
        "N° de sécurité sociale : 1 71 04 13 055 281 73",
        "Compte n° 0 123 456 789",
        "1014 habitants, 3900 euros, année 1015, 33734 BORDEAUX",
        "Lettre recommandée n° 1A 098 765 4321 0",
        "01 23 45 67 8",
    ],
)
def test_no_phone(text: str) -> None:
    assert found_in(text, "phone") == []


@pytest.mark.parametrize(
    ("number", "tariff"),
    [
        ("112", "emergency"),
        ("3000", "free"),
        ("1014", "normal"),
        ("3970", "shared"),
        ("118712", "premium"),
        ("3500", None),
        ("+33800123456", "free"),
        ("+33825123456", "shared"),
        ("+33892123456", "premium"),
        ("+33123456789", None),
    ],
)
def test_tariffs_of_short_numbers(number: str, tariff: str | None) -> None:
    assert tariff_of(number) == tariff


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Net à payer : 87,45 €", "total_due"),
        ("Si vous ne le restituez pas, 300 € vous seront facturés.", "penalty"),
        ("Abonnement : 29,99 € par mois", "recurring"),
        ("Vous serez remboursé de 15,20 €.", "refund"),
        ("Orange, SA au capital de 9 875 310 204 €", "capital"),
        ("0,35 €/min", "tariff"),
        ("Frais de mise en service : 38 € HT", "fee"),
        ("un prêt de 25 K€", "other"),
    ],
)
def test_what_a_sum_is_for(text: str, role: str) -> None:
    (amount,) = found_in(text, "amount")
    assert amount.role == role


def test_words_and_figures_that_differ_are_doubtful() -> None:
    same = found_in("quatre cent trente euros (430 €)", "amount")
    other = found_in("quatre cent trente euros (400 €)", "amount")
    assert min(m.confidence for m in same) > 0.9
    assert max(m.confidence for m in other) < 0.7


def test_a_wide_gap_parts_the_columns_of_a_table() -> None:
    """«2 | 900 €» is two cells, «2 900 €» one number: only the boxes tell."""
    text = "Service 2 900 €"
    y = (0.1, 0.11)
    words = tuple(
        PlacedWord(start, end, 1, Box(x0, y[0], x1, y[1]), 1.0)
        for start, end, x0, x1 in ((0, 7, 0.1, 0.17), (8, 9, 0.5, 0.51), (10, 13, 0.7, 0.73), (14, 15, 0.74, 0.75))
    )
    line = Line(0, 15, 1, 0, Box(0.1, y[0], 0.75, y[1]), 0.01, Zone.BODY)
    letter = Letter("a#1", "a", 1, 1, "letter", text, words, (line,), (), 1.0, 1.0)
    amounts = [m.value for m in find_mentions(letter, load_language()) if m.kind == "amount"]
    assert amounts == ["900.00 EUR"]
    assert [m.value for m in found_in(text, "amount")] == ["2900.00 EUR"]


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("N° de facture : F14110052218", "N° de facture", "F14110052218"),
        ("Références à rappeler : 14-207-33180 / KL", "Références à rappeler", "14-207-33180/KL"),
        ("Votre identifiant client est le 87654321.", "Votre identifiant client", "87654321"),
        ("Numéro fiscal (SPI) : 30 12 345 678 901", "Numéro fiscal (SPI)", "3012345678901"),
        ("Facture n° 2022-0456 du 18/10/2022", "Facture n°", "2022-0456"),
        ("N° client : 12345678 3 mars 2015", "N° client", "12345678"),
        ("Code NAF : 65.12Z", "Code NAF", "65.12Z"),
    ],
)
def test_references(text: str, label: str, value: str) -> None:
    (reference,) = found_in(text, "reference")
    assert (reference.role, reference.value) == (label, value)


def test_a_wrong_check_digit_makes_an_identifier_doubtful() -> None:
    (right,) = found_in("SIRET : 483 216 750 00024", "reference")
    (wrong,) = found_in("SIRET : 483 216 750 00025", "reference")
    assert wrong.confidence < 0.6 < right.confidence


def test_titles_above_the_body_are_references() -> None:
    lines = [
        ("HV/MB n° 37", Zone.REFERENCES),
        ("Circulaire n°8", Zone.SUBJECT),
        ("Voir la circulaire n° 7.", Zone.BODY),
    ]
    values = [m.value for m in find_mentions(letter_from_lines(lines), load_language()) if m.kind == "reference"]
    assert values == ["HV/MBn°37", "8"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Nos honoraires sont de 1 770 € hors taxes, soit 2\n124 € TTC.", ["1770.00 EUR", "2124.00 EUR"]),
        ("Vous restez redevable de la somme de 3\n812 euros.", ["3812.00 EUR"]),
        ("Il en reste 2\n124 € sont à payer.", ["124.00 EUR"]),
        ("Kilowattheure    0,201 €    0,214 €", []),
    ],
)
def test_a_sum_over_two_lines_and_the_price_of_a_unit(text: str, values: list[str]) -> None:
    assert [m.value for m in found_in(text, "amount")] == values
