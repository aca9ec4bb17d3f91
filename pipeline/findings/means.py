"""Letter → whether it gives its reader a means to answer: a number, an address, or another way that its text names."""

import re
from typing import Final

from pipeline.findings.mailing import Mailing
from pipeline.findings.meanings import plain_letters
from pipeline.findings.passages import sentences_of
from pipeline.records import LetterRow

# A means that is neither number nor address: «dans votre espace client», «l'enveloppe jointe», «en agence»
_OTHER_MEANS: Final = re.compile(
    r"\b(?:espace (?:client|personnel|adherent|assure|locataire|en ligne)|application|(?:en|votre|notre|a l'"
    r"|nos) agences?"
    r"|(?:en|nos|a la|notre) boutiques?|(?:au|a nos|nos) (?:guichet|comptoir|secretariat)s?|(?:notre|le) guichet"
    r"|aupres d(?:e l[ae']|u|es|e votre|e notre) ?[a-z]{4,}"
    r"|(?:a|de) l'accueil(?! (?:d[eu] (?:soir|matin|midi|jour|loisirs)\b|peri|extra|collectif))|a notre"
    r" accueil|enveloppe"
    r"|coupon-reponse (?:pre|affranchi|t\b)|en-tete|formulaire en ligne"
    r"|(?:coordonnees|adresses?|numeros?|telephone|courriel)\b[^.;]{0,40}"
    r"\b(?:au verso|au dos|ci-dessus|ci-dessous|ci-contre|en haut de)"
    r"|(?:a|avec|de|chez|vers|joindre|contact\w+|appel\w+|consult\w+|interrog\w+) votre (?:conseill\w+"
    r"|gestionnaire)|votre (?:conseill\w+|gestionnaire) (?:\w+ )?(?:vous (?:repond|renseign|aide|conseil|accueill"
    r"|inform)\w*|se tient|(?:est|reste) (?:a|joign\w+|dispon\w+))"
    r"|(?:a|en|nos|notre|la) (?:permanences?|mairie)|point (?:relais|de vente|d'accueil)"
    r"|(?:la|l'a|une|notre|votre|par|via) messagerie(?! (?:d'urgence|et|vocale))"
    r"|adresse (?:suivante|indiquee)|boite (?:de retour|aux lettres d[eu])|(?:a|chez|avec) votre (?:medecin|pharmacien"
    r"|notaire|mairie)|(?:bureau de|a) la loge)\b"
)
# «Fin de l'accueil téléphonique», «n'utilisez pas la messagerie»; but «n'hésitez pas à passer à l'accueil»
_CLOSED: Final = re.compile(
    r"\b(?:fin|fermeture|suppression) d[eu]\b|\bdefinitivement\b|\bne doi(?:t|vent) (?:pas|plus)\b"
    r"|\bn(?:e |')(?!hesit|oubli|manqu|pouv|souhait|dispos)[a-z]+ plus\b"
    r"|\bn(?:e |')(?:utilis|employ|pass|offr|permet|garanti|ser|telephon|appel|ecriv|contact|sollicit"
    r"|joign)[a-z]* pas\b"
    r"|\bn(?:e |')(?:vous )?(?:ven|rend|present|deplac|adress|depos|remett)[a-z]* (?:donc |surtout )?pas\b"
    r"|\b(?:est|sont|sera|seront|reste|restent|restera|resteront)(?: \w+ment| donc| desormais)?"
    r" (?:ferme|refuse|suspendu|supprime|interdit|impossible|exclu|proscrit|inaccessible)e?s?\b"
    r"(?! (?:le |l[ae]s? |du |tous les )?(?:\d|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|week|midi|matin|apres"
    r"|jour))"
    r"|\bn(?:e |')(?:est|sont|sera|seront|peu(?:t|vent)) (?:pas|plus)\b"
    r"|\baucune?\b[^.]{0,60}\bn(?:e |')(?:est|sont|sera|seront)\b"
    r"|\b(?:inutile|interdit|interdiction|defense|evitez|evite)(?: \w+ment)? (?:de|d')"
)
# «Un double sera transmis à votre médecin»: it is not the reader who goes there
_IS_SENT: Final = re.compile(
    r"\b(?:sera|seront|est|sont|ete|fera|faisons)\b[^,;.]{0,20}\b(?:transmi|adresse|envoye|remi|communique|confie|parven)\w*"
)
_CLAUSE: Final = re.compile(r"[,;:]")
# What takes a number, or an address, to be done: «auprès de notre secrétariat, par téléphone»
_BY_WIRE: Final = re.compile(r"\bpar (?:telephone|courriel|mail)\b")
_ASKED_THERE: Final = re.compile(r"\baupres d(?:e|u|es)\b[^,;.]*")
_WE_DO: Final = re.compile(r"\bnous (?:\w+ ){0,2}[a-z]+ons\b")
_READER: Final = re.compile(r"\bvo(?:us|tre|s)\b")
# «83087 Toulon Cedex 9»; not «40 000 euros», nor the end of «SIRET 423 118 907 00024 RCS Tulle»
_POSTCODE: Final = re.compile(r"(?<!\d)(?!00 ?0)\d{2} ?\d{3}(?!\d)(?= +(?!EUR|RCS|APE|NAF|TVA)[A-ZÀ-Ý][^\W\d_])")


def has_means(mailing: Mailing, row: LetterRow) -> bool:
    """A number, a mail or web address, a postal address that is not the reader's, or another way in the text."""
    if row.phones or row.emails or row.urls or row.sender_address or not row.sender_organisation:
        return True
    if any(mention.role != "recipient" for mention in mailing.mentions_of(row, "phone")):
        return True  # the fax too
    theirs = {code.replace(" ", "") for code in _POSTCODE.findall(row.recipient_address or "")}
    others = {code.replace(" ", "") for code in _POSTCODE.findall(row.text)} - theirs
    return bool(others) or any(_offers_means(plain_letters(sentence)) for sentence in sentences_of(row.text))


def _offers_means(plain: str) -> bool:
    """Not where it is the sender who goes there: «Nous ouvrirons un dossier auprès de notre assureur»."""
    if _BY_WIRE.search(plain):
        plain = _ASKED_THERE.sub(" ", plain)
    if (_WE_DO.search(plain) and not _READER.search(plain)) or (_IS_SENT.search(plain)):
        return False
    return any(_OTHER_MEANS.search(clause) and not _CLOSED.search(clause) for clause in _CLAUSE.split(plain))
