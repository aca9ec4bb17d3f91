"""How French letters bid, forbid and excuse: the words in front of a verb, and those around a noun that names an act.

All patterns are for plain letters (see `plain.py`).
"""

import re
from collections.abc import Iterator
from typing import Final

_VERBS: Final = (
    r"(?:pri\w+|demand\w+|invit\w+|conseill\w+|recommand\w+|remerci\w+|enjoi\w+|somm\w+|met\w+ en demeure|"
    r"encourag\w+|suggere\w+|exhort\w+|saurions gre|serions reconnaissants?)"
)
# who asks, before the infinitive: "veuillez", "merci de", "nous vous invitons à", "vous devez", "il vous appartient
# de"
ASKS: Final = re.compile(
    r"\b(?:veuillez|merci (?:de|d')|prieres? de|(?:de|a|vouloir|voudrez) bien vouloir|(?:vous )?voudrez bien|"
    r"(?:souhait|aimer|demand|attend|desir|voudr)\w+ que vous (?:(?:nous|lui|leur|me|les|le|la) ){0,2}fassiez"
    r"|pensez a|songez a|veillez a|prenez (?:le |bien |la )?(?:soin|peine|temps) (?:de|d')|soyez assez (?:aimable"
    r"|bon|bonne) pour|"
    r"ayez (?:l'amabilite|la gentillesse|la bonte|soin) (?:de|d')|(?:hatez|empressez|efforcez)-vous (?:de|d')|"
    r"(?:a charge (?:pour vous )?|charge a vous |libre a vous |(?:c'est )?a vous )(?:de|d')|comptons sur vous pour|"
    r"le (?:mieux|plus (?:simple|sur|rapide|sage|pratique)) est (?:donc )?(?:de|d')|il y a (?:donc )?lieu (?:de|d')|"
    r"il (?:vous )?importe (?:donc )?(?:de|d')|(?:attendons|attends) de vous (?:de|d')|n'oubliez pas d[e']"
    r"|n'hesitez (?:pas|plus) a|faites-(?:nous|moi|lui|leur)|nous vous engageons a|"
    rf"(?:nous|je|on|la societe|l'huissier)\s(?:vous )?(?:en )?(?:{_VERBS})\s?(?:vous\s)?(?:par avance\s|donc\s|"
    rf"instamment\s|vivement\s)?(?:de|d'|a)|vous (?:{_VERBS}) (?:de|d'|a)|"
    r"vous (?:devez|devrez|pouvez|pourrez|(?:avez|aurez)(?: (?:donc|egalement))?(?= a )|etes (?:tenue?s?|priee?s?|"
    r"invitee?s?|pries?))(?: (?:donc|alors|egalement|aussi|imperativement|toujours|desormais|a tout moment|le cas "
    r"echeant))?(?: (?:de|d'|a))?|"
    # "vous avez jusqu'au 3 mai pour", "vous disposez de 15 jours pour"
    r"vous (?:avez|aurez|disposez|disposerez) (?:donc |encore |alors )?(?:jusqu'|d[e'] ?|un |\d|deux|trois"
    r"|quinze|huit|"
    r"dix)[^.;]{1,60} pour|"
    r"il (?:vous )?(?:faut|faudra|appartient|appartiendra|convient|conviendra|conviendrait|suffit|suffira|incombe|"
    r"revient|reste a|(?:est|sera|serait) (?:necessaire|imperatif|indispensable|possible|demande|recommande"
    r"|conseille|preferable|souhaitable|utile"
    r"|loisible|prudent|obligatoire|requis))(?: (?:de|d'))?|"
    r"il vous est demande (?:de|d')|"
    r"(?:sommes|suis) contraints? de vous demander de|tenue?s? de|ayez l'obligeance de|(?:invitee?s?"
    r"|appelee?s?) a|priee?s? de|"
    r"(?:familles|parents|locataires?|adherents?|eleves?|usagers?|residents?|proprietaires?|titulaires?|patients?|assures?|"
    r"contribuables?|membres?|salaries?|agents?|licencies?|participants?|garants?|interesses?|personnel|chacune?)"
    r"(?: [a-z]+){0,2}? doi(?:t|vent)|"
    r"(?:est|sont|reste|restent|demeure|demeurent) a|(?<=[,;(] )a|"
    # "Document à conserver", "Coupon à retourner"
    r"(?:^|[.;:] )(?:documents?|coupons?|bons?|formulaires?|courriers?|exemplaires?|pieces?|attestations?|talons?|"
    r"bulletins?)(?: [a-z-]+){0,2} a)(?![a-z])"
)
_NEVER: Final = r"(?:pas|plus|rien|point|jamais|nullement|aucunement|en aucun cas|surtout pas|donc pas)"
# who tells not to: "inutile de", "il n'est pas nécessaire de", "vous n'avez rien à", "évitez de", "dispensé de"
FORBIDS: Final = re.compile(
    r"(?:\b(?:inutile|superflu|vain|exclu|a exclure|proscrit|prohibe|defendu|deconseill\w+|interdi\w+"
    r"|hors de question) (?:\w+ment )?(?:de|d')|"
    r"\bdefense (?:\w+ ){0,2}(?:de|d')|\binterdiction (?:\w+ ){0,3}(?:de|d')|\bepargnez-vous (?:la peine )?(?:de|d')|"
    r"ne vous (?:avisez|risquez|hasardez) (?:surtout )?(?:pas|plus|jamais) (?:de|d'|a)|"
    r"ne (?:vous donnez|prenez) (?:donc )?pas la peine (?:de|d')|\bn'(?:essayez|entreprenez|envisagez) (?:pas"
    r"|plus) (?:de|d')|"
    r"n(?:e |')(?:(?:nous|me|le|la|les|lui|leur) ){0,2}faites (?:pas|plus|jamais)|ne cherchez (?:pas|plus) a"
    r"|\brenoncez a|\bse dispenser (?:de|d')|\bvous (?:dispenser|passer|abstenir|garder) (?:de|d')"
    r"|(?:ne sert a rien|n'(?:a|ont) pas vocation|ne sert de rien) (?:de|d'|a)|\bdispensez-vous (?:de|d')|"
    r"ne (?:convient|convenait|s'agit) (?:pas|plus) (?:de|d')|n'est (?:pas|plus) question (?:de|d')|"
    # "n'est pas nécessaire de", "il n'y a pas lieu de", "il ne vous est pas demandé de"
    r"n(?:'|e (?:vous |nous )?)(?:est|sera|serait|y a|y aura) (?:pas|plus|donc pas|nullement|point|aucun\w*) "
    r"(?:\w+ ){0,2}?(?:de|d'|a)|"
    r"(?:nul|pas|plus|aucun) besoin (?:de|d')|"
    # "vous n'avez rien à", "vous n'avez aucun document à"
    r"n'(?:avez|aurez|a|ont|aura|auront) (?:donc )?(?:pas|plus|rien|aucun\w*|nul\w*)(?: \w+){0,2}? (?:a|de|d')|"
    r"rien n'(?:est|sera) (?:donc |plus )?a|aucune? [^.;,]{1,40} n'(?:est|sera) (?:donc |plus )?a|"
    rf"ne (?:devez|pouvez|faut|devrez|faudra|doi(?:t|vent)) {_NEVER}|\bevitez (?:de|d')|\binterdit (?:de|d')|rien a|"
    r"abstenir (?:de|d')|\babstenez-vous (?:de|d')|\bcess(?:er|ez) (?:de|d')|\bgardez-vous (?:bien )?(?:de|d')|"
    # "vous êtes dispensé de", "nous vous dispensons de", "dispensée de toute démarche et de"
    r"\bdispens(?:ee?s?|ons|er?) (?:de [^.;,]{1,25} et )?(?:de|d')|\bexempt(?:ee?s?|ons) (?:de|d')|"
    r"n'etes (?:donc )?(?:pas|plus|nullement|aucunement) (?:tenue?s?|obligee?s?) (?:de|d')|"
    r"sans (?:qu'il soit (?:necessaire|besoin|utile) (?:de|d')|que vous (?:ayez|deviez)(?: besoin)?(?: (?:a|de|d'))?|"
    r"avoir (?:a|besoin (?:de|d')))|(?:^|[:;.] )ne (?:pas|plus|jamais)|\bni)\s*$"
)
NOT_TO: Final = re.compile(r"\bne (?:plus|pas|jamais|rien|point|surtout pas|en aucun cas)\b|\bn'\s?$|\bni\b")
AND_TO: Final = re.compile(r"\b(?:et|mais|puis),? (?:plutot )?(?=(?:de|d'|a)\b)")
NOT_BEHIND: Final = re.compile(r"^(?:-\w+)?\s(?:pas|plus|jamais|rien|point|aucun|nullement|surtout pas)")
# "pour régler", "afin de régler": what the reader may want, not what he is told
PURPOSE: Final = re.compile(
    r"(?:\bpour|\bafin (?:de|d')|\bavant (?:de|d')|\bsans|\ben vue (?:de|d'))\s?(?:(?:vous|nous|le|la|les|l'|"
    r"lui|leur|y|en|me)\s?){0,3}(?:faire\s)?$"
)
TIME_TO: Final = re.compile(
    r"\bvous (?:avez|aurez|disposez|disposerez)\b[^.;]{1,70}\bpour\s|\b(?:comptons sur vous|soyez assez \w+) pour\s"
)
# "nous souhaitons que vous nous renvoyiez"
THAT_YOU: Final = re.compile(
    r"\b(?:souhait\w+|aimer\w+|demand\w+|attend\w+|desir\w+|voudri\w+|importe\w*|faut|faudra\w*|convien\w+) que vous "
    r"(?P<not>n(?:e |'))?(?:(?:nous|me|le|la|les|l'|lui|leur|y|en)\s?){0,2}$"
)
MUST_BE: Final = re.compile(
    rf"\b(?:(?:doi(?:t|vent)|devr(?:a|ont))\s(?P<not>{_NEVER}\s)?(?:(?:nous|imperativement|alors|donc|lui)\s){{0,2}}"
    rf"|n'(?:a|ont|aura|auront) (?P<never>{_NEVER}\s)(?:vocation )?a )(?:nous )?etre\s(?:\w+\s)?$"
)

# ---- acts named by a noun: "aucun versement n'est à effectuer", "le retour du matériel est attendu" ----------------

# «le règlement européen», «le règlement intérieur» are no payment
_NO_RULES: Final = r"(?!\s(?:europeen|interieur|general|communautaire|sanitaire|\(?ue|n°|de\scopropriete|du\sservice))"
_NOUNS: Final = {
    "pay": f"versements? paiements? reglements?{_NO_RULES} virements? acquittement",
    "call": "appels? coups?\\sde\\s(?:fil|telephone) contacts?\\stelephoniques? communications?\\stelephoniques?",
    "return": "restitution retour renvoi remise",
    "send": "envois? transmission production communication fourniture expedition depot",
    "visit": "deplacements? venue presence passages? retrait",
    "sign": "signature",
    "reply": "reponses?",
}
NOUN: Final = "(?:" + "|".join(f"(?P<{act}>{'|'.join(nouns.split())})" for act, nouns in _NOUNS.items()) + ")"
_WHICH: Final = r"[^.;:]{0,60}?"  # "... relatif à cette créance ..."
_A: Final = r"\b(?:le|la|l'|les|votre|vos|ce|cet|cette|un|une|son|sa)\s?"
_NEEDED: Final = (
    r"(?:attendu|demande|requis|necessaire|exige|souhaite|du\b|utile|obligatoire|indispensable|imperati|bienvenu"
    r"|reclame"
    r"|imposee?|sollicite)\w*"
)
_BARRED: Final = (
    r"(?:a (?:proscrire|eviter|bannir|exclure)|(?:inutile|superflu|proscrit|prohibe|interdit|exclu|deconseille"
    r"|defendu|banni|"
    r"sans objet)\w*)"
)
_IS: Final = r"(?:est|sont|sera|seront|serait|devient|deviennent|reste|restent|semble)"
_NOT_ASKED: Final = (
    r"n(?:'|e )(?:vous |nous )?(?:(?:est|sera|sont|seront) (?:donc )?(?:pas |plus "
    r"|nullement )?(?:vous )?(?:a (?:effectuer|"
    rf"faire|prevoir|realiser)|{_NEEDED}|(?:accepte|pris\w* en|traite|honore|possible|admis|recevable|recu)\w*)"
    rf"|doi(?:t|vent)\b|"
    r"devra)"
)
_ANY: Final = r"\b(?:le|la|l'|les|votre|vos|ce|cet|cette|un|une|son|sa|tout|toute|tous|toutes)\s?"
_NO_NOUN: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\baucune? {NOUN}\b{_WHICH} {_NOT_ASKED}",
        rf"{_ANY}(?:les |vos )?{NOUN}\b{_WHICH} n(?:'|e )(?:nous |vous )?{_IS} (?:donc )?(?:pas|plus|nullement"
        rf"|en rien) {_NEEDED}",
        rf"{_ANY}(?:les |vos )?{NOUN}\b(?![^.;:]{{0,60}} n(?:e |'))[^.;:]{{0,60}}? {_IS} (?:donc |strictement"
        rf" )?{_BARRED}",
        rf"{_ANY}(?:les |vos )?{NOUN}\b{_WHICH} n'(?:a|ont|avait|auront?) (?:donc )?(?:pas|plus) (?:lieu d'etre"
        r"|de raison d'etre|d'objet|d'utilite)\b",
        rf"\b(?:abstenir|abstenez-vous|cesse[rz]|evite[rz]|epargne[rz](?:-vous|-nous)?|renonce[rz]|gardez-vous"
        rf"|proscrire|"
        rf"dispensez-vous) (?:de |d'|a )?(?:toute?s?|le|les|l'|vos|votre|la|un|une)\s?{NOUN}\b",
        rf"\bn(?:'|e )(?:procede[rz]|effectue[rz]|faire|faites|operer?|passe[rz]) (?:(?:a|plus|pas) )?(?:aucune?"
        rf"|de|d')\s?{NOUN}\b",
        rf"\bn(?:'|e )(?:attend|exige|demand|accept)\w+ (?:de vous |de votre part |pas |plus )?(?:aucune?|de"
        rf"|d')\s?{NOUN}\b",
        rf"\bn'(?:avez|aurez) (?:donc )?(?:aucune?|pas de|plus de) {NOUN}\b(?: [a-z]+){{0,3}} a "
        r"(?:effectuer|faire|realiser)",
        rf"\b(?:dispens|exempt|exoner)\w+ (?:du|de la|de l'|de tout|de toute|d'une?)\s?{NOUN}\b",
    )
)
_A_NOUN: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_ANY}{NOUN}\b(?![^.;:]{{0,60}} n(?:e |'))[^.;:]{{0,60}}? {_IS} (?:donc |imperativement )?{_NEEDED}",
        rf"{_A}{NOUN}\b(?![^.;:]{{0,60}} n(?:e |'))[^.;:]{{0,60}}? (?:doi(?:t|vent)|devra) (?:donc )?"
        r"(?:intervenir|avoir lieu|etre (?:effectue|fait|realise))",
        rf"\b(?:nous|j')\s?(?:attend\w+|exige\w+) (?:de vous )?{_A}{NOUN}\b",
        rf"\b(?:veuillez|merci d[e']|prieres? d[e']|(?:de|a|d'|devez|bien vouloir|appartient d[e'])) ?"
        rf"(?:procede[rz]|effectue[rz]) (?:(?:a|au|aux) )?(?:(?:le|la|l'|votre|un|une|ce|cette) ?)?{NOUN}\b",
        rf"\b(?:passe[rz](?:-\w+)?|donne[rz](?:-\w+)?|donner lieu a|fait l'objet d') ?(?:donc )?(?:un|une)"
        rf" (?:simple )?{NOUN}\b",
        rf"\bun (?:simple )?{NOUN}\b[^.;:]{{0,60}}? (?:suffi\w+|permet\w*)\b",
    )
)
# "nos conseillers sont joignables", "un conseiller vous répond": beside a number
ANSWERED: Final = re.compile(
    r"\b(?:conseill\w+|services?|equipes?|correspondants?|gestionnaires?|secretariat|standard|accueil|permanence"
    r"|agence"
    r"|plateforme|centre)\b[^.;:]{0,40}? (?:(?:est|sont|reste\w*) (?:\w+ )?joignables?|(?:vous )?(?:repond\w*|"
    r"renseigne\w*|ecoute\w*|accueill\w+) )"
)


def find_noun_orders(sentence: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, act) of each order given by a noun: «pay», or «not:pay» where the act is forbidden or needless."""
    forbidden = list(_nouns(sentence, _NO_NOUN))
    for start, end, act in forbidden:
        yield start, end, f"not:{act}"
    for start, end, act in _nouns(sentence, _A_NOUN):
        if not any(start < b and a < end for a, b, _ in forbidden):
            yield start, end, act


def _nouns(sentence: str, patterns: tuple[re.Pattern[str], ...]) -> Iterator[tuple[int, int, str]]:
    taken: list[tuple[int, int]] = []
    for pattern in patterns:
        for m in pattern.finditer(sentence):
            if not any(m.start() < b and a < m.end() for a, b in taken):
                taken.append(m.span())
                yield m.start(), m.end(), next(act for act in _NOUNS if m[act])
