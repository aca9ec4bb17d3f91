"""A ban and an order → whether each holds on an occasion of its own: «lors des essais», «si la corne retentit»."""

import re
from functools import lru_cache
from typing import Final

from pipeline.findings.meanings import meanings_in, plain_letters
from pipeline.findings.passages import Passage

_OCCASION: Final = re.compile(
    r"\b(?<!meme )(?<!compris )(?:s'il\w*|si (?!ce n'est)|en cas d[e']|lorsqu\w*|quand|lors d(?:e|es|u)\b"
    r"|(?:pendant|durant) (?!\d))"
    r"(?P<what>[^,;.:]{3,60})"
)
# «quittez votre logement si la sirène retentit et gagnez ...»: up to what is told next; not «si vous maintenez»
_TOLD: Final = re.compile(
    r"\b(?:et|mais|puis|alors) (?=(?:ne |n')?[a-z]{2,}ez\b)"
    r"|(?<!vous )(?<!vous l[ae] )(?<!vous l')\b(?:ne |n')?[a-z]{3,}ez\b"
)


def are_of_two_occasions(one: str, other: str) -> bool:
    """Whether each sentence, in plain letters, names an occasion, and each something that the other does not."""
    here, there = _occasions_in(one), _occasions_in(other)
    return bool(here and there) and not (here <= there or there <= here)


def are_of_one_occasion(one: str, other: str) -> bool:
    """Whether both sentences, in plain letters, name the same occasion: «en cas d'alerte», «s'il y a une alerte»."""
    here, there = _occasions_in(one), _occasions_in(other)
    return bool(here and there) and (here <= there or there <= here)


def without_occasions(plain: str) -> str:
    """The sentence without the occasions that it names."""
    return _OCCASION.sub(" ", plain)


@lru_cache(maxsize=4096)
def _occasions_in(plain: str) -> Passage:
    named = (_TOLD.split(m["what"])[0] for m in _OCCASION.finditer(plain_letters(plain)))
    return frozenset(thing for what in named for thing in meanings_in(what))
