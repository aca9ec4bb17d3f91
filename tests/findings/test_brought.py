"""What a letter says will come, and an earlier one that brings it under another name → the sentences of both."""

import datetime as dt
from dataclasses import replace

import pytest

from pipeline.encoder import Side
from pipeline.findings import brought
from pipeline.findings.brought import find_brought
from pipeline.findings.examples import letter
from pipeline.findings.instructions_given import may_precede
from pipeline.records import LetterRow

_HERE = "Vos nouvelles clés sont jointes à cette lettre."
_TO_COME = "Les clés de la nouvelle serrure vous seront adressées sous pli séparé."
_THANKS = "Nous vous remercions de votre confiance."


def _letter(day: int, *sentences: str) -> LetterRow:
    row, _ = letter("01/02/2015", text="\n".join(("Madame,", *sentences, "Cordialement")), subject="Déchèterie")
    return replace(row, letter_id=f"{day}.pdf#1", letter_date=dt.date(2015, 2, 1) + dt.timedelta(day))


def _near(earlier: LetterRow, row: LetterRow) -> bool:
    return may_precede(earlier, row, 45)


def test_the_sentence_that_brings_it_is_found_among_others() -> None:
    earlier, row = _letter(1, _THANKS, _HERE), _letter(9, _TO_COME, _THANKS)
    ((announced, brings),) = find_brought([earlier, row], _near)
    assert (announced.sentence, brings.sentence) == (_TO_COME, _HERE)


@pytest.mark.parametrize(("first", "second"), [(9, 1), (1, 90)])
def test_what_comes_after_its_announcement_or_long_before_is_not_asked(first: int, second: int) -> None:
    block = sorted([_letter(first, _HERE), _letter(second, _TO_COME)], key=lambda row: row.letter_id)
    assert list(find_brought(block, _near)) == []


def test_a_second_announcement_and_thanks_bring_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = _asked(monkeypatch)
    list(find_brought([_letter(1, _TO_COME, _HERE, _THANKS), _letter(9, _TO_COME)], _near))
    assert asked == [(_HERE, _TO_COME)]


def test_the_next_one_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    _asked(monkeypatch, 1.0)
    again = "Votre prochain relevé vous sera adressé en juin."
    assert list(find_brought([_letter(1, "Voici votre relevé de mars."), _letter(9, again)], _near)) == []


def test_few_letters_are_searched_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = _asked(monkeypatch)
    list(find_brought([*(_letter(day, _HERE) for day in range(20)), _letter(20, _TO_COME)], _near))
    assert len(asked) == 6


def _asked(monkeypatch: pytest.MonkeyPatch, sure: float = 0.0) -> list[tuple[str, str]]:
    asked: list[tuple[str, str]] = []

    def answer(_: str, one: Side, other: Side) -> float:
        asked.append((one.sentence, other.sentence))
        return sure

    monkeypatch.setattr(brought, "how_likely", answer)
    return asked
