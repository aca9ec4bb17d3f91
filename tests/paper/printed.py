"""A truth row and the text that was drawn -> the values of the truth that nobody could read there."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

from tests.paper.wording import MONTHS, NUMBERS

PLAIN: Final = (
    "letter_place",
    "sender_organisation",
    "sender_department",
    "recipient_name",
    "subject",
    "signatory_name",
    "signatory_title",
)


def missing_values(row: dict[str, Any], drawn: str) -> list[str]:
    """`field: value` for each value of the truth that does not stand in `drawn`."""
    text = _squeeze(drawn)
    return [f"{name}: {ways[0]}" for name, ways in _expected(row) if not any(_squeeze(way) in text for way in ways)]


def _expected(row: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Each value with the ways in which French letters print it."""
    for name in PLAIN:
        if row[name]:
            yield name, [row[name]]
    for name in ("sender_address", "recipient_address"):
        for part in (row[name] or "").split(", "):
            yield name, [part]
    if row["letter_date"]:
        yield "letter_date", print_dates(date.fromisoformat(row["letter_date"]))
    for number in row["phones"]:
        own = number.removeprefix("+33")
        yield "phones", [number, "0" + own, "+33(0)" + own]
    for name in ("emails", "urls"):
        for value in row[name]:
            yield name, [value]
    for reference in row["references"]:
        yield "references", [reference["value"]]
        yield "references", [reference["label"]]
    for amount in row["amounts"]:
        yield "amounts", print_amounts(Decimal(amount["value"]))
    for deadline in row["deadlines"]:
        yield "deadlines", [deadline["text"]]
        if deadline["quantity"] and not _says(deadline["text"], deadline["quantity"]):
            yield "deadlines", [f"{deadline['quantity']} in «{deadline['text']}»"]


def _says(text: str, quantity: int) -> bool:
    """«7 jours», «sept jours», «sous quinzaine»."""
    words = [str(quantity), NUMBERS.get(quantity, ""), {8: "huitaine", 15: "quinzaine"}.get(quantity, "")]
    return any(re.search(rf"\b{word}\b", text) for word in words if word)


def print_dates(day: date) -> list[str]:
    """«13 février 2015», «1er mars 2015», «13/02/2015», «13.02.2015»."""
    name = f"{MONTHS[day.month - 1]} {day.year}"
    first = [f"1er {name}"] if day.day == 1 else []
    return [*first, f"{day.day} {name}", f"{day:%d} {name}", f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}"]


def print_amounts(value: Decimal) -> list[str]:
    """«300 €», «1 234,50 €»; the spaces do not matter here."""
    cents = f"{value:.2f}".replace(".", ",")
    whole = [cents.removesuffix(",00")] if cents.endswith(",00") else []
    return [f"{digits}{unit}" for digits in (cents, *whole) for unit in ("€", "euros", "EUR")]


def _squeeze(text: str) -> str:
    """Without spaces, line breaks and the dots and hyphens between digits, in lower case."""
    return re.sub(r"\s|(?<=\d)[.-](?=\d\d)", "", text).casefold()
