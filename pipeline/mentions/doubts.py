"""A letter's row and its mentions → what a person should look at, field by field, and what the machine offers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.mentions.fields import fill_fields
from pipeline.mentions.human_values import FIELDS, write_human
from pipeline.mentions.trust import load_trust
from pipeline.records import LetterRow, Mention

# review reason → the field in which a person puts it right; what speaks of confidence is told by the field's own
_AT: Final[dict[str, str]] = {
    "no_date": "letter_date",
    "two_dates": "letter_date",
    "weekday_differs": "letter_date",
    "no_sender": "sender_organisation",
    "no_signatory": "signatory_name",
    "words_and_figures_differ": "amounts",
    "total_differs": "amounts",
    "limit_and_date_differ": "deadlines",
    "wrong_check_digit": "references",
}
_WHOLE: Final = "needs_review"  # once all else is settled: has somebody looked at the letter as a whole?


@dataclass(frozen=True, slots=True)
class Doubt:
    """One field to look at: `candidate` is what it holds, as a person may write it; `evidence` where that was read."""

    field: str
    candidate: str
    confidence: float | None
    evidence: tuple[Mention, ...]


def find_doubts(row: LetterRow, mentions: Sequence[Mention]) -> tuple[Doubt, ...]:
    """In the order of the table, the letter as a whole last; nothing that is sure or that a person has settled."""
    if not row.needs_review:
        return ()
    sure = {one.field: one.confidence for one in row.field_confidences}
    asked = {field for field, confidence in sure.items() if confidence < load_trust().review}
    asked |= {_AT[reason] for reason in row.review_reasons if reason in _AT}
    filled = fill_fields(mentions, tuple(_dates(row, mentions)))
    doubts = []
    for field in FIELDS:
        if field == _WHOLE or (field in asked and field not in row.corrected):
            held = filled.get(field, ())
            candidate = "no" if field == _WHOLE else write_human(held)
            doubts.append(Doubt(field, candidate, sure.get(field), held))
    return tuple(doubts)


def _dates(row: LetterRow, mentions: Sequence[Mention]) -> Iterator[Mention]:
    borne = [m for m in mentions if m.kind == "date" and m.date is not None and m.date == row.letter_date]
    yield from sorted(borne, key=lambda m: m.role != "letter")
