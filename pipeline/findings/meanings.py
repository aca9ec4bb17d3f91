"""Word → what it means, by the editable lexicon `meanings.yaml`: an act, a thing, or nothing."""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

import yaml

from pipeline.findings.word_lists import any_of

_ANY: Final = r"[^\W\d_]+(?: [^\W\d_]+)?"  # a word or two, where a phrase of the lexicon has a «~»
_STEM_LENGTH: Final = 6  # «restitution», «restitués» -> «restit»; «équipement(s)» -> «equipe»
_ENDING: Final = re.compile(r"(?:es|e|s)$")  # «rejet» and «rejeté» are one word
# combining marks, as «e» + «´»
_ACCENT: Final = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_ACCENTED: Final = {"a": "[aàâ]", "c": "[cç]", "e": "[eéèê]", "i": "[iîï]", "o": "[oô]", "u": "[uùû]"}
_WORD: Final = re.compile(r"[a-z]{3,}")
_ACT: Final = "="  # begins the name of an act or of several: «=pay», «=return+send»


@lru_cache(maxsize=1024)
def plain_letters(text: str) -> str:
    """Lower case without accents, ligatures undone, blanks as single spaces; curly apostrophes straight."""
    spread = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae").replace("’", "'"))
    return " ".join(_ACCENT.sub("", spread).split())


@lru_cache(maxsize=4096)
def meanings_in(text: str) -> frozenset[str]:
    """What the telling words of a passage mean; numbers and times do not count."""
    return frozenset(filter(None, map(meaning_of, _WORD.findall(with_phrases(plain_letters(text))))))


def with_phrases(text: str) -> str:
    """The text with the words that say one thing together put as one word: «rendez-vous»."""
    return _phrases().sub(lambda m: _one_word(plain_letters(m[0])), text)


@lru_cache(maxsize=4096)
def _one_word(phrase: str) -> str:
    held: dict[str, str] = _lexicon()["phrases"]
    known = held.get(phrase)
    return known or next(word for said, word in held.items() if re.fullmatch(said.replace("~", _ANY), phrase))


@lru_cache(maxsize=4096)
def meaning_of(word: str) -> str:
    """«versement» -> «=pay», «modem» -> «box», «affichage» -> «affich»; empty for a word that tells nothing."""
    if word in words_of_list("empty") or word in words_of_list("times"):
        return ""
    if _courtesies().fullmatch(word):
        return ""
    acts = [act for act, forms in _forms("acts").items() if forms.fullmatch(word)]
    if acts:
        return _ACT + "+".join(acts)
    thing = next((thing for thing, forms in _forms("things").items() if forms.fullmatch(word)), None)
    return thing or _stem(word)


@cache
def acts_named(meaning: str) -> frozenset[str]:
    """The acts that a meaning is; none for a thing."""
    return frozenset(meaning.removeprefix(_ACT).split("+")) if meaning.startswith(_ACT) else frozenset()


@cache
def is_thing(meaning: str) -> bool:
    """Whether the lexicon holds it as a thing, with several words for it."""
    return meaning in _lexicon()["things"]


@cache
def is_anything(meaning: str) -> bool:
    """Whether it says of no thing which one it is: «le contrat», «le service»."""
    return meaning in _meanings("anything")


@cache
def is_somebody(meaning: str) -> bool:
    """Whether it says who does something, and not what: «le locataire», «l'accueil»."""
    return meaning in _meanings("somebody")


@cache
def is_telling(meaning: str) -> bool:
    """Whether it names one thing among others: no bill, nobody, and not what may be anything."""
    return not (is_transaction(meaning) or is_anything(meaning) or is_somebody(meaning))


@cache
def is_transaction(meaning: str) -> bool:
    """Whether another letter may name another sum or day for it with as much right: «la facture», «l'échéance»."""
    return meaning in _meanings("transactions")


def _stem(word: str) -> str:
    return _ENDING.sub("", word[:_STEM_LENGTH])


@cache
def _lexicon() -> dict[str, Any]:
    return read_lexicon(files("pipeline.findings").joinpath("meanings.yaml").read_text("utf-8"))


def read_lexicon(text: str) -> dict[str, Any]:
    """The lexicon as the file holds it. Raises ValueError for words that no letter could ever be found to hold."""
    held: dict[str, Any] = yaml.safe_load(text)
    forms = (*held["phrases"], *held["phrases"].values(), *held["acts"].values(), *held["things"].values())
    for words in (*forms, held["courtesies"]):
        if (plain := plain_letters(words)) != " ".join(str(words).split()):
            raise ValueError(f"meanings.yaml: write {plain!r} instead of {words!r}, in plain letters.")
    return held


@cache
def words_of_list(name: str) -> frozenset[str]:
    """The words of a list of the lexicon, in plain letters."""
    return frozenset(plain_letters(_lexicon()[name]).split())


@cache
def _meanings(name: str) -> frozenset[str]:
    return frozenset(map(meaning_of, words_of_list(name)))


@cache
def _forms(name: str) -> dict[str, re.Pattern[str]]:
    return {meaning: _any_of(forms) for meaning, forms in _lexicon()[name].items()}


@cache
def _courtesies() -> re.Pattern[str]:
    return _any_of(_lexicon()["courtesies"])


def _any_of(forms: str) -> re.Pattern[str]:
    return re.compile(any_of(forms.split()))


@cache
def _phrases() -> re.Pattern[str]:
    spelt = ("".join(_ACCENTED.get(letter, letter) for letter in phrase) for phrase in _lexicon()["phrases"])
    return re.compile("|".join(rf"\b{phrase.replace('~', _ANY)}\b" for phrase in spelt), re.IGNORECASE)
