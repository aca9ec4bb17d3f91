"""A sentence with slots, a date and a sender -> the sentence as printed, and the truth of what was printed.

`{a|b}` is a choice. Slots: `<phone>`, `<line>` (the recipient's own number), `<email>`, `<url>`, `<iban>`,
`<date -40..-10>` (a date that is no deadline), `<amount ROLE 20..90>`, `<amount ROLE 300: trois cents euros (%)>`,
`<by 10..20: avant le %>` (absolute deadline), `<month 1..2: avant fin %>` (by the end of a month so far ahead),
`<effect 8..20: le %>` (a date on which something happens), `<within 15 day receipt: sous % à réception>` (relative
deadline; a text without % says it in its own words; so does one of `month`: «avant la fin du mois»),
`<number FA-####: facture n° %>` (a reference that stands in the sentence, its label before it).
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, Literal

from dateutil.relativedelta import relativedelta
from stdnum.iso7064 import mod_97_10

from tests.paper.pen import Dice

MONTHS: Final = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
WEEKDAYS: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
NUMBERS: Final = {
    1: "un",
    2: "deux",
    3: "trois",
    4: "quatre",
    5: "cinq",
    6: "six",
    7: "sept",
    8: "huit",
    9: "neuf",
    10: "dix",
    12: "douze",
    14: "quatorze",
    15: "quinze",
    20: "vingt",
    21: "vingt et un",
    24: "vingt-quatre",
    30: "trente",
    48: "quarante-huit",
    60: "soixante",
    72: "soixante-douze",
    90: "quatre-vingt-dix",
}
UNITS: Final = {
    "hour": "heures",
    "day": "jours",
    "working_day": "jours ouvrés",
    "week": "semaines",
    "month": "mois",
    "year": "ans",
}
UNIT_STEPS: Final = {"day": relativedelta(days=1), "week": relativedelta(weeks=1), "month": relativedelta(months=1)}
CHOICE: Final = re.compile(r"\{([^{}]*)\}")
SLOT: Final = re.compile(r"<(\w+)([^:>]*)(?:: ([^>]*))?>")
HARD_SPACE: Final = "\N{NO-BREAK SPACE}"

DateStyle = Literal["words", "figures", "dots", "weekday", "two_digits"]


@dataclass
class Facts:
    """What stands in the letter, in the terms of the letters table; `optional` is neither hit nor miss."""

    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    references: list[dict[str, str]] = field(default_factory=list)
    amounts: list[dict[str, str]] = field(default_factory=list)
    deadlines: list[dict[str, Any]] = field(default_factory=list)
    optional: dict[str, list[Any]] = field(default_factory=lambda: {"deadlines": [], "phones": []})

    def add(self, name: str, value: Any) -> None:
        """Once each, in the order of the letter."""
        held: list[Any] = getattr(self, name)
        if value not in held:
            held.append(value)


@dataclass(frozen=True)
class Style:
    """How this letter prints dates, money and telephone numbers."""

    date: DateStyle
    money: str
    phone_mark: str


@dataclass
class Writer:
    """Fills slots for one letter and keeps the truth of them."""

    dice: Dice
    day: dt.date
    style: Style
    phones: list[str]
    email: str | None
    url: str | None
    line: str
    facts: Facts = field(default_factory=Facts)

    def write(self, template: str) -> str:
        """The text as printed."""
        chosen = choose(self.dice, template)
        return SLOT.sub(lambda m: self._slots()[m[1]](m[2].split(), m[3] or "%"), chosen)

    def _slots(self) -> dict[str, Callable[[list[str], str], str]]:
        return {
            "phone": lambda _args, _text: self.phone(),
            "line": lambda _args, _text: self.other_phone(self.line),
            "email": lambda _args, _text: self.web("emails", self.email),
            "url": lambda _args, _text: self.web("urls", self.url),
            "iban": lambda _args, _text: self.iban(),
            "number": lambda args, text: self.number(" ".join(args), text),
            "date": lambda args, _text: self.print_date(self.other_day(args[0])),
            "amount": lambda args, text: text.replace("%", self.amount(args[0], args[1])),
            "by": lambda args, text: self.absolute(args[0], text, self.facts.deadlines),
            "month": lambda args, text: self.month_end(args[0], text),
            "effect": lambda args, text: self.absolute(args[0], text, self.facts.optional["deadlines"]),
            "within": lambda args, text: self.relative(int(args[0]), args[1], args[2], text),
        }

    def phone(self, number: str | None = None) -> str:
        """A number of the sender, printed in the letter's style."""
        number = number or pick(self.dice, self.phones)
        self.facts.add("phones", normalise_phone(number))
        return self.print_phone(number)

    def other_phone(self, number: str) -> str:
        """A fax, or a number of the recipient: no contact of the sender."""
        self.facts.optional["phones"].append(normalise_phone(number))
        return self.print_phone(number)

    def print_phone(self, number: str) -> str:
        """«04 65 71 18 03», «04.65.71.18.03», «+33 4 65 71 18 03», «+33 (0)4 65 71 18 03», «3900»."""
        if len(number) <= 6:
            return number
        if self.style.phone_mark.startswith("+33"):
            zero = "(0)" if self.style.phone_mark.endswith("(0)") else ""
            return f"+33{HARD_SPACE}{zero}" + number[1:].replace(" ", HARD_SPACE)
        return number.replace(" ", self.style.phone_mark.replace(" ", HARD_SPACE))

    def web(self, kind: str, address: str | None) -> str:
        """An e-mail or web address; senders without one say «notre site Internet»."""
        if address is None:
            return "notre site Internet"
        self.facts.add(kind, address.removeprefix("https://"))
        return address

    def iban(self) -> str:
        """A French account number with true check digits."""
        account = "".join(str(self.dice.between(0, 9)) for _ in range(23))
        check = mod_97_10.calc_check_digits(account + "FR")
        whole = f"FR{check}{account}"
        self.facts.add("references", {"label": "IBAN", "value": whole})
        return HARD_SPACE.join(whole[i : i + 4] for i in range(0, len(whole), 4))

    def number(self, pattern: str, text: str) -> str:
        """«votre facture n° FA-1234»."""
        value = fill_pattern(self.dice, pattern)
        self.facts.add("references", {"label": text.partition("%")[0].strip(), "value": value.replace(" ", "")})
        return text.replace("%", value.replace(" ", HARD_SPACE)).replace("n° ", f"n°{HARD_SPACE}")

    def amount(self, role: str, span: str) -> str:
        """«234,50 €», «1 234 euros»."""
        if ".." in span:
            low, high = map(int, span.split(".."))
            cents = self.dice.between(1, 99) if self.dice.between(0, 2) else 0
            value = Decimal(self.dice.between(low, high) * 100 + cents) / 100
        else:
            value = Decimal(span)
        self.facts.add("amounts", {"value": f"{value:.2f}", "currency": "EUR", "role": role})
        return print_amount(value, self.style.money)

    def other_day(self, span: str) -> dt.date:
        """A day so many days from the letter's."""
        low, high = map(int, span.split(".."))
        return self.day + dt.timedelta(days=self.dice.between(low, high))

    def print_date(self, day: dt.date) -> str:
        """A date in the text: in figures where the letter likes figures, else in words without the weekday."""
        return print_date(day, "words" if self.style.date == "weekday" else self.style.date)

    def absolute(self, span: str, text: str, kept: list[dict[str, Any]]) -> str:
        """«avant le 15 mars 2015»."""
        day = self.other_day(span)
        printed = text.replace("%", self.print_date(day))
        plain = {"kind": "absolute", "due_date": day.isoformat(), "quantity": None, "unit": None, "trigger": None}
        kept.append(plain | {"text": printed.replace(HARD_SPACE, " ")})
        return printed

    def month_end(self, span: str, text: str) -> str:
        """«avant fin avril 2015», «avant la fin du mois»: the last day of the month is the limit."""
        low, high = map(int, span.split(".."))
        day = self.day + relativedelta(months=self.dice.between(low, high), day=31)
        printed = text.replace("%", f"{MONTHS[day.month - 1]} {day.year}")
        limit = {"kind": "absolute", "due_date": day.isoformat(), "quantity": None, "unit": None, "trigger": None}
        self.facts.deadlines.append(limit | {"text": printed})
        return printed

    def relative(self, quantity: int, unit: str, trigger: str, text: str) -> str:
        """«dans un délai de quinze (15) jours à compter de la réception»."""
        words = NUMBERS[quantity]
        ways = [words] if quantity == 1 else [str(quantity), str(quantity), words, f"{words} ({quantity})"]
        printed = text.replace("%", f"{pick(self.dice, ways)}{HARD_SPACE}{UNITS[unit]}")
        due = self.day + UNIT_STEPS[unit] * quantity if trigger == "letter_date" else None
        self.facts.deadlines.append(
            {
                "kind": "relative",
                "due_date": due.isoformat() if due else None,
                "quantity": quantity,
                "unit": unit,
                "trigger": None if trigger == "null" else trigger,
                "text": printed.replace(HARD_SPACE, " "),
            }
        )
        return printed


def normalise_phone(number: str) -> str:
    """E.164, or the bare short number."""
    digits = number.replace(" ", "")
    return digits if len(digits) <= 6 else "+33" + digits[1:]


def pick(dice: Dice, values: list[str]) -> str:
    """One of them."""
    return values[dice.between(0, len(values) - 1)]


def fill_pattern(dice: Dice, pattern: str) -> str:
    """`AA-###` -> «KB-217»: # a digit, A a letter; no I, O, Q, which nobody prints in references."""
    letters = list("ABCDEFGHJKLMNPRSTUVWXYZ")
    return "".join(str(dice.between(0, 9)) if c == "#" else pick(dice, letters) if c == "A" else c for c in pattern)


def choose(dice: Dice, template: str) -> str:
    """`{a|b}` -> one of them."""
    return CHOICE.sub(lambda m: pick(dice, m[1].split("|")), template)


def print_date(day: dt.date, style: DateStyle) -> str:
    """«3 février 2015», «mardi 3 février 2015», «03/02/2015», «03.02.2015», «03 février 2015»."""
    if style in ("figures", "dots"):
        return f"{day:%d/%m/%Y}" if style == "figures" else f"{day:%d.%m.%Y}"
    if style == "two_digits":
        return f"{day:%d}{HARD_SPACE}{MONTHS[day.month - 1]} {day.year}"
    words = f"{'1er' if day.day == 1 else day.day}{HARD_SPACE}{MONTHS[day.month - 1]} {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {words}" if style == "weekday" else words


def print_amount(value: Decimal, money: str) -> str:
    """Thousands by a hard space, cents only where there are some; `,00 €` prints them always, `,00€` without space."""
    unit = money.removeprefix(",00")
    number = f"{value:,.2f}" if value % 1 or unit != money else f"{value:,.0f}"
    glued = unit == "€" != money
    return number.replace(",", HARD_SPACE).replace(".", ",") + ("" if glued else HARD_SPACE) + unit.strip()
