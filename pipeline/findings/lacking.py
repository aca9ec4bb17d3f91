"""A sentence → whether it says that the sender lacks, needs or awaits something that the reader has to give.

«Vos relevés nous font défaut», «il nous faut le nom du conducteur», «un accord écrit de votre part est nécessaire».
"""

import re
from typing import Final

from pipeline.findings.meanings import plain_letters

_PAPER: Final = (
    r"\b(?:accord|acte|attestation|autorisation|bulletin|bordereau|carnet|certificat|cheque|consentement|copie|coupon"
    r"|declaration|document|extrait|facture|fiche|formulaire|index|justificati(?:f|ve)|justification|liste"
    r"|livret|mandat|noms?"
    r"|numero|ordonnance|original|photo(?:copie|graphie)?|piece|pouvoir|preuve|procuration|questionnaire|recepisse"
    r"|releve|reponse|rib|signature|paiement|versement|reglement)s?\b"
)
_OF: Final = r"[^.;:]{0,60}?"
_NEEDED: Final = r"(?:necessaire|indispensable|utile|precieu(?:x|se)|requis|requise)s?\b"
_LACKS: Final = re.compile(
    "|".join(
        (
            rf"{_PAPER}{_OF} (?:nous|me) (?:fait|font|fera|feront|faisait) (?:\w+ )?defaut\b",
            rf"{_PAPER}{_OF} (?:nous|m') ?(?:est|sont|sera|seront|serai(?:t|ent)) (?:\w+ )?{_NEEDED}",
            rf"{_PAPER}{_OF} (?:n'y figure(?:nt)? (?:pas|plus)\b|manque(?:nt)?\b{_OF}\bvo(?:tre|s)\b)",
            rf"\bvo(?:tre|s) (?:\w+ ){{0,2}}{_PAPER}{_OF} manque(?:nt)?\b",
            rf"\b(?:tant|avant) que vous n(?:'aurez|'avez|e nous (?:aurez|avez)) pas{_OF}{_PAPER}",
            rf"\bil (?:nous|me) (?:faut(?! \w+(?:er|ir|re)\b)|manque\b){_OF}{_PAPER}",
            rf"\b(?:avons|ai) (?:\w+ )?besoin d{_OF}{_PAPER}",
            rf"{_PAPER}{_OF} (?:de votre part|par vos soins){_OF} (?:est|sont|sera|serait) {_NEEDED}",
            rf"\bvo(?:tre|s) (?:\w+ ){{0,2}}{_PAPER}{_OF} (?:est|sont|sera|serait) (?:\w+ )?(?:{_NEEDED}"
            rf"|attendue?s?\b)",
            rf"\bsans (?:cet|cette|ces|votre|vos) (?:\w+ )?{_PAPER}",
            rf"\b(?:attente|attendons) (?:de )?(?:recevoir )?(?:votre|vos) (?:\w+ )?{_PAPER}",
            rf"\bne (?:pourr|peu|pouv)\w+{_OF}\bsans (?:une? |l[ae]s? |l')?{_PAPER}{_OF} (?:de votre|par vos)\b",
            # «ne sera ouvert qu'à réception de la copie de votre titre»
            rf"\bn(?:e |'){_OF}\bqu'(?:a|apres|sur) (?:la )?(?:reception|remise|production) d{_OF}{_PAPER}",
            rf"\bn(?:'avons|'ai) (?:\w+ )?(?:pas|rien) (?:\w+ )?recu (?:votre|vos) (?:\w+ )?{_PAPER}",
        )
    )
)
# It is others who give it, or there is nothing to give
_OF_OTHERS: Final = re.compile(
    r"\b(?:d[eu] (?:la |l')?(?:mairie|prefecture|commission|direction|banque|region|maire|tribunal|conseil|fabricant"
    r"|fournisseur|syndic|ministere|expert|assureur|architecte|administration|assemblee|entreprise)|de nos|par nos"
    r"|de notre|n(?:'|e nous )(?:est|sont|sera|seront) (?:pas|plus)|n'(?:avons|ai) (?:pas|plus|nul|aucun) besoin"
    r"|ne (?:\w+ )?manque\w*)\b"
)


def is_lacking(sentence: str) -> bool:
    """Whether the sender lacks something of the reader's."""
    plain = plain_letters(sentence)
    return bool(_LACKS.search(plain)) and not _OF_OTHERS.search(plain)
