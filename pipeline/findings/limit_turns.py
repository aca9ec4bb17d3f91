"""Two limits of one thing → whether the later may rightly be another: a reminder, a correction, the next one."""

import re
from typing import Final

from pipeline.findings.between import is_put_right_between
from pipeline.findings.conflicts import Said
from pipeline.findings.limits import RULES, event_of, grants
from pipeline.findings.limits_recited import recites
from pipeline.findings.mailing import Mailing, days_apart
from pipeline.findings.matter import corrects, repeats_on_purpose
from pipeline.findings.meanings import plain_letters
from pipeline.findings.recourses import are_rights

_LONG_PAST_DAYS: Final = 14
_STILL_TO_COME_DAYS: Final = 10  # a reminder sets another limit once the first has passed, or nearly so
# «sous huit jours à compter de cette lettre»: each letter starts its own
_A_LETTER: Final = re.compile(r"\b(?:lettre|courrier|envoi|pli|avis|relance|rappel|presente?|reception|jour)\b")
# «Nous avons bien reçu une partie des pièces»: what is still missing gets time of its own
_IN_PART: Final = re.compile(
    r"\b(?:recu|parvenue?s?|envoye|transmis|adresse) (?:\w+ )?(?:une partie|la plupart|certaine?s|quelques-une?s)\b"
)


def _run_from_one_day(one: Said, other: Said) -> bool:
    """Whether both count from one event other than a letter, or both are a right that runs once, whoever recalls it."""
    here, there = (event_of(said.mention) for said in (one, other))
    plain = [plain_letters(said.mention.sentence) for said in (one, other)]
    if here & there and not any(_A_LETTER.search(sentence) for sentence in plain):
        return True
    return one.mention.quantity is not None and are_rights(*plain)


def may_differ(mailing: Mailing, one: Said, other: Said) -> bool:
    """Whether another limit is no contradiction: a reminder, correction, next invoice."""
    earlier, later = one.letter, other.letter
    if corrects(later) or grants(other) or is_put_right_between(mailing, one, other):
        return True
    if _IN_PART.search(plain_letters(later.text)):
        return True
    if one.mention.trigger in RULES or recites(one, other):
        return False
    first = one.mention.date if one.mention.quantity is None else None
    if first and later.letter_date and (later.letter_date - first).days > _LONG_PAST_DAYS:
        return True  # the first limit is over: another is set anew
    if days_apart(earlier, later) is None:
        return True
    if first and any(day.date == first != later.letter_date for day in mailing.mentions_of(later, "date")):
        return True  # it names the first limit too, and tells itself how the two belong together
    early = first and later.letter_date and (first - later.letter_date).days >= _STILL_TO_COME_DAYS
    sooner = first and other.mention.date and other.mention.date < first  # a reminder gives no less time than there was
    if _run_from_one_day(one, other):
        return False  # «30 jours à compter de la plainte»: no reminder moves the day of the complaint
    return not (sooner or early) and repeats_on_purpose(earlier, later, mailing.mentions_of(later, "date"))
