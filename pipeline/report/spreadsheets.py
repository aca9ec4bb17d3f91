"""The mailing's rows → CSV files that a French spreadsheet opens as they are: BOM, semicolons, decimal commas."""

import csv
import io
from collections.abc import Iterable, Sequence

from pipeline.records import Finding, LetterRow
from pipeline.report import french
from pipeline.report.harmless import spreadsheet_cell

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"  # without it Excel takes UTF-8 for the Windows code page

_LETTER_HEAD = (
    *("courrier", "fichier", "pages", "nature", "date", "lieu", "expéditeur", "service", "adresse de l'expéditeur"),
    *("destinataire", "adresse du destinataire", "objet", "signataire", "fonction", "anonyme", "signature manuscrite"),
    *(
        "téléphones",
        "courriels",
        "sites",
        "références",
        "sommes",
        "délais",
        "thèmes",
        "confiance",
        "à revoir",
        "motifs",
    ),
)
_FINDING_HEAD = ("constat", "contrôle", "gravité", "message", "courriers", "dates des courriers", "mentions")


def letters_csv(letters: Sequence[LetterRow]) -> str:
    """One line a letter, in the order given."""
    return _csv(_LETTER_HEAD, (_letter_cells(row) for row in letters))


def findings_csv(findings: Sequence[Finding], letters: Sequence[LetterRow]) -> str:
    """One line a finding, in the order given."""
    date_of = {row.letter_id: french.say_date(row.letter_date) for row in letters}
    return _csv(
        _FINDING_HEAD,
        (
            (
                finding.finding_id,
                finding.check,
                french.SEVERITIES[finding.severity][1],
                finding.message,
                _several(finding.letter_ids),
                _several(date_of.get(letter_id, "") for letter_id in finding.letter_ids),
                _several(finding.mention_ids),
            )
            for finding in findings
        ),
    )


def _letter_cells(row: LetterRow) -> tuple[str, ...]:
    return (
        row.letter_id,
        row.source,
        str(row.page_start) if row.page_start == row.page_end else f"{row.page_start} à {row.page_end}",
        french.LETTER_KINDS[row.kind],
        french.say_date(row.letter_date) if row.letter_date else "",
        row.letter_place or "",
        row.sender_organisation or "",
        row.sender_department or "",
        row.sender_address or "",
        row.recipient_name or "",
        row.recipient_address or "",
        row.subject or "",
        row.signatory_name or "",
        row.signatory_title or "",
        _yes_no(row.signatory_anonymous),
        _yes_no(row.signature_mark),
        _several(map(french.say_phone, row.phones)),
        _several(row.emails),
        _several(row.urls),
        _several(f"{reference.label} {reference.value}".strip() for reference in row.references),
        _several(map(french.say_amount, row.amounts)),
        _several(map(french.say_deadline, row.deadlines)),
        _several(row.topics),
        "" if row.confidence is None else f"{row.confidence:.2f}".replace(".", ","),
        _yes_no(row.needs_review),
        _several(french.REVIEW_REASONS.get(reason, reason) for reason in row.review_reasons),
    )


def _yes_no(cell: bool | None) -> str:
    return "" if cell is None else "oui" if cell else "non"


def _several(cells: Iterable[str]) -> str:
    return " | ".join(cells)


def _csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    held = io.StringIO(newline="")
    writer = csv.writer(held, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([spreadsheet_cell(" ".join(cell.replace("\N{NO-BREAK SPACE}", " ").split())) for cell in row])
    return _BOM + held.getvalue()
