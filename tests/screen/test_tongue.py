"""Everything that is said in a terminal has its French, wherever in the code it is said."""

import re
from collections.abc import Iterator

import pytest

from pipeline import screen
from pipeline.screen.tongue import french_sentences
from tests.screen.sentences import sentences_of_code, sentences_of_help, templates_of_say

# the same in both languages
ALIKE = {"Python", "date", "page", "pages", "{} pages/s", "Options", "Arguments", "courrier: "}


@pytest.fixture
def french() -> Iterator[None]:
    screen.speak("fr")
    yield
    screen.speak("en")


def filled(template: str) -> str:
    """With a name in each gap, as no sentence has them."""
    return re.sub(r"\{\d*\}", "Zyx", template)


def test_every_sentence_of_the_code_is_said_in_french(french: None) -> None:
    sentences = sentences_of_code()
    assert len(sentences) > 140
    by_key = {one for one in sentences if one in french_sentences()}
    left = {one for one in sentences - by_key - ALIKE if screen.translate(filled(one)) == filled(one)}
    assert left == set(), "to be said in pipeline/screen/french.yaml"


def test_every_template_that_is_looked_up_is_there() -> None:
    assert len(templates_of_say()) > 20
    assert templates_of_say() - french_sentences().keys() == set()


def test_every_help_is_in_french(french: None) -> None:
    sentences = sentences_of_help() - {""}
    assert len(sentences) > 50
    assert {one for one in sentences if screen.translate(one) == one} == set()


def test_french_says_as_much_as_english() -> None:
    for english, said in french_sentences().items():
        assert len(re.findall(r"\{\w*\}", said)) == len(re.findall(r"\{\w*\}", english)), english


SAID = [
    ("There is no letter 'a#1' in out: did you mean b#1 or c#1 or d#1?",
     "Il n'y a pas de courrier 'a#1' dans out : peut-être b#1, c#1 ou d#1 ?"),
    ("corrections.csv of orange-2015, line 3: the mailing has no letter 'x#1'; did you mean y#1?",
     "corrections.csv de orange-2015, ligne 3 : le dossier n'a pas de courrier 'x#1' ; peut-être y#1 ?"),
    ("/a b/corrections.csv, line 2: 'hier' is no date: write 13/02/2015 or 2015-02-13.",
     "/a b/corrections.csv, ligne 2 : 'hier' n'est pas une date : écrire 13/02/2015 ou 2015-02-13."),
    ("Stopped. 0 of 1 mailings are done; of 12 pages that were found so far 3 were read. The tables hold whole "
     "mailings only; the same command goes on from here.",
     "Arrêté. 0 dossiers sur 1 sont faits ; des 12 pages trouvées jusqu'ici, 3 sont lues. Les tableaux ne contiennent "
     "que des dossiers entiers ; la même commande reprend d'ici."),
    ("Cannot write the tables to out (Permission denied): free space or choose another folder.",
     "Impossible d'écrire les tableaux dans out (accès refusé) : libérer de la place ou choisir un autre dossier."),
    ("3.5 GB free in /tmp", "3,5 Go libres dans /tmp"),
    ("Invalid value for '--workers': 0 is not in the range x>=1.",
     "Valeur refusée pour '--workers' : 0 n'est pas dans l'intervalle x>=1."),
    ("No such command 'rnu'. Did you mean 'run'?", "Il n'y a pas de commande 'rnu' : peut-être 'run' ?"),
    ("a: b/corrections.csv, line 3: There is no field 'leter_date' to correct: did you mean subject?",
     "a: b/corrections.csv, ligne 3 : Il n'y a pas de champ 'leter_date' à corriger : peut-être subject ?"),
    ("courrier.toml cannot be read: Invalid value (at line 4, column 18).",
     "courrier.toml ne peut être lu : valeur non valable, un texte se met entre guillemets (ligne 4, colonne 18)."),
    ("Bank of America", "Bank of America"),
    ("{} {nothing} of ours", "{} {nothing} of ours"),
]  # fmt: skip


@pytest.mark.parametrize(("english", "said"), SAID)
def test_a_sentence_is_found_again_with_what_is_in_it(french: None, english: str, said: str) -> None:
    assert screen.translate(english) == said


@pytest.mark.parametrize(("english", "_"), SAID)
def test_in_english_it_stays_as_it_is(english: str, _: str) -> None:
    assert screen.translate(english) == english


PLAINER = [
    ("workers cannot be 'two': Input should be a valid integer, unable to parse string as an integer.",
     "workers cannot be 'two': it must be a whole number."),
    ("page-seconds cannot be 'x': Input should be a valid number, unable to parse string as a number.",
     "page-seconds cannot be 'x': it must be a number."),
    ("second-opinion cannot be 'x': Input should be a valid boolean, unable to interpret input.",
     "second-opinion cannot be 'x': it must be true or false."),
    ("Input should be greater than or equal to 1", "it must be at least 1"),
    ("Input should be greater than 0", "it must be more than 0"),
    ("Input should be 'fr' or 'en'", "it must be 'fr' or 'en'"),
]  # fmt: skip


@pytest.mark.parametrize(("english", "said"), PLAINER)
def test_in_english_it_is_said_plainly(english: str, said: str) -> None:
    assert screen.translate(english) == said


def test_one_of_several_is_told_in_french(french: None) -> None:
    said = screen.translate("x, line 1: engine cannot be 'x': Input should be 'auto', 'tesserocr' or 'pytesseract'.")
    assert said == "x, ligne 1 : engine ne peut être 'x' : il faut 'auto', 'tesserocr' ou 'pytesseract'."


def test_a_question_ends_as_one_in_french(french: None) -> None:
    said = screen.translate("There is no field 'sujet' to correct: did you mean subject or topics?")
    assert said == "Il n'y a pas de champ 'sujet' à corriger : peut-être subject ou topics ?"


def test_a_long_and_hostile_sentence_costs_no_time(french: None) -> None:
    assert screen.translate(" in : line , of " * 300).startswith(" in")
