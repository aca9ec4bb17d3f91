"""A sentence that sets a limit → whether it is the reader who must act by it."""

import re
from typing import Final

from pipeline.findings.meanings import plain_letters

# What the reader is told to do
_READER: Final = re.compile(
    r"\b(?:veuillez|merci (?:de|d')|prieres? de|vous (?:devez|devrez|disposez|avez|invit\w+|pri\w+|demand\w+|somm\w+)"
    r"|(?:il )?vous est demande"
    r"|mettons en demeure|mise? en demeure|(?:a|sauf a) defaut|faute d[e']|sans (?:reponse|reglement|paiement|retour)"
    r"|(?:il )?vous (?:appartient|incombe|faut)|doi(?:t|vent) (?:nous )?etre|devr(?:a|ont) (?:nous )?etre"
    r"|voudrez bien|il convient de|doi(?:t|vent) (?:nous )?parvenir|(?:est|sont) (?:attendue?s?|exigibles?|dus?|dues?)"
    r"|attend(?:ons|u)|vous attend\w* [^.;]{0,40}\b(?:jusqu|avant le)|avons besoin d|comptons sur|imparti|dernier delai"
    r"|dev(?:ons|rons) (?:pouvoir )?(?:dispos|recevoir|avoir |obtenir)|il nous fau(?:t|dra)"
    r"|vous (?:est|sont) (?:laisse|accorde)e?s?|vous etes (?:\w+ment |donc )?(?:tenu|oblige|contraint)e?s?"
    r"|(?:est|sont) recevables?"
    r"|(?:est|sont) a (?!notre|votre)[a-z]+(?:er|ir|re)\b|date limite"
    r"|au plus tard|delai pour"
    r"|(?:reponse|retour|choix|paiement|reglement|dossier|coupon|fiche)s? (?:\w+ )?(?:a|attendue?s?|souhaitee?s?)"
    r" (?:\w+ ){0,2}(?:avant|pour|jusqu))"
)
# «Dites-nous combien vous serez», «renvoyez le coupon»; but «sachez que», «soyez assurée» ask for nothing
_IMPERATIVE: Final = re.compile(
    r"(?<!vous )(?<!vous le )(?<!vous la )(?<!vous les )(?<!vous en )(?<!vous y )(?<!vous nous )"
    r"(?<!vous l')(?<!vous m')"
    r"\b(?!(?:ch|ass|n|agre|croy|so[iy]|sach|not|recev|compt|n'hesit|hesit|voul|pouv|av|all|consider|imagin|connaiss"
    r"|rassur|esper|fait confian|profit)ez)[a-z']{2,}ez\b"
    r"|\b(?:dites|faites|refaites)(?:-| )(?!(?:partie|confiance|l'objet))"
)
# «Nous aimerions savoir si vous viendrez»
_WISHED: Final = re.compile(
    r"\bnous (?:vous )?(?:aimerions|souhaiterions|souhaitons|voudrions|desirons|saurions gre|serions reconnaissants?)"
    r" (?:que vous|de|savoir|connaitre|recevoir|avoir|disposer|obtenir)\b"
)
# What the sender does, or what happens of itself: «vous serez remboursé sous 5 jours», «prélevé le 5 mars»
_SENDER: Final = re.compile(
    r"\b(?:nous (?:vous |le |la |les )?"
    r"(?:rembours|repond|adress|contact|livr|enver|proced|recontact|rappel|trait)\w*r(?:ons|a)"
    r"|vous (?:recevrez|parviendra|pouvez (?:toujours|encore)"
    r"|(?:serez|sera|seront) (?:\w+ment )?[a-z]{3,}(?:e|i|u|is)e?s?\b)"
    r"|sera(?:it)? (?:preleve|rembourse|livre|traite|envoye|adresse|credite|effectif|debite)\w*"
    r"|preleve|prelevement|technicien|intervention|rendez-vous|livraison|retracter|retractation"
    r"|prend(?:ra)? (?:effet|fin)|valable|valide|offre)"
)
# Said at the head of the sentence, it is the reader's, whatever it is about: «Veuillez fixer un jour de livraison»
_PLAINLY: Final = re.compile(
    r"^(?:veuillez|vous (?:devez|voudrez bien|etes (?:pri\w+|tenue?s?|invite\w*) d[e'])|il vous (?:faut|appartient"
    r"|incombe|revient)|nous vous (?:demandons|prions) d[e']|priere d[e'])\b"
)


def asks_reader(sentence: str) -> bool:
    """«Le dossier est à rendre le 5 mars au plus tard»; not «vous serez remboursé le 5 mars au plus tard»."""
    plain = plain_letters(sentence)
    asks = _READER.search(plain) or _IMPERATIVE.search(plain) or _WISHED.search(plain)
    return bool(asks) and (bool(_PLAINLY.search(plain)) or not is_of_sender(sentence))


def bids(sentence: str) -> bool:
    """Whether a verb bids the reader do something: «envoyez», «il vous faut envoyer»."""
    plain = plain_letters(sentence)
    return bool(_IMPERATIVE.search(plain) or _READER.search(plain))


def is_of_sender(sentence: str) -> bool:
    """Whether it tells what the sender will do by then, or what happens of itself."""
    return bool(_SENDER.search(plain_letters(sentence)))
