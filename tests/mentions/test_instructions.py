"""Sentences of many kinds of senders, and what each tells its reader to do."""

import pytest

from pipeline.mentions import find_mentions, load_language
from pipeline.records import Zone
from tests.mentions.instruction_sentences import SENTENCES
from tests.mentions.letter_of import letter_from_text
from tests.mentions.order_sentences import BIDDEN, FORBIDDEN, TOLD_NOTHING


@pytest.mark.parametrize(
    ("sentence", "told"), [*SENTENCES, *FORBIDDEN, *BIDDEN, *((sentence, ()) for sentence in TOLD_NOTHING)]
)
def test_tells(sentence: str, told: tuple[str, ...]) -> None:
    mentions = find_mentions(letter_from_text(sentence), load_language())
    assert tuple(m.value for m in mentions if m.kind == "instruction") == told


@pytest.mark.parametrize(
    "sentence",
    [
        "Le règlement (UE) 2016/679 vous donne le droit de demander l'effacement de vos données.",
        "Le règlement intérieur, remis à chacun, demande que le hall reste libre.",
        "Merci de ne pas plier les feuilles que vous nous rendez et de nous transmettre des copies lisibles.",
    ],
)
def test_tells_nothing_that_a_noun_or_a_verb_far_off_would(sentence: str) -> None:
    mentions = find_mentions(letter_from_text(sentence), load_language())
    assert not {"pay", "not:send", "not:return"} & {m.value for m in mentions if m.kind == "instruction"}


def test_an_order_just_before_the_closing_formula() -> None:
    order = "Nous vous prions de ne pas payer cette facture."
    formula = "Nous vous prions de recevoir nos salutations et de croire que nous saurons vous appeler."
    told = [find_mentions(letter_from_text(text, Zone.CLOSING), load_language()) for text in (order, formula)]
    assert [[m.value for m in found if m.kind == "instruction"] for found in told] == [["not:pay"], []]


@pytest.mark.parametrize("zone", [Zone.FOOTER, Zone.LETTERHEAD])
def test_only_the_body_tells(zone: Zone) -> None:
    mentions = find_mentions(letter_from_text("Appelez le 3900.", zone), load_language())
    assert not [m for m in mentions if m.kind == "instruction"]


def test_a_sentence_over_two_lines_keeps_its_offsets() -> None:
    text = "Merci de nous\nretourner ce coupon."
    (mention,) = [m for m in find_mentions(letter_from_text(text), load_language()) if m.kind == "instruction"]
    assert (mention.text, mention.value) == ("Merci de nous\nretourner", "return")
