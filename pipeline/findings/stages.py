"""Two instructions → whether each is for its stage: while something lasts, once it is over; on leaving, on arrival."""

import re
from typing import Final

from pipeline.findings.meanings import plain_letters

_TURN: Final = (
    r"(?:coupure|travaux|chantier|intervention|operation|absence|sejour|convalescence|traitement|retour|retablissement"
    r"|remise|reprise|fin|passage|visite|cure|fermeture|reouverture)"
)
_ITS: Final = r"(?:l[ae]s? |l'|votre |son |ces? |cette )"
_WHILE: Final = re.compile(rf"\b(?:pendant|durant|au cours d[eu]) (?:toute )?(?:la duree d[eu]s? )?{_ITS}?{_TURN}")
_ONCE: Final = re.compile(
    rf"\b(?:(?:apres|a l'issue d[eu]) {_ITS}?|(?:des|a) {_ITS}){_TURN}|\bau retour\b"
    r"|\bune fois (?!par|dans|pour|de plus|l'an)"
)
_COMING: Final = re.compile(r"\b(?:a (?:votre|l'|son) ?(?:arrivee|entree)|en (?:arrivant|entrant))\b")
_LEAVING: Final = re.compile(r"\b(?:a (?:votre|son) (?:depart|sortie)|(?:au|lors du) depart|en partant)\b")
# «Interrompez la metformine», «reprenez la metformine dès demain»
_STOPS: Final = re.compile(r"\b(?:interromp|suspend|arrete[rz]|cesse[rz])")
_RESUMES: Final = re.compile(r"\b(?:repren(?:ez|dre)|recommence[rz]|retabli|rebranche[rz]|rallume[rz]|rouvr(?:ez|ir))")
# «Tant que la nouvelle box n'est pas en service, ne débranchez pas l'ancienne»
_AS_LONG: Final = re.compile(r"\btant que (?:l[ae]s? |l'|votre |notre |vos |nos )?(?:nouve\w+ )?(?P<what>[a-z]{3,})")


def is_resumed(earlier: str, later: str) -> bool:
    """Whether the later of two sentences bids to go on with what the earlier bade to stop."""
    return bool(_STOPS.search(plain_letters(earlier)) and _RESUMES.search(plain_letters(later)))


def is_until_then(earlier: str, later_letter: str) -> bool:
    """Whether a sentence holds as long as something is so, which a later letter says is done."""
    held = _AS_LONG.search(plain_letters(earlier))
    done = rf"\b{held['what']}\b[^.;]{{0,30}}\b(?:est|sont|a ete|ont ete|communique|fonctionne)\b" if held else ""
    return bool(done) and bool(re.search(done, plain_letters(later_letter)))


def are_of_two_stages(one: str, other: str) -> bool:
    """Whether the one is for the time in which something lasts, or for leaving, and the other for when it is over.

    «À votre départ, fermez les volets», «à votre arrivée, ouvrez les volets».
    """
    here, there = map(plain_letters, (one, other))
    return any(
        bool(first.search(x)) and not second.search(x) and bool(second.search(y)) and not first.search(y)
        for first, second in ((_WHILE, _ONCE), (_LEAVING, _COMING))
        for x, y in ((here, there), (there, here))
    )
