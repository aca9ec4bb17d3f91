"""Text in plain letters around a time span → whether it is a limit, and what starts it."""

import re
from dataclasses import dataclass
from typing import Final

from pipeline.mentions.calendar_days import Week
from pipeline.mentions.calendar_words import NUMBER_WORDS, read_number
from pipeline.mentions.limit_rights import EARLIER, find_right
from pipeline.mentions.plain import DIGIT, damaged, read_digits

_UNITS: Final = (
    (
        "working_day",
        rf"{damaged('jour')}s?\s(?:{damaged('ouvres')}|{damaged('ouvrables')}|{damaged('ouvre')}|"
        rf"{damaged('ouvrable')})",
    ),
    ("day", rf"{damaged('jour')}s?(?:\s(?:francs?|calendaires?))?"),
    ("hour", rf"(?:{damaged('heure')}s?|h)"),
    ("week", rf"{damaged('semaine')}s?"),
    ("month", damaged("mois")),
    ("year", r"(?:ans?|annees?)"),
)
_UNIT: Final = "(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _UNITS) + ")(?![a-z])"
_TO_SATURDAY: Final = re.compile(damaged("ouvrable"))
# "7 jours", "7jours", "quinze (15) jours", "15 (quinze) jours", "3 à 5 jours ouvrés", "un mois", "72h", "4B heures"
# "lO jours", but no «bilan» (811 ans): letters taken for digits stand apart from the unit
SPAN: Final = re.compile(
    rf"(?<![a-z0-9])(?<!\d[.,])(?P<quantity>{NUMBER_WORDS}|(?=\S{{0,2}}\d|{DIGIT}{{1,3}}(?![a-z])){DIGIT}{{1,3}})"
    rf"(?:\s?\((?:{NUMBER_WORDS}|{DIGIT}{{1,3}})\))?\s?(?:h\s)?(?:(?:a|ou|et|-|/)\s?(?P<most>\d{{1,3}})\s?)?{_UNIT}"
)

_DELAY: Final = (
    rf"{damaged('delai')}s?\s?(?:[a-z'-]+\s){{0,4}}?"
    r"(?:d\s?(?:e|')|:|est de|sont de|de|compris entre|entre)\s?(?:maximum\s)?(?:de\s)?$"
)
# what makes the time span behind it a limit, in plain letters
_LEADS: Final = re.compile(
    rf"(?:\bendeans\s(?:les\s)?$|\bdelai\s(?:\w+\s){{0,3}}?(?:n'excedant pas|(?:ne )?(?:saurait|peut|doit|"
    rf"devra) (?:pas )?"
    rf"(?:exceder|depasser))\s$|\bdans la limite d(?:e\s|')$|\bpreavis\s?:\s?$"
    rf"|\b{damaged('sous')}\s(?:un\s{damaged('delai')}\sde\s|les\s|maximum\s)?$"
    rf"|(?:\b(?:dans|sous|avant|passe|apres|a l'issue d|au (?:terme|bout) d|"
    rf"a l'expiration d|au-dela d)\W?(?:e\s)?(?:un\s|"
    rf"le\s|ce\s|du\s|la\s|l')?\s?)?{_DELAY}"
    r"|\bdans\s(?:les\s|un\s|au plus\s)?$|\bd'ici\s(?:a\s|au plus\s|maximum\s)?$"
    r"|\bpreavis\s(?:\w+\s){0,4}?(?:de|d')\s?$"
    r"|\b(?:preavis|delai)\s[^.;,]{3,50}\s(?:est|sera)\s(?:fixe\sa\s|de\s|d')$"
    r"|\b(?:dispos(?:ez|e|ent)|beneficiez)\s(?:\w+\s)?(?:de|d')\s?$|\bau plus tard\s(?:dans les\s|sous\s)?$"
    r"|\b(?:au-dela|a l'issue|au terme|au bout|"
    r"a l'expiration)\s(?:de|d'|des)\s?(?:ces\s)?$|\bpasses?\s(?:ces\s|les\s)?$"
    rf"|\b{damaged('delai')}[^.;\n]{{0,60}}?\b(?:porte|ramene|etendu|allonge|reduit|limite|prolonge|fixe)e?\s(?:a|de|d')\s$"
    r"|\b(?:retour|reponse|reglement|paiement|renvoi|restitution)\s(?:(?:est\s)?(?:exige|attendu|demande|souhaite)e?\s)?:\s$"
    r"|\b(?:payables?|paiement|reglement|echeance|exigibles?)\s(?:\w+\s)?a\s$)"
)
# "Vous avez passé [deux jours] chez nous"
_SPENT: Final = re.compile(r"\b(?:ai|as|a|avons|avez|ont|avoir|ayant|avait|avaient|aviez)\s(?:\w+\s)?passes?\s$")
# "vous avez 14 jours pour ...", "il vous reste 12 jours pour ..."
_HAVE: Final = re.compile(
    r"\b(?:vous (?:avez|aurez|(?:laisse|accorde|donne|ouvre)(?:nt|ons)?)"
    r"|il (?:ne )?vous reste(?:ra)?)\s(?:donc\s|alors\s|encore\s|que\s)?$"
)
_LEFT: Final = re.compile(r"^ vous (?:est|sont|sera|seront) (?:laisse|accorde|donne|imparti|ouvert)e?s?\b")
_TO_DO: Final = re.compile(r"\spour\s|\s?(?:[.;]|$)|\s?,?\s?(?:a compter d|a partir d|a dater d)")
_NOT_LIMITS: Final = re.compile(
    r"\b(?:depuis|il y a|voici|pendant|durant|tous les|toutes les|chaque|ages? de|en|par|sur|soit|duree (?:\w+ "
    r"){0,3}?(?:de|d'|:)|"
    r"periode (?:\w+ )?(?:de|d')|engage\w* (?:\w+ )?(?:de|d'|pour)|garanti\w* (?:\w+ )?(?:de|d'|pour|pendant)?|"
    r"anciennete de|conserve\w*|valables?|"
    r"contrat (?:\w+ )?(?:de|d')|bail de|pret (?:de|sur)|abonnement (?:de|d')|pour(?: une duree de)?)\s?(?:plus "
    r"(?:de|d')\s?|moins (?:de|d')\s?|environ )?$"
)
_PAST: Final = re.compile(
    r"^\s(?:dernier|precedent|ecoule|passe|offert|gratuit|d'anciennete|d'engagement|de garantie|ou plus)"
)

# "Merci de répondre avant mars 2015", not "les élèves admis avant mars 2015"
DUTY: Final = re.compile(
    r"\b(?:veuillez|merci|pri(?:e|ons|ere)|dev(?:ez|rez|ra|ront)|doi(?:t|vent)|faut|invit\w+|demand\w+|pay(?:er|ez)|"
    r"regle[rz]|"
    r"retourn\w+|renvo\w+|repon\w+|adresser|transmettre|fournir|inscri\w+)\b[^.;]{0,80}$"
)

_WHEN: Final = (
    r"(?:apres|suivant|qui (?:suit|suivent|suivront)|a cornpter d|a compter d|a partir d|a dater d|des (?=la|le|l'|"
    r"votre|reception|notif)|"
    r"a (?:la )?reception|(?:a )?date de (?=facture)|fin de mois|de (?=la presente|la reception|la notification|"
    r"la resiliation|(?:(?:la|sa|son|votre|leur)\s|l'\s?)(?!part|ann|semaine|periode|vie|mois)[a-z])|du (?=present"
    r"|jour)|de (?=ce courrier|cette lettre)|"
    r"en amont d(?=es? |u )|avant (?=l'|la|le\s[a-z]|les|votre|toute|cette|chaque|son|sa))"
)
_STARTS: Final = re.compile(
    rf"^(?:\s?,\s?(?=a (?:compter|partir|dater) d))?(?:(?![.;,])[^.;]){{0,32}}?(?<![a-z]){_WHEN}"
)
# "dans les huit jours du début des travaux": what happens, where the time is a limit already
_OF_EVENT: Final = re.compile(
    r"^\s(?:(?:francs?|pleins?|calendaires?)\s)?(?:du (?=(?:debut|commencement|demarrage|lancement|deces|sinistre"
    r"|jugement|depart|depot|mariage|paiement|reglement|demenagement|emmenagement|changement|refus|constat|licenciement|retrait"
    r"|pli|courrier)\b)|de l'(?=(?:ouverture|achevement)\b))"
)
_AT_ONCE: Final = re.compile(rf"^\s?(?:(?:au (?:moins|plus(?: tard)?)|(?:minimum|maximum)|pleins?|entiers?)\s)?{_WHEN}")
# "pendant quatorze jours à compter de la souscription": the time in which one may act
_OPEN: Final = re.compile(r"\b(?:pendant|durant)\s$")
_FROM: Final = re.compile(r"^\s?(?:a compter d|a partir d|a dater d|apres|suivant|qui suiv)")
# "Vous pouvez, deux mois durant, rapporter l'appareil"
_DURING: Final = re.compile(r"^\sdurant\b")
_MAY: Final = re.compile(r"\b(?:pouvez|pourrez|peut|peuvent|pourra|possible|recevables?|libre)\b")
_LASTS: Final = re.compile(
    r"\b(?:garanti\w*|engag\w+|conserv\w+|valables?|gratuit\w*|offert\w*|suspendu\w*)\b[^.;,]{0,30}$"
)
_FROM_THIS: Final = re.compile(
    r"^\s?a (?:compter|partir|dater) d(?:e |u )(?:la date de )?"
    r"(?:la presente|cette lettre|ce (?:courrier|jour|pli)|cet envoi|present)"
)
# "Nous gardons le colis pendant quinze jours. Passé ce terme, il sera retourné": not the data that a house keeps
_KEPT: Final = re.compile(r"\b(?:gard|conserv|tenu|reserv|attend|disponible|dispos)\w*[^.;,]{0,40}$")
# "Votre colis est gardé quinze jours au relais à compter de cet avis"
_KEPT_FOR: Final = re.compile(
    r"\b(?:est|sera|restera?|demeure(?:ra)?) "
    r"(?:garde|conserve|tenu|disponible|a votre disposition|reserve|en attente)e?s?\s$"
)
_FROM_LATER: Final = re.compile(r"[^.;,]{0,30}\sa (?:compter|partir|dater) d")
_FACTS: Final = re.compile(r"\b(?:donnees|informations|documents|pieces|dossiers?|enregistrements?|images|releves)\b")
_THEN: Final = re.compile(
    r"[^.;]{0,60}[.;]\s(?:passe(?:e|s)? ce(?:tte|s)? (?:delai|terme|date|periode|jours)|au-dela,)"
)
# "au moins quarante-huit heures à l'avance"
_AHEAD: Final = re.compile(r"^\s(?:au moins\s|minimum\s)?a l'avance\b")
_AT_LEAST: Final = re.compile(r"\b(?:au (?:moins|plus tard)|jusqu'a|minimum)\s$")
# "au moins 48 heures avant le rendez-vous", "72 heures au plus tard avant le départ"
_BEFORE: Final = re.compile(r"^\s(?P<least>(?:au (?:moins|plus tard)|minimum)\s)?avant\b")
# "À compter de la réception de ce courrier, vous disposez de ..."
_STARTED: Final = re.compile(r"\b(?:a compter d|a partir d|des|apres|suivant|a reception d)[^,.;]{3,90},?[^,.;]{0,40}$")
_TRIGGERS: Final = (
    ("formal_notice", re.compile(rf"{damaged('mise')}s? en {damaged('demeure')}|commandement de payer|sommation")),
    (
        "receipt",
        re.compile(
            rf"{damaged('reception')}|recu\b|presentation|{damaged('notification')}|notifie|distribution|remise en main"
        ),
    ),
    (
        "letter_date",
        re.compile(
            r"(?:de )?la presente(?! mise)|\bpresente? (?:lettre|courrier|avis)|ce courrier|"
            r"cette (?:lettre|information)|ce jour|aujourd'hui|"
            r"(?:l'|d'|cet |present )envoi(?! de (?:la |cette |votre )?(?:presente )?mise en demeure)"
            r"|present (?:courrier|avis)"
        ),
    ),
    (
        "termination",
        re.compile(
            rf"{damaged('resiliation')}|cloture|rupture|cessation|(?:fin|terme) (?:de|du) (?:\w+ )?(?:contrat|bail)"
        ),
    ),
    ("invoice", re.compile(rf"{damaged('facture')}|facturation")),
)
_TRIGGER_REACH: Final = 60
# "trois mois après l'achat pour nous envoyer la facture": what is to be done, no longer what it counts from
_PURPOSE: Final = re.compile(r"\s(?:pour|afin)\s")
_REACH: Final = 110
_DANGLING: Final = re.compile(r"(?:\s(?:de|du|des|d'|la|le|les|l'|ou|et|a|au|en|pour|par))+\s?$")
_OTHER_WORDS: Final = re.compile(r"(?:[\s']{0,2}(?!que?\b)[a-z0-9-]+){1,6}")  # «du début des travaux», no «qu'il faut»


@dataclass(frozen=True, slots=True)
class Trigger:
    """What starts the time: its name in the tables, and where the words end that say so (None: they stand before).

    No name: the words say that it is counted, and not from what.
    """

    name: str | None
    end: int | None


def read_span(m: re.Match[str]) -> tuple[int, str] | None:
    """Quantity and unit of a `SPAN`; of a range the longer time."""
    unit = next(name for name, _ in _UNITS if m[name])
    printed = m["quantity"]
    if m["most"]:
        return int(m["most"]), unit
    if printed.isalpha() and set(printed) <= set("oilsbz"):
        digits = read_digits(printed + "0")[:-1] if len(printed) > 1 else ""  # "lO jours": the unit vouches for it
    else:
        digits = read_digits(printed)
    quantity = int(digits) if digits else read_number(printed)
    return (quantity, unit) if quantity else None


def week_of(text: str) -> Week:
    """The working week that the words of a limit go by: «jours ouvrables» count Saturdays, «jours ouvrés» do not."""
    return "ouvrables" if _TO_SATURDAY.search(text) else "ouvrés"


def find_lead(text: str, first: int, m: re.Match[str]) -> int | None:
    """Where the words begin that make the time span a limit; None where it is a mere duration or past.

    `first`: where the sentence begins.
    """
    before, after = text[max(first, m.start() - 70) : m.start()], text[m.end() : m.end() + 70]
    if _PAST.match(after):
        return None
    lead = _LEADS.search(before)
    if lead and lead[0].startswith("passe") and (m["hour"] or _SPENT.search(before)):
        return None
    if lead:
        return m.start() - len(before) + lead.start()
    if _AHEAD.match(after):
        return m.start() - len(before) + least.start() if (least := _AT_LEAST.search(before)) else m.start()
    if ahead := _BEFORE.match(after):
        least = _AT_LEAST.search(before)
        if least or ahead["least"]:
            return m.start() - len(before) + least.start() if least else m.start()
    opened, lasts = _OPEN.search(before), _LASTS.search(before)
    if opened and _FROM.match(after) and (not lasts or _FROM_THIS.match(after)):
        return m.start() - len(before) + opened.start()
    if opened and _KEPT.search(before) and not _FACTS.search(before) and _THEN.match(text, m.end()):
        return m.start() - len(before) + opened.start()
    kept = _KEPT_FOR.search(before)
    if kept and not _FACTS.search(before) and (_FROM_LATER.match(after) or _THEN.match(text, m.end())):
        return m.start()
    if _DURING.match(after) and (_MAY.search(before) or _MAY.search(after)):
        return m.start()
    read = read_span(m)
    before, after = text[max(first, m.start() - _REACH) : m.start()], text[m.end() : m.end() + _REACH]
    if read and (right := find_right(before, after, *read)) is not None:
        return m.start() - len(before) + right
    if _NOT_LIMITS.search(before):
        return None
    if _LEFT.match(after) or (_HAVE.search(before) and _TO_DO.match(after)):
        return m.start()
    return m.start() if _AT_ONCE.match(after) else None


def find_trigger(text: str, first: int, last: int, start: int, end: int) -> Trigger | None:
    """What starts the time of `text[start:end]`, from the words after it in its sentence `first:last`, else before."""
    after = text[end : min(last, end + 120)]
    if (earlier := EARLIER.match(after)) and "avant" not in earlier[0]:
        return Trigger(None, end + earlier.end())
    if when := _OF_EVENT.match(after) or _STARTS.match(after):
        if "fin de mois" in when[0]:
            return Trigger("invoice" if re.search("factur|pa[iy]", text[first:last]) else "other", end + when.end())
        named = _earliest(after, when.end() - (len("reception") if when[0].endswith("reception") else 0))
        if named:
            return Trigger(named[0], end + named[1])
        words = _OTHER_WORDS.match(after, when.end())
        return Trigger("other", end + len(_DANGLING.sub("", after[: words.end() if words else when.end()])))
    if earlier:  # "deux jours avant": before what another sentence names
        return Trigger(None, end + earlier.end())
    if started := _STARTED.search(text, max(first, start - 160), start):
        named = _earliest(started[0], 0)
        return Trigger(named[0], None) if named else None
    return None


def _earliest(text: str, start: int) -> tuple[str, int] | None:
    """The trigger named first in `text` from `start`, and where its words end."""
    purpose = _PURPOSE.search(text, start)
    end = min(start + _TRIGGER_REACH, purpose.start() if purpose else len(text))
    found = [(m.start(), name, m.end()) for name, p in _TRIGGERS if (m := p.search(text, start, end))]
    return min(found)[1:] if found else None
