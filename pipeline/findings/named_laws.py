"""Letter → the laws it names that set a time, by the editable table `named_laws.yaml`."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final, Literal

import yaml

from pipeline.findings.bodies import body_of
from pipeline.findings.meanings import plain_letters
from pipeline.records import LetterRow

_SHORTEST_MONTHS: Final = {1: 28, 2: 59, 3: 89, 6: 181}  # days that they have at least
_BEHIND: Final = 60  # characters between the article and what it is of


@dataclass(frozen=True, slots=True)
class Law:
    """An article that sets a time: `reader` and `right` the least that the reader gets, `ahead` of what is to come."""

    article: str
    code_fr: str
    code_en: str
    kind: Literal["reader", "right", "ahead"]
    least: int  # days
    since: dt.date
    time_fr: str
    time_en: str
    about: re.Pattern[str]
    named: re.Pattern[str]


def laws_named(row: LetterRow) -> tuple[Law, ...]:
    """Those that the body of a letter names and that held on its day, in the order of the table."""
    written = row.letter_date or dt.date.max
    return tuple(law for law in _named_in(plain_letters(body_of(row.text))) if law.since <= written)


def days_between(one: dt.date | None, other: dt.date | None) -> int | None:
    """From one day to the other; None where one is not known or the other does not come after it."""
    return (other - one).days if one and other and other > one else None


@lru_cache(maxsize=2048)
def _named_in(plain: str) -> tuple[Law, ...]:
    return tuple(law for law in _laws() if law.named.search(plain))


@cache
def _laws() -> tuple[Law, ...]:
    held = yaml.safe_load(files("pipeline.findings").joinpath("named_laws.yaml").read_text("utf-8"))
    return tuple(
        _law(code, str(article), told)
        for code in held
        for article, rules in code["articles"].items()
        for told in (rules if isinstance(rules, list) else [rules])
    )


def _law(code: dict[str, Any], article: str, told: dict[str, Any]) -> Law:
    months, days = told.get("months", 0), told.get("days", 0)
    number = re.escape(plain_letters(article)).replace(r"\.\ ", r"\.? ?").replace(r"\ ", " ").replace(r"\-", "[‐‑–-]")
    lead = "(?:article|art\\.) " if article.isdigit() else r"\b"
    return Law(
        article=article,
        code_fr=code["code"]["fr"],
        code_en=code["code"]["en"],
        kind=told["kind"],
        least=_SHORTEST_MONTHS[months] if months else days,
        since=told.get("since", dt.date.min),
        time_fr=f"{months} mois" if months else f"{days} jours",
        time_en=f"{months} {'month' if months == 1 else 'months'}" if months else f"{days} days",
        about=re.compile(rf"\b(?:{told['about']})\b"),
        named=re.compile(rf"{lead}{number}(?![\w-])[^;]{{0,{_BEHIND}}}?\b(?:{code['named']})"),
    )
