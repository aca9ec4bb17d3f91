"""Two addresses, however they are written → whether they are one."""

import re
from typing import Final

from rapidfuzz.distance import Levenshtein

from pipeline.findings.meanings import plain_letters

# What is written out or not: «av.» and «avenue», «bd» and «boulevard»
_SHORT_WORDS: Final = {
    "av": "avenue",
    "bd": "boulevard",
    "bld": "boulevard",
    "r": "rue",
    "pl": "place",
    "ch": "chemin",
    "st": "saint",
    "ste": "sainte",
}
_POSTCODE: Final = 5  # figures
_DROPPED: Final = frozenset({"cedex", "bis", "ter", "de", "du", "des", "la", "le", "les", "l", "d", "france"})


def is_one_address(one: str, other: str) -> bool:
    """The same numbers, and words alike but for misreading; a line more or less is no difference."""
    here, there = address_words(one), address_words(other)
    codes = [{w for w in words if re.fullmatch(r"\d{5}", w)} for words in (here, there)]
    if codes[0] and codes[1] and codes[0].isdisjoint(codes[1]):
        return False
    house = [{w for w in words if re.fullmatch(r"\d{1,4}", w)} for words in (here, there)]
    if house[0] and house[1] and house[0].isdisjoint(house[1]):
        return False
    words = [[_SHORT_WORDS.get(w, w) for w in ws if not w.isdigit() and w not in _DROPPED] for ws in (here, there)]
    fewer, more = sorted(words, key=len)
    strange = [w for w in fewer if not any(Levenshtein.normalized_similarity(w, known) >= 0.7 for known in more)]
    return len(strange) <= len(fewer) // 3


def is_one_street(one: str, other: str) -> bool:
    """One street of one town, whatever the number of the house: «14 rue de Lorraine», «41 rue de Lorraine»."""
    here, there = (" ".join(street_words(address)) for address in (one, other))
    return bool(here and there) and is_one_address(here, there)


def street_words(text: str) -> list[str]:
    """The words and the postcode, without the number of the house."""
    return [word for word in address_words(text) if not word.isdigit() or len(word) == _POSTCODE]


def address_words(text: str) -> list[str]:
    """The words and numbers in plain letters."""
    return re.findall(r"\d+|[a-z]+", plain_letters(text))
