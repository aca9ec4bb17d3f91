"""Letters → the days after their own that they name: what both are about is one thing as long as it is to come."""

import datetime as dt

from pipeline.findings.mailing import Mailing
from pipeline.records import LetterRow


def share_day_to_come(mailing: Mailing, one: LetterRow, other: LetterRow) -> bool:
    """Whether both name one day after their own: «le départ du 26 avril», «à partir du 1er avril»."""
    return not _to_come(mailing, one).isdisjoint(_to_come(mailing, other))


def looks_ahead(mailing: Mailing, row: LetterRow, days: int) -> bool:
    """Whether the letter names a day more than so many days after its own."""
    return any((day - row.letter_date).days > days for day in _to_come(mailing, row) if row.letter_date)


def _to_come(mailing: Mailing, row: LetterRow) -> frozenset[dt.date]:
    days = (mention.date for mention in mailing.mentions_of(row, "date"))
    return frozenset(day for day in days if day and row.letter_date and day > row.letter_date)
