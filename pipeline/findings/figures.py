"""Passage → the rates, sums and hours that it names, by which an announcement is known."""

import re
from typing import Final

from pipeline.findings.distinctions import NUMBERS

# «3 %», «12,50 €», «de 8 heures à 16 heures»
_MARKS: Final = re.compile(
    rf"(?:(?<!\d)\d[\d ]{{0,12}}(?:,\d{{1,3}})?|\b(?:{'|'.join(NUMBERS)})) ?(?:%|€|eur(?:os?)?\b)"
    rf"|(?:(?<!\d)\d{{1,3}}|\b(?:{'|'.join(NUMBERS)})) ?(?:h\b|heures?\b)(?: ?\d\d)?"
)


def figures_in(plain: str) -> frozenset[str]:
    """The rates, sums and hours that a passage names, in one spelling."""
    return frozenset(map(_figure, _MARKS.findall(plain)))


def _figure(mark: str) -> str:
    """«8 heures» -> «8h», «9 heures 15» -> «9h15», «12,50 euros» -> «12,50€», «six %» -> «6%»."""
    number, unit = re.split(r" ?(?=[%€]|h\b|heure|eur)", mark, maxsplit=1)
    unit = re.sub(r"^eur(?:os?)?", "€", re.sub(r"^heures?", "h", unit))
    return NUMBERS.get(number, number.replace(" ", "")) + unit.replace(" ", "")
