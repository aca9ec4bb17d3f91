"""Hyphens at line ends: those that break a word, and those that belong to it."""

import pytest

from pipeline.letters.hyphens import join_halves


@pytest.mark.parametrize(
    ("first", "second", "word"),
    [
        ("résilia", "tion", "résiliation"),
        ("équipe", "ments,", "équipements,"),
        ("annu", "elle", "annuelle"),
        ("va", "leur", "valeur"),
        ("for", "ce", "force"),
        ("mer", "ci", "merci"),
        ("l'abon", "nement", "l'abonnement"),
        ("rendez", "vous", "rendez-vous"),
        ("pouvez", "vous", "pouvez-vous"),
        ("celui", "ci.", "celui-ci."),
        ("eux", "mêmes", "eux-mêmes"),
        ("c'est-à", "dire", "c'est-à-dire"),
        ("Hauts", "de-France", "Hauts-de-France"),
        ("vingt", "quatre", "vingt-quatre"),
        ("remettez", "leur", "remettez-leur"),
        ("doit", "elle", "doit-elle"),
        ("d'après", "midi", "d'après-midi"),
    ],
)
def test_halves_make_a_word(first: str, second: str, word: str) -> None:
    assert join_halves(first, second, frozenset()) == word


@pytest.mark.parametrize(
    ("first", "second"),
    [("Saint", "Denis"), ("MARTIN", "DESROCHÈRES"), ("2015", "mars"), ("a", "t-il"), ("", "tion"), ("page", "2")],
)
def test_no_halves(first: str, second: str) -> None:
    assert join_halves(first, second, frozenset()) is None


def test_what_the_letter_spells_elsewhere_decides() -> None:
    assert join_halves("porte", "monnaie", frozenset({"portemonnaie"})) == "portemonnaie"
    assert join_halves("contre", "temps", frozenset({"contretemps"})) == "contretemps"
    assert join_halves("micro", "ondes", frozenset({"micro-ondes"})) == "micro-ondes"
