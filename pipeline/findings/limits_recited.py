"""A later limit → whether it is the one that an earlier letter set: it counts from that letter, named by its day.

«Le compte sera fermé 15 jours après la date de notre lettre du 3 mars» tells again what the letter of that day said,
and no new time: where that said 30 days, one of the two is wrong.
"""

import re
from functools import lru_cache
from typing import Final

from pipeline.findings.conflicts import Said
from pipeline.findings.meanings import meanings_in, plain_letters
from pipeline.findings.passages import MONTHS, acts_of, same_act

_LETTER: Final = r"(?:lettre|courrier|mise en demeure|avis|notification|envoi|pli|decision)"
# «notre lettre du 3 mars», «la mise en demeure en date du 03/02/2025»
_CITED: Final = re.compile(
    rf"\b{_LETTER}s? (?:\w+ )?(?:du|date du|en date du) (?P<day>\d{{1,2}})(?:er)?"
    r"(?:[/.-](?P<number>\d{1,2})\b| (?P<month>[a-z]{3,9}))"
)
_COUNTED: Final = re.compile(
    r"\b(?:apres|sui(?:t|vant|vent)|d[eu'](?= ?(?:la|sa|l'|notre|cette|jour|date))|a (?:compter|partir|dater) d[eu']s?"
    rf"|des)\b ?(?:(?:la|sa|le|l'|notre|cette|date|jour|reception|envoi|de|d'|du) ?){{0,6}}(?:{_LETTER}\b|reception\b)"
)
_THIS: Final = re.compile(r"\b(?:la presente?\b|(?:ce|present|cette) (?:courrier|lettre|pli|avis|envoi)\b)")
_PAPERS: Final = meanings_in("lettre courrier demeure avis notification envoi pli réception date délai décision jours")


def cites_day(sentence: str) -> bool:
    """Whether the sentence names a letter by its day, and counts from that letter."""
    return bool(_day_cited(sentence))


def recites(one: Said, other: Said) -> bool:
    """Whether the limit of the later letter (`other`) is that of the earlier, which it names and counts from."""
    date = one.letter.letter_date
    if date is None or one.letter.letter_date == other.letter.letter_date:
        return False
    if one.mention.quantity is None or other.mention.quantity is None:
        return False
    if (date.day, date.month) not in _day_cited(other.mention.sentence) or cites_day(one.mention.sentence):
        return False
    shared = (one.about & other.about) - _PAPERS
    return bool(shared) and (same_act(one.about, other.about) is not False or not acts_of(shared) < shared)


@lru_cache(maxsize=4096)
def _day_cited(sentence: str) -> frozenset[tuple[int, int]]:
    """The days, with their months, of the letters that the sentence names, where it counts from them."""
    plain = plain_letters(sentence)
    if _THIS.search(plain) or not _COUNTED.search(plain):
        return frozenset()
    months = {name: number for number, name in enumerate(MONTHS, 1)}
    days = ((m["day"], int(m["number"]) if m["number"] else months.get(m["month"])) for m in _CITED.finditer(plain))
    return frozenset((int(day), month) for day, month in days if month)
