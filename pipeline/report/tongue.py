"""French phrases, numbers and dates → how the reader's language says them."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

from pipeline.records import Language

NBSP: Final = "\N{NO-BREAK SPACE}"
_SIGNS: Final[dict[str, str]] = {"EUR": "€", "USD": "$", "GBP": "£", "FRF": "F"}
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_FRENCH_MONTHS: Final = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_FRENCH_FIGURES: Final = str.maketrans(",.", f"{NBSP},")  # 1,234.50 -> 1 234,50


@dataclass(frozen=True, slots=True)
class Tongue:
    """Says things in one language: called with a French phrase, it returns the phrase in that language.

    A phrase it does not know stays French.
    """

    code: Language = "fr"
    _phrases: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __call__(self, french: str) -> str:
        """The phrase in this language."""
        return self._phrases.get(french, french)

    @property
    def is_french(self) -> bool:
        """Decimal commas, and «1 courrier» but «0 courrier»."""
        return self.code == "fr"

    def date(self, date: dt.date | None) -> str:
        """«14/02/2015», «sans date»; "14 February 2015" as the English findings have it."""
        if date is None:
            return self("sans date")
        return f"{date:%d/%m/%Y}" if self.is_french else f"{date.day} {_MONTHS[date.month - 1]} {date.year}"

    def month(self, date: dt.date) -> str:
        """«mars 2015»; "March 2015"."""
        return f"{(_FRENCH_MONTHS if self.is_french else _MONTHS)[date.month - 1]} {date.year}"

    def number(self, value: float | Decimal, decimals: int = 0) -> str:
        """«1 234,5»; "1,234.5"."""
        figures = f"{value:,.{decimals}f}"
        return figures.translate(_FRENCH_FIGURES) if self.is_french else figures

    def share(self, share: float | None) -> str:
        """«95 %»; nothing where there is none."""
        if share is None:
            return ""
        return f"{round(100 * share)}{NBSP if self.is_french else ''}%"

    def money(self, value: Decimal, currency: str | None) -> str:
        """«1 234,50 €», «300 €»; "€1,234.50"."""
        sign = _SIGNS.get(currency or "EUR", currency)
        figures = self.number(value, 0 if value == value.to_integral_value() else 2)
        return f"{figures}{NBSP}{sign}" if self.is_french else f"{sign}{figures}"

    def count(self, count: int, one: str, many: str) -> str:
        """«1 courrier», «3 courriers», «0 courrier»; "0 letters"."""
        single = count in (0, 1) if self.is_french else count == 1
        return f"{self.number(count)}{NBSP}{self(one if single else many)}"

    def quote(self, text: str) -> str:
        """«…» with French spacing; “…”."""
        return f"«{NBSP}{text}{NBSP}»" if self.is_french else f"“{text}”"


FRENCH: Final = Tongue()


@cache
def tongue_of(language: Language) -> Tongue:
    """French, or English with its phrases."""
    return FRENCH if language == "fr" else Tongue(language, english_phrases())


def english_phrases() -> dict[str, str]:
    """French phrase → English phrase, as `english.yaml` has them."""
    text = files("pipeline.report").joinpath("english.yaml").read_text("utf-8")
    phrases: dict[str, str] = yaml.safe_load(text)
    return phrases


def say_phone(number: str) -> str:
    """«+33494123456» -> «04 94 12 34 56»; short and foreign numbers as they are."""
    if not re.fullmatch(r"\+33\d{9}", number):
        return number
    return NBSP.join(re.findall("..", "0" + number[3:]))
