"""Letter → its dates, each with the day it names and what it is there for."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from pipeline.mentions.calendar_words import FIRST, MONTH, read_day, read_month
from pipeline.mentions.date_patterns import WrittenDate, find_written_dates
from pipeline.mentions.found import Example, Found, Kind, Reading
from pipeline.mentions.impossible_dates import find_impossible_dates
from pipeline.mentions.receipts import is_received
from pipeline.mentions.roles import Cue, Cues
from pipeline.records import Zone

_THEIR_WRITING: Final = (
    r"courriers?|lettres?|courriels?|e-?mails?|mails?|demandes?|reclamations?|mises? en demeure|relances?|rappels?|"
    r"messages?|"
    r"correspondances?|reponses?|recommandee?s?|avis|notification|appel|entretien|conversation|visite"
)
_UP_TO_DATE: Final = r"(?:\s[^.;:]{0,60}?)?\s(?:du|en date du|date du|datee? du|le)\s(?:\w{5,8}di\s|dimanche\s)?$"
_CUES: Final = Cues(
    [
        Cue("birth", r"\bnee?s?(?:\(e\))?\s(?:le|a)\b|(?<!con)naissance"),
        Cue(
            "law",
            r"\b(?:lois?|decrets?|arretes?(?! a)|ordonnances?|reglements? (?:n°|ue|\(|general|interieur|europeen)|"
            r"directives?|deliberation|article|code|convention)\b",
        ),
        Cue(
            "deadline",
            r"\bavant\b|\brepor\w{2,5} (?:jusqu')?au|au plus tard|jusqu'?\s?'?au?\b|d'ici|date limite|limite de|"
            r"echeance|exigib\w+|\ba (?:regler|payer|retourner|renvoyer)"
            r"|\bpasse le|\bpasse cette date|delai",
            r"^\s?(?:au plus tard|dernier delai|delai de rigueur|inclus)",
        ),
        Cue(
            "appointment",
            r"rendez-?\s?vous|\brdv\b|reunions?|assemblees?|convo\w+|se tiendra|aura lieu|audience|\bentretien "
            r"(?:prealable|fixe)|intervention",
            r"^,?\s(?:a|vers|des|de)\s\d{1,2}\s?(?:h|:)",
        ),
        Cue("debit", r"preleve\w*|prelevement|virement|\bvire\b|debite"),
        Cue("invoice", r"factures?|avoir|quittance|avis d'echeance|releve"),
        Cue("effect", r"a compter du|a partir du|\beffet|effecti\w+|en vigueur|resili\w+|clotur\w+|depuis le|\bdes le"),
        Cue("contract", r"souscri\w+|signe\w*|mandat|contrat|adhesion|adhere|conclu\w*|bail"),
        Cue("other_letter", rf"\b(?:{_THEIR_WRITING})\b"),
        Cue("period", r"periode|consommations?|abonnements?|mois (?:de\b|d'|du\b)"),
    ]
)

_WEEKDAYS: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
# "le vendredi 13 février 2015": the day before the date
_WEEKDAY: Final = re.compile(r"\b(" + "|".join(_WEEKDAYS) + r"),?\s(?:le\s)?$")
_WEEKDAY_AGREES, _WEEKDAY_DIFFERS = 1.03, 0.5

# "du 1er avril au 30 juin 2015", "les 15 et 30 avril": what stands between the two dates of a range
_TO: Final = re.compile(r"\s?(?:inclus\s)?(?:au|et|et le|et au|a|jusqu'au|-)\s(?:" + "|".join(_WEEKDAYS) + r")?\s?")
# "du 15 [au 30 avril 2014]", "du 05/01 [au 04/02/2015]": a first date that lends month and year from the second
_BARE_FIRST: Final = re.compile(
    rf"\b(?:du|le|les|entre le)\s(?P<day>{FIRST}|\d{{1,2}})(?:[\s/.-](?P<month>{MONTH}|\d\d(?=\s)))?\s(?:au|et|et le|"
    rf"a|-)\s$"
)
# "les [3, 4] et 5 mai 2015": days that lend month and year from the last
_LIST: Final = re.compile(
    rf"\ble(?:s)?\s(?P<days>(?:{FIRST}|\d{{1,2}})(?:,\s(?:{FIRST}|\d{{1,2}})){{1,6}}),?\s(?:et|ou)\s(?:le\s)?$"
)
_DAY: Final = re.compile(rf"{FIRST}|\d{{1,2}}")
# "12 avenue du 8 mai 1945", "place du 14 Juillet": a street is no day
_STREET: Final = re.compile(
    r"\b(?:rue|avenue|av\.?|boulevard|boul\.?|bd\.?|square|esplanade|impasse|rond-point|faubourg|parvis|quai|allees?)\s"
    r"(?:du|de la|des)\s$"
)
_NAMED_AFTER: Final = re.compile(
    r"\b(?:place|pl\.?|cours|route|chemin|passage|cite|pont|stade|lycee|college|ecole|residence|salle|halle)\s(?:du|des)\s$"
)
_REMEMBERED: Final = frozenset(("05-08", "11-11", "07-14", "06-18", "03-19", "09-04", "06-06", "08-25"))
_BORN_LATE: Final = 2030  # "né le 7 mai 45", where the letter does not say its own year
_LAST: Final = re.compile(
    r"^\s(?:dernier(?! (?:delai|carat|terme|jour))|ecoule|passe)\b"
)  # not «pour le 17 avril dernier délai»
_NEXT: Final = re.compile(r"^\s(?:prochain|a venir)\b")
_LENT, _SURMISED = 0.95, 0.85


def find_dates(reading: Reading) -> Iterator[Found]:
    """Every date that no earlier kind claimed; a missing year is taken from the letter's own date, where it has one."""
    written = [
        d
        for d in find_written_dates(reading.plain)
        if reading.is_free(d.start, d.end) and not _is_street(reading.plain, d)
    ]
    ranged, periods = _lend_within_ranges(reading, written)
    bears = next((d.date for d in ranged if d.date and _is_borne(reading, d.start)), None)
    for date in ranged:
        known = _complete(date, bears, reading.plain[date.end : date.end + 12])
        role = "period" if date.start in periods else _role_of(reading, date)
        if role == "birth":
            known = _in_the_past(known, bears, reading.plain)
        agrees = _agrees_with_weekday(reading.plain, known)
        factor = 1.0 if agrees is None else _WEEKDAY_AGREES if agrees else _WEEKDAY_DIFFERS
        yield Found(
            "date",
            known.start,
            known.end,
            known.value,
            min(0.99, known.confidence * factor),
            role=role,
            date=known.date,
            contradicts="weekday" if agrees is False else None,
        )
    yield from find_impossible_dates(reading)


def _is_street(text: str, date: WrittenDate) -> bool:
    before = text[max(0, date.start - 24) : date.start].replace("\n", " ")
    return bool(_STREET.search(before)) or (
        bool(_NAMED_AFTER.search(before)) and date.value[-5:] in _REMEMBERED and date.day is not None
    )


def _in_the_past(date: WrittenDate, bears: dt.date | None, text: str) -> WrittenDate:
    """ "né le 7 mai 45": of the century that has been."""
    short = re.search(r"(?<!\d)\d\d$", text[date.start : date.end])
    if short and date.year and date.year > (bears.year if bears else _BORN_LATE):
        return replace(date, year=date.year - 100)
    return date


def _is_borne(reading: Reading, start: int) -> bool:
    """Whether it stands in the date line, and that line ends no sentence of the body: "... avant le / 8 mars"."""
    if is_received(reading.plain, start):
        return False
    return reading.zone_at(start) is Zone.DATE_LINE and reading.zone_at(reading.sentence_at(start)[0]) is Zone.DATE_LINE


def _role_of(reading: Reading, date: WrittenDate) -> str:
    if _is_borne(reading, date.start):
        return "letter"
    return _CUES.role_of(reading, date.start, date.end, default="other")


def _lend_within_ranges(reading: Reading, dates: list[WrittenDate]) -> tuple[list[WrittenDate], set[int]]:
    """The dates, where a range lends its first date what only the second prints; and the starts of those in a range."""
    text = reading.plain
    out: list[WrittenDate] = []
    periods: set[int] = set()
    for date in dates:
        bare = _BARE_FIRST.search(text, max(0, date.start - 40), date.start)
        out += _listed(reading, date)
        before = out[-1] if out else None
        if before and _TO.fullmatch(text, before.end, date.start):
            out[-1] = _lend(before, date)
            if re.search(r"\b(?:du|entre le|periode)\s\D{0,12}$", text[max(0, before.start - 24) : before.start]):
                periods |= {before.start, date.start}
        elif bare and date.day and reading.is_free(bare.start("day"), bare.end("day")):
            end = bare.end("month") if bare["month"] else bare.end("day")
            first = WrittenDate(
                bare.start("day"), end, None, _month(bare["month"]), read_day(bare["day"]), date.confidence
            )
            if (lent := _lend(first, date)).is_real:
                out.append(lent)
                periods |= {lent.start, date.start}
        out.append(date)
    return out, periods


def _listed(reading: Reading, date: WrittenDate) -> list[WrittenDate]:
    """The days before it in "les 3, 4 et 5 mai 2015"."""
    listed = _LIST.search(reading.plain, max(0, date.start - 50), date.start) if date.day else None
    if not listed:
        return []
    days = _DAY.finditer(reading.plain, *listed.span("days"))
    lent = [_lend(WrittenDate(*m.span(), None, None, read_day(m[0]), date.confidence), date) for m in days]
    return [d for d in lent if d.is_real and reading.is_free(d.start, d.end)]


def _month(printed: str | None) -> int | None:
    if printed is None:
        return None
    return int(printed) if printed.isdigit() else (read_month(printed) or (None, 0))[0]


def _lend(first: WrittenDate, second: WrittenDate) -> WrittenDate:
    """`first` with the month and year of `second` where it prints none; "du 28 décembre au 3 janvier" turns a year."""
    if first.year or not second.month:
        return first
    month = first.month or second.month
    year = second.year - (month > second.month) if second.year else None
    return replace(first, month=month, year=year, confidence=first.confidence * _LENT)


def _complete(date: WrittenDate, bears: dt.date | None, after: str) -> WrittenDate:
    """The year (or month) that is not printed, from the letter's own date: the nearest, unless it says which."""
    if not bears or not date.day or date.year:
        return date
    if date.month is None:
        return replace(date, year=bears.year, month=bears.month)
    candidates = [d for y in (-1, 0, 1) if (d := replace(date, year=bears.year + y)).is_real and d.date]
    if _LAST.match(after):
        candidates = [d for d in candidates if d.date and d.date <= bears]
    elif _NEXT.match(after):
        candidates = [d for d in candidates if d.date and d.date >= bears]
    nearest = min(candidates, key=lambda d: abs((d.date - bears).days) if d.date else 0, default=date)
    return replace(nearest, confidence=nearest.confidence * _SURMISED)


def _agrees_with_weekday(text: str, date: WrittenDate) -> bool | None:
    """Whether «vendredi» before it is the day it falls on; None where no weekday is named or the day is not known."""
    named = _WEEKDAY.search(text, max(0, date.start - 16), date.start)
    if not named or not date.date:
        return None
    return _WEEKDAYS[date.date.weekday()] == named[1]


DATES: Final = Kind(
    name="date",
    description="Every date, day first: «13 février 2015», «1er mars», «13/02/15», «13.02.2015», ISO, in words. "
    "`value` is ISO, "
    "with `--` for a year that is neither printed nor known from the letter's own date. Roles: letter (its date "
    "line), deadline, "
    "period, birth, law, invoice, appointment, other_letter, debit, effect, contract, impossible (a day that no "
    "calendar has), other.",
    find=find_dates,
    examples=(
        Example(
            "Votre courrier du 4 février 2015 nous est parvenu.", (("4 février 2015", "2015-02-04"),), "other_letter"
        ),
        Example("Merci de répondre avant le 1er mars 2015.", (("1er mars 2015", "2015-03-01"),), "deadline"),
        Example("Né(e) le 17/08/62 à Brest", (("17/08/62", "1962-08-17"),), "birth"),
        Example("conformément à la loi n° 78-17 du 6 janvier 1978", (("6 janvier 1978", "1978-01-06"),), "law"),
        Example(
            "Votre rendez-vous est fixé au mardi 16 juin 2015 à 18h30.",
            (("16 juin 2015", "2015-06-16"),),
            "appointment",
        ),
        Example("Période du 15 au 30 avril 2014", (("15", "2014-04-15"), ("30 avril 2014", "2014-04-30")), "period"),
        Example(
            "du 28 décembre au 3 janvier 2015",
            (("28 décembre", "2014-12-28"), ("3 janvier 2015", "2015-01-03")),
            "period",
        ),
        Example("Fait le 13.02.2015", (("13.02.2015", "2015-02-13"),)),
        Example("édité le 2015-02-13", (("2015-02-13", "2015-02-13"),)),
        Example("le onze octobre deux mille douze", (("onze octobre deux mille douze", "2012-10-11"),)),
        Example("Facture de mars 2015", (("mars 2015", "2015-03"),), "invoice"),
        Example("suite à notre entretien du 12 janvier", (("12 janvier", "--01-12"),), "other_letter"),
        # as Tesseract damages them
        Example("Toulon, le l3 février 2O15", (("l3 février 2O15", "2015-02-13"),)),
        Example("Paris, le ler mars 2015", (("ler mars 2015", "2015-03-01"),)),
        Example("Agen, le er juillet 2025", (("er juillet 2025", "2025-07-01"),)),
        Example("Dieppe, I7 Juin I864", (("I7 Juin I864", "1864-06-17"),)),
        Example("Toulon, le 13 Févner 2015", (("13 Févner 2015", "2015-02-13"),)),
        # printed, but in no calendar
        Example("le 31/02/2015", (("31/02/2015", "2015-02-31"),), "impossible"),
        Example("au 30 février 2015", (("30 février 2015", "2015-02-30"),), "impossible"),
        # not dates
        Example("Arrêté n° 23/09/2021-3"),
        Example("Appelez le 3900 ou le 1014"),
        Example("Après dix-sept ans passés place du Marché"),
        Example("article L. 121-84-1, page 2/3, section 1.2.15"),
        Example("Il mars la vitre de 13 mains 2015 fois"),
    ),
)
