"""A sentence that sets a limit → whether it is the reader who must act by it."""

import re
from typing import Final

from pipeline.findings.meanings import plain_letters

# What the reader is told to do
_READER: Final = re.compile(
    r"\b(?:veuillez|merci (?:de|d')|prieres? de|vous (?:devez|devrez|disposez|avez|invit\w+|pri\w+|demand\w+|somm\w+)"
    r"|(?:il )?vous est demande"
    r"|mettons en demeure|mise en demeure|(?:a|sauf a) defaut|faute d[e']|sans (?:reponse|reglement|paiement|retour)"
    r"|(?:il )?vous (?:appartient|incombe|faut)|doi(?:t|vent) (?:nous )?etre|devr(?:a|ont) (?:nous )?etre"
    r"|voudrez bien|il convient de|doi(?:t|vent) (?:nous )?parvenir|(?:est|sont) (?:attendue?s?|exigibles?|dus?|dues?)"
    r"|attend(?:ons|u)|imparti|dernier delai|(?:est|sont) a (?!notre|votre)[a-z]+(?:er|ir|re)\b|date limite"
    r"|au plus tard|delai pour)"
)
# What the sender does, or what happens of itself: «vous serez remboursé sous 5 jours», «prélevé le 5 mars»
_SENDER: Final = re.compile(
    r"\b(?:nous (?:vous |le |la |les )?"
    r"(?:rembours|repond|adress|contact|livr|enver|proced|recontact|rappel|trait)\w*r(?:ons|a)"
    r"|vous (?:recevrez|serez|sera|seront|parviendra|pouvez (?:toujours|encore))"
    r"|sera(?:it)? (?:preleve|rembourse|livre|traite|envoye|adresse|credite|effectif|debite)\w*"
    r"|preleve|prelevement|technicien|intervention|rendez-vous|livraison|retracter|retractation"
    r"|prend(?:ra)? (?:effet|fin)|valable|valide|offre)"
)


def asks_reader(sentence: str) -> bool:
    """«Le dossier est à rendre le 5 mars au plus tard»; not «vous serez remboursé le 5 mars au plus tard»."""
    return bool(_READER.search(plain_letters(sentence))) and not is_of_sender(sentence)


def is_of_sender(sentence: str) -> bool:
    """Whether it tells what the sender will do by then, or what happens of itself."""
    return bool(_SENDER.search(plain_letters(sentence)))
