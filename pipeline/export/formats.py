"""The registry of formats, by hand: how each is called, and what writes it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.export.csv_files import write_csv
from pipeline.export.duck import write_duckdb
from pipeline.export.json_files import write_json, write_jsonl
from pipeline.export.sheets import Sheet
from pipeline.export.sqlite import write_sqlite
from pipeline.export.xlsx import write_xlsx


@dataclass(frozen=True, slots=True)
class Format:
    """One format of tables; `holds_many`: whether one file can hold several."""

    write: Callable[[Path, list[Sheet]], None]
    holds_many: bool


TABLE_FORMATS: Final[dict[str, Format]] = {
    "csv": Format(write_csv, holds_many=False),
    "xlsx": Format(write_xlsx, holds_many=True),
    "json": Format(write_json, holds_many=True),
    "jsonl": Format(write_jsonl, holds_many=False),
    "sqlite": Format(write_sqlite, holds_many=True),
    "duckdb": Format(write_duckdb, holds_many=True),
}
