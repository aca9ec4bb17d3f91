"""Two letters → whether the later may announce once more what the earlier has announced."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from pipeline.findings.bodies import body_of
from pipeline.findings.mailing import Mailing, days_apart
from pipeline.findings.matter import corrects, may_be_same_matter, repeats_on_purpose
from pipeline.findings.meanings import plain_letters
from pipeline.findings.others import are_for_other_children
from pipeline.findings.passages import MONTHS, are_of_two_periods, sentences_of
from pipeline.findings.twins import TWIN, likeness
from pipeline.records import LetterRow

# «Nous vous avons notifié le mois dernier un trop-perçu», «comme prévu»: the writer knows that it is told already
_TOLD: Final = re.compile(
    r"\bcomme (?:\w+ )?(?:prevu|annonce|convenu|indique|precise|promis)\w*\b"
    r"|\b(?:nous|je) vous (?:avons|ai|avions|avais) (?:\w+ )?(?:notifie|annonce|informe|ecrit|signale|indique|averti"
    r"|prevenu|fait (?:part|savoir|connaitre))\w*\b"
)
# «Nous avons bien reçu votre bulletin»: what the reader answered to is told again to confirm it
_ANSWERS: Final = re.compile(
    r"\b(?:avons (?:bien )?(?:recu|enregistre)|accusons reception d[eu']|merci (?:de|pour)) ?(?:votre|ton)"
    r" (?:bulletin|coupon|inscription|reservation|adhesion|engagement|candidature)\b"
)
_FIGURE: Final = re.compile(r"\d[\d .,]*\d|\d")
# «du 1er au 5 mai»
_DAYS: Final = re.compile(
    rf"\b(?:(?P<first>\d{{1,2}}|l)(?:er)? (?:au|et|ou) )?(?P<last>\d{{1,2}}|l)(?:er)? (?P<month>{'|'.join(MONTHS)})\b"
)
_INSTEAD: Final = re.compile(r"\bau lieu d(?:e|u|')")


def are_near(earlier: LetterRow, later: LetterRow, days: int) -> bool:
    """Whether both are dated, and so many days apart or fewer."""
    apart = days_apart(earlier, later)
    return apart is not None and apart <= days


def may_repeat(mailing: Mailing, earlier: LetterRow, later: LetterRow, days: int) -> bool:
    """Whether two letters of one affair are near enough, and the later is no reminder, correction or twin."""
    if earlier is later or not are_near(earlier, later, days) or not may_be_same_matter(earlier, later):
        return False
    if puts_right(earlier, later) or repeats_on_purpose(earlier, later, mailing.mentions_of(later, "date")):
        return False
    body = plain_letters(body_of(later.text))
    if _TOLD.search(body) or _ANSWERS.search(body) or are_of_two_periods(earlier.subject or "", later.subject or ""):
        return False
    if are_for_other_children(earlier, later):
        return False
    return likeness(earlier, later) < TWIN  # twins are another check's


def puts_right(earlier: LetterRow, later: LetterRow) -> bool:
    """Whether the later letter corrects; not where the earlier tells the same change, «12 € au lieu de 10 €»."""
    return corrects(later) and corrects(replace(later, text=_without_known_changes(later.text, earlier.text)))


@lru_cache(maxsize=4096)
def _without_known_changes(text: str, known: str) -> str:
    """The text without the sentences that say «au lieu de» of figures that all stand in the other text too."""
    figures = set(_FIGURE.findall(plain_letters(known)))
    return " ".join(one for one in sentences_of(text) if not _changes_only(plain_letters(one), figures))


def _changes_only(plain: str, figures: set[str]) -> bool:
    named = {figure for figure in _FIGURE.findall(plain) if figure != "1"}  # «1er» is read as «ler»
    return bool(_INSTEAD.search(plain)) and len(named) > 1 and named <= figures


def differ_in_figures(first: str, second: str) -> bool:
    """Whether the two, in plain letters, name other months or other figures: two prices, two dates, two things."""
    if are_of_two_periods(first, second):
        return True
    days = _days_in(first), _days_in(second)
    if days[0] and days[1] and days[0].isdisjoint(days[1]):
        return True
    figures = set(_FIGURE.findall(first)), set(_FIGURE.findall(second))
    return bool(figures[0] and figures[1] and figures[0].isdisjoint(figures[1]))


def _days_in(plain: str) -> set[str]:
    """The days that a sentence names by their month, both ends of a time among them."""
    return {
        f"{day.replace('l', '1')} {m['month']}"
        for m in _DAYS.finditer(plain)
        for day in (m["first"], m["last"])
        if day is not None
    }
