"""Twins differ by the words that differ, in their surroundings; misread words are no difference, figures always are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.differences import compare_texts, is_one_word

SEVEN = "Sans retour dans un délai de 7 jours après mise en demeure, une somme de 300 € vous sera facturée."
TEN = "Sans retour dans un délai de 10 jours après mise en demeure, le matériel vous sera facturé."


def changes(first: str, second: str) -> list[tuple[str, str]]:
    return [(p.first, p.second) for p in compare_texts(first, second) if not p.same]


def test_the_words_that_differ() -> None:
    assert changes(SEVEN, TEN) == [("7", "10"), ("une somme de 300 €", "le matériel")]


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
        ("14", "15", False),
        ("300€", "308€", False),
        ("il", "ils", False),
        ("acceptée", "refusée", False),
    ],
)
def test_misread_words_are_one_word_and_figures_are_not(one: str, other: str, same: bool) -> None:
    assert is_one_word(one, other) is same


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
