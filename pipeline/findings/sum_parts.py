"""Sentences with a sum → whether it is one part of several: an instalment, a deposit, one month's payment."""

import re
from typing import Final

_PART: Final = re.compile(
    r"\b(?:acomptes?|mensualites?|echeances?|(?<!aucun )versements?(?! d[eu'])"
    r"|(?<!vos )(?<!par )prelevements?(?! soc| auto)"
    r"|majore\w*|(?<!chaque )partie|tranches?)\b"
)
_PAYMENT: Final = r"(?:acompte|mensualite|prelevement|versement|echeance)s?\b"
# What is said beside the sum: «retenus sur le premier versement», «rejet du prélèvement de 95 euros», «après déduction
# de vos mensualités», «avant prélèvements», «votre avis d'échéance»
_ASIDE: Final = re.compile(
    r"\b(?:sur|avec|lors d[e']|a l'occasion d[eu']) ?(?:l[ae]s? |l'|votre |vos )?"
    rf"(?:(?:premi|derni)er?e?s? |prochaine?s? )?{_PAYMENT}"
    rf"|\b(?:rejet|refus|impaye)e?s? (?:d[eu]s? |d')(?:l[ae] |l'|votre )?{_PAYMENT}"
    r"|\b(?:apres|deduction d[e']|deduite?s? d[e']|outre|avant|hors) ?(?:deduction d[e'] ?)?"
    r"(?:ces |vos |votre |les |l[ae] |l')?"
    rf"(?:(?:deux|trois|quatre|premiers?|premieres?) )?{_PAYMENT}"
    r"|\bchaque (?:versement|echeance)\b|\bavis d'echeances?\b"
)
# «La mensualité de 863 €», «837,54 € chaque mois», «quarante-huit échéances mensuelles»
_MONTHLY: Final = re.compile(r"\b(?:(?:par|chaque) mois|mensuel\w*|mensualites?)\b")
_EACH_MONTH: Final = frozenset({"mensualite", "echeance"})


def parts_of(here: str, there: str) -> tuple[frozenset[str], frozenset[str]]:
    """What part each of two sentences, in plain letters, says that its sum is.

    «La mensualité de 863 €» is what «837,54 € chaque mois» is: neither is a part of the other.
    """
    parts = _parts_in(here), _parts_in(there)
    if parts[0] != parts[1] and all(_MONTHLY.search(plain) for plain in (here, there)):
        return parts[0] - _EACH_MONTH, parts[1] - _EACH_MONTH
    return parts


def are_parts_apart(here: str, there: str) -> bool:
    """Whether they are of parts that have nothing in common: «l'acompte», «la dernière tranche»."""
    parts = parts_of(here, there)
    return parts[0] != parts[1] and parts[0].isdisjoint(parts[1])


def _parts_in(plain: str) -> frozenset[str]:
    return frozenset(part.removesuffix("s") for part in _PART.findall(_ASIDE.sub(" ", plain)))
