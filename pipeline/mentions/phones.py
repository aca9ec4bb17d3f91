"""Letter → its telephone numbers, long and short, with whose they are."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

import phonenumbers

from pipeline.mentions.claims import Claims
from pipeline.mentions.found import Example, Found, Kind, Reading
from pipeline.mentions.plain import DIGIT, count_repairs, read_digits
from pipeline.mentions.short_numbers import tariff_of
from pipeline.records import Zone

_GAP: Final = r"(?:\s?[.,/·_'-]\s?|[ ]{1,2}|[ ]?\n)?"
# "04 94 12 34 56", "0494123456", "04.94.12.34.56", "0 800 10 20 30", "O4 94 l2 34 S6", "O0 899 10 20 30"
_NATIONAL: Final = re.compile(rf"(?<![a-z0-9+])(?:[0o]|\([0o]\)|0o|o0)(?:{_GAP}{DIGIT}){{9}}(?![a-z0-9])(?![.-]\d)")
# "+33 (0)4 94 12 34 56", "0033 4 94 12 34 56", "(33) 4 94 12 34 56"
_FRENCH_ABROAD: Final = re.compile(
    rf"(?<![a-z0-9])(?:\(?\+\s?|00\s?|"
    rf"\()33\)?{_GAP}(?P<trunk>\(\s?[0o]\s?\)\s?)?{DIGIT}(?:{_GAP}{DIGIT}){{8}}(?![a-z0-9])"
)
# "+32 4 223 45 67": any other country, digits as printed
_FOREIGN: Final = re.compile(r"(?<![a-z0-9])\+\s?[1-9]\d{0,2}(?:[ ./()-]{0,2}\d){6,12}(?![a-z0-9])")
# "1014", "10 14", "3900", "39 OO", "118 712", "l0l4", "700"
_SHORT: Final = re.compile(
    rf"(?<![a-z0-9])(?<![0-9][ .,/-])(?P<n>[1il|][0o]\s?{DIGIT}{{2}}|3\s?[0o12469]\s?{DIGIT}{{2}}|"
    rf"3[2469]\.\d\d|33 ?700|[1il|]{{2}}[68]\s?{DIGIT}{{3}}|\d{{3}}|1[578])"
    r"(?![a-z0-9])(?!\s?(?:[€%°\d]|eur|francs?|h\b|heures?|kwh|kg|km|m2|jours?|mois|ans?\b|fois|points?|rue|avenue|"
    r"av\b|bd\b|boulevard|"
    r"route|chemin|place|allee|impasse|cours|quai|janv|fev|mars|avr|mai\b|juin|juil|aout|sept|oct|nov|"
    r"dec))(?![.,/-]\s?\d)(?! du code)"
)
# Groups in which ten digits are printed; others are taken only right behind "Tél."
_GROUPS: Final = frozenset(
    {
        (2, 2, 2, 2, 2),
        (10,),
        (4, 2, 2, 2),
        (1, 3, 2, 2, 2),
        (4, 3, 3),
        (4, 6),
        (2, 2, 2, 4),
        (2, 8),
        (2, 4, 4),
        (2, 3, 3, 2),
    }
)
_SERVICE_GROUPS: Final = frozenset({(1, 3, 3, 3), (1, 9)})  # "0 810 810 810"; but "0 123 456 789" is an account

_CALL: Final = (
    r"\btel\b|\bte[l1]\s?[.:]|telephon\w*|compos\w+|\bappel\w*|joign\w+|joindre|contact\w*|\bfax|telecopie|numero|"
    r"conseillers?|"
    r"service\s(?:\w+\s){0,2}clients?|assistance|renseignements?|serveur|messagerie|repond\w*|depannage|urgences?|"
    r"disposition|"
    r"ligne|mobile|portable|standard|accueil|secretariat|plateforme|☎|n° (?:vert|azur|indigo|cristal)"
)
_CALLED: Final = re.compile(_CALL)
_TEL_JUST_BEFORE: Final = re.compile(
    r"(?:te[l1]\w{0,8}|fax|mobile|portable|"
    r"(?:r?appelez|composez|joignez)(?:-nous)?(?: (?:au|le))?|☎)\s?[.:]{0,2}\s?:?\s?$"
)
# what leads to a short number: "au 3900", "composez le 1014", "Service Clients : 10 14", "ou 3970"
_LEADS: Final = re.compile(r"(?:\bau|\ble|\bou|\bet|\bdu|numero|tel\.?|[:(/-]|n°)\s?$")
# "09 78 97 50 00 (prix appel local), 3239 ou ..."
_LISTED: Final = re.compile(r"\d\s?(?:\([^()]{0,60}\))?,\s$")
_AU: Final = re.compile(r"\bau\s$")
# "composez le", "appelez le 17 (police) ou le"
_DIALLED: Final = re.compile(
    r"\b(?:compos\w+|appel\w+|faites|joindre|joignable\w*)\s(?:\w+\s){0,2}(?:le|au)\s"
    r"(?:\d{2,6}\s?(?:\([^()]{0,40}\)\s)?,?\s?(?:(?:ou|et)\s)?(?:(?:le|au)\s)?){0,3}$"
)
_PRICED: Final = re.compile(
    r"^\s?[(,-]?\s?(?:prix d'un(?:e)? (?:appel|communication)|service (?:gratuit|& appel|et appel|[0o][,.]\d)|"
    r"appel (?:gratuit|non surtaxe|local)|gratuit|"
    r"temps d'attente|depuis (?:votre|un|une|l'|le|la)|non surtaxe|cout d'un appel|[0o][,.]\d\d\s?(?:€|e\b))"
)
# "Le 3004 est ouvert six jours sur sept", "Service consommateurs - 3244", "Allô Service Public 3939"
_NAMED: Final = re.compile(
    r"(?:\ble|\bau|\bnotre (?:numero|serveur)|\bservices?(?: (?:\w+ ){0,2}(?:clients?|clientele|consommateurs?|"
    r"public|vocal))|"
    r"\ballo(?: \w+){1,3}|^)\s?(?:[:-]\s?)?$"
)
_ANSWERS: Final = re.compile(
    r"^\s?(?:est (?:ouvert|joignable|disponible|gratuit|accessible|a votre)|vous (?:repond|accueille|renseigne)|repond|"
    r"reste (?:ouvert|joignable|a votre)|:\s?(?:tapez|dites|puis|choix|option)|$|[.;]|\n)"
)
_PRESENTED: Final = frozenset((Zone.LETTERHEAD, Zone.SENDER_ADDRESS, Zone.FOOTER))
_GOES_ON: Final = re.compile(r"^\s?(?:[.,;()]|$|\n|(?:pour|de|du|ou|et|puis|afin|si|en|a|tous|munis?|depuis)\b)")

_FAX: Final = re.compile(r"\bfax|telecop\w*|telefax")
_TEL: Final = re.compile(r"\bte[l1]\b|telephone|mobile|portable|standard|☎|appel")
_BOTH: Final = re.compile(r"\bte[l1]\w{0,8}\W{1,4}(?:et\W{1,2})?(?:fax|telecop\w*)")
_THEIRS: Final = re.compile(
    r"titulaire|\b(?:attache|associe|rattache)e?s? (?:au|a la ligne|a ce|a votre)|vous (?:joindre|contacter|appeler|"
    r"rappeler)(?: \w+ \w+)? (?:au|sur)\b|votre (?:\w+ ){0,2}(?:forfait|livebox|box|freebox|bbox|carte sim)\b|"
    r"votre (?:ligne|numero|n°|mobile|portable|telephone|abonnement)|ligne\s?(?:fixe|mobile)?\s?(?:concernee|n°|"
    r"numero|:)|"
    r"(?:numero|n°|no) (?:de |d')(?:ligne|appel|mobile|telephone concerne)|portabilite|ligne telephonique|"
    r"(?:numero|n°) abonne"
)
# "Votre forfait ... ; appelez le 04 94 ...": what follows is the sender's again
_OURS: Final = re.compile(
    r"\b(?:appelez|composez|contactez|joignez|telephonez|nous (?:joindre|contacter|appeler)|conseillers?|assistance|"
    r"service(?:s)? clients?|joignables?)\b"
)
# Numbers of a list of calls: pairs may have run together, "01 2345 67 10"
_LIST_OF_CALLS: Final = re.compile(
    r"numeros? (?:appeles?|composes?|appelants?|de vos correspondants)|(?:detail|liste|releve|journal) (?:de vos|des|de"
    r"|de mes|d') ?(?:appels|communications)|appels (?:emis|recus|passes|manques)|correspondants?\b"
)
_PAIRED: Final = 0.8
_GOES_ON_IN_PAIRS: Final = re.compile(r"(?:\s\d\d){2,4}(?!\s?\d)")  # "01 23 45 67 89 01 23": a code of more digits
# Prefixes of the overseas departments, in the national plan: "05 96 71 12 34" is Martinique
_OVERSEAS_PREFIXES: Final = {
    **dict.fromkeys(("0262", "0263", "0692", "0693"), "RE"),
    **dict.fromkeys(("0590", "0690", "0691"), "GP"),
    **dict.fromkeys(("0594", "0694"), "GF"),
    **dict.fromkeys(("0596", "0696", "0697"), "MQ"),
    **dict.fromkeys(("0269", "0639"), "YT"),
}
_OVERSEAS: Final = ("RE", "GP", "MQ", "GF", "YT")  # dialled "0262 ..." as at home, each with its own country code
_ALONE: Final = 0.8
_REPAIR: Final = 0.95


def find_phones(reading: Reading) -> Iterator[Found]:
    """Every number that no earlier kind claimed and that the numbering plan knows."""
    ends = [0]
    longs = sorted(_find_long(reading), key=lambda found: found[:2])
    for start, end, value, confidence in longs:
        if start < ends[-1]:
            continue
        role = _role(reading, start, ends[-1])
        yield Found("phone", start, end, value, confidence, role=role, tariff=tariff_of(value))
        ends.append(end)
    claims = Claims(len(reading.plain))
    for start, end, *_ in longs:
        claims.hold(start, end)
    for start, end, value, confidence in _find_short(reading):
        if claims.is_free(start, end):
            last = ends[bisect_right(ends, start) - 1]
            role = _role(reading, start, last)
            yield Found("phone", start, end, value, confidence, role=role, tariff=tariff_of(value))


def _find_long(reading: Reading) -> Iterator[tuple[int, int, str, float]]:
    text, printed = reading.plain, reading.letter.text
    for pattern in (_FRENCH_ABROAD, _NATIONAL, _FOREIGN):
        for m in pattern.finditer(text):
            if not reading.is_free(*m.span()):
                continue
            number = m[0]
            if pattern is _FRENCH_ABROAD:
                trunk = m["trunk"]
                digits = read_digits(number.replace(trunk, "", 1) if trunk else number)
                value, repairs = _e164("+" + digits.removeprefix("00")), count_repairs(number)
            elif pattern is _FOREIGN:
                value, repairs = _e164("+" + re.sub(r"\D", "", number.replace("(0)", ""))), 0
            else:
                value, repairs = _e164(re.sub("^00", "0", read_digits(number))), count_repairs(number)
            sure = _how_sure(reading, m) if pattern is _NATIONAL else 0.97
            if value and sure and _has_digits(printed[m.start() : m.end()]):
                yield m.start(), m.end(), value, sure * _REPAIR**repairs


def _has_digits(printed: str) -> bool:
    """More true digits than repaired ones: "Oil bois sbz" is no number."""
    return sum(c.isdigit() for c in printed) >= 6


def _e164(number: str) -> str | None:
    at_home = _OVERSEAS_PREFIXES.get(number[:4])
    for region in (*([at_home] if at_home else ()), "FR", *_OVERSEAS):
        try:
            parsed = phonenumbers.parse(number, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed):
            return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
    return None


def _how_sure(reading: Reading, m: re.Match[str]) -> float:
    """How sure ten digits are a number to call, by their grouping and the words before; 0 where they are not."""
    text = reading.plain
    before = text[max(0, m.start() - 60) : m.start()]
    tel = bool(_TEL_JUST_BEFORE.search(before))
    number = re.sub(r"[()]|^(?:0(?=o)|o(?=0))", "", m[0])
    groups = tuple(len(g) for g in re.split(r"[\s.,/·_'-]+", number))
    service = number.replace(" ", "")[1:2] in "89b"
    whole = groups == (2, 2, 2, 2, 2) or (service and groups in _SERVICE_GROUPS | {(1, 3, 2, 2, 2)})
    if "\n" in m[0] and not (whole and _CALLED.search(before)):
        return 0.0
    if not before.rpartition("\n")[2].strip() and text[m.end() : m.end() + 1] in ("", "\n", "\f"):
        return _ALONE  # nothing else on its line
    if all(g % 2 == 0 for g in groups) and len(groups) > 1 and _LIST_OF_CALLS.search(text):
        return _PAIRED
    if groups not in _GROUPS and not (service and groups in _SERVICE_GROUPS) and not tel:
        return 0.0
    if not tel and (
        re.search(r"(?<!\d{5})(?<!\d\d \d\d)[0-9]\s$", before) or re.match(r"\s\d", text[m.end() : m.end() + 2])
    ):
        goes_on = _GOES_ON_IN_PAIRS.match(text, m.end())
        return 0.0 if groups != (2, 2, 2, 2, 2) or (goes_on and not _CALLED.search(before)) else 0.7
    called = bool(_CALLED.search(before))
    if groups == (10,) and not called and not _AU.search(before):
        return 0.0
    return 0.98 if called else 0.92


def _find_short(reading: Reading) -> Iterator[tuple[int, int, str, float]]:
    text = reading.plain
    for m in _SHORT.finditer(text):
        number = read_digits(m["n"])
        if tariff_of(number) and reading.is_free(*m.span()):
            sure = _how_sure_short(reading, m, number)
            if sure:
                yield m.start(), m.end(), number, sure * _REPAIR ** count_repairs(m["n"])


def _how_sure_short(reading: Reading, m: re.Match[str], number: str) -> float:
    """A short number is one only where the words say so: "au 3900", "composez le 1014", "36 46 (prix d'un appel)"."""
    first, _ = reading.sentence_at(m.start())
    before = reading.plain[max(first, m.start() - 80) : m.start()]
    after = reading.plain[m.end() : m.end() + 40]
    leads = bool(_LEADS.search(before)) or not before.strip()
    if len(number) == 4 and reading.zone_at(m.start()) in _PRESENTED and _is_line(reading, m):
        return _ALONE  # "3004" alone in the letterhead
    if len(number) == 4 and _NAMED.search(before) and _ANSWERS.match(after.replace("\n", " ")):
        return 0.85
    if _DIALLED.search(before):
        return 0.96
    if len(number) == 2:
        return 0.0
    if leads and _PRICED.search(after.replace("\n", " ")):
        return 0.95
    if len(number) == 3:
        return 0.0
    if leads and before.strip() and _CALLED.search(before):
        return 0.93
    if _LISTED.search(before) and _CALLED.search(before) and _GOES_ON.search(after):
        return 0.85
    return 0.75 if _AU.search(before) and _GOES_ON.search(after) else 0.0


def _is_line(reading: Reading, m: re.Match[str]) -> bool:
    """Whether nothing else stands on its line."""
    line = reading.letter.line_at(m.start())
    return line is not None and not reading.plain[line.start : m.start()].strip() and line.end <= m.end()


def _role(reading: Reading, start: int, after: int) -> str:
    """Whose number it is, by the nearest word before it on its line or in its sentence."""
    first = max(after, start - 70)
    before = reading.plain[first:start]
    if re.search(r"(?<![a-z])f\s?[.:]{0,2}\s?$", before) and "F" in reading.letter.text[max(first, start - 4) : start]:
        return "fax"  # "T 01 ... - F 01 ..."
    fax = max((m.end() for m in _FAX.finditer(before)), default=-1)
    tel = max((m.end() for m in _TEL.finditer(before)), default=-1)
    if fax > tel and not _BOTH.search(before):
        return "fax"
    theirs = max((m.end() for m in _THEIRS.finditer(before)), default=-1)
    ours = max((m.start() for m in _OURS.finditer(before)), default=-1)
    return "recipient" if reading.zone_at(start) is Zone.RECIPIENT or theirs > max(ours, 0) else "sender"


PHONES: Final = Kind(
    name="phone",
    description="Every telephone number to call: national, international, overseas, 08 numbers, and short numbers "
    "(3900, 1014, 118 712) where the words around say that one calls them. `value` is E.164 or the bare short number. "
    "Roles: sender, recipient (their own line), fax.",
    find=find_phones,
    examples=(
        Example("Appelez-nous au 04 94 12 34 56", (("04 94 12 34 56", "+33494123456"),), "sender"),
        Example("Depuis l'étranger : +33 (0)4 94 12 34 56", (("+33 (0)4 94 12 34 56", "+33494123456"),)),
        Example("Votre ligne 0494123456 est résiliée.", (("0494123456", "+33494123456"),), "recipient"),
        Example("Fax : 03 88 15 40 61", (("03 88 15 40 61", "+33388154061"),), "fax"),
        Example("appelez le O0 899 70\n45 16 (0,80 €/min)", (("O0 899 70\n45 16", "+33899704516"),)),
        Example("0 892 70 45 16 (0,35 €/min)", (("0 892 70 45 16", "+33892704516"),)),
        Example("Notre agence de Saint-Denis : 02 62 12 34 56", (("02 62 12 34 56", "+262262123456"),)),
        Example("Composez le 1014 depuis votre ligne fixe", (("1014", "1014"),), "sender"),
        Example("nos conseillers au 39 00 ou 3970", (("39 00", "3900"), ("3970", "3970"))),
        Example("renseignements téléphoniques : 118 345", (("118 345", "118345"),)),
        Example("36 46 (prix d'un appel local)", (("36 46", "3646"),)),
        # as Tesseract damages them
        Example("Tél. : O4 94 l2 34 S6", (("O4 94 l2 34 S6", "+33494123456"),)),
        Example("Composez le l0l4", (("l0l4", "1014"),)),
        Example("Service clients : 39 OO", (("39 OO", "3900"),)),
        # not numbers to call
        Example("IBAN : FR76 1380 7004 1230 2198 7654 010"),
        Example("SIRET : 483 216 750 00024, 33734 BORDEAUX CEDEX 9"),
        Example("Numéro de compte : 0 417 733 902"),
        Example("au 1014 rue de la Paix, le 15 mars, pour 3900 € en 3000 exemplaires"),
        Example("TSA 10001, contactez-nous avant le 30 10 2015"),
        Example("Il vous reste 118 points et 3900 habitants"),
    ),
)
