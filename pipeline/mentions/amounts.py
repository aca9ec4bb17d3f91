"""Letter → its sums of money, each with what it is asked or given for."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise
from typing import Final

from pipeline.mentions.amount_patterns import WrittenSum, find_written_sums
from pipeline.mentions.found import Example, Found, Kind, Reading
from pipeline.mentions.plain import damaged
from pipeline.mentions.roles import Cue, Cues
from pipeline.mentions.totals import compare_totals

# What decides by itself, wherever else the sum stands
_DECISIVE: Final = Cues(
    [
        Cue(
            "capital",
            before=rf"\b(?<!un )(?<!votre ){damaged('capital')}(?: social)?(?: variable)?(?: minimum)?\s?"
            rf"(?:de|ce|:|d'un montant de)?\s?$",
        ),
        Cue("capital", after=r"^\s?(?:de capital|- rcs|rcs\b)"),
        Cue(
            "tariff",
            after=r"^\s?(?:ttc|ht)?\s?(?:/|l(?=minute)|par|la|l'|le)\s?(?:[a-z]{0,2}mi?n\b|rnin\b|minute|appel|sms|mms|"
            r"kwh|mwh|m3|mo\b|unite)",
        ),
    ],
    after_penalty=0,
)
# What outweighs any nearer word: "vous sera remboursée la somme de", "indemnité forfaitaire pour frais de recouvrement"
_OUTRIGHT: Final = Cues(
    [
        Cue(
            "refund",
            r"\b(?:rembours(?:ons|erons|ee?s?|ement)|trop-? ?percu|avoir|"
            r"vous (?:sera|seront) (?:verse|credite|restitue)\w*)"
            r"(?: \w+){0,4} (?:de )?(?:la somme|un montant|d'un montant) de\s$",
        ),
        Cue("penalty", r"\bindemnite forfaitaire[^.;]{0,40}\s$|\bmajor\w+ de [\d, ]{1,6}%[^.;]{0,20}\s$"),
        Cue(
            "fee",
            r"\bfrais (?:de|d'|pour)[^.;,]{0,40}(?:rejet|"
            r"rejete|impaye|incident|opposition|relance|recouvrement)[^.;,]{0,30}\s$",
        ),
        Cue("other", r"\b(?:un|le|du|votre) (?:credit|pret) (?:\w+ ){0,2}(?:de|d'un montant de)\s$"),
    ],
    after_penalty=0,
)
_RECURRING: Final = Cues(
    [
        Cue(
            "recurring",
            after=r"^\s?(?:\(?ttc\)?|\(?ht\)?)?\s?(?:/|l|par|chaque)\s?(?:r?n?mois|an\b|annee|trimestre|semestre|"
            r"semaine)",
        ),
        Cue("recurring", after=r"^\s?(?:ttc|ht)?\s?(?:mensuels?|annuels?|trimestriels?|hebdomadaires?)\b"),
    ],
    after_penalty=0,
)
_CUES: Final = Cues(
    [
        Cue(
            "penalty",
            r"penalites?|indemnites? (?:forfaitaire|de retard|de resiliation)|majoration|amende|dommages|dedit|"
            r"non[- ]restitu\w+|"
            r"dedommagement|frais de retard|a defaut|faute de|en cas de (?:non|retard|perte|casse|defaut|"
            r"deterioration)",
            r"\b(?:de penalites?|d'indemnite|de majoration|d'amende|en cas de (?:non|retard|perte)|si vous ne|a defaut|"
            r"faute de|(?:vous )?(?:sera|seront|serait) facture)",
        ),
        Cue(
            "refund",
            r"(?<!apres )rembours\w+|\bavoirs?\b|credit(?:e|er|erons|ons)?\b|solde crediteur|en votre faveur|"
            r"trop[- ]percu|"
            r"virement (?:de|d'un montant de)|restitu(?:ons|erons)|"
            # «la remise en peinture», «la remise des clés», «le total, remise faite» give nothing
            r"remise(?! (?:en|aux?|des?|du|faite|deduite|comprise|incluse|appliquee)\b(?! [\d,. ]{1,9}(?:€|eur)))|"
            r"reduction|"
            r"\bgeste commercial|dedommager",
            r"\b(?:vous )?(?:sera|seront|est|a ete|ont ete) (?:rembours|credit|vers|restitu)\w+|en votre faveur|de "
            r"remise|d'avoir",
        ),
        Cue(
            "recurring",
            r"abonnements?|mensualites?|loyers?|cotisations?|echeances? de|forfaits?\b|par mois|chaque mois|tarif "
            r"(?:du|par|d'un) (?:mois|trimestre|semestre)|tarif (?:annuel|mensuel)",
            r"\bpar mois",
        ),
        Cue(
            "fee",
            r"\bfrais|commissions?|mise en service|honoraires|couts?\b|timbre",
            r"^\s?(?:ttc|ht)?\s?(?:de|pour) frais|de commission",
        ),
        Cue(
            "total_due",
            r"\btotal\b|net a payer|a (?:payer|regler)|reste (?:du|a votre charge|a (?:payer|regler))|"
            r"n'avez pas (?:acquitte|"
            r"paye|regle)|mise en recouvrement|solde|restant du|somme de|montant du\b|"
            r"devez|devoir|redevables?|"
            r"impayes?|creance|dette|debiteur|arriere|(?:est|etes|somme|sommes) dues?\b|prelev\w+|sera debite|"
            r"montant de (?:la|votre|cette) facture",
            r"\b(?:a (?:payer|regler)|reste(?:nt)? (?:du|impaye)|impaye|restant dus?|au titre de|"
            r"ser(?:a|ont) (?:preleve|debite)|(?:exigibles?|payables?) (?:le|avant|au plus tard|des|sous))",
        ),
    ]
)
# "à défaut de restitution ..., 300 € vous seront facturés": a condition not kept, and what follows from it
_NOT_KEPT: Final = re.compile(
    r"\ba defaut(?! d(?:e |')(?:paiement|reglement))|\bfaute d(?:e |')(?!paiement|reglement)|\bsi (?:vous|le|la|"
    r"les|ce) [^.;]{0,40}?\bn(?:e |')|"
    r"en cas de (?:non(?![- ]paiement)|perte|casse|vol|deterioration|retard|defaut de (?!paiement))|non[- ]restitu|"
    r"passe ce delai"
)
# "votre cotisation de 207,52 €, échue le 14 mai, demeure impayée"
_UNPAID: Final = re.compile(
    r"impaye|demeure\w* du|\bn(?:e |')(?:nous )?(?:est|a|avez|ont|sont)\b[^.;]{0,40}?\bpas\b[^.;]{0,30}?(?:regle|"
    r"paye|acquitt|parvenu|honore|verse)"
)
_CHARGED: Final = re.compile(
    r"\b(?:ser(?:a|ont|ez|ait)|pourr\w+)\b[^.;]{0,40}?(?:factur|reclam|appliqu|redevable|preleve|debite|compte)"
)
_COLUMN_GAP: Final = 3.0  # letters; a space between the digits of one number is one letter wide, in justified lines two
_PLAIN_NUMBER: Final = re.compile(r"\d{1,3}(?:[ .]\d{3})*(?: ?, ?\d{1,2})?(?!\d)|\d{1,9}(?: ?, ?\d{1,2})?(?!\d)")
_NOT_OF_A_NUMBER: Final = re.compile(r"[ .]")
_AGREES, _DIFFERS = 1.01, 0.5  # "quatre cent trente euros (430 €)"


def find_amounts(reading: Reading) -> Iterator[Found]:
    """Every sum that no earlier kind claimed."""
    sums = find_written_sums(reading.plain, reading.letter.text)
    free = [_in_its_column(reading, s) for s in sums if reading.is_free(s.start, s.end)]
    totals = compare_totals(reading, free)
    for nth, s in enumerate(free):
        spelt = _agrees_with_words(reading.plain, s, free[max(0, nth - 1) : nth + 2])
        adds_up = totals.get(s.start)
        contradicts = "words" if spelt is False else "total" if adds_up is False else None
        factor = _DIFFERS if contradicts else _AGREES if spelt or adds_up else 1.0
        yield Found(
            "amount",
            s.start,
            s.end,
            f"{s.value:.2f} {s.currency}",
            min(0.99, s.confidence * factor),
            role=_role(reading, s),
            amount=s.value,
            currency=s.currency,
            contradicts=contradicts,
        )


def _in_its_column(reading: Reading, s: WrittenSum) -> WrittenSum:
    """The sum without the number of the column before: in "2 | 900 €" a wide gap stands where "2 900 €" has a space."""
    words = reading.letter.words_in(s.start, s.end)
    for left, right in reversed(list(pairwise(words))):
        letter = max((w.box.x1 - w.box.x0) / max(1, w.end - w.start) for w in (left, right))
        same_row = left.page == right.page and left.box.y0 < right.box.y1 and right.box.y0 < left.box.y1
        if same_row and right.box.x0 - left.box.x1 > _COLUMN_GAP * letter and right.start > s.start:
            # the mark was understood in the whole text ("900 e"), so only the number is read again
            printed = _PLAIN_NUMBER.match(reading.plain, right.start, s.end)
            if printed:
                value = Decimal(_NOT_OF_A_NUMBER.sub("", printed[0]).replace(",", "."))
                return replace(s, start=right.start, value=value)
    return s


def _role(reading: Reading, s: WrittenSum) -> str:
    for cues in (_DECISIVE, _OUTRIGHT, _RECURRING, _CUES):
        role = cues.role_of(reading, s.start, s.end, default="")
        if role in ("recurring", "other") and cues is _CUES and _is_unpaid(reading, s.start):
            return "total_due"
        if role == "total_due" and _is_charged_for_a_breach(reading, s.start):
            return "penalty"
        if role:
            return role
    if _is_charged_for_a_breach(reading, s.start):
        return "penalty"
    if _is_unpaid(reading, s.start):
        return "total_due"
    return "refund" if s.value < 0 else "other"


def _is_unpaid(reading: Reading, position: int) -> bool:
    return bool(_UNPAID.search(reading.flow[slice(*reading.sentence_at(position))]))


def _is_charged_for_a_breach(reading: Reading, position: int) -> bool:
    sentence = reading.flow[slice(*reading.sentence_at(position))]
    return bool(_NOT_KEPT.search(sentence) and _CHARGED.search(sentence))


def _agrees_with_words(text: str, s: WrittenSum, neighbours: list[WrittenSum]) -> bool | None:
    """Words and figures side by side vouch for each other, or give each other away; None where only one is printed."""
    if s.spelt is not None:
        return s.spelt in (s.value, s.value.to_integral_value(ROUND_FLOOR))
    for other in neighbours:
        between = text[min(s.end, other.end) : max(s.start, other.start)]
        if other.in_words != s.in_words and between.strip() in ("(", ", soit", ": soit", "soit"):
            return other.value == s.value
    return None


AMOUNTS: Final = Kind(
    name="amount",
    description="Every sum of money, in figures or words: «1 234,56 €», «300€ TTC», «EUR 45,00», «12 k€», «trois "
    "cents euros», "
    "francs. `value` is `1234.56 EUR`. Roles: penalty, total_due, recurring, refund, fee, capital (share capital), "
    "tariff (call prices), other.",
    find=find_amounts,
    examples=(
        Example("Total remboursé 1 03,90 €", (("1 03,90 €", "103.90 EUR"),)),  # a blank that a scan put in
        Example("Total à payer : 1 234,56 €", (("1 234,56 €", "1234.56 EUR"),), "total_due"),
        Example("une indemnité forfaitaire de 300€ TTC", (("300€", "300.00 EUR"),), "penalty"),
        Example("votre abonnement à 29,99 €/mois", (("29,99 €", "29.99 EUR"),), "recurring"),
        Example(
            "À défaut de restitution, la somme de 300 € vous sera facturée.", (("300 €", "300.00 EUR"),), "penalty"
        ),
        Example(
            "À défaut de paiement de la somme de 90 €, la ligne sera suspendue.", (("90 €", "90.00 EUR"),), "total_due"
        ),
        Example("Nous vous remboursons EUR 45,00.", (("EUR 45,00", "45.00 EUR"),), "refund"),
        Example("SA au capital de 9 875 310 204 €", (("9 875 310 204 €", "9875310204.00 EUR"),), "capital"),
        Example("0,35 €/min + prix appel", (("0,35 €", "0.35 EUR"),), "tariff"),
        Example("Frais de dossier : 19€90", (("19€90", "19.90 EUR"),), "fee"),
        Example("un prêt de 12 k€", (("12 k€", "12000.00 EUR"),), "other"),
        Example("une caution de 1.500,00 F", (("1.500,00 F", "1500.00 FRF"),), "other"),
        Example(
            "quatre cent trente euros (430 €)",
            (("quatre cent trente euros", "430.00 EUR"), ("430 €", "430.00 EUR")),
        ),
        Example("entre 30 et 70 euros", (("30", "30.00 EUR"), ("70 euros", "70.00 EUR"))),
        Example("Remise : -15,20 €", (("-15,20 €", "-15.20 EUR"),), "refund"),
        Example("Base HT (EUR) : 31 258,00  6 251,60", (("31 258,00", "31258.00 EUR"), ("6 251,60", "6251.60 EUR"))),
        Example("Libellé Montant (en euros)\nDépens 61,90", (("61,90", "61.90 EUR"),)),
        # as Tesseract damages them
        Example("Total TTC l 234,S6 €", (("l 234,S6 €", "1234.56 EUR"),)),
        Example("abonnement 29,99 C/mois", (("29,99 C", "29.99 EUR"),), "recurring"),
        Example("Total 9 300 e dont 620,00 e", (("9 300 e", "9300.00 EUR"), ("620,00 e", "620.00 EUR"))),
        # not sums
        Example("dans le 16e arrondissement, 3e étage, bâtiment 12 F"),
        Example("un taux de 3,5 % sur 24 mois, 30 Go"),
        Example("Nous parlons de plusieurs euros"),
        Example("Libellé Longueur (en m)\nHaie 61,90\n\nTous nos prix sont en euros"),
    ),
)
