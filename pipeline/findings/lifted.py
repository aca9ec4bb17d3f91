"""Letter → whether it tells that what was forbidden is allowed again: «les restrictions sont levées»."""

import re
from functools import lru_cache
from typing import Final

from pipeline.findings.bodies import body_of
from pipeline.findings.meanings import plain_letters
from pipeline.records import LetterRow

_BAN: Final = (
    r"(?:mesures?|interdictions?|restrictions?|consignes?|suspensions?|fermetures?|alertes?|defense|limitations?"
    r"|quarantaine|confinement|precautions?|reserves?)"
)
_LIFTED: Final = re.compile(
    rf"\b{_BAN}\b[^.;:]{{0,60}}?\b(?:(?:est|sont|sera|seront|a ete|ont ete|etant)(?: \w+)? (?:lev|termin|achev|abrog"
    r"|rapport|supprim)e\w*|pren(?:d|nent|ait|dra|dront) fin|a pris fin|cess(?:e|ent|era|eront)\b"
    r"|n(?:'a|'ont|e sont|'est) plus (?:cours|lieu|en vigueur|d'actualite|de mise))"
    rf"|\b(?:levee?|fin) (?:de l[a'] ?|des |du |de cette |de ces |d'une? )(?:\w+ )?{_BAN}\b"
    r"|\bretour a la normale\b|\b(?:est|sont|sera|seront)(?: \w+)? (?:de|a) nouveau\b"
    r"|\b(?:est|sont|a|ont) (?:\w+ )?rouver\w+"
)
_AGAIN: Final = re.compile(r"\bcomme (?:auparavant|avant|par le passe)\b")
_SUBJECT: Final = re.compile(r"\b(?:reprise|reouverture|retablissement) (?:de l[a'] ?|des |du )")


def lifts_ban(later: LetterRow, order: str) -> bool:
    """Whether the later letter, or its order in plain letters, tells so: «comme auparavant», «reprise des visites»."""
    return bool(_AGAIN.search(order)) or _tells_so(later.subject or "", later.text)


@lru_cache(maxsize=2048)
def _tells_so(subject: str, text: str) -> bool:
    titled = plain_letters(subject)
    return bool(_SUBJECT.search(titled) or _LIFTED.search(f"{titled}. {plain_letters(body_of(text))}"))
