"""Letters of a mailing → those that its page shows: all of them, or as many as a browser and a worker can hold."""

from collections.abc import Sequence
from typing import Final

from pipeline.records import Finding, LetterRow
from pipeline.report import codes

WORST_FIRST: Final = tuple(codes.SEVERITIES)
MOST: Final = 1_000  # a page of more is over 100 MB; the spreadsheets hold them all


def choose_letters(letters: Sequence[LetterRow], findings: Sequence[Finding]) -> Sequence[LetterRow]:
    """All, by date; of too many, first those that the worst findings are about."""
    ordered = sorted(letters, key=by_date)
    if len(ordered) <= MOST:
        return ordered
    told = (letter_id for finding in worst_first(findings) for letter_id in finding.letter_ids)
    ids = (*dict.fromkeys(told), *(row.letter_id for row in ordered))
    chosen = set(list(dict.fromkeys(ids))[:MOST])
    return [row for row in ordered if row.letter_id in chosen]


def by_date(row: LetterRow) -> tuple[bool, str, str, int]:
    """Undated letters last."""
    date = row.letter_date
    return date is None, date.isoformat() if date else "", row.source, row.page_start


def worst_first(findings: Sequence[Finding]) -> Sequence[Finding]:
    """Else as the checks came."""
    return sorted(findings, key=lambda finding: WORST_FIRST.index(finding.severity))
