"""Times with a name of their own, «sous huitaine», «dans le mois de la vente», «à réception» → quantity and unit."""

import re
from typing import Final

from pipeline.mentions.plain import damaged

# What a time may run from: "dans le mois du décès"; but of "dans l'année de ses seize ans" it is the year
_EVENT: Final = (
    r"(?:deces|avis|naissance|signification|vente|achat|entree|demande|decision|jugement|accident|sinistre|dommage"
    r"|evenement|changement|mariage|arrivee|facture|affichage|proposition|offre|depot|date|reclamation|envoi|acquisition"
    r"|demenagement|emmenagement|cessation|embauche|rupture|expiration|mise|refus|courrier|lettre|annonce|constat)\b"
)
# "sous huitaine", "dans la quinzaine", "dans la semaine qui suit", "dans le mois suivant"
NAMED: Final = re.compile(
    rf"\b(?:(?:{damaged('sous')}|dans la|d'ici|a|(?=une\s(?:derni|ult|nouv)|cette\s))\s?"
    rf"(?:la\s|cette\s|une\s(?:derniere\s|ultime\s|nouvelle\s)?)?(?:(?P<eight>{damaged('huitaine')})|"
    rf"(?P<fifteen>{damaged('quinzaine')}))"
    r"|dans (?:la (?P<week>semaine)|le (?P<month>mois)|"
    r"l'(?P<year>annee|an\b))(?=(?:\s\([^()]{1,20}\))?\s(?:qui\s)?suiv?[ta]|\s(?:de la|"
    r"de sa|du|de cette)\s"
    r"(?:resiliation|reception|notification|cloture|presente|publication|signature|livraison|depart)"
    rf"|\s(?:de\s?(?:la|leur|sa|son|votre|l'|cet|cette)|du)\s?{_EVENT}))"
)
# "C'est dans le mois du commencement qu'il convient de déposer la déclaration": only where something must be done,
# for the month in which works begin is a mere time, too
IN_MONTH: Final = re.compile(
    r"\bdans le (?P<month>mois)(?= (?:du|de la|de l'|de (?:leur|sa|son|votre)) ?"
    r"(?:commencement|debut|demarrage|ouverture|achevement|lancement|installation|creation|reprise|survenance)\b)"
)
_TO_BE_DONE: Final = re.compile(
    r"\b(?:il (?:vous )?(?:convient|convien\w+|faut|faudra|appartient|incombe|importe)"
    r"|(?:est|sont|sera|seront) (?:[a-z]+ment )?a [a-z]+(?:er|ir|re)"
    r"|veuillez|merci d[e']|devez|devrez|doi(?:t|vent)|devr(?:a|ont)|se (?:fait|font|depose|declare)\w*)\b"
)
# "Vous nous répondrez dans le mois": only where something must be done
ALONE: Final = re.compile(
    r"\bdans (?:la (?P<week>semaine)|le (?P<month>mois))(?=\s?(?:[.;,()]|$)|\s(?:si|s'ils?|ou|accorde)\b)"
)
_NAMES: Final = {
    "eight": (8, "day"),
    "fifteen": (15, "day"),
    "week": (1, "week"),
    "month": (1, "month"),
    "year": (1, "year"),
}
# "dès réception de la présente", "payable à réception de facture": at once; but not "dès réception de votre dossier"
ON_RECEIPT: Final = re.compile(
    r"\b(?:payables?|paiement|reglement|a regler|exigible)\s(?:\w+\s){0,2}?a\s(?:la\s)?reception(?=\s?(?:[.,;()]|$))|"
    r"\b(?:des|a(?=\sreception de la presente\b)|(?:payables?|paiement|reglement|a regler|"
    r"exigible)\s(?:\w+\s){0,2}?a)\s(?:la\s)?reception"
    r"(?:\s(?:de|du)\s?(?:la|le|cette|ce|notre)?\s?(?:presente?\s?)?(?:facture|courrier|lettre|avis|mise en "
    r"demeure|notification|(?<=presente)|(?<=presente\s)|(?<=present\s)))"
)


def read_named(m: re.Match[str]) -> tuple[int, str]:
    """Quantity and unit of a `NAMED` or `ALONE`."""
    return next(_NAMES[name] for name, part in m.groupdict().items() if part)


def must_be_done(sentence: str) -> bool:
    """Whether something is to be done, wherever in the sentence it says so."""
    return bool(_TO_BE_DONE.search(sentence))
