"""The mailing's rows → CSV files that a French spreadsheet opens as they are: BOM, semicolons, decimal commas."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from pipeline.harmless import spreadsheet_cell
from pipeline.records import Finding, LetterRow, Mention
from pipeline.report import codes
from pipeline.report.tongue import Tongue, say_phone
from pipeline.report.values import say_amount, say_deadline, say_reference

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"  # without it Excel takes UTF-8 for the Windows code page

_NO_COLUMN: Final = frozenset({"page_start", "page_end", "signature_page", "corrected"})
_WHERE: Final = ("letter_id", "source")  # behind these stands «pages»
_LETTER_HEAD: Final = (
    *(codes.FIELDS[name] for name in _WHERE),
    "pages",
    *(said for name, said in codes.FIELDS.items() if name not in _NO_COLUMN.union(_WHERE)),
)
_FINDING_HEAD: Final = (
    "constat",
    "contrôle",
    "intitulé",
    "gravité",
    "message",
    "courriers",
    "dates des courriers",
    "preuves",
    "mentions",
    "pages des preuves",
)
_LONGEST_CELL: Final = 32_000  # Excel takes 32,767 characters


def letters_csv(letters: Sequence[LetterRow], tongue: Tongue) -> str:
    """One line a letter, in the order given."""
    return _csv(_LETTER_HEAD, (_letter_cells(row, tongue) for row in letters), tongue)


def findings_csv(
    findings: Sequence[Finding], letters: Sequence[LetterRow], mentions: Sequence[Mention], tongue: Tongue
) -> str:
    """One line a finding, in the order given."""
    date_of = {row.letter_id: tongue.date(row.letter_date) for row in letters}
    mention_of = {mention.mention_id: mention for mention in mentions}
    rows = (
        (
            finding.finding_id,
            finding.check,
            tongue(codes.CHECKS.get(finding.check, finding.check)),
            tongue(codes.SEVERITIES[finding.severity][1]),
            finding.message,
            _several(finding.letter_ids),
            _several(date_of.get(letter_id, "") for letter_id in finding.letter_ids),
            _several(mention_of[key].text for key in finding.mention_ids if key in mention_of),
            _several(finding.mention_ids),
            _several(_places(mention_of[key] for key in finding.mention_ids if key in mention_of)),
        )
        for finding in findings
    )
    return _csv(_FINDING_HEAD, rows, tongue)


def _places(mentions: Iterable[Mention]) -> Iterable[str]:
    """«courrier-3.tif p. 2», each once."""
    return dict.fromkeys(f"{mention.source.rsplit('/', 1)[-1]} p. {mention.page}" for mention in mentions)


def _letter_cells(row: LetterRow, tongue: Tongue) -> tuple[str, ...]:
    return (
        row.letter_id,
        row.source,
        str(row.page_start) if row.page_start == row.page_end else f"{row.page_start} {tongue('à')} {row.page_end}",
        tongue(codes.LETTER_KINDS[row.kind]),
        tongue.date(row.letter_date) if row.letter_date else "",
        row.letter_place or "",
        row.sender_organisation or "",
        row.sender_department or "",
        row.sender_address or "",
        row.recipient_name or "",
        row.recipient_address or "",
        row.subject or "",
        row.signatory_name or "",
        row.signatory_title or "",
        _yes_no(row.signatory_anonymous, tongue),
        _yes_no(row.signature_mark, tongue),
        _several(map(say_phone, row.phones)),
        _several(row.emails),
        _several(row.urls),
        _several(map(say_reference, row.references)),
        _several(say_amount(amount, tongue) for amount in row.amounts),
        _several(say_deadline(deadline, tongue) for deadline in row.deadlines),
        _several(tongue(codes.TOPICS.get(topic, topic)) for topic in row.topics),
        "" if row.confidence is None else tongue.number(row.confidence, 2),
        _yes_no(row.needs_review, tongue),
        _several(tongue(codes.REVIEW_REASONS.get(reason, reason)) for reason in row.review_reasons),
        row.text,
    )


def _yes_no(cell: bool | None, tongue: Tongue) -> str:
    return "" if cell is None else tongue("oui" if cell else "non")


def _several(cells: Iterable[str]) -> str:
    return " | ".join(cells)


def _csv(head: Sequence[str], rows: Iterable[Sequence[str]], tongue: Tongue) -> str:
    """Semicolons where commas are decimal, as Excel expects in that language."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, delimiter=";" if tongue.is_french else ",", lineterminator="\r\n")
    writer.writerow([tongue(name) for name in head])
    for row in rows:
        writer.writerow([_cell(cell) for cell in row])
    return _BOM + held.getvalue()


def _cell(text: str) -> str:
    """One line that is no formula."""
    line = " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())
    return spreadsheet_cell(line if len(line) <= _LONGEST_CELL else f"{line[:_LONGEST_CELL]}…")
