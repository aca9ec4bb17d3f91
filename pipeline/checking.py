"""Tables of a mailing → the rows of its findings: what a worker process does."""

from collections.abc import Sequence
from pathlib import Path

from pipeline import tables
from pipeline.records import Language
from pipeline.tables import Row


def find_contradictions(out: Path, mailing: str, charter: str, language: Language) -> Sequence[Row]:
    """What the checks notice in a mailing, by its charter."""
    from pipeline import findings

    found = findings.check_mailing(
        [tables.letter_of(row) for row in tables.read_rows(out, "letters", mailing)],
        [tables.mention_of(row) for row in tables.read_rows(out, "mentions", mailing)],
        findings.charter_of(("charter.yaml", charter)),
        language,
    )
    return [tables.finding_row(finding) for finding in found]
