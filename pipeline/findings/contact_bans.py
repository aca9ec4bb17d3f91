"""Whether what seems to forbid or to offer contact does: «aucuns frais ne sont ajoutés» forbids nothing."""

import re
from typing import Final

from pipeline.findings.conflicts import Said
from pipeline.findings.meanings import plain_letters
from pipeline.records import Mention

_FORMULA: Final = re.compile(
    r"^(?!.*\d{4})(?!.*(?:appel|telephon))[^,;]*\ba votre (?:ecoute|(?:entiere )?disposition)\b"
)
_NO_FEES: Final = re.compile(
    r"\baucuns? (?:\w+ )?(?:frais|supplement|surcout|majoration|penalite)s?\b[^,;.]*\b(?:ajoute|compte|applique|facture"
    r"|retenu|percu|demande|reclame|du)e?s?\b"
)
# What is said of calls and telephones, but for «les appels ne sont plus pris», is said of things
_CALLS_ARE: Final = re.compile(r"(?:l[ae]s? |l'|vos |votre |nos |ces )?(?:appels?|telephones?)\b(?! d\w* )")
_TAKEN: Final = re.compile(
    r"\b(?:pris|recu|accept|trait|possib|autoris|admis|permis|necess|utile|requis|souhait|interdi|proscri|exclu|suspen)"
)
_CONTACT: Final = re.compile(
    r"\b(?:contact|(?:re)?joindre|r?appel|telephon|solliciter|sollicitez|relanc|rapproch|interrog|ecri(?:re|vez)|courri"
    r"|mail|message|adresse[rz]|derang|aupres|guichet|accueil|standard|agence|service|bureau|conseiller|ligne|numero)"
)
# What the sender does: «nous prenons désormais contact directement avec l'assureur»
_OTHERS: Final = re.compile(
    r"\b(?:appel(?:er|ez)|(?:contact|joign|sollicit|prevo?n|telephon)\w+|ecri(?:re|vez))(?: pas| plus| donc| aussi)?"
    r" (?:a )?(?:aux? |l[ae]s? |l'|votre |vos |une? )"
    r"(?P<whom>garag|artisan|plombier|chauffagiste|electricien|entreprise|expert|voisin|pompier|polic|gendarm"
    r"|samu|medecin"
    r"|pharmac|notaire|avocat|huissier|assureur|bailleur|proprietaire|locataire|syndic|banque|employeur|livreur"
    r"|transporteur"
    r"|vendeur|construct|reparat|depann|serrurier|installat|mairie|prefecture|tribunal|procureur)"
)
_WE_REACH: Final = re.compile(
    r"\bnous (?:\w+ ){0,2}?(?:pren|contact|appel|rappel|adress|ecriv|joign|sollicit|interrog)\w*ons\b[^.;]*"
)
# «N'écrivez rien dans le cadre gris»: nobody is written to
_WRITES_IN: Final = re.compile(
    r"\becri(?:re|v\w+)\b[^,;.]{0,40}\b(?:dans|sur|au) (?:l[ae]s? |l'|ce |cette |votre |vos |une? )?(?:cadre"
    r"|case|zone|partie"
    r"|marge|rubrique|colonne|espace|formulaire|imprime|cheque|talon|enveloppe|document|feuille|carnet|verso|dos"
    r"|bas)s?\b"
    r"|\becri(?:re|v\w+) (?:lisiblement|au crayon|en (?:majuscules|capitales|lettres)|vo(?:s|tre) (?:nom|prenom))"
)

# «Ne répondez pas au présent message, envoyé par un automate»: to its address, and to nothing else
_BACK: Final = frozenset({"not:reply", "not:write", "not:contact"})
_THIS_MESSAGE: Final = re.compile(
    r"\brepond\w+ (?:pas |plus |jamais )?(?:directement )?(?:a ce|au present|a cet)(?:tte)? "
    r"(?:message|courriel|e-?mail|mail|sms)\b"
)


def reach_two(ban: Said, order: Said) -> bool:
    """Whether one is on reaching somebody of whom the other letter never speaks."""
    return any(
        bool(whom := _others_reached(one)) and not any(name in plain_letters(other.letter.text) for name in whom)
        for one, other in ((ban, order), (order, ban))
    )


def _others_reached(said: Said) -> frozenset[str]:
    """Whom it says to reach, where that is not the sender: «n'appelez pas le garage»."""
    plain, sender = (plain_letters(text) for text in (said.mention.sentence, said.letter.sender_organisation or ""))
    return frozenset(m["whom"] for m in _OTHERS.finditer(plain) if m["whom"] not in sender)


def is_formula(order: Said) -> bool:
    """«Nous restons à votre écoute», in a letter without a number to call."""
    return not order.letter.phones and bool(_FORMULA.search(plain_letters(order.mention.sentence)))


def forbids_nothing(ban: Mention) -> bool:
    """«Aucuns frais ne sont ajoutés», «vos appels n'y figurent pas», «à ce message»: nothing is forbidden."""
    if ban.value == "not:call" and _CALLS_ARE.match(plain_letters(ban.text)):
        return not _TAKEN.search(plain_letters(ban.sentence))
    if ban.value in _BACK and _THIS_MESSAGE.search(plain_letters(ban.sentence)):
        return True
    return ban.value == "not:pay" and bool(_NO_FEES.search(plain_letters(ban.sentence)))


def forbids_contact(ban: Mention) -> bool:
    """Not «Aucune démarche n'est nécessaire», nor «plus rien à nous envoyer : nous prenons contact avec ...»."""
    if ban.value.endswith("write"):
        return not _WRITES_IN.search(plain_letters(ban.sentence))
    return ban.value != "not:contact" or bool(_CONTACT.search(_WE_REACH.sub(" ", plain_letters(ban.sentence))))
