"""Sentences of many kinds of senders, and what each tells its reader to do."""

import pytest

from pipeline.mentions import find_mentions, load_language
from pipeline.records import Zone
from tests.mentions.instruction_sentences import SENTENCES
from tests.mentions.letter_of import letter_from_text


@pytest.mark.parametrize(("sentence", "told"), SENTENCES)
def test_tells(sentence: str, told: tuple[str, ...]) -> None:
    mentions = find_mentions(letter_from_text(sentence), load_language())
    assert tuple(m.value for m in mentions if m.kind == "instruction") == told


@pytest.mark.parametrize("zone", [Zone.FOOTER, Zone.CLOSING, Zone.LETTERHEAD])
def test_only_the_body_tells(zone: Zone) -> None:
    mentions = find_mentions(letter_from_text("Appelez le 3900.", zone), load_language())
    assert not [m for m in mentions if m.kind == "instruction"]


def test_a_sentence_over_two_lines_keeps_its_offsets() -> None:
    text = "Merci de nous\nretourner ce coupon."
    (mention,) = [m for m in find_mentions(letter_from_text(text), load_language()) if m.kind == "instruction"]
    assert (mention.text, mention.value) == ("Merci de nous\nretourner", "return")
