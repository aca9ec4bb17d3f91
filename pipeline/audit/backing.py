"""Every value of a letter is that of one of its mentions."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from pipeline.audit.breach import Breach, Row

# column -> kind and role of the mentions that may back it
_TEXTS: Final[dict[str, tuple[str, str | None]]] = {
    "letter_place": ("place", None),
    "sender_organisation": ("sender", "organisation"),
    "sender_department": ("sender", "department"),
    "sender_address": ("sender", "address"),
    "recipient_name": ("recipient", "name"),
    "recipient_address": ("recipient", "address"),
    "subject": ("subject", "line"),
    "signatory_name": ("signatory", "name"),
    "signatory_title": ("signatory", "title"),
    "phones": ("phone", None),
    "emails": ("email", None),
    "urls": ("url", None),
    "topics": ("subject", "topic"),
}


def check_values(letter: Row, mentions: Sequence[Row]) -> Iterator[Breach]:
    """One letter; `mentions`: its own."""
    for column, value in _unbacked(letter, mentions):
        yield Breach("letters", letter["letter_id"], f"{column} {value!r} is backed by no mention")


def _unbacked(letter: Row, mentions: Sequence[Row]) -> Iterator[tuple[str, Any]]:
    for column, (kind, role) in _TEXTS.items():
        held = letter[column]
        values = held if isinstance(held, list) else [] if held is None else [held]
        backing = {m["value"] for m in mentions if m["kind"] == kind and role in (None, m["role"])}
        yield from ((column, value) for value in values if value not in backing)
    dates = {m["date"] for m in mentions}
    if letter["letter_date"] is not None and letter["letter_date"] not in dates:
        yield "letter_date", letter["letter_date"]
    if letter["signature_mark"] and not any((m["kind"], m["role"]) == ("signatory", "mark") for m in mentions):
        yield "signature_mark", True
    references = {((m["role"] or ""), m["value"]) for m in mentions if m["kind"] == "reference"}
    for reference in letter["references"]:
        if (reference["label"], reference["value"]) not in references:
            yield "references", reference["value"]
    sums = {(m["amount"], m["currency"], m["role"] or "other") for m in mentions if m["kind"] == "amount"}
    for amount in letter["amounts"]:
        if (amount["value"], amount["currency"], amount["role"]) not in sums:
            yield "amounts", amount["value"]
    limits = {(m["date"], m["quantity"], m["unit"], m["trigger"]) for m in mentions if m["kind"] == "deadline"}
    for limit in letter["deadlines"]:
        if (limit["due_date"], limit["quantity"], limit["unit"], limit["trigger"]) not in limits:
            yield "deadlines", limit["text"]
