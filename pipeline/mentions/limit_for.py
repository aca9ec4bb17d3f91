"""Text in plain letters before «pour le 5 avril», «dès le 5 avril» → whether something must be done by that day."""

import re
from typing import Final

from pipeline.mentions.bidding import ASKS
from pipeline.mentions.limit_days import PAPERS

# what may stand between the words that make a date a limit and the date
THE: Final = (
    r"(?:\s?:)?(?:\s?pour(?=\sl))?(?:\s?(?:au|l ?e|[i1]e|(?:a )?la date du|du)(?:\s?:)?)?\s?"
    r"(?:(?:lun|mar|mercre|jeu|vendre|same)di\s|dimanche\s)?$"
)
# "pour le 5 avril": a limit only where something must be done
_DONE: Final = (
    r"\b(?:payer|regle[rz]|parvenir|rapport\w+|declar\w+|retourn\w+|renvo\w+|repon\w+|remettre|rendre|adresser"
    r"|transmettre|envoyer|"
    r"deposer|fournir|confirmer|inscri\w+|reponse|attendu\w*|exig\w+|reclam\w+|vers(?:er|ez|ement)|paye[rz]|paiement|"
    r"reglement|restitu\w+|liberer|quitter|evacuer|regularis\w+|acquitt\w+|complete[rz]|signe[rz]|produire|"
    r"communiquer|apporter|due?s?|resili\w+|depos\w+|souhaite\w*|revien\w+|revenir|remise?s?|indispensables?"
    r"|doi(?:t|vent)|devr(?:a|ont))\b"
)
# "vous voudrez bien rapporter la fiche pour le 5 avril": whatever the verb, but no day to keep in mind
_ASKED: Final = (
    rf"{ASKS.pattern} (?!(?:vous )?(?:noter|retenir|reserver|bloquer|trouver|croire|agreer|recevoir|presenter|venir"
    r"|assister|participer)\b)"
)
# "Annoncez votre venue pour le 25 mars", "Dites-nous si vous serez libre pour le 25 mars": what is told is of that day
_OF_THAT_DAY: Final = (
    r"(?![^.;]{0,110}\b(?:ven(?:ue?s?|ir|ez|ons)|vien\w+|presen\w+|serez|libres?|disponibles?|places?|rendez-vous"
    r"|reunions?|repas|menus?|plats?|programmes?|assist\w+|particip\w+|billets?|tables?|chambres?|horaires?|heures?"
    r"|besoins?|recev\w+|creneau|dates?|jour|temps|couverts?|invit\w+|prevue?s?|attend\w*|reserv\w+|absen\w+)\b)"
)
_PEOPLE: Final = (
    r"(?:famille|foyer|parent|locataire|adherent|eleve|usager|resident|proprietaire|titulaire|patient|assure"
    r"|contribuable|membre|salarie|agent|licencie|participant|exposant|producteur|viticulteur|vigneron|exploitant"
    r"|eleveur|apiculteur|candidat|client|abonne|associe|delegue|representant|responsable|equipe|club|association"
    r"|commune|service|entreprise|fournisseur|etudiant|commercant|artisan|benevole|stagiaire|coproprietaire)s?"
)
# "Dites-nous quels créneaux vous conviennent pour le 25 mars", "Faites-nous connaître vos choix pour le 25 mars"
_TELLING: Final = (
    r"(?<!vous )(?<!nous )\b(?:dites|indiquez|signalez|precisez|annoncez|communiquez|transmettez|choisissez|prononcez"
    r"|avisez|informez|designez|listez|envoyez|adressez|deposez|apportez|postez|decidez"
    r"|faites(?:-(?:nous|moi|lui|leur|le|la|les)){0,2} (?:[a-z]+ )?(?:savoir|connaitre|part))\b"
)
# "Chacun annonce ses parcelles au bureau, pour le 8 août"
_EACH: Final = (
    rf"\b(?:chacune?|(?:chaque|tout|toute|les|tou(?:te)?s (?:les|nos)) {_PEOPLE})(?: [a-z]+)? (?:nous |vous )?"
    r"(?:(?:annonc|signal|communiqu|indiqu|precis|envoi|adress|vers|confirm|remet|transmet|rend|fourni|choisi|pai|regl)"
    r"[a-z]*|(?:fait|font|fera|feront) (?:connaitre|savoir|parvenir))\b"
)
# "Nous comptons recevoir le certificat pour la mi-octobre"
_HOPED: Final = (
    rf"\b(?:compt|esper|desir|attend|voul|voudr)\w+ (?:bien )?(?:recevoir|avoir|recuperer) [^.;,]{{0,20}}{PAPERS}\b"
)

_WORDS: Final = (
    _DONE,
    _ASKED,
    _TELLING + _OF_THAT_DAY,
    _EACH + _OF_THAT_DAY,
    _HOPED,
)
_FOR: Final = tuple(re.compile(rf"{words}[^.;]{{0,80}}?\b(?P<at>pour){THE}") for words in _WORDS)
_BY_THEN: Final = tuple(re.compile(rf"{words}[^.;]{{0,80}}$") for words in _WORDS)
# "le premier versement étant attendu dès le 5 avril"
_FROM: Final = re.compile(
    r"\b(?:attendu\w*|exigible\w*|dus?|verse\w*|paye\w*|regle\w*|paiement|reglement|"
    rf"reponse)\b[^.;]{{0,50}}?\b(?P<at>des){THE}"
)


def find_for(before: str) -> int | None:
    """Where in `before`, which ends at a date, the «pour» or «dès» stands that makes it a limit."""
    found = next((m for pattern in (*_FOR[:1], _FROM, *_FOR[1:]) if (m := pattern.search(before))), None)
    return found.start("at") if found else None


def asks_by(before: str) -> bool:
    """Whether something must be done by the day that a «pour» behind `before` names."""
    return any(pattern.search(before) for pattern in _BY_THEN)
