"""Deadlines in whole letters: what starts them, when they fall due, what is none."""

import datetime as dt

import pytest

from pipeline.mentions import find_mentions, load_language
from pipeline.records import Mention, Zone
from tests.mentions.letter_of import letter_from_lines

OWN_DATE = ("Toulon, le 13 février 2015", Zone.DATE_LINE)


def deadlines_in(sentence: str, *, dated: bool = True) -> list[Mention]:
    lines = [*([OWN_DATE] if dated else []), (sentence, Zone.BODY)]
    return [m for m in find_mentions(letter_from_lines(lines), load_language()) if m.kind == "deadline"]


@pytest.mark.parametrize(
    ("sentence", "quantity", "unit", "trigger"),
    [
        ("dans un délai de 7 jours après mise en demeure", 7, "day", "formal_notice"),
        ("sous 15 jours à compter de la réception de la présente mise en demeure", 15, "day", "receipt"),
        ("À compter de la réception de ce courrier, vous disposez de 15 jours.", 15, "day", "receipt"),
        ("dans les six jours de la présente", 6, "day", "letter_date"),
        ("dans le mois qui suit la clôture de votre livret", 1, "month", "termination"),
        ("dans les 45 jours qui suivent la date d'émission de la facture", 45, "day", "invoice"),
        ("un mois avant l'échéance du bail", 1, "month", "other"),
        ("sous huitaine", 8, "day", None),
        ("sous quinzaine", 15, "day", None),
        ("dans la quinzaine", 15, "day", None),
        ("dans un délai de 48h à 72h", 72, "hour", None),
        ("un délai de 12 jours ouvrés est nécessaire", 12, "working_day", None),
        ("dès réception de la présente", 0, "day", "receipt"),
        ("Vous avez trois semaines pour répondre.", 3, "week", None),
        ("dans un délai d'un an", 1, "year", None),
    ],
)
def test_relative(sentence: str, quantity: int, unit: str, trigger: str | None) -> None:
    (found,) = deadlines_in(sentence)
    assert (found.quantity, found.unit, found.trigger) == (quantity, unit, trigger)
    assert found.role == "relative"


def test_what_starts_with_the_letter_falls_due() -> None:
    (found,) = deadlines_in("dans les six jours de la présente")
    assert found.date == dt.date(2015, 2, 19)
    (undated,) = deadlines_in("dans les six jours de la présente", dated=False)
    assert undated.date is None


def test_what_starts_with_the_receipt_has_no_date() -> None:
    (found,) = deadlines_in("dans les 8 jours suivant la réception de ce courrier")
    assert found.date is None


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("avant le 15 mars 2015", "2015-03-15"),
        ("jusqu'au 3 avril inclus", "2015-04-03"),
        ("d'ici fin mars", "2015-03-31"),
        ("avant la fin du mois", "2015-02-28"),
        ("La dernière part est due à la fin du mois prochain.", "2015-03-31"),
        ("avant la fin de l'année", "2015-12-31"),
        ("avant fin janvier", "2016-01-31"),
        ("Votre bulletin doit nous parvenir pour le 2 mars.", "2015-03-02"),
        ("La remise des plans est reportée au 30 novembre 2016.", "2016-11-30"),
        ("Passé le 24 mars 2015, votre casier sera vidé.", "2015-03-24"),
    ],
)
def test_absolute(sentence: str, due: str) -> None:
    (found,) = deadlines_in(sentence)
    assert found.date == dt.date.fromisoformat(due)
    assert found.quantity is None


def test_a_time_and_the_day_it_comes_to_are_two_limits() -> None:
    relative, absolute = deadlines_in("10 jours après l'envoi de la présente lettre, soit le 23 février 2015")
    assert (relative.quantity, relative.trigger, relative.date) == (10, "letter_date", dt.date(2015, 2, 23))
    assert absolute.date == dt.date(2015, 2, 23)


def test_a_limit_in_the_past_is_kept_but_doubtful() -> None:
    (found,) = deadlines_in("Merci de répondre avant le 15 mars 2014.")
    assert found.confidence < 0.7


@pytest.mark.parametrize(
    "sentence",
    [
        "Vous avez été client jusqu'au 3 janvier 2015.",
        "L'échéance du 10/01/2015 a été rejetée.",
        "La garantie est de 2 ans, le contrat dure 12 mois.",
        "Merci de venir 10 minutes avant le rendez-vous du 3 mars 2015.",
        "Vos données sont conservées pendant 10 ans.",
        "Vous êtes adhérent depuis plus de 20 ans, vous avez 3 enfants.",
        "Nous avons eu un entretien il y a 15 jours.",
        "Période du 1er au 31 mars 2015",
        "Le bilan de la restauration sera présenté aux parents.",
    ],
)
def test_no_limit(sentence: str) -> None:
    assert deadlines_in(sentence) == []
