"""Mentions of a letter and its truth -> of each value that fills a field: how sure it was said to be, and whether it is
right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.mentions.bearing_date import find_letter_dates
from pipeline.mentions.fields import fill_fields
from pipeline.records import Letter, Mention
from tests.eval.fields import LISTS, SINGLE

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One value of one field."""

    field: str
    mention: Mention
    right: bool


def judge_mentions(letter: Letter, mentions: Sequence[Mention], row: Row, truth: Row) -> Iterator[Outcome]:
    """Every mention that fills a field of the row; values the truth leaves open are left out."""
    for name, held in fill_fields(mentions, find_letter_dates(letter, mentions)).items():
        for mention in held:
            if name in SINGLE:
                wanted, given = truth[name], row[name]
                yield Outcome(name, mention, wanted is not None and SINGLE[name](wanted, given))
                continue
            keys = LISTS[name]
            (key,) = keys([_item(name, mention)])
            right = key in keys(truth[name])
            if right or key not in keys(truth.get("optional", {}).get(name, [])):
                yield Outcome(name, mention, right)


def _item(name: str, mention: Mention) -> Any:
    match name:
        case "references":
            return {"value": mention.value}
        case "amounts":
            return {"value": mention.amount, "currency": mention.currency}
        case "deadlines":
            kind = "absolute" if mention.quantity is None else "relative"
            return {"kind": kind, "due_date": mention.date, "quantity": mention.quantity, "unit": mention.unit}
    return mention.value
