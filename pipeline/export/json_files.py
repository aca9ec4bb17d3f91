"""Tables → JSON: one document with a list for each table, or a line for each row; lists and sums stay what they are."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.export.sheets import Sheet, as_json


def write_json(path: Path, sheets: list[Sheet]) -> None:
    """One object: the name of each table with its rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("{")
        for nth, sheet in enumerate(sheets):
            file.write(f"{',' if nth else ''}\n{as_json(sheet.name)}: [")
            for row_nth, line in enumerate(_lines(sheet)):
                file.write(f"{',' if row_nth else ''}\n{line}")
            file.write("\n]")
        file.write("\n}\n")


def write_jsonl(path: Path, sheets: list[Sheet]) -> None:
    """One file holds one table, each row an object on its line."""
    (sheet,) = sheets
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(f"{line}\n" for line in _lines(sheet))


def _lines(sheet: Sheet) -> Iterator[str]:
    return (as_json(dict(zip(sheet.schema.names, row, strict=True))) for row in sheet.rows())
