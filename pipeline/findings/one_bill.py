"""Two sentences → whether they name one bill by its value: its number, its day, the month it is for, its sum."""

import re
from functools import lru_cache
from typing import Final

from pipeline.findings.meanings import is_transaction, meanings_in, plain_letters
from pipeline.findings.passages import MONTHS

_SUM: Final = re.compile(r"(?<![\d.,])\d[\d .,]{0,15}(?=\s?(?:€|euros?\b|eur\b))")
_NUMBER: Final = re.compile(r"\b(?:n° ?|numero )(?P<number>[a-z]{0,3}[ -]?\d(?:[ /.-]?\d){3,})")
# The reader's: «votre ligne principale, le 06 00 00 73 52»
_LINE: Final = re.compile(r"\b(?:votre|la|sa|cette) ligne\b[^.;:\d]{0,30}(?P<number>0[1-9](?:[ .-]?\d\d){4})")
# «l'échéance d'avril»; not «avant le 5 avril»
_MONTH: Final = re.compile(rf"\b(?:de |d'|du mois d(?:e |'))(?P<month>{'|'.join(MONTHS)})\b")
_DAY: Final = re.compile(
    rf"\b(?P<what>[a-z]+) (?:datee? )?du (?P<day>\d{{1,2}})(?:er)?"
    rf"(?: (?P<name>{'|'.join(MONTHS)})\b|[/.](?P<number>\d{{1,2}})[/.])"
)


def are_of_one_bill(one: str, other: str) -> bool:
    """Whether both name one number, one sum, or one bill of one day or month."""
    if numbers_named(one) & numbers_named(other) or _sums_in(one) & _sums_in(other):
        return True
    here, there = (frozenset(filter(is_transaction, meanings_in(said))) for said in (one, other))
    return bool(here & there) and bool(_times_in(one) & _times_in(other))


def are_of_two_bills(one: str, other: str) -> bool:
    """Whether both name numbers, or months that something is for, and none in common."""
    for marks in (numbers_named, _months_in):
        here, there = marks(one), marks(other)
        if here and there and here.isdisjoint(there):
            return True
    return False


def are_of_two_lines(one: str, other: str) -> bool:
    """Whether the texts of two letters name telephone lines of the reader, and none in common."""
    here, there = _lines_in(one), _lines_in(other)
    return bool(here and there) and here.isdisjoint(there)


@lru_cache(maxsize=2048)
def _lines_in(text: str) -> frozenset[str]:
    if "ligne" not in text:
        return frozenset()
    return frozenset(re.sub(r"\D", "", m["number"]) for m in _LINE.finditer(plain_letters(text)))


@lru_cache(maxsize=4096)
def numbers_named(said: str) -> frozenset[str]:
    """The numbers that a passage gives to something: «avis n° 77 418 220»."""
    return frozenset(re.sub(r"[ /.-]", "", m["number"]) for m in _NUMBER.finditer(plain_letters(said)))


@lru_cache(maxsize=4096)
def _sums_in(said: str) -> frozenset[str]:
    return frozenset(re.sub(r",00$|[ .,]", "", m.rstrip(" .,")) for m in _SUM.findall(plain_letters(said)))


@lru_cache(maxsize=4096)
def _months_in(said: str) -> frozenset[str]:
    return frozenset(m["month"] for m in _MONTH.finditer(plain_letters(said)))


def _times_in(said: str) -> frozenset[str]:
    """Months that something is for, and days of a bill: «la facture du 12 mars»."""
    days = (
        f"{m['day']}/{MONTHS.index(m['name']) + 1 if m['name'] else int(m['number'])}"
        for m in _DAY.finditer(plain_letters(said))
        if any(map(is_transaction, meanings_in(m["what"])))
    )
    return frozenset(days) | _months_in(said)
