"""Words of two letters of one text: what a scan made of one word, and what are two."""

import pytest

from pipeline.findings.misreadings import are_misread


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("possible", "impossible"),
        ("recevable", "irrecevable"),
        ("recevable", "redevable"),
        ("semestriel", "trimestriel"),
        ("mensuel", "bimensuel"),
        ("votre", "notre"),
        ("inférieure", "intérieure"),
        ("acceptée", "exceptée"),
        ("recours", "retours"),
        ("réduire", "réduite"),
        ("versez", "verrez"),
        ("Dupont", "Dumont"),
        ("Martin", "Marlin"),
        ("CP", "OP"),
        ("si", "SL"),
        ("est possible", "impossible"),
        ("10", "1O"),
    ],
)
def test_what_is_spelt_as_words_are_is_no_misreading(one: str, other: str) -> None:
    assert not are_misread(one.split(), other.split())
    assert not are_misread(other.split(), one.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("remboursement", "remboursernent"),
        ("famille", "farniile"),
        ("règlement", "reglement"),
        ("payé", "paye"),
        ("le", "Ie"),
        ("Il", "II"),
        ("l", "I"),
        ("ce", "oe"),
        ("client", "c 1 ient"),  # as words and figures are told apart
        ("SOMME", "5 OMME"),
        ("contrat", "contrut"),
        ("mise en demeure", "miseen demeure"),
        ("remboursement", "rembour sernent"),
        ("la lettre", "Ia Iettre"),
    ],
)
def test_what_a_scan_makes_of_a_word_is_that_word(one: str, other: str) -> None:
    assert are_misread(one.split(), other.split())
    assert are_misread(other.split(), one.split())
