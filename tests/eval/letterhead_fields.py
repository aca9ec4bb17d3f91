"""Rows of the letters table and letters laid out by others -> how many of their fields are read.

Others name a sender or a function in their own words, so a text is right where it is that of the letter but for what
stands before or after it. What a letter says beyond their lists is not counted.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from rapidfuzz import fuzz

from tests.eval.fields import ALIKE, fold

LOOSE: Final = 60.0  # «avant le 24 mars 2025» and «à régler avant le 24 mars 2025 au plus tard» are one limit
SHORT: Final = 5  # letters: what is shorter must be the same

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Field:
    """One value of one letter; `wanted` is None where the letter says nothing there."""

    mailing: str
    letter: str
    name: str
    wanted: Any
    given: Any
    right: bool


def judge_letter(mailing: str, letter: str, wanted: Row, row: Row | None) -> Iterator[Field]:
    """Each column that holds one value once, and each value of the others."""
    for name in SINGLE:
        want, given = wanted.get(name), row and row[name]
        wants = want if isinstance(want, list) else [want]
        right = row is not None and any(_alike(one, given) if one and given else not one and not given for one in wants)
        yield Field(mailing, letter, name, want, given, right)
    for name, (values, same) in LISTS.items():
        found = values(row[name]) if row else []
        for want in wanted.get(name, []):
            yield Field(mailing, letter, name, want, found, any(same(str(want), given) for given in found))


def count_fields(fields: Iterable[Field]) -> dict[str, dict[str, int]]:
    """Column -> how many are right, of how many."""
    figures: dict[str, dict[str, int]] = {name: {"right": 0, "of": 0} for name in (*SINGLE, *LISTS)}
    for one in fields:
        figures[one.name]["right"] += one.right
        figures[one.name]["of"] += 1
    return figures


def _alike(wanted: object, given: object) -> bool:
    a, b = fold(wanted), fold(given)
    if min(len(a), len(b)) < SHORT:
        return a == b
    return a in b or b in a or fuzz.ratio(a, b) >= ALIKE


def _is_limit(wanted: str, given: str) -> bool:
    a, b = fold(wanted), fold(given)
    return a in b or b in a or fuzz.ratio(a, b) >= LOOSE


def _is_reference(wanted: str, given: str) -> bool:
    a, b = (fold(x).replace(" ", "") for x in (wanted, given))
    return a == b or (len(a) >= SHORT and a in b)


def _is_sum(wanted: str, given: str) -> bool:
    return abs(Decimal(wanted)) == abs(Decimal(given))


SINGLE: Final = (
    *("letter_date", "letter_place", "sender_organisation", "recipient_name"),
    *("signatory_name", "signatory_title", "subject"),
)
LISTS: Final[dict[str, tuple[Callable[[Iterable[Any]], list[str]], Callable[[str, str], bool]]]] = {
    "references": (lambda items: [x["value"] for x in items], _is_reference),
    "phones": (list, str.__eq__),
    "emails": (list, str.__eq__),
    "amounts": (lambda items: [str(x["value"]) for x in items], _is_sum),
    "deadlines": (lambda items: [x["text"] for x in items], _is_limit),
}
