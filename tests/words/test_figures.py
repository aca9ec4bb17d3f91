"""Lines as engines read them → the decisive numbers in them; two readings of a number → whether they say the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Box, Word
from pipeline.words.figures import figures_of, find_numbers


def words_of(*lines: str) -> tuple[Word, ...]:
    box = Box(0.1, 0.1, 0.2, 0.2)
    numbered = [(row, text) for row, line in enumerate(lines) for text in line.split()]
    return tuple(Word(text, 0.9, box, line=row, word=place) for place, (row, text) in enumerate(numbered))


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("Toulon, le 13 février 2015", ["13 février 2015"]),
        ("Paris, le ler mars 2015", ["ler mars 2015"]),  # Tesseract's «1er»
        ("facture du 31/12/2014, échue", ["31/12/2014,"]),
        ("la somme de 1 234,50 € sous 8 jours", ["1 234,50 €", "8 jours"]),
        ("un montant de l2,50 euros.", ["l2,50 euros."]),
        ("au capital de 2 654 028 000 € - RCS", ["2 654 028 000 €"]),
        ("Abonnement 29,99 3,00 32,99", ["29,99", "3,00", "32,99"]),
        ("Tél. : 02 99 12 34 56 ou 3900", ["02 99 12 34 56", "3900"]),
        ("Fax:0299123456", ["Fax:0299123456"]),
        ("+33 2 99 12 34 56", ["+33 2 99 12 34 56"]),
        ("dans un délai de 15 jours ouvrés", ["15 jours"]),
        ("13 rue des Lilas, 83000 Toulon", []),
        ("N/Réf. : AB-2015-0042", []),
        ("mais nous ne pouvons pas, mois après mois", []),
        ("", []),
    ],
)
def test_decisive_numbers_are_known_by_their_shape(line: str, numbers: list[str]) -> None:
    found = [" ".join(word.text for word in number) for number in find_numbers(words_of(line))]
    assert found == numbers


def test_no_number_goes_on_in_the_next_line() -> None:
    found = [[word.text for word in number] for number in find_numbers(words_of("le 13", "février 2015 ou 14", "mois"))]
    assert found == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1 234,50 €", "1234.50€"),
        ("2.224,75 euros", "2 224,75 eurcs"),
        ("02 99 12 34 56", "02.99.12.34.56"),
        ("8 jours", "8jours"),
        ("3OO €", "300 €,"),
        ("l2,50", "12,50"),
        ("le 1er mars 2015", "1er mars 2015."),
        ("31/12/2014", "31.12.2014"),
        ("Fax : 04 65", "Fax:0465"),
    ],
)
def test_two_readings_of_the_same_figures(one: str, other: str) -> None:
    assert figures_of(one) == figures_of(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("300 €", "200 €"),
        ("12,50 €", "1250 €"),  # cents are not euros
        ("31/12/2014", "21/12/2014"),
        ("850 000 €", "850 00 €"),
        ("13 février 2015", ""),
    ],
)
def test_two_readings_of_other_figures(one: str, other: str) -> None:
    assert figures_of(one) != figures_of(other)


@given(st.lists(st.text("0123456789OlI|.,/ €joursmaF+-", max_size=12), max_size=6))
def test_any_words_are_looked_at(texts: list[str]) -> None:
    words = words_of(*texts)
    found = [word.word for number in find_numbers(words) for word in number]
    assert found == sorted(set(found))
    assert all(figures_of(" ".join(word.text for word in number)) for number in find_numbers(words))
