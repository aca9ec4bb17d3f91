"""What a letter says twice: agreement makes it surer, disagreement is kept, doubtful and a reason to look."""

import pytest

from pipeline.mentions import find_mentions, load_language, summarise_letter
from pipeline.records import Letter, Zone
from tests.mentions.letter_of import letter_from_lines


def letter(text: str) -> Letter:
    return letter_from_lines(
        [("Toulon, le 13 février 2015", Zone.DATE_LINE), *((line, Zone.BODY) for line in text.split("\n"))]
    )


@pytest.mark.parametrize(
    ("text", "kind", "code", "reason"),
    [
        ("Venez le mardi 5 mars 2015.", "date", "weekday", "weekday_differs"),
        ("la somme de trois cents euros (200 €)", "amount", "words", "words_and_figures_differ"),
        ("la somme de 300 (deux cents) euros", "amount", "words", "words_and_figures_differ"),
        ("sous 15 jours, soit le 20 mars 2015", "deadline", "limit", "limit_and_date_differ"),
        ("sous 15 jours à compter de la réception, soit le 20 février 2015", "deadline", "limit",
         "limit_and_date_differ"),
        ("Total HT 100,00 €\nTVA 20 % 20,00 €\nTotal TTC 125,00 €", "amount", "total", "total_differs"),
        ("IBAN FR14 2004 1010 0505 0001 3M02 607", "reference", "check_digit", "wrong_check_digit"),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_kept_and_flagged(text: str, kind: str, code: str, reason: str) -> None:
    mentions = find_mentions(letter(text), load_language())
    doubtful = [m for m in mentions if m.contradicts]
    assert {(m.kind, m.contradicts) for m in doubtful} == {(kind, code)}
    assert all(m.confidence <= 0.5 for m in doubtful)
    assert reason in summarise_letter(letter(text), mentions).review_reasons


@pytest.mark.parametrize(
    "text",
    [
        "Venez le jeudi 5 mars 2015.",
        "la somme de trois cents euros (300 €), 300 (trois cents) euros",
        "sous 15 jours, soit le 28 février 2015",
        "sous 15 jours à compter de la réception, soit avant le 5 mars 2015",
        "Total HT 100,00 €\nTVA 20 % 20,00 €\nTotal TTC 120,00 €",
        "Loyer 400,00 €\nCharges 50,00 €\nTotal 450,00 €",
        "Loyer 400,00 €\nRemise 50,00 €\nTotal 350,00 €",  # no sum of the lines above: it may be another column
        "IBAN FR14 2004 1010 0505 0001 3M02 606",
    ],
)
def test_what_agrees_is_not_flagged(text: str) -> None:
    assert not [m for m in find_mentions(letter(text), load_language()) if m.contradicts]


def test_what_agrees_is_surer_than_what_stands_alone() -> None:
    def sure(text: str) -> float:
        return min(m.confidence for m in find_mentions(letter(text), load_language()) if m.kind == "deadline")

    assert sure("sous 15 jours, soit le 28 février 2015") > sure("sous 15 jours, ou avant le 28 février 2015")


def test_a_company_number_is_read_as_the_one_that_passes_its_check() -> None:
    found = find_mentions(
        letter("RCS Paris 552 081 317\nRCS Paris 552 081 817\nRCS Paris 552 081 899"), load_language()
    )
    values = [m.value for m in found if m.kind == "reference"]
    assert values == ["552081317", "552081317", "552081899"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        # the domain that is printed more often
        ("www.eaux-du-lac.fr ou agence@eaux-du-lac.fr, info@eaux-du-iac.fr",
         ["www.eaux-du-lac.fr", "agence@eaux-du-lac.fr", "info@eaux-du-lac.fr"]),
        # the number of its department
        ("www.ville-nolay.fr www.ville-nolay.fr, accueil@ville-nolay21.fr",
         ["www.ville-nolay.fr", "www.ville-nolay.fr", "accueil@ville-nolay21.fr"]),
        # two other domains
        ("www.orange.fr ou www.grange.fr", ["www.orange.fr", "www.grange.fr"]),
    ],
)  # fmt: skip
def test_a_damaged_domain_is_read_as_the_letter_prints_it_elsewhere(text: str, values: list[str]) -> None:
    found = find_mentions(letter(text), load_language())
    assert [m.value for m in found if m.kind in ("email", "url")] == values


def test_a_damaged_domain_is_read_as_the_senders_name() -> None:
    lines = [
        ("Collège Pergaud", Zone.LETTERHEAD),
        ("gestion@college-pergaudi.fr", Zone.LETTERHEAD),
        ("Bonjour", Zone.BODY),
    ]
    found = find_mentions(letter_from_lines(lines), load_language())
    assert [m.value for m in found if m.kind == "email"] == ["gestion@college-pergaud.fr"]
