"""A letter's mentions → those that fill each field of its row."""

from collections.abc import Collection, Sequence
from typing import Final

from pipeline.records import FieldConfidence, Mention, MentionKind

# field -> kind and role of the mentions that fill it; of the first group the first one does, of the second all do
SINGLE: Final[dict[str, tuple[MentionKind, str | None]]] = {
    "letter_place": ("place", None),
    "sender_organisation": ("sender", "organisation"),
    "sender_department": ("sender", "department"),
    "sender_address": ("sender", "address"),
    "recipient_name": ("recipient", "name"),
    "recipient_address": ("recipient", "address"),
    "subject": ("subject", "line"),
    "signatory_name": ("signatory", "name"),
    "signatory_title": ("signatory", "title"),
    "signature_mark": ("signatory", "mark"),
}
LISTS: Final[dict[str, tuple[MentionKind, str | None]]] = {
    "phones": ("phone", None),
    "emails": ("email", None),
    "urls": ("url", None),
    "references": ("reference", None),
    "amounts": ("amount", None),
    "deadlines": ("deadline", None),
    "topics": ("subject", "topic"),
}
# Numbers at which the sender is not reached by phone
_NOT_THE_SENDERS: Final = frozenset(("fax", "recipient"))

Filled = dict[str, tuple[Mention, ...]]


def fill_fields(mentions: Sequence[Mention], dates: Sequence[Mention], corrected: Collection[str] = ()) -> Filled:
    """Every field with the mentions that fill it, in reading order; `dates` claim to be the letter's, best first.

    Those in `corrected` hold what a person says, and nothing where he says so.
    """
    filled: Filled = {"letter_date": tuple(dates[:1])}
    for name, (kind, role) in SINGLE.items():
        filled[name] = tuple(m for m in _of(mentions, kind, role) if name not in corrected or m.origin == "human")[:1]
    for name, (kind, role) in LISTS.items():
        filled[name] = tuple(m for m in _of(mentions, kind, role) if kind != "phone" or m.role not in _NOT_THE_SENDERS)
    return filled


def rate_fields(filled: Filled) -> tuple[FieldConfidence, ...]:
    """Of each field that holds something: how sure the least sure of its values is, by its surest mention."""
    return tuple(FieldConfidence(name, _least(mentions)) for name, mentions in filled.items() if mentions)


def _least(mentions: Sequence[Mention]) -> float:
    surest: dict[str, float] = {}
    for m in mentions:
        surest[m.value] = max(m.confidence, surest.get(m.value, 0.0))
    return min(surest.values())


def _of(mentions: Sequence[Mention], kind: MentionKind, role: str | None) -> list[Mention]:
    return [m for m in mentions if m.kind == kind and (role is None or m.role == role)]
