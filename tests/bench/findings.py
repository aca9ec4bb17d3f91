"""Thousands of letters as rows and mentions → seconds and memory of the checks: `python -m tests.bench.findings`.

Writes docs/bench-checks.md. Every name and number is invented.
"""

import datetime as dt
import itertools
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from pipeline.findings import check_mailing
from pipeline.findings.examples import (
    Written,
    amount,
    date_line,
    due,
    example,
    instruction,
    letter,
    limit,
    named,
    phone,
    signatory,
    topic,
)
from pipeline.records import LetterRow, Mention

PAGE: Final = Path(__file__).parents[2] / "docs/bench-checks.md"
DOUBT: Final = "## How sure a value must be to accuse"  # what stands below is written by `tests.eval.doubt`
SIZES: Final = (1_000, 5_000)
FIRST_DAY: Final = dt.date(2015, 1, 1)
_TOPICS: Final = ("termination_confirmed", "final_invoice", "equipment_return", "invoice", "contract_change")
_HEAD: Final = "Madame,\nNous avons bien reçu votre demande et nous vous en remercions. Elle porte sur {}."
_PAY: Final = "Nous vous prions de régler la somme de {} € avant le {}."
_BACK: Final = (
    "À défaut de restitution de vos équipements dans un délai de {} jours après mise en demeure, "
    "300 € vous seront facturés."
)
_CALL: Final = "Pour toute question sur votre contrat, un conseiller vous répond au {}."
_BYE: Final = "Nous vous prions d'agréer, Madame, l'expression de nos salutations distinguées."
_THINGS: Final = """
agence conseil dossier ligne service compte mois suivi offre relevé courrier adresse client délai accord point maison
réseau travaux compteur visite échange garantie remise accueil mode carte période détail
"""


def draw_letter(chance: random.Random, number: int, date: dt.date, sender: str, recipient: str) -> Written:
    """One letter of a form of some 180 words, with topic, sum, limit and number of its own."""
    day, by = f"{date:%d/%m/%Y}", f"{date + dt.timedelta(days=30):%d/%m/%Y}"
    about, value = chance.choice(_TOPICS), f"{chance.randrange(20, 300)}.{chance.randrange(10, 99)}"
    days, called = chance.choice((7, 8, 10)), chance.choice(("3900", "3970", "1014"))
    head, pay, back, call = _HEAD.format(about), _PAY.format(value, by), _BACK.format(days), _CALL.format(called)
    filler = [f"{' '.join(chance.choices(_THINGS.split(), k=12)).capitalize()}." for _ in range(9)]
    return letter(
        day,
        date_line(day),
        named("place", "Toulon"),
        named("reference", f"{number:08}", "N° de facture"),
        named("recipient", recipient, "name"),
        topic(about, about, head),
        instruction("pay", pay),
        amount(pay, value, "total_due"),
        due(pay, by),
        limit(back, days, trigger="formal_notice"),
        amount(back, "300"),
        instruction("call", call),
        phone(called, call),
        signatory("Votre service client", "title"),
        text=f"{' '.join((head, pay, back, *filler, call))}\n{_BYE}",
        refs=[("N° de facture", f"{number:08}")],
        topics=(about,),
        sender_organisation=sender,
        recipient_name=recipient,
        letter_place="Toulon",
        signatory_title="Votre service client",
        signatory_anonymous=True,
    )


def many_customers(chance: random.Random, count: int) -> Iterator[Written]:
    """Twenty senders, five letters a customer in one quarter."""
    for number in range(count):
        customer = number % (count // 5)
        date = FIRST_DAY + dt.timedelta(days=chance.randrange(90))
        yield draw_letter(chance, number, date, f"Organisme {customer % 20:02}", f"Odile {_name(customer)}")


def one_customer(chance: random.Random, count: int) -> Iterator[Written]:
    """One sender to one reader, a letter a day for years: all in one block."""
    for number in range(count):
        yield draw_letter(chance, number, FIRST_DAY + dt.timedelta(days=number), "Organisme", "Odile Martin")


def one_dispatch(chance: random.Random, count: int) -> Iterator[Written]:
    """One sender, all letters of one day, each to another reader."""
    for number in range(count):
        yield draw_letter(chance, number, FIRST_DAY, "Organisme", f"Odile {_name(number)}")


def _name(number: int) -> str:
    """A word for a number, no two of them one letter apart."""
    return "".join(chr(ord("a") + int(digit)) * 2 for digit in f"{number:04}").capitalize()


MAILINGS: Final[dict[str, Callable[[random.Random, int], Iterator[Written]]]] = {
    "twenty senders, five letters a customer": many_customers,
    "one sender to one customer, a letter a day": one_customer,
    "one sender, one day, a letter a customer": one_dispatch,
}


@dataclass(frozen=True, slots=True)
class Measured:
    """What the checks of one mailing cost: seconds of one core, megabytes beyond what the letters themselves take."""

    kind: str
    letters: int
    seconds: float
    megabytes: float
    findings: int


def draw(kind: str, count: int) -> tuple[tuple[LetterRow, ...], tuple[Mention, ...]]:
    """The rows and mentions of a mailing of `count` letters, the same at every run."""
    case = example("", *MAILINGS[kind](random.Random(7), count))
    return case.letters, case.mentions


def measure(kind: str, count: int) -> Measured:
    """Run all checks once."""
    letters, mentions = draw(kind, count)
    before, peak = time.process_time(), _peak_megabytes()
    found = check_mailing(letters, mentions)
    return Measured(kind, count, time.process_time() - before, _peak_megabytes() - peak, len(found))


def _peak_megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 / (1024 if sys.platform == "darwin" else 1)


def write_page(measured: list[Measured]) -> str:
    """docs/bench-checks.md."""
    rows = [
        f"| {one.kind} | {one.letters:,} | {one.seconds:.1f} | {one.megabytes:.0f} | {one.findings:,} |"
        for one in measured
    ]
    lines = [
        "# What the checks cost",
        "",
        "All checks over one mailing of drawn letters (14 mentions and some 180 words each), on one core, each mailing",
        "in a process of its own; reading and extracting come before and are not counted. Memory: the peak beyond what",
        "the letters themselves take. `python -m tests.bench.findings` writes this page.",
        "",
        "| mailing | letters | seconds | MB | findings |",
        "|---|---|---|---|---|",
        *rows,
        "",
        "Letters are held against each other in blocks of one sender and one recipient, and there only where they are",
        "near enough in time; texts by `rapidfuzz` in strips of 256. Mailings do not know of each other.",
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    measured = []
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as process:
        for kind, count in itertools.product(MAILINGS, SIZES):
            measured.append(process.submit(measure, kind, count).result())
            print(measured[-1], flush=True)
    _, heading, doubt = PAGE.read_text("utf-8").partition(DOUBT)
    kept = f"\n{heading}{doubt}" if heading else ""
    PAGE.write_text(write_page(measured) + kept, encoding="utf-8")


if __name__ == "__main__":
    main()
