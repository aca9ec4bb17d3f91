"""Letter → its deadlines: the limits by which somebody must act or something takes effect."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from pipeline.mentions.calendar_days import add_time
from pipeline.mentions.claims import Claims
from pipeline.mentions.found import Example, Found, Kind, Reading
from pipeline.mentions.limit_dates import agree_with_dates
from pipeline.mentions.limit_days import find_day, find_eve
from pipeline.mentions.limit_ends import find_ends
from pipeline.mentions.limit_events import is_no_limit
from pipeline.mentions.limit_for import THE, find_for
from pipeline.mentions.limit_names import ALONE, IN_MONTH, NAMED, ON_RECEIPT, must_be_done, read_named
from pipeline.mentions.limits import DUTY, SPAN, find_lead, find_trigger, read_span, week_of
from pipeline.mentions.plain import damaged
from pipeline.mentions.public_holidays import METROPOLITAN, part_of_letter

_ABSOLUTE_SURE, _RELATIVE_SURE, _PAST_SURE = 0.97, 0.94, 0.6
_ANTECEDENT: Final = 120  # characters in which the sentence before says what «elle est fixée au» is
_NOT_LIMITS: Final = frozenset({"letter", "birth", "impossible"})  # roles of dates that no words make a limit

# words right before a date that make it a limit, whatever the rest of the sentence says
_BEFORE: Final = re.compile(
    rf"\b(?:avant|(?:au {damaged('plus')} tard)|jusqu\s?'?\s?(?:a\s(?=[a-z]+di\s|dimanche\s)|(?=au|a\s))|d'ici|d'ici a|"
    rf"{damaged('date limite')}[^.;\n]{{0,50}}?|date butoir[^.;\n]{{0,30}}?|"
    # "Dernier délai pour les candidatures : le 20 mars", but no «Dernier délai pour répondre à la lettre reçue le ...»
    r"(?:(?:dernier|ultime) delai|delai (?:de rigueur|ultime|limite)|derniere limite)"
    r"(?: (?:pour|de|d'|des|du)[^.;:\n]{1,60}(?= ?:)"
    r"| (?:pour|de|d'|des|du) ?(?:l[ae]s? |l'|vos |votre |vous |nous |s')?[a-z]+(?= le ))?|"
    rf"payables?(?: en (?:une|deux|trois|plusieurs) (?:seule )?fois)?|"
    rf"(?:si|tant que) vous n(?:e |')(?:nous |l[ae]s? |l'|m'|y )*(?:avez|aurez) pas [^.;\n]{{3,50}}?(?=\b(?:le|au) )|"
    rf"passe cette date(?= du)|sans (?:depasser|exceder)|"
    rf"cloture (?:des? |du )(?:inscri|candidat|depot|vote|souscri|appel)[^.;\n]{{0,30}}?|"
    rf"(?:inscri\w+|candidatures?|depots?|adhesions?|souscriptions?)(?: (?:sont|seront))? closes?|"
    rf"(?:est|sont|sera|seront) (?:clos(?:es?)?|cloturee?s?)|"
    rf"dernier jour[^.;\n]{{0,50}}?|(?:date|jour|terme) (?:a ne pas depasser|ultime)[^.;\n]{{0,20}}?|"
    rf"(?:inscri|candidat|souscri|depots?|registre|liste)[^.;\n]{{0,30}} (?:ferme|arrete|s'acheve|se termine|cloture)"
    rf"(?:e?s?|ra|ront|nt)|(?:recu|depose|parvenu|arrive|transmis|remis|presente|poste|pris|admis|accepte|enregistre"
    rf"|examine)e?s? apres|etre parvenue?s?|"
    rf"reponse (?:attendue|souhaitee|exigee|demandee)(?: (?:pour|avant|le))?|"
    rf"(?:faute|defaut|absence) de (?:reglement|paiement|reponse|retour|regularisation|justificatif|versement"
    rf"|confirmation)[^.;\n]{{0,30}}?(?=au\b|a la date)|limite (?:de|d')[^.;\n]{{0,30}}?|"
    rf"(?:date d')?{damaged('echeance')}s?(?! du\s?$)(?: (?:du paiement|de paiement|de la facture|est fixee|fixee|"
    rf"est|tombe|:)){{0,2}}|exigibles?|passee? (?:le|la)|au-dela (?=du)|repor\w{{2,5}}(?: jusqu'(?=au))?|"
    rf"\ba (?:payer|regler|retourner|renvoyer|acquitter|remettre)(?: (?:pour|avant|le|imperativement))?|fixee?s? "
    rf"(?=au)|expir(?:e|era|ant)|pren(?:d|dra|nent|dront) fin|"
    rf"sans (?:reponse|reglement|nouvelle|paiement|retour)[^.;\n]{{0,30}}?|delai[^.;\n]{{0,40}}?(?:fixe|expire|"
    rf"report\w+|prolong\w+|proroge\w*)[^.;\n]{{0,15}}?){THE}"
)
# "La commission peut être saisie dans le mois"
_MAY: Final = re.compile(
    r"\b(?:pouvez|(?:peut|peuvent) etre (?:saisi|contest|form|attaqu|port|exerc|defer)\w*)\b[^.;]{0,80}$"
)
_UNTIL: Final = re.compile(r"jusqu[^.;]{0,20}$")
_FIXED: Final = re.compile(r"(?:date limite|delai)[^.;\n]{0,60}$")
# "veuillez adresser votre relevé entre le 10 et le 15 mars": the later day
_BETWEEN: Final = re.compile(r"\b(?P<at>entre) le \w{1,4}(?: [a-z]{3,9})?(?: \d{4})? et (?:le |jusqu'au )$")
_AFTER: Final = re.compile(
    r"^,?\s?(?:a minuit\s|minuit\s)?(?:au plus tard|dernier delai|delai de rigueur|inclus\b"
    r"|derniere (?:date|limite)\b|date (?:de rigueur|limite)\b|dernier (?:carat|terme)\b"
    r"|(?:etant|est|sera|marque) (?:le dernier jour|la (?:derniere date|date limite|fin des)|le terme)\b)"
)
# "15 jours ..., soit le 28 février 2015"
_THAT_IS: Final = re.compile(r"\bsoit(?:\savant|\sjusqu'au|\sau plus tard)?\s(?:le|au)?\s?(?:\w{2,6}di\s)?$")
# "Payez dès réception."
_AT_RECEIPT: Final = re.compile(r"\bdes (?:sa |la )?reception(?=\s?(?:[.;,)]|$))")
# "15 jours dès réception": the receipt starts the time, it is no limit of its own
_TIMED: Final = re.compile(r"(?:jours?|mois|semaines?|heures?|ouvr\w+|calendaires?)\s$")


# «Le bulletin doit nous parvenir le 14 février», in a letter of March: a limit, though it has passed
_BIDS: Final = re.compile(
    r"\b(?:veuillez|merci de|prieres? de|devez|devrez|doi(?:t|vent)|devr(?:a|ont)|(?:etes|sera|serez) tenue?s?"
    r"|recevables?"
    r"|(?:est|sont) a\b|ne ser(?:a|ont)|(?<!vous )(?:depos|retourn|renvoy|rend|adress|transmett|remett|inscriv|pay"
    r"|regl|envoy|fourniss"
    r"|command|communiqu|retir)(?:i?ez)\b)"
)


def find_deadlines(reading: Reading) -> Iterator[Found]:
    """Every limit: dates that words make one, ends of months, and times from an event."""
    bears = next((f.date for f in reading.found if f.kind == "date" and f.role == "letter" and f.date), None)
    claims = Claims(len(reading.plain))
    limits = [
        found
        for found in (
            *find_ends(reading, bears),
            *_relative(reading, bears),
            *_absolute(reading, bears),
        )
        if claims.take(found.start, found.end)
    ]
    part = part_of_letter(reading) if any(f.unit == "working_day" for f in limits) else METROPOLITAN
    yield from agree_with_dates(reading.flow, sorted(limits, key=lambda found: found.start), bears, part)


def _absolute(reading: Reading, bears: dt.date | None) -> Iterator[Found]:
    """Dates that the words around them make a limit."""
    text = reading.flow
    dates = [
        f
        for f in reading.found
        if f.kind == "date" and f.role not in _NOT_LIMITS and (f.date or f.value.startswith("--"))
    ]
    for date in dates:
        first, last = reading.sentence_at(date.start)
        before, after = (
            text[max(first, date.start - 110) : date.start],
            text[date.end : max(date.end, min(last, date.end + 110))],
        )
        lead = _BEFORE.search(before)
        if lead and is_no_limit(before, lead, after, text[max(0, first - _ANTECEDENT) : first]):
            lead = None
        start = lead.start() if lead else None
        if start is None:
            start = find_for(before)
        comes = bears is None or date.date is None or date.date >= bears or bool(_BIDS.search(before))
        if start is None and comes:
            start = find_day(before, after)
        if start is None and comes and (span := _BETWEEN.search(before)) and DUTY.search(before[: span.start()]):
            start = span.start("at")
        if (said := _THAT_IS.search(before)) and SPAN.search(before):
            start = said.start()
        trail, due = _AFTER.match(after), date.date
        if start is None and comes and due and (start := find_eve(before, after)) is not None:
            due -= dt.timedelta(days=1)
        if start is None and not trail:
            continue
        past = bears is not None and date.date is not None and date.date < bears
        if past and lead and _UNTIL.search(before) and not _FIXED.search(before):
            continue  # "vous avez été client jusqu'au 3 janvier": history
        begin = date.start - len(before) + start if start is not None else date.start
        sure = (_PAST_SURE if past else _ABSOLUTE_SURE) * date.confidence
        yield Found(
            "deadline",
            begin,
            date.end + (trail.end() if trail else 0),
            date.value if due == date.date or due is None else due.isoformat(),
            sure,
            role="absolute",
            date=due,
        )


def _relative(reading: Reading, bears: dt.date | None) -> Iterator[Found]:
    """Times that run from an event: "dans un délai de 7 jours après mise en demeure", "sous huitaine"."""
    text = reading.flow
    for m in _AT_RECEIPT.finditer(text):
        first, _ = reading.sentence_at(m.start())
        if DUTY.search(text, max(first, m.start() - 90), m.start()):
            yield _limit(reading, bears, (m.start(), m.end()), m.end(), (0, "day"), known="receipt")
    for m in ON_RECEIPT.finditer(text):
        if not _TIMED.search(text, max(0, m.start() - 16), m.start()):
            yield _limit(reading, bears, (m.start(), m.end()), m.end(), (0, "day"), known="receipt")
    for m in NAMED.finditer(text):
        yield _limit(reading, bears, (m.start(), m.end()), m.end(), read_named(m))
    for m in ALONE.finditer(text):
        first, _ = reading.sentence_at(m.start())
        if any(said.search(text, max(first, m.start() - 90), m.start()) for said in (DUTY, _MAY)):
            yield _limit(reading, bears, (m.start(), m.end()), m.end(), read_named(m))
    for m in IN_MONTH.finditer(text):
        if must_be_done(text[slice(*reading.sentence_at(m.start()))]):
            yield _limit(reading, bears, (m.start(), m.end()), m.end(), read_named(m))
    for m in SPAN.finditer(text):
        first, _ = reading.sentence_at(m.start())
        start = find_lead(text, first, m)
        read = read_span(m)
        if start is not None and read and reading.is_free(m.start(), m.end()):
            yield _limit(reading, bears, (start, m.end()), m.end(), read)


def _limit(
    reading: Reading,
    bears: dt.date | None,
    span: tuple[int, int],
    end: int,
    time: tuple[int, str],
    known: str | None = None,
) -> Found:
    quantity, unit = time
    first, last = reading.sentence_at(span[0])
    trigger = find_trigger(reading.flow, first, last, *span) if known is None else None
    name = known or (trigger.name if trigger else None)
    due = None
    if name == "letter_date" and bears:
        part = part_of_letter(reading) if unit == "working_day" else METROPOLITAN
        due = add_time(bears, quantity, unit, week_of(reading.flow[slice(*span)]), part)
    end = trigger.end if trigger and trigger.end else end
    return Found(
        "deadline",
        span[0],
        end,
        f"{quantity} {unit}",
        _RELATIVE_SURE,
        role="relative",
        date=due,
        quantity=quantity,
        unit=unit,
        trigger=name,
    )


DEADLINES: Final = Kind(
    name="deadline",
    description="Every limit by which somebody must act or something takes effect. Absolute: «avant le 15 mars "
    "2015» (`value` is "
    "the day). Relative: «dans un délai de 7 jours après mise en demeure», «sous huitaine» (`value` is `7 day`; "
    "`trigger` says what "
    "starts it; where that is the letter itself, `date` is the day it falls on). A period, a meeting, a history is "
    "none.",
    find=find_deadlines,
    examples=(
        Example("Merci de répondre avant le 15 mars 2015.", (("avant le 15 mars 2015", "2015-03-15"),), "absolute"),
        Example("Date limite de paiement : 27/03/2015", (("Date limite de paiement : 27/03/2015", "2015-03-27"),)),
        Example("le 17 avril 2015 au plus tard", (("17 avril 2015 au plus tard", "2015-04-17"),)),
        Example("d'ici la fin avril 2015", (("d'ici la fin avril 2015", "2015-04-30"),)),
        Example(
            "restituez-le dans un délai de 7 jours après mise en demeure.",
            (("dans un délai de 7 jours après mise en demeure", "7 day"),),
            "relative",
        ),
        Example("Payez sous huitaine.", (("sous huitaine", "8 day"),)),
        Example(
            "dans les vingt (20) jours suivant réception de la présente",
            (("dans les vingt (20) jours suivant réception", "20 day"),),
        ),
        Example("sous 4 à 6 jours ouvrés", (("sous 4 à 6 jours ouvrés", "6 working_day"),)),
        Example("payable à 30 jours fin de mois", (("payable à 30 jours fin de mois", "30 day"),)),
        Example("un mois avant l'échéance du bail", (("un mois avant l'échéance du bail", "1 month"),)),
        # as Tesseract damages them
        Example("dans un dé1ai de lO iours", (("dans un dé1ai de lO iours", "10 day"),)),
        Example("au p1us tard le 28 fevrier 2O15", (("au p1us tard le 28 fevrier 2O15", "2015-02-28"),)),
        # no limits
        Example("Vous êtes client depuis 7 jours, il y a 15 jours, pendant 12 mois."),
        Example("un engagement d'une durée de 24 mois, 12 mois offerts"),
        Example("La réunion aura lieu le lundi 9 novembre 2015 à 19h15."),
        Example("Votre contrat a été souscrit le 14/09/2012 ; facture du 1er mars 2015."),
        Example("dans les meilleurs délais, dans les 3 derniers mois"),
        Example("Dès réception de votre dossier, nous vous écrirons."),
    ),
)
