"""Twins differ by the words that differ, in their surroundings; what may be misread says so, figures never are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.differences import compare_texts, may_be_misread

SEVEN = "Sans retour dans un délai de 7 jours après mise en demeure, une somme de 300 € vous sera facturée."
TEN = "Sans retour dans un délai de 10 jours après mise en demeure, le matériel vous sera facturé."


def changes(first: str, second: str) -> list[tuple[str, str]]:
    return [(p.first, p.second) for p in compare_texts(first, second) if not p.same]


def test_the_words_that_differ() -> None:
    assert changes(SEVEN, TEN) == [
        ("7", "10"),
        ("une somme de 300 €", "le matériel"),
        ("facturée.", "facturé."),
    ]


def test_long_stretches_keep_their_ends() -> None:
    long = " ".join(f"mot{n}" for n in range(60))
    passages = compare_texts(f"un {long} fin", f"deux {long} fin")
    assert passages[0].first == "un"
    assert passages[1].first.split()[0] == "mot0"
    assert sum(p.skipped for p in passages) > 40
    assert all(len(p.first.split()) <= 20 for p in passages)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Livebox", "Livehox", True),
        ("résiliation", "resiliation", True),
        ("reçu", "recu", True),
        ("Live box", "Livebox", True),
        ("moderne", "modeme", True),
        ("facturée", "facturé", False),
        ("possible", "impossible", False),
        ("recevable", "irrecevable", False),
        ("semestriel", "trimestriel", False),
        ("Dupont", "Dumont", False),
        ("notre", "votre", False),
        ("le", "la", False),
        ("10,50", "1050", False),
        ("14", "15", False),
        ("300€", "308€", False),
        ("il", "ils", False),
        ("acceptée", "refusée", False),
    ],
)
def test_letters_that_look_alike_may_be_misread_and_figures_are_not(one: str, other: str, same: bool) -> None:
    assert may_be_misread(one, other) is same


@pytest.mark.parametrize(
    ("one", "other"),
    [("possible", "impossible"), ("facturée", "facturé"), ("M. Dupont", "M. Dumont"), ("la Livebox", "la Livehox")],
)
def test_no_difference_of_words_is_hidden(one: str, other: str) -> None:
    before, after = "Après examen de votre dossier, votre remboursement est :", "dans le cadre de nos conditions."
    (found,) = [p for p in compare_texts(f"{before} {one} {after}", f"{before} {other} {after}") if not p.same]
    assert (found.first, found.second) == (one.split()[-1], other.split()[-1])
    assert found.misread is (one == "la Livebox")


def test_figures_in_groups_are_those_without() -> None:
    one = "Votre dossier n° 264938 pour la somme de 10 595 € est clos depuis le 14 février 2015."
    other = "Votre dossier n° 264 938 pour la somme de 10595 € est clos depuis le 15 février 2015."
    assert changes(one, other) == [("14", "15")]
    assert changes(one, other.replace("10595", "10 596")) == [("10 595", "10 596"), ("14", "15")]


def test_other_texts_and_the_same_text_show_nothing() -> None:
    assert compare_texts(SEVEN, "Nous vous souhaitons la bienvenue parmi nos abonnés et clients.") == ()
    assert compare_texts(SEVEN, SEVEN) == ()
    assert compare_texts("", "") == ()


words = st.lists(st.sampled_from(["un", "deux", "trois", "Livebox", "7", "10", "300"]), max_size=30)


@given(words, words)
def test_what_is_not_skipped_is_told_whole(one: list[str], other: list[str]) -> None:
    passages = compare_texts(" ".join(one), " ".join(other))
    if passages:
        assert sum(len(p.first.split()) + p.skipped for p in passages) == len(one)
        changed = [p for p in passages if not p.same]
        assert changed
        assert all(p.first or p.second for p in changed)
