"""A letter's mentions → where the letter contradicts itself: stable codes for `review_reasons`."""

from collections.abc import Iterable
from typing import Final

from pipeline.records import Mention

# what a mention contradicts → the reason, and what it tells a person
_REASONS: Final = {
    "weekday": "weekday_differs",  # «le mardi 5 mars 2015», a Thursday
    "words": "words_and_figures_differ",  # «trois cents euros (200 €)»
    "limit": "limit_and_date_differ",  # «15 jours, soit le 20 mars»
    "total": "total_differs",  # HT and TVA do not come to TTC
    "check_digit": "wrong_check_digit",  # an IBAN, SIREN, VAT or social security number that cannot exist
}


def find_contradictions(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """The codes that hold, in the order of the table."""
    held = {m.contradicts for m in mentions}
    return tuple(reason for code, reason in _REASONS.items() if code in held)
