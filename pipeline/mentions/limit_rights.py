"""Text in plain letters around a time span → whether somebody has that time: to act, to make use of a right."""

import re
from typing import Final

# "Un opposant a [deux mois] pour saisir le tribunal", "La loi laisse à la famille [dix jours] pour ..."
_HAS: Final = re.compile(
    r"\b(?:(?<!y )a|ont|aura|auront|avez|aurez|aviez|avait|avaient|gardez|reste\w*"
    r"|(?:laiss|donn|accord|impart|conced)\w+)"
    r"(?: (?:donc|alors|encore|ensuite|toutefois|desormais|que|vous|nous|leur|lui|pour cela)"
    r"| (?:au|aux|a la|a votre|a vos|a notre) [a-z]+| a l'[a-z]+){0,2} $"
)
_TO_ACT: Final = re.compile(
    r"(?: (?:francs?|pleins?|entiers?|calendaires?))?(?:,? [^.;:]{1,50}?)? (?:pour|afin de)"
    r" (?:(?:y|en|nous|vous|le|la|les|lui|leur|me|se|ne pas|bien) |[ls]'){0,3}(?!hiver|lettre|livre|notaire|affaire)"
    r"[a-z]*(?:[a-z](?:er|ir|oir)|[eo]ndre|ettre|[ari]ire|dire|uire|clure|indre|ivre|etre)\b"
)
# "Un recours est ouvert pendant [quatre mois]", "Vous pouvez y renoncer durant [trente jours]"
_SO_FAR: Final = re.compile(r" depuis (?:l[ae] |l'|notre |votre |cet)")
# "Pour convenir d'un plan, il vous est laissé [quinze jours]", "La caution a pour cela [trente jours]"
_AIM: Final = re.compile(
    r"\bpour (?:cela|(?:(?:y|nous|vous|le|la|les|lui|se) |[ls]'){0,2}[a-z]+(?:er|ir|oir|dre|ire|tre)\b[^.;]{0,60},)"
)
_DURING: Final = re.compile(r"\b(?:pendant|durant) (?:les |encore )?$")
_MAY: Final = re.compile(
    r"\b(?:pouvez|pourrez|peut|peuvent|pourra|pourront|possibles?|permise?s?|libres?|loisible|recevables?|admise?s?"
    r"|ouverte?s?|susceptibles?)\b"
)
_MAY_NOT: Final = re.compile(r"\bn(?:e |')")
_RIGHT: Final = re.compile(
    r"\b(?:retract\w+|renonc\w+|s?'?oppos\w+|contest\w+|saisi\w*|attaqu\w+|dedi\w+|reclam\w+|recours|appel|observations?"
    r"|remarques?|accept\w+|echang\w+|revenir sur|demand\w+|denonc\w+|recuper\w+|discut\w+|consult\w+|retourn\w+"
    r"|porter? devant|portee?s? devant|par priorite|restitu\w+|adresse\w*|propose\w*|recevables?)\b"
)
# "L'offre tient [trois mois]", "Ce devis est valable [un mois]"
_STANDS: Final = re.compile(
    r"\b(?:devis|offre|proposition|estimation|promesse)\b[^.;,]{0,40} (?:valables?|valide|vaut|valent|tient|tenue"
    r"|maintenue?)(?: (?:pendant|durant|encore|pour))?(?: les)? $"
    # what one may use for so long; no card and no subscription
    r"|\b(?:ce|le|votre|chaque|tout|vos|les|ces) (?:bons?|coupons?|avoirs?|cheques?-cadeaux?|cartes?-cadeaux?)"
    r"(?: (?:cadeaux?|d[e'u] ?[a-z]+|numero [^ .;,]+|n° ?[^ .;,]+))? (?:est|sont|sera|seront|reste|restent) "
    r"(?:valables?|utilisables?)(?: (?:pendant|durant|encore))? $"
)
# "Le droit de rétractation dure [quatorze jours]", "le délai, lequel était de [quarante-huit heures]"
_LASTS: Final = re.compile(
    r"\b(?:droit de (?:retractation|renonciation|repentir)|preavis|(?:delai|terme),? lequel|opposition|appel)"
    r" (?:[a-z]+ ){0,3}?(?:dure|est d(?:e |')|etait d(?:e |')|reste d(?:e |')) ?$"
    r"|\bsilence garde (?:pendant |durant |plus d(?:e |'))?$"
)
# "moyennant [un mois] de préavis"
_NOTICE: Final = re.compile(r" (?:francs? |pleins? |entiers? )?de (?:preavis|prevenance|reflexion|retractation)\b")
# "vous est gardé [quinze jours] ; au-delà, il sera offert à un autre"
_BEYOND: Final = re.compile(r"(?: [a-z ]{1,30})? ?[;,:] (?:au-dela|passe ce (?:delai|terme)|apres quoi|apres,)")
# "Prévenez-nous [deux jours] avant", "doit être posée [un mois] plus tôt", "avertir [une semaine] en amont"
EARLIER: Final = re.compile(
    r" (?:au moins |au plus tard |minimum )?(?:avant(?= ?(?:[.;,)]|$)| d[e'] ?[a-z]+(?:er|ir|re)\b| d'etre| par | que "
    r"| (?:est|sont|sera|seront|reste\w*|vous (?:est|sera)|donne\w*|entrain\w+) )"
    r"|plus tot\b|d'avance\b|a l'avance\b|(?P<told>auparavant|au prealable|en amont(?! d))\b)"
)
_WAIT: Final = re.compile(r"\b(?:laiss|attend|patient)\w+")  # "Laissez sécher trois semaines avant de peindre"
_MUST: Final = re.compile(
    r"\b(?:(?!avez|aviez|etiez|aurez|serez|recevrez|saurez)[a-z]{3,}(?<!i)ez(?:-[a-z]+)?"
    r"|merci|pri(?:e|es|ons|ere)|doi(?:t|vent)|devra|devront|faut|faudra|faites|dites|suffit|previen\w*|prevenir"
    r"|signal\w+|se (?:decommande|reserve|demande|retient)\w*|annonce\w*|annule\w*"
    # "Une séance non décommandée [24 heures] avant", "Le restant est à payer [six semaines] avant que vous n'arriviez"
    r"|non (?:annonce|annule|confirme|declare|decommande|deplace|excuse|justifie|prevenu|reporte|signale)e?s?"
    r"|(?:est|sont|sera|seront|reste\w*) (?:[a-z]+ment )?(?:a (?:nous |vous )?[a-z]+(?:er|ir|re)|due?s?|exigibles?"
    r"|payables?|demandee?s?|exigee?s?|requise?s?|obligatoires?)"
    r"|convient|appartient|incombe|tenue?s? d[e']|avertir|aviser|informer)\b[^.;]{0,70}$"
)
_TOLD: Final = re.compile(
    r",|\b(?:avai\w+|avi(?:ez|ons)|etai\w+|eti(?:ez|ons)|a ete|ont ete)\b"
)  # "deux jours auparavant": history
# "n'est plus recevable après [trois mois]", "Après [deux mois], il ne sera plus possible de ..."
_TOO_LATE: Final = re.compile(
    r"(?:\bn(?:e |')[^.;,]{1,60} plus\b[^.;]{0,40}|(?:recu|presente|forme|depose|venu|arrive)e?s?|viendrai\w+)"
    r" (?P<at>apres) (?:les )?$"
)
_AFTER: Final = re.compile(r"(?:^|[.;] ?)(?P<at>apres) (?:les )?$")
_THEN_NOT: Final = re.compile(
    r"[^.;]{0,30}?, [^.;]{0,50}?(?:\bn(?:e |')[^.;]{0,30}\b(?:plus|nul|aucun\w*)"
    r"|(?:sera|seront|devient|est) (?:definitive|perdue?s?|refusee?s?|caduque|irrecevable))\b"
)
# "Le solde se paie à [trente jours]"
_TERMS: Final = re.compile(
    r"\b(?:se (?:paie|paye|regle|solde|verse)(?:nt)?"
    r"|(?:a|doi(?:t|vent)|devr(?:a|ont)|etre|payer|regler) (?:payer|regler|payee?s?|reglee?s?|verser|versee?s?))"
    r" (?P<at>a) $"
)
_A_DAY: Final = 24  # hours: fewer are a time of the day
_FACTS: Final = re.compile(r"\b(?:donnees|garanti\w*|engag\w+|abonnement|contrat|bail|offerte?s?|gratuit\w*)\b")


def find_right(before: str, after: str, quantity: int, unit: str) -> int | None:
    """Where in `before` the words begin by which somebody has the time between the two; None where nobody has."""
    if unit == "hour" and quantity < _A_DAY:
        return None  # "Rendez-vous à deux heures pour signer", "après seize heures"
    if during := _DURING.search(before):
        ahead = before[: during.start()].rpartition(",")[2]
        may = _MAY.search(ahead) and _RIGHT.search(ahead) and not _MAY_NOT.search(ahead)
        return during.start() if may or _is_bounded(before, after) else None
    if late := _TOO_LATE.search(before) or (_THEN_NOT.match(after) and _AFTER.search(before)):
        return late.start("at")
    if unit != "hour" and (terms := _TERMS.search(before)):
        return terms.start("at")
    aims = _TO_ACT.match(after) or _SO_FAR.match(after) or (unit != "year" and _AIM.search(before))
    has = aims and _HAS.search(before)
    must = None if _WAIT.search(before) else _MUST.search(before)
    earlier = EARLIER.match(after) if must else None
    if must and earlier and earlier["told"] and _TOLD.search(must[0]):
        earlier = None
    stands = _STANDS.search(before) or _LASTS.search(before) or _NOTICE.match(after)
    return len(before) if has or earlier or stands or _is_bounded(before, after) else None


def _is_bounded(before: str, after: str) -> bool:
    """Whether the sentence goes on with what comes when the time is over."""
    return bool(_BEYOND.match(after)) and not _FACTS.search(before)
