"""Clause → the act it names in any form, and whether it leans towards it or away from it.

Where no pattern of a verb or a noun says who is told what: «la tenue fera l'objet d'une restitution», «cette majoration
n'appelle aucun versement», «les joueurs n'ont aucun droit à verser». What was or was not done, what the sender does
and what holds on a condition is no instruction. All patterns are for plain letters (see `plain.py`).
"""

import re
from collections.abc import Iterator
from typing import Final

# «La présente décision peut faire l'objet d'un recours», «la demande présentée par ...» ask for nothing to be sent
_ACTS: Final = {
    "send": r"envoi|envoyer|envoyee?s?|transmission|transmettre|transmise?s?|fourniture|fournir|fournie?s?|adresser"
    r"|communication|communiquer|expedition|expedier|parvienne(?:nt)?|parvenir|production|produire|produite?s?|depot"
    r"|deposer|deposee?s?|remise|remettre|remise?s?|remettra|(?<!demande )presentees?|confier|confiee?s?"
    r"|faire (?:tenir|suivre)"
    r"|(?:comptons|attendons de) recevoir|deposera|transmettra|fournira|enverra",
    "return": r"restitution|restituer|restituee?s?|rendre|rendue?s?|retour|renvoi|renvoyer|rapporter|rendra|restituera",
    "pay": r"paiement|payer|payee?s?|reglement|regler|versement|verser|versee?s?|acquitter|acquittement|s'acquittera"
    r"|versera|reglera|paiera|debourser",
    "sign": r"signature|signer|signee?s?|paraphe|parapher|signera",
    "call": r"appels?(?: telephoniques?)?|appeler|telephoner|coups? de (?:fil|telephone)",
    "visit": r"presence|venue|deplacement|se (?:deplacer|presenter)|vous (?:deplacer|presenter)|se presentera",
    "cancel": r"resiliation|resilier|mettre fin|mettre un terme|denoncer|denonciation",
    "fill_in": r"remplir|remplie?s?|completer|completee?s?|remplira|completera",
}
_ACT: Final = re.compile(r"\b(?:" + "|".join(f"(?P<{act}>{forms})" for act, forms in _ACTS.items()) + r")\b")
LEANS: Final = re.compile(r"\b(?:" + "|".join(_ACTS.values()) + r")\b")
# «Merci de ne pas agrafer les documents et de nous transmettre ...»: the second is not forbidden
_CLAUSE: Final = re.compile(
    r"(?:(?!(?<=[a-z] )et (?:de |d')(?:nous |vous |me |l[ae]s? |l')?[a-z]{2,}(?:er|ir|re)\b)[^,;:()])+"
)
_AWAY: Final = re.compile(
    r"\bn(?:e |')[^,;:]{0,60}?\b(?:pas|plus|rien|aucune?s?|nul(?:le)?s?|jamais|nullement|point|aucunement"
    r"|ni|en aucun cas)\b"
    r"|\b(?:aucune?|nul(?:le)?|rien)\b[^,;:]{0,70}? n(?:e |')"
    r"|\b(?:nul|pas|plus|aucun) besoin\b|\b(?:inutile|superflu|dispens|exempt|exoner|abst(?:ien|en)|proscri|interdi"
    r"|prohib|deconseill|renonc|epargn|evite[rz]|defense|gardez-vous|hors de question)\w*"
)
_TOWARDS: Final = re.compile(
    r"\b(?:doi(?:t|vent)|devr(?:ez|a|ont)|devez|veuillez|voudrez|merci d|prieres?|prions|priee?s?|demandons|demandee?s?"
    r"|invit\w+|faut|faudra|convien\w+|incomb\w+|appartien\w+|charge|tenue?s? d|oblig\w+|imperati\w+|indispensable\w*"
    r"|necess\w+|exig\w+|requi\w+|atten(?:d\w+)|souhait\w+|comptons|gre\b|reconnaissants?|aurez|suppos\w+"
    r"|conditionn\w+|subordonn\w+|voulons|fer(?:a|ont) l'objet|fai(?:t|re) l'objet|donn\w+ lieu|suffi\w+"
    r"|(?:est|sont|restent?|demeurent?) a |s'impos\w+|reclam\w+|s'acquittera|versera|reglera|paiera|remettra|rendra"
    r"|restituera|deposera|transmettra|fournira|enverra|signera|se presentera|remplira|completera)"
)
# What was done or not, what the sender does, and what holds only on a condition
_NOT_TOLD: Final = re.compile(
    r"\bn'(?:a|ont|avez|avons|aviez|avait|etait|aura|auront) (?:\w+ )?(?:pas|plus|rien|jamais|encore|toujours)"
    r"(?! (?:a|besoin|lieu)\b)"
    r"|\bn(?:e nous |')(?:est|sont) (?:\w+ )?(?:pas|plus|jamais) (?:encore )?(?:parven|arriv)"
    r"|\bnous (?:ne|n'|avons|vous (?:en )?\w+erons|\w+erons)\b(?! ?(?:demand|exig|attend|souhait|accept"
    r"|pouv\w+ (?:recev|accept|honor)|reclam))"
    r"|\bn'(?:a|ont) (?!a |pas|plus)(?:ete|[a-z]+[eiut]s?)\b|\bnous allons\b|\bviend(?:ra|ront)\b|\bvous nous avez\b"
    r"|\bdoi(?:t|vent) (?!etre|faire|intervenir|nous|porter|parvenir)[a-z]+(?:er|ir|re)\b"
    r"|\b(?:si|s'il\w*|en cas|lorsque?|quand|sauf|a defaut|faute d|tant que|sous reserve|a moins|afin|avons bien"
    r"|vous (?:avez|aviez) \w+e|vous (?:sera|seront|est|sont|parviendra)|merci (?:de|pour) votre|suite a|apres"
    r"|avant de|des (?:la )?reception)\b"
)
_POSSIBLE: Final = re.compile(r"\b(?:le|un|votre|ce|par|au) (?:paiement|versement|reglement) (?:en ligne|par|mensuel)")


def find_leanings(sentence: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, act) of each clause that leans to an act, or «not:act» away from it."""
    for clause in _CLAUSE.finditer(sentence):
        said, start = clause[0], clause.start()
        if _NOT_TOLD.search(said) or _POSSIBLE.search(said) or not (act := _ACT.search(said)):
            continue
        marker = _AWAY.search(said)
        value = "not:" if marker else ""
        marker = marker or _TOWARDS.search(said)
        if marker:
            begin, end = min(marker.start(), act.start()), max(marker.end(), act.end())
            yield start + begin, start + end, value + str(act.lastgroup)
