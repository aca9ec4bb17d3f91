"""A letter and its mentions → the figures that look like a missed sum, date, limit, telephone number or reference.

A letter is full of figures that are nothing of the kind: «2 000 personnes», «de 9.00 à 12.00», «le règlement (UE)
2016/679», «bureau 2104». They say nothing of what was missed: only a figure with the shape, the unit or the label of
a value does.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.mentions.calendar_words import MONTH, read_number
from pipeline.mentions.limits import SPAN
from pipeline.mentions.plain import plain
from pipeline.records import Letter, Mention, Zone

_WORDY: Final = frozenset(("subject", "instruction"))  # kinds that claim words without reading their figures
_ZONES: Final = frozenset((Zone.REFERENCES, Zone.SUBJECT, Zone.BODY, Zone.POSTSCRIPT, Zone.COUPON))
_AROUND: Final = 48  # characters before and behind a figure in which its label and its unit stand

# «7134», «07 19 34 24 00», «2015-0412», «154,20», «12»
_FIGURE: Final = re.compile(r"(?<![\w,.])(?<![a-z][/-])\d(?:[ .\-/]?\d){0,30}(?:,\d{1,2})?(?!\d)")
_LETTERED: Final = re.compile(r"(?<![\w./-])(?=[./-]{0,2}[a-z])(?:[a-z]{1,4}[./-]?){1,3}\d[a-z0-9./-]{3,30}")

# ---- what explains itself ---------------------------------------------------------------------------------------

_YEAR: Final = r"(?:19|20)\d\d"
_SHORT_LAW: Final = rf"(?:{_YEAR}|\d\d)[-/]\d{{1,4}}"  # «78-17», «2016/679»
# «2015», «2014-2015», «2014/15», «03/2015», «9.00-12.00»
_ITSELF: Final = re.compile(
    rf"{_YEAR}|{_YEAR}\s?[-/]\s?(?:(?:19|20)?\d\d)|(?:0?[1-9]|1[0-2])/{_YEAR}"
    r"|(?:[01]?\d|2[0-3])\.[0-5]\d-(?:[01]?\d|2[0-3])\.[0-5]\d"
)
# «loi n° 78-17», «l'article L. 113-3», «décret en Conseil d'État n° 2004-801», «référentiel n° 3450», «salle 2104»
_LAW: Final = re.compile(
    r"\b(?:articles?|art|loi|lois|decrets?|ordonnances?|arretes?|codes? (?:de|du|des|civil|penal)|reglements?|"
    r"directives?|circulaires?|referentiels?|normes?|iso|nf|cerfa|formulaires?|imprimes?|alineas?|chapitres?|annexes?|pages?|"
    r"convention collective|idcc|deliberations?)\b[^.;:!?\d]{0,28}"
    r"(?:(?<=[\s(])[a-z]{1,2}\.?\s?)?(?:[\d ,.\-/]{1,16}(?:et|ou|a|,)\s)?$"
)
_ROOM: Final = re.compile(
    r"\b(?:salles?|bureaux?|porte|appartement|appt|etage|batiment|bat|chambre|quai|voie|guichet|box|parking|place|"
    r"immeuble|residence|escalier|rue|avenue|boulevard|bd|route|chemin|impasse|allee|cs|bp|tsa|index|canal|frequence)"
    r"\s(?:de\s|:\s?)?(?:n\W{0,2})?$"
)
# «2 000 personnes», «12 %», «85 m²», «12 345 kWh»
_UNIT: Final = re.compile(
    r"\s?(?:%|‰|°|[kmg]?wh?\b|k?va\b|m[23²³]?\b|km\b|cm\b|mm\b|ha\b|[km]?g\b|m?l\b|cl\b|[kmgt]?o\b|[kmg]bits?\b|x\s?\d|"
    r"pour cent\b|degres?\b)"
)
_COUNTED: Final = re.compile(
    r"\s(?!(?:dans|sous|vous|nous|mais|puis|apres|alors|plus|moins|les|des|mes|vos|nos|ses|ces|sans|vers|depuis|tous|"
    r"toutes|lors|jours|mois|francs|euros|sauf|hors)\b)(?:de\s|d')?[a-z]{2,20}[sx]\b"
)
_TOWN: Final = re.compile(r"\s[A-ZÉÈÎÔ][\w'’-]")  # «75011 Paris»
_THOUSANDS: Final = re.compile(r"\d{1,3}[ .]\d{3}")

# ---- what looks like a value ------------------------------------------------------------------------------------

_PHONE: Final = re.compile(r"0\d(?:[ .\-/]?\d\d){4}")
_CALL: Final = re.compile(
    r"\b(?:tel|telephon\w+|appel\w+|compos\w+|joign\w+|contact\w+|standard|fax|telecopie|serveur vocal|numero vert|"
    r"ligne directe|portable)\b[^.;!?\d]{0,24}$"
)
_MONEY_BEHIND: Final = re.compile(r"\s?(?:€|euros?\b|eur\b|k€|francs?\b|f\b(?!\.)|ff\b|\$|£|chf\b|usd\b|centimes?\b)")
_MONEY_BEFORE: Final = re.compile(r"(?<!\d)(?<!\d\s)(?:€|\beur|\beuros|\$|£)\s?$")  # «EUR 45», not «40 € 2 fois»
_SUM: Final = re.compile(
    r"\b(?:montants?|total|totaux|solde|sommes?|payer|regler|prix|couts?|frais|loyer|cotisation|acompte|mensualites?|"
    r"versements?|rembours\w+|penalites?|amende|ttc|ht|tva|debit|credit)\b[^.;!?\d]{0,36}$"
)
_CENTS: Final = re.compile(r"\d{1,3}(?:[ .]?\d{3}){0,3},\d\d")
_DATE: Final = re.compile(r"(?:[0-2]?\d|3[01])([./ -])(?:0?\d|1[0-2])\1(?:(?:19|20)?\d\d)")
_MONTH: Final = re.compile(rf"(?:er)?\s{MONTH}\b(?!\s(?:de )?chaque)")
_LABEL: Final = re.compile(
    r"\b(?:n\s?°|no\b|nr\b|num\b|numeros?|ref|refs|references?|dossiers?|contrats?|clients?|comptes?|factures?|commandes?|"
    r"adherents?|matricule|code|identifiant|abonnes?|allocataire|police|siret|siren|iban|rum|mandat|sinistre|"
    r"devis|bordereau|quittance|avis|convention|pdl|pce|prm|suivi|recommande)\b[^.;!?\d]{0,16}$"
)
_HOLDS: Final = re.compile(r"^[^:]{2,40}:\s*$")  # the line before its value: «Votre espace : 4711»
_TIMES: Final = re.compile(r"\b(?:horaires?|ouvert\w*|heures?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b")
_LONG: Final = 6  # digits that are no count of anything
_POSTCODE: Final = 5  # of as many digits, before a town
_SHORT: Final = 4  # fewer are hardly a reference
# «sous 30 jours», «48 heures à l'avance»
_LED: Final = re.compile(
    r"\b(?:sous|dans|delais?|avant|au plus tard|d'ici|preavis|a compter|passes?|au-dela|a l'issue|au terme|expir\w+|"
    r"laiss\w+|accord\w+|dispos\w+|limite|prolong\w+)\b[^.;!?\d]{0,30}$"
)
_LASTS: Final = re.compile(
    r"\b(?:depuis|il y a|voici|pendant|durant|tous les|toutes les|chaque|agee?s? de|par|sur|soit|duree|periode|"
    r"engag\w+|garanti\w*|anciennete|conserv\w+|valables?|contrat|bail|pret|abonnement|sejour|stage|formation|conges?|arret|"
    r"ouvert\w*)\b[^.;!?\d]{0,30}$"
)
_PAST: Final = re.compile(
    r"\s?(?:dernier|precedent|ecoule|passe|offert|gratuit|sur (?:7|24|sept)|par (?:an|mois|semaine|jour)|"
    r"d'(?:absence|anciennete|engagement|essai|arret|hospitalisation|exclusion)|"
    r"de (?:retard|conge|vacances|garantie|formation|stage|sejour|travail|franchise|suspension|carence|rtt)|"
    r"ou plus|consecutifs|plus tot|plus tard|apres-midi|du (?:matin|soir))"
)


def find_unexplained(letter: Letter, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """As printed, in the order of the letter."""
    text = plain(letter.text).replace("\n", " ")
    claimed = bytearray(len(text))
    for mention in (m for m in mentions if m.kind not in _WORDY):
        claimed[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    found = set[tuple[int, int]]()
    for line in letter.lines_in(*_ZONES):
        held = line.zone is Zone.REFERENCES
        for start, end in _candidates(letter, text, line.start, line.end, labelled=held):
            if not any(claimed[start:end]):
                found.add((start, end))
    return tuple(letter.text[start:end] for start, end in sorted(found))


def _candidates(letter: Letter, text: str, first: int, last: int, *, labelled: bool) -> Iterator[tuple[int, int]]:
    """The figures of one line that look like a value; `labelled`: in the block of references."""
    line = text[first:last]
    for m in SPAN.finditer(line):
        start, end = first + m.start(), first + m.end()
        if _is_limit(m, text[max(0, start - _AROUND) : start], text[end : end + _AROUND]):
            yield start, end
    for m in _FIGURE.finditer(line):
        start, end = first + m.start(), first + m.end()
        before, behind = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        label = line[: m.start()] if m.start() < _AROUND else ""
        named = labelled or bool(_HOLDS.search(label) and not _TIMES.search(label))
        if _is_value(m[0], before, behind, letter.text[end : end + 3], named=named):
            yield start, end
    for m in _LETTERED.finditer(line):
        before = text[max(0, first + m.start() - _AROUND) : first + m.start()]
        figures = sum(c.isdigit() for c in m[0])
        if figures >= _SHORT and (labelled or _LABEL.search(before)) and not _LAW.search(before):
            yield first + m.start(), first + m.end()


def _is_limit(span: re.Match[str], before: str, behind: str) -> bool:
    """«30 jours» without a word that leads to it, unless it tells how long something lasts."""
    plainly = span["quantity"].isdigit()
    if _LASTS.search(before) or _PAST.match(behind) or not (plainly or read_number(span["quantity"])):
        return False
    short = span["day"] or (span["hour"] and span["quantity"] in ("24", "48", "72"))
    return bool(_LED.search(before) and not span["hour"]) or bool(short and plainly)


def _is_value(figure: str, before: str, behind: str, printed: str, *, named: bool) -> bool:
    """Whether a figure has the shape, the unit or the label of a sum, a date, a telephone number or a reference."""
    if _CENTS.fullmatch(figure) and _SUM.search(before) and not _UNIT.match(behind):
        return True
    if _LAW.search(before):
        return False
    if _MONEY_BEHIND.match(behind) or _MONEY_BEFORE.search(before):
        return True
    if _UNIT.match(behind) or _ITSELF.fullmatch(figure) or _ROOM.search(before):
        return False
    if _PHONE.fullmatch(figure) or _DATE.fullmatch(figure) or (len(figure) <= 2 and _MONTH.match(behind)):
        return True
    digits = sum(c.isdigit() for c in figure)
    if digits < _SHORT or "," in figure or behind[:1].isalpha():
        return False
    if digits == _POSTCODE and _TOWN.match(printed):
        return False
    if named:
        return True
    if _COUNTED.match(behind):  # «le fichier des clients compte 12 500 noms»
        return False
    labelled = _LABEL.search(before) or _CALL.search(before)
    return bool(labelled) or (digits >= _LONG and not _THOUSANDS.fullmatch(figure))
