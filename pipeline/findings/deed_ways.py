"""Sentence → in which way something is to be done: «uniquement en ligne», «par chèque», «une copie suffit».

A way is a deed like any other to `undoing.py`; that no other way will do is a deed beside it.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from pipeline.findings.opposites import ONLY, named_ways, ways_of

# «Seul le chèque est admis», «rien d'autre qu'un chèque», «obligatoirement par chèque»
_ONLY: Final = re.compile(
    r"\b(?:uniquement|exclusivement|exclusi(?:f|ve)|seule?s?(?! (?:fois|face))|seulement|rien d'autre|aucune? autre"
    r"|nulle? autre"
    r"|obligatoire\w*|imperati\w+|exige\w*|(?:ne |n')[^,;]{1,40} qu(?:e |'))"
)
# «non seulement en ligne», «l'original n'est plus obligatoire»
_NOT_ONLY: Final = re.compile(
    r"\b(?:non seulement|(?:pas|plus|nullement) (?:uniquement|seulement|exclusivement|obligatoire\w*|exige\w*"
    r"|imperati\w+))\b"
)
# «Nous n'acceptons plus les chèques», «l'original n'est pas exigé», «sans procuration»
_BAN_BEFORE: Final = re.compile(
    r"\b(?:(?:ne |n')(?:(?!que\b|qu')[\w'-]+ ){0,5}?(?:pas|plus|rien|jamais|ni|aucune?)|refus\w+|exclu(?:e?s?|t"
    r"|ent|ons|re)|pas de|pas d'"
    r"|plus de|plus d'|jamais d\w*|surtout pas|et non|aucune?|ni"
    r"|sans|inutile|proscri\w+|interdi\w+|(?:gard|conserv)(?:ez|er)|au lieu d\w+|plutot qu\w+)\b(?:(?! et | mais "
    r"| que )[^,;]){0,40}$"
)
# «l'original est à conserver», «le chèque n'est pas accepté», «une copie ne suffit pas»
_BAN_BEHIND: Final = re.compile(
    r"^[^,;]{0,30}?\b(?:(?:n'est|ne sont|n'a|ne sera|ne seront|ne (?:peut|peuvent|doit|doivent) etre|ne suffi\w+"
    r"|ne vaut|ne valent)"
    r"(?: \w+)?(?: pas| plus| nullement)?|ne sera (?:trait|pris|examin|recu|retenu)\w*|(?:est|sont|sera"
    r"|seront) (?:refuse|exclu|interdit|proscrit|inutile"
    r"|superflu|renvoye|rejete)\w*|(?:est|sont) a (?:conserver|garder))\b"
)
# Not all that names a way is told to be done in it: «Votre chèque a été encaissé»; «suffit», «se paie», «signez» tell
_TELLS: Final = re.compile(
    r"\b(?:suffi\w*|content\w+|compose\w*|accept\w+|admi[st]\w*|possible|permis\w*|autoris\w+|peut|peuvent"
    r"|pourr\w+|merci|prie\w*|doi\w+|devr\w+|demand\w+|exig\w+|requis\w*|conseill\w+|recommandons|souhait\w+"
    r"|fai\w+|convien\w+"
    r"|uniquement|exclusivement|obligatoire\w*|seule?s?|[a-z]{3,}ez|inutile|besoin|dispens\w+|(?:proscri|interdi"
    r"|refus)\w+"
    r"|ne ser(?:a|ont) (?:pas |plus )?(?:trait|pris|examin|recu|retenu)\w*|se (?:fait|font|regle\w*|paie\w*)"
    r"|est a|sont a)\b"
)
_CASE: Final = re.compile(r"\W{0,3}(?:si|s'il|lorsqu\w*|quand|en cas|sauf|a defaut)\b")


class Way(NamedTuple):
    """A way that is named, by its place in the sentence; `what` as a deed stands for."""

    start: int
    end: int
    what: frozenset[str]
    forbidden: bool


def ways_in(flat: str) -> Iterator[Way]:
    """Every way that a sentence, in plain letters, bids, allows or forbids."""
    if _CASE.match(flat) or not _TELLS.search(flat):
        return
    only = bool(_ONLY.search(flat)) and not _NOT_ONLY.search(flat)
    for m in named_ways().finditer(flat):
        before, behind = flat[: m.start()], flat[m.end() :]
        banned = bool(_BAN_BEFORE.search(before) or _BAN_BEHIND.search(behind))
        for way in ways_of(m[0]):
            alone = {f"{ONLY}{way}"} if only and not banned else frozenset[str]()
            yield Way(m.start(), m.end(), frozenset({way, *alone}), banned)
