"""Ends of weeks, months, terms and years, «avant fin mars» → the last day on which the limit is kept."""

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from dateutil.relativedelta import relativedelta

from pipeline.mentions.calendar_words import MONTH, read_month
from pipeline.mentions.found import Found, Reading
from pipeline.mentions.limit_for import asks_by
from pipeline.mentions.limits import DUTY

_SURE, _INFERRED = 0.97, 0.8  # the rule; times this where the year is not printed
# "avant fin mars 2015", "d'ici la fin avril", "avant la fin du mois", "avant la fin de l'année"
# but of "dix jours avant la fin du mois" the time is the limit
_AHEAD_OF_IT: Final = re.compile(
    r"\b(?:jours?|semaines?|mois|heures?)\s(?:au (?:moins|plus tard)\s|pleins?\s|francs?\s|ouvres\s)?$"
)
_MONTH_END: Final = re.compile(
    rf"\b(?:avant|d'ici|pour|jusqu'a|a|au plus tard(?: a| pour)?|"
    rf"(?=fin\s[^.;]{{3,16}}\sau plus tard))\s?(?:a\s)?(?:(?:la\s)?fin|le\s(?:tout\s)?dernier jour)\s(?:du mois\s)?"
    rf"(?:(?:de\s|d')?(?P<month>{MONTH})(?![a-z])(?:\s(?P<year>20\d\d))?"
    r"|(?P<this>(?:du|de ce|de)\s?(?<!mois )mois(?! de)(?:\s(?P<next>prochain|suivant|a venir)(?![a-z]))?|courant)"
    r"|de l'annee(?:\s(?P<whole>20\d\d))?)"
)

# "avant la mi-avril", "avant mars 2015", "avant le mois de mars": its 15th, the day before its first;
# "pour la mi-avril": where something must be done by then
_MIDDLE: Final = re.compile(
    rf"\b(?:avant|d'ici|jusqu'a|(?P<by>pour))\s(?:a\s)?(?:la\s)?mi[ -](?P<month>{MONTH})(?![a-z])"
    r"(?:\s(?P<year>20\d\d))?"
)
_BEFORE_MONTH: Final = re.compile(
    rf"\bavant\s(?:le\s(?:debut\s(?:du\s)?)?(?:mois\s(?:de\s|d'))?|"
    rf"debut\s)?(?P<month>{MONTH})(?![a-z])(?:\s(?P<year>20\d\d))?"
)
# "avant le 15 du mois prochain", "au plus tard le 25 de ce mois"; but "avant le 25 du mois" is every month's
_DAY_OF_MONTH: Final = re.compile(
    r"\b(?:avant|au plus tard|jusqu'au|d'ici)\s(?:le\s)?(?P<day>\d{1,2}|1er)\s(?:du mois\s(?:(?P<next>prochain|suivant|"
    r"a venir)|en cours|courant)|de ce mois|du present mois)(?![a-z])"
)
# "Choisissez d'ici au 21", "passez la vôtre avant le 17", "Vous avez jusqu'à vendredi 12": the next such day, where
# something must be done by then; of "pour le 5 de chaque mois" it is none
_BARE_DAY: Final = re.compile(
    r"\b(?:avant (?:le )?(?=\d|[a-z]+di |dim)|jusqu'(?:au |a (?=[a-z]+di |dim))"
    r"|d'ici (?:le |au )|au plus tard le |pour le )"
    r"(?P<weekday>(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche) )?(?P<day>1er|[12]\d|3[01]|[2-9])"
    r"(?=\s?(?:[.;,)]|$)|\s(?:inclus|compris|au (?:soir|matin)|a (?:midi|minuit)"
    r"|a \d{1,2} ?h(?:eures)?|au plus tard|dernier delai)\b"
    r"|\spour (?:(?:vous|nous|y|en|le|la|les) |[ls]'){0,2}[a-z]+(?:er|ir|re)\b)"
)
_BY_READER: Final = re.compile(
    r"\b(?:(?!avez|aviez|etiez)[a-z]{2,}ez|peut|peuvent|recoi\w+|recue?s?|prend|accept\w+|garde\w*"
    r"|(?:repren(?:d|nent|dra|dront)|recueill\w+|collect\w+|echang\w+|rembours\w+)"
    r"(?! (?:le|la|les|leurs?|son|sa|ses) (?:travail|service|cours|activites?|consultations?|fonctions?|route)\b))"
    r"\b[^.;]{0,80}$"
)
# "Vous avez jusqu'au 12", "Il vous est laissé jusqu'à vendredi"
_HAVE_UNTIL: Final = re.compile(
    r"\b(?:avez|aurez|(?<!y )a|ont|aura|auront|reste(?:ra)?|(?:laiss|accord|donn)\w+)"
    r"(?: (?:donc|alors|encore|ainsi|desormais|toujours|vous|nous|leur|au [a-z]+|aux [a-z]+))? $"
)
# "N'y allez pas avant le 20"
_BANNED: Final = re.compile(r"\b(?:n(?:e |')|evitez|gardez-vous)[^.;,]*$")
_EVERY_MONTH: Final = re.compile(r"\b(?:chaque|tous les|par) mois\b|\bmensuel")
# "avant la fin du trimestre", "d'ici la fin du semestre": months
_TERMS: Final = {"trimestre": 3, "semestre": 6}
_TERM_END: Final = re.compile(
    r"\b(?:avant|d'ici|jusqu'a)\s(?:a\s)?la\sfin\s(?:du|de ce|de ce present)\s(?P<term>trimestre|"
    r"semestre)(?:\sen cours)?(?![a-z])"
)
# "avant demain soir", "pour lundi prochain", "d'ici vendredi": where something must be done by then
_NEAR_DAY: Final = re.compile(
    r"\b(?:avant|d'ici|pour|jusqu'a|au plus tard)\s(?:(?P<tomorrow>demain)|(?P<over>apres-demain)|"
    r"(?P<day>lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?:\sprochain)?)(?![a-z])(?!\s(?:gras|(?:le\s)?\d))"
)
_WEEK: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_WEEK_END: Final = re.compile(r"\b(?:avant|d'ici)\s(?:a\s)?(?:la\s)?fin\s(?:de\s(?:la|cette)\s)semaine\b")


def find_ends(reading: Reading, bears: dt.date | None) -> Iterator[Found]:
    """Every end that words make a limit; `bears` is the day of the letter."""
    yield from _month_ends(reading, bears)
    yield from _near_month_ends(reading, bears)
    if bears:
        yield from _near_ends(reading, bears)


def _month_ends(reading: Reading, bears: dt.date | None) -> Iterator[Found]:
    """ "avant fin mars 2015": the last day of the month; of this or the next such month where no year is printed."""
    for m in _MONTH_END.finditer(reading.flow):
        within = bears + relativedelta(months=1) if bears and m["next"] else bears
        month = (
            12
            if "annee" in m[0]
            else (read_month(m["month"]) or (None,))[0]
            if m["month"]
            else within.month
            if within
            else None
        )
        if m[0].startswith("avant") and _AHEAD_OF_IT.search(reading.flow, max(0, m.start() - 30), m.start()):
            continue
        printed = m["year"] or m["whole"]
        year = int(printed) if printed else bears.year + (month < bears.month) if bears and month else None
        if not month or not (year or m["month"]):
            continue
        due = _last_day(year, month) if year else None
        value = due.isoformat() if due else f"--{month:02}"
        yield Found(
            "deadline", m.start(), m.end(), value, _SURE * (1 if printed else _INFERRED), role="absolute", date=due
        )


def _near_month_ends(reading: Reading, bears: dt.date | None) -> Iterator[Found]:
    """ "avant la mi-avril", "avant mars 2015", "avant la fin de la semaine": the last day on which it is kept."""
    for pattern in (_MIDDLE, _BEFORE_MONTH):
        for m in pattern.finditer(reading.flow):
            month = (read_month(m["month"]) or (None,))[0]
            year = int(m["year"]) if m["year"] else bears.year + (month < bears.month) if bears and month else None
            before = reading.flow[max(reading.sentence_at(m.start())[0], m.start() - 100) : m.start()]
            asked = DUTY.search(before) if pattern is _BEFORE_MONTH else not m["by"] or asks_by(before)
            if month and year and asked:
                due = dt.date(year, month, 15) if pattern is _MIDDLE else dt.date(year, month, 1) - dt.timedelta(days=1)
                yield _end(m, due)


def _near_ends(reading: Reading, bears: dt.date) -> Iterator[Found]:
    """ "d'ici la fin de la semaine", "avant la fin du trimestre", "avant le 15 du mois prochain"."""
    for m in _WEEK_END.finditer(reading.flow):
        yield _end(m, bears + dt.timedelta(days=6 - bears.weekday()))
    for m in _NEAR_DAY.finditer(reading.flow):
        before = reading.flow[max(reading.sentence_at(m.start())[0], m.start() - 100) : m.start()]
        if DUTY.search(before) or (m[0].startswith("jusqu") and _HAVE_UNTIL.search(before)):
            ahead = 1 if m["tomorrow"] else 2 if m["over"] else (_WEEK.index(m["day"]) - bears.weekday() - 1) % 7 + 1
            yield _end(m, bears + dt.timedelta(days=ahead))
    for m in _BARE_DAY.finditer(reading.flow):
        before = reading.flow[max(reading.sentence_at(m.start())[0], m.start() - 100) : m.start()]
        named = "le " in m[0] or "au " in m[0] or m["weekday"]
        banned = m[0].startswith("avant") and _BANNED.search(before)
        if m[0].startswith("pour"):
            asked = asks_by(before)
        else:
            has = m[0].startswith("jusqu") and _HAVE_UNTIL.search(before)
            asked = bool(has or DUTY.search(before) or _BY_READER.search(before))
        if named and asked and not (banned or _EVERY_MONTH.search(before)) and reading.is_free(*m.span("day")):
            yield _end(m, _next_day(bears, int(m["day"].removesuffix("er"))))
    for m in _TERM_END.finditer(reading.flow):
        months = _TERMS[m["term"]]
        yield _end(m, _last_day(bears.year, (bears.month + months - 1) // months * months))
    for m in _DAY_OF_MONTH.finditer(reading.flow):
        day, first = int(m["day"].removesuffix("er")), bears.replace(day=1)
        if m["next"]:
            first += relativedelta(months=1)
        if 1 <= day <= _last_day(first.year, first.month).day:
            yield _end(m, first.replace(day=day))


def _next_day(bears: dt.date, day: int) -> dt.date:
    """The first day of that number that is not before the letter."""
    return next(d for d in (bears + dt.timedelta(days=n) for n in range(62)) if d.day == day)


def _last_day(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _end(m: re.Match[str], due: dt.date) -> Found:
    return Found("deadline", m.start(), m.end(), due.isoformat(), _SURE * _INFERRED, role="absolute", date=due)
