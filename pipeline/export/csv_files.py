"""Tables → CSV: commas, decimal points and ISO dates for programs, a BOM for Excel, no cell that is a formula."""

import csv
import datetime as dt
from pathlib import Path

from pipeline.export.sheets import Cell, Sheet
from pipeline.harmless import spreadsheet_cell


def write_csv(path: Path, sheets: list[Sheet]) -> None:
    """One file holds one table."""
    (sheet,) = sheets
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(sheet.schema.names)
        for row in sheet.flat_rows():
            writer.writerow([_written(cell) for cell in row])


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return spreadsheet_cell(cell) if isinstance(cell, str) else str(cell)
