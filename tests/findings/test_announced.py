"""What is shown where a letter announces what another brings: the words that announce, and those that bring."""

from collections.abc import Sequence

import pytest

from pipeline.findings.announced_already_sent import CHECK
from pipeline.findings.charter import load_charter
from pipeline.findings.checks import CHECKS, run_checks
from pipeline.findings.examples import Written, date_line, example, instruction, letter, named, topic
from pipeline.findings.mailing import Mailing
from pipeline.findings.promises import words_to_come

_TO_FOLLOW = "Les modalités de restitution de votre matériel vous seront adressées très prochainement."
_OWED = "Ces appareils doivent nous être rendus."
_FIRST = "1. Débranchez la Livebox, puis réunissez ses câbles."
_LAST = "5. Déposez le colis dans le point relais de votre choix."
_RETURN = "Restitution de votre Livebox"


def evidence(*drafts: Written) -> list[tuple[str, str]]:
    """(letter, words or value shown) of the one finding of a mailing."""
    case = example("", *drafts)
    (finding,) = run_checks([CHECK], Mailing(case.letters, case.mentions), load_charter(CHECKS, []), "fr")
    held = {mention.mention_id: mention for mention in case.mentions}
    return [(held[key].letter_id, held[key].text) for key in finding.mention_ids]


def announcing(text: str = _TO_FOLLOW) -> Written:
    return letter(
        "15/02/2015",
        topic("equipment_return", "modalités de restitution", _TO_FOLLOW),
        instruction("keep", "Conservez la Livebox jusque-là."),
        text=f"{text} Conservez la Livebox jusque-là.",
    )


@pytest.mark.parametrize(
    ("steps", "shown"),
    [
        ([_OWED, _FIRST, _LAST], _LAST),  # it says how to give back
        ([_OWED, "Voici comment procéder.", _FIRST], _FIRST),  # the title says what for, the first step how
    ],
)
def test_of_instructions_the_step_that_gives_them_is_shown(steps: Sequence[str], shown: str) -> None:
    told = [instruction("return", step) for step in steps if not step.startswith("Voici")]
    given = letter("14/02/2015", date_line("14/02/2015"), *told, text=" ".join(steps), subject=_RETURN)
    assert evidence(given, announcing()) == [
        ("2.pdf#1", "modalités de restitution"),
        ("1.pdf#1", "14/02/2015"),
        ("1.pdf#1", shown),
    ]


def test_whatever_stands_in_the_announcing_sentence_is_shown_if_it_is_well_read() -> None:
    sentence = "Nous vous remettrons votre échéancier, attendez-le, dans les prochains jours."
    drafts = instruction("wait", sentence), topic("payment_plan", "échéancier", sentence, confidence=0.2)
    brings = "Vous trouverez ci-joint votre échéancier, à conserver."
    shown = evidence(
        letter("14/02/2015", instruction("keep", brings), text=f"{brings} Merci.", subject="Votre échéancier"),
        letter("15/02/2015", *drafts, text=sentence),
    )
    assert shown == [("2.pdf#1", sentence), ("1.pdf#1", brings)]


def test_the_letterhead_is_no_part_of_a_sentence_that_names_the_sender() -> None:
    sentence = "Orange vous adressera les modalités de restitution dans un courrier séparé."
    given = letter("14/02/2015", instruction("return", _LAST), text=f"{_OWED} {_LAST}", subject=_RETURN)
    head = letter("15/02/2015", named("sender", "Orange", "organisation"), text=sentence)
    assert evidence(given, head) == [("1.pdf#1", _LAST)]


def test_of_a_decision_the_sentence_that_tells_it_is_shown() -> None:
    told = "Votre demande de bourse est acceptée, conservez cet avis."
    shown = evidence(
        letter(
            "14/02/2015",
            instruction("call", "Appelez-nous."),
            instruction("keep", told),
            text=f"Appelez-nous. {told}",
            subject="Votre bourse",
        ),
        letter("15/02/2015", text="La décision vous sera communiquée par courrier.", subject="Votre bourse"),
    )
    assert shown == [("1.pdf#1", told)]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (_TO_FOLLOW, "vous seront adressées très prochainement"),
        ("Votre carte n'est pas encore imprimée.", "n'est pas encore imprimée"),
        ("Sous peu, la marche à suivre vous parviendra :", "Sous peu, la marche à suivre vous parviendra"),
        ("Nous y reviendrons.", "Nous y reviendrons"),
    ],
)
def test_the_words_that_announce_are_those_from_the_verb_on(sentence: str, words: str) -> None:
    assert words_to_come(sentence) == words
