"""`amount 120..240` -> 183.50 €: the values of a mailing, drawn once, and how a letter prints them.

amount 120..240        cents or none; `amount 120..600 step 12` a whole multiple of 12
amount net * 6/5       from another amount: the sum with 20 % of tax, a share of it, two added (`amount net + tax`)
day 20..30             so many days after the first letter; `day limit + 7..9` after another day
number 7 8 10          one of them, in figures or in words
phone                  a further number of the sender; `phone 08 92` with this beginning
email bureau           bureau@ the sender's own domain
code FA-?-####         # a digit, ? a letter
name, person, town     a member of staff; somebody with civility; a town
name Madame            a woman of the staff
namesake               the recipient with another first name
address                two lines, separated by a line break
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Final

from tests.paper.corpus import Corpus, Organisation
from tests.paper.pen import Dice
from tests.paper.wording import NUMBERS, Style, Writer, pick, print_amount

# the ranges kept for fiction, by the first two digits
FICTION: Final = {"01": "01 99 00", "02": "02 61 91", "03": "03 53 01", "04": "04 65 71", "05": "05 36 49"}
LETTERS: Final = "ABCDEFGHJKLMNPRSTUVWXYZ"  # no I, O, Q, which nobody prints in references

Value = Decimal | dt.date | int | str


@dataclass
class Drawer:
    """Draws the values of one mailing; no number, name or address comes twice."""

    corpus: Corpus
    sender: Organisation
    first_day: dt.date
    dice: Dice
    held: dict[str, Value] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    recipient: str = ""

    def draw(self, name: str, recipe: str) -> Value:
        """One value, kept under its name."""
        kind, _, rest = recipe.partition(" ")
        self.held[name] = self._kinds()[kind](rest)
        return self.held[name]

    def _kinds(self) -> dict[str, Callable[[str], Value]]:
        return {
            "amount": self.amount,
            "day": self.day,
            "number": lambda rest: int(pick(self.dice, rest.split())),
            "phone": self.phone,
            "email": lambda rest: f"{rest}@{domain_of(self.sender)}",
            "code": lambda rest: self.fresh(lambda: fill(rest, self.dice)),
            "name": lambda rest: self.fresh(lambda: self.name(rest)),
            "person": lambda _: self.fresh(self.person),
            "namesake": lambda _: self.fresh(self.namesake),
            "town": lambda _: self.fresh(self.town),
            "address": lambda _: self.fresh(self.address),
        }

    def fresh(self, make: Callable[[], str]) -> str:
        """What has not been drawn before."""
        made = make()
        while made in self.used:
            made = make()
        self.used.add(made)
        return made

    def amount(self, rest: str) -> Decimal:
        if factor := re.fullmatch(r"(\w+) \* (\S+)", rest):
            base = self.held[factor[1]]
            assert isinstance(base, Decimal)
            share = Fraction(base) * Fraction(factor[2])
            return Decimal(round(share * 100)) / 100
        if both := re.fullmatch(r"(\w+) ([+-]) (\w+)", rest):
            one, other = self.held[both[1]], self.held[both[3]]
            assert isinstance(one, Decimal)
            assert isinstance(other, Decimal)
            return one + other if both[2] == "+" else one - other
        span, _, step = rest.partition(" step ")
        if step:
            low, high = (int(end) // int(step) for end in span.split(".."))
            return Decimal(self.dice.between(low, high) * int(step))
        cents = self.dice.between(1, 99) if self.dice.between(0, 1) else 0
        return Decimal(self.number_in(span) * 100 + cents) / 100

    def day(self, rest: str) -> dt.date:
        start, base = rest, self.first_day
        if after := re.fullmatch(r"(\w+) \+ (\S+)", rest):
            held, start = self.held[after[1]], after[2]
            assert isinstance(held, dt.date)
            base = held
        return base + dt.timedelta(days=self.number_in(start))

    def number_in(self, span: str) -> int:
        low, _, high = span.partition("..")
        return self.dice.between(int(low), int(high or low))

    def phone(self, beginning: str = "") -> str:
        own = next((n for n in self.sender.phones if n[:2] in FICTION), "01")
        begin = beginning or FICTION[own[:2]]
        pairs = 5 - len(begin.split())
        return self.fresh(lambda: " ".join([begin, *(f"{self.dice.between(10, 99)}" for _ in range(pairs))]))

    def name(self, civility: str = "") -> str:
        people = self.corpus.people
        first = people.first[civility or pick(self.dice, list(people.first))]
        return f"{pick(self.dice, first)} {pick(self.dice, people.last)}"

    def person(self) -> str:
        people = self.corpus.people
        civility = pick(self.dice, list(people.first))
        return f"{civility} {pick(self.dice, people.first[civility])} {pick(self.dice, people.last)}"

    def namesake(self) -> str:
        civility, _, last = self.recipient.split(" ", 2)
        return f"{civility} {pick(self.dice, self.corpus.people.first[civility])} {last}"

    def town(self) -> str:
        return str(self.corpus.people.towns[self.dice.between(0, len(self.corpus.people.towns) - 1)][1])

    def address(self) -> str:
        postcode, town = self.corpus.people.towns[self.dice.between(0, len(self.corpus.people.towns) - 1)]
        return f"{pick(self.dice, self.corpus.people.streets)}\n{postcode:05d} {town}"


def domain_of(sender: Organisation) -> str:
    """Of its e-mail or web address, or one made of its name."""
    if sender.email:
        return sender.email.partition("@")[2]
    if sender.url:
        return re.sub(r"^(https://)?(www\.)?|/.*", "", sender.url)
    return re.sub(r"[^a-z]", "", sender.name.lower()) + ".fr"


def fill(pattern: str, dice: Dice) -> str:
    """`AB-###` -> «AB-217»: # becomes a digit, ? a letter."""
    return "".join(
        str(dice.between(0, 9)) if c == "#" else pick(dice, list(LETTERS)) if c == "?" else c for c in pattern
    )


def print_value(value: Value, writer: Writer, style: Style) -> str:
    """As this letter prints it."""
    match value:
        case Decimal():
            return print_amount(value, style.money)
        case dt.date():
            return writer.print_date(value)
        case int():
            return pick(writer.dice, list(ways_of(value)))
        case str() if re.fullmatch(r"0\d( \d\d)+", value):
            return writer.print_phone(value)
    return value


def ways_of(number: int) -> Iterator[str]:
    """«15», «quinze», «quinze (15)»; figures more often."""
    yield from (str(number),) * 2
    if number in NUMBERS and number > 1:
        yield from (NUMBERS[number], f"{NUMBERS[number]} ({number})")
