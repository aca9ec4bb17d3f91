"""Text in plain letters around «fixé au», «reporté au», «jusqu'au» → whether it is a meeting or a period, no limit."""

import re
from typing import Final

from pipeline.mentions.limit_days import CALLS
from pipeline.mentions.limits import DUTY

_THE: Final = r"(?:la|le|l'|les|une?|votre|vos|ce|cet|cette|notre|nos|son|sa|leur|chaque|tout)"
_LIMIT: Final = r"(?:date (?:limite|butoir|d'echeance|d'exigibilite|de cloture)|limite|terme|delai|echeance|cloture)"
_OF: Final = r"(?:des |du |de la |de l'|d'|de (?:vos|votre|nos|notre|cet?|son) |de (?!la |l'|vos |votre |nos ))"
# What is given or ends on the day it is fixed for: but «la remise des prix», «le dépôt de gerbe», «la fête de fin
# d'année» and «le retour» of a journey are meetings
_ENDS: Final = (
    rf"(?:{_LIMIT}s?|expiration|forclusion|exigibilite|(?:prise|date) d'effet|resiliation|cessation"
    r"|dernier (?:jour|versement|paiement|delai)|dernieres? (?:limite|echeance)"
    rf"|remise {_OF}(?!prix|diplomes?|cles?|medailles?|recompenses?|trophees?"
    r"|insignes?|coupes?|galons?)[a-z]+"
    rf"|(?:depot|envoi|renvoi|retour|restitution|production|transmission) {_OF}"
    r"(?!gerbes?|plaintes?|voyages?|vacances|classe|enfants?|eleves?|groupe|car|bus)[a-z]+"
    r"|date (?:de |du |de la )(?:depot|renvoi|restitution)"
    rf"|liberation {_OF}(?:lieux|logement|local|locaux|chambre|appartement|parcelle|place)"
    r"|(?:reglement|paiement|versement|remboursement)s?|acompte|solde|reponses?"
    rf"|fin {_OF}(?:contrat|bail|location|abonnement|inscriptions?"
    r"|candidatures?|depots?|preavis|souscriptions?|adhesions?|offre|promotion|votes?|enquete|consultation))"
)
# "La date du dépôt des plans reste fixée [au 3 mai]", "l'échéance étant fixée [au 30 juin]"
_FIXED_LIMIT: Final = re.compile(
    rf"(?:^|[.;,:(]\s?|\b(?:et|que|qu'|dont|car|mais|alors|puisque|(?:la|le|les)quel(?:le)?s?) )(?:{_THE}\s?)?"
    r"(?:[a-z]+ )?(?:(?:date|jour) (?:de |du |d'|de la |de l'|de votre |de vos |des ))?"
    rf"(?:premiere? |seconde? |derniere? |nouvelle? |nouveau |ultime )?{_ENDS}\b[^.;,]{{0,60}}$"
)
# "six versements de 40 euros, le premier étant fixé [au 3 mai]"
_FIRST_OF_SUMS: Final = re.compile(
    r"\b(?:versements|paiements|mensualites|echeances|reglements|acomptes)\b[^.;]{0,40},? (?:dont )?(?:le|la) "
    r"(?:premiere?|derniere?|seconde?|deuxieme|troisieme) [^.;,]{0,20}$"
)
# "nous avons fixé au 15 avril la date limite"
_LIMIT_BEHIND: Final = re.compile(rf" (?:donc )?(?:la|le|l'|votre|cette|cet?) ?(?:nouvelle? |dernier )?{_LIMIT}\b")
# "La date limite de dépôt approche. Elle est fixée [au 30 mars]"
# "Passé ce délai, la visite est fixée [au 22 avril]"
_OTHER_FIXED: Final = re.compile(r"delai[^.;,]{0,20}, [^.;]{0,30}(?=fixe)")
# "si vous n'avez pas signalé votre absence à la réunion prévue [le 3 mai]"
_TOLD_DAY: Final = re.compile(
    r"\b(?:prevue?s?|programmee?s?|convenue?s?|convoquee?s?) (?:pour )?(?:le|au) (?:[a-z]+ )?$"
)
_IT: Final = re.compile(r"^\s*(?:elle|il|celle-ci|celui-ci|cette date|ce(?:tte)? dernier(?:e)?)\b[^.;,]{0,40}$")
_LIMITS_TOLD: Final = re.compile(rf"\b(?:{_LIMIT}|{CALLS})\b")

_MEETING: Final = re.compile(
    r"\b(?:rendez-vous|reunions?|visites?|assemblees?|seances?|audiences?|interventions?|passages?|departs?|entretiens?"
    r"|consultations? (?:de|du|avec|chez|medicale)|examens?|cours|concerts?|spectacles?|fetes?|sorties?|voyages?"
    r"|tournois?|matchs?|stages?|formations?|ateliers?|collectes?|livraisons?|ceremonies?|conferences?|coupures?"
    r"|hospitalisation|operation|releves?|bilan|prise de cotes|etat des lieux)\b[^.;,]{0,60}$"
)
_OF_LIMITS: Final = re.compile(rf"\b(?:{_LIMIT}|remise|depot|reponse|paiement|reglement)s?\b")
# "La garde est assurée jusqu'au 30 juin", "Vous êtes couvert jusqu'au ...", "Le contrat court jusqu'au ..."
_RUNS: Final = re.compile(
    r"\b(?:(?:est|sont|sera|seront|reste|restent|restera|resteront|etes|serez|suis|serai|sommes|serons) "
    r"(?:[a-z]+ment |donc |bien |toujours |encore |ainsi |egalement |en )?"
    r"(?:assure|couvert|garanti|ferme|absent|heberge|interrompu|suspendu|conge|vacances|deplacement|travaux|vigueur"
    r"|service|fonction)(?:e?s?)"
    r"|courent|court|courra|dure(?:nt|ra|ront)?|a lieu|ont lieu|aur(?:a|ont) lieu|sejourn\w+"
    r"|se (?:poursui\w+|prolong\w+|deroul\w+|tien\w+|continu\w+)|s'etend\w*|continu(?:e|ent|era|eront))"
    r"(?: [^.;,]{0,40})?\s?$"
)
# but of «les inscriptions se poursuivent jusqu'au» and «ce délai court jusqu'au» it is the limit
_RUNS_FOR: Final = re.compile(rf"\b(?:{CALLS}|{_LIMIT}s?|preavis|droit|possibilite|faculte|recours|periode d'essai)\b")


def is_no_limit(before: str, lead: re.Match[str], after: str, previous: str) -> bool:
    """Whether `lead`, found in `before` at its end, tells the day of a meeting or the end of a mere period.

    `after`: what follows the day; `previous`: what stands before the sentence.
    """
    said, ahead = lead[0], before[: lead.start()]
    if other := _OTHER_FIXED.match(said):
        said, ahead = "fixe", ahead + other[0]
    if said.startswith("fixe"):
        named = any(p.search(ahead) for p in (_FIXED_LIMIT, _FIRST_OF_SUMS)) or _LIMIT_BEHIND.match(after)
        return not named and not (_IT.match(ahead) and _LIMITS_TOLD.search(previous))
    if said.startswith(("si ", "tant que ")):
        return bool(_TOLD_DAY.search(said))
    if said.startswith("repor"):
        return bool(_MEETING.search(ahead)) and not _OF_LIMITS.search(ahead)
    if said.startswith("jusqu"):
        return bool(_RUNS.search(ahead)) and not (_RUNS_FOR.search(ahead) or DUTY.search(ahead))
    return False
