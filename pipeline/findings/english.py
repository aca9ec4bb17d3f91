"""Letters, dates, sums, limits and numbers → the English words in which a message names them; as in `french.py`."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from pipeline.findings.wording import CURRENCIES, DatesOf, by_day, file_and_page, plain
from pipeline.records import LetterRow, Mention

_NAMED_ONE_BY_ONE: Final = 4  # letters; more are counted
_MONTHS: Final = "January February March April May June July August September October November December"
_UNITS: Final[dict[str, str]] = {
    "hour": "hour",
    "day": "day",
    "working_day": "working day",
    "week": "week",
    "month": "month",
    "year": "year",
}
_TRIGGERS: Final[dict[str, str]] = {
    "formal_notice": " after formal notice",
    "receipt": " after receipt",
    "letter_date": " from the date of the letter",
    "termination": " after the termination",
    "invoice": " after the invoice",
}
# role -> (what a letter does with the sum, in the singular and the plural, what it is called)
SUM_ROLES: Final[dict[str, tuple[str, str, str]]] = {
    "penalty": ("announces", "announce", "a penalty of "),
    "fee": ("announces", "announce", "a fee of "),
    "total_due": ("claims", "claim", ""),
    "recurring": ("states", "state", "a price of "),
    "refund": ("announces", "announce", "a refund of "),
    "other": ("states", "state", ""),
}


def say_date(date: dt.date) -> str:
    """14 February 2015, which nobody reads as a month and a day."""
    return f"{date.day} {_MONTHS.split()[date.month - 1]} {date.year}"


def say_list(parts: Sequence[str]) -> str:
    """ "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def say_amount(value: Decimal, currency: str | None) -> str:
    """ "€1,234.50", "€300": cents only where there are any."""
    whole = value == value.to_integral_value()
    return (
        f"{CURRENCIES.get(currency or 'EUR', currency)}{value:,.0f}"
        if whole
        else (f"{CURRENCIES.get(currency or 'EUR', currency)}{value:,.2f}")
    )


def say_sum(sum_: Mention, *, many: bool = False) -> str:
    """ "announces a penalty of €300", "announce ..."."""
    return f"{SUM_ROLES[sum_.role or 'other'][many]} {name_sum(sum_)}"


def name_sum(sum_: Mention) -> str:
    """ "a penalty of €300"; as printed where it has no value."""
    figures = quote(sum_.text) if sum_.amount is None else say_amount(sum_.amount, sum_.currency)
    return SUM_ROLES[sum_.role or "other"][2] + figures


def say_limit(limit: Mention) -> str:
    """ "7 days", "1 month", "15 March 2015"; as printed where it has no figures."""
    if limit.date and limit.quantity is None:
        return say_date(limit.date)
    if limit.quantity is None or limit.unit not in _UNITS:
        return quote(limit.text)
    return f"{limit.quantity} {_UNITS[limit.unit]}{'s' if limit.quantity > 1 else ''}"


def say_trigger(trigger: str | None) -> str:
    """ " after formal notice", with its leading space; nothing where the text names none."""
    return _TRIGGERS.get(trigger or "", "")


def quote(text: str) -> str:
    """The words of a letter, which stay French."""
    return f"“{plain(text)}”"


class Names(DatesOf):
    """How the letters of one finding are told apart: by date, and by file and page where a date is not enough."""

    def letters(self, letters: Sequence[LetterRow]) -> str:
        """ "the letter of ...", "the letters of ... and of ...", "the 12 letters of ... to ..."."""
        return self._several(letters, "the letter", "the letters")

    def those(self, letters: Sequence[LetterRow]) -> str:
        """ "the one of ...", "those of ... and of ..."."""
        return self._several(letters, "the one", "those")

    def _several(self, letters: Sequence[LetterRow], one: str, many: str) -> str:
        if len(letters) == 1:
            return f"{one} {self._of_day(letters)}"
        if len(letters) <= _NAMED_ONE_BY_ONE:
            return f"{many} {say_list([self._of_day(alike) for alike in by_day(letters)])}"
        dates = sorted(letter.letter_date for letter in letters if letter.letter_date)
        count = f"the {len(letters)} letters"
        if not dates:
            return f"{count} without a date"
        if dates[0] == dates[-1]:
            return f"{count} of {say_date(dates[0])}" if len(dates) == len(letters) else count
        return f"{count} of {say_date(dates[0])} to {say_date(dates[-1])}"

    def _of_day(self, letters: Sequence[LetterRow]) -> str:
        """ "of 14 February 2015 (a.pdf, page 1; b.pdf, page 1)": letters of one day, their date said once."""
        date = letters[0].letter_date
        said = f"of {say_date(date)}" if date else "without a date"
        files = "; ".join(map(file_and_page, letters))
        return said if self.is_dated_alone(letters[0]) else f"{said} ({files})"
