"""Limit → the day it falls on, so that «sous quinze jours» can be held against «avant le 30 mars»."""

import datetime as dt
import re
from typing import Final

from pipeline.findings.conflicts import Said
from pipeline.findings.limit_events import is_of_letter
from pipeline.findings.limits import BACK, DAYS, RULES, counts_back, event_of
from pipeline.findings.mailing import Mailing
from pipeline.findings.meanings import meanings_in, plain_letters
from pipeline.findings.passages import Passage
from pipeline.records import Mention

# «avant le départ», «jours avant», «préavis de trois mois»: the time ends with what is named
_ENDS_WITH: Final = re.compile(rf"\b(?:preavis|{BACK})\b")
# «de notre envoi du 5 février», «de l'affichage, lequel a lieu ce lundi 20 octobre»: the day from which it counts
_COUNTED_FROM: Final = re.compile(
    r"^[^.;:()]{0,60}?(?:\b(?:du|le|ce|aujourd'hui,)|,) ?(?:(?:lun|mar|mercre|jeu|vendre|same)di )?$"
)
# Of an earlier letter it is not known which: «après notre premier courrier»
_EARLIER: Final = re.compile(
    r"\b(?:premiere?s?|precedente?s?|derniere?s?|initiale?s?) (?:courrier|lettre|envoi|avis|mail)"
)
# A day may be counted or not, a letter takes some to come, and «quinze jours» are not counted to the day
_SLACK_DAYS: Final = 4
_SLACK: Final = 0.2
_STEM: Final = 5  # letters of a word that names an event
_REACH: Final = 20  # characters behind a time in which «avant» may follow


def day_meant(mailing: Mailing, said: Said, other: Said) -> dt.date | None:
    """The day by which it is to be done; None where it counts from something of which neither letter tells the day."""
    limit = said.mention
    if limit.quantity is None or limit.date:
        return limit.date
    anchor = _anchor(mailing, said, other)
    if anchor is None or limit.unit in (None, "hour"):
        return None
    length = dt.timedelta(_days_of(limit))
    return anchor - length if _ends_with(limit) else anchor + length


def fall_apart(mailing: Mailing, one: Said, other: Said) -> bool:
    """Whether a time and a day come to days of which one is clearly later, and neither has passed before the other's
    letter; not where the day is not known from which the time counts."""
    here, there = day_meant(mailing, one, other), day_meant(mailing, other, one)
    if here is None or there is None or (one.mention.quantity is None) == (other.mention.quantity is None):
        return False
    if any(said.letter.letter_date and day < said.letter.letter_date for said, day in ((one, there), (other, here))):
        return False
    longest = max(_days_of(said.mention) for said in (one, other))
    return abs((here - there).days) > max(_SLACK_DAYS, _SLACK * longest)


def _days_of(limit: Mention) -> float:
    return (limit.quantity or 0) * DAYS[limit.unit or "day"]


def run_two_ways(one: Mention, other: Mention) -> bool:
    """Whether one is a time ahead of something, the other after it: «60 jours avant le début», «sous 30 jours»."""
    return None not in (one.quantity, other.quantity) and _ends_with(one) != _ends_with(other)


def _ends_with(limit: Mention) -> bool:
    plain, printed = plain_letters(limit.sentence), plain_letters(limit.text)
    at = plain.find(printed)
    behind = plain[at + len(printed) :][:_REACH]
    return counts_back(limit) or bool(_ENDS_WITH.search(printed) or _ENDS_WITH.search(behind))


def _anchor(mailing: Mailing, said: Said, other: Said) -> dt.date | None:
    """The day from which it counts: named behind it, or that of the letter, or that of what else it counts from."""
    limit, row = said.mention, said.letter
    days = [day for day in mailing.mentions_of(row, "date") if day.date]
    sentence, printed = plain_letters(limit.sentence), plain_letters(limit.text)
    behind = sentence[sentence.find(printed) + len(printed) :]
    for day in days:
        shown = plain_letters(day.text)
        if shown in behind and _COUNTED_FROM.match(behind[: behind.find(shown)]):
            return day.date
    if _EARLIER.search(sentence):
        return None
    event = event_of(limit)
    if limit.trigger in RULES:
        return None
    if is_of_letter(event):
        return None if _ends_with(limit) else row.letter_date
    days += [day for day in mailing.mentions_of(other.letter, "date") if day.date]
    return _day_of(event, days, {row.letter_date, other.letter.letter_date})


def _day_of(event: Passage, days: list[Mention], written: set[dt.date | None]) -> dt.date | None:
    """The one day that the letters tell of the event: «La publication a eu lieu le 8 décembre»."""
    named = _stems(event)
    told = {day.date for day in days if day.date not in written and named & _stems(meanings_in(day.sentence))}
    return told.pop() if len(told) == 1 else None


def _stems(meanings: Passage) -> frozenset[str]:
    """«activée», «activation»: «activ»."""
    return frozenset(meaning[:_STEM] for meaning in meanings if len(meaning) >= _STEM)
