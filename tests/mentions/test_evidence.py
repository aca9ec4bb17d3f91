"""What stands behind a mention: its words' boxes, its page, its confidence and its sentence."""

import pytest

from pipeline.mentions.evidence import give_evidence
from pipeline.mentions.found import Found
from pipeline.mentions.sentences import find_sentences
from pipeline.records import Box, Letter, Line, PlacedWord, Zone
from tests.mentions.letter_of import letter_from_text


def test_box_is_around_the_words_of_the_first_page_and_confidence_is_weighted_by_length() -> None:
    text = "le 13\ffévrier 2015"
    words = (
        PlacedWord(0, 2, 1, Box(0.1, 0.1, 0.2, 0.2), 1.0),
        PlacedWord(3, 5, 1, Box(0.3, 0.1, 0.4, 0.2), 0.5),
        PlacedWord(6, 13, 2, Box(0.0, 0.0, 0.1, 0.1), 0.9),
        PlacedWord(14, 18, 2, Box(0.2, 0.0, 0.3, 0.1), 0.8),
    )
    lines = (
        Line(0, 5, 1, 0, Box(0.1, 0.1, 0.4, 0.2), 0.1, Zone.BODY),
        Line(6, 18, 2, 0, Box(0.0, 0.0, 0.3, 0.1), 0.1, Zone.BODY),
    )
    letter = Letter("a#1", "a", 1, 2, "letter", text, words, lines, (), 0.9, 1.0)
    (mention,) = give_evidence(letter, [Found("instruction", 0, 18, "call", 0.5)])
    assert mention.page == 1
    assert mention.box == Box(0.1, 0.1, 0.4, 0.2)
    assert mention.confidence == pytest.approx(0.5 * (2 * 1.0 + 2 * 0.5 + 7 * 0.9 + 4 * 0.8) / 15)
    assert mention.text == text


def test_a_finding_without_text_keeps_the_place_its_rule_gave() -> None:
    spot = Box(0.5, 0.5, 0.6, 0.6)
    (mention,) = give_evidence(letter_from_text("Bonjour"), [Found("signatory", 0, 0, "mark", 0.8, page=1, box=spot)])
    assert (mention.page, mention.box, mention.text, mention.confidence) == (1, spot, "", 0.8)


def test_mentions_are_numbered_as_they_stand() -> None:
    letter = letter_from_text("a b c")
    mentions = give_evidence(letter, [Found("url", 4, 5, "c", 1), Found("url", 0, 1, "a", 1)])
    assert [(m.mention_id, m.value) for m in mentions] == [("a.pdf#1/1", "a"), ("a.pdf#1/2", "c")]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Nous avons reçu votre\nlettre. Elle est close.", ["Nous avons reçu votre\nlettre.", "Elle est close."]),
        ("Nous avons écrit à M. Dupont le 3 mai.", ["Nous avons écrit à M. Dupont le 3 mai."]),
        ("Selon l'art. L. 121-84 du code. Merci !", ["Selon l'art. L. 121-84 du code.", "Merci !"]),
        ("Premier bloc sans point\n\nAutre bloc", ["Premier bloc sans point", "Autre bloc"]),
        ("Merci de joindre :\n- une copie ;\n- un RIB.", ["Merci de joindre :", "- une copie ;", "- un RIB."]),
        ("", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in find_sentences(letter_from_text(text))] == sentences


def test_lines_of_an_address_do_not_run_on() -> None:
    letter = letter_from_text("Orange\n33734 BORDEAUX", Zone.LETTERHEAD)
    assert len(find_sentences(letter)) == 2


def test_the_sentence_of_a_mention_stands_on_one_line() -> None:
    text = "Bonjour. Payez avant\nle 3 mai 2015 svp. Merci."
    (mention,) = give_evidence(letter_from_text(text), [Found("date", 24, 34, "2015-05-03", 1.0)])
    assert mention.sentence == "Payez avant le 3 mai 2015 svp."
