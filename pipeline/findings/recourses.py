"""Sentences → whether they are of what the law lets the reader do for some time: contest, withdraw."""

import re
from typing import Final

from pipeline.findings.meanings import is_transaction, meanings_in, plain_letters
from pipeline.findings.passages import Passage

_RIGHT: Final = re.compile(r"\b(?:renonc\w+|retract\w+|contest\w+|recours|revenir sur|faire appel|interjeter)\b")
# What may be contested, by words that name no affair
_DECIDED: Final = meanings_in("decision refus mesure contestation reclamation renonciation retractation tribunal juge")


def are_rights(*sentences: str) -> bool:
    """Whether all are of such a right: the time for it runs once, whoever recalls it."""
    return all(_RIGHT.search(plain_letters(sentence)) for sentence in sentences)


def is_one_right(one: str, other: str, named: Passage, titled: Passage) -> bool:
    """Whether two clauses that name nothing but a decision are of the affair that both subject lines name.

    «contester cette décision dans un délai de deux mois», «toute contestation est à former sous un mois».
    """
    affair = frozenset(thing for thing in titled if not is_transaction(thing))
    return bool(affair) and named <= _DECIDED | affair and are_rights(one, other)
