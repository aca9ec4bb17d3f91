"""Letter → its references: the numbers and codes by which sender and reader know the matter, with their labels."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.mentions.calendar_words import MONTH
from pipeline.mentions.found import Example, Found, Kind, Reading
from pipeline.mentions.identifiers import find_identifiers
from pipeline.mentions.plain import damaged, damaged_any
from pipeline.mentions.short_numbers import tariff_of
from pipeline.records import Zone

# "N°", "n*", "N'", "N °", "Numéro", "No"
_NUMBER: Final = r"(?:\bn\s?[°'\"*]\s?|\bn[o0]s?\.?(?:\s|(?=:))|\b" + damaged("numero") + r"s?\s)"
# What a number is given to: "N° client", "Contrat n°"
_NUMBERED: Final = (
    "client clients compte contrat dossier facture commande sinistre abonne abonnement allocataire adherent assure "
    "societaire matricule identifiant police devis mandat affaire avis pret credit quittance intervention reclamation "
    "demande ticket carte usager foyer compteur convention inscription etudiant bordereau acte proposition adhesion "
    "candidat beneficiaire patient locataire logement livraison colis permis agrement titre registre declaration "
    "livraison tiers debiteur "
    "engagement"
)
_NOUNS: Final = damaged_any(*_NUMBERED.split())
# Those that need no "n°": "Dossier : 2015-11-0034"
_SELF_EVIDENT: Final = (
    "client contrat dossier facture commande sinistre allocataire matricule identifiant police devis mandat affaire"
)
_ALONE: Final = damaged_any(*_SELF_EVIDENT.split())
_FISCAL: Final = r"(?:fiscal|rna|waldec|ine|nor|pdl|pce|prm|siv|spi|finess|adeli|rpps|orias|urssaf|emetteur)"
_DOCUMENTS: Final = (
    r"(?:circulaire|arretes?|decision|deliberation|note|lettre|recommandee?|ar\b|annexe|instruction|avis)"
)
_OF: Final = r"(?:(?:de|du|d'|des|la|le|l'|a|au|en|avec|votre|notre|cette)\s?)"
_WORD: Final = r"(?:[a-z][a-z'.()-]{1,20}\s)"
_TO: Final = r"\s{0,2}[:;=]?\s{0,2}"

_REFERENCE: Final = (
    rf"(?:\b(?:votre|vos|notre|nos|mon|ma|mes|[nv]\s?[./]{{1,2}})\s?)?\b{damaged('ref')}(?:{damaged('erences')}?|"
    rf"s)?[.,]?"
)
_WORDS_TO_COLON: Final = rf"(?:\s(?:{_OF}){{0,2}}[a-z-]{{2,15}}){{0,5}}(?:\s?\([a-z]{{2,6}}\))?(?=\s?[:;])"
# Words that begin a label of something else
_NO_LABEL: Final = (
    r"(?!(?:n° )?(?:d'|de )?(?:tel|fax|telecopie|telephone|portable|mobile|ligne|appel|vert|azur|standard|accueil|"
    r"service|urgences?|contact|conseill\w+|assistance|date|le|heure|periode|annee|exercice|echeance|e-?mail|mel|"
    r"courriel|adresse|code postal|page|objet|art|montant|total|net|solde|prelevement)\b)"
)
_PHONE: Final = re.compile(r"0[1-9](?:[ ./-]?\d\d){4}")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
# Labels, and how many digits a value behind them must hold
_LABELS: Final = (
    # "Vos réf. :", "N/Réf :", "Références à rappeler :", "Référence unique de mandat (RUM) :", "Réf. n°"
    (rf"{_REFERENCE}(?:{_WORDS_TO_COLON}\s?[:;]|\s?-\s|(?<=[.,])\s|\s?{_NUMBER}){_TO}", 1),
    # "Réf. client 0298765432"
    (rf"{_REFERENCE}(?:\s(?:{_OF}){{0,2}}(?:{_NOUNS}|{_FISCAL}))?(?<=[a-z.])\s", 5),
    # "N° client :", "Votre numéro de client :", "Numéro fiscal :", "Numéro d'allocataire :"
    (
        rf"(?:\b(?:votre|notre|mon)\s)?{_NUMBER}{_OF}{{0,2}}(?:{_NOUNS}|{_FISCAL})\b(?:{_WORDS_TO_COLON})?{_TO}",
        2,
    ),
    # "Contrat n°", "Facture n°", "Lettre recommandée avec AR n°", "facture impayée n°"
    (rf"\b(?:{_NOUNS}|{damaged('recommandee')}?)\b\s(?:{_OF}?{_WORD}){{0,2}}{_NUMBER}{_TO}", 1),
    # "Identifiant :", "Dossier :", "RUM :", "ICS :", "NOR :"
    (rf"\b(?:{_ALONE}|{_FISCAL}|rum|ics)(?:\s{_NOUNS})?\s?(?::|est(?: le)?\s)\s{{0,2}}", 5),
)
# Only where the letter says what it is, above its body:
# "Circulaire n°2", "Arrêté n° 2025 – 794", "(N° 5)", "FACTURE" above "2025-001"
_TITLES: Final = (
    rf"\b{_DOCUMENTS}\s(?:{_WORD}){{0,2}}{_NUMBER}{_TO}",
    rf"(?:^|(?<=[\n(])){_NUMBER}{_TO}",
    rf"(?:^|(?<=\n)){_NOUNS}[ ]?\n(?=\S{{4,30}}(?:\n|$))",
)
_ABOVE: Final = frozenset({Zone.REFERENCES, Zone.LETTERHEAD, Zone.SUBJECT, Zone.DATE_LINE, Zone.SENDER_ADDRESS})
# "XP/CG n° 16": the writers' initials and a running number
_INITIALS: Final = re.compile(
    r"(?<![A-Za-z0-9/])[A-Z]{2,4}(?:/[A-Za-z]{2,4}){1,3}\s?(?:[nN][°ºo*]\s?)?[0-9][0-9/.-]{0,12}(?![\w€])"
)

# "N° de parcelle :", whatever it is
_ANY_NUMBER: Final = rf"{_NUMBER}{_NO_LABEL}{_OF}{{0,2}}[a-z-]{{3,18}}{_WORDS_TO_COLON}{_TO}"
# Above the body any label will do: "Point de livraison : 18 737 853 162 545"; but not these
_ANY_LABEL: Final = rf"(?:^|(?<=\n)){_NO_LABEL}[a-z][a-z' ./()°-]{{2,40}}\s?:\s{{0,2}}"
# In the block of references it may even lack its colon: "Code abonné  A 123 456"
_BARE_LABEL: Final = rf"(?:^|(?<=\n)){_NO_LABEL}[a-z][a-z' ./()°-]{{2,30}}[ ]{{1,3}}(?=[a-z0-9 ./-]{{4,30}}(?:\n|$))"


@dataclass(frozen=True, slots=True)
class _Label:
    """What may stand before a value, how many digits the value then holds, and where it counts (everywhere: no zones).

    A `vague` label may as well stand before a telephone number or a year.
    """

    pattern: re.Pattern[str]
    digits: int
    zones: frozenset[Zone] = frozenset()
    vague: bool = False


_ALL_LABELS: Final = (
    *(_Label(re.compile(pattern), digits) for pattern, digits in _LABELS),
    *(_Label(re.compile(pattern), 1, _ABOVE) for pattern in _TITLES),
    _Label(re.compile(_ANY_NUMBER), 3, vague=True),
    _Label(re.compile(_ANY_LABEL), 3, _ABOVE | {Zone.RECIPIENT}, vague=True),
    _Label(re.compile(_BARE_LABEL), 4, frozenset({Zone.REFERENCES}), vague=True),
)

# A value is pieces with digits in them: "87 654 321", "2015/02/004578", "AR 1A 123 456 7890 1", "15-098-76543 / VD"
_PIECE: Final = re.compile(r"(?P<gap>[ ]?[/–-][ ]?|[ ]|)(?P<piece>\+{0,2}[A-Za-z0-9|!][A-Za-z0-9|!./_+-]*)")
_MOST_PIECES: Final = 9
_DIGITS_OF_A_CODE: Final = 3
_DATE: Final = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})[.]?")
_NOT_A_PIECE: Final = frozenset(
    ["M", "MM", "ME", "DE", "DU", "LE", "LA", "ET", "EN", "AU", "A", "N", "OU", "UN", "TEL", "FAX", "DATE", "OBJET"]
)
_MONTH_NEXT: Final = re.compile(rf"\s?{MONTH}(?![a-z])")
_MONEY_NEXT: Final = re.compile(r"\s?(?:€|eur|%|h\b|heures|jours|mois|minutes|ans\b)")
_SHAPED_AS_DIGITS: Final = re.compile(r"[0-9OoIl|!SB]+")
_MEANT: Final = str.maketrans("OoIl|!SB", "00111158")
# "l234", "2015/O2", "7B9"; but "B69-446" and "4715S" begin and end with a letter of their own
_MISREAD: Final = re.compile(r"[l|!]|(?<=.)[OIo]|(?<=\d)[BS](?=\d)")
_SURE, _TITLE_SURE = 0.95, 0.85


def find_references(reading: Reading) -> Iterator[Found]:
    """Every identifier, then every labelled value that none of them claimed."""
    taken: list[tuple[int, int]] = []
    for found in (*find_identifiers(reading.plain, reading.letter.text), *_find_labelled(reading)):
        if not any(start < found.end and end > found.start for start, end in taken):
            taken.append((found.start, found.end))
            yield found


def _find_labelled(reading: Reading) -> Iterator[Found]:
    printed = reading.letter.text
    for label in _ALL_LABELS:
        for m in label.pattern.finditer(reading.plain):
            if label.zones and reading.zone_at(m.start()) not in label.zones:
                continue
            span = _value_after(printed, reading.plain, m.end(), label)
            if span:
                words = printed[m.start() : m.end()].strip().rpartition("\n")[2].strip(" :;=-")  # its last line
                words = re.sub(r"\s+est(?: le)?$", "", words)
                sure = _TITLE_SURE if label.zones or label.vague else _SURE
                yield Found("reference", *span, _read(printed[slice(*span)]), sure, role=words)
    for m in _INITIALS.finditer(printed):
        if reading.zone_at(m.start()) in _ABOVE:
            yield Found("reference", *m.span(), re.sub(r"\s", "", m[0]), _TITLE_SURE, role="Réf.")


def _value_after(printed: str, text: str, start: int, label: _Label) -> tuple[int, int] | None:
    """Where the value that begins at `start` ends: its pieces up to the first word, date, sum or line break."""
    end, pieces = start, 0
    for _ in range(_MOST_PIECES):
        m = _PIECE.match(printed, end)
        if not m or (pieces == 0 and m["gap"]) or not _is_piece(printed, text, m, first=pieces == 0):
            break
        end, pieces = m.end(), pieces + 1
    value = printed[start:end].rstrip(" ./-–")
    digits = sum(c.isdigit() for c in value)
    if (
        digits < label.digits
        or not digits
        or _DATE.fullmatch(value.translate(_MEANT))
        or (label.vague and _is_of_another_kind(value))
        or _MONEY_NEXT.match(text, start + len(value))
    ):
        return None
    return start, start + len(value)


def _is_of_another_kind(value: str) -> bool:
    """A telephone number or a year, which hardly any label makes a reference: "Standard : 02 61 91 33 48", "2015"."""
    return bool(_PHONE.fullmatch(value) or _YEAR.fullmatch(value) or tariff_of(re.sub(r"\s", "", value)))


def _is_piece(printed: str, text: str, m: re.Match[str], *, first: bool) -> bool:
    piece = m["piece"].rstrip(".-/")
    if not first and (
        _DATE.fullmatch(piece.translate(_MEANT))
        or (piece.isdigit() and len(piece) <= 2 and _MONTH_NEXT.match(text, m.end()))
    ):
        return False
    if any(c.isdigit() for c in piece):
        # "fo-22708465", "SD/ml12"; but not the first words of a sentence: "le2", "art3"
        return not piece[:2].islower() or sum(c.isdigit() for c in piece) >= _DIGITS_OF_A_CODE
    if not piece.isupper() or piece in _NOT_A_PIECE or len(piece) > (4 if first or m["gap"].strip() else 2):
        return bool(_SHAPED_AS_DIGITS.fullmatch(piece)) and not first and not piece.isalpha()
    following = _PIECE.match(printed, m.end())
    return not first or bool(following and any(c.isdigit() for c in following["piece"]))


def _read(value: str) -> str:
    """As printed, without spaces; a letter among nothing but digits is the digit it looks like: "2015/O2"."""
    solid = re.sub(r"\s", "", value)
    pieces = re.split(r"([^A-Za-z0-9|!]+)", solid)
    if all(_SHAPED_AS_DIGITS.fullmatch(p) for p in pieces[::2] if p):
        solid = _MISREAD.sub(lambda m: m[0].translate(_MEANT), solid)
    return re.sub(r"(?<=[A-Z])0(?=[A-Z])", "O", solid)


REFERENCES: Final = Kind(
    name="reference",
    description="Every number or code with its printed label in `role`: «N° client», «Vos réf.», «Contrat n°», and "
    "the numbers "
    "that carry check digits (IBAN, SIREN, SIRET, VAT, NIR), which are verified. `value` is as printed, without "
    "spaces.",
    find=find_references,
    examples=(
        Example("N° client : 123456789", (("123456789", "123456789"),), "N° client"),
        Example("Votre numéro de client : 5 0123 4567", (("5 0123 4567", "501234567"),), "Votre numéro de client"),
        Example("Nos réf. : SCOT/LT/15-0213", (("SCOT/LT/15-0213", "SCOT/LT/15-0213"),), "Nos réf."),
        Example("Contrat n° 87 654 321 du 3 mai 2014", (("87 654 321", "87654321"),), "Contrat n°"),
        Example("N° dossier : 2015/02/004578", (("2015/02/004578", "2015/02/004578"),)),
        Example(
            "IBAN : FR76 3000 6000 0112 3456 7890 189",
            (("FR76 3000 6000 0112 3456 7890 189", "FR7630006000011234567890189"),),
            "IBAN",
        ),
        Example("SIRET : 380 129 866 46850", (("380 129 866 46850", "38012986646850"),), "SIRET"),
        Example("380 129 866 RCS Paris", (("380 129 866", "380129866"),), "RCS Paris"),
        Example("TVA intracommunautaire : FR 89 380 129 866", (("FR 89 380 129 866", "FR89380129866"),)),
        Example("N° de sécurité sociale : 2 69 05 49 588 157 80", (("2 69 05 49 588 157 80", "269054958815780"),)),
        # as Tesseract damages them
        Example("N' c1ient : l23456789", (("l23456789", "123456789"),)),
        Example(
            "lBAN : FR76 3OOO 6000 01 12 3456 7890 l89",
            (("FR76 3OOO 6000 01 12 3456 7890 l89", "FR7630006000011234567890189"),),
        ),
        Example("Contrat n* 87 654 321", (("87 654 321", "87654321"),)),
        # no references
        Example("Affaire suivie par : Mme Lacombe"),
        Example("loi n° 78-17 du 6 janvier 1978, article L. 121-84-1"),
        Example("Facture : 45,00 €, dossier : 2 jours, page n° 3"),
        Example("Votre contrat du 13/02/2015, n'hésitez pas"),
        Example("Vos références nous sont parvenues le 3 mai"),
    ),
)
