"""English sentences → the language of who reads the terminal; `french.yaml` has the French ones.

Rooms say what is wrong in English and know of no reader. Here a sentence is found again by its template, with what was
put into it: «There is no letter {} in {}: {}».
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

from pipeline.records import Language
from pipeline.report.tongue import Tongue, tongue_of

_GAP: Final = re.compile(r"\{\d*\}")
_SIZE: Final = re.compile(r"\d+\.\d")
_FEWEST_LETTERS: Final = 6  # of a template's own: «{} of {}» would fit any name
# «Input should be a valid integer, unable to parse string as an integer» is for who wrote the program
_PLAINER: Final = (
    (re.compile(r"Input should be a valid integer(?:, [a-z ]*[a-z])?"), "it must be a whole number"),
    (re.compile(r"Input should be a valid number(?:, [a-z ]*[a-z])?"), "it must be a number"),
    (re.compile(r"Input should be a valid boolean(?:, [a-z ]*[a-z])?"), "it must be true or false"),
    (re.compile(r"Input should be a valid string"), "it must be a text, in quotes"),
    (re.compile(r"Input should be greater than or equal to"), "it must be at least"),
    (re.compile(r"Input should be greater than"), "it must be more than"),
    (re.compile(r"Input should be less than or equal to"), "it must be at most"),
    (re.compile(r"Input should be"), "it must be"),
)


@dataclass(slots=True)
class _Spoken:
    language: Language = "en"


_now: Final = _Spoken()


def speak(language: Language) -> None:
    """From now on the terminal is told everything in this language."""
    _now.language = language


def spoken() -> Tongue:
    """How dates, numbers and the codes of the tables are said there."""
    return tongue_of(_now.language)


def say(template: str, *parts: object) -> str:
    """The sentence with its parts put in: «{} is not a folder»."""
    said = french_sentences().get(template, template) if _now.language == "fr" else template
    return said.format(*parts)


def say_count(number: int, noun: str) -> str:
    """«1 file», «2 files»; «0 fichier»."""
    tongue = spoken()
    single = number in (0, 1) if tongue.is_french else number == 1
    return f"{tongue.number(number)} {say(noun if single else noun + 's')}"


def say_code(code: str, french: Mapping[str, str]) -> str:
    """A code of the tables: as it is in English, in French as the report says it."""
    return french.get(code, code) if _now.language == "fr" else code


def translate(sentence: str) -> str:
    """A sentence that was made elsewhere, with all sentences inside it; as it is where no template fits."""
    return _plainer(sentence) if _now.language == "en" else _in_french(sentence)


def _in_french(sentence: str) -> str:
    french = french_sentences()
    if sentence in french:
        return french[sentence]
    for found, said in _patterns():
        if fits := found.fullmatch(sentence):
            return said.format(*map(_translate_part, fits.groups()))
    return sentence


def _plainer(sentence: str) -> str:
    for found, said in _PLAINER:
        sentence = found.sub(said, sentence)
    return sentence


def _translate_part(part: str) -> str:
    """What was put in: a sentence again, a size «1.5»; a name stays as it is."""
    if " " in part:
        return translate(part)
    return part.replace(".", ",") if _SIZE.fullmatch(part) else part


@cache
def french_sentences() -> Mapping[str, str]:
    """English template → French template."""
    text = files("pipeline.screen").joinpath("french.yaml").read_text("utf-8")
    sentences: dict[str, str] = yaml.safe_load(text)
    return sentences


@cache
def _patterns() -> Sequence[tuple[re.Pattern[str], str]]:
    """Those with most words of their own first, so that a sentence is not taken for part of another."""
    fit = [one for one in french_sentences() if _GAP.search(one) and _own_letters(one) >= _FEWEST_LETTERS]
    return [(_pattern(one), french_sentences()[one]) for one in sorted(fit, key=_own_letters, reverse=True)]


def _own_letters(template: str) -> int:
    return len(_GAP.sub("", template))


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile("(.*?)".join(map(re.escape, _GAP.split(template))), re.DOTALL)
