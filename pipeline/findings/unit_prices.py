"""A sum and its sentence → what it is the price of one of: «0,45 € par kilomètre», «3,90 € le repas»."""

import re
from functools import lru_cache
from typing import Final

from pipeline.findings.conflicts import Said
from pipeline.findings.matter import all_numbers_of
from pipeline.findings.meanings import meaning_of, plain_letters

# Not of a time, in which many things are paid: «12 € par mois»
_UNIT: Final = re.compile(
    r"^ ?(?:ttc |ht )?(?:par|l[ae]|l'|/|chaque|du|de l'|pour un|pour une) ?"
    r"(?P<unit>(?!jours?\b|heures?\b|mois\b|ans?\b|annee|trimestre|semestre|semaine|\d)[a-z]+\d?)"
)
_NAME: Final = re.compile(
    r"\b(?P<name>[a-z]{4,})(?: [a-z]{4,})? (?:est |sera |est fixee? |sera fixee? )?(?:de|d'|a) ?$"
)
_SHORT: Final = {"kilometre": "km", "kilometres": "km"}


def are_unit_prices_alike(one: Said, other: Said) -> bool:
    """Whether both are the price of one of the same, called by one name, in letters that bear one number."""
    here, there = _priced(one), _priced(other)
    return (
        here is not None and here == there and not all_numbers_of(one.letter).isdisjoint(all_numbers_of(other.letter))
    )


def clause_with_sum(said: Said) -> str:
    """The part of its sentence, between commas, in which a sum stands."""
    parts = re.split(r", (?!\d)", said.mention.sentence)
    return next((part for part in parts if said.mention.text in part), said.mention.sentence)


def _priced(said: Said) -> tuple[str, str] | None:
    return _priced_in(said.mention.sentence, said.mention.text)


@lru_cache(maxsize=4096)
def _priced_in(sentence: str, printed: str) -> tuple[str, str] | None:
    """What the price is called, and of one of what."""
    before, _, behind = plain_letters(sentence).partition(plain_letters(printed))
    name, unit = _NAME.search(f"{before.rstrip()} "), _UNIT.match(behind)
    if not name or not unit:
        return None
    return meaning_of(name["name"]) or name["name"], _SHORT.get(unit["unit"], unit["unit"])
