"""Letters → those that bear one number of one customer, contract or household, whatever name stands above."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from pipeline.findings.addresses import address_words, street_words
from pipeline.findings.mailing import Mailing
from pipeline.findings.matter import ACCOUNT, all_numbers_of, numbers_of
from pipeline.findings.meanings import plain_letters
from pipeline.findings.names import CIVILITIES
from pipeline.records import LetterRow

# Given to one person, as a customer's number is: «Carte n° CL4936», «Votre identifiant»
_PERSONAL: Final = re.compile(r"\b(?:cartes?|identifiant|badge|login)\b(?! d'identite)")

_FULL_NAME: Final = 3  # words, with the civility
_BEGINS: Final = 3  # letters


def letters_by_customer(mailing: Mailing) -> Iterator[list[LetterRow]]:
    """Letters that bear one sender's number of one customer, contract or line, whatever name stands above.

    Or any other number, where they go to one household: «Réf. : JJ/GM 8301-975»; and those that go to one home, where
    only the end of the name differs.
    """
    by_number: dict[tuple[str, ...], list[LetterRow]] = defaultdict(list)
    told: list[frozenset[str]] = []
    addressed = [(row, str(nth)) for nth, sent in enumerate(mailing.senders) for row in sent]
    for row, sender in addressed:
        lines = {m.value for m in mailing.mentions_of(row, "phone") if m.role == "recipient"}
        for value in sorted(lines):
            by_number[sender, f"line {value}"].append(row)
        for kind, values in sorted(numbers_of(row.references, ACCOUNT).items()):
            for value in sorted(values):
                by_number[sender, f"{kind} {value}"].append(row)
        for reference in row.references:
            if _PERSONAL.search(plain_letters(reference.label)):
                by_number[sender, f"card {reference.value}"].append(row)
    for row, sender in addressed:
        if home := _home(row):
            by_number[sender, f"home {home}"].append(row)
        for value, household in itertools.product(all_numbers_of(row), _households(row)):
            by_number[sender, f"any {value}", household].append(row)
    for held in by_number.values():
        ids = frozenset(row.letter_id for row in held)
        if len(ids) > 1 and not any(ids <= known for known in told):
            told.append(ids)
            yield held


def _home(row: LetterRow) -> str:
    """One address and first name, and how the last name begins: «Sylvie Maz...»; empty where one is missing."""
    words = plain_letters(row.recipient_name or "").replace(".", "").split()
    if len(words) < _FULL_NAME or len(words[-2]) < _BEGINS or not row.recipient_address:
        return ""
    return f"{' '.join(words[:-1])} {words[-1][:_BEGINS]} {' '.join(address_words(row.recipient_address))}"


def _households(row: LetterRow) -> Iterator[str]:
    """A last name, an address, or a first name and a street, with the civility: a couple may hold one number."""
    words = plain_letters(row.recipient_name or "").replace(".", "").split()
    if len(words) > 1:
        civility = next((sex for sex, forms in CIVILITIES.items() if words[0] in forms), "")
        yield f"{civility} {words[-1]}"
        if row.recipient_address:
            yield f"{civility} {' '.join(address_words(row.recipient_address))}"
            yield f"{civility} {' '.join(words[:-1])} {' '.join(street_words(row.recipient_address))}"
