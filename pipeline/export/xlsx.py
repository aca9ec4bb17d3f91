"""Tables → an Excel workbook, one sheet a table: dates are dates, numbers numbers, no text is a formula."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from pipeline.errors import RunError
from pipeline.export.sheets import Cell, Sheet
from pipeline.harmless import show_controls

_MOST_ROWS: Final = 1_048_576
_LONGEST: Final = 32_767  # characters of a cell
_NAMES: Final = frozenset({"letter_id", "source", "mention_id", "url", "sender_organisation", "signatory_title"})
_WIDE: Final = frozenset({"subject", "text", "sentence", "message", "error", "sender_address", "recipient_address"})


def write_xlsx(path: Path, sheets: list[Sheet]) -> None:
    """One file with a sheet for each table. Raises RunError where a table has more rows than a sheet."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "in_memory": False}) as book:
        styles = {
            "head": book.add_format({"bold": True, "bottom": 1}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "money": book.add_format({"num_format": "#,##0.00"}),
        }
        for sheet in sheets:
            _fill(book.add_worksheet(sheet.name), sheet, styles)


def _fill(page: Any, sheet: Sheet, styles: dict[str, Any]) -> None:
    names = sheet.schema.names
    for column, name in enumerate(names):
        page.set_column(column, column, _width(name))
        page.write_string(0, column, name, styles["head"])
    row = 0
    for row, cells in enumerate(sheet.flat_rows(), start=1):
        if row == _MOST_ROWS:
            raise RunError(
                f"The table {sheet.name} has more rows than an Excel sheet: export one --mailing, "
                "leave the table out with --table, or take --format sqlite."
            )
        for column, cell in enumerate(cells):
            _write(page, row, column, cell, styles)
    page.freeze_panes(1, 1)
    page.set_landscape()
    page.repeat_rows(0)
    page.autofilter(0, 0, row, len(names) - 1)


def _width(name: str) -> int:
    """Of a column, in characters: its heading beside the button of the filter, and most of what stands in it."""
    return 40 if name in _WIDE else 32 if name in _NAMES else max(16, len(name) + 4)


def _write(page: Any, row: int, column: int, cell: Cell, styles: dict[str, Any]) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        page.write_boolean(row, column, cell)
    elif isinstance(cell, dt.date):
        page.write_datetime(row, column, dt.datetime.combine(cell, dt.time()), styles["date"])
    elif isinstance(cell, Decimal):
        page.write_number(row, column, float(cell), styles["money"])
    elif isinstance(cell, str):
        shown = show_controls(cell)
        page.write_string(row, column, shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…")
    else:
        page.write_number(row, column, cell)
