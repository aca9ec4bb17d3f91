"""Sentences of two letters that no rule compares → a finding where the network is sure and nothing sets them apart."""

import datetime as dt
from dataclasses import replace

import pytest

from pipeline.findings import contrary
from pipeline.findings.contrary import Pair, are_set_apart, find_contrary, how_opposed, letters_near, pairs_of
from pipeline.findings.examples import letter
from pipeline.findings.told_against import Told
from pipeline.records import LetterRow

_BLEED = "Il vous appartient de purger vos radiateurs avec la clé fournie."
_LEAVE = "Les locataires ne procèdent à aucune purge, réservée à l'exploitant."
_THANKS = "Nous vous remercions de votre confiance."


def _letter(day: int, *sentences: str, subject: str = "Chauffage") -> LetterRow:
    row, _ = letter("01/02/2015", text="\n".join(("Madame,", *sentences, "Cordialement")), subject=subject)
    return replace(row, letter_id=f"{day}.pdf#1", letter_date=dt.date(2015, 2, 1) + dt.timedelta(day))


def test_the_two_sentences_are_found_among_others() -> None:
    one, other = _letter(1, _THANKS, _BLEED), _letter(9, "Le chauffage reprend en octobre.", _LEAVE, _THANKS)
    ((told, against),) = find_contrary([one, other], 60, [])
    assert (told.sentence, against.sentence) == (_BLEED, _LEAVE)


def test_what_more_is_told_of_already_is_not_asked() -> None:
    one, other = _letter(1, _BLEED), _letter(9, _LEAVE)
    assert list(find_contrary([one, other], 60, [frozenset({"1.pdf#1", "9.pdf#1"})])) == []


def test_letters_far_apart_or_of_two_matters_are_not_compared() -> None:
    one, other = _letter(1, _BLEED), _letter(90, _LEAVE)
    assert list(letters_near([one, other], 60)) == []
    numbered = [replace(x, subject=f"Chauffage, sinistre n° {n}") for x, n in ((one, 4410), (_letter(9, _LEAVE), 4599))]
    assert list(letters_near(numbered, 60)) == []


def test_each_letter_is_held_against_few_before_it() -> None:
    many = [_letter(day, _BLEED) for day in range(1, 31)]
    pairs = list(letters_near(many, 60))
    assert len(pairs) == sum(min(n, 6) for n in range(30))
    assert all(one.letter_id != other.letter_id for one, other in pairs)


def test_what_stands_in_both_letters_is_not_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contrary, "how_likely", lambda *_: 0.5)
    pairs = pairs_of(_letter(1, _BLEED, _THANKS), _letter(9, _LEAVE, _THANKS))
    assert [(pair.one.sentence, pair.other.sentence) for pair in pairs] == [(_BLEED, _LEAVE)]


def test_of_many_sentences_few_are_asked_about() -> None:
    one = _letter(1, *(f"Remettez-nous la clé numéro {n}." for n in range(20)))
    other = _letter(9, *(f"Gardez chez vous le badge {n}." for n in range(20)))
    assert len(pairs_of(one, other)) == 8


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (_BLEED, _LEAVE, False),
        ("Réglez cette somme sous 15 jours par chèque.", "Réglez cette somme sous 21 jours par chèque.", True),
        ("Ne purgez plus vos radiateurs.", "La consigne est levée : purgez vos radiateurs.", True),
    ],
)
def test_one_sentence_said_again_and_a_ban_that_is_lifted_are_set_apart(one: str, other: str, apart: bool) -> None:
    told, against = (Told(_letter(day, text), text, text) for day, text in ((1, one), (9, other)))
    assert are_set_apart(Pair(told, against, opposed=1, contrary=1)) is apart


def test_an_order_is_likelier_opposed_than_thanks() -> None:
    assert how_opposed(_THANKS) < 0.2 < 0.5 < how_opposed(_BLEED)
