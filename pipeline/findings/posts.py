"""The title under which somebody signs → whether one person holds that post, or works for who holds it."""

import re
from typing import Final

from pipeline.findings.meanings import plain_letters

# A post that one person holds; there are many advisers, heads and deputies
_ONE_HOLDER: Final = re.compile(
    r"^(?:(?:le|la|monsieur|madame)\b ?(?:le|la)? ?)?(?:direct(?:eur|rice)|president|maire|prefete?|procureur|proviseur"
    r"|secretaire general"
    r"|agente? comptable|comptable public|greffi(?:er|ere) en chef|batonni\w+|doyenn?e?"
    r"|cure\b|pasteure?\b|commandante? d|medecin[- ]chef|redac(?:teur|trice) en chef|conservat(?:eur|rice) d|syndic\b"
    r"|recteur|rectrice|mediat(?:eur|rice)|tresori[e\w]+|gerante?|intendante?|principale?\b"
    r"|(?:chef(?:fe)?|responsable) (?:du|de la|des|de l'|d'etablissement))"
)
_DEPUTY: Final = re.compile(
    r"\b(?:adjointe?|delegu\w+|delegation|interim|pour|p/?o|vice|suppleante?)\b"
    r"|\b(?:direct(?:eur|rice)|president|responsable|chef(?:fe)?)e? (?:\w+ )?(?:departement|regiona|territoria)\w*\b"
)
# Who works for the one whose title follows: «Clerc de notaire», «Assistante vétérinaire»
_WORKS_FOR: Final = re.compile(
    r"^(?:(?:le|la|l'|votre) ?)?(?:assistante?|clerc|aide|stagiaire|eleve|apprentie?|collaborat\w+)\b"
)


def has_one_holder(title: str) -> bool:
    """Whether a house has one of them, and the title is not a deputy's."""
    plain_title = plain_letters(title)
    return bool(_ONE_HOLDER.search(plain_title)) and not _DEPUTY.search(plain_title)


def works_for_another(plain_title: str) -> bool:
    """Whether a title, in plain letters, is that of an assistant."""
    return bool(_WORKS_FOR.search(plain_title))
