"""Two events from which limits count → whether they are one: of what is received, that tells them apart."""

from typing import Final

from pipeline.findings.meanings import meanings_in
from pipeline.findings.passages import Passage

# Under all its names the letter itself is one: «réception de la présente», «... de ce courrier»
_RECEIPT: Final = meanings_in("réception lettre courrier envoi pli avis présente notification date jour")


def start_apart(here: Passage, there: Passage) -> bool:
    """Whether they are two events; where each tells what is received, that: «réception de la carte», «... du code»."""
    received, too = here - _RECEIPT, there - _RECEIPT
    return received.isdisjoint(too) if received and too else here.isdisjoint(there)


def start_alike(here: Passage, there: Passage) -> bool:
    """Whether both count from something, and it is one event."""
    return bool(here and there) and not start_apart(here, there)
