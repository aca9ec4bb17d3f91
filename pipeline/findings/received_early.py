"""A letter that speaks of the reader's → two days by which that one was received before it was written.

«Nous répondons à votre lettre datée du 25 mars, que nous avons reçue le 18 mars».
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from pipeline.findings import english, french
from pipeline.findings.mailing import Mailing
from pipeline.findings.meanings import plain_letters
from pipeline.findings.wording import Says, capital
from pipeline.records import LetterRow, Mention

_SENT: Final = r"(?:lettre|courrier|courriel|message|pli|envoi|demande|reclamation|recours|reponse)"
_WROTE: Final = r"(?:date|ecrit|redige|poste|envoye|expedie|signe|adresse)e?s?"
# «votre lettre du», «votre recours daté du», «vous nous avez écrit le»; not «votre demande de congé du 3 mai»
_WRITTEN_ON: Final = re.compile(
    rf"\b{_SENT} (?:recommandee? |simple |manuscrite? )?(?:du|en date du|portant la date du) $"
    rf"|\b{_WROTE} (?:(?:de votre main|par vous|par vos soins|a \w+) )?(?:du|le|au) $"
)
_GOT: Final = r"\b(?:recue?s?|parvenue?s?|arrivee?s?|enregistree?s?|receptionnee?s?|entree?s?|reception)\b"
_RECEIVED_ON: Final = re.compile(rf"{_GOT}[^.;:]{{0,40}}\b(?:le|du|au) $")
# «... du 12 mai et votre chèque reçu le 9 mai», «... complète celui reçu le 9 mai»: another thing came
_ANOTHER: Final = re.compile(
    r"\b(?:votre|vos|son|sa|un|une|des|cel(?:ui|le)s?|ceux|premiere?|precedent\w*|autre|avant|apres)\b"
    r"|(?<!\ba )(?<!par )(?<!dans )(?<!dont )(?<!et )\b(?:l[ae]|les) (?!reception|$)"
    r"|\bn(?:e |')"
)
_THIS_ONE: Final = re.compile(rf"\b(?:votre|un|une) {_SENT}\b")
_LONGEST: Final = 90  # characters between the two days
_HALF_A_YEAR: Final = 6  # months: «du 28 décembre, reçue le 4 janvier» is a week

Day = tuple[int, int, int]  # year, 0 where none is printed; month; day


def received_before_written(mailing: Mailing, row: LetterRow) -> Iterator[tuple[Mention, Mention]]:
    """The day on which the reader wrote, and the earlier one on which that is said to have come."""
    for first, second in pairwise(mailing.mentions_of(row, "date")):
        if first.sentence != second.sentence or first.end > second.start:
            continue
        before = f"{plain_letters(first.sentence.partition(first.text)[0])} "
        between = f"{plain_letters(row.text[first.end : second.start])} "
        if len(between) > _LONGEST or _ANOTHER.search(_THIS_ONE.sub("", between)):
            continue
        if _WRITTEN_ON.search(before) and _RECEIVED_ON.search(between) and _comes_before(second, first):
            yield first, second
        elif _RECEIVED_ON.search(before) and _WRITTEN_ON.search(between) and _comes_before(first, second):
            yield second, first


def _comes_before(one: Mention, other: Mention) -> bool:
    """Whether the one day lies before the other; of days without a year only where they are near."""
    here, there = _day_of(one), _day_of(other)
    if here is None or there is None:
        return False
    if here[0] and there[0]:
        return here < there
    return here[1:] < there[1:] and there[1] - here[1] < _HALF_A_YEAR


def _day_of(mention: Mention) -> Day | None:
    found = re.fullmatch(r"(?P<year>\d{4}|-)-(?P<month>\d\d)-(?P<day>\d\d)", mention.value)
    if not found or mention.role == "impossible":
        return None
    return 0 if found["year"] == "-" else int(found["year"]), int(found["month"]), int(found["day"])


def say_early(row: LetterRow, written: Mention, received: Mention) -> Says:
    """«... dit reçu le 18 mars ce qui est daté du 25 mars»."""
    fr, en = french.Names([row]).letters([row]), english.Names([row]).letters([row])
    came, wrote = received.text, written.text
    return Says(
        fr=f"{capital(fr)} dit reçu le {came} ce qui est daté du {wrote}.",
        en=f"{capital(en)} says that what is dated {english.quote(wrote)} was received {english.quote(came)}.",
    )
