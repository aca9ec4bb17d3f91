"""How French letters bid and forbid by what is needed, due or expected, without a verb that the reader is to do.

«Un certificat médical est exigé», «aucune photographie n'est demandée», «vous êtes attendue à l'accueil», «la redevance
est payable à la régie», «l'acte doit porter votre signature». All patterns are for plain letters (see `plain.py`).
"""

import re
from collections.abc import Iterator
from typing import Final

_PAPER: Final = (
    r"(?:certificat|attestation|justificati(?:f|ve)|photograph(?:ie)?|photo|photocopie|copie|bulletin|formulaire"
    r"|questionnaire|releve|rib|carnet|extrait|acte|bordereau|dossier|piece|ordonnance|diplome|devis|contrat|mandat"
    r"|fiche|document|livret|passeport|declaration|coupon|bon|talon|imprime|autorisation|convention|avis|cheque"
    r"|contribution|rapport|proces-verbal|constat|original|exemplaire|facture)s?"
)
_DUE: Final = (
    r"(?:cotisation|redevance|taxe|facture|participation|acompte|provision|somme|contribution|impot|loyer|prime|solde"
    r"|consignation|amende|droits?|frais|echeance|mensualite|quote-part|arrhes|caution|forfait|majoration|franchise"
    r"|regularisation|honoraires)s?"
)
_SMALL: Final = r"\b(?:le|la|l'|les|votre|vos|ce|cet|cette|ces|un|une|des|son|sa|ses|tout|toute)\s?"
_OF: Final = r"\b[^.;:]{0,70}?"  # «... du médecin traitant, de moins de trois mois, ...»
_IS: Final = r"(?:est|sont|sera|seront|reste|restent|demeure|demeurent)"
_SO: Final = r"(?:(?:donc|encore|toujours|egalement|aussi|bien|imperativement|strictement|vous) )?"
_WANTED: Final = (
    r"(?:attendu|demande|requis|necessaire|exige|obligatoire|indispensable|reclame|impose|sollicite"
    r"|a (?:fournir|produire|joindre|remettre|presenter))\w*(?! (?:par|pour que))\b"
)
_UNWANTED: Final = r"(?:inutile|superflu|interdit|proscrit|sans (?:objet|utilite|interet)|facultati)\w*"
_NOT: Final = r"(?:pas|plus|nullement|aucunement|en rien|point|en aucun cas)"
_PAYABLE: Final = r"(?:payable|exigible|redevable|due?s?|a (?:votre charge|payer|regler|acquitter|verser))s?\b"
_GIVEN: Final = (
    r"(?:la (?:production|remise|fourniture|transmission|presentation)|l'envoi|le depot|le renvoi|le retour)"
)

_THERE: Final = (
    r"(?:\w+ment )?(?:presente?s?\b|chez vous|a (?:votre|la) (?:domicile|maison|porte)|sur place|la\b(?! [a-z]))"
)
NEEDED: Final = re.compile(
    r"\b(?:attendu|demande|requis|requer|exig|indispensable|necess|reclam|impos|redevable|payable"
    r"|due?s?\b|dispens|exempt|exoner|inutile|superflu|convoque|suppos|obligatoire|attend|devez"
    r"|presente?s?\b|chez vous|appelant|telephonant)"
)
"""Only sentences that hold one of these words are worth a look."""

_FORBID: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (act, re.compile(pattern))
    for act, pattern in (
        ("send", rf"\b(?:aucune?|nulle?|pas de|plus de) {_PAPER}{_OF} n(?:'|e )(?:vous |nous )?{_IS} {_SO}{_WANTED}"),
        ("send", rf"{_SMALL}{_PAPER}{_OF} n(?:'|e )(?:vous |nous )?{_IS} {_SO}{_NOT} {_SO}{_WANTED}"),
        ("send", rf"{_SMALL}{_PAPER}{_OF} {_IS} {_SO}{_UNWANTED}"),
        (
            "send",
            rf"\b(?:n'(?:exige|attend|demand|impos)\w*|ne (?:reclam|requ|necessit|suppos|demand)\w*) "
            rf"(?:{_NOT} (?:de |d')?|aucune? |nulle )(?:{_GIVEN} )?(?:d[e'] ?|du |des |de la )?(?:\w+ )?{_PAPER}\b",
        ),
        ("visit", r"\bvous n'etes (?:donc )?(?:pas|plus|nullement) (?:attendue?s?|convoquee?s?)\b"),
        (
            "visit",
            r"\b(?:votre|sa) (?:venue|presence|visite|deplacement|passage)\b[^.;:]{0,60}? n'est (?:donc )?"
            r"(?:pas|plus|nullement) (?:requis|necessaire|utile|attendu|demande|souhaite|exige|obligatoire)\w*",
        ),
        (
            "visit",
            rf"\b(?:inutile|n(?:'|e )(?:vous |nous )?(?:est|sera|serait) (?:donc )?{_NOT} "
            rf"(?:necessaire|indispensable|utile|requis|demande|obligatoire)\w*|{_NOT} besoin) "
            rf"(?:que vous soyez|d'etre) {_THERE}",
        ),
        ("visit", rf"\b(?:sans que vous soyez|meme si vous n'etes pas) {_THERE}"),
        ("pay", rf"\bn'(?:etes|est) (?:donc )?(?:{_NOT} )?redevables? (?:de |d')(?:aucun|rien|la|ce|cet|l)"),
        (
            "pay",
            r"\bne (?:nous )?(?:devez|doit) (?:donc )?(?:pas|plus|rien|aucune?)\b(?! \w+(?:er|ir|re)\b)"
            r"(?! (?:nous |la |le |les |y )*\w+(?:er|ir|re)\b)",
        ),
        ("pay", rf"{_SMALL}{_DUE}{_OF} n'{_IS} {_SO}{_NOT} {_SO}{_PAYABLE}"),
        ("pay", rf"\baucune? {_DUE}{_OF} n'(?:est|sera) {_SO}{_PAYABLE}"),
        ("pay", rf"\b(?:dispens|exempt|exoner)\w+ (?:du|de la|de l'|de|des|de cette|de votre) ?{_DUE}\b"),
        ("sign", r"\bn'(?:a|ont|avez) (?:pas|plus) a (?:apposer|porter|revetir|recueillir) [^.;:]{0,20}signature"),
        (
            "sign",
            r"\bne doi(?:t|vent) (?:pas|plus|en aucun cas) (?:porter|comporter|recevoir|etre revetue?s? d[e']) ?"
            r"[^.;:]{0,20}signature",
        ),
    )
)
_BID: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (act, re.compile(pattern))
    for act, pattern in (
        ("send", rf"{_SMALL}{_PAPER}\b(?![^.;:]{{0,70}} n(?:e |')){_OF} {_IS} {_SO}{_WANTED}"),
        (
            "send",
            rf"\b(?:suppos|necessit|exig|requi|requer|impliqu|pass|subordonn|condition|demand)\w* "
            rf"(?:par |a |au )?{_GIVEN}\b",
        ),
        (
            "send",
            rf"\b(?:nous|j')\s?(?:attendons|exigeons|attends|exige|reclamons) (?:de vous "
            rf"|toujours )?{_SMALL}{_PAPER}\b",
        ),
        ("visit", r"\bvous (?:etes|serez) (?:donc |egalement )?(?:attendue?s?|convoquee?s?)\b"),
        (
            "visit",
            rf"\b(?:vous (?:devez|devrez) (?:\w+ )?etre"
            rf"|il faut(?: absolument)? (?:etre|que vous soyez)|veuillez etre|merci d'etre|soyez"
            rf"|(?:necessaire|indispensable|imperatif|obligatoire) (?:que vous soyez|d'etre)) {_THERE}",
        ),
        ("call", r"\ben (?:nous |l'|les? |la )?(?:appelant|telephonant)\b"),
        ("pay", r"\bvous (?:etes|restez|demeurez) (?:donc |encore |toujours )?redevables? d"),
        ("pay", rf"{_SMALL}{_DUE}\b(?![^.;:]{{0,70}} n(?:e |')){_OF} {_IS} {_SO}{_PAYABLE}"),
        ("sign", r"\bdoi(?:t|vent) (?:porter|comporter|recevoir|etre revetue?s? d[e']) ?[^.;:]{0,20}signature"),
        ("sign", r"\b(?:appose[rz]|apposer) [^.;:]{0,20}signature"),
    )
)


def find_needs(sentence: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, act) of each thing that must come, be paid or be signed; «not:send» where it need not."""
    forbidden = [(*m.span(), f"not:{act}") for act, pattern in _FORBID for m in pattern.finditer(sentence)]
    yield from forbidden
    for act, pattern in _BID:
        for m in pattern.finditer(sentence):
            if not any(m.start() < end and start < m.end() for start, end, _ in forbidden):
                yield *m.span(), act
