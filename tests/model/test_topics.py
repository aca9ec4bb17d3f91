"""The table of topics: how it is fitted, and what letters are about whose words no phrase of the lexicon knows."""

from typing import Final

import numpy as np
import pytest

from pipeline.mentions.topic_model import Judgement
from tests.mentions.score_topics import HELD_OUT, f1, load_batch, score_batch, topics_in
from tests.mentions.zoned import letter_of
from tests.model.topics import fit, names, written

OVERPAID: Final = """subj | Objet : Un geste pour vous
    body | Nous vous avons pris 30 € de trop en mars.
    body | Ils retombent sur votre compte cette semaine.
    body | Toutes nos excuses pour ce faux pas."""
UNPAID: Final = """subj | Objet : Toujours rien de votre part
    body | Notre caisse attend encore les 48 € de mars.
    body | Nous comprenons un oubli, pas un silence.
    body | Soldez votre compte avant la fin du mois."""
LEAVING: Final = """subj | Objet : Suite à votre courrier
    body | Vous nous quittez et nous en prenons acte.
    body | À partir du 12 juin, plus rien ne vous sera prélevé.
    body | Ces quatre saisons furent un plaisir."""


def by_phrases_alone(notation: str, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    with monkeypatch.context() as without:
        without.setattr("pipeline.mentions.topics.judge_topics", lambda _: Judgement())
        return {found.value for found in topics_in(letter_of(notation))}


def test_adds_what_no_phrase_knows_at_the_line_that_tells_it(monkeypatch: pytest.MonkeyPatch) -> None:
    letter = letter_of(OVERPAID)
    (found,) = topics_in(letter)
    assert (found.value, found.confidence) == ("reimbursement", 0.8)
    assert letter.text[found.start : found.end] in OVERPAID
    assert not by_phrases_alone(OVERPAID, monkeypatch)


def test_what_silences_checks_is_left_to_the_lexicon() -> None:
    assert not topics_in(letter_of(UNPAID))


def test_drops_what_a_phrase_finds_and_the_letter_does_not_bear_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {found.value for found in topics_in(letter_of(LEAVING))} == {"termination_confirmed"}
    assert by_phrases_alone(LEAVING, monkeypatch) == {"claim_answer"}


@pytest.mark.parametrize("line", OVERPAID.splitlines())
def test_a_lone_sentence_is_left_to_the_lexicon(line: str) -> None:
    assert not topics_in(letter_of(line))


def test_the_same_letters_give_the_same_table() -> None:
    examples = written(["first"])
    first, second = fit(examples), fit(examples)
    assert all(np.array_equal(first[name], second[name]) for name in first)


@pytest.mark.parametrize("name", sorted(HELD_OUT))
def test_understands_hands_it_was_not_fitted_on_better_than_the_lexicon(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = f1(*(counts.total() for counts in score_batch(load_batch(name))))
    monkeypatch.setattr("pipeline.mentions.topic_model._FEWEST", 10**6)
    alone = f1(*(counts.total() for counts in score_batch(load_batch(name))))
    assert both > alone + 0.1


def test_what_is_held_out_is_there() -> None:
    assert set(names()) > HELD_OUT
