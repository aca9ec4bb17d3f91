"""Plain letters keep every offset; damaged words and digits are read, others left alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.mentions.plain import count_repairs, damaged, damaged_any, plain, read_digits


@given(st.text())
def test_plain_is_as_long_as_the_text(text: str) -> None:
    assert len(plain(text)) == len(text)


def test_plain_letters() -> None:
    assert plain("À l’ÉCHÉANCE\u00a0: 15–20 n° 3") == "a l'echeance : 15-20 n° 3"


@pytest.mark.parametrize(
    ("printed", "meant"),
    [("2O15", "2015"), ("l3", "13"), ("I864", "1864"), ("7B", "78"), ("04 94", "0494"), ("lO", ""), ("il", "")],
)
def test_digits(printed: str, meant: str) -> None:
    assert read_digits(printed) == meant


def test_repairs_are_counted() -> None:
    assert count_repairs("2O15") == 1
    assert count_repairs("04 94.12") == 0


@pytest.mark.parametrize(
    ("word", "printed"),
    [
        ("delai", "de1ai"),
        ("mois", "rnois"),
        ("compte", "cornpte"),
        ("sous", "s0us"),
        ("jours", "iours"),
        ("client", "c1ient"),
    ],
)
def test_damaged_words(word: str, printed: str) -> None:
    assert re.fullmatch(damaged(word), printed)
    assert re.fullmatch(damaged(word), word)


def test_any_of_several_words() -> None:
    assert re.fullmatch(damaged_any("jour", "jours"), "jours")
    assert not re.fullmatch(damaged_any("jour", "jours"), "mois")
