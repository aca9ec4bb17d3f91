"""The event from which a limit counts, and whether two are one: of what is received, that tells them apart."""

import re
from functools import lru_cache
from typing import Final

from pipeline.findings.meanings import meanings_in, plain_letters
from pipeline.findings.passages import Passage

# Under all its names the letter itself is one: «réception de la présente», «... de ce courrier»
_RECEIPT: Final = meanings_in("réception lettre courrier envoi pli avis présente notification date jour")

# «jointe à ce courrier, est à nous renvoyer sous quinzaine»
_ENCLOSED: Final = re.compile(r"\b(?:(?:ci-)?joint|ci-inclus|ci-apres|annex|accompagn)\w*")
# «à compter de la notification», «dans les dix jours de la livraison»
_COUNTED: Final = re.compile(
    r"\b(?:a (?:compter|partir|dater) d[eu']s?|sui(?:t|vant|vent|vra|vit)|apres|avant (?=l[ea'])|des (?=l[ea'])"
    r"|(?:jours?|heures?|mois|ans?|semaines?) (?:de|d') ?(?=(?:sa|la|l'|votre|leur|notre|son|cette) ?)"
    r"|(?:jours?|heures?|semaines?|mois) du\b) ?"
    r"(?P<event>[^,.;]*)"
)
_COUNTED_AHEAD: Final = re.compile(
    r"\b(?:a (?:compter|partir|dater) d[eu']s?|des (?=la reception)) ?(?P<event>[^,.;]*)"
)
_EVENT_ENDS: Final = re.compile(
    r" (?:pour|afin|au plus|par|aupres|a l'adresse|vous|nous|il|elle|est|sont|seront|sera|doi\w+)\b"
)


def start_apart(here: Passage, there: Passage) -> bool:
    """Whether they are two events; where each tells what is received, that: «réception de la carte», «... du code»."""
    received, too = here - _RECEIPT, there - _RECEIPT
    return received.isdisjoint(too) if received and too else here.isdisjoint(there)


def start_alike(here: Passage, there: Passage) -> bool:
    """Whether both count from something, and it is one event."""
    return bool(here and there) and not start_apart(here, there)


def is_of_letter(event: Passage) -> bool:
    """Whether it counts from nothing that is named, or from the letter and its receipt."""
    return event <= _RECEIPT


def start_with(one: str, other: str, here: Passage, there: Passage) -> bool:
    """Whether the sentence that counts from nothing encloses what the other counts the receipt of."""
    sentence, event = (one, there) if there else (other, here)
    received = event - _RECEIPT
    enclosed = _ENCLOSED.search(plain_letters(sentence))
    return bool(enclosed) and bool(received) and event != received and received <= meanings_in(sentence)


@lru_cache(maxsize=4096)
def event_in(sentence: str, printed: str) -> Passage:
    """From what the limit that is printed so counts: «à compter de l'affichage»."""
    plain, figure = plain_letters(sentence), plain_letters(printed)
    found = _COUNTED.search(plain, max(0, plain.find(figure))) or _COUNTED_AHEAD.search(plain)
    return meanings_in(_EVENT_ENDS.split(found["event"].replace(" chez vous", ""))[0]) if found else frozenset()
