"""A deed in its letter → the thing it is done to, by the words around its verb, and what else its sentence names."""

import re
from typing import Final, NamedTuple

from pipeline.findings.deeds import Deed
from pipeline.findings.direct_objects import done_to_in, telling
from pipeline.findings.manners import main_clause
from pipeline.findings.nouns import things_named
from pipeline.findings.one_bill import numbers_named
from pipeline.findings.opposites import is_of_deeds, is_way, words_of_ways
from pipeline.findings.passages import Passage, sentence_before, what_stands_before
from pipeline.records import LetterRow

_INSIDE: Final = re.compile(r"\bdans (?:son|sa|ses|leurs?) [\w'’ -]+")  # «renvoyez le modem dans son carton»
# «vidé de tout meuble»
_EMPTIED: Final = re.compile(r"\bde (?P<of>(?:tout|toute|tous|toutes|ses|ces|leurs?|vos)\s[\w'’ -]+)")


# To end is to end a contract, under whatever name: «résiliez votre abonnement actuel», «l'ancien contrat»
_ENDS: Final = frozenset({"end", "=cancel"})
_CONTRACT: Final = re.compile(
    r"\b(?:contrat|abonnement|adh[ée]sion|assurance|mutuelle|compl[ée]mentaire|bail|forfait|offre)\b", re.IGNORECASE
)


class Things(NamedTuple):
    """`done_to`: what the deed is done to. `named`: by its sentence. `meant`: by the subject line too.

    `numbers`: of a bill or file that is dealt with in this way: «l'avis n° 77 418 se paie par chèque».
    """

    done_to: Passage
    named: Passage
    meant: Passage
    numbers: frozenset[str] = frozenset()

    @property
    def any(self) -> Passage:
        """Every thing by which a deed may be found that undoes it."""
        return self.named | self.meant


def things_of(deed: Deed, row: LetterRow) -> Things:
    """Where a pronoun stands for the thing, or nothing does, it may be what the subject line names."""
    if is_way(deed.what):
        return _things_of_way(deed, row)
    before, behind = deed.sentence[: deed.start], deed.sentence[deed.start + len(deed.told) :]
    ahead = what_stands_before(deed.sentence, row.text)
    done_to, by_pronoun = done_to_in(deed.told, before, behind, ahead, of_deeds=is_of_deeds(deed.what))
    if "empty" in deed.what and (emptied := _EMPTIED.search(behind)):
        done_to |= things_named(emptied["of"])
    if not done_to and not deed.what.isdisjoint(_ENDS) and _CONTRACT.search(deed.sentence):
        done_to = frozenset({"contract"})
    main = main_clause(deed.sentence)
    said = _INSIDE.sub(" ", main if deed.told in main else deed.sentence)
    named = telling(things_named(f"{sentence_before(deed.sentence, row.text)} {said}")) | done_to
    if by_pronoun or not done_to or deed.is_of_body:
        return Things(done_to, named, named | telling(things_named(row.subject or "")))
    return Things(done_to, named, frozenset())


def _things_of_way(deed: Deed, row: LetterRow) -> Things:
    """What is done in this way, and not the way itself: «le loyer» of «le loyer se paie par chèque»."""
    ahead = sentence_before(deed.sentence, row.text)
    named, subject = (
        telling(things_named(words)) - words_of_ways(deed.what)
        for words in (f"{ahead} {deed.sentence}", row.subject or "")
    )
    return Things(named, named, named | subject, numbers_named(f"{ahead} {deed.sentence}"))
