"""Letters, dates, sums, limits and numbers → the French words in which a message names them; as in `english.py`."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from pipeline.findings.wording import CURRENCIES, DatesOf, by_day, file_and_page, plain
from pipeline.records import LetterRow, Mention

_NAMED_ONE_BY_ONE: Final = 4  # letters; more are counted

_UNITS: Final[dict[str, tuple[str, str]]] = {
    "hour": ("heure", "heures"),
    "day": ("jour", "jours"),
    "working_day": ("jour ouvré", "jours ouvrés"),
    "week": ("semaine", "semaines"),
    "month": ("mois", "mois"),
    "year": ("an", "ans"),
}
_TRIGGERS: Final[dict[str, str]] = {
    "formal_notice": " après mise en demeure",
    "receipt": " après réception",
    "letter_date": " à compter de la date du courrier",
    "termination": " après la résiliation",
    "invoice": " après la facture",
}
# role -> (what a letter does with the sum, in the singular and the plural, what it is called)
SUM_ROLES: Final[dict[str, tuple[str, str, str]]] = {
    "penalty": ("annonce", "annoncent", "une pénalité de "),
    "fee": ("annonce", "annoncent", "des frais de "),
    "total_due": ("réclame", "réclament", ""),
    "recurring": ("indique", "indiquent", "un prix de "),
    "refund": ("annonce", "annoncent", "un remboursement de "),
    "other": ("indique", "indiquent", ""),
}

_FRENCH_FIGURES: Final = str.maketrans(",.", "\N{NO-BREAK SPACE},")  # 1,234.50 -> 1 234,50


def say_date(date: dt.date) -> str:
    """14/02/2015."""
    return f"{date:%d/%m/%Y}"


def say_list(parts: Sequence[str]) -> str:
    """«a, b et c»."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} et {parts[-1]}"


def say_amount(value: Decimal, currency: str | None) -> str:
    """«1 234,50 €», «300 €»: no-break spaces, cents only where there are any."""
    whole = value == value.to_integral_value()
    figures = f"{value:,.0f}" if whole else f"{value:,.2f}"
    sign = CURRENCIES.get(currency or "EUR", currency)
    return f"{figures.translate(_FRENCH_FIGURES)}\N{NO-BREAK SPACE}{sign}"


def say_sum(sum_: Mention, *, many: bool = False) -> str:
    """«annonce une pénalité de 300 €», «annoncent ...»."""
    return f"{SUM_ROLES[sum_.role or 'other'][many]} {name_sum(sum_)}"


def name_sum(sum_: Mention) -> str:
    """«une pénalité de 300 €»; as printed where it has no value."""
    figures = quote(sum_.text) if sum_.amount is None else say_amount(sum_.amount, sum_.currency)
    return SUM_ROLES[sum_.role or "other"][2] + figures


def say_limit(limit: Mention) -> str:
    """«7 jours», «1 mois», «le 15/03/2015»; as printed where it has no figures."""
    if limit.date and limit.quantity is None:
        return f"le {say_date(limit.date)}"
    if limit.quantity is None or limit.unit not in _UNITS:
        return quote(limit.text)
    return f"{limit.quantity} {_UNITS[limit.unit][limit.quantity > 1]}"


def set_limit(limit: Mention) -> str:
    """What a letter «fixe»: «7 jours», «la limite au 15/03/2015»."""
    return f"la limite au {say_date(limit.date)}" if limit.date and limit.quantity is None else say_limit(limit)


def say_trigger(trigger: str | None) -> str:
    """« après mise en demeure», with its leading space; nothing where the text names none."""
    return _TRIGGERS.get(trigger or "", "")


def quote(text: str) -> str:
    """«...» with French spacing."""
    return f"«\N{NO-BREAK SPACE}{plain(text)}\N{NO-BREAK SPACE}»"


class Names(DatesOf):
    """How the letters of one finding are told apart: by date, and by file and page where a date is not enough."""

    def letters(self, letters: Sequence[LetterRow]) -> str:
        """«le courrier du ...», «les courriers du ... et du ...», «les 12 courriers du ... au ...»."""
        return self._several(letters, "le courrier", "les courriers")

    def those(self, letters: Sequence[LetterRow]) -> str:
        """«celui du ...», «ceux du ... et du ...»."""
        return self._several(letters, "celui", "ceux")

    def _several(self, letters: Sequence[LetterRow], one: str, many: str) -> str:
        if len(letters) == 1:
            return f"{one} {self._of_day(letters)}"
        if len(letters) <= _NAMED_ONE_BY_ONE:
            return f"{many} {say_list([self._of_day(alike) for alike in by_day(letters)])}"
        dates = sorted(letter.letter_date for letter in letters if letter.letter_date)
        count = f"les {len(letters)} courriers"
        if not dates:
            return f"{count} sans date"
        if dates[0] == dates[-1]:
            return f"{count} du {say_date(dates[0])}" if len(dates) == len(letters) else count
        return f"{count} du {say_date(dates[0])} au {say_date(dates[-1])}"

    def _of_day(self, letters: Sequence[LetterRow]) -> str:
        """«du 14/02/2015 (a.pdf, page 1 ; b.pdf, page 1)»: letters of one day, their date said once."""
        date = letters[0].letter_date
        said = f"du {say_date(date)}" if date else "sans date"
        files = "\N{NO-BREAK SPACE}; ".join(map(file_and_page, letters))
        return said if self.is_dated_alone(letters[0]) else f"{said} ({files})"
