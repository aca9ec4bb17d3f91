"""Dates in whole letters: the letter's own, the years it lends, what they are there for."""

import datetime as dt

import pytest

from pipeline.mentions import find_mentions, load_language
from pipeline.records import Mention, Zone
from tests.mentions.letter_of import letter_from_lines, letter_from_text


def dates_in(*lines: tuple[str, Zone]) -> list[Mention]:
    return [m for m in find_mentions(letter_from_lines(list(lines)), load_language()) if m.kind == "date"]


def test_the_date_line_alone_gives_the_letters_date() -> None:
    own, other = dates_in(("Toulon, le 13 février 2015", Zone.DATE_LINE), ("Le 2 mars 2015, une visite.", Zone.BODY))
    assert (own.role, own.date) == ("letter", dt.date(2015, 2, 13))
    assert other.role != "letter"


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("notre entretien du 12 janvier dernier", "2015-01-12"),
        ("notre entretien du 12 décembre dernier", "2014-12-12"),
        ("la facture du 6 mai prochain", "2015-05-06"),
        ("la facture du 6 janvier prochain", "2016-01-06"),
        ("nous avons reçu votre lettre le 28 décembre", "2014-12-28"),
        ("votre lettre du 5 courant", "2015-02-05"),
        ("avant le 15/03", "2015-03-15"),
    ],
)
def test_a_missing_year_is_lent_by_the_letters_date(sentence: str, date: str) -> None:
    _, found = dates_in(("Toulon, le 13 février 2015", Zone.DATE_LINE), (sentence, Zone.BODY))
    assert found.value == date
    assert found.date == dt.date.fromisoformat(date)


def test_without_a_letters_date_the_year_stays_unknown() -> None:
    (found,) = dates_in(("notre entretien du 12 janvier dernier", Zone.BODY))
    assert (found.value, found.date) == ("--01-12", None)


def test_a_weekday_that_does_not_fit_makes_the_date_doubtful() -> None:
    (right,) = dates_in(("le vendredi 13 février 2015", Zone.BODY))
    (wrong,) = dates_in(("le lundi 13 février 2015", Zone.BODY))
    assert wrong.confidence < 0.7 < right.confidence


def test_repaired_letters_cost_confidence() -> None:
    (clean,) = dates_in(("le 13 février 2015", Zone.BODY))
    (damaged,) = dates_in(("le l3 février 2O15", Zone.BODY))
    assert damaged.date == clean.date
    assert damaged.confidence < clean.confidence


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("du 05/01 au 04/02/2015", ["2015-01-05", "2015-02-04"]),
        ("Période du 1er avril au 30 juin 2015", ["2015-04-01", "2015-06-30"]),
        ("entre le 3 et le 7 mai 2015", ["2015-05-03", "2015-05-07"]),
        ("05/01/2015-04/02/2015", ["2015-01-05", "2015-02-04"]),
        ("le 29 février 2012, le 29 février 2013", ["2012-02-29", "2013-02-29"]),
        ("le 12 mars 98", ["1998-03-12"]),
        ("le 12 mars 20 h", ["--03-12"]),
        ("L'an deux mille douze et le neuf juin", ["2012-06-09"]),
        ("le 32 mars 2015, le 00/01/2015, le 13/13/2015", []),
        ("Tél. 01.02.03.04.05", []),
        ("192.168.12.15 et 1.2.2015.4", []),
        ("IBAN FR14 2004 1010 0505 0001 3M02 606", []),
    ],
)
def test_values(sentence: str, values: list[str]) -> None:
    mentions = find_mentions(letter_from_text(sentence), load_language())
    assert [m.value for m in mentions if m.kind == "date"] == values


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("La résiliation prendra effet le 10 mars 2015.", "effect"),
        ("Le montant sera prélevé le 06/04/2015.", "debit"),
        ("Contrat souscrit le 25/07/2011", "contract"),
        ("À défaut de retour le 17 avril 2015 au plus tard", "deadline"),
        ("Vous êtes convoqué le 8 janvier 2024 à 10 h.", "appointment"),
        ("la loi du 6 janvier 1978 relative à l'informatique", "law"),
        ("M. Dupont, né le 1er avril 1950 à Lyon", "birth"),
        ("Votre mise en demeure en date du 6 Octobre 2014", "other_letter"),
        ("Bonjour le 3 mai 2015", "other"),
    ],
)
def test_roles(sentence: str, role: str) -> None:
    (found,) = dates_in((sentence, Zone.BODY))
    assert found.role == role
