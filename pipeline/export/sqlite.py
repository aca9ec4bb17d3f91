"""Tables → an SQLite file: a table each, with dates as ISO text, sums as numbers and lists as JSON text."""

import datetime as dt
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Final

import pyarrow as pa

from pipeline.export.sheets import Cell, Sheet

_TYPES: Final = (  # SQLite keeps the word; it tells readers what the column means
    (pa.types.is_boolean, "BOOLEAN"),
    (pa.types.is_integer, "INTEGER"),
    (pa.types.is_floating, "REAL"),
    (pa.types.is_decimal, "DECIMAL(18,2)"),
    (pa.types.is_date, "DATE"),
    (pa.types.is_list, "JSON"),
)


def write_sqlite(path: Path, sheets: list[Sheet]) -> None:
    """One file with all tables."""
    with closing(sqlite3.connect(path)) as base, base:
        for sheet in sheets:
            columns = ", ".join(f'"{field.name}" {_type(field.type)}' for field in sheet.schema)
            base.execute(f'CREATE TABLE "{sheet.name}" ({columns})')
            places = ", ".join("?" * len(sheet.schema))
            rows = ([_held(cell) for cell in row] for row in sheet.flat_rows())
            base.executemany(f'INSERT INTO "{sheet.name}" VALUES ({places})', rows)  # noqa: S608 - our own names


def _type(kind: pa.DataType) -> str:
    return next((word for holds, word in _TYPES if holds(kind)), "TEXT")


def _held(cell: Cell) -> Cell:
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return str(cell) if isinstance(cell, Decimal) else cell
