"""Two events from which limits count → whether they are one: of what is received, that tells them apart."""

import re
from typing import Final

from pipeline.findings.meanings import meanings_in, plain_letters
from pipeline.findings.passages import Passage

# Under all its names the letter itself is one: «réception de la présente», «... de ce courrier»
_RECEIPT: Final = meanings_in("réception lettre courrier envoi pli avis présente notification date jour")

# «jointe à ce courrier, est à nous renvoyer sous quinzaine»
_ENCLOSED: Final = re.compile(r"\b(?:(?:ci-)?joint|ci-inclus|ci-apres|annex|accompagn)\w*")


def start_apart(here: Passage, there: Passage) -> bool:
    """Whether they are two events; where each tells what is received, that: «réception de la carte», «... du code»."""
    received, too = here - _RECEIPT, there - _RECEIPT
    return received.isdisjoint(too) if received and too else here.isdisjoint(there)


def start_alike(here: Passage, there: Passage) -> bool:
    """Whether both count from something, and it is one event."""
    return bool(here and there) and not start_apart(here, there)


def start_with(one: str, other: str, here: Passage, there: Passage) -> bool:
    """Whether the sentence that counts from nothing encloses what the other counts the receipt of."""
    sentence, event = (one, there) if there else (other, here)
    received = event - _RECEIPT
    enclosed = _ENCLOSED.search(plain_letters(sentence))
    return bool(enclosed) and bool(received) and event != received and received <= meanings_in(sentence)
